"""The most that may speak for a join in text that shows no wrap width, from its open ends and the sizes of its lines.

What is not joined even so is joined nowhere; to find that out takes a small part of looking at all breaks in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaners.wraps import shapes
from cleaners.wraps.blocks import is_prose
from cleaners.wraps.breaks import RECURS, SURE, Break, recurs, word_of
from cleaners.wraps.evidence import TITLE, most_odds
from cleaners.wraps.geometry import are_too_short, votes
from cleaners.wraps.lines import columns
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


def chunks_that_may_join(text: str, ends: Sequence[Break]) -> Sequence[int] | None:
    """The chunks of a text without blank lines or indents in which an open end may be joined, in view of what the lines
    around it show: how many of them are open, and how long they are. None where there may be code, or a wrap width.
    """
    lines = text.split("\n")
    if not all(is_prose(line) for line in lines if line):
        return None
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    number = {start: i for i, start in enumerate(starts)}
    above = lines[: -1 if lines[-1] else -2]
    edges = [columns(line) for line in above]
    seen = Seen(
        [edge if shapes.has_han(line) else 0 for line, edge in zip(above, edges, strict=True)],
        [*map(size_of, above, edges)],
        [number[here.above.start] for here in ends],
        [_in_full(text, here) for here in ends],
    )
    chunks = [start for start in range(0, len(above), CHUNK) if not seen.is_quiet(start)]
    if not seen.is_unwrapped(slice(0, SAMPLE)) or not all(seen.is_unwrapped(around(start)) for start in chunks):
        return None
    return [start for start in chunks if not seen.stays(start)]


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

    edges: Sequence[int]
    """Columns to which the lines go, 0 for one without Chinese characters."""
    sizes: Sequence[int]
    numbers: Sequence[int]
    ends: Sequence[Break]

    def within(self, span: slice) -> slice:
        """Which of the open ends lie within some breaks."""
        return slice(bisect_left(self.numbers, span.start), bisect_left(self.numbers, span.stop))

    def is_unwrapped(self, span: slice) -> bool:
        """Whether the lines above some breaks surely show no wrap width."""
        return are_too_short([here for here in self.ends[self.within(span)] if votes(here)], self.edges[span])

    def is_quiet(self, start: int) -> bool:
        """Whether nothing asks for a join in the chunk that begins at a break."""
        return all(here.is_quiet for here in self.ends[self.within(slice(start, start + CHUNK))])

    def stays(self, start: int) -> bool:
        """Whether no open end in the chunk that begins at a break can be joined."""
        return none_joins(self._like(around(start)), self.ends[self.within(slice(start, start + CHUNK))])

    def _like(self, span: slice) -> Region:
        """The region of some breaks, or one that speaks more for a join.

        It has no sure ends of paragraphs, for which all lines would have to be looked at: these speak against a join.
        """
        sizes, near = self.sizes[span], self.within(span)
        likely: list[int] = []
        sure: list[int] = []
        for i, here in zip(self.numbers[near], self.ends[near], strict=True):
            if not here.begins and (here.word or here.comma):
                likely.append(self.sizes[i])
                if here.gain >= SURE:
                    sure.append(self.sizes[i])
        commas = sum(here.comma for here in self.ends[near]) / max(1, len(sizes))
        region = MOST._replace(broken=broken_shares(_counts(sizes), _counts(likely), _counts(sure)), commas=commas)
        if not sure:
            return region
        joins = [1] * len(sure) + [0] * (len(sizes) - len(sure))
        return region._replace(blanks=Cue([0] * len(sizes), joins), steps=Cue([(0, False)] * len(sizes), joins))


def _counts(sizes: Sequence[int]) -> list[int]:
    return [sizes.count(size) for size in range(4)]
