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

TOLERANCES = (0, 2, 5, 9)
"""Columns by which the right edge may waver: none in machine-filled text, a few where people break lines by eye, up to
nine in text taken from PDF, where the letters are of different widths."""

MOST_MARKED = 0.5
"""Share of the full lines that may end in a mark. In prose it is about one in eight, or one in four where the marks
hang over the edge; in verse nearly all do."""

LONGEST_WORD = 40
"""Columns of the longest first word believed to have been pushed to the next line."""

_FIRST_WORD = re.compile(
    rf"[{re.escape(OPENING)}]*(?:[!-~]+?(?=[/\-]|[^!-~]|$)[/\-]?|.)[，。、；：？！{re.escape(CLOSING)}]*"
)


class Geometry(NamedTuple):
    """The wrap width of a region in columns, how much its edge wavers, and the share of breaks that agree on it."""

    width: int
    tolerance: int
    share: float

    by_characters: bool = False
    """Whether the width counts characters, Han and Latin alike, and not columns."""

    def room(self, above: Line, below: Line) -> int:
        """How much of the next line's first word's room is missing: 0 or less is a full line."""
        if self.by_characters:
            return self.width + 1 - above.reach - need(below.text)[1]
        return self.width + 1 - above.edge - need(below.text)[0]


def need(text: str) -> tuple[int, int]:
    """Columns and characters of the first word of a line, with the marks that stick to it."""
    found = _FIRST_WORD.match(text)
    return (min(columns(found[0]), LONGEST_WORD), min(len(found[0]), LONGEST_WORD)) if found else (2, 1)


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
    pairs = [(a, b, need(b.text)) for a, b in pairwise(lines) if votes(a, b)]
    if len(pairs) < FEWEST_VOTES:
        return None
    rank = max(0, int(len(lines) * (1 - MOST_OVER)) - 1)
    by_columns = [(a.edge, a.edge + n[0]) for a, _, n in pairs], sorted(line.edge for line in lines)[rank], NARROWEST
    by_characters = [(a.reach, a.reach + n[1]) for a, _, n in pairs], sorted(line.reach for line in lines)[rank], 12
    found = []
    for tolerance in TOLERANCES:
        for characters, (breaks, least, narrowest) in enumerate((by_columns, by_characters)):
            width, share = _voted(breaks, tolerance, max(least - tolerance - 2, narrowest))
            found.append(
                (share - 0.03 * tolerance - 0.02 * characters, Geometry(width, tolerance, share, bool(characters)))
            )
    best = max(found)[1]
    return best if best.share >= LEAST_SHARE and not _in_verse(lines, best) else None


def _voted(breaks: Sequence[tuple[int, int]], tolerance: int, least: int) -> tuple[int, float]:
    """The width with most votes, and its share of them."""
    tally: Counter[int] = Counter()
    for low, high in breaks:
        tally.update(range(max(low - tolerance, least), high + tolerance))
    width, count = max(tally.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return width, count / len(breaks) if count >= FEWEST_VOTES else 0.0


def _in_verse(lines: Sequence[Line], geometry: Geometry) -> bool:
    """Whether most full lines end a sentence or a clause: lines of verse are of one width and end in marks."""
    full = [a for a, b in pairwise(lines) if geometry.room(a, b) <= geometry.tolerance]
    return sum(not shapes.ends_in_word(line.text) for line in full) > MOST_MARKED * len(full)
