"""What the document itself says of a guessed character: names and terms come back in it.

A small language model does not know the name of a site or a person. Where two neighbours of a lost byte stand elsewhere
in the same document, undamaged and with another character between or behind them, that one was it (a cache model in
the sense of Kuhn and De Mori 1990, doi:10.1109/34.56193).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

LEAST_SEEN = 2
"""Times that three characters must stand in the document to outweigh the language model: one may be chance."""


class Memory:
    """Triples of characters in the certain text of a document."""

    def __init__(self, certain: Iterable[str]) -> None:
        self._seen = dict(Counter(part[i : i + 3] for part in certain for i in range(len(part) - 2)))
        self._befores = {triple[:2] for triple in self._seen}
        self._sides = {triple[::2] for triple in self._seen}

    def preferred(self, before: str, guess: str, after: str, candidates: Sequence[str]) -> str:
        """The candidate that the document has between these neighbours, or `guess` where it has that or none."""
        before, last = before[-2:], before[-1:]
        if before not in self._befores and last + after[:1] not in self._sides:
            return guess
        seen, behind = self._seen.get, after[:1]
        if seen(before + guess) or seen(last + guess + behind) or not candidates:
            return guess
        times = [seen(before + char, 0) + seen(last + char + behind, 0) for char in candidates]
        most = max(times)
        return candidates[times.index(most)] if most >= LEAST_SEEN else guess
