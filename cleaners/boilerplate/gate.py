"""What a document must have for its lines to be looked at one by one, where no line has a label.

Each test asks for less than what it guards (`pages`, `cuts`), and a test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaners.boilerplate import cuts, pages
from cleaners.boilerplate.labels import SIGNS
from cleaners.prefilter import finder, required

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


def lines_with_words(text: str, texts: Sequence[str]) -> tuple[set[int], set[int]]:
    """The numbers of lines with one of `labels.SIGNS`, and of those that may lose their end or be jump lines (`cuts`).

    `text` is the lines `texts`, each with its line end.
    """
    signed: set[int] = set()
    cut: set[int] = set()
    number = at = 0
    for match in _words().finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        if _signs().match(text, at):
            signed.add(number)
        if _cutting().match(text, at):
            cut.add(number)
    return signed, {n for n in cut if cuts.SIGN.search(texts[n]) or cuts.PAGE.search(texts[n][-6:])}


@cache
def _words() -> re.Pattern[str]:
    return re.compile(finder({*SIGNS, *_to_cut()}))


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(finder(SIGNS))


@cache
def _cutting() -> re.Pattern[str]:
    return re.compile(finder(_to_cut()))


@cache
def _to_cut() -> frozenset[str]:
    """The words of the rules that cut, and what jump lines end with; a rule that needs no word may cut any line."""
    return frozenset("版页頁").union(*(required(rule.pattern) or {"\n"} for rule in cuts.cut_rules()))
