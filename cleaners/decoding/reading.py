"""Text with the segments that give its bytes back, and what collects it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaners import charsets
from cleaners.edits import Flag
from cleaners.source import Segment

DAMAGED = "\ufffd"

REVERSIBLE = frozenset({"utf-8", "gb18030", "cp949", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
"""Codecs that encode back all that they decode, which a test tries for every character: nothing is checked twice."""


STATEFUL = ("iso2022", "utf-7")
"""Beginnings of the names of codecs whose escapes may hold beyond a line, so that lines cannot be read one by one."""


class Reading(NamedTuple):
    """Text, the segments that give its bytes back, and the places of damaged bytes in it."""

    text: str
    segments: tuple[Segment, ...]
    damaged: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, codec: str) -> Reading:
        """The reading of bytes that are sound in one codec."""
        return cls(text, (Segment(len(text), codec),) if text else ())

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
        if codec in REVERSIBLE or charsets.encoded(text, codec) == raw:
            self._add(text, Segment(len(text), codec))
        elif b"\n" in raw[:-1] and not codec.startswith(STATEFUL):
            for line in raw.splitlines(keepends=True):
                self.read(charsets.decoder(codec)(line, "strict")[0], codec, line)
        else:
            self.literal(text, raw)

    def literal(self, text: str, raw: bytes, damaged: Sequence[int] = ()) -> None:
        """Text whose bytes are kept as they are, with the places in it that stand for damage."""
        self._damaged += [self._length + place for place in damaged]
        self._add(text, Segment(len(text), "", raw))

    def damage(self, raw: bytes) -> None:
        """One U+FFFD for bytes that nothing can read."""
        self.literal(DAMAGED, raw, (0,))

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
