"""Page numbers and running heads: what a page prints outside its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.boilerplate.blocks import Removal
from cleaners.boilerplate.lines import Line, is_open, is_sentence

PAGE_LINES = 8
"""Lines that two pages are apart at least; numbered sections and table cells stand closer."""

HEAD_LENGTH = 40
"""Characters that a running head has at most."""

HEAD_TIMES = 3
"""Times that a line recurs to be a running head; a refrain or a heading of two chapters recurs twice."""

_NUMBER = re.compile(r"(?P<open>[-—–·.•\[(（第]*)\s*(?P<number>\d{1,4})\s*(?P<close>[-—–·.•\])）页]*)$")
_ITEM = re.compile(r"[#*|>+\-•·●■]|[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]|$")
_HEAD = re.compile(
    r"(?P<left>\d{1,4}\s{2,})?(?P<head>[^\d\s。！？，；#*|>+-][^。！？，；]{1,30}?)(?P<right>\s{2,}\d{1,4})?$"
)


def removed(lines: Sequence[Line]) -> dict[int, Removal]:
    """The page numbers and running heads, by number of the line."""
    numbers = {n: value for n, line in enumerate(lines) if (value := _page_number(line.text)) is not None}
    gone = {n: Removal("boilerplate.page-number", 0.95) for n in _in_sequence(numbers, lines)}
    gone |= {n: Removal("boilerplate.running-head", 0.9) for n in _recurring(lines)}
    return gone


def _page_number(text: str) -> int | None:
    """The number that a line consists of, alone, between dashes, or behind a running head."""
    if not text or len(text) > HEAD_LENGTH or not (text[-1] in "0123456789-—–·.•])）页" or text[0].isdigit()):
        return None
    if match := _NUMBER.match(text):
        return int(match["number"])
    match = _HEAD.match(text)
    if match and (match["left"] or match["right"]):
        return int((match["left"] or match["right"]).strip())
    return None


def _in_sequence(numbers: dict[int, int], lines: Sequence[Line]) -> Iterator[int]:
    """Numbers that count up by one from page to page, at least one of them in the middle of a sentence.

    A numbered section counts up too, but stands between finished sentences.
    """
    at: dict[int, list[int]] = defaultdict(list)
    for n, value in numbers.items():
        at[value].append(n)
    chained = {
        n
        for n, value in numbers.items()
        if any(m - n >= PAGE_LINES for m in at.get(value + 1, ()))
        or any(n - m >= PAGE_LINES for m in at.get(value - 1, ()))
    }
    if any(_interrupts(lines, n) for n in chained):
        yield from sorted(chained)


def _interrupts(lines: Sequence[Line], n: int) -> bool:
    """Whether a line stands in the middle of a sentence: running text breaks off above it and goes on below."""
    before = next((lines[m].text for m in range(n - 1, max(-1, n - 4), -1) if lines[m].text), "")
    after = next((lines[m].text for m in range(n + 1, min(len(lines), n + 4)) if lines[m].text), "")
    return is_sentence(before) and is_open(before) and not _ITEM.match(after)


def _recurring(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that recur, their page numbers left out, and most of the time interrupt a sentence."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if 0 < len(line.text) <= HEAD_LENGTH and (match := _HEAD.match(line.text)):
            places[re.sub(r"\s", "", match["head"])].append(n)
    for found in places.values():
        apart = all(b - a >= PAGE_LINES for a, b in pairwise(found))
        if len(found) >= HEAD_TIMES and apart and 2 * sum(_interrupts(lines, n) for n in found) > len(found):
            yield from found
