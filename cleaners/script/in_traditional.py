"""Stray simplified characters in a traditional document, one by one, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Edit, Flag
from cleaners.script import dictionary, registers
from cleaners.script.cited import is_cited
from cleaners.script.deliberate import Foreign, deliberate
from cleaners.script.surroundings import Outside, han_around, is_near_kana

CONFIDENCE = 0.9
"""Confidence in what OpenCC makes of a stray: one simplified character may stand for two, 发 for 發 and 髮, and it
chooses by the word."""

STANDARDS = ("s2tw", "s2hk", "s2t")
"""Configurations of OpenCC whose forms are tried. Regions write some characters differently, 為 and 爲, 說 and 説: what
the text has most counts, and on a tie the first, the commonest."""


def simplified_strays(text: str, foreign: Foreign) -> Iterator[Edit | Flag]:
    """The edits that convert the stray simplified characters of a traditional document; flags for what stays."""
    kept = list(deliberate(text, foreign, mixed=False))
    yield from kept
    free, is_old = Outside(kept), registers.is_old(text)
    edits: list[Edit] = []
    for stray in re.finditer(f"{foreign.pattern.pattern}+", text):
        span = stray.span()
        if not free.has(span[0]) or is_near_kana(text, *span) or dictionary.variants().issuperset(stray[0]):
            continue
        edit = _edit(text, stray)
        if is_old or edit is None:
            yield Flag(*span, "script.simplified", "simplified in a traditional document: a stray?")
        elif is_cited(text, *span, edit.new):
            yield Flag(*span, "script.cited", "the text speaks about this character: left as it is")
        elif foreign.surrounds(text, *span):
            yield Flag(*span, "script.passage", "among simplified characters: left as it is")
        else:
            edits.append(edit)
    if edits:
        yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, s2t")
    yield from edits


def _edit(text: str, stray: re.Match[str]) -> Edit | None:
    """The stray as OpenCC writes it in its word, in the form that the text has; None for what is rare or unknown.

    The word is simplified first, because OpenCC knows it in one script only: 頭发 as 头发.
    """
    if not dictionary.surely_simplified().issuperset(stray[0]):
        return None
    start, end = stray.span()
    before, after = han_around(text, start, end)
    word = before + stray[0] + after
    plain = dictionary.converter("t2s")(word)
    first, last = len(before), len(before) + len(stray[0])
    written = [
        new[first:last]
        for new in (dictionary.converter(name)(plain) for name in STANDARDS)
        if len(plain) == len(new) == len(word)
    ]
    if not written or any(map(str.__eq__, written[0], stray[0])):
        return None
    new = max(written, key=lambda form: sum(map(text.count, form)))
    return Edit(start, stray[0], new, "script.stray-simplified", CONFIDENCE)
