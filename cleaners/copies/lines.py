"""Lines of a document, by number and by place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

DATE_DIGITS = 8
"""Digits of a date line that tell it from others: year, month and day."""


class Line(NamedTuple):
    """A line from `start` to `end`, its line end included, and its text."""

    start: int
    end: int
    text: str


def split(text: str) -> list[Line]:
    """The lines of a text, blank ones too."""
    lines, at = [], 0
    for piece in text.split("\n"):
        end = min(at + len(piece) + 1, len(text))
        lines.append(Line(at, end, piece))
        at = end
    return lines


def line_at(lines: Sequence[Line], place: int) -> int:
    """The number of the line that holds a place of the text."""
    return bisect_right(lines, place, key=lambda line: line.start) - 1


def same_date(a: str, b: str) -> bool:
    """Whether two lines give the same date and time."""
    digits = re.sub(r"\D", "", a)
    return len(digits) >= DATE_DIGITS and digits == re.sub(r"\D", "", b)
