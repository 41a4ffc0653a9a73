"""Re-joins lines broken by width, page, column or blank lines, so that the result is one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp, inf

from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.wraps import shapes
from cleaners.wraps.blocks import is_markup, set_apart
from cleaners.wraps.evidence import log_odds, region_of
from cleaners.wraps.geometry import fitted
from cleaners.wraps.lines import Line, lines_of

CHUNK, MARGIN = 120, 60
"""Lines that share one estimate of the region, and lines on either side that are looked at for it."""

SAMPLE = 3000
"""Lines from which the wrap width of a whole document is estimated, for regions that do not show their own."""

_CERTAIN = 0.99
"""Confidence of dropping white space that carries nothing once lines are paragraphs."""

_LATIN_END, _LATIN_BEGIN = re.compile(r"[A-Za-z0-9,.;:!?)\]\"'’”%]"), re.compile(r"[A-Za-z0-9(\[\"'“‘$#]")


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """Joins, and the blank lines and indents between paragraphs."""
    if not shapes.has_han(text):
        return
    lines = list(lines_of(text))
    apart = set_apart(lines)
    markup = is_markup(text)
    if lines[0].start and not (markup or apart[0]):
        yield Edit(0, text[: lines[0].start], "", "wraps.indent", _CERTAIN)
    for i, odds in enumerate(_odds(lines, apart, markup)):
        above, below = lines[i], lines[i + 1]
        gap = text[above.end : below.start]
        if odds > 0:
            rule = "wraps.width" if not gap.count("\n") > 1 else "wraps.column-break"
            yield Edit(above.end, gap, _glue(above.text, below.text), rule, 1 / (1 + exp(-min(odds, 30))))
        elif gap != "\n" and gap != "\r\n":
            yield from _kept_break(above, gap, markup or apart[i + 1], apart[i] and apart[i + 1])
    rest = text[lines[-1].end :]
    if rest not in ("", "\n", "\r\n"):
        yield Edit(lines[-1].end, rest, "\n" if "\n" in rest else "", "wraps.blank-line", _CERTAIN)


def _kept_break(above: Line, gap: str, indented: bool, verbatim: bool) -> Iterator[Edit]:
    """The edit that makes a gap between paragraphs one line end; in code blank lines stay, in markup the indent."""
    if verbatim:
        return
    newline = "\r\n" if "\r\n" in gap else "\n"
    indent = gap[gap.rfind("\n") + 1 :]
    keep = newline + (indent if indented and "\u3000" not in indent else "")
    if keep != gap:
        rule = "wraps.blank-line" if gap.count("\n") > 1 else "wraps.indent"
        yield Edit(above.end, gap, keep, rule, _CERTAIN)


def _odds(lines: Sequence[Line], apart: Sequence[bool], markup: bool) -> Iterator[float]:
    """The log-odds of a join, for each break."""
    first = True
    usual = fitted([line for line, skip in zip(lines[:SAMPLE], apart, strict=False) if not skip])
    for start in range(0, len(lines) - 1, CHUNK):
        low, high = max(0, start - MARGIN), start + CHUNK + MARGIN
        region = region_of(
            [line for line, skip in zip(lines[low:high], apart[low:high], strict=True) if not skip], markup, usual
        )
        for i in range(start, min(start + CHUNK, len(lines) - 1)):
            odds = -inf if apart[i] or apart[i + 1] else log_odds(lines, i, region, first)
            first = odds <= 0
            yield odds


def _glue(above: str, below: str) -> str:
    if (
        _LATIN_END.match(above[-1])
        and _LATIN_BEGIN.match(below)
        and (above[-1].isalpha() or below[0].isalpha())
        and above[-1:].isascii()
    ):
        return " "
    return ""
