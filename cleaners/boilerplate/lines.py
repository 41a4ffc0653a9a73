"""Physical lines and their shapes."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaners import han

SENTENCE_LENGTH = 12
"""Han characters that make a line with a mark a sentence of the article. Fewer, and captions such as 评论(3)、 count;
more, and the last short line of a wrapped paragraph no longer protects what stands around it."""

WRAPPED_LENGTH = 24
"""Han characters that make a line part of running text even without a mark: a full line of a narrow column. Fewer,
and headlines count as text, so that lists of headlines stay; more, and text wrapped at 26 columns is not seen."""

HEADLINE_LENGTH = 48
"""Characters that a headline has at most, its date included."""

_HAN = re.compile(f"[{han.HAN}]")
_MARK = re.compile("[，。；、：！？,;!?…”」]")
_STOP = re.compile("[。；;]|[，,].*[。！？!?]$")
_ENDS = re.compile(rf"[{han.SENTENCE_END}：:；;][{re.escape(han.CLOSING)}]*$")


class Line(NamedTuple):
    """A physical line: `start` to `end` with its line end, and its text, without the spaces at its ends, at `at`."""

    start: int
    end: int
    at: int
    text: str


def split(text: str) -> list[Line]:
    """The physical lines of a text, blank ones too."""
    lines, at = [], 0
    for piece in text.split("\n"):
        end = min(at + len(piece) + 1, len(text))
        lines.append(Line(at, end, at + len(piece) - len(piece.lstrip()), piece.strip()))
        at = end
    return lines


def is_sentence(text: str) -> bool:
    """Whether a line is running text: a sentence with its stop, or a full line of a wrapped paragraph."""
    if len(text) > 2 * HEADLINE_LENGTH:
        return bool(_HAN.search(text, 0, 4 * HEADLINE_LENGTH))
    count = len(_HAN.findall(text))
    if count >= WRAPPED_LENGTH and _MARK.search(text):
        return True
    return count >= SENTENCE_LENGTH and bool(_STOP.search(text))


def is_headline(text: str) -> bool:
    """Whether a line can be a link to another article: short, and not a sentence with a full stop."""
    return 0 < len(text) <= HEADLINE_LENGTH and not text.endswith(("。", "；", "：", ":")) and "。" not in text


def is_open(text: str) -> bool:
    """Whether a line breaks off inside a sentence."""
    return bool(text) and not _ENDS.search(text)
