"""ASCII characters that a lost byte took with it, put back where the line shows that one is missing.

Windows' CP936 writes one `?` for the odd last byte and the ASCII character after it. The language model knows nothing
of quotes that were opened, so that rows of data (`mojibake_swallowed.tsv`) say what shows that one is gone. Digits and
letters do not come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaners import han, rules
from cleaners.mojibake.beam import Piece

REACH = 200
"""Characters of the line that are looked at on each side of a mark."""

MARKS_OF_LOSS = ("?", "\ufffd")


class Row(NamedTuple):
    """What must stand on both sides of a mark of loss, and what is put back."""

    id: str
    left: re.Pattern[str]
    right: re.Pattern[str]
    insert: str


@cache
def rows() -> Sequence[Row]:
    """The rows, in order."""
    return tuple(
        Row(
            row["id"],
            re.compile(f"(?:{row['left'].replace('{Han}', han.HAN)})$"),
            re.compile(row["right"].replace("{Han}", han.HAN)),
            row["insert"].replace("\\n", "\n"),
        )
        for row in rules.rows("mojibake_swallowed")
    )


def missing(left: str, right: str) -> str:
    """The ASCII character that is missing between two parts of a line, or ""."""
    return next((row.insert for row in rows() if row.right.match(right) and row.left.search(left)), "")


def restored(before: str, pieces: Sequence[Piece], span: str, after: str) -> Iterator[Piece]:
    """The pieces of `span`, which stands between `before` and `after`, with what was swallowed in its places."""
    left, at = before, 0
    rest = "".join(piece.text for piece in pieces) + after
    reached = 0
    for piece in pieces:
        at += piece.length
        reached += len(piece.text)
        left = (left + piece.text)[-REACH:]
        if piece.lossy and span.endswith(MARKS_OF_LOSS, at - piece.length, at) and any(piece.lost[-1:]):
            right = rest[reached : reached + REACH]
            insert = missing(left.rpartition("\n")[2], right.partition("\n")[0])
            left += insert
            yield piece._replace(text=piece.text + insert, lost=piece.lost + ((),) * len(insert))
        else:
            yield piece
