"""What holds for a stretch of lines, learnt from the breaks in it that are sure by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import exp, log
from operator import mul
from typing import NamedTuple

from cleaners.wraps import shapes
from cleaners.wraps.breaks import SURE, Break
from cleaners.wraps.geometry import LOST_INDENT, Geometry, agrees, fitted
from cleaners.wraps.lines import Line, columns

CHUNK, MARGIN = 180, 60
"""Breaks that share one estimate of their region, and breaks on either side that are looked at for it: some six pages,
enough to learn the habits of a text, few enough to see them change."""

SAMPLE = 3000
"""Breaks from which the wrap width of a whole document is estimated, for regions that do not show their own."""

SMOOTHING = 1.5
"""Sights added to the counts of a region before they are compared: fewer, and two breaks make a habit; more, and a page
does not."""

MOST_NATS = 5.0
"""What a habit of blank lines or indents may say at most, for or against."""

SENTENCE_CHANCE = 0.045
"""Share of full lines in mid-paragraph that end a sentence by chance: one mark in some twenty characters."""

TYPED = 0.7
"""Nats that the lack of a blank line says for a join where Markdown and the like is believed to end paragraphs by blank
lines alone."""

Step = tuple[int, bool]
"""Which way the margin goes from one line to the next (-1, 0, 1), and whether the second is indented."""

STEP_PRIOR: dict[Step, tuple[float, float]] = {
    (1, True): (0.03, 0.35),
    (1, False): (0.03, 0.05),
    (0, True): (0.15, 0.45),
    (0, False): (0.60, 0.45),
    (-1, True): (0.05, 0.10),
    (-1, False): (0.20, 0.10),
}
"""How often each is met within paragraphs and between them, before the text itself is looked at."""


class Cue:
    """How often each sight came at sure joins, at sure ends of paragraphs, and at all breaks of a region."""

    def __init__(self, sights: Sequence[object], sure: Sequence[int]) -> None:
        """`sights` at the breaks of a region, `sure` being 1 at a sure join, -1 at a sure end, 0 elsewhere."""
        self.joins = Counter(sight for sight, by in zip(sights, sure, strict=True) if by > 0)
        self.ends = Counter(sight for sight, by in zip(sights, sure, strict=True) if by < 0)
        self.all = Counter(sights)
        self._known: dict[object, float] = {}

    def nats(self, sight: object, prior: tuple[float, float] | None = None) -> float:
        """Log-likelihood ratio of a sight at joins and at ends; without a prior, both begin as all breaks do.

        A sight always comes with the same prior, so that one look at each is enough.
        """
        if sight not in self._known:
            self._known[sight] = self._ratio(sight, prior)
        return self._known[sight]

    def _ratio(self, sight: object, prior: tuple[float, float] | None) -> float:
        if not self.joins and self.ends and sight == self.ends.most_common(1)[0][0]:
            return 0.0
        share = (self.all[sight] + 1) / (self.all.total() + 4)
        for_join, for_end = prior or (share, share)
        join = (self.joins[sight] + SMOOTHING * for_join) / (self.joins.total() + SMOOTHING)
        end = (self.ends[sight] + SMOOTHING * for_end) / (self.ends.total() + SMOOTHING)
        return max(-MOST_NATS, min(MOST_NATS, log(join / end)))


class Region(NamedTuple):
    """What holds for a stretch of lines: the geometry and what blank lines, indents and open ends mean in it."""

    geometry: Geometry | None
    base: int
    """Columns of the indent that lines have when nothing begins."""
    blanks: Cue
    steps: Cue
    markup: bool
    broken: tuple[float, ...]
    """Estimated share of broken lines among those that end without a mark or in a comma, by size."""
    commas: float
    """Share of lines that end in a comma: high in verse."""
    deficit: int
    """By how much first lines are shorter, their indent having been lost after wrapping: 0 or `LOST_INDENT`."""
    at_full_stop: float
    """Log-odds of a join after a full line that ends a sentence."""
    typed: bool
    """Whether lines were broken by hand where a blank line alone ends a paragraph, so that a short line says little."""


def region_of(breaks: Sequence[Break], markup: bool, usual: Geometry | None) -> Region:
    """What holds for these breaks; `usual` is the wrap width of the whole document, where it has one."""
    geometry = fitted(breaks) or (usual if usual and agrees(usual, breaks) else None)
    base = _base(breaks)
    sure = [_sure(here, geometry) for here in breaks]
    blanks = Cue([min(here.below.blanks, 3) for here in breaks], sure)
    steps = Cue([step(here, base) for here in breaks], sure)
    deficit = _deficit(breaks, geometry) if geometry else 0
    stop = _at_full_stop(breaks, geometry, deficit) if geometry else 0.0
    commas = sum(here.comma for here in breaks) / max(1, len(breaks))
    typed = markup and blanks.nats(0) >= TYPED
    return Region(geometry, base, blanks, steps, markup, _broken(breaks), commas, deficit, stop, typed)


def around(start: int) -> slice:
    """The breaks that are looked at for the region of the chunk that begins at one of them."""
    return slice(max(0, start - MARGIN), start + CHUNK + MARGIN)


def _base(breaks: Sequence[Break]) -> int:
    """The least indent that more than a few lines have."""
    indents = Counter(here.above.indent for here in breaks)
    most = max(indents.values(), default=0)
    return min((indent for indent, n in indents.items() if n == most or n * 7 >= len(breaks)), default=0)


def _sure(here: Break, geometry: Geometry | None) -> int:
    """1 for a break that is surely in mid-paragraph, -1 for one that surely ends one, 0 for others."""
    if here.begins:
        return 0
    if geometry is None:
        return -1 if here.terminal else int(here.runs_on or here.gain >= SURE)
    if geometry.is_full(here):
        return int(here.word)
    return -1 if here.terminal else 0


def step(here: Break, base: int) -> Step:
    """Which way the margin goes, a hanging indent counting as none, and whether the line below is indented."""
    by = here.below.indent - here.above.indent
    if by > 0 and hangs(here):
        by = 0
    return (by > 1) - (by < -1), here.below.indent > base + 1


def hangs(here: Break) -> bool:
    """Whether the line below begins where the text after a bullet or a number does in the line above."""
    return here.below.indent == _hang(here.above)


_LABEL = re.compile(
    r"(?:[•·●○■□◆◇▪*+–-]|\(?\w{1,3}[.)）、]|\[\d+\]|\.\.\s\[\S+\])\s+|\S{1,20}(?:\s\S{1,20})?\s{2,}|\S{1,8}\s"
)


def _hang(line: Line) -> int:
    """The column at which the text after a bullet, a number or an option begins; -1 for none."""
    found = _LABEL.match(line.text)
    return line.indent + columns(found[0]) if found else -1


def _deficit(breaks: Sequence[Break], geometry: Geometry) -> int:
    """Whether lines after sure ends of paragraphs are full but for a lost indent, and what that takes."""
    full = short = 0
    for before, here in pairwise(breaks):
        if before.terminal and geometry.room(before) > geometry.tolerance + LOST_INDENT:
            room = geometry.room(here)
            full += room <= geometry.tolerance
            short += geometry.tolerance < room <= geometry.tolerance + LOST_INDENT and not here.terminal
    return LOST_INDENT if short >= 3 and short >= 2 * full else 0


def _at_full_stop(breaks: Sequence[Break], geometry: Geometry, deficit: int) -> float:
    """Full lines end a sentence by chance; last lines are full by chance, a few columns out of the width. Which is
    likelier depends on how many lines a paragraph has.
    """
    inner = ends = 1.0
    for here in breaks:
        room = geometry.room(here)
        inner += room <= geometry.tolerance + deficit and not here.terminal
        ends += room > geometry.tolerance and here.terminal
    return log(inner * SENTENCE_CHANCE) - log(ends * (3 + 2 * geometry.tolerance) / geometry.width)


class Kind(NamedTuple):
    """A kind of text that is not wrapped: how many of its lines end without a mark, and how many of those are broken.

    For lines of each size (`size_of`).
    """

    prior: float
    open_ends: tuple[float, ...]
    broken: tuple[float, ...]


KINDS = (
    Kind(0.60, (0.45, 0.15, 0.06, 0.006), (0.005, 0.03, 0.05, 0.4)),  # news, laws, stories: paragraphs end in a mark
    Kind(0.10, (0.6, 0.4, 0.33, 0.16), (0.002, 0.01, 0.02, 0.02)),  # reviews, chat: they often do not
    Kind(0.10, (0.9, 0.9, 0.9, 0.9), (0.001, 0.01, 0.02, 0.02)),  # lists, subtitles: nearly none does
    Kind(0.15, (0.45, 0.2, 0.15, 0.08), (0.05, 0.35, 0.55, 0.95)),  # prose with a few breaks at columns and pages
    Kind(0.05, (0.5, 0.45, 0.45, 0.4), (0.2, 0.5, 0.85, 0.98)),  # prose with many
)
"""Shares of open ends counted on texts of the genres named; the last two on newspaper pages."""

SURE_SHARE = 0.4
"""Share of breaks in mid-paragraph whose gain is `SURE`."""

SHORT, LONG = 40, 80
"""Columns below which a line with a comma in it may well be a heading, and from which one with any mark in it is a
whole paragraph, if not a broken one."""


def size_of(text: str, edge: int) -> int:
    """The size of a line that goes to some column: 0 for a phrase without any mark, as most headings and items are; 1
    for a short line with a comma; 2 for other lines of clauses; 3 for long ones.
    """
    if not shapes.has_clauses(text):
        return 2 if shapes.begins_article(text) else 0
    return 3 if edge >= LONG else 1 if edge < SHORT and "。" not in text else 2


def _broken(breaks: Sequence[Break]) -> tuple[float, ...]:
    """Estimated share of broken lines among those with an open end, by size: the kinds of text weighed by how well
    they explain the region.
    """
    seen, ends, sure = [0] * 4, [0] * 4, [0] * 4
    for here in breaks:
        size = size_of(here.above.text, here.above.edge)
        seen[size] += 1
        if not here.begins and (here.word or here.comma):
            ends[size] += 1
            sure[size] += here.gain >= SURE
    return broken_shares(seen, ends, sure)


def broken_shares(seen: Sequence[int], ends: Sequence[int], sure: Sequence[int]) -> tuple[float, ...]:
    """The same from the number of lines of each size, of those with an open end, and of sure breaks among these."""
    counts = [(e, n - e, s, e - s) for n, e, s in zip(seen, ends, sure, strict=True)]
    weights = [prior + sum(map(_likelihood, rates, counts)) for prior, rates in _logs()]
    most = max(weights)
    odds = [exp(weight - most) for weight in weights]
    total = sum(odds)
    return tuple(min(0.98, sum(map(mul, odds, broken)) / total) for broken in _BROKEN)


_BROKEN = tuple(zip(*(kind.broken for kind in KINDS), strict=True))


@cache
def _logs() -> Sequence[tuple[float, Sequence[tuple[float, float, float, float]]]]:
    """Logarithms for each kind: of its prior, and for each size of the shares of open and other ends, and of sure and
    other breaks among open ends.
    """
    shares = ([(rate, SURE_SHARE * broken) for rate, broken in zip(k.open_ends, k.broken, strict=True)] for k in KINDS)
    logs = ([(log(rate), log(1 - rate), log(share), log(1 - share)) for rate, share in pairs] for pairs in shares)
    return [(log(kind.prior), rates) for kind, rates in zip(KINDS, logs, strict=True)]


def _likelihood(logs: tuple[float, float, float, float], counts: tuple[int, int, int, int]) -> float:
    """Log-likelihood of so many open and closed ends, and of so many sure and other breaks among the open ones."""
    return logs[0] * counts[0] + logs[1] * counts[1] + logs[2] * counts[2] + logs[3] * counts[3]
