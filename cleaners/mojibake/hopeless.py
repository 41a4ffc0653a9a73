"""Garbled text of which so much is lost that a repair would be mostly guesses: known before any search.

UTF-8 read as Big5 is of this kind. The search takes longest where there is least to find, and what it finds is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.edits import Span
from cleaners.language_model import model
from cleaners.mojibake import gate
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import CLEAN_COST
from cleaners.mojibake.true_encodings import UTF_8

MOST_GUESSED = 0.5
"""Share of the characters of a run that may be guesses: with more, guesses are judged by guesses, and text comes out
that nobody wrote. UTF-8 read as Korean or Japanese loses a quarter, as Big5 nearly all."""

LEAST_JUDGED = 6
"""Characters of a run from which on the share of guesses says something."""

LEAST_BLIND = 3
"""The same where no character is known."""

_MARKS = "\ufffd?"
_LOST = re.compile("\xff{1,3}")
_WHOLE = re.compile("[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_LATIN_1 = re.compile("[^\0-\xff]")


def stretch(span: str, chain: Sequence[Path]) -> Span | None:
    """The garbled part of a span if more than MOST_GUESSED of its characters were guesses; else None.

    Two marks of loss with a byte pair between are never of one character of UTF-8, nor are four side by side: so many
    are guesses at the least. What strict decoding reads is all the rest.
    """
    if len(chain) > 1 or chain[0].true is not UTF_8 or not chain[0].wrong.double:
        return None
    start, end = _garbled(span)
    raw = span[start:end].replace("?", "\ufffd").translate(chain[0].wrong.usual)
    guesses = len(_LOST.findall(_BEYOND_LATIN_1.sub("\xff", raw)))
    known = len(_WHOLE.findall(raw))
    is_judged = guesses + known >= (LEAST_JUDGED if known else LEAST_BLIND)
    is_hopeless = is_judged and guesses > MOST_GUESSED * (guesses + known)
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
    return char not in _MARKS and (char < "\x80" or 0 < model().plain_cost(char) < CLEAN_COST)
