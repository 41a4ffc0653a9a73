"""What a document must have for its lines to be looked at one by one, where no line has a label.

Each test asks for less than what it guards (`pages`, `cuts`), and a test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaners.boilerplate import cuts, pages
from cleaners.prefilter import Index

_AT_ENDS = re.compile(rf"\n(?<=[ ,，][!-~]{{{cuts.JAMMER_LENGTH}}}\n)")
"""Where a jammer tail ends. It begins with the line end, because one character is searched for fastest."""

_PAGED = re.compile("[版页頁](?=[^\n]{0,5}(?:\n|$))")


def may_be_printed(texts: Sequence[str]) -> bool:
    """Whether a line recurs or is a page number: without, nothing is left of printed pages (`pages.removed`)."""
    lines = [text for text in texts if text]
    if len(set(lines)) < len(lines):
        return True
    short = [text for text in lines if len(text) <= pages.HEAD_LENGTH]
    if len({"".join(text.split()) for text in short}) < len(short):
        return True
    return any(pages.page_number(text) is not None or text[-1].isdigit() > text[-1].isascii() for text in short)


def may_be_cut(texts: Sequence[str]) -> bool:
    """Whether a line may lose its end or be a jump line (`cuts`)."""
    text = "\n".join(texts)
    if _index().candidates(text):
        if _PAGED.search(text):
            return True
        tails = [line[-cuts.TAIL :] for line in texts]
        if any(_index().candidates(tail) and cuts.SIGN.search(tail) for tail in tails):
            return True
    return _AT_ENDS.search(text + "\n") is not None


@cache
def _index() -> Index:
    """What is cut from lines, and what marks a jump line."""
    return Index(dict(enumerate([*(rule.pattern for rule in cuts.cut_rules()), _PAGED.pattern])))
