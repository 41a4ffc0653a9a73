"""Second forms of characters get their standard form; what only looks odd stays."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Options, characters, clean, rules
from cleaners.characters import findings
from cleaners.edits import Edit, Flag, applied, checked

CASES = json.loads((Path(__file__).parent / "cases" / "characters.json").read_text(encoding="utf-8"))
PRIVATE = list(rules.rows("characters_private_use"))
RADICALS = list(rules.rows("characters_radicals"))

ODD = "中文字a1 　，。&;#\r\n\f\x00\x08\u00a0\u200b\u200d\ufeff\u202aＡ５．⼀⻓\uf9e4\ue5e5\ue863e\u0301\u2126カ한ש"


def cleaned(text):
    return clean(text, stages=["characters"]).text


def flags(text):
    return [finding for finding in findings(text, Options()) if isinstance(finding, Flag)]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert cleaned(case["text"]) == case["becomes"]


@pytest.mark.parametrize("row", PRIVATE, ids=[row["private"] for row in PRIVATE])
def test_private_use_character_beside_its_kind(row):
    private, standard = chr(int(row["private"], 16)), chr(int(row["standard"], 16))
    beside = "字" if row["beside"] == "Han" else "a"
    assert cleaned(f"汉{beside}{private}{beside}") == f"汉{beside}{standard}{beside}"


@pytest.mark.parametrize("row", PRIVATE, ids=[row["private"] for row in PRIVATE])
def test_private_use_character_by_itself_is_an_icon(row):
    icon = chr(int(row["private"], 16))
    assert cleaned(f"汉字 {icon} 汉字") == f"汉字 {icon} 汉字"


def test_private_use_table_holds_standard_characters_only():
    for row in PRIVATE:
        assert unicodedata.category(chr(int(row["private"], 16))) == "Co"
        assert unicodedata.category(chr(int(row["standard"], 16))) not in ("Co", "Cn")


@pytest.mark.parametrize("row", RADICALS, ids=[row["name"] for row in RADICALS])
def test_radical_inside_words(row):
    assert unicodedata.name(row["radical"]) == row["name"]
    assert cleaned(f"汉{row['radical']}字") == f"汉{row['unified']}字"


def test_private_use_character_inside_a_word_is_flagged():
    assert [flag[:3] for flag in flags("这\uf123字")] == [(1, 2, "characters.private-use")]


def test_radicals_by_themselves_are_flagged():
    assert [flag.rule for flag in flags("部首：⼀、⼁")] == ["characters.radical"] * 2


@given(st.text(alphabet=ODD, max_size=60))
def test_edits_fit_and_are_enough(text):
    edits = [finding for finding in findings(text, Options()) if isinstance(finding, Edit)]
    result = applied(text, checked(text, edits))
    assert "\r" not in result
    assert "\x00" not in result


@given(st.text(alphabet=ODD, max_size=60))
def test_looking_for_what_is_there_finds_all(text):
    """The same findings as with every rule tried on a text in which the gate found anything."""
    everything = re.compile("")
    with (
        patch.object(characters, "_IN_NO_ROW", re.compile("(?!)")),
        patch.object(characters, "_BEGINNINGS", tuple((find, everything) for find, _ in characters._BEGINNINGS)),
    ):
        expected = list(findings(text, Options()))
    assert list(findings(text, Options())) == expected


@given(st.text(alphabet="中文字的了，。：；？！、“”（）《》…—·　 \nabcXYZ019.,;:%/-", max_size=80))
def test_ordinary_characters_stay(text):
    assert cleaned(text) == text


@given(st.text(max_size=80))
def test_any_text_comes_back(text):
    assert clean(text, stages=["characters"]).restore() == text


@pytest.mark.parametrize(
    "char", ["&", "\u0301", "\u200d", "Ａ", "\u00a0", "⼀", "\ue000", "\r", "\x08", "\u202a", "&#"]
)
def test_long_runs_of_one_character_take_linear_work(char):
    text = "中文" + char * 100_000
    assert clean(text, stages=["characters"]).restore() == text
