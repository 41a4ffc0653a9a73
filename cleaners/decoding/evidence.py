"""How well bytes read as text under a codec: the surprise of the language model, for the same bytes under each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.decoding.exact import tolerant
from cleaners.language_model import model

SPAN = re.compile(rb"(?:[\x80-\xff][\x30-\x7e]?)+")
"""Bytes that are not ASCII, each with the ASCII byte that may belong to it. Scoring ASCII too costs up to half of the
accuracy where a little Chinese stands in much markup, and scoring decoded characters alone favours some codecs."""

WINDOW = 600
"""Bytes of one sample window; three of them decide on a file of any size. 300 characters are plenty: from sixteen
characters on no codec was mistaken for another."""

DAMAGE_COST = 14.0
"""Nats for a byte that a codec cannot read: more than any character costs."""


def sample(data: bytes) -> bytes:
    """The bytes that decide: spans that are not ASCII, from the head, the middle and the tail."""
    return b"\n".join(
        b"\n".join(SPAN.findall(window)) for window in windows(data, WINDOW * 4)
    )[: WINDOW * 3]  # fmt: skip


def windows(data: bytes, size: int) -> Sequence[bytes]:
    """Three pieces of `size` bytes that hold something that is not ASCII, or all of it if it is short."""
    if len(data) <= 3 * size:
        return (data,)
    pieces = []
    for begin in (0, len(data) // 2, len(data) - size):
        found = SPAN.search(data, begin)
        start = _line_start(data, min(found.start() if found else begin, len(data) - size))
        pieces.append(data[start : start + size])
    return pieces


def _line_start(data: bytes, at: int) -> int:
    """The line that `at` is in, if it begins near: a window must not begin in mid-character."""
    found = data.rfind(b"\n", max(0, at - 2000), at)
    return found + 1 if found >= 0 else at


def cost(data: bytes, codec: str) -> float:
    """Nats that `data` costs as text under `codec`."""
    reading = tolerant(data, codec)
    readable = reading.text.replace("\ufffd", "\n")
    return model().cost_of(readable) + DAMAGE_COST * len(reading.damaged)
