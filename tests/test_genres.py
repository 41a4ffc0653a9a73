"""Documents of many kinds through all stages: what an editor would leave stays, and what he would mend is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners import clean

CASES = json.loads((Path(__file__).parent / "cases" / "genres.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, str]) -> None:
    document = clean(case["text"])
    assert document.text == case["becomes"]
    assert document.restore() == case["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_comes_out_stays(case: dict[str, str]) -> None:
    assert clean(case["becomes"]).text == case["becomes"]


def test_a_third_of_the_cases_must_not_change() -> None:
    assert sum(case["text"] == case["becomes"] for case in CASES) * 3 >= len(CASES)
