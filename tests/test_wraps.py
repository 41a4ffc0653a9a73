from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Document
from cleaners.options import Options
from cleaners.source import Source
from cleaners.wraps import findings

CASES = json.loads((Path(__file__).parent / "cases" / "wraps.json").read_text(encoding="utf-8"))


def unwrapped(text: str) -> str:
    return Document(text, Source.of_text(text, "")).edited("wraps", findings(text, Options())).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, str]) -> None:
    assert unwrapped(case["text"]) == case["becomes"]


def test_a_third_of_the_cases_must_not_change() -> None:
    assert sum(case["text"] == case["becomes"] for case in CASES) * 3 >= len(CASES)


PIECES = st.sampled_from(
    [
        "中文",
        "的",
        "，",
        "。",
        "“",
        "”",
        "word",
        "12",
        " ",
        "\u3000",
        "\n",
        "\n\n",
        "\r\n",
        "\f",
        "\t",
        "第一章",
        "- ",
        "```",
        "|",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_only_white_space_changes(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())


@given(st.text(max_size=80))
def test_any_text_is_accepted(text: str) -> None:
    assert "".join(unwrapped(text).split()) == "".join(text.split())
