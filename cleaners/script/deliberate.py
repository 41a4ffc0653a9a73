"""Text of the other script that is meant: passages, quotations and titles that are in it throughout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

from cleaners import han
from cleaners.data_formats import fenced
from cleaners.edits import Flag
from cleaners.script.cited import is_shown
from cleaners.script.detection import ENCLOSED, MINORITY, Script, simplified_pattern, traditional_pattern

PASSAGE = 4
"""Characters of the other script in a line or sentence with hardly one of its own that make it a passage someone quoted
or copied. With 2, headings with two strays count as passages; with 8, a line quoted from an old book is converted."""

DENSE = 8
"""The same in a line or sentence with fewer of its own: someone's text with slips in it; strays stay far below one in
two."""

QUOTED = 2
"""The same between quotation marks or brackets, where a name or phrase of the other script is deliberate."""

TITLE_SHARE = 0.5
"""Share of characters of the other script among those of a title in 《》 from which it is a title as printed: 《論語》,
《讀者》. Lower, and a long title with one stray stays; higher, and two-character titles are converted."""

NEAR, NEAR_DENSE = 40, 6
"""Characters on either side of a stray, and different ones of its script among them, more than of the text's own, that
make it a part of a stretch without sentence ends, such as a list."""

ROWS = 3
"""Rows of a table with one cell in the other script alone beside one in the text's own, which make its column one that
is meant: lists of words in both scripts, translations of a program's messages."""

DAMAGED = 0.1
"""Share of foreign characters among the Han of a line with lost characters from which it is garbled text."""

_SENTENCE = re.compile(r"[^。！？；：\n]+")  # what a colon announces is in a script of its own
_LINE = re.compile(r"[^\n]+")
_ROW, _CELL = re.compile(r"^[^\n\t|]*[\t|][^\n]+", re.MULTILINE), re.compile(r"[^\n\t|]+")
_HAN = re.compile(f"[{han.HAN}]")
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")

Count = Callable[[str], tuple[int, int]]


class Foreign(NamedTuple):
    """What is foreign in a text of one script: the characters that only the other script has, and the text's own."""

    name: str
    pattern: re.Pattern[str]
    own: re.Pattern[str]
    label: re.Pattern[str]
    """A site's link to its version in the other script."""
    variant: re.Pattern[str]
    """A word as a region of the other script writes it, in a wiki's source."""

    def counts(self, part: str) -> tuple[int, int]:
        """How many different foreign characters `part` has, and how many of its own.

        Different ones, because who types 裏 for 里 does so ten times in a line.
        """
        return self.counts_without(part, set())

    def counts_without(self, part: str, habits: set[str]) -> tuple[int, int]:
        """`counts`, with some foreign characters left out."""
        found = set(self.pattern.findall(part)) - habits
        return (len(found), len(set(self.own.findall(part)))) if found else (0, 0)

    def surrounds(self, text: str, start: int, end: int) -> bool:
        """Whether the characters around `text[start:end]` are mostly foreign."""
        found, own = self.counts(text[max(0, start - NEAR) : end + NEAR])
        return found >= NEAR_DENSE and found > own


@cache
def foreign_in(script: Script) -> Foreign:
    """What is foreign in a text of `script`; in one of both scripts, what is traditional."""
    old, new = traditional_pattern(), simplified_pattern()
    if script is Script.TRADITIONAL:
        label = re.compile("[简簡]体(?:中文|版|字)?(?:翻译|译者|校对|编辑)?")
        return Foreign("simplified", new, old, label, _variant("cn|sg|my|hans"))
    return Foreign("traditional", old, new, re.compile("[繁正]體(?:中文|版|字)?"), _variant("tw|hk|mo|hant"))


def _variant(regions: str) -> re.Pattern[str]:
    return re.compile(rf"\bzh-(?:{regions}):[^;\n}}]{{1,60}}")


def deliberate(text: str, foreign: Foreign, *, mixed: bool) -> Iterator[Flag]:
    """A flag for each stretch that is left as it is, in order, one inside another left out, with its first reason.

    In a text of both scripts also every sentence with more foreign characters than others.
    """
    found = list(_stretches(text, foreign, mixed=mixed)) if foreign.pattern.search(text) else []
    found += [
        Flag(*match.span(), rule, note)
        for pattern, rule, note in (
            (foreign.label, "script.label", "the name of the script itself"),
            (foreign.variant, "script.variant", "a word as one region writes it"),
        )
        for match in pattern.finditer(text)
    ]
    found += [Flag(*block, "script.code", "a block of code: left as it is") for block in fenced(text)]
    reached = 0
    for flag in sorted(found, key=lambda flag: (flag.start, -flag.end)):
        if flag.start >= reached:
            yield flag
            reached = flag.end


def _stretches(text: str, foreign: Foreign, *, mixed: bool) -> Iterator[Flag]:
    count = _counter(text, foreign)
    yield from _passages(text, foreign, count)
    yield from _enclosed(text, foreign, count)
    yield from _columns(text, foreign)
    if mixed:
        yield from _sentences(text, foreign)


def _counter(text: str, foreign: Foreign) -> Count:
    """`counts` without the characters that are strays in sentences of the text's own script.

    Such habits go on in quotations; but quotations themselves say nothing about their sentence.
    """
    habits: set[str] = set()
    for part in _SENTENCE.finditer(ENCLOSED.sub("", text)):
        found, own = foreign.counts(part[0])
        if 0 < found < own:
            habits.update(foreign.pattern.findall(part[0]))
    return partial(foreign.counts_without, habits=habits)


def _passages(text: str, foreign: Foreign, count: Count) -> Iterator[Flag]:
    for line in _LINE.finditer(text):
        if foreign.pattern.search(line[0]) is None:
            continue
        if _is_garbled(line[0], foreign):
            yield Flag(*line.span(), "script.damaged", "characters are lost here: left as it is")
            continue
        for part in (line, *_SENTENCE.finditer(text, *line.span())):
            found, own = count(part[0])
            if (found >= PASSAGE and own <= MINORITY * (found + own)) or (found >= DENSE and found > own):
                yield Flag(*part.span(), "script.passage", f"{foreign.name} throughout: left as a quotation")


def _sentences(text: str, foreign: Foreign) -> Iterator[Flag]:
    for part in _SENTENCE.finditer(text):
        found, own = foreign.counts(part[0])
        if found > own:
            yield Flag(*part.span(), "script.mixed", f"a {foreign.name} sentence in a text of both scripts")


def _columns(text: str, foreign: Foreign) -> Iterator[Flag]:
    """The cells in the other script of a table that has a column for it."""
    cells: dict[int, list[tuple[int, int]]] = defaultdict(list)
    sure: Counter[int] = Counter()
    for line in _ROW.finditer(text):
        row = list(_CELL.finditer(text, *line.span()))
        has = [(bool(foreign.pattern.search(cell[0])), bool(foreign.own.search(cell[0]))) for cell in row]
        for i, cell in enumerate(row):
            if has[i] == (True, False):
                cells[i].append(cell.span())
                sure[i] += (False, True) in has
    for i, times in sure.items():
        if times >= ROWS:
            yield from (Flag(*span, "script.column", f"a column in {foreign.name} characters") for span in cells[i])


def _is_garbled(line: str, foreign: Foreign) -> bool:
    return bool(_LOST.search(line)) and foreign.counts(line)[0] > DAMAGED * len(_HAN.findall(line))


def _enclosed(text: str, foreign: Foreign, count: Count) -> Iterator[Flag]:
    for part in ENCLOSED.finditer(text):
        found, own = count(part[0])
        if not found or own:
            continue
        if part[0][0] == "《" and found >= TITLE_SHARE * len(_HAN.findall(part[0])):
            yield Flag(*part.span(), "script.title", f"a title in {foreign.name} characters: left as printed")
        elif found >= QUOTED or is_shown(text, *part.span()):
            yield Flag(*part.span(), "script.quotation", f"{foreign.name} throughout: left as a quotation or name")
