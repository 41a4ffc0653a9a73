"""Lines that change their encoding half-way: a template in UTF-8 with an include in GBK, or the other way round.

Where one codec leaves damage, the line is cut anew between the codecs, at a price for each change (`alignment`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import charsets
from cleaners.decoding import script_costs
from cleaners.decoding.alignment import units
from cleaners.decoding.evidence import SOUND_BYTES, SOUND_COST
from cleaners.decoding.exact import tolerant, write_units
from cleaners.decoding.reading import Reading, Writer

OTHERS = ("utf-8", "gb18030", "cp950")
"""Codecs that are found together in one file."""

LEAST_DAMAGED = 2
"""Damaged places from which on a piece may be in another encoding: a lone damaged byte makes one."""

MOST_WOVEN = 50_000
"""Bytes of one encoding's lines that are cut anew: a second of work. What comes after is read in one codec."""

AT_ONCE, OVERLAP = 2000, 64
"""Bytes that are cut anew in one search, and those at its end that the next one decides."""

# Two characters of three bytes in UTF-8. Most lines of UTF-8 have them, and GBK had bytes like that 5 times in 880,000.
_SURE_RUN = re.compile(rb"(?:[\xe2-\xe9\xef][\x80-\xbf]{2}){6,}")
_UTF8_RUN = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{2}){2}")
_NOT_LOW = bytes((*range(0x80), *range(0xA1, 0x100)))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PIECE = re.compile(rb"[^\x00-\x2f]*[\x00-\x2f]*")


def has_utf8(data: bytes) -> bool:
    """Whether bytes may have characters of UTF-8 in them. Simplified text in GBK has no byte from 80 to A0, which is
    found out many times faster than by a search.
    """
    return bool(data.translate(None, _NOT_LOW)) and _UTF8_RUN.search(data) is not None


def read(data: bytes, codec: str) -> Reading:
    """The reading of lines that are mostly `codec`, cut anew where they may change."""
    if is_sound(data, codec) and (codec == "utf-8" or not has_utf8(data)):
        whole = tolerant(data, codec)
        if not has_private(whole.text):
            return whole
    writer = Writer()
    left = MOST_WOVEN
    for line in data.splitlines(keepends=True):
        reading = tolerant(line, codec)
        if left > 0 and _may_change(line, codec, reading):
            reading, tried = _by_piece(line, codec, left)
            left -= tried
        writer.include(reading)
    return writer.reading()


def has_private(text: str) -> bool:
    """Whether some of `text` is for private use, as Big5 is that was read as GB18030: most of its lines have some."""
    return _PRIVATE.search(text) is not None


def is_sound(data: bytes, codec: str) -> bool:
    """Whether `codec` reads all of the bytes."""
    try:
        charsets.decoder(codec)(data, "strict")
    except UnicodeDecodeError:
        return False
    return True


def has_sure_utf8(data: bytes) -> bool:
    """Whether bytes have a run of six characters of three bytes of UTF-8, which is no accident."""
    return _SURE_RUN.search(data) is not None


def _may_change(data: bytes, codec: str, reading: Reading) -> bool:
    """Whether bytes may change their encoding half-way: damage beyond single bytes, or signs of UTF-8 or Big5."""
    if codec == "utf-8" or len(reading.damaged) >= LEAST_DAMAGED:
        return len(reading.damaged) >= LEAST_DAMAGED
    return has_private(reading.text) or has_utf8(data)


def _by_piece(line: bytes, codec: str, most: int) -> tuple[Reading, int]:
    """The reading of a line, the pieces between its spaces and ASCII marks each by itself; how much was cut anew."""
    writer = Writer()
    tried = 0
    for piece in _PIECE.findall(line):
        reading = tolerant(piece, codec)
        if _may_change(piece, codec, reading):
            changed = Writer()
            for part in _parts(piece):
                tried += _read_part(changed, part, codec, most - tried)
            woven = changed.reading()
            reading = woven if any(s.raw is None and s.codec != codec for s in woven.segments) else reading
        writer.include(reading)
    return writer.reading(), tried


def _parts(piece: bytes) -> Iterator[bytes]:
    """The runs that are surely UTF-8 and what is between them.

    A run may take half a character of another encoding for its first: it is moved to what is before, if that makes it
    sound.
    """
    at = 0
    for run in _SURE_RUN.finditer(piece):
        starts = (run.start(), run.start() + 3, run.start() + 6)
        start = next((i for i in starts if any(is_sound(piece[at:i], codec) for codec in OTHERS)), run.start())
        if start > at:
            yield piece[at:start]
        yield piece[start : run.end()]
        at = run.end()
    if at < len(piece):
        yield piece[at:]


def _read_part(writer: Writer, part: bytes, codec: str, left: int) -> int:
    """Writes a part in the codec that surely reads it, or cut anew; how many bytes were cut anew, at most `left`."""
    for name in OTHERS:
        if is_sound(part, name) and (name == "utf-8" or reads_well(part, name)):
            writer.include(tolerant(part, name))
            return 0
    codecs = (codec, *(name for name in OTHERS if name != codec))
    end = min(len(part), max(left, 0))
    at = 0
    while at < end:
        piece = part[at : at + AT_ONCE]
        at += write_units(writer, piece, units(piece, codecs), len(piece) - OVERLAP * (at + len(piece) < len(part)))
    writer.include(tolerant(part[at:], codec))
    return at


def reads_well(part: bytes, codec: str) -> bool:
    """Whether the beginning of a part is surely text in `codec`."""
    head = part[:SOUND_BYTES].decode(codec, "replace")
    return (
        head.count("\ufffd") <= 1
        and len(part) >= SOUND_BYTES // 2
        and script_costs.cost_of(head, codec) <= SOUND_COST * min(len(part), SOUND_BYTES)
    )
