"""Short lines that blank lines set in groups: stanzas, the words of songs, subtitles, entries of a list.

There the blank lines say where a group ends, and an indent is the poet's. Such a text is left exactly as it is; where
groups of lines stand amid prose, their blank lines stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from cleaners.wraps import shapes
from cleaners.wraps.breaks import NARROWEST, SURE, breaks_of
from cleaners.wraps.geometry import fitted
from cleaners.wraps.lines import Line
from cleaners.wraps.regions import SAMPLE, SHORT

FEWEST_LINES = 4
"""Lines of the shortest text in groups: a heading and three lines."""

MOST_LONG = 1 / 8
"""Share of lines that may be longer than SHORT columns. With more, it is a page with paragraphs in it."""

MOST_SURE = 1 / 8
"""Share of lines that may be as long as wrapped ones are at least and surely read on. In text of narrow columns one end
in three does; shorter lines do so in verse."""

PROSE = 60
"""Columns of a line of the prose around them, at least. Where lines are little longer than those of the groups, the
whole text is of one kind, and in all of it blank lines mean the same."""


def stand_in_groups(text: str, lines: Sequence[Line]) -> bool:
    """Whether these lines of a text stand in groups, and are not wrapped."""
    if len(lines) < FEWEST_LINES:
        return False
    loose = sum(line.blanks > 0 for line in lines[1:])
    indent, times = Counter(line.indent for line in lines).most_common(1)[0]
    if not 0 < 2 * loose <= len(lines) or (indent > 0 and 2 * times > len(lines)):
        return False
    if sum(line.edge > SHORT for line in lines) > MOST_LONG * len(lines):
        return False
    return not _is_wrapped(text, lines[:SAMPLE])


def stanza_ends(text: str, lines: Sequence[Line]) -> Iterator[int]:
    """The breaks with a blank line at either end of a group of lines amid prose, by the number of the line above."""
    if not any(line.blanks for line in lines[1:]):
        return
    numbers = range(len(lines))
    for is_short, run in groupby(numbers, lambda i: lines[i].edge - lines[i].indent <= SHORT):
        starts = list(_stanzas(lines, list(run))) if is_short else []
        if len(starts) > 2 and _are_stanzas(text, lines, starts):
            yield from (start - 1 for start in starts if 0 < start < len(lines) and lines[start].blanks)


def _stanzas(lines: Sequence[Line], run: Sequence[int]) -> Iterator[int]:
    """Where the groups of a run of short lines begin, and where the last one ends; a line by itself at either end of
    the run belongs to the prose.
    """
    starts = [i for i in run if lines[i].blanks or i == run[0]] + [run[-1] + 1]
    sizes = [b - a for a, b in pairwise(starts)]
    many = [i for i, size in enumerate(sizes) if size > 1]
    yield from starts[many[0] : many[-1] + 2] if many else []


def _are_stanzas(text: str, lines: Sequence[Line], starts: Sequence[int]) -> bool:
    first, last = starts[0], starts[-1]
    count = last - first
    if count < max(FEWEST_LINES, 2 * (len(starts) - 1)) or not any(
        line.edge >= PROSE for line in (*lines[max(0, first - 2) : first], *lines[last : last + 2])
    ):
        return False
    stanzas = lines[first:last]
    items = sum(bool(shapes.beginnings().kind(line.text)) or ":" in line.text or "：" in line.text for line in stanzas)
    return 2 * items <= count and not _is_wrapped(text, stanzas)


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    breaks = breaks_of(text, lines, [False] * len(lines))
    sure = sum(here.gain >= SURE and here.above.edge >= NARROWEST and not here.begins for here in breaks)
    return sure > MOST_SURE * len(lines) or fitted(breaks) is not None
