"""The true encodings of garbled text, read byte by byte where some bytes are unknown.

`needed` and `accepts` are the structure of an encoding, `candidates` the characters that fit a sequence in which
negative values stand for bytes that nothing is known of.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

from cleaners.language_model import MARKS, model
from cleaners.mojibake.misreading import UNKNOWN, single

Pending = tuple[int, ...]
"""The bytes read so far of a character that is not complete."""

_VANISHED = -0x100
"""Where the values begin, downwards, of bytes that a decoder of pairs left out: it had no pair of them and the byte
behind them, which tells them from others."""


def vanished_before(byte: int) -> int:
    """The value of a byte that was left out before another one."""
    return _VANISHED - byte


def byte_behind(value: int) -> int:
    """The byte before which a value of `vanished_before` was left out; below 0 for other values."""
    return _VANISHED - value


RARE_COST = 13.5
"""Nats of plain cost above which a character is not proposed for lost bytes (fewer than one in 700,000): a rarer one
is never the better guess, and the candidates grow threefold."""

_OTHER_MARKS = "　·×÷°±→←↑↓※•■□▲△●○◆◇★☆①②③④⑤⑥⑦⑧⑨⑩％＋－／＝＜＞～＆＃＊"


class TrueEncoding(ABC):
    """An encoding that garbled text is really in."""

    name: str
    codec: str

    @abstractmethod
    def needed(self, pending: Pending) -> int:
        """How many bytes are still to come; 0 for no pending character."""

    @abstractmethod
    def accepts(self, pending: Pending, byte: int) -> bool:
        """Whether `byte` can come next."""

    def exact(self, sequence: Pending) -> str:
        """The character of a complete sequence that is known, "" if it is none."""
        return single(bytes(sequence), self.codec)

    def fitting(self, sequence: Pending) -> Sequence[str]:
        """The common characters that fit a complete sequence with unknown bytes, the likeliest first."""
        return self._by_pattern.get(tuple(max(byte, UNKNOWN) for byte in sequence), ())

    def encoded(self, char: str) -> bytes:
        """The bytes of a character; b"" if the encoding does not have it."""
        return char.encode(self.codec, "ignore")

    @cached_property
    def _by_pattern(self) -> dict[Pending, list[str]]:
        found: dict[Pending, list[str]] = {}
        for char, values in self._common():
            for known in product((True, False), repeat=len(values)):
                if not all(known):
                    pattern = tuple(b if k else UNKNOWN for b, k in zip(values, known, strict=True))
                    found.setdefault(pattern, []).append(char)
        return found

    def _common(self) -> Iterator[tuple[str, bytes]]:
        """Marks, then the Han characters that may be proposed by frequency, with their bytes where they have some."""
        known = model()
        by_frequency = sorted(known.characters, key=known.plain_cost)
        proposed = [char for char in by_frequency if known.plain_cost(char) < RARE_COST]
        for char in dict.fromkeys([*MARKS, *_OTHER_MARKS, *proposed]):
            if char >= "\x80" and (values := self.encoded(char)):
                yield char, values


class _Utf8(TrueEncoding):
    name, codec = "utf8", "utf-8"

    def needed(self, pending: Pending) -> int:
        """How many bytes are still to come; an unknown lead byte is taken as one of three."""
        if not pending:
            return 0
        lead = pending[0]
        length = 3 if lead < 0 or 0xE0 <= lead < 0xF0 else 1 if lead < 0x80 else 2 if lead < 0xE0 else 4
        return length - len(pending)

    def accepts(self, pending: Pending, byte: int) -> bool:
        """Whether `byte` can come next."""
        if byte < 0:
            return True
        if pending:
            return 0x80 <= byte < 0xC0
        return byte < 0x80 or 0xC2 <= byte < 0xF5


class _DoubleByte(TrueEncoding):
    """GBK or Big5: one byte of ASCII or two bytes."""

    def __init__(self, name: str, codec: str) -> None:
        self.name, self.codec = name, codec

    def needed(self, pending: Pending) -> int:
        """How many bytes are still to come."""
        return 1 if pending and len(pending) == 1 and not 0 <= pending[0] < 0x80 else 0

    def accepts(self, pending: Pending, byte: int) -> bool:
        """Whether `byte` can come next."""
        if byte < 0:
            return True
        if pending:
            return 0x40 <= byte < 0x7F or 0x80 <= byte < 0xFF
        return byte < 0x80 or 0x81 <= byte < 0xFF


class _Utf16(TrueEncoding):
    """UTF-16 of the basic plane: two bytes of anything; ASCII has no bytes of its own."""

    def __init__(self, name: str, codec: str) -> None:
        self.name, self.codec = name, codec

    def needed(self, pending: Pending) -> int:
        """How many bytes are still to come."""
        return 2 - len(pending) if pending else 0

    def accepts(self, pending: Pending, byte: int) -> bool:
        """Whether `byte` can come next."""
        return True


UTF_8 = _Utf8()
GBK = _DoubleByte("gbk", "gb18030")
BIG5 = _DoubleByte("big5", "big5hkscs")
UTF_16_LE = _Utf16("utf16-le", "utf-16-le")
UTF_16_BE = _Utf16("utf16-be", "utf-16-be")
