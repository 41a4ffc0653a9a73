"""Of an HTML page the article stays; whatever goes comes back."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Options, clean, html
from cleaners.edits import applied, checked
from flows import provenance

FOLDER = Path(__file__).parent / "cases"
CASES = json.loads((FOLDER / "html.json").read_text(encoding="utf-8"))
METADATA = json.loads((FOLDER / "html_metadata.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    document = clean(case["text"], stages=["boilerplate"], name=case["name"])
    assert document.text == case["becomes"]
    assert document.restore() == case["text"]


def test_a_third_of_the_cases_must_not_change():
    assert 3 * sum(case["text"] == case["becomes"] for case in CASES) >= len(CASES)


@pytest.mark.parametrize("case", METADATA, ids=[case["id"] for case in METADATA])
def test_metadata(case):
    document = clean(case["page"])
    assert document.metadata == case["metadata"]
    log = provenance.written(document, Options(), "1", "0")
    assert provenance.read(log, document.text).metadata == case["metadata"]


def test_what_is_no_page_has_no_metadata():
    assert clean("来源：山城网 2021-03-04\n").metadata == {}


PAGE = (
    '<html><head><meta charset="gb2312"><title>渡口</title></head><body><div>'
    "<p>江水从城东绕到城西，两岸的人都靠它吃饭。</p>"
    "<p>老人说，桥长&lt;三百米&gt;，后年通车，船工们都会上岸。</p></div></body></html>"
)


def test_damaged_gbk_page():
    data = PAGE.encode("gb18030")
    data = data.replace("吃饭".encode("gb18030"), b"\xff\xb3\xd4")
    document = clean(data, name="a.html")
    assert "江水从城东绕到城西" in document.text
    assert "<" not in document.text.replace("<三百米>", "")
    assert document.restore() == data


def test_entities_do_not_become_markup():
    assert "桥长<三百米>，后年通车" in clean(PAGE).text


def test_origin_is_the_place_in_the_source():
    document = clean(PAGE, stages=["boilerplate"])
    start = document.text.index("后年通车")
    origin = document.origin(start, start + 4)
    assert PAGE[origin.start : origin.end] == "后年通车"


def test_without_boilerplate_a_page_is_text():
    assert clean(PAGE, stages=["script"], name="a.html").text == PAGE


def test_a_page_of_script_alone_is_empty():
    document = clean("<html><script>var a = 1;</script></html>")
    assert document.text == ""
    assert document.restore() == "<html><script>var a = 1;</script></html>"


PARTS = [
    *("<p>", "</p>", "<div", ">", "<a href=\"x'>", "</a>", "<!--", "-->", "<script>", "</table>", "<table><td>"),
    *("&nbsp;", "<pre>", "江水东流，", "老人说，他见过三次。", "\n", "　", " ", "a", "<", "\0", "\ud800", "<br/>"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_any_page_gives_edits_that_fit(parts):
    text = "<html>" + "".join(parts)
    document = clean(text, stages=["boilerplate"])
    assert document.restore() == text
    applied(text, checked(text, html.extraction(text).edits))


@pytest.mark.parametrize(
    "part", ['<div class="post"><p>江水从城东绕到，城西流走。</p></div>', "<tr><th>江<td>江水东流，不回头。"]
)
def test_time_of_the_choice_grows_with_length_alone(part):
    from cleaners.html.body import body
    from cleaners.html.lines import lines

    def took(size):
        shown = lines("<div>" * 200 + part * size)
        start = time.process_time()
        body(shown, "")
        return time.process_time() - start

    took(50)
    assert took(8000) < 30 * max(took(800), 0.001)


@pytest.mark.parametrize(
    "part", ["<", "<a", "<!--", "<script>", '<a x="', "<font>", "<div>", "</p>", "<p>江，", "<title>", "<!---->"]
)
def test_time_grows_with_length_alone(part):
    from cleaners.html.lines import lines

    def took(size):
        start = time.process_time()
        lines(part * size)
        return time.process_time() - start

    took(50)
    assert took(20000) < 40 * max(took(2000), 0.001)
