"""Garbled text of which so much is lost that a repair would be mostly guesses: known before any search.

UTF-8 read as Big5 is of this kind. The search takes longest where there is least to find, and what it finds is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.edits import Span
from cleaners.language_model import model
from cleaners.mojibake import gate
from cleaners.mojibake.hypotheses import is_plain
from cleaners.mojibake.paths import Path
from cleaners.mojibake.transitions import MARKS_OF_LOSS
from cleaners.mojibake.true_encodings import UTF_8

MOST_LOST = 0.28
"""Share of the bytes of a run that may be lost: with more, guesses are judged by guesses, and text comes out that
nobody wrote. UTF-8 read as Korean loses up to a quarter, and one guess in thirty is wrong; as Big5 a third to two
thirds, and one character in three."""

LEAST_JUDGED = 6
"""Characters of a run, or bytes of a stretch, from which on that share says something."""

_BEYOND_LATIN_1 = re.compile("[^\0-\xff]")


def stretch(span: str, chain: Sequence[Path]) -> Span | None:
    """The garbled part of a span if more than MOST_LOST of its bytes are lost; else None.

    Each mark of loss is one byte at the least.
    """
    if len(chain) > 1 or chain[0].true is not UTF_8 or not chain[0].wrong.double:
        return None
    start, end = _garbled(span)
    raw = _BEYOND_LATIN_1.sub("\xff", span[start:end].replace("?", "\ufffd").translate(chain[0].wrong.usual))
    is_hopeless = len(raw) >= LEAST_JUDGED and raw.count("\xff") > MOST_LOST * len(raw)
    return Span(start, end) if is_hopeless else None


def _garbled(span: str) -> Span:
    """From the first to the last place that looks garbled, and what is neither ASCII nor common around them."""
    places = list(gate.hits(span))
    if not places:
        return Span(0, 0)
    start, end = places[0], places[-1] + 1
    while start > 0 and not _is_sound(span[start - 1]):
        start -= 1
    while end < len(span) and not _is_sound(span[end]):
        end += 1
    return Span(start, end)


def _is_sound(char: str) -> bool:
    return char not in MARKS_OF_LOSS and is_plain(char, model().plain_cost)
