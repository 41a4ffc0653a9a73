"""EUC-TW: CNS 11643 in bytes; plane 1 in two, any plane in four (8E, A0 + plane, row, cell)."""

from __future__ import annotations

import re

from cleaners.charsets import cns

_UNITS = re.compile(rb"[\x00-\x7f]+|[\xa1-\xfe]{2}|\x8e[\xa1-\xb0][\xa1-\xfe]{2}")


def decode(data: bytes | memoryview, errors: str = "strict") -> tuple[str, int]:
    """The text of `data` and the number of bytes read. Raises UnicodeDecodeError at bytes that EUC-TW does not have.

    `errors` is there because Python's decoders have it; only "strict" is known.
    """
    characters = cns.characters()
    text: list[str] = []
    at = 0
    while at < len(data):
        unit = _UNITS.match(data, at)
        raw = unit[0] if unit else b""
        char = raw.decode() if raw.isascii() else characters.get(_place(raw), "")
        if not char:
            raise UnicodeDecodeError(
                "euc-tw", bytes(data), at, min(at + max(len(raw), 1), len(data)), "no such character"
            )
        text.append(char)
        at += len(raw)
    return "".join(text), len(data)


def encode(text: str) -> bytes:
    """`text` in EUC-TW, `?` for what it does not have."""
    places = cns.places()
    return b"".join(char.encode() if char.isascii() else _bytes_of(places.get(char)) for char in text)


def _place(raw: bytes) -> cns.Place:
    return (1, raw[0], raw[1]) if len(raw) == 2 else (raw[1] - 0xA0, raw[2], raw[3])


def _bytes_of(place: cns.Place | None) -> bytes:
    if place is None:
        return b"?"
    plane, row, cell = place
    return bytes((row, cell)) if plane == 1 else bytes((0x8E, 0xA0 + plane, row, cell))
