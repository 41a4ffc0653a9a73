"""Whether a text is an edition of an old book, which prints characters in old form on purpose."""

from __future__ import annotations

import re

from cleaners import han
from cleaners.script.detection import SAMPLE

VERNACULAR = 0.006
LITERARY = 0.012
"""Shares among Han characters: particles and pronouns of the spoken language below the first, and those of the literary
language from the second on, make an edition of an old book, which prints 於, 後 or a rare name in old form on
purpose. Such books have 0 to 0.0045 and 0.0127 to 0.2; modern prose, law and news over 0.01 of the first, headline-like
news pages none of either."""

SHORTEST_JUDGED = 200
"""Han characters below which a text counts as modern: a heading has no particles."""

_PARTICLE = re.compile("[的了着这這那们們吗嗎呢吧么麼她它很]")
_LITERARY = re.compile("[之其曰矣也乎者焉而以]")
_HAN = re.compile(f"[{han.HAN}]+")


def is_spoken(text: str) -> bool:
    """Whether the text has the particles and pronouns of the spoken language; a short text counts as if it had."""
    return _shares(text)[0] >= VERNACULAR


def is_old(text: str) -> bool:
    """Whether the text is an edition of an old book."""
    spoken, literary = _shares(text)
    return spoken < VERNACULAR and literary >= LITERARY


def _shares(text: str) -> tuple[float, float]:
    """The shares of words of the spoken and of the literary language."""
    sample = text[:SAMPLE]
    chinese = sum(map(len, _HAN.findall(sample)))
    if chinese < SHORTEST_JUDGED:
        return 1.0, 0.0
    return len(_PARTICLE.findall(sample)) / chinese, len(_LITERARY.findall(sample)) / chinese
