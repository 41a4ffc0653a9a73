"""CNS 11643, the character set of EUC-TW and of part of ISO-2022-CN: planes of 94 rows of 94 cells.

`scripts/build_cns_table.py` makes the table, from what the GNU C library knows. It is read on first use.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent.parent / "data" / "cns11643.bin"

PLANES = (1, 2, 3, 4, 5, 6, 7, 15)
"""Planes that have characters in Unicode."""

CELLS = range(0xA1, 0xFF)
"""Rows of a plane and cells of a row, as EUC writes them."""

NO_CHARACTER = "\ufffd"
"""What stands in the table for a cell without a character."""

Place = tuple[int, int, int]
"""Plane, row and cell."""


@cache
def characters() -> Mapping[Place, str]:
    """The character of each place that has one."""
    table = zlib.decompress(PATH.read_bytes()).decode()
    all_places = ((plane, row, cell) for plane in PLANES for row in CELLS for cell in CELLS)
    return {place: char for place, char in zip(all_places, table, strict=True) if char != NO_CHARACTER}


@cache
def places() -> Mapping[str, Place]:
    """The place of each character, in the lowest plane that has it."""
    found: dict[str, Place] = {}
    for place, char in characters().items():
        found.setdefault(char, place)
    return found
