"""What the marks of a whole document say about its half-width ones: damage, a slip, or a habit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cleaners import rules
from cleaners.data_formats import is_keyed
from cleaners.edits import Edit

DAMAGE = 0.05
"""Share of half-width commas among the commas beside Han from which the document's widths are damaged. Edited text
with a slip or two stays under 0.035; damaged text begins at 0.1. Lower, and one slip rewrites all brackets of a law;
higher, and lightly damaged pages keep half their marks."""

FEWEST_STOPS = 3
"""Half-width full stops from which they are the document's way of ending sentences and not an abbreviation."""

CONFIDENCE_DAMAGE = 0.97
CONFIDENCE_SLIP = 0.9
"""Confidence where the whole document is damaged, and where a mark stands alone against the others."""

_TELLING = tuple(
    f"punctuation.{name}"
    for name in ("colon", "semicolon", "question", "question-end", "exclamation", "exclamation-end")
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the document's commas and full stops show.

    share: of half-width commas among all commas beside Han. damaged: widths are damaged throughout. stops: sentences
    end in half-width full stops. absent: the needs of rows whose full-width mark the document never has.
    """

    share: float
    damaged: bool
    stops: bool
    absent: frozenset[str]

    @classmethod
    def of(cls, text: str, edits: Sequence[Edit]) -> Evidence:
        """The evidence of a text and of the edits that the table proposes for it."""
        half = Counter(edit.rule for edit in edits)
        commas, full_commas = half["punctuation.comma"], text.count("，")
        damaged = commas >= DAMAGE * (commas + full_commas) and (commas > 1 or (commas == 1 and not full_commas))
        share = commas / max(1, commas + full_commas)
        if not commas and not full_commas:
            damaged = _half_alone(half, text)
            share = float(damaged)
        stops = half["punctuation.stop"] >= FEWEST_STOPS and (damaged or "。" not in text)
        return cls(share, damaged, stops, frozenset(f"no {mark}" for mark in "？！" if mark not in text))

    def accepted(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        """The proposed edits that the document's evidence supports."""
        confidence = CONFIDENCE_DAMAGE if self.damaged else CONFIDENCE_SLIP
        yield from (edit._replace(confidence=confidence) for edit in edits if self._supports(_needs()[edit.rule]))

    def _supports(self, need: str) -> bool:
        if need.startswith("no "):
            return self.damaged or need in self.absent
        return need == "any" or (need == "damage" and self.damaged) or (need == "stops" and self.stops)


@cache
def _needs() -> Mapping[str, str]:
    return {rule.id: rule.more["needs"] for rule in rules.table("punctuation")}


def _half_alone(half: Counter[str], text: str) -> bool:
    """Whether a text without any comma has other half-width marks and none of full width.

    Colons behind the keys of a list of keys and values, one on each line, say nothing: programs write such lists, too.
    """
    if any(mark in text for mark in "：；？！（"):
        return False
    if any(half[rule] for rule in _TELLING if rule != "punctuation.colon"):
        return True
    return half["punctuation.colon"] > 0 and not is_keyed(text)
