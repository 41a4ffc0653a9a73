"""Short lines that blank lines set in groups: stanzas, the words of songs, subtitles, entries of a list.

There the blank lines say where a group ends, and an indent is the poet's. Such a text is left exactly as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    breaks = breaks_of(text, lines, [False] * len(lines))
    sure = sum(here.gain >= SURE and here.above.edge >= NARROWEST and not here.begins for here in breaks)
    return sure > MOST_SURE * len(lines) or fitted(breaks) is not None
