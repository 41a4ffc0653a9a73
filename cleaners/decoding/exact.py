"""Bytes to text without losing a byte: what a codec cannot read costs itself and is kept literally.

A run of text is segments that the codec gives back, and literal segments for what it does not: a damaged byte becomes
U+FFFD, the lone 0x80 of CP936 becomes €, a surrogate pair written as UTF-8 (CESU-8) becomes its character.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.edits import Flag
from cleaners.language_model import model
from cleaners.source import Segment

DAMAGED = "\ufffd"

SKIP_COST = 12.0
"""Nats for giving up a byte when a damaged stretch is aligned anew: about two characters of misread text. Lower, and
single rare characters are torn apart; higher, and a name after the damage stays misread."""

MOST_ALIGNED = 4000
"""Bytes of a stretch around a damaged byte that are aligned anew: bounds the work on noise."""

PAIR_CODECS = frozenset({"gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"})
"""Codecs of one or two bytes a character, in which a lost byte shifts what follows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text, the segments that give its bytes back, and the places of damaged bytes in it."""

    text: str
    segments: tuple[Segment, ...]
    damaged: tuple[int, ...] = ()

    def flags(self) -> Iterator[Flag]:
        """A flag for each damaged place."""
        for place in self.damaged:
            yield Flag(place, place + 1, "decoding.damaged-byte", "a byte that the encoding does not have here")


class Writer:
    """Collects the segments of a text."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._segments: list[Segment] = []
        self._damaged: list[int] = []
        self._length = 0

    def read(self, text: str, codec: str, raw: bytes) -> None:
        """Text that `codec` decoded from `raw`; where it does not encode back, lines are kept literally."""
        if text.encode(codec, "replace") == raw:
            self._add(text, Segment(len(text), codec))
        elif b"\n" in raw[:-1]:
            for line in raw.splitlines(keepends=True):
                self.read(line.decode(codec), codec, line)
        else:
            self.literal(text, raw)

    def literal(self, text: str, raw: bytes, damaged: bool = False) -> None:
        """Text whose bytes are kept as they are."""
        if damaged:
            self._damaged.append(self._length)
        self._add(text, Segment(len(text), "", raw))

    def include(self, reading: Reading) -> None:
        """All of another reading."""
        self._damaged += [self._length + place for place in reading.damaged]
        self._texts.append(reading.text)
        self._length += len(reading.text)
        for segment in reading.segments:
            self._join(segment)

    def _add(self, text: str, segment: Segment) -> None:
        if text or segment.raw:
            self._texts.append(text)
            self._length += len(text)
            self._join(segment)

    def _join(self, segment: Segment) -> None:
        last = self._segments[-1] if self._segments else None
        if last is not None and last.raw is None and segment.raw is None and last.codec == segment.codec:
            self._segments[-1] = Segment(last.chars + segment.chars, segment.codec)
        else:
            self._segments.append(segment)

    def reading(self) -> Reading:
        """All that was collected."""
        return Reading("".join(self._texts), tuple(self._segments), tuple(self._damaged))


def strict_utf8(data: bytes) -> Reading | None:
    """The reading of valid UTF-8, None for other bytes. UTF-8 always encodes back, so nothing is checked twice."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return Reading(text, (Segment(len(text), "utf-8"),) if text else ())


def tolerant(data: bytes, codec: str) -> Reading:
    """The reading of `data` under `codec`, whatever is in it."""
    if codec == "utf-8" and (whole := strict_utf8(data)) is not None:
        return whole
    decode = codecs.getdecoder(codec)
    view = memoryview(data)
    writer = Writer()
    at = 0
    while at < len(data):
        try:
            text, used = decode(view[at:], "strict")
            writer.read(text, codec, data[at : at + used])
            break
        except UnicodeDecodeError as error:
            at = _past_damage(writer, data, codec, at, at + error.start, at + max(error.end, error.start + 1))
    return writer.reading()


def _past_damage(writer: Writer, data: bytes, codec: str, at: int, bad: int, end: int) -> int:
    """Writes what comes before the damage at `bad` and the damage itself; where reading goes on."""
    if codec == "gb18030" and data[bad] == 0x80:
        writer.read(data[at:bad].decode(codec), codec, data[at:bad])
        writer.literal("€", data[bad : bad + 1])
        return bad + 1
    if codec == "utf-8" and (pair := _surrogate_pair(data[bad : bad + 6])):
        writer.read(data[at:bad].decode(codec), codec, data[at:bad])
        writer.literal(pair, data[bad : bad + 6])
        return bad + 6
    if codec in PAIR_CODECS:
        start, stop = _stretch(data, at, bad)
        writer.read(data[at:start].decode(codec), codec, data[at:start])
        writer.include(aligned(data[start:stop], codec))
        return stop
    writer.read(data[at:bad].decode(codec), codec, data[at:bad])
    writer.literal(DAMAGED, data[bad:end], damaged=True)
    return end


def _surrogate_pair(data: bytes) -> str:
    """The character of a surrogate pair whose halves were each written as UTF-8, or ""."""
    if len(data) < 6 or data[0] != 0xED or data[3] != 0xED:
        return ""
    halves = (
        data.decode("utf-8", "surrogatepass") if data[1] in range(0xA0, 0xB0) and data[4] in range(0xB0, 0xC0) else ""
    )
    return halves.encode("utf-16", "surrogatepass").decode("utf-16") if len(halves) == 2 else ""


def _stretch(data: bytes, at: int, bad: int) -> tuple[int, int]:
    """The bytes around a damaged one up to the nearest that can be no second byte of a pair (below 0x30)."""
    start = bad
    while start > at and start > bad - MOST_ALIGNED // 2 and data[start - 1] >= 0x30:
        start -= 1
    stop = bad + 1
    while stop < len(data) and stop < bad + MOST_ALIGNED // 2 and data[stop] >= 0x30:
        stop += 1
    return start, stop


def aligned(data: bytes, codec: str, before: str = "") -> Reading:
    """The reading of a stretch that is not sound, the bytes given up chosen so that the text is the likeliest."""
    writer = Writer()
    at = 0
    for size, char in _units(data, codec, before):
        raw = data[at : at + size]
        if char:
            writer.read(char, codec, raw)
        else:
            writer.literal(DAMAGED, raw, damaged=True)
        at += size
    return writer.reading()


def _units(data: bytes, codec: str, before: str) -> list[tuple[int, str]]:
    """The stretch as units of bytes with their characters, "" for a byte given up: the cheapest way through."""
    known = model()
    # For each place the cheapest way to it: its cost, the last two characters, and the unit that leads there.
    best: list[tuple[float, str, int, str] | None] = [None] * (len(data) + 1)
    best[0] = (0.0, before[-2:], 0, "")
    for at in range(len(data)):
        here = best[at]
        if here is None:
            continue
        ways = [(1, "", SKIP_COST), *((size, char, 0.0) for size, char in _characters(data, at, codec))]
        for size, char, price in ways:
            cost = here[0] + (price if not char else known.cost(here[1], char))
            there = best[at + size]
            if there is None or cost < there[0]:
                best[at + size] = (cost, (here[1] + char)[-2:], size, char)
    units: list[tuple[int, str]] = []
    at = len(data)
    while at > 0:
        step = best[at]
        assert step is not None  # every place can be reached by giving up single bytes
        units.append((step[2], step[3]))
        at -= step[2]
    return units[::-1]


def _characters(data: bytes, at: int, codec: str) -> Iterator[tuple[int, str]]:
    """The characters that may begin at `at`, each with its size in bytes."""
    for size in (1, 2, 3, 4):
        raw = data[at : at + size]
        if len(raw) == size:
            try:
                char = raw.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                yield size, char
