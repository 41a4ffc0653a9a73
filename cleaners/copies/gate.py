"""Whether a text can have a second copy in it: a cheap look at the ends of its sentences and the heads of its lines."""

from __future__ import annotations

from itertools import islice

from cleaners.copies.clauses import folded
from cleaners.copies.stretches import AROUND, SHORT_COPY, TITLE_LENGTH, may_be_enough

END = 6
"""Characters of a sentence's end that are compared: within one clause mostly, whose marks may differ in a copy."""

ENDINGS = 25
"""Sentences of a document for each sentence's end that recurs before clauses are looked at. A second copy repeats
every end, ordinary text one in fifty; a copy of less than a twenty-fifth of a document is not seen."""

_SHORT = 400


def may_repeat(text: str) -> bool:
    """Whether a second copy is possible. True also where sentences are too few to tell."""
    sentences = text.split("。")
    sentences.pop()
    ends = [sentence[-END:] for sentence in sentences]
    if len(text) <= _SHORT * len(ends) and len(set(ends)) == len(ends) and not _has_space("".join(ends)):
        return False
    return _do_repeat(text, sentences)


def _has_space(text: str) -> bool:
    return text.split(None, 1) != [text]


def _do_repeat(text: str, sentences: list[str]) -> bool:
    """Whether enough sentences end as others do; of two, only so much can be the same as the shorter one has."""
    longest: dict[str, int] = {}
    number = again = characters = 0
    for sentence in sentences:
        end = "".join(sentence[-2 * END :].split())[-END:]
        if not end:
            continue
        number += 1
        if end in longest:
            again += 1
            characters += min(longest[end], len(sentence))
        longest[end] = max(longest.get(end, 0), len(sentence))
    if len(text) > _SHORT * (number + 1):
        return True
    return again > number // ENDINGS and (may_be_enough(characters + SHORT_COPY, text) or _has_title_twice(text))


def _has_title_twice(text: str) -> bool:
    """Whether a line at the head comes again, as a title does above a copy of the lead alone."""
    lines = [folded(line) for line in text.split("\n") if line and len(line) <= 2 * TITLE_LENGTH]
    return any(lines.count(line) > 1 for line in islice(filter(None, lines), AROUND))
