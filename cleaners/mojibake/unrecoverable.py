"""What cannot come back, because a program threw the bytes away: flagged with its cause, once a stretch, never changed.

The rows of `LOSSES` find traces that nothing but a loss leaves. U+FFFD among the leftovers of GBK and rows of question
marks are judged by their neighbours (`question_marks`, `_replacements`), because a repair engine can read some of the
first and writers like the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners import han
from cleaners.edits import Flag, Span
from cleaners.mojibake import gate, question_marks
from cleaners.mojibake.line import sides

FETCH_AGAIN = "nothing is left of the text here; fetch the original again"

NEAR = 12
"""Characters between two traces that still belong to one stretch: a word or two that came through."""

AROUND = 40
"""Characters of the line on either side in which a word about garbled text makes a trace a quotation of one."""

RUN_OF_ITS_OWN = 8
"""Characters of 烫 in a row that nobody writes for emphasis."""

LONGEST_SAMPLE = 5
"""Characters of 烫 or 屯 that a text about them shows; a longer run is damage whatever the line says."""

LONGEST_SAMPLE_OF_THREE = 9
"""The same for 锟斤拷, up to three times."""


class Loss(NamedTuple):
    """A trace of lost text."""

    rule: str
    pattern: re.Pattern[str]
    note: str
    example: str
    keeps: str


def _replaced(encoding: str) -> str:
    """What U+FFFD, twice, looks like when its UTF-8 is read in an encoding."""
    return "\ufffd\ufffd".encode().decode(encoding, "replace")


def _twice() -> str:
    """锟斤拷 whose UTF-8 was read as a Western encoding, and U+FFFD read so twice."""
    forms = {text.encode().decode(name, "replace") for text in ("锟斤拷", "ï¿½") for name in ("cp1252", "latin-1")}
    return "|".join(map(re.escape, sorted(forms)))


_WESTERN = ("cp1252", "cp1251", "cp1250", "cp437", "mac-roman", "koi8-r", "cp866", "cp874")
_EASTERN = ("big5", "cp949")
_SPEECH = '好很太真是喊叫道说呼哇呀啊超又都“"「‘『：:'
_CRY = '！!啊呀的了死。，、~～…”"」’』'

LOSSES: tuple[Loss, ...] = (
    Loss(
        "mojibake.lost-replaced",
        re.compile(
            rf"锟斤拷(?:[^\n\sA-Za-z]{{0,3}}(?:锟[{gate.AFTER_EF_BF}]?|[斤拷]))*|(?:锟[{gate.AFTER_EF_BF}][^\n]{{0,2}}拷)"
            rf"|锟[{gate.AFTER_EF_BF}]\ufffd"
        ),
        "U+FFFD, written by a program that could not read the text, was then read as GBK",
        "//锟斤拷取锟矫伙拷锟斤拷息", "歌手李锟进了城",
    ),
    Loss(
        "mojibake.lost-replaced",
        re.compile("|".join(re.escape(_replaced(name)) for name in _EASTERN) + r"|(?:[\ufffd・]ｿ?ｽ){2,}|(?:ｿｽ){3,}"),
        "U+FFFD, written by a program that could not read the text, was then read as Big5, Korean or Japanese",
        "標題：嚙踝蕭嚙踝蕭", "嚙舌的人",
    ),
    Loss(
        "mojibake.lost-replaced",
        re.compile("(?:" + "|".join(re.escape(_replaced(name)[:3]) for name in _WESTERN) + "){1,}|" + _twice()),
        "U+FFFD, written by a program that could not read the text, was then read in a Western encoding",
        "标题：ï¿½ï¿½ï¿½ï¿½", "ï 和 ½",
    ),
    Loss(
        "mojibake.lost-uninitialised",
        re.compile(
            rf"烫{{{RUN_OF_ITS_OWN},}}|(?<![{_SPEECH}烫])烫{{3,}}(?![{_CRY}烫])|屯{{3,}}|葺{{3,}}|(?:铪|﨣){{4,}}"
            r"|Ì{6,}|Í{6,}|Ý{6,}"
        ),
        "memory that a debug build of Visual C++ had filled with CC, CD or DD and nothing else was ever put there",
        "name: tom烫烫烫烫", "“烫烫烫！”她叫道",
    ),
    Loss(
        "mojibake.lost-byte-order-mark",
        re.compile(r"(?:^|(?<=\n))锘(?:匡豢|[\ufffd?縜-縹\ue000-\uf8ff])|锘匡豢|(?:^|(?<=\n))(?:ÿþ|þÿ)"),
        "a byte-order mark that was read as text; what follows it may have been read wrongly, too",
        "锘縤mport os", "第102号元素是锘",
    ),
    Loss(
        "mojibake.lost-glyph", re.compile(f"(?<=[{han.HAN}])〓{{1,3}}(?=[{han.HAN}{han.WIDE}])"),
        "〓 stands where the typesetter had no glyph for the character",
        "作者李〓，北京人", "〓本报讯〓",
    ),
)  # fmt: skip
"""The traces, with an example and a text that is none. □ is not here: it is how editions mark what is missing in their
source, and the sign of an empty box."""

_QUOTING = re.compile(
    r"乱码|亂碼|编码|編碼|手持|两把|直呼|疾呼|程序员|由来|经典|著名|笑话|的梗|名句|出现|所谓|什么是|叫做|mojibake|U\+FFFD|"
    r"\\u[fF]{3}[dD]|Unicode|\bUTF|\bGBK|[烫屯拷][、和与]|[、和与](?:锟|烫烫|屯屯)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"(?:[“‘「『《\"'|/`]|^)(?:锟斤拷|烫{3,}|屯{3,}|葺{3,}|[、，,/|和与及\s])+(?:[”’」』》\"'|/`])")

_ODD = "\u0100-\u07ff\u9fa6-\u9fff"
"""Letters that UTF-8 writes in two bytes and that are no Latin-1, and Han characters that GBK does not have: beside
U+FFFD they are bytes of GBK that happen to be valid UTF-8 (写 is д, the end of 书 and 看 are 鿴), and no misreading
that can be repaired."""

_FFFD = re.compile(
    rf"(?:[\u0080-\u00ff{_ODD}]{{0,12}}\ufffd"
    rf"(?:[^\n\x20-\x7e\ufffd]{{0,2}}[\u0080-\u00ff{_ODD}]{{0,12}}[0-9 ]?(?=\ufffd)|[\u0080-\u00ff{_ODD}]{{1,3}})?)++"
)
"""U+FFFD with the leftovers of GBK between: two bytes of GBK may be valid UTF-8 for a letter below U+0800."""

FEWEST = 3
"""U+FFFD in a stretch without a letter that tells: one or two may be a character each of a text that is readable."""

MOSTLY = 2
"""U+FFFD for each other character in such a stretch: fewer, and a text with a mark here and there counts; more, and
lines of which two thirds are lost do not."""

_FOUR_BYTES = re.compile(
    rf"(?<=[{han.HAN}{han.WIDE}])(?:\ufffd[0-9]\ufffd[0-9])+(?=[{han.HAN}{han.WIDE}]|$)", re.MULTILINE
)
"""What a decoder of GBK leaves of characters that GB18030 writes in four bytes: 81-FE 30-39 81-FE 30-39."""

_LEFTOVER = re.compile(f"\ufffd[{_ODD}]+(?:\ufffd|$)")
"""Odd letters beside U+FFFD: GBK."""


def findings(text: str) -> Iterator[Flag]:
    """A flag for every stretch of text that cannot come back, in order and apart from one another."""
    if gate.of_losses().pattern.search(text) is not None:
        yield from _merged(text, sorted(_traces(text)))


def stretches(text: str) -> Iterator[Span]:
    """The same places as spans, for the engine to leave alone; a byte-order mark is none: its bytes are all there."""
    for flag in findings(text):
        if flag.rule != "mojibake.lost-byte-order-mark":
            yield Span(flag.start, flag.end)


def _traces(text: str) -> Iterator[Flag]:
    for loss in LOSSES:
        for match in loss.pattern.finditer(text):
            if not _is_quotation(text, match):
                yield Flag(*match.span(), loss.rule, f"{loss.note}; {FETCH_AGAIN}")
    yield from _replacements(text)
    yield from _four_bytes(text)
    if "?" in text:
        for start, end in question_marks.stretches(text):
            note = f"an encoding without Chinese wrote ? for each character; {FETCH_AGAIN}"
            yield Flag(start, end, "mojibake.lost-question-marks", note)


def _replacements(text: str) -> Iterator[Flag]:
    for match in _FFFD.finditer(text):
        count = match[0].count("\ufffd")
        is_lost = _LEFTOVER.search(match[0]) is not None or (
            count >= FEWEST and count >= MOSTLY * (len(match[0]) - count)
        )
        if is_lost and question_marks.is_readable(text[max(0, match.start() - NEAR) : match.start()]):
            note = f"no decoder could read the bytes, most likely GBK read as UTF-8; {FETCH_AGAIN}"
            yield Flag(*match.span(), "mojibake.lost-replacement", note)


def _four_bytes(text: str) -> Iterator[Flag]:
    for match in _FOUR_BYTES.finditer(text):
        if question_marks.is_readable(text[max(0, match.start() - NEAR) : match.start()]):
            note = "a rare character, four bytes of GB18030, was read as GBK; the two digits are the rest of it"
            yield Flag(*match.span(), "mojibake.lost-four-bytes", note)


def _is_quotation(text: str, match: re.Match[str]) -> bool:
    """Whether the text is about garbled text and shows some."""
    if len(match[0]) > (LONGEST_SAMPLE if len(set(match[0])) == 1 else LONGEST_SAMPLE_OF_THREE):
        return False
    before, behind = sides(text, *match.span(), AROUND)
    marked = _MARKED.search(before + match[0] + behind)
    return _QUOTING.search(before + " " + behind) is not None or (marked is not None and match[0] in marked[0])


def _merged(text: str, flags: list[Flag]) -> Iterator[Flag]:
    """Flags of one cause that stand close together on a line as one; of two that overlap, the first."""
    held: Flag | None = None
    for flag in flags:
        if held is not None and _continues(text, held, flag):
            held = held._replace(end=max(held.end, flag.end))
            continue
        if held is not None:
            yield held
        held = flag
    if held is not None:
        yield held


def _continues(text: str, held: Flag, flag: Flag) -> bool:
    is_near = flag.start - held.end <= NEAR and "\n" not in text[held.end : flag.start]
    return flag.start < held.end or (is_near and flag.rule == held.rule)
