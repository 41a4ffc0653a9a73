"""Stray traditional characters in a simplified document, one by one, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import rules
from cleaners.edits import Edit, Flag
from cleaners.script import dictionary
from cleaners.script.cited import is_cited
from cleaners.script.deliberate import Foreign, deliberate
from cleaners.script.registers import Register, register_of
from cleaners.script.surroundings import Outside, han_around, is_near_kana, widened

COMMON_CONFIDENCE = 0.98
RARE_CONFIDENCE = 0.9
"""Confidence in a stray whose simplified form is in level 1, or only in level 2 of GB 2312."""


def traditional_strays(text: str, foreign: Foreign, *, mixed: bool) -> Iterator[Edit | Flag]:
    """The edits that convert the stray traditional characters of a simplified document; flags for what stays."""
    kept = list(deliberate(text, foreign, mixed=mixed))
    yield from kept
    free = Outside(kept)
    found = [run for run in re.finditer(f"{foreign.pattern.pattern}+", text) if free.has(run.start())]
    words = list(rules.matches(rules.likely("script", text), text))
    if not found and not words:
        return
    register = register_of(text)
    if register is Register.OLD:
        yield from (Flag(*stray.span(), "script.old", "traditional in an old text: as printed?") for stray in found)
        return
    common = any(_is_common(stray[0]) for stray in found)
    edits: list[Edit] = []
    for stray in found:
        if is_near_kana(text, *stray.span()):
            yield Flag(*stray.span(), "script.japanese", "beside kana: left as Japanese")
        elif is_cited(text, *stray.span(), _alone(stray[0])):
            yield Flag(*stray.span(), "script.cited", "the text speaks about this character: left as it is")
        elif foreign.surrounds(text, *stray.span()):
            yield Flag(*stray.span(), "script.passage", "among traditional characters: left as it is")
        elif common or _is_common(stray[0]):
            edits.append(_edit(text, stray))
        else:
            yield Flag(*stray.span(), "script.rare", "a rare traditional character on its own: a name?")
    if common or register is Register.SPOKEN:  # else it may be verse
        edits += (edit for edit in words if free.has(edit.start))
    if edits:
        yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, t2s")
    yield from rules.leftmost(edits)


def _is_common(run: str) -> bool:
    return any(dictionary.is_common(dictionary.traditional()[char]) for char in run)


def _alone(run: str) -> str:
    """A run of traditional characters, each simplified by itself."""
    return "".join(dictionary.traditional()[char] for char in run)


def _edit(text: str, stray: re.Match[str]) -> Edit:
    """The stray, with the rest of its word, as OpenCC writes it; by single characters where lengths do not agree."""
    start, end = stray.span()
    before, after = han_around(text, start, end)
    old = before + stray[0] + after
    new = dictionary.converter("t2s")(old)
    confidence = COMMON_CONFIDENCE if _is_common(stray[0]) else RARE_CONFIDENCE
    if len(new) != len(old):
        return Edit(start, stray[0], _alone(stray[0]), "script.stray", confidence)
    # 彷彿: 彷 alone is no stray
    part = widened(len(before), len(before) + len(stray[0]), len(old), lambda at: old[at] != new[at])
    return Edit(start - len(before) + part.start, old[part], new[part], "script.stray", confidence)
