"""Whether a text is in the spoken language, or an edition of an old book, which prints old forms on purpose."""

from __future__ import annotations

import re
from enum import Enum, auto

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


class Register(Enum):
    """The kind of language that a text is written in."""

    SPOKEN = auto()
    OLD = auto()
    OTHER = auto()


def register_of(text: str) -> Register:
    """SPOKEN with the particles and pronouns of the spoken language, OLD for an edition of an old book.

    A short text counts as SPOKEN.
    """
    sample = text[:SAMPLE]
    chinese = sum(map(len, _HAN.findall(sample)))
    if chinese < SHORTEST_JUDGED or len(_PARTICLE.findall(sample)) / chinese >= VERNACULAR:
        return Register.SPOKEN
    return Register.OLD if len(_LITERARY.findall(sample)) / chinese >= LITERARY else Register.OTHER
