"""The most that may speak for a join in text that shows no wrap width, from its open ends and the sizes of its lines.

What is not joined even so is joined nowhere; to find that out takes a small part of looking at all breaks in full.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import log
from typing import NamedTuple

from cleaners.wraps import shapes
from cleaners.wraps.blocks import are_prose, has_sign, may_set_apart
from cleaners.wraps.breaks import RECURS, SURE, Break, bare, recurs, word_of
from cleaners.wraps.evidence import HEADLINE, TITLE, UNWRAPPED, most_odds
from cleaners.wraps.geometry import FEW_VOTERS, FEWEST_VOTES, LONGEST_WORD, are_surely_too_short, are_too_short, votes
from cleaners.wraps.lines import columns, line_at, line_between, line_end
from cleaners.wraps.regions import CHUNK, KINDS, LONG, SAMPLE, STEP_PRIOR, Cue, Region, around, broken_shares, size_of

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


_HABIT = log(STEP_PRIOR[0, False][0] / STEP_PRIOR[0, False][1])
"""What the indents of such a region say, which are all alike; blank lines say nothing."""

SIZE_ODDS = tuple(_HABIT + log(share / (1 - share)) for share in MOST.broken)
"""Log-odds of a join in such a region after a line that ends in a word, by its size, before any evidence."""

HEADLINE_ODDS = _HABIT + UNWRAPPED - HEADLINE
"""The same after a headline with a label in brackets."""


Ends = tuple[int, int]
"""Where a line begins and ends."""


def title(here: Break) -> float:
    """The log-odds that a break must exceed to be joined: some after the title, none after other lines."""
    return TITLE if here.above.start == 0 else 0.0


def are_between_long_lines(text: str, ends: Sequence[Ends]) -> bool:
    """Whether lines with an open end surely show no wrap width, being headings between long paragraphs.

    Where it is not that plain, `chunks_that_may_join` looks closer.
    """
    lines = text.split("\n")
    above = lines[: -1 if lines[-1] else -2]
    if may_set_apart(text) and any(map(has_sign, filter(None, lines))):
        return False
    most = [2 * (end - start) + LONGEST_WORD for start, end in ends]
    if len(above) <= CHUNK and are_surely_too_short(most, above):
        return True
    seen = Seen(text, above, ends, _numbers(text, ends), ())
    return all(map(seen.is_surely_unwrapped, seen.spans()))


def _reach(text: str, start: int, end: int) -> int:
    """The most columns to which a line goes with the first word of the next, whatever narrow characters take."""
    return 2 * (end - start + sum(word_of(text[end + 1 : end + 1 + LONGEST_WORD])))


def chunks_that_may_join(text: str, ends: Sequence[Ends], doubtful: Sequence[int]) -> Sequence[int] | None:
    """The chunks of a text without blank lines or indents in which an open end may be joined, in view of what the lines
    around it show: how many of them are open, and how long they are. None where there may be code, or a wrap width.

    `ends` are the lines with an open end, `doubtful` the numbers of those that do not stay in whatever region.
    """
    lines = text.split("\n")
    if not are_prose(lines):
        return None
    seen = Seen(text, lines[: -1 if lines[-1] else -2], ends, _numbers(text, ends), doubtful)
    if not all(map(seen.is_unwrapped, seen.spans())):
        return None
    return [start for start in seen.chunks() if not seen.stays(start)]


def _numbers(text: str, ends: Sequence[Ends]) -> Sequence[int]:
    """The numbers of some lines of a text."""
    starts = (0, *(start for start, _ in ends))
    return list(accumulate(text.count("\n", one, two) for one, two in pairwise(starts)))


class Seen(NamedTuple):
    """The lines above the breaks of a text, and those among them that end open, with their numbers."""

    text: str
    above: Sequence[str]
    ends: Sequence[Ends]
    numbers: Sequence[int]
    doubtful: Sequence[int]

    def within(self, span: slice) -> range:
        """Which of the open ends lie within some breaks."""
        return range(bisect_left(self.numbers, span.start), bisect_left(self.numbers, span.stop))

    def chunks(self) -> Sequence[int]:
        """The chunks of breaks with an open end in them, by their first break."""
        return [start for start in range(0, len(self.above), CHUNK) if self.within(slice(start, start + CHUNK))]

    def spans(self) -> Sequence[slice]:
        """The breaks around each of these."""
        spans = [around(start) for start in self.chunks()]
        if len(self.above) > around(0).stop:
            spans.append(slice(0, SAMPLE))  # then the whole text may show a width that its parts do not
        return spans

    def is_surely_unwrapped(self, span: slice) -> bool:
        """Whether the lines above some breaks plainly show no wrap width."""
        near = self.within(span)
        reaches = [_reach(self.text, *self.ends[i]) for i in near] if len(near) >= FEWEST_VOTES else []
        return are_surely_too_short(reaches, self.above[span])

    def is_unwrapped(self, span: slice) -> bool:
        """Whether the lines above some breaks surely show no wrap width."""
        if self.is_surely_unwrapped(span):
            return True
        near, above = self.within(span), self.above[span]
        voters = [here for here in map(self._in_full, near) if votes(here)]
        if len(voters) < FEW_VOTERS and not any(map(shapes.is_fragment, self.above)) and self._gain(voters) <= 0:
            return True
        edges = [columns(line) if shapes.has_han(line) else 0 for line in above]
        return are_too_short(voters, edges)

    def _gain(self, voters: Sequence[Break]) -> float:
        """What is said across some breaks, exactly: few voters show no width against it."""
        bares = [bare(here.above, here.below) for here in voters]
        return sum(b.gain + RECURS * (b.gain < SURE and recurs(self.text, b.above, b.below)) for b in bares)

    def stays(self, start: int) -> bool:
        """Whether no open end in the chunk that begins at a break can be joined."""
        span = around(start)
        near, chunk = self.within(span), self.within(slice(start, start + CHUNK))
        first, last = (bisect_left(self.doubtful, i) for i in (near.start, near.stop))
        doubts = {i: self._in_full(i) for i in self.doubtful[first:last]}
        if not doubts:
            return True
        sure = [i for i, here in doubts.items() if here.gain >= SURE and self._asks(i)]
        region = self._like(span, sure)
        looked = [doubts.get(i) or self._in_full(i) for i in chunk if sure or i in doubts]
        return all(most_odds(here, region) <= title(here) for here in looked)

    def _like(self, span: slice, sure: Sequence[int]) -> Region:
        """The region of some breaks with these sure joins, or one that speaks more for a join.

        It has no sure ends of paragraphs, for which all lines would have to be looked at: these speak against a join.
        """
        sizes = [_size(line) for line in self.above[span]]
        likely = [i for i in self.within(span) if self._asks(i)]
        counts = (_counts(sizes[self.numbers[i] - span.start] for i in some) for some in (likely, sure))
        commas = sum(self.text[self.ends[i][1] - 1] in shapes.COMMAS for i in likely) / max(1, len(sizes))
        region = MOST._replace(broken=broken_shares(_counts(sizes), *counts), commas=commas)
        if not sure:
            return region
        joins = [1] * len(sure) + [0] * (len(sizes) - len(sure))
        return region._replace(blanks=Cue([0] * len(sizes), joins), steps=Cue([(0, False)] * len(sizes), joins))

    def _asks(self, i: int) -> bool:
        """Whether an open end may be broken: it has no mark or a comma, and the next line begins no paragraph."""
        end = self.ends[i][1]
        last = self.text[end - 1]
        if last not in shapes.COMMAS and not shapes.ends_in_word(last):
            return False
        return not shapes.beginnings().kind(self.text[end + 1 : line_end(self.text, end + 1)])

    def _in_full(self, i: int) -> Break:
        """An open end with all that regions learn from it, and the most that its gain can be.

        Whether its seam recurs is looked up where that makes a sure join of it, and taken for granted elsewhere.
        """
        above = line_between(self.text, *self.ends[i])
        here = bare(above, line_at(self.text, above.end + 1))
        gain, below = here.gain, here.below.text
        if here.word and gain < SURE and (gain + RECURS < SURE or recurs(self.text, above, here.below)):
            gain += RECURS
        return here._replace(gain=gain, begins=shapes.beginnings().kind(below), first_word=word_of(below))


def _size(line: str) -> int:
    """The size of a line; of long ones columns are not counted."""
    if len(line) < LONG:
        return size_of(line, columns(line))
    return 3 if "，" in line else size_of(line, LONG)


def _counts(sizes: Iterable[int]) -> list[int]:
    counts = [0] * 4
    for size in sizes:
        counts[size] += 1
    return counts
