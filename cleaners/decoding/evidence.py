"""How well bytes read as text under a codec: the surprise of the language model, for the same bytes under each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.decoding import script_costs
from cleaners.decoding.alignment import PAIR_CODECS
from cleaners.decoding.exact import tolerant

SPAN = re.compile(rb"(?:[\x80-\xff][\x30-\x7e]?)+")
"""Bytes that are not ASCII, each with the ASCII byte that may belong to it. Scoring ASCII too costs up to half of the
accuracy where a little Chinese stands in much markup, and scoring decoded characters alone favours some codecs."""

WINDOW = 600
"""Bytes of one sample window; three of them decide on a file of any size. 300 characters are plenty: from sixteen
characters on no codec was mistaken for another."""

LINE_WINDOW = 200
"""Bytes of one window of a line that is scored by itself."""

PROBE = 32
"""Bytes of one window of the first, small sample: 48 characters in three windows settle most files."""

MARKUP = 4
"""Bytes that are searched for one that counts: beside ASCII markup a window would otherwise hold too little."""

DAMAGE_COST = 14.0
"""Nats for a byte that a codec cannot read: more than any character costs."""

SOUND_COST, SOUND_BYTES = 4.3, 64
"""Nats a byte that sound text costs at most in its own codec, and the bytes that this takes. Of 48 characters 99 in 100
true readings cost 2.5 to 4.5; no false one, nor one that is shifted by a byte, cost less than 5.0, but for EUC-JP read
as GB18030, which has kana."""

LINE_WITHIN = 2000
"""Bytes before a window in which a place between two characters is looked for."""

_UP_TO_BOUNDARY = re.compile(rb".*[\x00-\x2f]", re.DOTALL)


def sample(data: bytes, size: int) -> bytes:
    """The bytes that decide: spans that are not ASCII, from the head, the middle and the tail, `size` of each."""
    pieces = windows(data, size * MARKUP)
    share = size * 3 // len(pieces)
    return b"\n".join(b"\n".join(SPAN.findall(piece))[:share] for piece in pieces)


def windows(data: bytes, size: int) -> Sequence[bytes]:
    """Three pieces of `size` bytes that hold something that is not ASCII, or all of it if it is short."""
    if len(data) <= 3 * size:
        return (data,)
    pieces = []
    for begin in (0, len(data) // 2, len(data) - size):
        found = SPAN.search(data, begin)
        at = min(found.start() if found else begin, len(data) - size)
        start = at if begin == 0 else _boundary(data, at)
        if start is not None:
            pieces.append(data[start : start + size])
    return pieces


def _boundary(data: bytes, at: int) -> int | None:
    """A place before `at`, and near, that is between two characters in any codec; None where there is none."""
    found = _UP_TO_BOUNDARY.match(data, max(0, at - LINE_WITHIN), at)
    return found.end() if found else None


def cost(data: bytes, codec: str) -> float:
    """Nats that `data` costs as text under `codec`."""
    reading = tolerant(data, codec)
    readable = reading.text.replace("\ufffd", "\n")
    return script_costs.cost_of(readable, codec) + DAMAGE_COST * len(reading.damaged)


def cost_from_head(data: bytes, codec: str) -> float:
    """Nats that `data` costs under `codec` if it may begin in mid-character: less its first byte where that is cheaper.

    Codecs of pairs alone are asked twice, and only where the first span is not sound text anyway.
    """
    whole = cost(data, codec)
    if codec not in PAIR_CODECS or whole <= SOUND_COST * len(data):
        return whole
    return min(whole, cost(data[1:], codec) + DAMAGE_COST)
