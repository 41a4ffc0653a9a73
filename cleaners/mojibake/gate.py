"""The gate: one compiled pattern, so that clean text costs next to nothing.

A UTF-8 character of Chinese is a lead byte (E2 to E9, EF) and two continuation bytes (80 to BF). CP936 takes bytes in
pairs; a lead byte with its first continuation byte makes one of a few hundred rare characters (鈥 銆 涓 锛 …), and
what follows begins with the second continuation byte, or is lost. Such a pair of neighbours is what the gate looks
for; the lattice then decides. 锟斤拷 is let pass: it is U+FFFD twice, and nothing is behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleaners.edits import Span

CONTEXT = 16
"""Characters around a hit that are decoded with it: garbled text has a hit in every few characters, so that a run
cannot reach much further, and the clean text beside it keeps the decoder honest."""

MOST_AT_ONCE = 4000
"""Characters decoded in one piece: bounds the memory of the search; a cut in mid-character costs that character."""

_LEADS = (*range(0xE2, 0xEA), 0xEF)


def _decoded(leads: range | tuple[int, ...], trails: range | tuple[int, ...]) -> str:
    pairs = (bytes((lead, trail)).decode("gb18030", "ignore") for lead in leads for trail in trails)
    return "".join(char for char in pairs if len(char) == 1 and char > "\x80")


@cache
def _pattern() -> re.Pattern[str]:
    heads = re.escape(_decoded(_LEADS, range(0x80, 0xC0)))
    rest = range(0x81, 0xC0)
    follows = re.escape(_decoded(rest, range(0x80, 0xC0)) + _decoded(rest, (*range(0x40, 0x7F), *range(0xE2, 0xF0))))
    return re.compile(f"(?!锟斤)[{heads}](?=[{follows}{heads}\ufffd?€\ue000-\ue765])")


def spans(text: str) -> Iterator[Span]:
    """The parts of `text` that may be garbled, with some context, in order and apart from one another."""
    start = end = -1
    for hit in _pattern().finditer(text):
        if start < 0 or hit.start() - CONTEXT > end or hit.end() + CONTEXT - start > MOST_AT_ONCE:
            if start >= 0:
                yield Span(start, min(end, len(text)))
            start = max(hit.start() - CONTEXT, end, 0)
        end = hit.end() + CONTEXT
    if start >= 0:
        yield Span(start, min(end, len(text)))
