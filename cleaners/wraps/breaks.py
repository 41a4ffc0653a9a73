"""A break between two lines, and what the two sides of it say by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.han import CLOSING, OPENING
from cleaners.language_model import model
from cleaners.wraps import shapes
from cleaners.wraps.lines import Line, columns

NARROWEST = 24
"""Columns of the narrowest wrap width. Below it lie verse (a line of seven characters takes 14 columns, a couplet of
eight with its mark 18) and lists of short names; newspaper columns begin at about 13 characters."""

MEASURES = frozenset("年月日号时点分秒万亿千百多余元个家人名位次件项条岁倍米里吨度届期％%億萬餘個")
"""Characters that go on with a number."""

_MEASURE_NATS, _NEUTRAL, _UNLIKELY = 2.5, -0.5, -1.2
_GAINS = ((3.0, 6.0), (2.0, 4.0), (1.0, 1.5), (-1.0, _NEUTRAL))
"""What a gain of at least so many nats in the language model is worth as evidence. Counted on news, laws, reviews and
stories: of 534 breaks in mid-paragraph 40% gain 3 or more and 4% from 2 to 3, being inside a word; of 796 ends of
paragraphs without a mark, 1 and 1."""

SURE = 4.0
"""Nats of `Break.gain` from which a break is surely inside a word."""


class Break(NamedTuple):
    """The end of a line and the beginning of the next."""

    above: Line
    below: Line
    apart: bool
    """Whether code, a fence or a table stands on either side."""
    terminal: bool
    """Whether the line above ends as a sentence does."""
    word: bool
    """Whether the line above ends without any mark."""
    comma: bool
    runs_on: bool
    """Whether the line below begins with a mark that belongs to what comes before it."""
    begins: str
    """What marks the line below as a new paragraph: a kind of `shapes.Beginnings`, or ""."""
    first_word: tuple[int, int]
    """Wide and narrow characters of the first word below, with the marks that stick to it."""
    gain: float
    """What the language model says about the two sides as one text, in nats of evidence for it."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing about this break could ask for a join, wrapped or not."""
        return self.apart or (
            not self.runs_on and not self.comma and (self.terminal or (self.above.edge < NARROWEST and self.word))
        )


def breaks_of(lines: Sequence[Line], apart: Sequence[bool]) -> list[Break]:
    """The breaks between lines."""
    return [_between(a, b, x or y) for (a, b), (x, y) in zip(pairwise(lines), pairwise(apart), strict=True)]


def _between(above: Line, below: Line, apart: bool) -> Break:
    terminal = shapes.is_terminal(above.text)
    word = not terminal and shapes.ends_in_word(above.text)
    begins = shapes.beginnings().kind(below.text)
    runs_on = begins != "markup" and shapes.runs_on(below.text)
    gain = continues(above.text, below.text) if word else _NEUTRAL
    return Break(
        above, below, apart, terminal, word, above.text[-1] in shapes.COMMAS, runs_on, begins, word_of(below.text), gain
    )


_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}]*(?:[!-~]+|.)[，。、；：？！{re.escape(CLOSING)}]*")


def word_of(text: str) -> tuple[int, int]:
    """How many wide and how many narrow characters the first word of a text has."""
    if "\u4e00" <= text[:2] < "\ua000" and "\u4e00" <= text[1:2] < "\ua000":
        return 1, 0  # a Han character that no mark sticks to
    found = _FIRST_WORD.match(text)
    word = found[0] if found else text[:1]
    wide = columns(word) - len(word)
    return wide, len(word) - wide


def continues(above: str, below: str) -> float:
    """Evidence, in nats, that the second text goes on where the first stops, from the characters at the seam."""
    if above[-1].isdigit():
        return _MEASURE_NATS if below[0] in MEASURES else _NEUTRAL
    if not shapes.has_han(above[-1]) or not shapes.has_han(below[0]):
        return _NEUTRAL
    gain = _gain(above, below)
    return next((nats for least, nats in _GAINS if gain >= least), _UNLIKELY)


BEGINNINGS = ("\n", "，")
"""What a text that begins anew stands after: the first line of a paragraph, and a line of verse, which begins as a
clause does."""


def _gain(above: str, below: str) -> float:
    """How much likelier the next two characters are after this line than where a text begins anew, in nats."""
    cost_of = model().cost_of
    start = below[:2]
    return min(cost_of(start, beginning) for beginning in BEGINNINGS) - cost_of(start, above)
