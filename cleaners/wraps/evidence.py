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
from cleaners.wraps.geometry import LOST_INDENT, Geometry, agrees, fitted
from cleaners.wraps.lines import Line, columns

BEGINNINGS = {"markup": -8.0, "chapter": -5.0, "item": -5.0, "byline": -4.0, "speaker": -2.0}
FUNCTION_WORDS = frozenset(
    "的和与與及或在对對将將向把被从從为為是由以于於并並而且但就都也仅更最很不该這这那其之到给給让讓使令"
)
"""Characters that end no paragraph and no heading."""

FINAL_WORDS = frozenset("的了之其")
"""Those among them that also end sentences, so that they say something only where the line is full."""

UNWRAPPED = -4.5
"""Log-odds of a join before any evidence in text that is one paragraph a line: about one break in a hundred."""

SMOOTHING = 1.5
"""Sights added to the counts of a region before they are compared."""

RUNS_ON = 5.0
"""A line that begins with a mark which no paragraph begins with."""

MOST_COMMAS = 0.2
"""Share of lines ending in a comma above which commas mean nothing: verse, lists of terms."""

MARKUP = 3.0
"""What Markdown and the like, which is typed and not cut out of pages, takes from breaks that no width explains."""

FULL, NEARLY, SHORT = 3.0, 1.5, -2.5
"""A line that has no room for the next word; one within the tolerance; one with room."""

SENTENCE_CHANCE = 0.045
"""Share of full lines in mid-paragraph that end a sentence by chance: one mark in some twenty characters."""


class Cue(NamedTuple):
    """How often a sight came at sure joins and at sure ends of paragraphs, in the region itself."""

    joins: Counter[object]
    ends: Counter[object]
    all: Counter[object]

    def usual(self, sight: object) -> tuple[float, float]:
        """How often a sight came at any break: what to expect at joins and ends before any is known."""
        share = (self.all[sight] + 1) / (self.all.total() + 4)
        return share, share

    def nats(self, sight: object, prior: tuple[float, float]) -> float:
        """Log-likelihood ratio of a sight, the counts smoothed with two sightings of the general case."""
        join = (self.joins[sight] + SMOOTHING * prior[0]) / (self.joins.total() + SMOOTHING)
        end = (self.ends[sight] + SMOOTHING * prior[1]) / (self.ends.total() + SMOOTHING)
        return max(-5.0, min(5.0, log(join / end)))


class Region(NamedTuple):
    """What holds for a stretch of lines: the geometry and what blank lines, indents and open ends mean in it."""

    geometry: Geometry | None
    base: int
    blanks: Cue
    indents: Cue
    markup: bool
    broken: tuple[float, float, float]
    """Estimated share of breaks in mid-paragraph among lines without a mark, for short, middling and long lines."""
    commas: float
    """Share of lines that end in a comma: high in verse."""
    deficit: int
    """By how much first lines are shorter, their indent having been lost after wrapping: 0 or `LOST_INDENT`."""
    at_full_stop: float
    """Log-odds of a join after a full line that ends a sentence."""


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
    if above[-1].isdigit():
        return 2.5 if below[0] in MEASURES else -0.5
    if not shapes.has_han(above[-1]) or not shapes.has_han(below[0]):
        return -0.5
    gain = lift(above, below)
    for least, nats in _LIFT_NATS:
        if gain >= least:
            return nats
    return -1.2


MEASURES = frozenset("年月日号时点分秒万亿千百多余元个家人名位次件项条岁倍米里吨度届期届％%")
"""Characters that go on with a number."""

_LIFT_NATS = ((3.0, 6.0), (2.0, 4.0), (1.0, 1.5), (-1.0, -0.5))
_SURE_SHARE = 0.45

_BROKEN_PRIOR = ((0.1, 1.5), (0.4, 1.5), (1.0, 2.0))
"""Breaks and lines without a mark that each region is given in advance, for short, middling and long lines."""


def _size(edge: int) -> int:
    return 0 if edge < 40 else 1 if edge < 80 else 2


def region_of(lines: Sequence[Line], markup: bool = False, usual: Geometry | None = None) -> Region:
    """What holds for these lines."""
    if not lines:
        return Region(
            None,
            0,
            Cue(Counter(), Counter(), Counter()),
            Cue(Counter(), Counter(), Counter()),
            False,
            (0.0, 0.0, 0.0),
            0.0,
            0,
            0.0,
        )
    geometry = fitted(lines) or (usual if usual and agrees(usual, lines) else None)
    indents = Counter(line.indent for line in lines)
    base = min(indent for indent, count in indents.items() if count * 7 >= len(lines) or count == max(indents.values()))
    blanks, steps = Cue(Counter(), Counter(), Counter()), Cue(Counter(), Counter(), Counter())
    for above, below in pairwise(lines):
        sure = _sure(above, below, geometry)
        for cue, sight in ((blanks, min(below.blanks, 3)), (steps, step(above, below, base))):
            cue.all[sight] += 1
            if sure:
                (cue.joins if sure > 0 else cue.ends)[sight] += 1
    commas = sum(line.text[-1] in "，,、" for line in lines) / len(lines)
    deficit = _deficit(lines, geometry) if geometry else 0
    stop = _at_full_stop(lines, geometry, deficit) if geometry else 0.0
    return Region(geometry, base, blanks, steps, markup, _broken(lines), commas, deficit, stop)


def _deficit(lines: Sequence[Line], geometry: Geometry) -> int:
    """Whether lines after sure ends of paragraphs are full but for a lost indent, and what that takes."""
    by = LOST_INDENT
    full = short = 0
    for above, first, second in zip(lines, lines[1:], lines[2:], strict=False):
        if shapes.is_terminal(above.text) and geometry.room(above, first) > geometry.tolerance + by:
            room = geometry.room(first, second)
            full += room <= geometry.tolerance
            short += geometry.tolerance < room <= geometry.tolerance + by and not shapes.is_terminal(first.text)
    return by if short >= 3 and short >= 2 * full else 0


def _at_full_stop(lines: Sequence[Line], geometry: Geometry, deficit: int) -> float:
    """Full lines end a sentence by chance, one in `SENTENCE_CHANCE`; last lines are full by chance, a few columns out
    of the width. Which is likelier depends on how many lines a paragraph has.
    """
    inner = ends = 1.0
    for above, below in pairwise(lines):
        room, terminal = geometry.room(above, below), shapes.is_terminal(above.text)
        inner += room <= geometry.tolerance + deficit and not terminal
        ends += room > geometry.tolerance and terminal
    return log(inner * SENTENCE_CHANCE) - log(ends * (3 + 2 * geometry.tolerance) / geometry.width)


def _broken(lines: Sequence[Line]) -> tuple[float, float, float]:
    sure, seen = [prior[0] for prior in _BROKEN_PRIOR], [prior[1] for prior in _BROKEN_PRIOR]
    for above, below in pairwise(lines):
        if shapes.ends_in_word(above.text) and not shapes.begins(below.text):
            size = _size(above.edge)
            seen[size] += 1
            sure[size] += (continues(above.text, below.text) >= 4) / _SURE_SHARE
    first, second, third = (min(0.98, s / n) for s, n in zip(sure, seen, strict=True))
    return first, second, third


def _sure(above: Line, below: Line, geometry: Geometry | None) -> int:
    """1 for a break that is surely in mid-paragraph, -1 for one that surely ends one, 0 for others."""
    begins = shapes.begins(below.text)
    if begins:
        return 0
    if geometry is None:
        if shapes.is_terminal(above.text):
            return -1
        return int(shapes.runs_on(below.text) or lift(above.text, below.text) >= 3)
    full = geometry.room(above, below) <= geometry.tolerance
    if full:
        return int(shapes.ends_in_word(above.text))
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


_STEP_PRIOR = {1: (0.05, 0.3), 0: (0.7, 0.6), -1: (0.25, 0.1)}


def log_odds(lines: Sequence[Line], i: int, region: Region, first: bool) -> float:
    """The log-odds that the break after line `i` is one in mid-paragraph; `first`: the line begins a paragraph."""
    above, below = lines[i], lines[i + 1]
    if shapes.runs_on(below.text):
        return -RUNS_ON if shapes.is_terminal(above.text) and shapes.pauses_on(below.text) else RUNS_ON
    total = _ending(above) + _beginning(below) + _open(above)
    total += region.blanks.nats(min(below.blanks, 3), region.blanks.usual(min(below.blanks, 3)))
    sight = step(above, below, region.base)
    turn = region.indents.nats(sight, _STEP_PRIOR[sight[0]])
    total += min(turn, 0.0) if sight[0] > 0 else turn
    if region.geometry is None:
        return total + _unwrapped(above, region) + continues(above.text, below.text)
    return total + _wrapped(lines, i, region, region.geometry, first) + continues(above.text, below.text) / 2


def _ending(above: Line) -> float:
    """What the end of the line above says whether the text is wrapped or not."""
    if shapes.is_jump(above.text) or shapes.is_apart(above.text):
        return -6.0
    if shapes.begins(above.text) == "byline" and above.edge < 60:
        return -5.0
    return 4.0 if shapes.ends_in_opening(above.text) else 0.0


def _wrapped(lines: Sequence[Line], i: int, region: Region, geometry: Geometry, first: bool) -> float:
    above, below = lines[i], lines[i + 1]
    room = geometry.room(above, below) - (region.deficit if first else 0)
    if room > geometry.tolerance:
        total = (SHORT if geometry.tolerance < 2 else -1.0) - min(4.0, (room - geometry.tolerance) / 5)
        if above.text[-1] in "，,、" and region.commas < MOST_COMMAS and below.text[0] not in "“「":
            return 2.0
        return total + (-2.5 if shapes.is_terminal(above.text) else _ending_wrapped(above))
    total = FULL if room <= 0 else NEARLY
    if not shapes.is_terminal(above.text):
        return total + _ending_wrapped(above)
    total += region.at_full_stop - FULL
    if i + 2 < len(lines):
        total += _after_stop(below, geometry.room(below, lines[i + 2]), region, geometry)
    return total


def _after_stop(below: Line, room: int, region: Region, geometry: Geometry) -> float:
    """What the line after a full line with a full stop looks like: a heading, a first line, or any other."""
    short = room > geometry.tolerance + region.deficit
    if short:
        return 0.0 if shapes.is_terminal(below.text) else -2.5
    if region.deficit:
        return -3.0 if room > geometry.tolerance else 2.0
    return 0.0


def _ending_wrapped(above: Line) -> float:
    last = above.text[-1]
    if last in FUNCTION_WORDS:
        return 2.5
    if last in "，,、":
        return 2.0
    if last in "；;":
        return 0.0
    if last in "：:":
        return -1.0
    return 0.0 if shapes.ends_in_word(last) else -0.5


def _unwrapped(above: Line, region: Region) -> float:
    """Log-odds from how a line ends where each line should be a paragraph."""
    last = above.text[-1]
    if shapes.is_terminal(above.text):
        return -10.0
    broken = region.broken[_size(above.edge)]
    odds = log(broken / (1 - broken)) - (MARKUP if region.markup else 0.0)
    if last in "，,、":
        return odds + 1.5 if above.edge >= 40 and region.commas < MOST_COMMAS else UNWRAPPED
    if not shapes.ends_in_word(last):
        return UNWRAPPED - (1.5 if last in "；;" else 3.0)
    if above.edge < 24:
        return UNWRAPPED - 3.0
    return odds + (2.5 if last in FUNCTION_WORDS and last not in FINAL_WORDS else 0.0)


def _beginning(below: Line) -> float:
    if below.text[0] in "的们了等着" and model().cost("\n" + below.text[0], below.text[1:2] or "。") > 5:
        return 2.5
    return BEGINNINGS.get(shapes.begins(below.text), 0.0)


def _open(above: Line) -> float:
    opening = shapes.left_open(above.text)
    return 0.0 if not opening else 1.0 if opening in "“「『(" else 2.5
