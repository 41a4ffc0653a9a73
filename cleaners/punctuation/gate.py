"""What a mark or a space must have around it for the stage to find anything in a text.

Decimal points, times, ratios, the brackets of a habit, Latin words with their spaces, and indents are no such signs.
What the whole document must have (`evidence`) is asked behind the gate.
"""

from __future__ import annotations

from cleaners import han
from cleaners.gates import Gate
from cleaners.punctuation.lost import SOUNDS
from cleaners.punctuation.pairs import BRACKETS
from cleaners.punctuation.spaces import SPACES

COMMA_NEAR = 300
"""Characters behind a colon in which a full-width comma tells that it is the habit of an editor; bounded, so that the
time stays linear. A colon is damage in a text with half-width commas, which are signs themselves, or without any."""

_BEFORE = f"(?<=[{han.HAN}{han.WIDE}?!].)"
_BESIDE = f"(?:{_BEFORE}|(?= ?[{han.HAN}“‘《（「『【]))"

_MARKS = (
    Gate(".?!｡､", _BEFORE),
    Gate(",;", _BESIDE),
    Gate(":", f"{_BESIDE}(?![^，]{{0,{COMMA_NEAR}}}，)"),
    Gate("\\-－─", f"(?=[\\-－─])(?<=[{han.HAN}”’）》 ].)"),
    Gate("。", "(?=。。)"),
    Gate("·", "(?=·{5})"),
    Gate("？", f"(?<=[{SOUNDS}]{{2}}.)(?=[{SOUNDS}]{{2}})"),
)
"""Beside Chinese; dashes, ellipses; a question mark between the parts of a name."""

_QUOTES = Gate('"')

GATE = Gate.of_any(SPACES, BRACKETS, _QUOTES, *_MARKS)
"""The signs of all that the stage finds."""
