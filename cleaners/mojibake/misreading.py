"""What bytes a character of garbled text may stand for.

A wrong decoder (here CP936, the GBK of Windows) turned the bytes of the true encoding into characters, one or two bytes
each; then bytes got lost on the way. `readings` turns each character back into every byte string that it may have come
from, each with a cost in nats. UNKNOWN stands for a byte that nothing is known of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

UNKNOWN = -1
"""A byte that was lost."""

REPLACED_COST = 1.5
"""Nats a byte behind U+FFFD: the mark itself says that something was there, so it costs little more than the choice
among the candidates does. At 0 two bytes are as cheap as one; above 4 clean neighbours are preferred to the truth."""

QUESTION_COST = 4.0
"""Nats for reading `?` as lost bytes. Real question marks are common, and one in clean text must not be read so."""

SWALLOWED_COST = 4.0
"""Nats for an ASCII character that the lost byte took with it: Windows writes one mark for both. Measured on public
garbled files: about one lost byte in three before ASCII did so."""

SWALLOWED = " \n\"'*)<,;`|/"
"""ASCII marks that lost bytes were found to swallow, in order of frequency; digits and letters do not come back."""

FOLDED_COST = 3.0
"""Nats for reading an ASCII character as its full-width form, folded after the misreading (the pair A3 B0 became 0)."""


class Reading(NamedTuple):
    """Bytes that a character may stand for, what that costs, and whether it is a loss."""

    values: tuple[int, ...]
    cost: float
    lossy: bool = False


@cache
def _pairs() -> Mapping[str, tuple[Reading, ...]]:
    """Characters to the byte pairs of CP936 that decode to them, private-use zones included.

    Python's gbk and gb18030 differ in a few cells and leave out the user-defined ones, which CP936 and iconv give
    U+E000 to U+E765 (GB 18030-2022, annex; the zones AAA1-AFFE, F8A1-FEFE, A140-A7A0).
    """
    table: dict[str, list[tuple[int, ...]]] = {}
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            for codec in ("gb18030", "gbk"):
                char = bytes((lead, trail)).decode(codec, "ignore")
                if len(char) == 1 and (lead, trail) not in table.setdefault(char, []):
                    table[char].append((lead, trail))
    for char, pair in user_defined():
        if pair not in table.setdefault(char, []):
            table[char].append(pair)
    table["€"] = [(0x80,), *table.get("€", [])]
    return {char: tuple(Reading(values, 0.0) for values in found) for char, found in table.items()}


def user_defined() -> list[tuple[str, tuple[int, int]]]:
    """The user-defined characters of CP936 and their byte pairs."""
    first = [(lead, trail) for lead in range(0xAA, 0xB0) for trail in range(0xA1, 0xFF)]
    second = [(lead, trail) for lead in range(0xF8, 0xFF) for trail in range(0xA1, 0xFF)]
    third = [(lead, trail) for lead in range(0xA1, 0xA8) for trail in (*range(0x40, 0x7F), *range(0x80, 0xA1))]
    return [(chr(0xE000 + i), pair) for i, pair in enumerate(first + second + third)]


def _lost(cost: float) -> tuple[Reading, ...]:
    """What a mark of loss may stand for: a byte, a pair, or a byte that took an ASCII character with it."""
    swallowed = tuple(
        Reading((UNKNOWN, ord(char)), cost + REPLACED_COST + SWALLOWED_COST, lossy=True) for char in SWALLOWED
    )
    one = Reading((UNKNOWN,), cost + REPLACED_COST, lossy=True)
    return (one, Reading((UNKNOWN, UNKNOWN), cost + 2 * REPLACED_COST, lossy=True), *swallowed)


@cache
def readings(char: str) -> tuple[Reading, ...]:
    """The byte strings that `char` may stand for in text that CP936 misread; none if it cannot be part of such text."""
    if char == "\ufffd":
        return _lost(0.0)
    if char == "?":
        return (Reading((0x3F,), 0.0), *_lost(QUESTION_COST))
    if char == "\u00a0":
        return (Reading((0x20,), 0.0, lossy=True), Reading((0xA1, 0xA1), FOLDED_COST, lossy=True))
    if char < "\x80":
        plain = Reading((ord(char),), 0.0)
        if "!" <= char <= "~":
            return (plain, Reading((0xA3, ord(char) + 0x80), FOLDED_COST, lossy=True))
        return (plain,)
    return _pairs().get(char, ())


def readable() -> Iterable[str]:
    """The characters beyond ASCII that text misread by CP936 may hold, marks of loss aside."""
    return _pairs()
