"""What a mark or a space must have around it for the stage to find anything in a text.

Decimal points, times, ratios, the brackets of a habit, Latin words with their spaces, and indents are no such signs.
What the whole document must have (`evidence`) is asked behind the gate.
"""

from __future__ import annotations

from cleaners import han
from cleaners.gates import Gate
from cleaners.punctuation.lost import SOUNDS
from cleaners.punctuation.pairs import ONLY_HAN
from cleaners.punctuation.spaces import BESIDE_MARK, LONGEST_RUN, SPACED_LETTERS

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

_PAIRS = (
    Gate('"'),
    Gate("(", rf"(?={ONLY_HAN}\))"),
    Gate("()", r"(?=[^\n()（）]*+[（）])"),
    Gate("（）", r"(?=[^\n()（）]*+[()])"),
)
"""Quotation marks; brackets around Han alone; brackets of both widths one after another on a line."""

_BLANK, _LETTER = "[ \u00a0]", "[^ \u00a0\n]"
_MORE = f"{_BLANK}{{1,{LONGEST_RUN - 1}}}"
_SPACES = (
    Gate(" \u00a0", f"(?={_BLANK})(?:(?<={_WIDE}.)(?={_MORE}{_LETTER})|(?<={_LETTER}.)(?={_MORE}{_WIDE}))"),
    Gate(" ", f"(?:{BESIDE_MARK})(?<!：.)"),
    Gate(" ", f"(?<={_HAN}.)(?={_HAN}(?: {_HAN}){{{SPACED_LETTERS - 2}}})"),
)
"""A run of spaces between two characters; a space beside a mark; letter-spaced words."""

GATE = Gate.of_any(*_SPACES, *_PAIRS, *_MARKS)
"""The signs of all that the stage finds."""

BESIDE_CHINESE = Gate.of_any(
    Gate(",.:;?!()\"'｡､", f"(?:(?<={_WIDE}.)|(?={_WIDE}))"),
    Gate("\\-－─", "(?=[\\-－─])"),
    Gate("。", "(?=。。)"),
    Gate(" ", f"(?:(?<={_WIDE}.)(?= )|(?= {_WIDE})|{BESIDE_MARK}|(?<={_HAN}.)(?={_HAN} {_HAN} {_HAN} ))"),
)
"""Half-width marks and spaces of the lines that are read, once one of the signs is there: those of a habit, too."""
