"""A small character trigram model of written Chinese, simplified and traditional.

It answers one question: how surprising is this character after those two, in nats (-ln P). 3 to 6 is running text, 7 to
9 an unusual neighbour, above 11 something that Chinese does not write. `scripts/build_language_model.py` makes the
file; `docs/language-model.md` is the model card. The file is read once, on first use, in a few milliseconds.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from math import log
from pathlib import Path
from typing import Literal

MAGIC = b"zhlm0002"
PATH = Path(__file__).parent / "data" / "language_model.bin"

QUANTUM = 0.1
"""Nats a step of a stored cost byte: finer steps change no decision, coarser ones make ties."""

MARKS = "，。、：；？！“”‘’（）《》〈〉「」『』【】…—·～,.:;?!()\"'-/%_=<>[]{}*#&+@|`$\\"
CLASS_NAMES: tuple[str, ...] = (
    "HAN", "DIGIT", "LATIN", "SPACE", "IDEOSPACE", "NEWLINE", "OTHER", "KANA", "HANGUL", *MARKS,
)  # fmt: skip

SHARED_MARKS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys("“‘「『", "“‘「『"),
    **dict.fromkeys("”’」』", "”’」』"),
    **dict.fromkeys("《〈", "《〈"),
    **dict.fromkeys("》〉", "》〉"),
}
"""Marks that do the same work in different regions or depths: they share their counts."""

REPRESENTATIVES: Mapping[str, str] = {"DIGIT": "0", "LATIN": "a"}
"""What stands in the tables for any digit and any Latin letter before a Han character."""

# Costs of a character within its class, in nats: -ln of one over the number of its common members.
_WITHIN: Mapping[str, float] = {"DIGIT": 2.3, "LATIN": 3.3, "OTHER": 6.5, "KANA": 4.2, "HANGUL": 6.5}

# Kana and Hangul do not occur in the counts; these stand for how Japanese and Korean text continues.
_FOREIGN_STAYS = 0.5
_FOREIGN_ENTERS = 7.0

MARK_FOLLOWS_SCALE = 8.0
"""What the stored likelihood of marks is divided by, so that it is below 1 for every character."""

UNKNOWN_HAN_COST = 17.0
"""Nats for a Han character that no dictionary word has, in the unified block: about one in 25 million. Lower, and
garbled text passes for rare characters; higher, and one rare name outweighs a whole clean line."""

UNKNOWN_COST = 20.0
"""Nats for private-use, control, replacement and unassigned characters."""


def class_of(char: str) -> str:
    """The class of a character: HAN, DIGIT, LATIN, SPACE, …, or the mark itself."""
    found = _CLASS_OF.get(char)
    if found is not None:
        return found
    code = ord(char)
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000:
        return "HAN"
    if 0xFF01 <= code <= 0xFF5E:  # full-width forms that Chinese has no mark of its own for do as the ASCII ones do
        return class_of(chr(code - 0xFEE0))
    if 0x3041 <= code <= 0x30FF:
        return "KANA"
    if 0xAC00 <= code <= 0xD7A3:
        return "HANGUL"
    return "OTHER"


_CLASS_OF: Mapping[str, str] = {
    **{char: char for char in MARKS},
    **dict.fromkeys("0123456789", "DIGIT"),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "LATIN"),
    " ": "SPACE",
    "\t": "SPACE",
    "\u00a0": "SPACE",
    "\u3000": "IDEOSPACE",
    "\n": "NEWLINE",
    "\r": "NEWLINE",
    "〇": "HAN",
}

_LOG_SCALE = log(MARK_FOLLOWS_SCALE)

_MOST_CACHED = 400_000
"""Triples kept in memory: some 60 MB at worst; a book needs a tenth of it."""


class LanguageModel:
    """Costs of characters in context, from the stored tables."""

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{PATH} is not a language model of this version: build it again")
        head = len(MAGIC) + 16
        chars, pairs, triples, classes = _integers(data[len(MAGIC) : head], "I")
        part = _parts(data, head)
        self._number = {chr(code): i for i, code in enumerate(_integers(part(4 * chars), "I"))}
        self._plain, self._first, self._leaves, self._mark_follows, self._scripts = (part(chars) for _ in range(5))
        self._pair_offsets, self._seconds = _integers(part(4 * chars + 4), "I"), _integers(part(2 * pairs), "H")
        self._pair, self._word_ends, self._crosses = part(pairs), part(pairs), part(pairs)
        self._triple_offsets, self._thirds = _integers(part(4 * pairs + 4), "I"), _integers(part(2 * triples), "H")
        self._triple = part(triples)
        table = part(classes * classes)
        self._classes = {
            name: {after: table[i * classes + j] * QUANTUM for j, after in enumerate(CLASS_NAMES)}
            for i, name in enumerate(CLASS_NAMES)
        }
        self._cache: dict[str, float] = {}

    def cost(self, before: str, char: str) -> float:
        """-ln P(char | before) in nats; `before` is the last two characters or more, "" for the beginning of a text."""
        key = before[-2:] + char
        found = self._cache.get(key)
        if found is None or len(key) == 1:
            found = self._cost(before[-2:] or "\n", char)
            if len(key) > 1:
                if len(self._cache) >= _MOST_CACHED:
                    self._cache.clear()
                self._cache[key] = found
        return found

    def cost_of(self, text: str, before: str = "") -> float:
        """The sum of the costs of the characters of `text` after `before`, in nats."""
        total = 0.0
        for char in text:
            total += self.cost(before, char)
            before = before[-1:] + char
        return total

    def plain_cost(self, char: str) -> float:
        """-ln of the frequency of a character by itself; 0 for what is not Han and not unknown."""
        number = self._number.get(char)
        if number is not None:
            return self._plain[number] * QUANTUM
        return self._unlisted(char) if class_of(char) == "HAN" or not char.isprintable() else 0.0

    @property
    def characters(self) -> Sequence[str]:
        """The Han characters that the model knows, in code-point order."""
        return tuple(char for char in self._number if char not in REPRESENTATIVES.values())

    def is_simplified(self, char: str) -> bool:
        """Whether only simplified text has the Han character `char`."""
        return self._script(char) == 1

    def is_traditional(self, char: str) -> bool:
        """Whether only traditional text has the Han character `char`."""
        return self._script(char) == 2

    def _script(self, char: str) -> int:
        number = self._number.get(char)
        return 3 if number is None else self._scripts[number]

    def _cost(self, before: str, char: str) -> float:
        here = class_of(char)
        if here == "HAN":
            return self._han_cost(before, char)
        there = class_of(before[-1])
        if here in ("KANA", "HANGUL"):
            return _WITHIN[here] + (_FOREIGN_STAYS if there == here else _FOREIGN_ENTERS)
        if here == "OTHER" and not char.isprintable():
            return UNKNOWN_COST
        cost = self._classes[there][here] + _WITHIN.get(here, 0.0)
        number = self._number.get(before[-1])
        if number is not None and there == "HAN":
            cost += self._mark_follows[number] * QUANTUM - _LOG_SCALE
        return max(cost, 0.0)

    def _han_cost(self, before: str, char: str) -> float:
        number = self._number.get(char)
        if number is None:
            return self._unlisted(char)
        first = self._first[number] * QUANTUM
        there = class_of(before[-1])
        previous = self._number.get(REPRESENTATIVES.get(there, before[-1]))
        if previous is None:
            return first if there == "HAN" else self._classes[there]["HAN"] + first
        pair = _found(self._seconds, self._pair_offsets, previous, number)
        cost = self._leaves[previous] * QUANTUM + first if pair < 0 else self._pair[pair] * QUANTUM
        context = self._pair_number(before)
        if context < 0:
            return cost
        triple = _found(self._thirds, self._triple_offsets, context, number)
        if triple >= 0:
            return self._triple[triple] * QUANTUM
        return min(self._word_ends[context] * QUANTUM + first, self._crosses[context] * QUANTUM + cost)

    def _pair_number(self, before: str) -> int:
        """The number of the pair of characters `before` among the pairs that stand in words, or -1."""
        if len(before) < 2:
            return -1
        first, second = self._number.get(before[0]), self._number.get(before[1])
        return -1 if first is None or second is None else _found(self._seconds, self._pair_offsets, first, second)

    def _unlisted(self, char: str) -> float:
        return UNKNOWN_HAN_COST if "\u4e00" <= char <= "\u9fff" else UNKNOWN_COST


def _found(values: array[int], offsets: array[int], row: int, value: int) -> int:
    """Where `value` stands in a sorted row, or -1."""
    lo, hi = offsets[row], offsets[row + 1]
    at = bisect_left(values, value, lo, hi)
    return at if at < hi and values[at] == value else -1


def _parts(data: bytes, start: int) -> Callable[[int], bytes]:
    """Cuts the next part of a given size off `data`."""
    stream = BytesIO(data)
    stream.seek(start)
    return stream.read


def _integers(data: bytes, kind: Literal["I", "H"]) -> array[int]:
    numbers = array(kind, data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def model() -> LanguageModel:
    """The model that comes with the package, read on first use."""
    return LanguageModel(PATH.read_bytes())
