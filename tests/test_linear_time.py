"""One line of a single kind of character costs each stage time in proportion to its length."""

from __future__ import annotations

import time

import pytest

from cleaners import STAGES, clean

UNITS = ("风", "7", " ", "\u3000", "a", "Ａ", "“", ",", "-", ".", "&", "<", "（", "[", "风，7 a“<&-.）")
LENGTH = 500_000
"""Characters of the shorter line; the longer one has twice as many."""

DECODED = {("mojibake", "“"): 10_000}
"""The same where the search for garbled text takes the line for some and decodes it: a thousand times the work."""

MOST_TIMES = 3
"""Twice the length may take up to so many times as long: linear work takes twice, quadratic four times."""

NOISE = 0.05
"""Seconds taken for a measurement that is shorter: there, chance decides the ratio."""


def seconds(stage: str, text: str) -> float:
    spent = []
    for _ in range(2):
        started = time.process_time()
        clean(text, stages=[stage])
        spent.append(time.process_time() - started)
    return max(NOISE, min(spent))


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("stage", STAGES[1:])
def test_twice_the_length_takes_about_twice_as_long(stage, unit):
    length = DECODED.get((stage, unit), LENGTH)
    shorter = unit * (length // len(unit))
    clean(unit * 10, stages=[stage])  # loads what the stage needs
    assert seconds(stage, shorter * 2) < MOST_TIMES * seconds(stage, shorter)
