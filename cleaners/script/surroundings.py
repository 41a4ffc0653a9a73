"""What stands around a stray: the rest of its word, kana, and stretches of text that are left alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from cleaners import han
from cleaners.edits import Flag

CONTEXT = 8
"""Characters on either side that OpenCC sees of a stray: its longest phrases have about that many."""

KANA_NEAR = 12
"""Characters between a kana and a Han character of the same Japanese phrase, at most."""

_KANA = re.compile(f"[{han.KANA}]")
_HAN_BEFORE = re.compile(rf"[{han.HAN}]*\Z")
_HAN_AFTER = re.compile(f"[{han.HAN}]*")


def han_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The Han characters right before and right after `text[start:end]`, as many as OpenCC needs to see."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return _found(_HAN_BEFORE, before), _found(_HAN_AFTER, after)


def widened(start: int, end: int, length: int, belongs: Callable[[int], bool]) -> slice:
    """The part from `start` to `end` of a word of that length, with the characters beside it that belong to it."""
    while start and belongs(start - 1):
        start -= 1
    while end < length and belongs(end):
        end += 1
    return slice(start, end)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def is_near_kana(text: str, start: int, end: int) -> bool:
    """Whether kana stand so near to `text[start:end]` that it is Japanese."""
    return bool(_KANA.search(text, max(0, start - KANA_NEAR), end + KANA_NEAR))


class Outside:
    """Whether a place lies outside all flags of an ordered list."""

    def __init__(self, flags: Iterable[Flag]) -> None:
        spans = [(flag.start, flag.end) for flag in flags]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def has(self, at: int) -> bool:
        """Whether `at` lies outside the flags."""
        i = bisect_right(self._starts, at) - 1
        return i < 0 or at >= self._ends[i]
