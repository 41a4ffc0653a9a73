"""Re-joins lines broken by width, page, column or blank lines, so that the result is one paragraph a line.

Each break is judged by the sum of its evidence (`evidence`), in the light of what holds for the stretch of lines it
stands in (`regions`): whether these are wrapped and how wide (`geometry`), and what blank lines and indents mean there.
Only white space changes. `docs/structure.md` tells the method, its figures, and what stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from math import exp, inf
from typing import NamedTuple

from cleaners.data_formats import is_data
from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.wraps import shapes
from cleaners.wraps.blocks import is_markup, set_apart
from cleaners.wraps.breaks import Break, breaks_of
from cleaners.wraps.evidence import TITLE, log_odds
from cleaners.wraps.fragments import mended, torn
from cleaners.wraps.gate import open_chunks, stay
from cleaners.wraps.geometry import fitted
from cleaners.wraps.groups import stand_in_groups, stanza_ends
from cleaners.wraps.lines import Line, lines_of
from cleaners.wraps.most import title
from cleaners.wraps.regions import CHUNK, SAMPLE, around, region_of

CERTAIN = 0.99
"""Confidence of dropping white space that carries nothing once each line is a paragraph."""


class Verdict(NamedTuple):
    """The log-odds that a break is to be joined, and whether a wrap width is behind it."""

    odds: float
    wrapped: bool


_STAYS = Verdict(-inf, False)


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """Joins, and the blank lines and indents between paragraphs."""
    if shapes.has_han(text):
        chunks = open_chunks(text)
        if chunks != [] and is_data(text):
            return
        if chunks is None:
            yield from _edits(text)
        elif chunks:
            yield from _joins(text, chunks)


def _joins(text: str, chunks: Sequence[int]) -> Iterator[Edit]:
    """The edits of a text that is all prose, without wrap width and blanks to be trimmed, where only some chunks of
    breaks may have any.
    """
    lines, markup = list(lines_of(text)), is_markup(text)
    for start in chunks:
        span = around(start)
        near = lines[span.start : span.stop + 1]
        breaks = breaks_of(text, near, [False] * len(near))
        region = region_of(breaks, markup, None)
        for here in breaks[start - span.start :][:CHUNK]:
            verdict = Verdict(log_odds(here, None, region, False) - title(here), False)
            if verdict.odds > 0:
                yield _join(text, here.above, here.below, verdict)


def _join(text: str, above: Line, below: Line, verdict: Verdict) -> Edit:
    gap = text[above.end : below.start]
    return Edit(above.end, gap, _glue(above.text, below.text), _rule(gap, verdict), _confidence(verdict))


def _edits(text: str) -> Iterator[Edit]:
    lines = list(lines_of(text))
    markup = is_markup(text)
    if not markup and stand_in_groups(text, lines):
        return
    apart = set_apart(lines)
    yield from _trimmed(0, text[: lines[0].start], "", markup or apart[0])
    tidy = sum(len(line.text) + 1 for line in lines) >= len(text)  # so the gate has seen that some line may join
    stays = not tidy and stay(text, lines)
    verdicts = repeat(_STAYS, len(lines) - 1) if stays else _verdicts(text, lines, apart, markup)
    parted = set() if markup else set(stanza_ends(text, lines))
    for i, verdict in enumerate(verdicts):
        above, below = lines[i], lines[i + 1]
        gap = text[above.end : below.start]
        if verdict.odds > 0:
            yield _join(text, above, below, verdict)
        elif not markup and not (apart[i] and apart[i + 1]):  # in code and Markdown, blank lines mean something
            yield from _trimmed(above.end, gap, _line_end(gap) * (2 if i in parted else 1), apart[i + 1])
    rest = text[lines[-1].end :]
    yield from _trimmed(lines[-1].end, rest, _line_end(rest), False)


def _verdicts(text: str, lines: Sequence[Line], apart: Sequence[bool], markup: bool) -> Iterator[Verdict]:
    """What is to be done at each break between lines."""
    breaks = breaks_of(text, lines, apart)
    usual = fitted([b for b in breaks[:SAMPLE] if not b.apart]) if len(breaks) > around(0).stop else None
    first = True
    for start in range(0, len(breaks), CHUNK):
        chunk = breaks[start : start + CHUNK]
        if all(b.is_quiet for b in chunk):
            yield from repeat(_STAYS, len(chunk))
            first = True
            continue
        region = region_of([b for b in breaks[around(start)] if not b.apart], markup, usual)
        for i in range(start, start + len(chunk)):
            here = breaks[i]
            before, after = breaks[i - 1] if i else None, breaks[i + 1] if i + 1 < len(breaks) else None
            parted = here.apart or (markup and _is_break(text[here.above.end : here.below.start]))
            nats = torn(before, here, after, region.geometry) if region.geometry and not parted else 0.0
            if nats and after:  # from here on, the line is as long as it was before it was torn
                breaks[i + 1] = after._replace(above=mended(here))
            odds = -inf if parted else nats or log_odds(here, after, region, first) - (TITLE if i == 0 else 0.0)
            yield Verdict(odds, region.geometry is not None)
            first = odds <= 0


def _is_break(gap: str) -> bool:
    """Whether a gap ends a line in Markdown and the like: two spaces, or a blank line that is not between two pages."""
    return gap.startswith("  ") or (gap.count("\n") > 1 and "\f" not in gap)


def _trimmed(start: int, gap: str, line_end: str, indented: bool) -> Iterator[Edit]:
    """The edit that leaves of a gap one line end, and the indent where that means something."""
    indent = gap[gap.rfind("\n") + 1 :] if indented and "\u3000" not in gap else ""
    if line_end + indent != gap:
        lines = gap.count("\n")
        rule = "blank-line" if lines > 1 or (lines and not line_end) else "indent" if _has_indent(gap) else "line-end"
        yield Edit(start, gap, line_end + indent, f"wraps.{rule}", CERTAIN)


def _has_indent(gap: str) -> bool:
    return not gap.endswith("\n")


def _line_end(gap: str) -> str:
    """The first line end of a gap, as it is written there."""
    at = gap.find("\n")
    return "" if at < 0 else "\r\n" if gap[at - 1 : at] == "\r" else "\n"


def _rule(gap: str, verdict: Verdict) -> str:
    """Which kind of break was joined: by the width of the lines, or by the words alone, at a page or within one."""
    if verdict.wrapped:
        return "wraps.width"
    return "wraps.page-break" if "\f" in gap or gap.count("\n") > 2 else "wraps.column-break"


def _confidence(verdict: Verdict) -> float:
    return round(1 / (1 + exp(-min(verdict.odds, 30.0))), 3)


_LATIN_END, _LATIN_BEGIN = re.compile(r"[A-Za-z0-9,.;:!?)\]\"'%]"), re.compile(r"[A-Za-z0-9(\[\"'$\\<`]|--?[a-z]")


def _glue(above: str, below: str) -> str:
    """A space between words of an alphabet, and beside a literal of reStructuredText, which needs one; nothing
    elsewhere: not after a hyphen, which may be the word's own, nor inside an address.
    """
    if (above.endswith(" -") and below[0].isascii()) or above.endswith("``") or below.startswith("``"):
        return " "
    latin = _LATIN_END.match(above[-1]) and _LATIN_BEGIN.match(below)
    if not latin or not (above[-1].isalpha() or below[0].isalpha()) or shapes.ends_in_address(above):
        return ""
    return " "


__all__ = ["Break", "findings"]
