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

_BEFORE = f"(?<=[{han.HAN}{han.WIDE}?!].)"

_MARKS = (
    Gate(".?!｡､", _BEFORE),
    Gate(",;:", f"(?:{_BEFORE}|(?= ?[{han.HAN}“‘《（「『【]))"),
    Gate("\\-－─", f"(?=[\\-－─])(?<=[{han.HAN}”’）》 ].)"),
    Gate("。", "(?=。。)"),
    Gate("·", "(?=·{5})"),
    Gate("？", f"(?<=[{SOUNDS}]{{2}}.)(?=[{SOUNDS}]{{2}})"),
)
"""Beside Chinese; dashes, ellipses; a question mark between the parts of a name."""

_QUOTES = Gate('"')

GATE = Gate.of_any(SPACES, BRACKETS, _QUOTES, *_MARKS)
"""The signs of all that the stage finds."""
