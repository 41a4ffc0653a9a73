"""Conversion of a whole document to another script, as edits that are aligned with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from cleaners.edits import Edit, Flag
from cleaners.options import TargetScript
from cleaners.script import dictionary
from cleaners.script.detection import Script, detected

LONGEST_PIECE = 400
"""Characters converted in one call. Pieces end after 。！？ or a line end, where OpenCC's result is the same as for
the whole text (measured on 624,000 characters for s2t, s2twp, t2s, tw2sp); a run without such an end is cut here,
so that the alignment by `difflib`, quadratic in the length, stays quick."""

_PIECE = re.compile(rf"[^。！？\n]{{1,{LONGEST_PIECE}}}[。！？\n]?")

_CONFIGURATIONS = {
    (Script.SIMPLIFIED, "simplified"): "t2s",
    (Script.SIMPLIFIED, "traditional"): "s2t",
    (Script.SIMPLIFIED, "tw"): "s2twp",
    (Script.SIMPLIFIED, "hk"): "s2hk",
    (Script.TRADITIONAL, "simplified"): "t2s",
    (Script.TRADITIONAL, "tw"): "t2tw",
    (Script.TRADITIONAL, "hk"): "t2hk",
    (Script.MIXED, "simplified"): "t2s",
    (Script.MIXED, "traditional"): "s2t",
    (Script.MIXED, "tw"): "s2twp",
    (Script.MIXED, "hk"): "s2hk",
}
"""OpenCC's configuration by what the text is written in and what is asked for; no entry: nothing to convert."""


def converted(text: str, target: TargetScript) -> Iterator[Edit | Flag]:
    """The edits that bring `text` to the target script, and a flag at 0 that names the dictionary."""
    configuration = _CONFIGURATIONS.get((detected(text), target))
    if configuration is None:
        return
    yield Flag(0, 0, "script.dictionary", f"{dictionary.version()}, {configuration}")
    convert = dictionary.converter(configuration)
    for piece in _PIECE.finditer(text):
        old = piece[0]
        new = old if old.isascii() else convert(old)
        if new != old:
            yield from aligned(old, new, piece.start(), f"script.{configuration}")


def aligned(old: str, new: str, start: int, rule: str) -> Iterator[Edit]:
    """The edits at `start` that turn `old` into `new`: by character where the lengths agree, else by `difflib`."""
    if len(old) == len(new):
        yield from _by_character(old, new, start, rule)
        return
    for kind, a, b, x, y in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(start + a, old[a:b], new[x:y], rule)


def _by_character(old: str, new: str, start: int, rule: str) -> Iterator[Edit]:
    begin = None
    for at, (a, b) in enumerate(zip(old + "\n", new + "\n", strict=True)):
        if a != b and begin is None:
            begin = at
        elif a == b and begin is not None:
            yield Edit(start + begin, old[begin:at], new[begin:at], rule)
            begin = None
