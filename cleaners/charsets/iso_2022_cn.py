"""HZ and ISO-2022-CN: Chinese in seven bits, with escapes that say what the pairs of bytes mean until the line ends.

ISO-2022-CN (RFC 1922) designates GB 2312, ISO-IR-165 (read as the GB 2312 that it extends) or plane 1 of CNS 11643 to
what follows a shift-out, and other planes to single shifts. Python has a codec for HZ (RFC 1843) alone, which gives up
at the first damaged byte; this one goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.charsets import cns

DAMAGED = "\ufffd"

HZ = "hz"

GB_2312 = 0
"""Stands for GB 2312 among the numbers of planes."""

_DESIGNATIONS = {b"A": GB_2312, b"E": GB_2312, b"G": 1, b"H": 2, b"I": 3, b"J": 4, b"K": 5, b"L": 6, b"M": 7}
_ISO_UNITS = re.compile(
    rb"\x1b\$(?P<slot>[)*+])(?P<set>[A-M])|(?P<shift>[\x0e\x0f])|\x1b(?P<single>[NO])(?P<one>[\x21-\x7e]{2})"
    rb"|(?P<pair>[\x21-\x7e]{2})|(?P<other>[\x00-\xff])"
)
_HZ_UNITS = re.compile(rb"(?P<escape>~[{}~\n])|(?P<pair>[\x21-\x7e]{2})|(?P<other>[\x00-\xff])")

Piece = tuple[str, bytes]
"""Characters, "" for an escape and U+FFFD for damage, and the bytes that they stand for."""


def pieces(line: bytes, name: str) -> Iterator[Piece]:
    """The characters of one line with its line end, in HZ or ISO-2022-CN."""
    return _hz_pieces(line) if name == HZ else _iso_pieces(line)


def _hz_pieces(line: bytes) -> Iterator[Piece]:
    shifted = False
    at = 0
    while at < len(line):
        unit = _HZ_UNITS.match(line, at)
        assert unit is not None  # one alternative is any byte
        raw = unit[0]
        if unit["escape"]:
            shifted = {b"~{": True, b"~}": False}.get(raw, shifted)
            yield ("~" if raw == b"~~" else ""), raw
        elif shifted and unit["pair"]:
            yield _character(GB_2312, raw), raw
        else:
            raw = line[at : at + _size_of_single(line, at, shifted)]
            yield _single(raw), raw
        at += len(raw)


def _iso_pieces(line: bytes) -> Iterator[Piece]:
    slots: dict[bytes, int] = {}
    shifted = False
    at = 0
    while at < len(line):
        unit = _ISO_UNITS.match(line, at)
        assert unit is not None  # one alternative is any byte
        raw = unit[0]
        if unit["slot"]:
            slots[unit["slot"]] = _DESIGNATIONS.get(unit["set"], GB_2312)
            yield "", raw
        elif unit["shift"]:
            shifted = raw == b"\x0e"
            yield "", raw
        elif unit["single"]:
            yield _character(slots.get(b"*" if unit["single"] == b"N" else b"+", 2), unit["one"]), raw
        elif shifted and unit["pair"]:
            yield _character(slots.get(b")", GB_2312), raw), raw
        else:
            raw = line[at : at + _size_of_single(line, at, shifted)]
            yield _single(raw), raw
        at += len(raw)


def _size_of_single(line: bytes, at: int, shifted: bool) -> int:
    """How many bytes go with one that is no part of a pair: among pairs, so many that what is left comes out even."""
    if not shifted or line[at] in b"\r\n":
        return 1
    end = _END_OF_PAIRS.search(line, at + 1)
    return 2 if end and (end.start() - at) % 2 == 0 else 1


_END_OF_PAIRS = re.compile(rb"~\}|[\x0f\x1b\r\n]|\Z")


def _single(raw: bytes) -> str:
    return raw.decode() if len(raw) == 1 and raw.isascii() and raw != b"\x1b" else DAMAGED


def _character(plane: int, pair: bytes) -> str:
    high = bytes(byte | 0x80 for byte in pair)
    if plane == GB_2312:
        return high.decode("gb2312", "replace")[:1]
    return cns.characters().get((plane, high[0], high[1]), DAMAGED)
