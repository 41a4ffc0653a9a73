"""A break between two lines, and what the two sides of it say by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cleaners.han import CLOSING, OPENING
from cleaners.language_model import model
from cleaners.wraps import shapes
from cleaners.wraps.lines import Line, columns

NARROWEST = 24
"""Columns of the narrowest wrap width. Below it lie verse (a line of seven characters takes 14 columns, a couplet of
eight with its mark 18) and lists of short names; newspaper columns begin at about 13 characters."""

UNDECIDED = 6.0
"""Score of a seam (`continues`) that is met as often within paragraphs as between them, in nats."""

SLOPE, SLOPE_FOR, LEAST_GAIN, MOST_GAIN = 0.45, 1.2, -1.2, 6.0
"""Nats of evidence a point of that score, and the bounds within which it is believed. Fitted and checked on 5,400 seams
of news and web pages that the model has not seen (a fifth of the documents left out at a time): breaks in mid-paragraph
are told from ends of paragraphs with an area under the curve of 0.87, by the last two and next two characters alone."""

MOST_AHEAD, MOST_END = 8.0, 12.0
"""Bounds of the two parts of the score. One rare name must not outweigh all other evidence."""

MIXED, LEAST_MIXED, MOST_MIXED = 1.5, -1.5, 2.0
"""The same, and narrower bounds, where one side of the seam is a digit, a letter or a mark: there the model knows only
classes, and blanks between scripts come and go."""

_NEUTRAL = -0.5
"""Evidence of a seam that the model cannot judge, between Latin words or after a mark."""

SURE = 2.0
"""Nats of `Break.gain` from which a break is surely inside a sentence: 38% of breaks in mid-paragraph are, and one end
of a paragraph in two hundred."""


RECURS, NEAR = 2.5, 4000
"""Nats of evidence from three characters across the break that stand together elsewhere, within so many characters: in
news and on web pages one break in five that the model takes for an end, and one real end in two hundred."""


SEAMS = 30_000
"""Seams whose gain is kept in memory, some 10 MB: what headings, captions and signatures begin and end with comes again
on every page of a site."""


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
            not self.runs_on and not self.comma and (self.terminal or is_label(self.above.text, self.above.edge))
        )

    @property
    def marked(self) -> bool:
        """Whether the line above ends in a mark of a sentence or a clause."""
        return self.terminal or self.comma or self.above.text[-1] in "；;：:"


def is_label(text: str, edge: int) -> bool:
    """Whether a line is so short, up to the column `edge`, and without any mark, that it is no line of wrapped text."""
    return edge < NARROWEST and shapes.ends_in_word(text) and not shapes.has_clauses(text)


def breaks_of(text: str, lines: Sequence[Line], apart: Sequence[bool]) -> list[Break]:
    """The breaks between the lines of a text."""
    return [between(text, a, b, x or y) for (a, b), (x, y) in zip(pairwise(lines), pairwise(apart), strict=True)]


def between(text: str, above: Line, below: Line, apart: bool) -> Break:
    """The break between two lines of a text, `apart` where one of them is no prose."""
    terminal = shapes.is_terminal(above.text)
    word = not terminal and shapes.ends_in_word(above.text)
    divides = shapes.is_divider(above.text, below.text)
    begins = "markup" if divides else shapes.beginnings().kind(below.text)
    runs_on = begins != "markup" and shapes.runs_on(below.text)
    gain = continues(above.text, below.text) if word else _NEUTRAL
    if word and gain < SURE and recurs(text, above, below):
        gain += RECURS
    return Break(
        above, below, apart, terminal, word, above.text[-1] in shapes.COMMAS, runs_on, begins, word_of(below.text), gain
    )


def bare(above: Line, below: Line) -> Break:
    """The break after a line that ends no sentence, with what its seam says by itself.

    Nothing is looked for that speaks against a join, nor whether the seam `recurs`.
    """
    word = shapes.ends_in_word(above.text)
    gain = continues(above.text, below.text) if word else _NEUTRAL
    return Break(above, below, False, False, word, above.text[-1] in shapes.COMMAS, False, "", (0, 0), gain)


_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}]*(?:[!-~]+|.)[，。、；：？！{re.escape(CLOSING)}]*")


def word_of(text: str) -> tuple[int, int]:
    """How many wide and how many narrow characters the first word of a text has."""
    if "\u4e00" <= text[:2] < "\ua000" and "\u4e00" <= text[1:2] < "\ua000":
        return 1, 0  # a Han character that no mark sticks to
    found = _FIRST_WORD.match(text)
    word = found[0] if found else text[:1]
    wide = columns(word) - len(word)
    return wide, len(word) - wide


def recurs(text: str, above: Line, below: Line) -> bool:
    """Whether the characters on both sides of a break stand next to each other elsewhere in the text, near by: a name
    or a term that the break cut.
    """
    return seam_recurs(text, above.end, below.start, above.text[-2:], below.text[:2])


def seam_recurs(text: str, end: int, start: int, left: str, right: str) -> bool:
    """The same of the last two and the first two characters of the lines that end and begin at these places."""
    if len(left) < 2 or len(right) < 2 or not shapes.has_han(left[1]) or not shapes.has_han(right[0]):
        return False
    start, end = max(0, end - NEAR), start + NEAR
    if text.find(left[1] + right[0], start, end) < 0:
        return False
    return any(shapes.is_word(seam) and text.find(seam, start, end) >= 0 for seam in (left + right[0], left[1] + right))


def start_cost(before: str, text: str) -> float:
    """What the first two characters of a text cost after others, in nats."""
    cost = model().cost
    first = cost(before, text[0])
    return first + cost(before[-1] + text[0], text[1]) if len(text) > 1 else first


def continues(above: str, below: str) -> float:
    """Evidence, in nats, that the second text goes on where the first stops, from the characters at the seam.

    Two costs speak for it: what the next characters would cost at the beginning of a paragraph beyond what they cost
    here, and what it would cost to stop here.
    """
    return seam_gain(above[-2:], below[:2])


@lru_cache(maxsize=SEAMS)
def seam_gain(last: str, below: str) -> float:
    """The same from the last two characters and the first two."""
    if last[-1].isascii() and below[0].isascii():
        return _NEUTRAL
    cost = model().cost
    ahead = max(-UNDECIDED, min(MOST_AHEAD, start_cost("\n", below) - start_cost(last, below)))
    stop = min(MOST_END, cost(last, "\n"), cost(last, "。"))
    if shapes.has_han(last[-1]) and shapes.has_han(below[0]):
        score = ahead + stop - UNDECIDED
        return max(LEAST_GAIN, min(MOST_GAIN, (SLOPE_FOR if score > 0 else SLOPE) * score))
    return max(LEAST_MIXED, min(MOST_MIXED, SLOPE * (ahead + stop - MIXED)))
