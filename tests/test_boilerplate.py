"""Page furniture goes, the article stays."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.boilerplate import findings
from cleaners.edits import Edit, applied, checked
from cleaners.options import Options

CASES = json.loads((Path(__file__).parent / "cases" / "boilerplate.json").read_text(encoding="utf-8"))

ARTICLE = "江水从城东绕到城西，两岸的人都靠它吃饭。\n渡口的老人说，他见过三次大水，一次比一次急。\n"


def cleaned(text):
    return clean(text, stages=["boilerplate"])


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert cleaned(case["text"]).text == case["becomes"]


def test_a_third_of_the_cases_must_not_change():
    assert 3 * sum(case["text"] == case["becomes"] for case in CASES) >= len(CASES)


def test_jump_line_is_flagged_and_kept():
    document = cleaned(ARTICLE + "水位还在上涨，——下转第五版\n")
    assert document.text == ARTICLE + "水位还在上涨，——下转第五版\n"
    assert [flag.rule for flag in document.flags] == ["boilerplate.jump-line"]


def test_what_goes_is_in_the_log_and_comes_back():
    text = "分享到：\r\n" + ARTICLE + "（责任编辑：何平）"
    document = cleaned(text)
    assert document.text == ARTICLE
    assert [edit.rule for edit in document.edits] == ["boilerplate.share-to", "boilerplate.editor"]
    assert document.restore() == text


FURNITURE = ["分享到：", "首页", "财经", "（责任编辑：何平）", "相关阅读", "山城的秋天来得很晚", "12", "", "　　"]


@given(st.lists(st.sampled_from(ARTICLE.splitlines() + FURNITURE), max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_sentences_of_the_article_stay(lines, end):
    text = end.join(lines)
    edits = [finding for finding in findings(text, Options()) if isinstance(finding, Edit)]
    after = applied(text, checked(text, edits)).split(end)
    assert [line for line in after if line in ARTICLE and "，" in line] == [line for line in lines if "，" in line]


@given(st.text(alphabet="首页>|相关阅读版权所有。，：12ab \n\r　www.", max_size=200))
def test_any_text_gives_edits_that_fit(text):
    checked(text, [finding for finding in findings(text, Options()) if isinstance(finding, Edit)])


@pytest.mark.parametrize("char", list("a1 ，。中>|：wW.(　版页首-"))
def test_time_grows_with_length_alone(char):
    def took(size):
        text = (char * 390 + "\n") * size
        start = time.process_time()
        list(findings(text, Options()))
        return time.process_time() - start

    took(5)
    assert took(200) < 40 * max(took(20), 0.001)
