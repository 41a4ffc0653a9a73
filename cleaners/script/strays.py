"""Stray traditional characters in a simplified document, one by one, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from cleaners import han, rules
from cleaners.edits import Edit, Flag, Span
from cleaners.script import dictionary
from cleaners.script.detection import (
    MINORITY,
    SAMPLE,
    Script,
    detected,
    simplified_pattern,
    traditional_pattern,
)

PASSAGE = 4
"""Traditional characters in a line or sentence with hardly a simplified one that make it a passage someone quoted or
copied. With 2, headings with two strays count as passages; with 8, one-line quotations of old books are converted."""

DENSE = 8
"""Traditional characters in a line or sentence, more than simplified ones, that make it someone's traditional text with
slips in it; strays stay far below one in two."""

QUOTED = 2
"""The same between quotation marks or brackets, where a traditional name or phrase is deliberate."""

TITLE_SHARE = 0.5
"""Share of traditional characters among those of a title in 《》 from which it is a title as printed: 《論語》,
《讀者》. Lower, and a long title with one stray stays; higher, and two-character titles are converted."""

CONTEXT = 8
"""Characters on either side that OpenCC sees of a stray: its longest phrases have about that many."""

KANA_NEAR = 12
"""Characters between a kana and a Han character of the same Japanese phrase, at most."""

VERNACULAR = 0.006
LITERARY = 0.012
"""Shares among Han characters: particles and pronouns of the spoken language below the first, and those of the literary
language from the second on, make an edition of an old book, which prints 於, 後 or a rare name in old form on
purpose. Such books have 0 to 0.0045 and 0.0127 to 0.2; modern prose, law and news over 0.01 of the first, headline-like
news pages none of either."""

DAMAGED = 0.1
"""Share of traditional characters among the Han of a line with lost characters from which it is garbled text."""

SHORTEST_JUDGED = 200
"""Han characters below which a text counts as modern: a heading has no particles."""

COMMON_CONFIDENCE = 0.98
RARE_CONFIDENCE = 0.9
"""Confidence in a stray whose simplified form is in level 1, or only in level 2 of GB 2312."""

# Brackets and quotations no longer than a title, a name, or two sentences; bounded, so that the time stays linear.
_ENCLOSED = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|（[^（）\n]{1,100}）|\([^()\n]{1,100}\)"
)
_SENTENCE = re.compile(r"[^。！？；\n]+")
_LINE = re.compile(r"[^\n]+")
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_PARTICLE = re.compile("[的了着这那们吗呢吧么她它很]")
_LITERARY = re.compile("[之其曰矣也乎者焉而以]")
_HAN = re.compile(f"[{han.HAN}]")
_HAN_BEFORE = re.compile(f"[{han.HAN}]*$")
_HAN_AFTER = re.compile(f"[{han.HAN}]*")
_KANA = re.compile(f"[{han.KANA}]")

AMBIGUOUS_IN_PLAIN_TEXT = frozenset("乾著藉")
"""Shared characters so common in simplified text (乾隆, 著名, 慰藉) that they open no gate by themselves."""


def strays(text: str) -> Iterator[Edit | Flag]:
    """The edits that convert stray traditional characters of a simplified document; flags for what stays."""
    if not _gate().search(text):
        return
    script = detected(text)
    if script is Script.TRADITIONAL:
        yield from _in_traditional(text)
        return
    if not script.is_chinese:
        return
    kept = list(_kept(text, mixed=script is Script.MIXED))
    yield from kept
    yield from _in_simplified(text, _Outside([Span(flag.start, flag.end) for flag in kept]))


@cache
def _gate() -> re.Pattern[str]:
    chars = {*dictionary.traditional(), *dictionary.shared()} - AMBIGUOUS_IN_PLAIN_TEXT
    return re.compile(f"[{''.join(sorted(chars))}]")


def _in_simplified(text: str, free: _Outside) -> Iterator[Edit | Flag]:
    found = [stray for stray in _runs(text) if free.has(stray.start())]
    if not _is_modern(text):
        yield from (Flag(*stray.span(), "script.old", "traditional in an old text: as printed?") for stray in found)
        return
    common = any(_is_common(stray[0]) for stray in found)
    edits: list[Edit] = []
    for stray in found:
        if _near_kana(text, stray):
            yield Flag(*stray.span(), "script.japanese", "beside kana: left as Japanese")
        elif common or _is_common(stray[0]):
            edits.append(_edit(text, stray))
        else:
            yield Flag(*stray.span(), "script.rare", "a rare traditional character on its own: a name?")
    edits.extend(edit for edit in rules.matches(rules.table("script"), text) if free.has(edit.start))
    if edits:
        yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, t2s")
    yield from rules.leftmost(edits)


def _is_modern(text: str) -> bool:
    sample = text[:SAMPLE]
    chinese = len(_HAN.findall(sample))
    spoken, literary = len(_PARTICLE.findall(sample)), len(_LITERARY.findall(sample))
    return chinese < SHORTEST_JUDGED or spoken >= VERNACULAR * chinese or literary < LITERARY * chinese


def _runs(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(f"{traditional_pattern().pattern}+", text)


def _is_common(run: str) -> bool:
    return any(dictionary.is_common(dictionary.traditional()[char]) for char in run)


def _near_kana(text: str, stray: re.Match[str]) -> bool:
    return bool(_KANA.search(text, max(0, stray.start() - KANA_NEAR), stray.end() + KANA_NEAR))


def _edit(text: str, stray: re.Match[str]) -> Edit:
    """The stray as OpenCC writes it between its neighbours; by single characters where lengths do not agree."""
    start, end = stray.span()
    before = _found(_HAN_BEFORE, text[max(0, start - CONTEXT) : start])
    after = _found(_HAN_AFTER, text[end : end + CONTEXT])
    whole = dictionary.converter("t2s")(before + stray[0] + after)
    if len(whole) == len(before) + len(stray[0]) + len(after):
        new = whole[len(before) : len(before) + len(stray[0])]
    else:
        new = "".join(dictionary.traditional()[char] for char in stray[0])
    return Edit(start, stray[0], new, "script.stray", COMMON_CONFIDENCE if _is_common(stray[0]) else RARE_CONFIDENCE)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _kept(text: str, *, mixed: bool) -> Iterator[Flag]:
    """The passages, quotations and titles that are traditional throughout, in order, one inside another left out.

    In a mixed text also every sentence with more traditional than simplified characters.
    """
    reached = 0
    sentences = _traditional_sentences(text) if mixed else ()
    for flag in sorted({*_passages(text), *_enclosed(text), *sentences}, key=lambda flag: (flag.start, -flag.end)):
        if flag.start >= reached:
            yield flag
            reached = flag.end


def _passages(text: str) -> Iterator[Flag]:
    for line in _LINE.finditer(text):
        if traditional_pattern().search(line[0]) is None:
            continue
        if _is_garbled(line[0]):
            yield Flag(*line.span(), "script.damaged", "characters are lost here: left as it is")
            continue
        for part in (line, *_SENTENCE.finditer(text, *line.span())):
            old, new = _counts(part[0])
            if (old >= PASSAGE and new <= MINORITY * (old + new)) or (old >= DENSE and old > new):
                yield Flag(*part.span(), "script.passage", "traditional throughout: left as a quotation")


def _traditional_sentences(text: str) -> Iterator[Flag]:
    for part in _SENTENCE.finditer(text):
        old, new = _counts(part[0])
        if old > new:
            yield Flag(*part.span(), "script.mixed", "a traditional sentence in a text of both scripts")


def _is_garbled(line: str) -> bool:
    return bool(_LOST.search(line)) and _counts(line)[0] > DAMAGED * len(_HAN.findall(line))


def _enclosed(text: str) -> Iterator[Flag]:
    for part in _ENCLOSED.finditer(text):
        old, new = _counts(part[0])
        if not old or new:
            continue
        if part[0][0] == "《" and old >= TITLE_SHARE * len(_HAN.findall(part[0])):
            yield Flag(*part.span(), "script.title", "a title in traditional characters: left as printed")
        elif old >= QUOTED:
            yield Flag(*part.span(), "script.quotation", "traditional throughout: left as a quotation or name")


def _counts(part: str) -> tuple[int, int]:
    """How many characters of `part` only traditional text has, and how many only simplified text."""
    old = len(traditional_pattern().findall(part))
    return (old, len(simplified_pattern().findall(part))) if old else (0, 0)


def _in_traditional(text: str) -> Iterator[Flag]:
    """Stray simplified characters are shown, not converted: one of them may stand for several (发: 發, 髮)."""
    for match in re.finditer(f"{simplified_pattern().pattern}+", text):
        if not _KANA.search(text, max(0, match.start() - KANA_NEAR), match.end() + KANA_NEAR):
            yield Flag(*match.span(), "script.simplified", "simplified in a traditional document")


class _Outside:
    """Whether a place lies outside all of some ordered spans; asked for ascending and descending places alike."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def has(self, at: int) -> bool:
        """Whether `at` lies outside the spans."""
        i = bisect_right(self._starts, at) - 1
        return i < 0 or at >= self._ends[i]
