"""The first and the last characters of a span, where all around them reads strictly: no search is needed there either.

Garbled text may begin or end next to clean text. What strict decoding makes of the edge must be the likelier reading,
wherever the clean text might begin; then the search would find the same.
"""

from __future__ import annotations

import re

from cleaners.language_model import KnownCosts
from cleaners.mojibake.strict import MARGIN, Reader, Run
from cleaners.mojibake.surface import ODD_COST

TEXT_NATS = 8.5
"""Nats a character up to which a reading is believed without the wide search. Running text costs 5, wrong readings 10;
what is dearer is searched with all hypotheses."""

LOOK = 24
"""Characters of garbled text by which its beginning is judged: a dozen true ones."""

_PLAIN = re.compile("[\0-\x3e\x40-\x7f]*")


class Edges:
    """The edges of spans, with what characters cost as they stand and as what garbled text reads as."""

    def __init__(self, as_is: KnownCosts, of_repair: KnownCosts) -> None:
        self._as_is, self._of_repair = as_is, of_repair

    def begun(self, reader: Reader, span: str, before: str, entering: float) -> tuple[int, Run] | None:
        """The ASCII that a span begins with, and the run behind it; None where it may not be garbled from there on."""
        at = _PLAIN.match(span).end()  # type: ignore[union-attr]
        run = reader.run(at) if at < len(span) else None
        if run is None or not run.length:
            return None
        before = (before + span[:at])[-2:]
        gain, far = 0.0, at + min(run.length, LOOK)
        for end in (*range(at + 1, at + MARGIN + 1), *range(max(at + MARGIN, far - MARGIN) + 1, far + 1)):
            head = reader.between(at, end)
            if head is not None:
                gain = self._gain(span[at:end], head, before, run.text[len(head) : len(head) + 2])
                if gain < 0.0:
                    return None
        return (at, run) if gain >= entering + ODD_COST else None

    def ended(self, reader: Reader, span: str, at: int, last: str, after: str) -> str | None:
        """What the rest of a span reads as, from inside garbled text to `after`; None where the search must decide."""
        text = reader.rest(at)
        if not text or not self._reads_well(text[-LOOK:], last + text[:-LOOK]):
            return None
        for start in range(len(span) - 1, max(at, len(span) - MARGIN) - 1, -1):
            head, tail = reader.between(at, start), reader.between(start, len(span))
            if head is not None and tail is not None:
                before = (last + head)[-2:]
                read = sum(self._of_repair.each(tail, before)) + self._as_is[(before + tail)[-2:] + after]
                if sum(self._as_is.each(span[start:] + after, before)) < read:
                    return None
        return text

    def _gain(self, garbled: str, read: str, before: str, follows: str) -> float:
        """Nats by which a reading that others follow is likelier than the text as it stands."""
        as_is = sum(self._as_is.each(garbled, before)) + sum(self._of_repair.each(follows, garbled))
        return as_is - sum(self._of_repair.each(read + follows, before))

    def _reads_well(self, text: str, before: str) -> bool:
        return sum(self._of_repair.each(text, before)) <= TEXT_NATS * len(text)
