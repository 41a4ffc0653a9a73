"""The file of the language model as tables, where they lie: nothing is copied before it is asked for."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping
from mmap import mmap
from typing import Literal

from cleaners.tokens import MARKS, SHARED_TOKENS

MAGIC = b"zhlm0003"

SHARED_CODE = 0xFDD0
"""What stands in the file for the first of SHARED_TOKENS, the others following: code points that are no characters."""

_SIZES: Mapping[str, int] = {"I": 4, "H": 2, "B": 1}

_Kind = Literal["I", "H", "B"]


class Tables:
    """The tables of a model file.

    Tokens have numbers. The pairs of each first token stand together, sorted by the second; so do the contexts of two
    tokens for which there are triples, and the triples of each context. Costs are bytes.

    Raises ValueError if `data` is no model file of this version.
    """

    def __init__(self, data: bytes | mmap) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("this is not a language model of this version: build it again")
        self._view, self._at = memoryview(data), len(MAGIC)
        tokens, pairs, contexts, triples = self._part(4, "I")
        self.codes, self.pair_offsets = self._part(tokens, "I"), self._part(tokens + 1, "I")
        self.context_offsets, self.triple_offsets = self._part(tokens + 1, "I"), self._part(contexts + 1, "I")
        self.seconds, self.context_seconds = self._part(pairs, "H"), self._part(contexts, "H")
        self.thirds = self._part(triples, "H")
        self.plain, self.anywhere, self.backoffs, self.scripts = (self._part(tokens, "B") for _ in range(4))
        self.pairs, self.context_backoffs = self._part(pairs, "B"), self._part(contexts, "B")
        self.triples, self.marks = self._part(triples, "B"), self._part(len(MARKS), "B")

    def _part(self, count: int, kind: _Kind) -> memoryview:
        """The next part of the file as integers, which are little-endian in it."""
        begin = self._at
        self._at += count * _SIZES[kind]
        part = self._view[begin : self._at]
        if sys.byteorder == "big" and kind != "B":
            swapped = array(kind, part.tobytes())
            swapped.byteswap()
            return memoryview(swapped)
        return part.cast(kind)

    def tokens(self) -> list[str]:
        """The tokens in the order of their numbers."""
        return [_token(code) for code in self.codes]

    def pair(self, first: int, second: int) -> int:
        """The place of a pair, or -1."""
        return _found(self.seconds, second, self.pair_offsets[first], self.pair_offsets[first + 1])

    def context(self, first: int, second: int) -> int:
        """The place of a context of two tokens among those that have triples, or -1."""
        return _found(self.context_seconds, second, self.context_offsets[first], self.context_offsets[first + 1])

    def triple(self, context: int, third: int) -> int:
        """The place of a triple, or -1."""
        return _found(self.thirds, third, self.triple_offsets[context], self.triple_offsets[context + 1])


def _found(numbers: memoryview, number: int, begin: int, end: int) -> int:
    """Where a number stands in a sorted part, or -1."""
    at = bisect_left(numbers, number, begin, end)
    return at if at < end and numbers[at] == number else -1


def _token(code: int) -> str:
    place = code - SHARED_CODE
    return SHARED_TOKENS[place] if 0 <= place < len(SHARED_TOKENS) else chr(code)
