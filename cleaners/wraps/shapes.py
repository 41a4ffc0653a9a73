"""What a line looks like at its two ends, by itself."""

from __future__ import annotations

import re
from functools import cache

from cleaners.han import CLOSING, HAN, OPENING, SENTENCE_END
from cleaners.rules import expanded, rows

NUMERAL = "[一二三四五六七八九十百千零〇两○０-９0-9]"

COMMAS = "，,、"


class Beginnings:
    """The rows of `data/wraps_beginnings.tsv`, tried together."""

    def __init__(self) -> None:
        table = list(rows("wraps_beginnings"))
        self.nats = {row["kind"]: float(row["nats"]) for row in table}
        """What each kind of beginning says about a join."""
        patterns = [expanded(row["begins"].replace("{Numeral}", NUMERAL)) for row in table]
        self._kinds = [row["kind"] for row in table]
        self._any = re.compile("|".join(f"({pattern})" for pattern in patterns))
        self._dateline = re.compile(
            "|".join(p for kind, p in zip(self._kinds, patterns, strict=True) if kind == "dateline")
        )

    def kind(self, text: str) -> str:
        """The kind of beginning that marks a new paragraph, or ""."""
        found = self._any.match(text)
        return self._kinds[(found.lastindex or 1) - 1] if found else ""

    def is_dateline(self, text: str) -> bool:
        """Whether the kind of beginning is that of a news item; nearly all others are told by its own rows."""
        return self._dateline.match(text) is not None and self.kind(text) == "dateline"


@cache
def beginnings() -> Beginnings:
    """The table, read on first use."""
    return Beginnings()


_RUNS_ON_FROM = re.compile(r"[，,。．！？；：、?;:％‰℃）》」』】〕］｝〉”’)\]}]|[!%](?![!-~\s])")
RUN_ON = frozenset("，,。．！？；：、?;:％‰℃）》」』】〕］｝〉”’)]}!%")
"""Characters at the beginning of a line without which `runs_on` says no."""

_TERMINAL = re.compile(
    rf"[{re.escape(SENTENCE_END)}][{re.escape(CLOSING)}]*(?:[\[［〔(（]\d{{1,3}}[\]］〕)）])?$|[^\d\s.]\.$|[。！？…][{re.escape(CLOSING)}]*\d{{1,2}}$"
)
AFTER_END = frozenset(CLOSING + "］〕.0123456789")
"""What else than the end of a sentence a line may end in of which `is_terminal` says yes."""

_HAN = re.compile(f"[{HAN}]")
_WORDLIKE = re.compile(rf"[{HAN}A-Za-z0-9%％‰℃]$")
_WORD = re.compile(rf"[{HAN}A-Za-z0-9]+")
_JUMP = re.compile(r"(?:下转|上接|未完待续|待续|^[（(]?完|转第?\s?[A-Z]?\d+\s?版)[^。]{0,10}$")
_TABLE = re.compile(r"\S(?:\s{3,}|\t+|\s*\|\s*)\S+.*\S(?:\s{3,}|\t+|\s*\|\s*)\S")
_DATE = re.compile(
    rf"[（(]?{NUMERAL}{{2,4}}\s?[年.\-/](?:\s|{NUMERAL}){{1,4}}[月.\-/](?:\s|{NUMERAL}){{1,4}}日?[^，。]{{0,20}}$"
)
_PAGE = re.compile(r"\s\d{1,4}\s?/\s?\d{1,4}$|^\d{1,4}\s?/\s?\d{1,4}\s\s|\s{8,}\d{1,4}$")
_LEADER = re.compile(r"(?:\s?[.．·…]){5,}\s*\d{1,4}$")
_GAP = re.compile(r"[\s|]")
_NAMES = re.compile(r"[\u4e00-\u9fff·]{1,5}(?:[ \u3000]+[\u4e00-\u9fff·]{1,5}){1,5}$")


def runs_on(text: str) -> bool:
    """Whether a line begins as no paragraph can: with a mark that belongs to what comes before it."""
    return _RUNS_ON_FROM.match(text) is not None


def pauses_on(text: str) -> bool:
    """Whether a line begins with a mark that stands inside a sentence, so never right after the end of one."""
    return text[0] in "，,、；;：:"


def is_terminal(text: str) -> bool:
    """Whether a line ends as a sentence does. Most lines say so by their last character alone."""
    if text[-1] in SENTENCE_END:
        return True
    return text[-1] in AFTER_END and _TERMINAL.search(text[-12:]) is not None


def ends_in_word(text: str) -> bool:
    """Whether a line ends without any mark."""
    return _WORDLIKE.search(text[-1]) is not None


def is_word(text: str) -> bool:
    """Whether a text is of Chinese characters, letters and digits alone."""
    return _WORD.fullmatch(text) is not None


def ends_in_opening(text: str) -> bool:
    """Whether a line ends in an opening bracket or quotation mark."""
    return text[-1] in OPENING


def ends_in_address(text: str) -> bool:
    """Whether a line ends inside an address or a path, after a slash or a hyphen."""
    return text[-1] in "-/" and "/" in text[text.rfind(" ") + 1 :]


def has_han(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return "\u4e00" <= text[:1] <= "\u9fff" or _HAN.search(text) is not None


def is_apart(text: str) -> bool:
    """Whether a short line stands by itself: a date, names, the number of a page, a row of a table, or one of a table
    of contents.
    """
    if len(text) > 200 or _DATE.match(text):
        return len(text) <= 200
    if text[-1].isdigit() and _LEADER.search(text):
        return True
    gaps = _GAP.search(text) is not None  # all others have one
    return gaps and bool(_NAMES.match(text) or _PAGE.search(text) or is_row(text))


def is_row(text: str) -> bool:
    """Whether a line has at least three columns. So has a line that was stretched to a width, if two of its gaps are
    wide.
    """
    return _TABLE.search(text) is not None


def is_cut_number(above: str, below: str) -> bool:
    """Whether a number that would begin an item belongs to the line above: after 第, or after the name of a manual
    page, as `(1)` after `ls`.
    """
    if above[-1] == "第":
        return below[0].isdigit()
    return below[0] == "(" and above[-1].isascii() and above[-1].isalnum() and _PAGE_OF_MANUAL.match(below) is not None


def is_divider(above: str, below: str) -> bool:
    """Whether a line is a sign alone that parts texts, as `%` does in a file of sayings, and no percent of a number."""
    return below == "%" and not above[-1].isdigit()


def are_cells(above: str, below: str) -> bool:
    """Whether two lines have as many tabs, and some: they are rows of a table."""
    return "\t" in below and above.count("\t") == below.count("\t")


def is_answer(above: str, below: str) -> bool:
    """Whether a line is the letters of an answer, under the options of a question."""
    return below[0] in "ABCDEFGH" and _ANSWER.match(below) is not None and len(_OPTION.findall(above)) > 1


def is_parallel(above: str, below: str) -> bool:
    """Whether two lines begin as items of one list do: with the same bullet, with the name of a field, with a term and
    a dash, or with a number and the next one.
    """
    if above[0] == below[0] and above[0] in _BULLETS:
        return True
    if (_FIELD.match(above) and _FIELD.match(below)) or (_TERM.match(above) and _TERM.match(below)):
        return True
    one, two = _NUMBER.match(above), _NUMBER.match(below)
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def begins_article(text: str) -> bool:
    """Whether a line begins with where a news item comes from; a label in brackets may stand before a headline."""
    return text[0] != "【" and beginnings().is_dateline(text)


def is_headline(text: str) -> bool:
    """Whether a line is written as headlines are: a label in brackets first, or phrases set apart by spaces alone."""
    if text[0] == "【":
        return True
    has_phrases = (" " in text or "\u3000" in text) and _PHRASES.search(text) is not None
    return has_phrases and _CLAUSE.search(text) is None


LONGEST_FRAGMENT = 16
"""Characters of the longest fragment: longer ones are addresses, or lines of code."""

_FRAGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/+%-]*(?<![.:,])(?: [A-Za-z0-9+-]+)?$")


def is_fragment(text: str) -> bool:
    """Whether a line is a number or a foreign word, and not a label such as `3.`."""
    return len(text) <= LONGEST_FRAGMENT and _FRAGMENT.match(text) is not None


def has_clauses(text: str) -> bool:
    """Whether a line has a comma, or a full stop inside, as headings seldom do; exclamations and questions they do."""
    return "，" in text or _INNER.search(text) is not None


def has_stop(text: str) -> bool:
    """Whether a sentence ends inside a line."""
    return _STOP.search(text) is not None


def is_jump(text: str) -> bool:
    """Whether a line ends in a note that the text goes on elsewhere."""
    return _JUMP.search(text[-16:]) is not None


_STOP = re.compile(r"[。！？]|[A-Za-z\u4e00-\u9fff][.!?](?=\s|[\u4e00-\u9fff]|$)")
_RULE = re.compile(r"[-=*_~^+|.·—－─━│┼\s]{3,}")
_BULLETS = frozenset("·•*-–—【●○■□◆◇▪▲△▶►★☆※+>|#")
_PAGE_OF_MANUAL = re.compile(r"\(\d[a-z]{0,2}\)")
_FIELD = re.compile(
    rf"[{HAN}]{{2,6}}\s?[:：](?!\S*[“「，。])|[A-Z0-9]{{1,6}}：|[A-Z][A-Za-z]{{1,20}}(?:-[A-Za-z]{{1,20}}){{0,3}}: "
)
"""The name of a field, as in a form, or in the head of a mail or of a package; who speaks, by a letter."""

_TERM = re.compile(r"\S{1,16} +[-–—] +\S")
_NUMBER = re.compile(r"(\d{1,2})(?=[\s、.．)）]|[\u4e00-\u9fff])")
_INNER = re.compile(r"，|、$|[。；](?=.)|,(?=\D|$)")
_CLAUSE = re.compile("[，。,]")
_PHRASES = re.compile(rf"[{HAN}！？”][ \u3000]+[{HAN}“]")

_ANSWER = re.compile(r"[A-H]+(?:\s?[、,，]\s?[A-H])*$")
_OPTION = re.compile(r"(?<![A-Za-z])[A-H]\s?[.．、)）]")
"""The letters of an answer; the label of an option."""

_LAST_BUT_ONE = re.compile(r"[；;]\s?(?:以及|及|和|或|或者|并且|且)$")

_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "『": "』", "【": "】", "〈": "〉", "[": "]"}
_OPENS = re.compile(f"[{re.escape(''.join(_PAIRS))}]")


def left_open(text: str) -> str:
    """The last bracket or quotation mark that a line opens and does not close, or ""."""
    tail = text[-120:]
    if not _OPENS.search(tail):
        return ""
    for opening, closing in _PAIRS.items():
        at = tail.rfind(opening)
        if at >= 0 and closing not in tail[at:]:
            return opening
    return ""


def leads_to_last_item(text: str) -> bool:
    """Whether a line is the last but one item of a list that is one sentence, as of a law or a patent."""
    return text[-1] in "及和或者且" and _LAST_BUT_ONE.search(text[-8:]) is not None


def is_rule(text: str) -> bool:
    """Whether a line is drawn, not written."""
    return _RULE.fullmatch(text) is not None


def closes(text: str, opening: str) -> bool:
    """Whether a line goes on with the end of a bracket that was opened before it."""
    closing = _PAIRS[opening]
    at = text.find(closing)
    return at >= 0 and opening not in text[:at]
