r"""Escapes that never got decoded, in running text: `&#20013;`, `\u4e2d`, `%E4%B8%AD`, `=E4=B8=AD`, `~{VPND~}` …

Every kind is a row of `KINDS`. Escapes of one kind on one line that stand close together are a cluster; a cluster is
decoded where it holds enough Chinese for the place it stands in (`surroundings`) and is no example of the text around
it. Entities that stand alone in Chinese text are left to the stage `characters`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners import han
from cleaners.edits import Edit, Flag, Span
from cleaners.mojibake import escape_decoders as decoders
from cleaners.mojibake import gate, transfer
from cleaners.mojibake.surroundings import Place, Surroundings
from cleaners.rules import leftmost

LEAST_IN_PROSE = 2
"""Han characters of a cluster in running text; a single one must stand between two others."""

LEAST_IN_DATA = 4
"""Han characters of a cluster in a string of data: a phrase, not a token that a program looks for. Fewer, and field
values are rewritten; more, and titles stay unreadable."""

LEAST_WITHOUT_BACKSLASH = 3
"""Han characters of `u4e2du6587…` without its backslashes: two may be an identifier."""

IN_CLEAR = 2
"""Han characters in clear for each entity on the line, above which the text is Chinese with some entities in it, and
the stage `characters` reads them. Higher, and both stages would see to the same entities."""

RARE = 12.0
"""Nats a character above which even code points are no text: a table of rare characters, random numbers."""

SINGLE = 9.0
"""Nats above which one escaped character does not continue the words around it."""

GAP = 40
"""Characters on one line and without Han, between escapes of one cluster; a string that ends must be followed by the
next item of the same data."""

_HAN = re.compile(f"[{han.HAN}{han.KANA}]")
_BREAK = re.compile(f"[\n{han.HAN}]|(?<!\\\\)[\"']")
_NEXT_STRING = re.compile(r"[\"'][\s,:\[\]{}]*(?:u?[\"'][\w .-]{0,30}[\"']\s*:[\s\[{]*)?u?[\"']")
_RANGE = re.compile(r"\s*-\s*(?:\\|%u|&#)")
_IN_ADDRESS = re.compile(r"(?:[/=&?#@+-]|[A-Za-z0-9]:)[\w.%+~-]*$")
_SEPARATOR = re.compile("[/\\\\=&?#]")
_TO_ADDRESS = re.compile(r"[\w.%+~-]*[/=&?#@]")


class Kind(NamedTuple):
    """One kind of escape."""

    rule: str
    run: re.Pattern[str]
    """A run of escapes without a gap."""
    decoded: decoders.Decoder
    confidence: float
    """An estimate: higher where the form of the escape is unmistakable, lower where it is told by its contents."""
    reason: str
    example: str
    becomes: str
    keeps: str


def _runs(unit: str) -> re.Pattern[str]:
    return re.compile(f"(?:{unit})+")


def _bytes(unit: str, between: str = "(?!)") -> re.Pattern[str]:
    """Runs of escaped bytes, each with one character in clear that may be the second byte of a pair."""
    return re.compile(f"(?:{unit}(?:{between})*(?:(?!{unit}){decoders.LITERAL}(?={unit}|[^A-Za-z]|$))?|{between})+")


KINDS: tuple[Kind, ...] = (
    Kind(
        "mojibake.escape-html", _runs(decoders.ENTITY), decoders.code_points, 0.98,
        "numeric entities that a program wrote for want of the characters",
        "地址：&#21335;&#20140;&#36335;8号", "地址：南京路8号", "字&#36213;在这里由字符一步处理",
    ),
    Kind(
        "mojibake.escape-html-bytes",
        _bytes(f"(?:{decoders.WESTERN_ENTITY}|[{decoders.WESTERN}])"),
        decoders.garbled_entities, 0.97,
        "entities for the Latin-1 characters that UTF-8 or GBK was misread as",
        "标题：&aring;&#140;&#151;&auml;&ordm;&not;", "标题：北京", "法语：&eacute;t&eacute;",
    ),
    Kind(
        "mojibake.escape-unicode", _runs(decoders.BACKSLASH), decoders.code_points, 0.97,
        "escapes of JSON, Java, JavaScript, Python, Perl or R that were printed instead of read",
        r"提示：\u64cd\u4f5c\u6210\u529f", "提示：操作成功", r"匹配汉字用 [\u4e00-\u9fa5] 即可",
    ),
    Kind(
        "mojibake.escape-unicode-bare",
        re.compile(
            rf"(?<![0-9A-Za-z\\%/])(?:(?:{decoders.BARE}){{{LEAST_WITHOUT_BACKSLASH},}}"
            rf"|(?:/{decoders.BARE}){{{LEAST_WITHOUT_BACKSLASH},}})"
        ),
        decoders.code_points, 0.93,
        "the same with the backslashes eaten by a shell or a database, or turned into slashes",
        "提示：u64cdu4f5cu6210u529f", "提示：操作成功", "编号 u4e2du6587 不变",
    ),
    Kind(
        "mojibake.escape-bytes", _bytes(r"\\{1,2}x[0-9A-Fa-f]{2}"), decoders.hexadecimal, 0.95,
        "bytes of UTF-8 or GBK as Python, C and web servers print them",
        r"日志：\xe7\x99\xbb\xe5\xbd\x95\xe5\xa4\xb1\xe8\xb4\xa5", "日志：登录失败",
        r"data = b'\xe7\x99\xbb\xe5\xbd\x95'",
    ),
    Kind(
        "mojibake.escape-bytes", _bytes(r"\\{1,2}[0-3][0-7]{2}"), decoders.octal, 0.95,
        "bytes in octal, as git prints names of files",
        r'修改： "\350\257\264\346\230\216.txt"', '修改： "说明.txt"', r"宽 \200\300 毫米",
    ),
    Kind(
        "mojibake.escape-percent", _bytes("%[0-9A-Fa-f]{2}"), decoders.percent, 0.95,
        "percent-encoded text outside an address",
        "附件 %E5%90%8D%E5%8D%95.xls 已发", "附件 名单.xls 已发", "见 https://example.org/%E5%90%8D%E5%8D%95",
    ),
    Kind(
        "mojibake.escape-quoted-printable",
        _bytes("=[0-9A-Fa-f]{2}", transfer.SOFT_BREAK), transfer.quoted_printable, 0.97,
        "the transfer encoding of a mail that was not undone",
        "> =E6=98=8E=E5=A4=A9=E8=\n=A7=81", "> 明天见", "a =3D b",
    ),
    Kind(
        "mojibake.escape-mail-header",
        re.compile(rf"{transfer.ENCODED_WORD}(?:\s{{1,4}}{transfer.ENCODED_WORD})*"), transfer.encoded_words, 0.98,
        "encoded words of a mail header (RFC 2047)",
        "Subject: =?UTF-8?B?5Lya6K6u6YCa55+l?=", "Subject: 会议通知", "Subject: =?ISO-8859-1?Q?caf=E9?=",
    ),
    Kind(
        "mojibake.escape-hz", re.compile(r"~\{(?:[!-w][!-~]){1,300}(?:~\}|(?=\n|$))"), transfer.hz, 0.97,
        "HZ, the seven-bit encoding of old newsgroups (RFC 1843)",
        "Re: ~{DZ?F~} ~{NJLb~}", "Re: 内科 问题", "~{a~}",
    ),
    Kind(
        "mojibake.escape-utf7",
        re.compile(r"(?<![A-Za-z0-9+/=])\+[MT-Za-n/][A-Za-z0-9+/]{5,300}+-"), transfer.utf7, 0.93,
        "UTF-7, the seven-bit encoding of old mail programs (RFC 2152)",
        "主题：+TxqLrpAad+U-", "主题：会议通知", "电话 +8610-62345678",
    ),
)  # fmt: skip
"""The kinds of escapes, with an example, what it becomes, and a text that stays."""

_ISO_2022_JP = re.compile(r"\$B((?:(?!\([BJ])[!-~]{2}){2,60}+)\([BJ]")


def findings(text: str) -> Iterator[Edit | Flag]:
    """The edits that decode escapes in running text, in order and without overlap, and flags of what may be some."""
    if gate.of_escapes().pattern.search(text) is None:
        return
    surroundings = Surroundings(text)
    edits = [
        edit for kind in KINDS for cluster in _clusters(kind, text) for edit in _decoded(kind, cluster, surroundings)
    ]
    yield from leftmost(edits)
    yield from _headless(text)


def _clusters(kind: Kind, text: str) -> Iterator[list[re.Match[str]]]:
    """Runs of a kind that stand close together."""
    held: list[re.Match[str]] = []
    for run in kind.run.finditer(text):
        if held and not _is_near(kind, text, Span(held[-1].end(), run.start())):
            yield held
            held = []
        held.append(run)
    if held:
        yield held


def _is_near(kind: Kind, text: str, gap: Span) -> bool:
    if kind.decoded is transfer.quoted_printable:  # whose lines have 76 characters, none of them a bare =
        return gap.end - gap.start < 80 and not re.search("[\n=]", text[gap.start : gap.end])
    return gap.end - gap.start <= GAP and not _BREAK.search(_NEXT_STRING.sub("", text[gap.start : gap.end]))


def _decoded(kind: Kind, cluster: list[re.Match[str]], surroundings: Surroundings) -> Iterator[Edit]:
    decoded = kind.decoded([run[0] for run in cluster])
    pieces = [
        Edit(run.start() + start, run[0][start:end], new, kind.rule, kind.confidence)
        for run, found in zip(cluster, decoded, strict=True)
        for start, end, new in found
        if new != run[0][start:end]
    ]
    if pieces and _is_damage(kind, pieces, cluster[0].string, surroundings):
        yield from pieces


def _is_damage(kind: Kind, pieces: list[Edit], text: str, surroundings: Surroundings) -> bool:
    decoded = "".join(piece.new for piece in pieces)
    start, end = pieces[0].start, pieces[-1].end
    if not _is_chinese(kind, decoded) or any(_RANGE.match(text, piece.end) for piece in pieces[:-1]):
        return False
    if kind.decoded is decoders.percent and _is_part_of_address(surroundings, pieces):
        return False
    if kind.decoded is transfer.quoted_printable:
        return not surroundings.is_example(start, end, decoded)
    line = surroundings.line(start, end)
    if not _is_enough(kind, decoded, Place.PROSE, line):  # the quick test first
        return False
    place = surroundings.place(start, end, paths_count=kind.decoded is not decoders.octal)  # git quotes paths
    return _is_enough(kind, decoded, place, line) and not surroundings.is_example(start, end, decoded)


def _is_chinese(kind: Kind, decoded: str) -> bool:
    """Whether most of the decoded text is Chinese, and none of it beyond what the language model has seen."""
    chinese = decoders.count_chinese(decoded)
    is_wordy = kind.decoded is transfer.quoted_printable or _HAN.search(decoded) is not None
    is_known = len(decoded) == 1 or decoders.cost_per_character(decoded) <= RARE
    return chinese > 0 and chinese * 2 >= len(decoded.strip()) and is_wordy and is_known


def _is_part_of_address(surroundings: Surroundings, pieces: list[Edit]) -> bool:
    before = surroundings.line(pieces[0].start, pieces[0].end)[0]
    behind = surroundings.line(pieces[-1].start, pieces[-1].end)[1]
    return bool(
        _IN_ADDRESS.search(before) or _TO_ADDRESS.match(behind) or any(_SEPARATOR.search(piece.new) for piece in pieces)
    )


def _is_enough(kind: Kind, decoded: str, place: Place, line: tuple[str, str]) -> bool:
    """Whether the decoded text is long enough for the place it stands in."""
    count = len(_HAN.findall(decoded))
    if place is Place.SOURCE:
        return False
    if kind.decoded in (transfer.encoded_words, decoders.garbled_entities):
        return True
    if kind.decoded is decoders.code_points and kind.rule == "mojibake.escape-html":
        return count >= LEAST_IN_PROSE and count * IN_CLEAR >= len(_HAN.findall("".join(line)))
    if place is Place.DATA and kind.decoded is not decoders.octal:
        return count >= LEAST_IN_DATA
    if count >= LEAST_IN_PROSE:
        return True
    before, behind = line
    is_inside = _HAN.match(before[-1:]) is not None and _HAN.match(behind) is not None
    return is_inside and decoders.cost_per_character(before[-2:] + decoded + behind[:1]) <= SINGLE


def _headless(text: str) -> Iterator[Flag]:
    """ISO-2022-JP whose escape characters were dropped: as a rule Japanese, so that it is shown and left."""
    for match in _ISO_2022_JP.finditer(text):
        data = b"\x1b$B" + match[1].encode() + b"\x1b(B"
        try:
            decoded = data.decode("iso2022_jp")
        except UnicodeDecodeError:
            continue
        if len(_HAN.findall(decoded)) * 2 > len(decoded):
            yield Flag(
                *match.span(), "mojibake.escape-iso-2022", f"ISO-2022-JP without its escape characters: {decoded}"
            )
