"""What a document must have for its lines to be looked at one by one, where no line has a label.

Each test asks for less than what it guards (`pages`, `cuts`), and a test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from cleaners.boilerplate import cuts, pages
from cleaners.prefilter import required

_JAMMED = re.compile(rf"\n(?<=[ ,，][!-~]{{{cuts.JAMMER_LENGTH}}}\n)")
"""Where a jammer tail ends. It begins with the line end, because one character is searched for fastest."""


def may_be_printed(texts: Sequence[str]) -> bool:
    """Whether a line recurs or is a page number: without, nothing is left of printed pages (`pages.removed`)."""
    lines = [text for text in texts if text]
    if len(set(lines)) < len(lines):
        return True
    short = [text for text in lines if len(text) <= pages.HEAD_LENGTH]
    if len({"".join(text.split()) for text in short}) < len(short):
        return True
    return any(pages.page_number(text) is not None or text[-1].isdigit() > text[-1].isascii() for text in short)


def may_be_jammed(text: str) -> bool:
    """Whether a line may end in jammer text (`cuts.tails`); `text` is the lines, each with its line end."""
    return _JAMMED.search(text) is not None


def may_be_cut(text: str) -> Iterator[int]:
    """The numbers of lines that may lose their end, or be jump lines (`cuts.findings`); `text` is the same as above."""
    number = at = 0
    for match in _cut().finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        yield number


@cache
def _cut() -> re.Pattern[str]:
    """The words of the rules that cut, and what a jump line ends with.

    Words and no classes, so that one search skips what none begins with; a rule that needs no word may cut any line.
    """
    words = {word for rule in cuts.cut_rules() for word in required(rule.pattern) or {"\n"}}
    return re.compile("|".join([*map(re.escape, sorted(words)), *(f"{char}(?=[^\n]{{0,5}}\n)" for char in "版页頁")]))
