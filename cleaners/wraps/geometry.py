"""The wrap width of a region, voted for by the lines that break off in the middle of a sentence.

A program that fills lines breaks where the next word no longer fits. So every such break says: the width is at least
the right edge of this line, and less than that edge plus the first word of the next line. The width that most breaks
agree on is the wrap width, if enough agree and hardly a line is longer. Text that is not wrapped gives breaks (its
headings, mostly) that agree on nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaners.han import CLOSING, OPENING
from cleaners.wraps import shapes
from cleaners.wraps.lines import Line, columns

NARROWEST = 24
"""Columns of the narrowest wrap width. Below it lie verse (a line of seven characters takes 14 columns, a couplet of
eight with its mark 18) and lists of short names; newspaper columns begin at about 13 characters."""

FEWEST_VOTES = 3
"""Breaks that must agree on a width. With two, any pair of headings of one length makes a width."""

LEAST_SHARE = 0.35
"""Share of the breaks without a mark that must agree. Higher, and manuals full of short headings and options are not
seen as wrapped; lower, and a list of titles is."""

MOST_OVER = 0.08
"""Share of lines that may stick out over the width (long URLs, rows of tables)."""

LOST_INDENT = 4
"""Columns of the indent of two squares that Chinese paragraphs begin with."""

EDGES = {(0, 0): 0.0, (0, LOST_INDENT): 0.1, (2, 0): 0.12, (2, LOST_INDENT): 0.22, (4, 0): 0.24, (8, 0): 0.48}
"""Pairs of a tolerance and a deficit, and the share of votes that each must win over a plain edge. Tolerance: columns by
which the right edge may waver: none in machine-filled text, a few where people break lines by eye, up to eight in text
taken from PDF. Deficit: columns by which first lines may be short, their indent having been dropped after wrapping."""

PITCHES = {1.0: 0.0, 2.0: 0.02, 0.8: 0.05}
"""Columns that a narrow character takes, and the share of votes that each must win: one at a terminal, two where a
program counts characters, about 0.8 in the proportional type of books."""

MOST_MARKED = 0.5
"""Share of the full lines that may end in a mark. In prose it is about one in eight, or one in four where the marks
hang over the edge; in verse nearly all do."""

LONGEST_WORD = 40
"""Columns of the longest first word believed to have been pushed to the next line."""

_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}]*(?:[!-~]+|.)[，。、；：？！{re.escape(CLOSING)}]*")


class Geometry(NamedTuple):
    """The wrap width of a region in columns, how much its edge wavers, and the share of breaks that agree on it."""

    width: int
    tolerance: int
    share: float
    pitch: float = 1.0
    """Columns that a narrow character takes: one of `PITCHES`."""

    def room(self, above: Line, below: Line) -> int:
        """Columns that were left when the first word of the next line was put on a new line, one too many: 0 or less
        is a full line.
        """
        return self.width + 1 - extent(above, self.pitch) - need(below.text, self.pitch)


def extent(line: Line, pitch: float) -> int:
    """Columns from the margin to the end of a line where a narrow character takes `pitch` of them."""
    return line.edge if pitch == 1 else int(2 * (line.edge - line.reach) + pitch * (2 * line.reach - line.edge))


def need(text: str, pitch: float) -> int:
    """Columns of the first word of a line, with the marks that stick to it."""
    found = _FIRST_WORD.match(text)
    word = found[0] if found else text[:1]
    wide = columns(word) - len(word)
    return min(int(2 * wide + pitch * (len(word) - wide)), LONGEST_WORD)


def votes(above: Line, below: Line) -> bool:
    """Whether a break says something about the width: the line above breaks off without a mark."""
    return (
        above.edge >= NARROWEST
        and shapes.ends_in_word(above.text)
        and not shapes.begins(below.text)
        and not shapes.is_apart(above.text)
    )


def fitted(lines: Sequence[Line]) -> Geometry | None:
    """The wrap width of these lines, or None where they are not wrapped."""
    pairs = [(a, b) for a, b in pairwise(lines) if votes(a, b)]
    if len(pairs) < FEWEST_VOTES:
        return None
    measured = [line for line in lines if shapes.has_han(line.text)] or lines
    rank = max(0, int(len(measured) * (1 - MOST_OVER)) - 1)
    found = []
    for pitch, cost in PITCHES.items():
        breaks = [(extent(a, pitch), extent(a, pitch) + need(b.text, pitch)) for a, b in pairs]
        least = max(sorted(extent(line, pitch) for line in measured)[rank] - 2, NARROWEST)
        for (tolerance, deficit), price in EDGES.items():
            width, share = _voted(breaks, tolerance, deficit, least - tolerance)
            found.append((share - cost - price, Geometry(width, tolerance, share, pitch)))
    best = max(found)[1]
    return best if best.share >= LEAST_SHARE and not _in_verse(lines, best) else None


def agrees(geometry: Geometry, lines: Sequence[Line]) -> bool:
    """Whether lines that do not show their width by themselves can have this one."""
    over = sum(extent(line, geometry.pitch) > geometry.width + geometry.tolerance + 2 for line in lines)
    full = sum(abs(geometry.room(a, b) + 1) <= geometry.tolerance + 2 for a, b in pairwise(lines) if votes(a, b))
    return over <= 2 * MOST_OVER * len(lines) and full > over


def _voted(breaks: Sequence[tuple[int, int]], tolerance: int, shift: int, least: int) -> tuple[int, float]:
    """The width with most votes, and its share of them."""
    tally: Counter[int] = Counter()
    for low, high in breaks:
        tally.update(range(max(low - tolerance, least), high + tolerance))
        if shift:
            tally.update(range(max(low + shift, high + tolerance, least), high + shift))
    width, count = max(tally.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return width, count / len(breaks) if count >= FEWEST_VOTES else 0.0


def _in_verse(lines: Sequence[Line], geometry: Geometry) -> bool:
    """Whether most full lines end a sentence or a clause: lines of verse are of one width and end in marks."""
    full = [a for a, b in pairwise(lines) if geometry.room(a, b) <= geometry.tolerance]
    return sum(not shapes.ends_in_word(line.text) for line in full) > MOST_MARKED * len(full)
