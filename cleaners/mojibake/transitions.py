"""What a character of garbled text may do to the bytes that are pending: the lattice without its language model.

All of it depends on the pending bytes and the character alone, so that each answer is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaners.mojibake.misreading import UNKNOWN, Reading
from cleaners.mojibake.paths import Path
from cleaners.mojibake.true_encodings import Pending, vanished_before

DROPPED_COST = 5.5
"""Nats a byte that vanished without any mark."""

DROPPED_PAIR_COST = 9.0
"""Nats for a whole byte pair that vanished inside a character (a private-use character that a later step removed)."""

MOST_REMEMBERED = 20_000
"""Answers that are kept; some eight megabytes."""

MARKS_OF_LOSS = ("?", "\ufffd")
"""What decoders write for bytes that they cannot read."""

MARK_OF_LOSS = re.compile(f"[{''.join(MARKS_OF_LOSS)}]")
"""The same as a pattern."""

Item = str | Pending
"""A character that is complete: itself where its bytes are known, the sequence where some are lost."""


class Move(NamedTuple):
    """One way to read a character: its price, the characters it completes, and the bytes it leaves pending.

    `lossy` where bytes were lost, `vanished` where they left no mark, `guessing` where a mark of loss is read as bytes,
    or a byte is put in that shifts the others.
    """

    price: float
    items: tuple[Item, ...]
    pending: Pending
    lossy: bool
    vanished: bool
    guessing: bool


class Transitions:
    """The moves of one path.

    With `pairs_vanish`, whole byte pairs may be missing inside a character; with `shifts`, single bytes anywhere; with
    `undecided`, the text below is garbled, too, and may hold U+FFFD.
    """

    def __init__(self, path: Path, *, pairs_vanish: bool, shifts: bool = False, undecided: bool = False) -> None:
        self._readings = path.wrong.readings
        self._candidates = path.decoded if undecided else path.candidates
        self._needed, self._accepts = path.true.needed, path.true.accepts
        self._is_ascii_apart = not path.true.needed((0x20,))
        self._pairs_vanish = pairs_vanish
        self._shifts = shifts
        self._known: dict[tuple[Pending, str], tuple[Move, ...]] = {}
        self._simple: dict[tuple[Pending, str], tuple[Move, ...]] = {}
        self._closings: dict[Pending, Move | None] = {}

    def moves(self, pending: Pending, char: str) -> tuple[Move, ...]:
        """All ways to read `char` as bytes after the pending ones, the cheapest first."""
        key = (pending, char)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            found = self._known[key] = tuple(sorted(self._found(pending, char), key=lambda move: move.price))
        return found

    def simple(self, pending: Pending, char: str) -> tuple[Move, ...]:
        """The moves in which nothing vanished: those of a mark of loss, or the one in which the bytes simply follow.

        () where `char` is no mark and may stand for several byte strings.
        """
        key = (pending, char)
        found = self._simple.get(key)
        if found is None:
            if len(self._simple) >= MOST_REMEMBERED:
                self._simple.clear()
            moves = self.moves(pending, char)
            if char in MARKS_OF_LOSS:
                found = tuple(move for move in moves if not move.vanished)
            else:
                free = tuple(move for move in moves if not move.price)
                found = free if len(free) == 1 and not free[0].lossy else ()
            self._simple[key] = found
        return found

    def closing(self, pending: Pending) -> Move | None:
        """The move that ends garbled text in mid-character: what is missing was dropped."""
        if pending not in self._closings:
            missing = self._needed(pending)
            end = self._fed(pending, (UNKNOWN,) * missing)
            price = missing * DROPPED_COST
            self._closings[pending] = Move(price, end[0], (), True, True, False) if end is not None else None
        return self._closings[pending]

    def _found(self, pending: Pending, char: str) -> Iterator[Move]:
        for reading in self._readings(char):
            if char < "\x80" and not pending and min(reading.values) >= 0 and self._is_ascii_apart:
                # ASCII between characters is as it should be, and its width is another stage's business
                if self._shifts and not reading.lossy and self._accepts((UNKNOWN,), reading.values[0]):
                    yield from self._shifted(pending, reading)
                continue
            yield from self._read(pending, reading)

    def _read(self, pending: Pending, reading: Reading) -> Iterator[Move]:
        guessing = min(reading.values) < 0
        for inserted, price in self._mends(pending, reading):
            end = self._fed(pending, inserted + reading.values)
            if end is not None:
                items, left = end
                lossy = reading.lossy or bool(inserted)
                yield Move(reading.cost + price, items, left, lossy, bool(inserted), guessing)
        if self._shifts and not guessing and self._accepts(pending, reading.values[0]):
            yield from self._shifted(pending, reading)

    def _shifted(self, pending: Pending, reading: Reading) -> Iterator[Move]:
        """The move in which a byte vanished before a reading that might simply follow."""
        end = self._fed(pending, (vanished_before(reading.values[0]), *reading.values))
        if end is not None:
            yield Move(reading.cost + DROPPED_COST, *end, True, True, True)

    def _mends(self, pending: Pending, reading: Reading) -> Iterator[tuple[Pending, float]]:
        """Bytes that may have vanished before a reading, with their price; nothing where it simply follows."""
        missing, byte, *more = self._needed(pending), *reading.values
        if self._accepts(pending, byte):
            yield (), 0.0
            if missing > 1 and more and not reading.lossy and not self._accepts((*pending, byte), more[0]):
                yield (UNKNOWN,), DROPPED_COST
            if self._pairs_vanish and missing and byte >= 0:
                yield (UNKNOWN, UNKNOWN), DROPPED_PAIR_COST
        elif missing:
            yield (UNKNOWN,) * missing, missing * DROPPED_COST
        else:
            yield (UNKNOWN,), DROPPED_COST
            yield (UNKNOWN, UNKNOWN), 2 * DROPPED_COST

    def _fed(self, pending: Pending, values: Pending) -> tuple[tuple[Item, ...], Pending] | None:
        """What comes of more bytes: the characters completed and the bytes left; None if they make no text."""
        items: list[Item] = []
        for byte in values:
            if not self._accepts(pending, byte):
                return None
            pending = (*pending, byte)
            if not self._needed(pending):
                fitting = self._candidates(pending)
                if not fitting:
                    return None
                items.append(pending if min(pending) < 0 else fitting[0])
                pending = ()
        return tuple(items), pending
