"""Bytes to text without losing a byte: what a codec cannot read costs itself and is kept literally.

A run of text is segments that the codec gives back, and literal segments for what it does not: a damaged byte becomes
U+FFFD, the lone 0x80 of CP936 becomes €, a surrogate pair written as UTF-8 (CESU-8) becomes its character, and one byte
of Windows-1252 among ASCII in a UTF-8 text becomes the mark that it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners import charsets
from cleaners.charsets import iso_2022_cn
from cleaners.decoding.alignment import PAIR_CODECS, Unit, units
from cleaners.decoding.reading import DAMAGED, Reading, Writer

MOST_ALIGNED, OVERLAP = 1200, 64
"""Bytes of a stretch around a damaged byte that are aligned anew, which bounds the work on noise; and how many at its
end are read again, because a stretch that ends nowhere in particular may end in mid-character."""

LEAST_AT_ONCE, MOST_AT_ONCE = 256, 1 << 30
"""Bytes that are decoded in one call: less after damage and more again without, because every error that Python
reports copies all of its input, and a file of nothing but errors would cost the square of its size."""

MOST_CUT = 3
"""Bytes that are left of a character that is cut by the end of the data."""

BOUNDARY = 0x30
"""Bytes below are no part of a character of two or more bytes, in any codec of pairs."""

_BEFORE_BOUNDARY = re.compile(rb"[^\x00-\x2f]*")

STRAY_BYTES = frozenset((0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xA0))
"""Bytes of Windows-1252 that stray into UTF-8 text of ASCII: … ‘ ’ “ ” – — and the no-break space."""


def strict_utf8(data: bytes) -> Reading | None:
    """The reading of valid UTF-8, None for other bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Reading.of(text, "utf-8")


def strict_gbk(data: bytes) -> Reading | None:
    """The reading of bytes that are all GBK: the same text as GB18030 has for them, in half of the time."""
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    return Reading.of(text, "gb18030")


def tolerant(data: bytes, codec: str) -> Reading:
    """The reading of `data` under `codec`, whatever is in it."""
    if codec == "utf-8" and (whole := strict_utf8(data)) is not None:
        return whole
    if codec == "gb18030" and (whole := strict_gbk(data)) is not None:
        return whole
    if codec in (iso_2022_cn.HZ, charsets.ISO_2022_CN):
        return _escaped(data, codec)
    return _decoded(data, codec)


def _decoded(data: bytes, codec: str) -> Reading:
    decode = charsets.decoder(codec)
    view = memoryview(data)
    writer = Writer()
    at, size = 0, MOST_AT_ONCE
    while at < len(data):
        try:
            text, used = decode(view[at : at + size], "strict")
            writer.read(text, codec, data[at : at + used])
            at, size = at + used, size * 2
        except UnicodeDecodeError as error:
            bad, end = at + error.start, at + max(error.end, error.start + 1)
            if error.start > 0 and bad + 4 > at + size:  # perhaps only cut by the end of this call
                _read(writer, data[at:bad], codec)
                at = bad
            else:
                at = _past_damage(writer, data, codec, at, bad, end)
            size = max(LEAST_AT_ONCE, min(size, len(data)) // 2)
    return writer.reading()


def _escaped(data: bytes, codec: str) -> Reading:
    """The reading of HZ or ISO-2022-CN. Lines that Python's codec for HZ gives back are left to it."""
    writer = Writer()
    for line in data.splitlines(keepends=True):
        try:
            text = line.decode(codec)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and text.encode(codec, "replace") == line:
            writer.read(text, codec, line)
        else:
            chars = list(iso_2022_cn.pieces(line, codec))
            text = "".join(char for char, _ in chars)
            writer.literal(text, line, [i for i, char in enumerate(text) if char == DAMAGED])
    return writer.reading()


def _past_damage(writer: Writer, data: bytes, codec: str, at: int, bad: int, end: int) -> int:
    """Writes what comes before the damage at `bad` and the damage itself; where reading goes on."""
    if codec in PAIR_CODECS and not (codec == "gb18030" and data[bad] == 0x80):
        start = _start_of_stretch(data, codec, at, bad)
        _read(writer, data[at:start], codec)
        stretch = _BEFORE_BOUNDARY.match(data, bad + 1, bad + MOST_ALIGNED // 2)
        stop = stretch.end() if stretch else bad + 1
        is_whole = stop == len(data) or data[stop] < BOUNDARY
        found = units(data[start:stop], (codec,), is_cut=bad >= len(data) - MOST_CUT)
        return start + write_units(writer, data[start:stop], found, stop - start - (0 if is_whole else OVERLAP))
    _read(writer, data[at:bad], codec)
    if known := _known_damage(data, bad, codec):
        char, size = known
        writer.literal(char, data[bad : bad + size])
        return bad + size
    writer.damage(data[bad:end])
    return end


def _read(writer: Writer, raw: bytes, codec: str) -> None:
    """Writes what comes before a bad byte: sound, but that an escape of a codec with escapes may be cut by it."""
    try:
        writer.read(charsets.decoder(codec)(raw, "strict")[0], codec, raw)
    except UnicodeDecodeError:
        text = charsets.decoder(codec)(raw, "replace")[0]
        writer.literal(text, raw, [i for i, char in enumerate(text) if char == DAMAGED])


def _known_damage(data: bytes, at: int, codec: str) -> tuple[str, int] | None:
    """The character that bytes stand for which `codec` does not have, and how many they are."""
    if codec == "gb18030" and data[at] == 0x80:
        return "€", 1
    if codec == "utf-8":
        if pair := _surrogate_pair(data[at : at + 6]):
            return pair, 6
        if data[at] in STRAY_BYTES and data[max(0, at - 1) : at + 2].count(data[at]) == 1 and _is_among_ascii(data, at):
            return data[at : at + 1].decode("cp1252"), 1
    return None


def has_only_strays(data: bytes) -> bool:
    """Whether all bytes beyond ASCII are marks of Windows-1252 among ASCII."""
    return not data.translate(None, _ASCII_AND_STRAYS) and not tolerant(data, "utf-8").damaged


_ASCII_AND_STRAYS = bytes((*range(0x80), *STRAY_BYTES))


def _is_among_ascii(data: bytes, at: int) -> bool:
    """Whether the bytes beside one are ASCII or none; at least one of them no space, but around a dash."""
    beside = data[max(0, at - 1) : at] + data[at + 1 : at + 2]
    return beside.isascii() and (data[at] in b"\x96\x97" or not beside.isspace())


_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def _surrogate_pair(data: bytes) -> str:
    """The character of a surrogate pair whose halves were each written as UTF-8, or ""."""
    if not _PAIR.fullmatch(data):
        return ""
    return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")


def _start_of_stretch(data: bytes, codec: str, at: int, bad: int) -> int:
    """Where to begin aligning before the damage at `bad`; what is before it, from `at`, is sound.

    That is after the nearest byte that can be no second byte of a pair, or else between two characters.
    """
    start = bad
    while start > at and start > bad - MOST_ALIGNED // 2 and data[start - 1] >= BOUNDARY:
        start -= 1
    if start == at or data[start - 1] < BOUNDARY:
        return start
    last = charsets.decoder(codec)(data[at:bad], "strict")[0][-MOST_ALIGNED // 4 :]
    return bad - len(charsets.encoded(last, codec))


def write_units(writer: Writer, data: bytes, found: Sequence[Unit], end: int) -> int:
    """Writes the units of `data` that begin before `end`; where the last of them ends."""
    at = 0
    for unit in found:
        if at >= end:
            break
        raw = data[at : at + unit.size]
        if unit.char:
            writer.read(unit.char, unit.codec, raw)
        else:
            writer.damage(raw)
        at += unit.size
    return at
