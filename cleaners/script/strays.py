"""Stray characters of the other script: whether there can be any, and in a text of which script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cleaners.edits import Edit, Flag
from cleaners.gates import Gate
from cleaners.script import dictionary
from cleaners.script.deliberate import foreign_in
from cleaners.script.detection import Script, detected
from cleaners.script.in_simplified import traditional_strays
from cleaners.script.in_traditional import simplified_strays

OFTEN_SIMPLIFIED = "乾著藉"
"""Shared characters that simplified text often has, mostly before or after a few others: 乾隆, 著名, 慰藉."""


def strays(text: str) -> Iterator[Edit | Flag]:
    """The edits that convert stray characters of the other script, and flags for what stays."""
    if not gate().pattern.search(text):
        return
    script = detected(text)
    if script is Script.TRADITIONAL:
        yield from simplified_strays(text, foreign_in(script))
    elif script.is_chinese:
        yield from traditional_strays(text, foreign_in(script), mixed=script is Script.MIXED)


@cache
def gate() -> Gate:
    """A character that simplified text hardly has."""
    chars = {*dictionary.traditional(), *dictionary.shared()}.difference(OFTEN_SIMPLIFIED)
    often = "(?![隆坤名作述称者，。])(?<![显编卓昭论狼慰]著|[狼慰]藉)"
    return Gate(
        "".join(sorted(chars)) + OFTEN_SIMPLIFIED, f"(?:(?<![{OFTEN_SIMPLIFIED}])|(?<=[{OFTEN_SIMPLIFIED}]){often})"
    )
