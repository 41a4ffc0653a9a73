"""What a line looks like at its two ends, by itself."""

from __future__ import annotations

import re

from cleaners.han import CLOSING, HAN, OPENING, SENTENCE_END

_NUMERAL = "一二三四五六七八九十百千零〇两○０-９0-9"

_BEGINNINGS = {
    # Never the second half of anything.
    "markup": r"#{1,6}\s|```|~~~|<!--|</?[a-zA-Z][^>]*>\s*$|\|.*\||!\[|\[[^\]]+\]:\s|\.\. |:[\w ]+:(?:\s|$)"
    r"|[-=*_~^\"'`+#.·—－─━－]{3,}\s*$|[├└│┌┐┘┤]",
    "chapter": rf"第\s?[{_NUMERAL}]{{1,7}}\s?(?:[章节節回卷部篇编編届幕讲講课課集]|[条條](?!第|规定|規定|的|[、，和及至与之]))|(?:Chapter|CHAPTER|Part|PART)\s\d"
    r"|(?:附|图|圖|表)\s?\d{1,3}(?:[-.]\d{1,3})*[:：\s]",
    "item": r"[一二三四五六七八九十]{1,3}(?:[、．]|\s|是(?=[^否]))|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,3}[、．）)](?!\d)|\d{1,3}\.(?=[\s《“\u4e00-\u9fff])|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s|[\u4e00-\u9fff]{2})"
    r"|[①-⑳⑴-⒇❶-❿㈠-㈩Ⅰ-Ⅻ]|[a-zA-Z][.)、](?=\s|[\u4e00-\u9fff])|\[\d{1,3}\]|\^\[\d{1,3}\]"
    r"|[•·](?=\s)|[●○■□◆◇▪▲△▶►➢➤※★☆◎♦⚫](?!\d)|[-*+–]\s+\S|——[^，。]{0,30}$",
    "byline": r"(?:本报|本刊|本网|新华社|特约|实习|见习)?"
    r"(?:记者|通讯员|作者|编辑|责编|撰文|编译|翻译|文|图|摄影|摄|来源|审核|校对)"
    r"(?:[/／|丨：: ]|　).{1,30}$",
    "speaker": r"(?:问|答|问题|回答|Q|A|主持人|记者)[:：](?=\S)",
}

_BEGINNING = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _BEGINNINGS.items()))

CLAUSE_MARKS = "，,、；;：:"
_RUNS_ON_FROM = re.compile(r"[，,。．！？；：、!?;:%％‰℃）》」』】〕］｝〉”’)\]}]")
_TERMINAL = re.compile(
    rf"[{re.escape(SENTENCE_END)}][{re.escape(CLOSING)}]*(?:[\[［〔(（]\d{{1,3}}[\]］〕)）])?$|[^\d\s.]\.$"
)
_HAN = re.compile(f"[{HAN}]")
_WORDLIKE = re.compile(rf"[{HAN}A-Za-z0-9%％‰℃]$")
_JUMP = re.compile(r"(?:下转|上接|未完待续|待续|^[（(]?完|转第?\s?[A-Z]?\d+\s?版)[^。]{0,10}$")
_TABLE = re.compile(r"\S(?:\s{3,}|\t+|\s*\|\s*)\S+.*\S(?:\s{3,}|\t+|\s*\|\s*)\S")
_DATE = re.compile(
    rf"[（(]?[{_NUMERAL}]{{2,4}}\s?[年.\-/][\s{_NUMERAL}]{{1,4}}[月.\-/][\s{_NUMERAL}]{{1,4}}日?[^，。]{{0,20}}$"
)
_NAMES = re.compile(r"[\u4e00-\u9fff·]{1,5}(?:[ \u3000]+[\u4e00-\u9fff·]{1,5}){1,5}$")


def begins(text: str) -> str:
    """The kind of beginning that marks a new paragraph (item, chapter, markup, byline, speaker), or ""."""
    found = _BEGINNING.match(text)
    return found.lastgroup or "" if found else ""


def runs_on(text: str) -> bool:
    """Whether a line begins as no paragraph can: with a mark that belongs to what comes before it."""
    return _RUNS_ON_FROM.match(text) is not None and not text.startswith(("![", "!(")) and begins(text) != "markup"


def pauses_on(text: str) -> bool:
    """Whether a line begins with a mark that stands inside a sentence, so never right after the end of one."""
    return text[0] in "，,、；;：:"


def is_terminal(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _TERMINAL.search(text[-12:]) is not None


def ends_in_word(text: str) -> bool:
    """Whether a line ends without any mark."""
    return _WORDLIKE.search(text[-1]) is not None


def ends_in_opening(text: str) -> bool:
    """Whether a line ends in an opening bracket or quotation mark."""
    return text[-1] in OPENING


def has_han(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return _HAN.search(text) is not None


def is_apart(text: str) -> bool:
    """Whether a short line stands by itself: a date, names, a jump line, a row of a table."""
    if len(text) > 200:
        return False
    return bool(_DATE.match(text) or _NAMES.match(text) or _TABLE.search(text))


def is_jump(text: str) -> bool:
    """Whether a line ends in a note that the text goes on elsewhere."""
    return _JUMP.search(text[-16:]) is not None


_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "『": "』", "【": "】", "〈": "〉", "[": "]"}


def left_open(text: str) -> str:
    """The last bracket or quotation mark that a line opens and does not close, or ""."""
    tail = text[-120:]
    for opening, closing in _PAIRS.items():
        at = tail.rfind(opening)
        if at >= 0 and closing not in tail[at:]:
            return opening
    return ""
