"""Files that were put one after another: a byte-order mark in the middle says that another encoding begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners.decoding import wide
from cleaners.decoding.exact import strict_utf8

UTF_16_MARKS = tuple((mark, codec) for mark, codec in wide.BOMS if codec.startswith("utf-16"))

WIDE_COST = 4.0
"""Nats a byte that UTF-16 after a mark costs at most; Chinese costs 2 to 3.5. The bytes FF FE are two letters in
Cyrillic code pages, and damage can make them, so that a mark alone is not enough."""

LOOK_AHEAD = 32
"""Bytes after a mark that must read as UTF-16; another file may follow soon."""

MOST_MARKS = 50
"""Bytes FF that are looked at for a mark: text has none, noise has many."""

LINE_WITHIN = 200
"""Characters before the first odd ones in which a line end is the likelier end of UTF-16."""

# Bytes of another encoding read as UTF-16 fill the blocks of Yi, Hangul and private use; four of seven in a row.
_ODD = re.compile("[\ua000-\uf8ff\ufffd](?:.?[\ua000-\uf8ff\ufffd]){3}", re.DOTALL)


class Piece(NamedTuple):
    """The mark that a piece begins with, the codec that the mark says ("" without one), and the bytes after it."""

    mark: bytes
    codec: str
    body: bytes


def pieces(data: bytes, marked: str) -> Iterator[Piece]:
    """The files that `data` consists of, mostly one; `marked` is the codec that the mark before it says, or ""."""
    mark, codec, at = b"", marked, 0
    while True:
        end = _end_of_wide(data, at, codec) if codec.startswith("utf-16") else len(data)
        next_mark, next_codec, start = _next_mark(data, at, end)
        if start > at or mark or end == len(data):
            yield Piece(mark, codec, data[at:start])
        if start == len(data):
            return
        mark, codec, at = next_mark, next_codec, start + len(next_mark)


def _next_mark(data: bytes, at: int, end: int) -> tuple[bytes, str, int]:
    """The next mark before `end` that begins UTF-16, its codec and its place; else none, and `end`."""
    start = data.find(b"\xff", at)
    for _ in range(MOST_MARKS):
        if not 0 <= start < end:
            break
        for mark, codec in UTF_16_MARKS:
            place = start if mark[0] == 0xFF else start - 1
            if place >= at and data.startswith(mark, place) and _is_wide(data, place + 2, codec):
                return mark, codec, place
        start = data.find(b"\xff", start + 1)
    return b"", "", end


def _is_wide(data: bytes, at: int, codec: str) -> bool:
    head = data[at : at + LOOK_AHEAD]
    head = min((head.partition(mark)[0] for mark, _ in UTF_16_MARKS), key=len)
    return len(head) >= 4 and any(
        found == codec and cost <= WIDE_COST * len(head) for cost, found in wide.readings(head[: len(head) // 2 * 2])
    )


def _end_of_wide(data: bytes, at: int, codec: str) -> int:
    """Where UTF-16 that begins at `at` ends: where it turns odd, and what follows is text in another encoding."""
    text = data[at:].decode(codec, "replace")
    odd = _ODD.search(text)
    if odd is None:
        return len(data)
    line = text.rfind("\n", max(0, odd.start() - LINE_WITHIN), odd.start()) + 1
    end = at + 2 * (line or odd.start())
    return end if strict_utf8(data[end:]) is not None else len(data)
