"""Which of two parallel stretches goes, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import compress, pairwise
from operator import eq
from typing import NamedTuple

from cleaners.copies.chains import Chain
from cleaners.copies.clauses import CLAUSE_LENGTH, folded, may_fold
from cleaners.copies.lines import Line, line_at, same_date
from cleaners.edits import Span

COPY_LENGTH = 200
"""Characters in common that make a copy in a document of any length: three paragraphs of news. At 120 a collection of
reviews loses one that was posted twice; at 300 a copy that breaks off after its lead is missed."""

COPY_LINES = 3
"""Lines that such a copy has at least; one long paragraph may be quoted in full."""

SHARE = 0.3
"""Share of the document that a shorter stretch needs: copies of brief news. A chorus sung three times has less."""

SHARE_OF_ONE_LINE = 0.45
"""The same of a single line: the document is nearly nothing else. A short text whose refrain is a whole paragraph has
less, and so has a form that was filled in twice."""

LETTERS = 0.5
"""Share of a text that is letters and digits, at least: in verse three quarters. With fewer, a short copy may stay."""

SHORT_COPY = 60
"""Characters in common below which nothing is a copy: two sentences."""

COVERED = 0.9
"""Share of a stretch that must stand in the other one before it may go. At 0.8 a law loses one of two chapters that
differ in a few words; at 0.95 a copy with other line breaks and a page number in it stays."""

COVERED_TITLED = 0.75
"""The same where both begin with the title at the head of the document, so that only copies are in question."""

MORE = 1.02
"""How much longer the second copy must be to be preferred to the first: a title or a credit more is no reason."""

VERSE_LINE = 20
"""Characters of a line of verse at most; where lines are so short on average, refrains are long and SHARE alone
decides."""

STITCHED = 40
"""Characters of a paragraph that is flagged where it follows itself. Shorter ones are a refrain or an echo. None is
removed: reviews and forms repeat themselves in clean documents too."""

TITLE_LENGTH = 48
"""Characters of a title at most."""

DATE_LINE = 80
"""Characters of a date line at most."""

AROUND = 4
"""Lines above a copy that may hold its title, date and credit."""

NEW_GRAMS = 0.4
"""Share of a line's character triples that must be missing from the other copy for the line to say something more."""

_DAMAGE = re.compile("[\ufffd\ue000-\uf8ff]")
_GRAM = 3
_HEAD = 4
"""Characters at the beginning of a paragraph by which most that are not the same are told apart."""


class Stretch(NamedTuple):
    """Lines `first` to `last` with one of the parallel texts, and what stands in them."""

    first: int
    last: int
    text: str

    @property
    def size(self) -> int:
        """Its length in folded characters."""
        return len(folded(self.text))

    @property
    def damage(self) -> int:
        """How many of its characters are damaged."""
        return len(_DAMAGE.findall(self.text))


class Choice(NamedTuple):
    """The lines that go, the span of the copy that stays, and why it stays."""

    lines: Sequence[int]
    kept: Span
    note: str


def chosen(text: str, lines: Sequence[Line], chain: Chain, common: int, gone: Container[int]) -> Choice | None:
    """The choice between the two sides of a chain with `common` characters in common, or None where it is no copy."""
    first = _stretch(text, lines, chain[0].there.start, chain[-1].there.end)
    second = _stretch(text, lines, chain[0].here.start, chain[-1].here.end)
    if first.last >= second.first or _touches(first, gone) or _touches(second, gone):
        return None
    sides = _sides(text, lines, first, second, common)
    return _choice(lines, *sides, common, gone) if sides else None


def _sides(
    text: str, lines: Sequence[Line], first: Stretch, second: Stretch, shared: int
) -> tuple[Stretch, Stretch] | None:
    """The side that stays and the side that goes, or None where neither may go."""
    titled = _is_titled(lines, first, second)
    if not titled and not _is_decisive(second, shared, text):
        return None
    enough = COVERED_TITLED if titled else COVERED
    keep, drop = (second, first) if _is_better(second, first) else (first, second)
    if shared < enough * drop.size:
        keep, drop = drop, keep
    return (keep, drop) if shared >= enough * drop.size else None


def _choice(lines: Sequence[Line], keep: Stretch, drop: Stretch, shared: int, gone: Container[int]) -> Choice:
    reach = [n for n in _reach(lines, keep, drop) if n not in gone]
    grams = _grams("".join(line.text for line in lines[max(0, keep.first - AROUND) : keep.last + AROUND + 1]))
    going = [n for n in reach if not _says_more(lines[n].text, grams)]
    kept = Span(lines[keep.first].start, lines[keep.last].end)
    return Choice(going, kept, _note(keep, drop, shared, len(reach) - len(going)))


def shared(text: str, chain: Chain) -> int:
    """Characters that both sides have, the short clauses between equal ones included where they are equal too."""
    total = sum(len(folded(text[pair.here.start : pair.here.end])) for pair in chain)
    for (there, here), (next_there, next_here) in pairwise(chain):
        between = folded(text[here.end : next_here.start])
        if between and between == folded(text[there.end : next_there.start]):
            total += len(between)
    return total


def _stretch(text: str, lines: Sequence[Line], start: int, end: int) -> Stretch:
    first, last = line_at(lines, start), line_at(lines, end - 1)
    return Stretch(first, last, text[lines[first].start : lines[last].end])


def _touches(stretch: Stretch, gone: Container[int]) -> bool:
    return any(n in gone for n in range(stretch.first, stretch.last + 1))


def may_be_enough(shared: int, text: str) -> bool:
    """Whether so many characters in common may make a copy in a text, whatever they are."""
    return shared >= min(COPY_LENGTH, SHARE * LETTERS * len(text))


def _is_decisive(stretch: Stretch, shared: int, text: str) -> bool:
    """Whether so much is in common that it cannot be a refrain, a quotation or a formula."""
    lines = stretch.last - stretch.first + 1
    if not may_be_enough(shared, text):
        return False
    if shared >= (SHARE if lines > 1 else SHARE_OF_ONE_LINE) * len(folded(text)):
        return True
    return shared >= COPY_LENGTH and lines >= COPY_LINES and stretch.size >= VERSE_LINE * lines


def _is_titled(lines: Sequence[Line], first: Stretch, second: Stretch) -> bool:
    """Whether both stretches begin with the title at the head of the document: then even a lead alone is a copy."""
    title = folded(lines[second.first].text)
    head = sum(bool(line.text.strip()) for line in lines[: first.first])
    short = CLAUSE_LENGTH <= len(title) <= TITLE_LENGTH and second.last > second.first
    return short and head < AROUND and title == folded(lines[first.first].text)


def _is_better(second: Stretch, first: Stretch) -> bool:
    """Whether the second copy is more complete, or as complete and less damaged."""
    if second.size > MORE * first.size:
        return True
    return MORE * second.size >= first.size and second.damage < first.damage


def _reach(lines: Sequence[Line], keep: Stretch, drop: Stretch) -> list[int]:
    """The lines of the copy that goes, with its title, date and credit where the other copy has them too."""
    kept, going = range(keep.first, keep.last + 1), range(drop.first, drop.last + 1)
    head = [lines[n].text for n in _near(lines, keep.first, -1, going)]
    tail = [lines[n].text for n in _near(lines, keep.last, 1, going)]
    above = [n for n in _near(lines, drop.first, -1, kept) if _known(lines[n].text, head)]
    below = [n for n in _near(lines, drop.last, 1, kept) if _known(lines[n].text, tail)]
    reach = {*above, *going, *below}
    return [n for n in range(min(reach), max(reach) + 1) if n in reach or not lines[n].text.strip()]


def _known(text: str, others: Sequence[str]) -> bool:
    """Whether a line above or below a copy stands in the same place of the other: title, date, signature."""
    same = folded(text)
    return any(same == folded(other) for other in others) or (
        len(text) < DATE_LINE and any(same_date(text, other) for other in others)
    )


def _near(lines: Sequence[Line], number: int, step: int, stop: Container[int]) -> Iterator[int]:
    """The next lines with words in one direction, up to AROUND of them."""
    found = 0
    while found < AROUND and 0 <= (number := number + step) < len(lines) and number not in stop:
        if lines[number].text.strip():
            found += 1
            yield number


def _grams(text: str) -> set[str]:
    text = folded(text)
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}


def _says_more(text: str, known: Container[str]) -> bool:
    """Whether a line of the copy that goes has words that the copy that stays lacks."""
    grams = _grams(text)
    return len(grams) > 2 * _GRAM and sum(gram not in known for gram in grams) > NEW_GRAMS * len(grams)


def _note(keep: Stretch, drop: Stretch, shared: int, staying: int) -> str:
    which = "first" if keep.first < drop.first else "second"
    why = "more complete" if keep.size > MORE * drop.size else "less damaged" if keep.damage < drop.damage else "equal"
    more = f"; {staying} lines only in the other stay" if staying else ""
    return f"kept the {which} copy ({why}: {keep.size} to {drop.size} characters, {shared} in common{more})"


def stitched(text: str) -> Iterator[Span]:
    """Long paragraphs that follow themselves, as where two pages were put together: to be looked at, not removed."""
    lines = text.split("\n")
    filled = list(filter(str.strip, lines))
    heads = [line[:_HEAD] for line in filled]
    alike = compress(pairwise(filled), map(eq, heads, heads[1:]))
    if not any(len(line) >= STITCHED and _is_same(line, before) for before, line in alike):
        return
    before, at = "", 0
    for line in lines:
        if len(line) >= STITCHED and _is_same(line, before):
            yield Span(at, at + len(line))
        if line and not line.isspace():
            before = line
        at += len(line) + 1


def _is_same(a: str, b: str) -> bool:
    """Whether two paragraphs are equal but for marks and widths."""
    if a[:_HEAD] != b[:_HEAD]:
        return False
    first = next((x + y for x, y in zip(a, b, strict=False) if x != y), "")
    return (not first or may_fold(first)) and folded(a) == folded(b)
