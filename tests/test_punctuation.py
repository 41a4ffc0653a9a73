"""Half-width marks inside Chinese become full-width where they are damage; numbers, code and habits stay."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaners import Options, clean
from cleaners.edits import Edit, Flag
from cleaners.punctuation import findings, protected
from cleaners.punctuation.lines import Lines

CASES = json.loads((Path(__file__).parent / "cases" / "punctuation.json").read_text(encoding="utf-8"))

ARTICLE = (
    "市里发布公告：三年内，新建学校二十所（含改建），总投资1,200万元；比去年多8.5%。\n"
    "“这样行吗？”有人问。“当然行！”校长说，“9:30开会，一切都会好起来。”\n"
)
NARROW = str.maketrans("，：；？！（）", ",:;?!()")


def cleaned(text):
    return clean(text, stages=["punctuation"]).text


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert cleaned(case["text"]) == case["becomes"]


def test_width_damage_is_undone():
    assert cleaned(ARTICLE.translate(NARROW)) == ARTICLE


@given(st.sets(st.integers(0, 40)))
def test_partial_width_damage_is_undone(places):
    marks = [at for at, char in enumerate(ARTICLE) if char in "，：；？！（）"]
    damaged = list(ARTICLE)
    for number, at in enumerate(marks):
        if number in places or damaged[at] == "，":
            damaged[at] = damaged[at].translate(NARROW)
    assert cleaned("".join(damaged)) == ARTICLE


def test_lost_middle_dot_is_flagged():
    (flag,) = [
        finding for finding in findings("专家约翰?汉森认为，这很有意义。", Options()) if isinstance(finding, Flag)
    ]
    assert (flag.start, flag.end, flag.rule) == (4, 5, "punctuation.lost-dot")


def test_habit_and_slip_differ_in_number():
    habit = "今年(较好)的数据，比去年(较差)好，比前年(最差)也好。"
    assert cleaned(habit) == habit
    assert cleaned("今年(较好)的数据，比去年要好得多。") == "今年（较好）的数据，比去年要好得多。"


def test_confidence_of_a_slip_is_lower():
    def confidence(text):
        return min(edit.confidence for edit in findings(text, Options()) if isinstance(edit, Edit))

    text = "甲，乙，" * 30
    assert confidence(text + "丙,丁") < confidence("甲,乙,丙,丁")


@given(st.text(alphabet="甲乙丙文字的,.:;?!()\"'-…。，（）“”《》 \nabX09/%&`$<>|", max_size=80))
def test_words_and_numbers_stay(text):
    def words(value):
        return "".join(char for char in value if unicodedata.category(char)[0] in "LN")

    assert words(cleaned(text)) == words(text)
    assert clean(text, stages=["punctuation"]).restore() == text


@given(st.text(alphabet="abcXYZ019 ,.:;?!()\"'-\n", max_size=80))
def test_text_without_chinese_stays(text):
    assert cleaned(text) == text


@given(st.text(alphabet="甲乙丙丁文字的，。：；？！（）“”《》…—、·\n", max_size=80))
def test_full_width_text_stays(text):
    assume("。。。" not in text)  # an ellipsis that someone typed
    assert cleaned(text) == text


SOURCE = (
    *("`", "http", "://", "a.b", "![", "](", "[1]", "[J]", ": ", ".htm", "#", "zh-", "hk", "<", ">", "$", "//", "* "),
    *("x", "=", "(", ")", "{", "}", ";", "&", "lt", "\n", " ", "说", "，", "2001", '"', "_"),
)
"""Pieces of what is no prose."""


@given(st.lists(st.sampled_from(SOURCE), max_size=12).map("".join))
def test_a_protected_span_has_a_sign(text):
    lines = Lines(f"他说,好。{text}\n")
    for span in lines.spans:
        if not protected._SIGN.search(lines.text, *span):
            spans = [match.span() for match in protected._PROTECTED.finditer(lines.text, *span)]
            assert spans == [match.span() for match in protected._CALL.finditer(lines.text, *span)]


def test_lines_that_are_read_are_searched_at_once():
    lines = Lines("他说,好。\n没有，没有！\n来源:晚报\n")
    assert lines.joined == "他说,好。\n来源:晚报\n"
    assert [match.start() for match in lines.matches(re.compile("[，。:]"))] == [4, 15]
    assert lines.matches(re.compile("！")) == []


@pytest.mark.parametrize(
    "char", [",", "(", "()", '"', "`", "<a", "$", "- ", "中 ", "中.", "?", "。", "[", "](", "a(", "中,a"]
)
def test_long_runs_of_one_character_take_linear_work(char):
    text = "中文，" + char * 30_000
    assert clean(text, stages=["punctuation"]).restore() == text
