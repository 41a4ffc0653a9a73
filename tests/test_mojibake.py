"""Garbled text comes back, clean text stays."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.mojibake import gate
from cleaners.mojibake.marks import settled
from cleaners.mojibake.misreading import readings, user_defined
from cleaners.mojibake.utf8 import accepts, candidates, needed

CASES = json.loads((Path(__file__).parent / "cases" / "mojibake.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "shared" / "eval" / "data"


def repaired(text: str) -> str:
    return clean(text, stages=["mojibake"]).text


def misread(text: str) -> str:
    """UTF-8 read as CP936 by a decoder that writes U+FFFD for what it cannot read."""
    return text.encode().decode("gb18030", "replace")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    document = clean(case["text"], stages=["mojibake"])
    assert document.text == case["becomes"]
    assert document.restore() == case["text"]


def test_a_third_of_the_cases_must_not_change():
    assert sum(case["text"] == case["becomes"] for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("case", [c for c in CASES if c["text"] != c["becomes"]], ids=lambda case: case["id"])
def test_repairing_twice_is_repairing_once(case):
    assert repaired(case["becomes"]) == case["becomes"]


def test_lossy_edits_are_apart_and_say_how_sure_they_are():
    edits = clean(misread("请把门窗关好，谢谢。"), stages=["mojibake"]).edits
    rules = {edit.rule for edit in edits}
    assert rules == {"mojibake.utf8-as-gbk", "mojibake.utf8-as-gbk-lossy"}
    for edit in edits:
        if edit.rule.endswith("lossy"):
            assert edit.confidence < 0.999


def test_an_unsure_guess_is_flagged():
    document = clean("鈥� 鍏充簬鎴戜滑", stages=["mojibake"])
    assert document.text.endswith("关于我们")
    assert [flag.rule for flag in document.flags] == ["mojibake.guessed"]


@given(st.text(alphabet=st.sampled_from("鎴戜滑锛屾槸涓€?�\ue15e 銆a0\n的了人"), max_size=40))
@settings(max_examples=200, deadline=None)
def test_anything_near_garbled_text_is_restored(text):
    assert clean(text, stages=["mojibake"]).restore() == text


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_readings_give_back_the_bytes(text):
    for char in text:
        for reading in readings(char):
            assert bytes(reading.values).decode("gb18030") == char


def test_user_defined_characters_are_those_of_cp936():
    pairs = dict(user_defined())
    assert (pairs["\ue000"], pairs["\ue233"], pairs["\ue234"]) == ((0xAA, 0xA1), (0xAF, 0xFE), (0xF8, 0xA1))
    assert (pairs["\ue4c5"], pairs["\ue4c6"], pairs["\ue765"]) == ((0xFE, 0xFE), (0xA1, 0x40), (0xA7, 0xA0))


def test_utf8_with_unknown_bytes():
    assert needed(()) == 0
    assert (needed((0xE4,)), needed((0xC3,)), needed((0xF0, 0x9F)), needed((-1, 0x80))) == (2, 1, 2, 1)
    assert not accepts((0xE4,), 0x41)
    assert accepts((), 0xE4)
    assert "的" in candidates((0xE7, 0x9A, -1))
    assert candidates((0xE7, 0x9A, 0x84)) == ("的",)
    assert candidates((0xED, 0xA0, 0x80)) == ()


QUOTE, FORM = (0xE2, 0x80, -1), (0xEF, 0xBC, -1)


@pytest.mark.parametrize(
    ("guessed", "becomes"),
    [
        ("他说：‘好‘走了", "他说：“好”走了"),
        ("他说：“好…走了", "他说：“好”走了"),
        ("他…好”走了", "他“好”走了"),
    ],
)
def test_guessed_quotes_pair_up(guessed, becomes):
    lost = [QUOTE if char in "‘…" else () for char in guessed]
    assert "".join(settled(guessed, lost)) == becomes


def test_a_guessed_comma_after_a_label_is_a_colon_and_one_between_clauses_stays():
    for text, becomes in (("总机，010-5550", "总机：010-5550"), ("下雨了，路很滑，他没来", "下雨了，路很滑，他没来")):
        assert "".join(settled(text, [FORM if char == "，" else () for char in text])) == becomes


@pytest.mark.parametrize("text", ["今天天气很好，我们去公园。" * 50, "鎮上的銀行", "", "plain ASCII"])
def test_the_gate_is_closed_to_clean_text(text):
    assert list(gate.spans(text)) == []


def test_the_gate_cuts_long_garbled_text_into_pieces_that_do_not_overlap():
    text = misread("一个很长很长的文件里全是乱码。" * 2000)
    spans = list(gate.spans(text))
    assert len(spans) > 1
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert max(end - start for start, end in spans) <= gate.MOST_AT_ONCE + gate.CONTEXT


@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_the_garbled_footer_of_a_real_page_comes_back_whole():
    text = next((SHARED / "seeds").glob("001*")).read_text(encoding="utf-8")
    expected = (SHARED / "seeds_gold" / "001.repaired_block.txt").read_text(encoding="utf-8")
    block = repaired(text).split("\n")[49:73]
    unspaced = [" ".join(line.split()) for line in block]
    assert unspaced == [" ".join(line.split()) for line in expected.split("\n")[:24]]
