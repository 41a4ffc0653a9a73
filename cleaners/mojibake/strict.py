"""The fast way through garbled text that lost nothing: as long as strict decoding works, no search is needed."""

from __future__ import annotations

from codecs import utf_8_decode
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from cleaners.mojibake.misreading import readable, readings

LEAST = 9
"""Characters of garbled text that must decode strictly before the search is left: six true characters in a row, which
chance does not do (one pair of Han characters in eleven decodes, so nine characters once in 40,000)."""

MARGIN = 4
"""Characters before the place where strict decoding fails that are left to the search: a loss may lie a character or
two before the place where it shows."""


class Step(NamedTuple):
    """One garbled character: what it completes, and whether a character is left open after it."""

    written: str
    open: bool


@cache
def _bytes() -> Mapping[str, bytes]:
    """The bytes of every character that can stand for one byte string only."""
    plain = {chr(code): bytes((code,)) for code in range(0x80) if chr(code) != "?"}
    for char in readable():
        found = readings(char)
        if len(found) == 1 and not found[0].lossy:
            plain[char] = bytes(found[0].values)
    return plain


def run(span: str, at: int) -> list[Step]:
    """The characters from `at` on that strict decoding reads, up to a safe distance from where it fails."""
    known = _bytes()
    steps: list[Step] = []
    pending = b""
    for char in span[at:] if at else span:
        raw = known.get(char)
        if raw is None:
            break
        try:
            written, used = utf_8_decode(pending + raw, "strict", False)
        except UnicodeDecodeError:
            break
        pending = (pending + raw)[used:]
        steps.append(Step(written, bool(pending)))
    del steps[max(0, len(steps) - MARGIN) :]
    while steps and steps[-1].open:
        steps.pop()
    return steps if len(steps) >= LEAST else []
