"""Every edit says why it was made, whichever rule makes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners import Options, clean
from flows.explain import explained

CASES = Path(__file__).parent / "cases"
RAW = Path(__file__).parents[1] / "raw"


def unexplained(document):
    return {found.rule for found in explained(document) if found.new is not None and not found.reason}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_edits_of_the_cases_are_explained(path):
    texts = [case.get("page") or case["text"] for case in json.loads(path.read_text(encoding="utf-8"))]
    assert not set().union(*(unexplained(clean(text)) for text in texts))


@pytest.mark.parametrize("path", sorted(path for path in RAW.rglob("*") if path.is_file()), ids=lambda path: path.name)
def test_edits_of_the_samples_are_explained(path):
    data = path.read_bytes()
    assert not unexplained(clean(data, name=path.name))
    assert not unexplained(clean(data, options=Options(target_script="tw")))
