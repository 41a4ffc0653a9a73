"""What a piece of text gains where its likeliest part is read as garbled: a trial, in one walk over its bytes.

The garbled part may begin and end between any two characters. Where bytes are lost, those behind them are read in every
alignment and the likeliest counts: UTF-8 shows where a character begins, but a lost byte of GBK or Big5 shifts all
pairs up to the next ASCII character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from cleaners.mojibake.paths import Path
from cleaners.mojibake.true_encodings import UTF_8, TrueEncoding

LOST = "\xff"
"""What stands among the bytes for a mark of loss: one byte, or a pair of the wrong decoder."""

LOSS_COST = 9.0
"""Nats for a lost character in a trial: about what the right one would cost."""

VANISHED_COST = 12.0
"""Nats for one that lost a byte without a mark: at LOSS_COST, wrong readings (10 nats a character) would shift from
one alignment to the other and back."""

JOINED_COST = 10.0
"""Nats for a garbled part to begin or end right beside a letter, Han, kana or Hangul, and not at a mark, at ASCII or at
the edge of a line."""

MOST_REMEMBERED = 20_000
"""Steps that are kept; some four megabytes."""

Step = tuple[int, float, str]
"""How many bytes are read, what that costs beyond the character, and the character; U+FFFD for a lost one."""


class Steps(dict[str, tuple[Step, ...]]):
    """The ways to go on where a few bytes come next, which are Latin-1 text; other characters stand for themselves."""

    def __init__(self, encoding: TrueEncoding) -> None:
        self._encoding = encoding
        self._is_ascii_apart = not encoding.needed((0x20,))

    def __missing__(self, some: str) -> tuple[Step, ...]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        found = self[some] = tuple(self._found(some))
        return found

    def _found(self, some: str) -> Iterator[Step]:
        if some[0] > LOST or (some[0] < "\x80" and self._is_ascii_apart):
            yield 1, 0.0, some[0]
            return
        length, char = self._first(some)
        if char:
            yield length, 0.0, char
            if self._encoding is UTF_8:
                return
        elif length > 1:
            yield length, LOSS_COST if LOST in some[:length] else VANISHED_COST, "\ufffd"
        if length == 1 or self._encoding is not UTF_8:
            yield 1, LOSS_COST if some[0] == LOST else VANISHED_COST, "\ufffd"

    def _first(self, some: str) -> tuple[int, str]:
        """The bytes that a character takes, or what is left of one, and what it is; "" where it is lost."""
        pending: tuple[int, ...] = ()
        for byte in some:
            if byte > LOST:
                break
            value = ord(byte) if byte != LOST and (byte != "?" or not pending) else -1
            if not self._encoding.accepts(pending, value):
                break
            pending = (*pending, value)
            if not self._encoding.needed(pending):
                return len(pending), self._encoding.exact(pending) if min(pending) >= 0 else ""
        return max(1, len(pending)), ""


class Trials:
    """Trials of one true encoding; `of_reading` has what a character of a reading costs after two others, in nats."""

    def __init__(self, encoding: TrueEncoding, of_reading: Mapping[str, float]) -> None:
        self._steps = Steps(encoding)
        self._reach = 3 if encoding is UTF_8 else 2
        self._costs = of_reading

    def gain(self, path: Path, text: str, kept: Sequence[float]) -> float:
        """Nats that the likeliest part of a text gains; `kept` is what it costs as it stands up to each character."""
        pieces = [char.translate(path.wrong.usual) for char in text]
        raw, steps, costs, reach = "".join(pieces), self._steps, self._costs, self._reach
        ways, lasts = [inf] * (len(raw) + reach), [""] * (len(raw) + reach)
        best, begin, beginning = 0.0, 0, 0.0
        for i, piece in enumerate(pieces):
            ending = JOINED_COST if text[i] >= "\x80" and text[i].isalpha() else 0.0
            best = max(best, kept[i] - ways[begin] - ending)
            if kept[i] + beginning < ways[begin]:
                ways[begin], lasts[begin] = kept[i] + beginning, text[max(0, i - 2) : i]
            beginning, end = ending, begin + len(piece)
            for at in range(begin, end):
                so_far, last = ways[at], lasts[at]
                for length, price, char in steps[raw[at : at + reach]] if so_far < inf else ():
                    cost = so_far + (price or costs[last + char])
                    if cost < ways[at + length]:
                        ways[at + length], lasts[at + length] = cost, last[-1:] + char
            begin = end
        return max(best, kept[-1] - ways[begin])
