"""The wrap width of a region, voted for by the lines that break off in the middle of a sentence.

A program that fills lines breaks where the next word no longer fits. So every such break says: the width is at least
the right edge of this line, and less than that edge plus the first word of the next line. The width that most breaks
agree on is the wrap width, if enough agree and hardly a line is longer. Text that is not wrapped gives breaks (its
headings, mostly) that agree on nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from cleaners.wraps import shapes
from cleaners.wraps.breaks import NARROWEST, Break
from cleaners.wraps.lines import Line, columns

FEWEST_VOTES = 3
"""Breaks that must agree on a width. With two, any pair of headings of one length makes a width."""

FEW_VOTERS = 6
"""Breaks below which what is said across them must speak for joins, too: three lines of a curriculum vitae agree on a
width within eight columns."""

LEAST_SHARE = 0.35
"""Share of the breaks without a mark that must agree. Higher, and manuals full of short headings and options are not
seen as wrapped; lower, and a list of titles is."""

MOST_OVER = 0.08
"""Share of lines that may stick out over the width (long addresses, rows of tables), rounded down: of a dozen, none."""

LOST_INDENT = 4
"""Columns of the indent of two squares that Chinese paragraphs begin with."""

EDGES = {(0, 0): 0.0, (0, LOST_INDENT): 0.1, (2, 0): 0.12, (2, LOST_INDENT): 0.22, (4, 0): 0.24, (8, 0): 0.48}
"""Pairs of a tolerance and a deficit, and the share of votes that each must win over a plain edge. Tolerance: columns
by which the right edge may waver: none in machine-filled text, a few where people break lines by eye, up to eight in
text taken from PDF. Deficit: columns by which first lines may be short, their indent having been dropped after
wrapping. Cheaper, and the last lines of paragraphs pass for full ones; dearer, and text from PDF is not seen as
wrapped."""

PITCHES = {1.0: 0.0, 2.0: 0.02, 0.8: 0.05}
"""Columns that a narrow character takes, and the share of votes that each must win: one at a terminal, two where a
program counts characters, about 0.8 in the proportional type of books."""

MOST_MARKED = 0.5
"""Share of the full lines that may end in a mark. In prose it is about one in eight, or one in four where the marks
hang over the edge; in verse nearly all do."""

LONGEST_WORD = 40
"""Columns of the longest first word believed to have been pushed to the next line."""


class Geometry(NamedTuple):
    """The wrap width of a region in columns, how much its edge wavers, and the share of breaks that agree on it."""

    width: int
    tolerance: int
    share: float
    pitch: float = 1.0
    """Columns that a narrow character takes: one of `PITCHES`."""

    def room(self, here: Break) -> int:
        """Columns too many for the first word below to have been put on a new line: 0 or less is a full line."""
        return self.width + 1 - extent(here.above, self.pitch) - need(here, self.pitch)

    def is_full(self, here: Break) -> bool:
        """Whether the next word had no room, give or take the tolerance."""
        return self.room(here) <= self.tolerance


def extent(line: Line, pitch: float) -> int:
    """Columns from the margin to the end of a line where a narrow character takes `pitch` of them."""
    return line.edge if pitch == 1 else int(2 * (line.edge - line.reach) + pitch * (2 * line.reach - line.edge))


def need(here: Break, pitch: float) -> int:
    """Columns of the first word below, with the marks that stick to it."""
    wide, narrow = here.first_word
    return min(int(2 * wide + pitch * narrow), LONGEST_WORD)


def votes(here: Break) -> bool:
    """Whether a break says something about the width: the line above breaks off without a mark."""
    return here.word and here.above.edge >= NARROWEST and not here.begins and not shapes.is_apart(here.above.text)


def _is_torn(before: Break | None, here: Break) -> bool:
    """Whether the line above ends before a number or a foreign word that was torn out of it, or begins after one."""
    return shapes.is_fragment(here.below.text) or (before is not None and shapes.is_fragment(before.above.text))


def fitted(breaks: Sequence[Break]) -> Geometry | None:
    """The wrap width of the lines around these breaks, or None where they are not wrapped.

    Where all lines show none, those that end before a number or a foreign word torn out of them, and those that go on
    after one, are left out. Lines of which none has a full stop are no paragraphs that were wrapped, but verse, titles,
    names: many of them are of one length.
    """
    voters = [here for here in breaks if votes(here)]
    geometry = _elected(voters, breaks)
    if geometry is None and len(voters) >= FEWEST_VOTES:
        pairs = pairwise((None, *breaks))
        whole = [here for before, here in pairs if here and votes(here) and not _is_torn(before, here)]
        geometry = _elected(whole, breaks) if len(whole) < len(voters) else None
    return geometry if geometry and _have_stops(breaks) else None


def _have_stops(breaks: Sequence[Break]) -> bool:
    """Whether a sentence ends somewhere in the lines."""
    if any(here.terminal or shapes.has_stop(here.above.text) for here in breaks):
        return True
    return shapes.is_terminal(breaks[-1].below.text) or shapes.has_stop(breaks[-1].below.text)


def _elected(voters: Sequence[Break], breaks: Sequence[Break]) -> Geometry | None:
    """The width that these voters agree on, if it is one."""
    if len(voters) < FEWEST_VOTES or (len(voters) < FEW_VOTERS and sum(here.gain for here in voters) <= 0):
        return None
    best, geometry = 0.0, None
    polls: dict[float, Poll] = {}
    for price, tolerance, deficit, pitch in _CANDIDATES:
        if best >= 1 - price:
            break  # no share of votes can make up for the price
        poll = polls.get(pitch) or polls.setdefault(pitch, Poll.of(voters, breaks, pitch))
        width, share = poll.elected(tolerance, deficit)
        if share - price > best:
            best, geometry = share - price, Geometry(width, tolerance, share, pitch)
    return geometry if geometry and geometry.share >= LEAST_SHARE and not _in_verse(breaks, geometry) else None


def are_too_short(voters: Sequence[Break], edges: Sequence[int]) -> bool:
    """Whether no three of these voters reach a width over which hardly a line sticks out, so that the lines are surely
    not wrapped: headings between long paragraphs.

    `edges` are the columns to which the lines go, 0 for one without Chinese characters.
    """
    if len(voters) < FEWEST_VOTES:
        return True
    needed = 0.0
    for pitch in PITCHES:
        reach = sorted(extent(here.above, pitch) + need(here, pitch) for here in voters)[-FEWEST_VOTES]
        needed = max(needed, (reach + _MOST_SLACK + 2) / min(pitch, 1))
    return sum(edge < needed for edge in edges) < len(edges) - int(len(edges) * MOST_OVER)


def are_surely_too_short(reaches: Sequence[int], lines: Sequence[str]) -> bool:
    """The same from the most columns to which lines may go that may be voters, with the first word of the next; and
    from the lines above all breaks.
    """
    if len(reaches) < FEWEST_VOTES:
        return True
    reach = sorted(reaches)[-FEWEST_VOTES]
    needed = (reach + _MOST_SLACK + 2) / min(PITCHES)
    over = int(len(lines) * MOST_OVER)
    return next(islice((line for line in lines if _has_columns(line, needed)), over, None), "") != ""


def _has_columns(line: str, needed: float) -> bool:
    """Whether a line with Chinese characters takes so many columns."""
    long = len(line) >= needed or (2 * len(line) >= needed and columns(line) >= needed)
    return long and shapes.has_han(line)


_MOST_SLACK = max(2 * tolerance + max(0, deficit - tolerance) for tolerance, deficit in EDGES)
"""Columns by which the least width and the reach of a voter can come nearer to each other."""

_CANDIDATES = sorted(
    (cost + price, tolerance, deficit, pitch)
    for pitch, cost in PITCHES.items()
    for (tolerance, deficit), price in EDGES.items()
)


def agrees(geometry: Geometry, breaks: Sequence[Break]) -> bool:
    """Whether lines that do not show their width by themselves can have this one."""
    limit = geometry.width + geometry.tolerance + 2
    over = sum(extent(here.above, geometry.pitch) > limit for here in breaks)
    full = sum(abs(geometry.room(here) + 1) <= geometry.tolerance + 2 for here in breaks if votes(here))
    return over <= 2 * MOST_OVER * len(breaks) and full > over


class Poll(NamedTuple):
    """The votes of a region at one pitch."""

    spans: Counter[tuple[int, int]]
    """Columns that a line takes, alone and with the first word of the next: the width lies between."""
    voters: int
    least: int
    """The least width that hardly a line sticks out over."""

    @classmethod
    def of(cls, voters: Sequence[Break], breaks: Sequence[Break], pitch: float) -> Poll:
        """The votes of `voters` among `breaks`."""
        spans = Counter((low := extent(here.above, pitch), low + need(here, pitch)) for here in voters)
        edges = sorted(extent(here.above, pitch) for here in breaks if shapes.has_han(here.above.text))
        least = edges[len(edges) - 1 - int(len(edges) * MOST_OVER)] - 2 if edges else 0
        return cls(spans, len(voters), least)

    def elected(self, tolerance: int, deficit: int) -> tuple[int, float]:
        """The width that most voters agree on and its share of the votes; 0 for too few."""
        least = max(self.least - tolerance, NARROWEST)
        most = max(tolerance, deficit)
        if sum(count for (_, high), count in self.spans.items() if high + most > least) < FEWEST_VOTES:
            return 0, 0.0
        tally: dict[int, int] = {}
        for (low, high), count in self.spans.items():
            for width in range(max(low - tolerance, least), high + tolerance):
                tally[width] = tally.get(width, 0) + count
            for width in range(max(low + deficit, high + tolerance, least), high + deficit):
                tally[width] = tally.get(width, 0) + count
        width, count = max(tally.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        return width, count / self.voters if count >= FEWEST_VOTES else 0.0


def _in_verse(breaks: Sequence[Break], geometry: Geometry) -> bool:
    """Whether most full lines end a sentence or a clause: lines of verse are of one width and end in marks."""
    full = [here for here in breaks if geometry.is_full(here)]
    return sum(here.marked for here in full) > MOST_MARKED * len(full)
