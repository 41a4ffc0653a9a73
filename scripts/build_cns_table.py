"""Builds cleaners/data/cns11643.bin: the characters of CNS 11643, planes 1 to 7 and 15, which Python has no codec for.

    python scripts/build_cns_table.py

Asks the C library's `iconv` (GNU libc) for every cell of EUC-TW. The file is zlib over UTF-8: 94 x 94 cells a plane,
row by row, U+FFFD for a cell without a character.
"""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Iterator

from cleaners.charsets.cns import CELLS, NO_CHARACTER, PATH, PLANES


def main() -> None:
    """Writes the table."""
    table = "".join(char for plane in PLANES for row in CELLS for char in characters(plane, row))
    PATH.write_bytes(zlib.compress(table.encode(), 9))
    print(f"{len(table) - table.count(NO_CHARACTER)} characters, {PATH.stat().st_size} bytes")


def characters(plane: int, row: int) -> Iterator[str]:
    """The characters of a row. In rows that a plane does not have, iconv makes some up: those do not encode back."""
    codes = [bytes((row, cell)) if plane == 1 else bytes((0x8E, 0xA0 + plane, row, cell)) for cell in CELLS]
    read = converted(b"\n".join(codes), "EUC-TW", "UTF-8").split(b"\n")
    back = converted(b"\n".join(read), "UTF-8", "EUC-TW").split(b"\n")
    for code, char, again in zip(codes, read, back, strict=True):
        yield char.decode() if again == code else NO_CHARACTER


def converted(data: bytes, old: str, new: str) -> bytes:
    """`data` in another encoding; `-c` has iconv leave out what it does not know."""
    return subprocess.run(["iconv", "-c", "-f", old, "-t", new], input=data, capture_output=True, check=False).stdout


if __name__ == "__main__":
    main()
