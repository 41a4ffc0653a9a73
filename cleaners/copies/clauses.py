"""Clauses: what copies of a text have in common whatever their punctuation, width and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import compress, repeat
from typing import NamedTuple

CLAUSE_LENGTH = 6
"""Characters of a clause that counts. At 4, names and set phrases tie unrelated places; at 10, verse has none."""

SAMPLE = 300_000
"""Clauses that are compared at most; of a longer document every n-th kind of clause, chosen by its content, so that
both copies keep the same ones. 300,000 clauses are 3 million characters and some 60 MB."""

_CLAUSE = re.compile(r"\w+(?:[^\S\n]+\w+)*")
_FOLDED = re.compile("[^\u4e00-\u9fff0-9a-z]")
"""What folding may change or drop: none of NFKC, case folding and the marks touches a text without it."""

_MARKS = re.compile(r"[，。、：；？！“”‘’（）《》…—·\s]+(?=[\u4e00-\u9fff0-9A-Za-z]|\Z)")
"""Marks that folding drops in any case, so that there is nothing left to normalise in most texts: normalising costs ten
times as much. What stands behind them combines with nothing before."""

_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTER_IN_LINE = re.compile(r"[^\w\n]+")


def folded(text: str) -> str:
    """The letters and digits of a text, widths and cases folded."""
    if not may_fold(text):
        return text
    if not text.isalnum():
        text = _MARKS.sub("", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return (text if text.isalnum() else _NO_LETTER.sub("", text)).casefold()


def may_fold(text: str) -> bool:
    """Whether folding may change a text; where it does not, texts that differ stay different."""
    return _FOLDED.search(text) is not None


class Clauses(NamedTuple):
    """The clauses of a text that count: the place of each, and a number that equal clauses share."""

    spans: Sequence[tuple[int, int]]
    keys: Sequence[int]


def clauses(text: str) -> Clauses:
    """The clauses of a text that count, at most about SAMPLE of them; none where fewer than two recur."""
    found = map(re.Match.span, _CLAUSE.finditer(text))
    spans = [(start, end) for start, end in found if end - start >= CLAUSE_LENGTH]
    keys = list(map(hash, _folded([text[start:end] for start, end in spans])))
    if len(keys) - len(set(keys)) < 2:
        return Clauses([], [])
    step = 1 + len(text) // (10 * SAMPLE)
    is_kept = [key % step == 0 for key in keys] if step > 1 else repeat(True)
    return Clauses(list(compress(spans, is_kept)), list(compress(keys, is_kept)))


def _folded(clauses: Sequence[str]) -> Sequence[str]:
    """The same as `folded` of each, at one go. No letter is changed by a line end beside it."""
    whole = "\n".join(clauses)
    if not unicodedata.is_normalized("NFKC", whole):
        whole = unicodedata.normalize("NFKC", whole)
    return _NO_LETTER_IN_LINE.sub("", whole).replace("_", "").casefold().split("\n") if clauses else []
