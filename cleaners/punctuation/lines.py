"""The lines of a text that the stage reads: those with a half-width mark or a space beside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Span
from cleaners.gates import Gate

_HAN, _WIDE = f"[{han.HAN}]", f"[{han.HAN}{han.WIDE}]"

BESIDE_MARK = f"(?:(?<={_HAN}.)(?=[，。；：？！、）”》])|(?<=[，；：、（“《].)(?=[{han.HAN}“《]))"
"""What stands around a space beside a mark of full width."""

_READ = Gate.of_any(
    Gate(",.:;?!()\"'｡､", f"(?:(?<={_WIDE}.)|(?={_WIDE}))"),
    Gate("\\-－─", "(?=[\\-－─])"),
    Gate("。", "(?=。。)"),
    Gate(" ", f"(?:(?<={_WIDE}.)(?= )|(?= {_WIDE})|{BESIDE_MARK}|(?<={_HAN}.)(?={_HAN} {_HAN} {_HAN} ))"),
).pattern
"""What makes a line one that is read: more than the signs of the gate, for what is a habit or damage the other marks
say."""


class Lines:
    """The lines of `text` that are read.

    `joined` is their text alone: what is not in it is in none of them, which one search tells for all.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = list(_spans(text))
        self.joined = "".join(text[start:end] for start, end in self.spans)

    def have(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern, which looks no farther than its line, matches in one of the lines."""
        return pattern.search(self.joined) is not None

    def matches(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Its matches in the text."""
        if not self.have(pattern):
            return []
        return [match for span in self.spans for match in pattern.finditer(self.text, *span)]


def _spans(text: str) -> Iterator[Span]:
    """The lines, each with its line end."""
    reached = 0
    while found := _READ.search(text, reached):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end() - 1)
        reached = len(text) if end < 0 else end + 1
        yield Span(start, reached)
