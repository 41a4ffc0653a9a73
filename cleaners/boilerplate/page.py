"""A document as labelled lines."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from cleaners.boilerplate.labels import confidence, kind
from cleaners.boilerplate.lines import Line, weight, wrapped
from cleaners.rules import Rule

FIRM = ("line", "label", "tail")
"""Kinds of rules at whose first match the tail of a page may begin."""


class Removal(NamedTuple):
    """Why a line goes."""

    rule: str
    confidence: float


class Page(NamedTuple):
    """The lines of a document that have words, with the rule that each matches and its kind ("" for none).

    Indices of a page count these lines only; `numbers` gives their numbers in the document.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    rules: Sequence[Rule | None]
    kinds: Sequence[str]
    wrapped: Container[int]

    def labelled(self, i: int) -> Removal:
        """The removal of a line for its label."""
        rule = self.rules[i]
        assert rule is not None
        return Removal(rule.id, confidence(rule))

    def is_text(self, i: int) -> bool:
        """Whether a line without a label is running text: a sentence, or a full line of a wrapped paragraph."""
        return not self.kinds[i] and (i in self.wrapped or weight(self.texts[i]) > 0)

    def followed_by_text(self, i: int) -> bool:
        """Whether the next line is running text, or anything at all that has no label."""
        return i + 1 < len(self.texts) and not self.kinds[i + 1]

    @property
    def body(self) -> range:
        """From the first line of running text to the last."""
        found = [i for i in range(len(self.texts)) if self.is_text(i)]
        return range(found[0], found[-1] + 1) if found else range(0)


def page_of(lines: Sequence[Line], labels: Mapping[int, Rule]) -> Page:
    """The document as a page."""
    numbers = [n for n, line in enumerate(lines) if line.text]
    found = [labels.get(n) for n in numbers]
    texts = [lines[n].text for n in numbers]
    return Page(numbers, texts, found, [kind(rule) if rule else "" for rule in found], wrapped(texts))
