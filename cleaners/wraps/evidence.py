"""For and against a join, in nats: the natural logarithm of how much likelier the sight is at a break in mid-paragraph
than at the end of a paragraph. Evidence adds up; the sum is the log-odds of the join.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from cleaners.language_model import model
from cleaners.wraps import shapes
from cleaners.wraps.geometry import Geometry, fitted
from cleaners.wraps.lines import Line, columns

BEGINNINGS = {"markup": -8.0, "chapter": -5.0, "item": -5.0, "byline": -4.0, "speaker": -2.0}
FUNCTION_WORDS = frozenset(
    "的和与與及或在对對将將向把被从從为為是由以于於并並而且但就都也仅更最很不该這这那其之到给給让讓使令"
)
"""Characters that end no paragraph and no heading."""

UNWRAPPED = -4.5
"""Log-odds of a join before any evidence in text that is one paragraph a line: about one break in a hundred."""

FULL, NEARLY, SHORT = 3.0, 1.5, -2.5
"""A line that has no room for the next word; one within the tolerance; one with room."""

LOST_INDENT = 4
"""Columns by which first lines are shorter where two squares of indent were dropped after wrapping."""


class Cue(NamedTuple):
    """How often a sight came at sure joins and at sure ends of paragraphs, in the region itself."""

    joins: Counter[object]
    ends: Counter[object]

    def nats(self, sight: object, prior: tuple[float, float]) -> float:
        """Log-likelihood ratio of a sight, the counts smoothed with two sightings of the general case."""
        join = (self.joins[sight] + 2 * prior[0]) / (self.joins.total() + 2)
        end = (self.ends[sight] + 2 * prior[1]) / (self.ends.total() + 2)
        return max(-4.0, min(4.0, log(join / end)))


class Region(NamedTuple):
    """What holds for a stretch of lines: the geometry and what blank lines, indents and open ends mean in it."""

    geometry: Geometry | None
    base: int
    blanks: Cue
    indents: Cue
    broken: tuple[float, float, float]
    """Estimated share of breaks in mid-paragraph among lines without a mark, for short, middling and long lines."""
    commas: float
    """Share of lines that end in a comma: high in verse."""


def lift(above: str, below: str) -> float:
    """How much likelier the next two characters are after this line than at the beginning of one, in nats."""
    cost = model().cost
    first, second = below[0], below[1:2]
    gain = cost("\n", first) - cost(above[-2:], first)
    if second:
        gain += cost("\n" + first, second) - cost(above[-1] + first, second)
    return gain


def continues(above: str, below: str) -> float:
    """What the lift is worth in nats. Measured on news, laws, reviews and stories: half of all breaks in mid-paragraph
    have a lift over 2, being inside a word; of 800 ends of paragraphs without a mark 4 have.
    """
    gain = lift(above, below)
    for least, nats in _LIFT_NATS:
        if gain >= least:
            return nats
    return -1.2


_LIFT_NATS = ((3.0, 6.0), (2.0, 4.0), (1.0, 1.5), (-1.0, -0.5))
_SURE_LIFT, _SURE_SHARE = 2.0, 0.45

_BROKEN_PRIOR = ((0.1, 1.5), (0.4, 1.5), (1.0, 2.0))
"""Breaks and lines without a mark that each region is given in advance, for short, middling and long lines."""


def _size(edge: int) -> int:
    return 0 if edge < 40 else 1 if edge < 80 else 2


def region_of(lines: Sequence[Line]) -> Region:
    """What holds for these lines."""
    if not lines:
        return Region(None, 0, Cue(Counter(), Counter()), Cue(Counter(), Counter()), (0.0, 0.0, 0.0), 0.0)
    geometry = fitted(lines)
    indents = Counter(line.indent for line in lines)
    base = min(indent for indent, count in indents.items() if count * 7 >= len(lines) or count == max(indents.values()))
    blanks, steps = Cue(Counter(), Counter()), Cue(Counter(), Counter())
    for above, below in pairwise(lines):
        sure = _sure(above, below, geometry)
        if sure:
            for cue, sight in ((blanks, min(below.blanks, 3)), (steps, step(above, below, base))):
                (cue.joins if sure > 0 else cue.ends)[sight] += 1
    commas = sum(line.text[-1] in "，,、" for line in lines) / len(lines)
    return Region(geometry, base, blanks, steps, _broken(lines), commas)


def _broken(lines: Sequence[Line]) -> tuple[float, float, float]:
    sure, seen = [prior[0] for prior in _BROKEN_PRIOR], [prior[1] for prior in _BROKEN_PRIOR]
    for above, below in pairwise(lines):
        if shapes.ends_in_word(above.text) and not shapes.begins(below.text):
            size = _size(above.edge)
            seen[size] += 1
            sure[size] += (lift(above.text, below.text) >= _SURE_LIFT) / _SURE_SHARE
    first, second, third = (min(0.98, s / n) for s, n in zip(sure, seen, strict=True))
    return first, second, third


def _sure(above: Line, below: Line, geometry: Geometry | None) -> int:
    """1 for a break that is surely in mid-paragraph, -1 for one that surely ends one, 0 for others."""
    begins = shapes.begins(below.text)
    if geometry is None:
        if shapes.is_terminal(above.text):
            return -1
        return int(shapes.runs_on(below.text) or (not begins and lift(above.text, below.text) >= 3))
    full = geometry.room(above, below) <= geometry.tolerance
    if full:
        return int(not begins and shapes.ends_in_word(above.text))
    return -1 if shapes.is_terminal(above.text) else 0


def step(above: Line, below: Line, base: int) -> tuple[int, bool]:
    """Which way the margin goes from a line to the next, a hanging indent counting as none; and whether it is in."""
    by = below.indent - above.indent
    if by > 0 and below.indent == _hang(above):
        by = 0
    return (by > 1) - (by < -1), below.indent > base + 1


def _hang(line: Line) -> int:
    found = re.match(
        r"(?:[•·●○■□◆◇▪*+–-]|\(?\w{1,3}[.)）、]|\[\d+\]|\.\.\s\[\S+\])\s+|\S{1,20}(?:\s\S{1,20})?\s{2,}|\S{1,8}\s",
        line.text,
    )
    return line.indent + columns(found[0]) if found else -1


_BLANK_PRIOR = {0: (0.7, 0.45), 1: (0.25, 0.4), 2: (0.04, 0.1), 3: (0.02, 0.1)}
_STEP_PRIOR = {1: (0.05, 0.3), 0: (0.7, 0.6), -1: (0.25, 0.1)}


def log_odds(above: Line, below: Line, region: Region) -> float:
    """The log-odds that a break is one in mid-paragraph."""
    geometry = region.geometry
    total = _ending(above, below, region) + _beginning(below) + _open(above)
    total += region.blanks.nats(min(below.blanks, 3), _BLANK_PRIOR[min(below.blanks, 3)])
    sight = step(above, below, region.base)
    total += region.indents.nats(sight, _STEP_PRIOR[sight[0]])
    if geometry is None:
        return total + UNWRAPPED + continues(above.text, below.text)
    room = geometry.room(above, below)
    if room <= 0:
        total += FULL
    elif room <= geometry.tolerance:
        total += NEARLY
    else:
        total += SHORT - min(4.0, (room - geometry.tolerance) / 5)
    return total + continues(above.text, below.text) / 2


def _ending(above: Line, below: Line, region: Region) -> float:
    text, wrapped = above.text, region.geometry is not None
    if shapes.is_jump(text) or shapes.is_apart(text):
        return -6.0
    if shapes.begins(text) == "byline" and above.edge < 60:
        return -5.0
    if shapes.is_terminal(text):
        return -2.5 if wrapped else -6.0
    if shapes.ends_in_opening(text):
        return 4.0
    return (_ending_wrapped if wrapped else _ending_unwrapped)(above, text[-1], region)


def _ending_wrapped(above: Line, last: str, region: Region) -> float:
    if last in FUNCTION_WORDS:
        return 2.5
    if last in "，,、":
        return 2.0
    if last in "；;":
        return 0.0
    if last in "：:":
        return -1.0
    return 0.0 if shapes.ends_in_word(last) else -0.5


def _ending_unwrapped(above: Line, last: str, region: Region) -> float:
    broken = region.broken[_size(above.edge)]
    odds = log(broken / (1 - broken)) - UNWRAPPED
    if last in "，,、":
        return odds + 1.5 if above.edge >= 40 and region.commas < 0.2 else 0.0
    if not shapes.ends_in_word(last):
        return -1.5 if last in "；;" else -3.0
    if above.edge < 24:
        return -3.0
    return odds + (2.5 if last in FUNCTION_WORDS else 0.0)


def _beginning(below: Line) -> float:
    if shapes.runs_on(below.text):
        return 6.0
    if below.text[0] in "的们了等着" and model().cost("\n" + below.text[0], below.text[1:2] or "。") > 5:
        return 2.5
    return BEGINNINGS.get(shapes.begins(below.text), 0.0)


def _open(above: Line) -> float:
    opening = shapes.left_open(above.text)
    return 0.0 if not opening else 1.0 if opening in "“「『(" else 2.5
