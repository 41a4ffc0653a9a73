"""Stray traditional characters in a simplified document, one by one, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from cleaners import han, rules
from cleaners.edits import Edit, Flag, Span
from cleaners.gates import Gate
from cleaners.script import dictionary
from cleaners.script.cited import is_cited
from cleaners.script.deliberate import deliberate, stands_in_traditional
from cleaners.script.detection import SAMPLE, Script, detected, simplified_pattern, traditional_pattern

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

SHORTEST_JUDGED = 200
"""Han characters below which a text counts as modern: a heading has no particles."""

COMMON_CONFIDENCE = 0.98
RARE_CONFIDENCE = 0.9
"""Confidence in a stray whose simplified form is in level 1, or only in level 2 of GB 2312."""

OFTEN_SIMPLIFIED = "乾著藉"
"""Shared characters that simplified text often has, mostly before or after a few others: 乾隆, 著名, 慰藉."""

_PARTICLE = re.compile("[的了着这那们吗呢吧么她它很]")
_LITERARY = re.compile("[之其曰矣也乎者焉而以]")
_HAN = re.compile(f"[{han.HAN}]")
_HAN_BEFORE = re.compile(rf"[{han.HAN}]*\Z")
_HAN_AFTER = re.compile(f"[{han.HAN}]*")
_KANA = re.compile(f"[{han.KANA}]")


def strays(text: str) -> Iterator[Edit | Flag]:
    """The edits that convert stray traditional characters of a simplified document; flags for what stays."""
    if not gate().pattern.search(text):
        return
    script = detected(text)
    if script is Script.TRADITIONAL:
        yield from _in_traditional(text)
    elif script.is_chinese:
        kept = list(deliberate(text, mixed=script is Script.MIXED))
        yield from kept
        yield from _in_simplified(text, _Outside([Span(flag.start, flag.end) for flag in kept]))


@cache
def gate() -> Gate:
    """A character that simplified text hardly has."""
    chars = {*dictionary.traditional(), *dictionary.shared()}.difference(OFTEN_SIMPLIFIED)
    often = "(?![隆坤名作述称者，。])(?<![显编卓昭论狼慰]著|[狼慰]藉)"
    return Gate(
        "".join(sorted(chars)) + OFTEN_SIMPLIFIED, f"(?:(?<![{OFTEN_SIMPLIFIED}])|(?<=[{OFTEN_SIMPLIFIED}]){often})"
    )


def _in_simplified(text: str, free: _Outside) -> Iterator[Edit | Flag]:
    found = [stray for stray in _runs(text) if free.has(stray.start())]
    spoken, literary = _registers(text)
    if spoken < VERNACULAR and literary >= LITERARY:
        yield from (Flag(*stray.span(), "script.old", "traditional in an old text: as printed?") for stray in found)
        return
    common = any(_is_common(stray[0]) for stray in found)
    edits: list[Edit] = []
    if common or spoken >= VERNACULAR:  # else it may be verse
        edits += (edit for edit in rules.matches(rules.likely("script", text), text) if free.has(edit.start))
    for stray in found:
        if _near_kana(text, stray):
            yield Flag(*stray.span(), "script.japanese", "beside kana: left as Japanese")
        elif is_cited(text, *stray.span()):
            yield Flag(*stray.span(), "script.cited", "the text speaks about this character: left as it is")
        elif stands_in_traditional(text, *stray.span()):
            yield Flag(*stray.span(), "script.passage", "among traditional characters: left as it is")
        elif common or _is_common(stray[0]):
            edits.append(_edit(text, stray))
        else:
            yield Flag(*stray.span(), "script.rare", "a rare traditional character on its own: a name?")
    if edits:
        yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, t2s")
    yield from rules.leftmost(edits)


def _registers(text: str) -> tuple[float, float]:
    """The shares of words of the spoken and of the literary language; a short text counts as spoken."""
    sample = text[:SAMPLE]
    chinese = len(_HAN.findall(sample))
    if chinese < SHORTEST_JUDGED:
        return 1.0, 0.0
    return len(_PARTICLE.findall(sample)) / chinese, len(_LITERARY.findall(sample)) / chinese


def _runs(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(f"{traditional_pattern().pattern}+", text)


def _is_common(run: str) -> bool:
    return any(dictionary.is_common(dictionary.traditional()[char]) for char in run)


def _near_kana(text: str, stray: re.Match[str]) -> bool:
    return bool(_KANA.search(text, max(0, stray.start() - KANA_NEAR), stray.end() + KANA_NEAR))


def _edit(text: str, stray: re.Match[str]) -> Edit:
    """The stray, with the rest of its word, as OpenCC writes it; by single characters where lengths do not agree."""
    start, end = stray.span()
    before = _found(_HAN_BEFORE, text[max(0, start - CONTEXT) : start])
    old = before + stray[0] + _found(_HAN_AFTER, text[end : end + CONTEXT])
    new = dictionary.converter("t2s")(old)
    confidence = COMMON_CONFIDENCE if _is_common(stray[0]) else RARE_CONFIDENCE
    if len(new) != len(old):
        alone = "".join(dictionary.traditional()[char] for char in stray[0])
        return Edit(start, stray[0], alone, "script.stray", confidence)
    first, last = len(before), len(before) + len(stray[0])
    while first and old[first - 1] != new[first - 1]:  # 彷彿: 彷 alone is no stray
        first -= 1
    while last < len(old) and old[last] != new[last]:
        last += 1
    return Edit(start - len(before) + first, old[first:last], new[first:last], "script.stray", confidence)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _in_traditional(text: str) -> Iterator[Flag]:
    """Stray simplified characters are shown, not converted: one of them may stand for several (发: 發, 髮)."""
    for match in re.finditer(f"{simplified_pattern().pattern}+", text):
        if not _near_kana(text, match):
            yield Flag(*match.span(), "script.simplified", "simplified in a traditional document")


class _Outside:
    """Whether a place lies outside all of some ordered spans."""

    def __init__(self, spans: list[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def has(self, at: int) -> bool:
        """Whether `at` lies outside the spans."""
        i = bisect_right(self._starts, at) - 1
        return i < 0 or at >= self._ends[i]
