"""Stray simplified characters in a traditional document, one by one, each with its place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cleaners import rules
from cleaners.edits import Edit, Flag
from cleaners.script import dictionary
from cleaners.script.cited import is_cited
from cleaners.script.deliberate import NEAR, Foreign, deliberate
from cleaners.script.surroundings import Outside, han_around, is_near_kana, widened

CONFIDENCE = 0.9
"""Confidence in what OpenCC makes of a stray: one simplified character may stand for two, 发 for 發 and 髮, and it
chooses by the word."""

STANDARDS = ("s2tw", "s2hk", "s2t")
"""Configurations of OpenCC whose forms are tried. Regions write some characters differently, 為 and 爲, 說 and 説: what
the text has most counts, and on a tie the first, the commonest."""

USUAL = 3
"""Times that the text has the traditional form for each place where it has one that both scripts print, 没 beside 沒,
以后 beside 後, and surely has strays. With 1, a text of two minds is unified; with 10, short texts keep them."""


def simplified_strays(text: str, foreign: Foreign) -> Iterator[Edit | Flag]:
    """The edits that convert the stray simplified characters of a traditional document; flags for what stays."""
    kept = list(deliberate(text, foreign, mixed=False))
    yield from kept
    free = Outside(kept)
    edits: list[Edit] = []
    others: list[re.Match[str]] = []
    for stray in re.finditer(f"{foreign.pattern.pattern}+", text):
        span = stray.span()
        if not free.has(span[0]) or is_near_kana(text, *span):
            continue
        if not _has_sure(stray[0]):
            others.append(stray)
            continue
        edit = _edit(text, stray)
        if is_cited(text, *span, edit.new):
            yield Flag(*span, "script.cited", "the text speaks about this character: left as it is")
        elif not _is_among_traditional(text, *span, foreign):
            yield Flag(*span, "script.passage", "among simplified characters: left as it is")
        else:
            edits.append(edit)
    if edits:
        yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, s2t")
        usual = _usual(text, [*(_edit(text, stray) for stray in others), *_words(text)])
        edits += (edit for edit in usual if free.has(edit.start))
    yield from rules.leftmost(edits)


def _is_among_traditional(text: str, start: int, end: int, foreign: Foreign) -> bool:
    """Whether the line around a stray has at least as many traditional as simplified characters near it.

    Else it is a name, a sample or a remark that is simplified as a whole, of which only a part would be converted.
    """
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    found, own = foreign.counts(before[before.rfind("\n") + 1 :] + text[start:end] + after.partition("\n")[0])
    return own >= found


def _has_sure(run: str) -> bool:
    """Whether a run has a simplified character that no book in traditional characters prints, nor any name."""
    return any(dictionary.is_common(char) and char not in dictionary.variants() for char in run)


def _edit(text: str, stray: re.Match[str]) -> Edit:
    """The stray, with the rest of its word, as OpenCC writes it, in the form that the text has.

    The word is simplified first, because OpenCC knows it in one script only: 頭发 as 头发.
    """
    start, end = stray.span()
    before, after = han_around(text, start, end)
    word = before + stray[0] + after
    plain = dictionary.converter("t2s")(word)
    first, last = len(before), len(before) + len(stray[0])
    forms = [
        form
        for form in (dictionary.converter(name)(plain) for name in STANDARDS)
        if len(plain) == len(form) == len(word)
    ]
    new = max(forms, key=lambda form: sum(map(text.count, form[first:last])), default=word)

    def belongs(at: int) -> bool:  # 范 in 范围, but no 台 before it in a text with 台
        return word[at] == plain[at] != new[at] and text.count(new[at]) >= text.count(word[at]) - 1

    part = widened(first, last, len(word), belongs)
    return Edit(start - len(before) + part.start, word[part], new[part], "script.stray-simplified", CONFIDENCE)


def _words(text: str) -> list[Edit]:
    """The words of the table, in the form that the text has."""
    to_hong_kong = dictionary.converter("t2hk")
    found = rules.matches(rules.likely("script_traditional", text), text)
    return [edit._replace(new=max((edit.new, to_hong_kong(edit.new)), key=text.count)) for edit in found]


def _usual(text: str, edits: list[Edit]) -> Iterator[Edit]:
    """Those edits whose new form the text nearly always has."""
    places: defaultdict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in edits:
        places[edit.old, edit.new].append(edit)
    for (old, new), same in places.items():
        if old != new and text.count(new) >= USUAL * len(same):
            yield from same
