"""Whether a text can have a second copy in it: a cheap look at the ends of its sentences and the heads of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

from cleaners.copies.clauses import folded
from cleaners.copies.stretches import AROUND, SHORT_COPY, TITLE_LENGTH, may_be_enough

END = 6
"""Characters of a sentence's end that are compared: within one clause mostly, whose marks may differ in a copy."""

ENDINGS = 25
"""Sentences of a document for each sentence's end that recurs before clauses are looked at. A second copy repeats
every end, ordinary text one in fifty; a copy of less than a twenty-fifth of a document is not seen."""

_SHORT = 400
_end = itemgetter(slice(-END, None))


def may_repeat(text: str) -> bool:
    """Whether a second copy is possible. True also where sentences are too few to tell."""
    sentences = text.split("。")
    sentences.pop()
    ends = list(map(_end, sentences))
    if _has_space("".join(ends)):  # spaces come and go in copies
        ends = [_without_spaces(s) if _has_space(end) else end for s, end in zip(sentences, ends, strict=True)]
    number = len(ends) - ends.count("")
    if len(text) > _SHORT * (number + 1):
        return True
    again = number - len(set(ends)) + ("" in ends)
    return again > number // ENDINGS and (
        may_be_enough(_characters_again(sentences, ends) + SHORT_COPY, text) or _has_title_twice(text)
    )


def _has_space(text: str) -> bool:
    return text.split(None, 1) != [text]


def _without_spaces(sentence: str) -> str:
    """The end of a sentence that has a space in it."""
    return "".join(sentence[-2 * END :].split())[-END:]


def _characters_again(sentences: Sequence[str], ends: Sequence[str]) -> int:
    """The characters of sentences that end as earlier ones do; of two, only so many as the shorter one has."""
    longest: dict[str, int] = {}
    again = 0
    for sentence, end in zip(sentences, ends, strict=True):
        again += min(longest.get(end, 0), len(sentence))
        longest[end] = max(longest.get(end, 0), len(sentence))
    return again


def _has_title_twice(text: str) -> bool:
    """Whether a line at the head comes again, as a title does above a copy of the lead alone."""
    lines = [folded(line) for line in text.split("\n") if line and len(line) <= 2 * TITLE_LENGTH]
    return any(lines.count(line) > 1 for line in islice(filter(None, lines), AROUND))
