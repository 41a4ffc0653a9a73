"""What a mark or a space must have around it for the stage to find anything in a text.

Decimal points, times, ratios, the brackets of a habit, Latin words with their spaces, and indents are no such signs.
What the whole document must have (`evidence`) is asked behind the gate.
"""

from __future__ import annotations

from cleaners import han
from cleaners.gates import Gate
from cleaners.punctuation.lost import SOUNDS
from cleaners.punctuation.pairs import BRACKETS
from cleaners.punctuation.spaces import BESIDE_MARK, LETTER_SPACED, RUN

_HAN = f"[{han.HAN}]"
_WIDE = f"[{han.HAN}{han.WIDE}]"
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

_SPACES = (
    Gate(" \u00a0", f"(?=[ \u00a0])(?={RUN})"),
    Gate(" ", f"(?:{BESIDE_MARK})(?<!：.)"),
    Gate(" ", LETTER_SPACED),
)
"""A run of spaces between two characters; a space beside a mark; letter-spaced words."""

GATE = Gate.of_any(*_SPACES, BRACKETS, _QUOTES, *_MARKS)
"""The signs of all that the stage finds."""

BESIDE_CHINESE = Gate.of_any(
    Gate(",.:;?!()\"'｡､", f"(?:(?<={_WIDE}.)|(?={_WIDE}))"),
    Gate("\\-－─", "(?=[\\-－─])"),
    Gate("。", "(?=。。)"),
    Gate(" ", f"(?:(?<={_WIDE}.)(?= )|(?= {_WIDE})|{BESIDE_MARK}|(?<={_HAN}.)(?={_HAN} {_HAN} {_HAN} ))"),
)
"""Half-width marks and spaces of the lines that are read, once one of the signs is there: those of a habit, too."""
