"""The most that may speak for a join in text that shows no wrap width, from its open ends and the sizes of its lines.

What is not joined even so is joined nowhere; to find that out takes a small part of looking at all breaks in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.wraps import shapes
from cleaners.wraps.blocks import set_apart
from cleaners.wraps.breaks import RECURS, SURE, Break, recurs, word_of
from cleaners.wraps.evidence import TITLE, most_odds
from cleaners.wraps.geometry import are_too_short, votes
from cleaners.wraps.lines import Line, lines_of
from cleaners.wraps.regions import CHUNK, KINDS, SAMPLE, Cue, Region, around, broken_shares, size_of

MOST = Region(
    geometry=None,
    base=0,
    blanks=Cue([], []),
    steps=Cue([], []),
    markup=False,
    broken=tuple(max(kind.broken[size] for kind in KINDS) for size in range(len(KINDS[0].broken))),
    commas=0.0,
    deficit=0,
    at_full_stop=0.0,
    typed=False,
)
"""A region without wrap width or any sure join, with the same blank lines and indents everywhere, in which every open
end is likeliest broken.

Its habits are those of any such region, to a hair's breadth, and its share of broken lines is the highest of all kinds.
"""


def none_joins(region: Region, ends: Iterable[Break]) -> bool:
    """Whether none of these open ends can be joined in a region that is not wrapped."""
    return all(most_odds(here, region) <= title(here) for here in ends)


def title(here: Break) -> float:
    """The log-odds that a break must exceed to be joined: some after the title, none after other lines."""
    return TITLE if here.above.start == 0 else 0.0


def stay_in_their_regions(text: str, ends: Sequence[Break]) -> bool:
    """Whether none of the open ends of a text without blank lines or indents can be joined, in view of what the lines
    around each show: how many of them are open, and how long they are.
    """
    lines = list(lines_of(text))
    if any(set_apart(lines)):
        return False
    number = {line.start: i for i, line in enumerate(lines)}
    seen = Seen(lines[:-1], [number[here.above.start] for here in ends], [_in_full(text, here) for here in ends])
    return seen.is_unwrapped(slice(0, SAMPLE)) and all(map(seen.stays, range(0, len(lines), CHUNK)))


def _in_full(text: str, here: Break) -> Break:
    """A bare break with all that regions learn from it, and the most that its gain can be.

    Whether its seam recurs is looked up where that makes a sure join of it, and taken for granted elsewhere.
    """
    gain, below = here.gain, here.below.text
    if here.word and gain < SURE and (gain + RECURS < SURE or recurs(text, here.above, here.below)):
        gain += RECURS
    return here._replace(gain=gain, begins=shapes.beginnings().kind(below), first_word=word_of(below))


class Seen(NamedTuple):
    """The lines above the breaks of a text, and the breaks among them that are open, with their numbers."""

    lines: Sequence[Line]
    numbers: Sequence[int]
    ends: Sequence[Break]

    def within(self, span: slice) -> slice:
        """Which of the open ends lie within some breaks."""
        return slice(bisect_left(self.numbers, span.start), bisect_left(self.numbers, span.stop))

    def is_unwrapped(self, span: slice) -> bool:
        """Whether the lines above some breaks surely show no wrap width."""
        return are_too_short([here for here in self.ends[self.within(span)] if votes(here)], self.lines[span])

    def stays(self, start: int) -> bool:
        """Whether no open end in the chunk that begins at a break can be joined."""
        ends = self.ends[self.within(slice(start, start + CHUNK))]
        if all(here.is_quiet for here in ends):
            return True
        span = around(start)
        if (span.start > 0 or span.stop < len(self.lines)) and not self.is_unwrapped(span):
            return False
        return none_joins(_like(self.lines[span], self.ends[self.within(span)]), ends)


def _like(lines: Sequence[Line], ends: Sequence[Break]) -> Region:
    """The region of some lines with these open ends among them, or one that speaks more for a join.

    It has no sure ends of paragraphs, for which all lines would have to be looked at: these speak against a join.
    """
    likely = [here for here in ends if not here.begins and (here.word or here.comma)]
    sure = [here for here in likely if here.gain >= SURE]
    sizes = (map(size_of, lines), (size_of(here.above) for here in likely), (size_of(here.above) for here in sure))
    commas = sum(here.comma for here in ends) / max(1, len(lines))
    region = MOST._replace(broken=broken_shares(*map(_counts, sizes)), commas=commas)
    if not sure:
        return region
    joins = [1] * len(sure) + [0] * (len(lines) - len(sure))
    return region._replace(blanks=Cue([0] * len(lines), joins), steps=Cue([(0, False)] * len(lines), joins))


def _counts(sizes: Iterable[int]) -> list[int]:
    found = list(sizes)
    return [found.count(size) for size in range(4)]
