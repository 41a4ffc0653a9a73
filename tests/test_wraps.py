from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.document import Document
from cleaners.options import Options
from cleaners.source import Source
from cleaners.wraps import breaks, findings, shapes
from cleaners.wraps.lines import columns

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


@given(st.text(alphabet="江。！…”）)]1[.a :", min_size=1, max_size=14).map(str.strip).filter(bool))
def test_the_last_character_tells_most_ends_of_sentences(line):
    assert shapes.is_terminal(line) == (shapes._TERMINAL.search(line[-12:]) is not None)


def test_no_beginning_speaks_for_a_join():
    """`evidence.MOST_AFTER_STOP` leaves the table of beginnings out."""
    assert max(shapes.beginnings().nats.values()) <= 0


@given(st.text(alphabet="江水“（，。”a-! ", min_size=1, max_size=5))
def test_the_first_word_of_two_han_characters_is_the_first(text):
    found = breaks._FIRST_WORD.match(text)
    word = found[0] if found else text[:1]
    wide = columns(word) - len(word)
    assert breaks.word_of(text) == (wide, len(word) - wide)
