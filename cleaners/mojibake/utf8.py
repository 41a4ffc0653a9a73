"""UTF-8 read byte by byte where some bytes are unknown: what a sequence may be, and which characters fit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from cleaners.language_model import MARKS, model
from cleaners.mojibake.misreading import UNKNOWN

Pending = tuple[int, ...]
"""The bytes read so far of a character that is not complete."""

RARE_COST = 13.5
"""Nats of plain cost above which a character is not proposed for lost bytes (fewer than one in 700,000): a rarer one
is never the better guess, and the candidates grow threefold."""

MOST_BY_TWO = 150
"""Characters proposed where two bytes of three are lost, the commonest that fit: fewer miss more, more cost time."""

_OTHER_MARKS = "　·×÷°±→←↑↓※•■□▲△●○◆◇★☆①②③④⑤⑥⑦⑧⑨⑩％＋－／＝＜＞～＆＃＊"


def needed(pending: Pending) -> int:
    """How many bytes are still to come; 0 for no pending character. An unknown lead byte is taken as one of three."""
    if not pending:
        return 0
    lead = pending[0]
    length = 3 if lead == UNKNOWN or 0xE0 <= lead < 0xF0 else 1 if lead < 0x80 else 2 if lead < 0xE0 else 4
    return length - len(pending)


def accepts(pending: Pending, byte: int) -> bool:
    """Whether `byte` can come next."""
    if byte == UNKNOWN:
        return True
    if pending:
        return 0x80 <= byte < 0xC0
    return byte < 0x80 or 0xC2 <= byte < 0xF5


def candidates(sequence: Pending) -> Sequence[str]:
    """The characters that a complete sequence may be: one or none where every byte is known, else the common ones."""
    if UNKNOWN in sequence:
        return _by_pattern().get(sequence, ())
    return _exact(sequence)


@cache
def _exact(sequence: Pending) -> tuple[str, ...]:
    char = bytes(sequence).decode("utf-8", "ignore")
    return (char,) if len(char) == 1 and char != "\ufffd" else ()


@cache
def _by_pattern() -> Mapping[Pending, Sequence[str]]:
    """Sequences with one or two unknown bytes to the common characters that fit them."""
    found: dict[Pending, list[str]] = {}
    known = model()
    marks = [c for c in dict.fromkeys(MARKS + _OTHER_MARKS) if c > "\u0800"]
    by_frequency = sorted(known.characters, key=known.plain_cost)
    for char in [*marks, *(c for c in by_frequency if c > "\u0800" and known.plain_cost(c) < RARE_COST)]:
        one, two, three = char.encode()[:3]
        if len(char.encode()) == 3:
            for pattern in (
                (one, two, UNKNOWN),
                (one, UNKNOWN, three),
                (UNKNOWN, two, three),
                (one, UNKNOWN, UNKNOWN),
                (UNKNOWN, UNKNOWN, three),
                (UNKNOWN, two, UNKNOWN),
            ):
                row = found.setdefault(pattern, [])
                if pattern.count(UNKNOWN) == 1 or len(row) < MOST_BY_TWO:
                    row.append(char)
    return found
