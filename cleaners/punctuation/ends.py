"""The end of a document that is cut off: flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Flag
from cleaners.options import Options

SENTENCE, LAST = 25, 15
"""Han characters that make a paragraph prose, and that a last one has at least to be a sentence that breaks off."""

PARAGRAPHS, ENDED = 3, 0.9
"""Paragraphs of prose before the last one, and the share of them that ends with a mark: fewer, or less, and it is the
way of the text to go without."""

TAIL = 2000
"""Characters at the end in which these paragraphs are looked for."""

_ENDS = frozenset(han.SENTENCE_END + han.CLOSING + "：:；;—～~")
_HAN = re.compile(f"[{han.HAN}]")
_COMMA = re.compile("[，、,]")


def _with(least: int) -> re.Pattern[str]:
    """Matches the beginning of a line that has so many Han characters."""
    return re.compile(f"(?:[^{han.HAN}\n]*+[{han.HAN}]){{{least}}}")


_PROSE, _SENTENCE = _with(SENTENCE), _with(LAST)


def truncated(text: str, options: Options) -> Iterator[Flag]:
    """A flag on the last paragraph where it is a sentence that breaks off, in a text whose paragraphs end with a mark.

    On clean documents of sixteen genres 1 in 150 has it, half of them really cut off.
    """
    last = text[-TAIL:].rstrip()
    if not last or last[-1] in _ENDS or not (last[-1] in "，、" or _HAN.match(last[-1])):
        return
    *before, last = last.split("\n")
    if not _SENTENCE.match(last) or not _COMMA.search(last):
        return
    prose = [line for line in map(str.rstrip, before) if _PROSE.match(line)]
    if len(prose) >= PARAGRAPHS and sum(line[-1] in _ENDS for line in prose) >= ENDED * len(prose):
        end = len(text.rstrip())
        yield Flag(end - len(last), end, "punctuation.truncated-end", "the text seems to be cut off here")
