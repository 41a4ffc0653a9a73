"""Where an escape stands: running text, data, or source; and whether the text is about the escape.

An escape that never got decoded is damage in running text. In source it is how the author wrote the character, in an
address it is the address, and in a sentence about escapes it is what the sentence shows. Strings of JSON, YAML and
`.properties` are between: the decoded text means the same there, so that a phrase is decoded and a token is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum

from cleaners import han
from cleaners.mojibake.line import sides

NEAR = 200
"""Characters of the line looked at on either side: a statement or a field is rarely longer, and the time stays linear
on a file that is one line."""

ABOVE = 1000
"""Characters above in which a statement may have opened the list of strings that a line is an item of."""

BESIDE = 120
"""Characters on either side in which the decoded text, standing there in clear, makes the escape an example."""

EXAMPLE = 4
"""Han characters up to which an escape beside a word like 写作 is an example; a longer one is damage."""

_CODE_SPAN = re.compile(r"(`+)[^`]+\1")
_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_OPEN_TAG = re.compile(r"<[A-Za-z/!][^<>]*$")
_ADDRESS = re.compile(
    rf"(?:://|\bwww\.|\]\(|\b[C-H]:(?:\\|$)|\w@[\w.-]+|[?&][\w.\[\]-]+=|(?:^|[\s\"'(])\.{{0,2}}/\w)[^\s<>\"'{han.HAN}{han.WIDE}]*$"
)
_DOMAIN = re.compile(rf"[A-Za-z0-9-]\.[a-z]{{2,6}}[:/][^\s<>\"'{han.HAN}{han.WIDE}]*$")

# What only source has, in a line whose escapes are one character and whose tags are gone.
_CODE = re.compile(
    r"\w\s*\(\s*[brufLU]{0,2}[\"'/\[]"  # a call with a string, a pattern or a list
    r"|[\w\])]\s*[-+:!=]?=[=>~]?\s*[brufLU@$]{0,2}[\"'\[{/(]|<-"  # an assignment or a comparison with a literal
    r"|[\"']\s*(?:[+;)]|\.\w+\()|[+]\s*[\"']"  # a literal that is added, passed on, or ends a statement
    r"|\b[bBfrR][\"']"
    r"|\\[ntrdDwWsSbB](?![A-Za-z])|\\[\"'/.\[\](){}?*+|^$]"  # escapes of strings and of patterns
    r"|\[\^文|文-文|文[\])]?[+*?{]|[=(,:]\s*/\[?文|文/[.;,)gimu]|\(\?[:=!<]|\[[a-zA-Z0-9]-[a-zA-Z0-9]"  # a pattern
    r"|[;{]\s*$(?<=[=\w)\"'][;{])|&&|\|\||=>|->"
    r"|^\s*(?!msg)[a-zA-Z_][\w.]*\s+[\"']文[^\"']*[\"']:?\s*$"  # a command and its string; not msgstr of gettext
    r"|^\s*(?:[$>#%]\s+)?(?:echo|printf|grep|sed|awk|curl|wget|perl|python|git|find|var|let|const|return|import|print|"
    r"case|raise|if|elif|while|SELECT|UPDATE|INSERT|#\w+)\s|\blambda\b"
    r"|^\s*(?:@\w+|\w+\s*\()|font-family"
)
_STATEMENT = re.compile(r"[\w\])]\s*:?=|\w\(|\breturn\b|=>|\bdefault\b")
_QUOTE = re.compile("[\"']")
_STRING = re.compile(r"(?P<mark>[\"'])(?:\\.|(?!(?P=mark))[^\\])*(?P=mark)")
_OPEN_STRING = re.compile(r"(?:^|[\[{,:>-])\s*u?(?P<mark>[\"'])(?:\\.|(?!(?P=mark))[^\\])*$")
_REST_OF_STRING = {mark: re.compile(rf"(?:\\.|[^\\{mark}])*{mark}?\s*(?P<next>.?)") for mark in "\"'"}
_KEY = re.compile(r"^\s*[A-Za-z_][\w.\[\]-]*\s*[=:]\s*[^\"'=]*$")

_ABOUT = re.compile(
    r"转义|轉義|匹配|编码|編碼|解码|解碼|转码|轉碼|乱码|亂碼|码点|码位|碼點|十六进制|八进制|正则|Unicode|UTF-?(?:7|8|16)|"
    r"\bGBK|GB2312|quoted-printable|escap|encod|decod|regex|percent-",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    "写作|寫作|写成|寫成|写为|写法|表示|形式|格式|字符|字元|实体|實體|输出|輸出|变成|變成|显示|顯示|字节|位元組|"
    "序列|字面|前缀|代替|这样的|這樣的"
)
_OPENED = re.compile("[“‘「『]$")
_CLOSED = re.compile("^[”’」』]")
_HAN = re.compile(f"[{han.HAN}]")


class Place(Enum):
    """What kind of text an escape stands in."""

    PROSE = "running text"
    DATA = "a string of JSON or YAML, or a value of a key"
    SOURCE = "source code, markup, or an address"


class Surroundings:
    """The places of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._fences = [match.start() for match in re.finditer(r"^[> \t]{0,8}(?:```|~~~)", text, re.MULTILINE)]

    def line(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and behind `text[start:end]` on its line, NEAR characters at most."""
        return sides(self._text, start, end, NEAR)

    def place(self, start: int, end: int, *, paths_count: bool = True) -> Place:
        """What kind of text `text[start:end]` stands in; with `paths_count` a path or an address is source."""
        if bisect_right(self._fences, start) % 2:
            return Place.SOURCE
        before, behind = self.line(start, end)
        if "`" in _CODE_SPAN.sub("", before) or self.is_in_tag(before, behind):
            return Place.SOURCE
        if paths_count and self.is_address(before):
            return Place.SOURCE
        before = _TAG.sub(" ", before)
        before = before if _OPEN_STRING.search(before) is None else _STRING.sub("''", before)
        opened = _OPEN_STRING.search(before)
        if opened and not _is_code(before[: opened.start("mark")] + "\n", ""):
            rest = _REST_OF_STRING[opened["mark"]].match(behind)
            is_item = rest is None or rest["next"] in ("", *",:]}")
            return Place.DATA if is_item and not self._is_literal_of_code(start) else Place.SOURCE
        if _is_code(before, _TAG.sub(" ", behind)):
            return Place.SOURCE
        return Place.DATA if _KEY.search(before) else Place.PROSE

    def _is_literal_of_code(self, start: int) -> bool:
        """Whether a statement on a line above opened a list or a call: its items look like those of JSON."""
        lines = self._text[max(0, start - ABOVE) : start].split("\n")[:-1]
        openers = (line for line in lines if line.rstrip()[-1:] in ("[", "(", "{"))
        return any(_STATEMENT.search(_QUOTE.split(line, maxsplit=1)[0]) for line in openers)

    @staticmethod
    def is_in_tag(before: str, behind: str) -> bool:
        """Whether a tag of markup is open."""
        return _OPEN_TAG.search(before) is not None and re.match("[^<>]*>", behind) is not None

    @staticmethod
    def is_address(before: str) -> bool:
        """Whether an address or a path that began before reaches here."""
        return _ADDRESS.search(before) is not None or _DOMAIN.search(before) is not None

    def is_example(self, start: int, end: int, decoded: str) -> bool:
        """Whether the text is about the escape `text[start:end]`: it says so, or has the decoded text in clear."""
        length = len(_HAN.findall(decoded))
        reach = BESIDE if length > 1 else 3 * EXAMPLE
        if 0 < length <= BESIDE and any(
            decoded in side for side in (self._text[max(0, start - reach) : start], self._text[end : end + reach])
        ):
            return True
        before, behind = self.line(start, end)
        if _ABOUT.search(before) or _ABOUT.search(behind):
            return True
        if length > EXAMPLE:
            return False
        quoted = _OPENED.search(before) is not None and _CLOSED.search(behind) is not None
        return quoted or any(_SHOWN.search(side) for side in (before[-40:], behind[:40]))


def _is_code(before: str, behind: str) -> bool:
    return _CODE.search(before + "文" + behind) is not None
