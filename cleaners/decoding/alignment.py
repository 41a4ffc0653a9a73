"""Bytes that are not sound in one codec, cut into characters anew so that the text is the likeliest.

One search serves two needs: the stretch around a damaged byte in a codec of pairs, which shifts what follows, and a
stretch that changes its encoding half-way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners import charsets
from cleaners.decoding.script_costs import cost_of_char

PAIR_CODECS = frozenset({"gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"})
"""Codecs of one or two bytes a character, in which a lost byte shifts what follows."""

SKIP_COST = 12.0
"""Nats for giving up a byte when a damaged stretch is aligned anew: about two characters of misread text. Lower, and
single rare characters are torn apart; higher, and a name after the damage stays misread."""

CUT_COST = 4.0
"""Nats for giving up the last byte of a file: files are cut in mid-character far more often than they are damaged."""

CHANGE_COST = 18.0
"""Nats for changing the codec within a line, paid on the way there and on the way back: three characters of GBK in
UTF-8 are worth it. Lower, and the rest of a damaged character turns into another one; higher, and names are lost."""

MOST_CACHED = 2000
"""Stretches whose cut is kept: detection, the choice for a line and the reading itself all ask for the same."""


class Unit(NamedTuple):
    """`size` bytes and the character that `codec` has for them; no character for a byte given up."""

    size: int
    char: str
    codec: str


# The cheapest way to a place in one codec: its cost, the last two characters, the size and the character of the unit
# it came by, which codec that unit is in, and in which codec it began.
_Way = tuple[float, str, int, str, str, str]


@lru_cache(MOST_CACHED)
def units(data: bytes, codecs: tuple[str, ...], is_cut: bool = False) -> tuple[Unit, ...]:
    """The cheapest cut of `data` into characters of `codecs` and bytes given up; the first codec is that around it.

    `is_cut`: all that is not sound is the end, which a character is cut by.
    """
    best: list[dict[str, _Way]] = [{} for _ in range(len(data) + 1)]
    best[0] = {codecs[0]: (0.0, "", 0, "", codecs[0], codecs[0])}
    for at in range(len(data)):
        here = best[at]
        skip = CUT_COST if is_cut and at == len(data) - 1 else SKIP_COST
        if len(codecs) > 1:
            _change(here, codecs)
        for codec, (cost, before, *_) in here.items():
            _go_on(best[at + 1], codec, cost + skip, before, "", 1)
            raw = data[at : at + _size_at(data, at, codec)]
            char = _character(raw, codec)
            if char:
                _go_on(best[at + len(raw)], codec, cost + cost_of_char(before, char), before, char, len(raw))
    if len(codecs) > 1:
        _change(best[-1], codecs[:1])
    return _back(best, codecs[0])


def _go_on(there: dict[str, _Way], codec: str, cost: float, before: str, char: str, size: int) -> None:
    """Notes a way to a place, if it is the cheapest so far in its codec."""
    known = there.get(codec)
    if known is None or cost < known[0]:
        there[codec] = (cost, before[-1:] + char if char else before, size, char, codec, codec)


def _change(here: dict[str, _Way], codecs: Sequence[str]) -> None:
    """Opens to every codec the cheapest way to a place, at the price of a change."""
    if not here:
        return
    cheapest = min(here.values())
    cost = cheapest[0] + CHANGE_COST
    for codec in codecs:
        if codec not in here or cost < here[codec][0]:
            here[codec] = (cost, *cheapest[1:])


def _size_at(data: bytes, at: int, codec: str) -> int:
    """How many bytes a character that begins at `at` has, by its first two bytes."""
    lead = data[at]
    if lead < 0x80 or (codec == "cp932" and 0xA0 <= lead <= 0xDF):
        return 1
    if codec == "utf-8":
        return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
    if codec == "gb18030" and data[at + 1 : at + 2].isdigit():
        return 4
    return 3 if codec == "euc_jp" and lead == 0x8F else 2


@lru_cache(1 << 16)
def _character(raw: bytes, codec: str) -> str:
    """The character that `raw` is in `codec`; "" where it is none."""
    try:
        char, used = charsets.decoder(codec)(raw, "strict")
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 and used == len(raw) else ""


def _back(best: list[dict[str, _Way]], codec: str) -> tuple[Unit, ...]:
    """The units of the cheapest way that ends in `codec`, in order."""
    found: list[Unit] = []
    at = len(best) - 1
    _, _, size, char, codec, came_in = best[at][codec]
    while at > 0:
        found.append(Unit(size, char, codec))
        at -= size
        _, _, size, char, codec, came_in = best[at][came_in]
    return tuple(reversed(found))
