"""A small character bigram model of written Chinese, simplified and traditional.

It answers one question: how surprising is this character after that one, in nats (-ln P). 3 to 6 is running text, 7 to
9 an unusual neighbour, above 11 something that Chinese does not write. `scripts/build_language_model.py` makes the
file; `docs/language-model.md` is the model card. The file is read once, on first use, in a few milliseconds.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

MAGIC = b"zhlm0001"
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

# Costs of a character within its class, in nats: -ln of one over the number of its common members.
_WITHIN: Mapping[str, float] = {"DIGIT": 2.3, "LATIN": 3.3, "OTHER": 6.5, "KANA": 4.2, "HANGUL": 6.5}

# Kana and Hangul do not occur in the counts; these stand for how Japanese and Korean text continues.
_FOREIGN_STAYS = 0.5
_FOREIGN_ENTERS = 7.0

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
    "\u3000": "IDEOSPACE",
    "\n": "NEWLINE",
    "\r": "NEWLINE",
    "〇": "HAN",
}

_MOST_CACHED = 400_000
"""Pairs kept in memory: some 60 MB at worst; a book needs a tenth of it."""


class LanguageModel:
    """Costs of characters in context, from the stored tables."""

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{PATH} is not a language model of this version: build it again")
        chars, pairs, classes = _integers(data[len(MAGIC) : len(MAGIC) + 12])
        sizes = (4 * chars, 4 * (chars + 1), 2 * pairs, pairs, chars, chars, chars, classes * classes)
        parts, at = [], len(MAGIC) + 12
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        self._number = {chr(code): i for i, code in enumerate(_integers(parts[0]))}
        self._offsets = _integers(parts[1])
        self._seconds = array("H", parts[2])
        if sys.byteorder == "big":
            self._seconds.byteswap()
        self._pair, self._single, self._first, self._han_next = parts[3:7]
        self._classes = {
            name: {after: parts[7][i * classes + j] * QUANTUM for j, after in enumerate(CLASS_NAMES)}
            for i, name in enumerate(CLASS_NAMES)
        }
        self._cache: dict[str, float] = {}

    def cost(self, before: str, char: str) -> float:
        """-ln P(char | before) in nats; `before` is one character, "" for the beginning of a text."""
        key = before + char
        found = self._cache.get(key)
        if found is None or len(key) == 1:
            found = self._cost(before or "\n", char)
            if len(key) == 2:
                if len(self._cache) >= _MOST_CACHED:
                    self._cache.clear()
                self._cache[key] = found
        return found

    def cost_of(self, text: str, before: str = "") -> float:
        """The sum of the costs of the characters of `text` after `before`, in nats."""
        total = 0.0
        for char in text:
            total += self.cost(before, char)
            before = char
        return total

    def plain_cost(self, char: str) -> float:
        """-ln of the frequency of a Han character among Han characters, whatever stands before it."""
        number = self._number.get(char)
        return self._unlisted(char) if number is None else self._single[number] * QUANTUM

    @property
    def characters(self) -> Sequence[str]:
        """The Han characters that the model knows, in code-point order."""
        return tuple(self._number)

    def _cost(self, before: str, char: str) -> float:
        here, there = class_of(char), class_of(before)
        if here == "HAN":
            number = self._number.get(char)
            if number is None:
                return self._unlisted(char)
            previous = self._number.get(before)
            if previous is None:
                to_han = 0.2 if there == "HAN" else self._classes[there]["HAN"]
                return to_han + self._first[number] * QUANTUM
            lo, hi = self._offsets[previous], self._offsets[previous + 1]
            at = bisect_left(self._seconds, number, lo, hi)
            if at < hi and self._seconds[at] == number:
                return self._pair[at] * QUANTUM
            return (self._han_next[previous] + self._first[number]) * QUANTUM
        if here in ("KANA", "HANGUL"):
            return _WITHIN[here] + (_FOREIGN_STAYS if there == here else _FOREIGN_ENTERS)
        if here == "OTHER" and not char.isprintable():
            return UNKNOWN_COST
        return self._classes[there][here] + _WITHIN.get(here, 0.0)

    def _unlisted(self, char: str) -> float:
        return UNKNOWN_HAN_COST if "\u4e00" <= char <= "\u9fff" else UNKNOWN_COST


def _integers(data: bytes) -> array[int]:
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@cache
def model() -> LanguageModel:
    """The model that comes with the package, read on first use."""
    return LanguageModel(PATH.read_bytes())
