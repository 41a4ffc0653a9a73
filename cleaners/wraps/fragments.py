"""Numbers and foreign words on a line of their own, torn out of a line.

Extraction from PDF begins a new line where the type changes, so that one line of a page becomes three: what stands
before a number, the number, and what follows it. Together they are as long as a line.
"""

from __future__ import annotations

import re

from cleaners.wraps import shapes
from cleaners.wraps.breaks import Break
from cleaners.wraps.geometry import Geometry, extent
from cleaners.wraps.lines import Line

TORN = 4.0
"""Nats of evidence from three lines that make one full line together; half of it where they make more than half."""

SHORT_BY = 5
"""Columns by which such a line may be short: blanks around the number, or a longer word after it."""

_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}$")
"""The number of a section, or one with a point."""


def torn(before: Break | None, here: Break, after: Break | None, geometry: Geometry) -> float:
    """Evidence, in nats, that a break stands beside a fragment; 0 for none. `before` and `after` are its neighbours."""
    if after and shapes.is_fragment(here.below.text):
        return _made_one(here, after, geometry)
    if before and shapes.is_fragment(here.above.text):
        return _made_one(before, here, geometry)
    return 0.0


def _made_one(left: Break, right: Break, geometry: Geometry) -> float:
    """Evidence that the three lines around two breaks were one."""
    lines = left.above, left.below, right.below
    if left.below.indent != right.below.indent:
        return 0.0  # a label, not a fragment
    if not shapes.has_han(lines[0].text) or not shapes.has_han(lines[2].text):
        return 0.0
    length = sum(extent(line, geometry.pitch) - (line.indent if i else 0) for i, line in enumerate(lines))
    if length > geometry.width + 2:
        return 0.0
    if left.terminal and _SECTION.match(lines[1].text):
        return 0.0  # its title follows
    apart = left.below.blanks != right.below.blanks  # a page ended here, or a label begins
    if length >= geometry.width - SHORT_BY:
        return 0.0 if apart and left.terminal else TORN
    return 0.0 if apart or left.terminal or 2 * length < geometry.width else TORN / 2


def mended(here: Break) -> Line:
    """The line below a break with what stands before it, as long as both."""
    above, below = here.above, here.below
    by, chars = above.edge - below.indent, above.reach - below.indent
    return below._replace(edge=below.edge + by, reach=below.reach + chars)
