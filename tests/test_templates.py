"""Templates of a site: what recurs over its documents goes, what is an article stays."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Options, clean
from cleaners.boilerplate.templates import folded, parsed, proposed, written
from flows.cli import main

PLACES = ("渡口", "老街", "茶馆", "新桥", "学堂", "集市")
SITE = [
    f"山城网  新闻  2021年{n + 1}月{n + 11}日\n{place}又热闹起来了\n"
    f"{place}的老人说，他在这里住了{n + 40}年，没见过这么多人。\n【连线】\n江水退了以后，{place}的铺子一家家开了门。\n"
    f"本栏目由山城晚报供稿\n第{n}号专栏\n{n}\n"
    for n, place in enumerate(PLACES)
]


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("2021年3月4日 星期四", "２０２１年１２月１４日　星期四"),
        ("阅读（1024）", "阅读(3)"),
    ],
)
def test_what_differs_in_digits_widths_and_spaces_is_one_line(line, same):
    assert folded(line) == folded(same)


@pytest.mark.parametrize(("line", "other"), [("山城网新闻", "山城网体育"), ("第3版", "3版")])
def test_words_are_not_folded(line, other):
    assert folded(line) != folded(other)


def test_lines_that_recur_are_proposed_with_their_frequency():
    assert proposed(SITE) == {"山城网新闻0年0月0日": 6, "本栏目由山城晚报供稿": 6, "第0号专栏": 6}


@pytest.mark.parametrize(
    "texts",
    [
        SITE[:2],
        [text.split("\n")[1] for text in SITE],
        ["3\n***\n\n"] * 9,
        [f"山城今天晴转多云，最高气温{n}度，最低{n - 9}度。\n" for n in range(20)] + [""] * 50,
    ],
    ids=["too few documents", "no line recurs", "no words", "sentences with other figures"],
)
def test_nothing_is_proposed(texts):
    assert proposed(texts) == {}


def test_the_lines_of_a_template_go_and_come_back():
    options = Options(templates=parsed(written(proposed(SITE))))
    document = clean(SITE[3], stages=["boilerplate"], options=options)
    assert document.text == "\n".join(SITE[3].split("\n")[1:5]) + "\n3\n"
    assert {edit.rule for edit in document.edits} == {"boilerplate.template"}
    assert document.restore() == SITE[3]


def test_a_document_of_another_site_is_left_alone():
    text = "学堂的钟又响了。\n学堂的老人说，他在这里住了四十年，没见过这么多人。\n"
    assert clean(text, options=Options(templates=parsed(written(proposed(SITE))))).text == text


@given(st.dictionaries(st.text(min_size=1).map(folded).filter(bool), st.integers(1), max_size=5))
def test_a_file_gives_back_its_lines(proposals):
    assert set(parsed(written(proposals))) == set(proposals)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the first row is not"),
        ("山城网\n", "the first row is not"),
        ("documents\tline\n山城网\n", "line 2 of the template"),
        ("documents\tline\nsix\t山城网\n", "line 2 of the template"),
    ],
)
def test_what_is_no_template_says_so(text, says):
    with pytest.raises(ValueError, match=says):
        parsed(text)


def test_rows_that_people_took_out_do_not_count():
    assert parsed("documents\tline\n# 6\t本栏目由山城晚报供稿\n\n6\t第0号专栏\n") == ("第0号专栏",)


def test_from_proposal_to_clean_text_on_the_command_line(tmp_path):
    files = []
    for n, text in enumerate(SITE):
        files.append(str(tmp_path / f"{n}.txt"))
        (tmp_path / f"{n}.txt").write_bytes(text.encode("gb18030"))
    template = str(tmp_path / "site.tsv")
    assert CliRunner().invoke(main, ["templates", *files, "-o", template]).exit_code == 0
    result = CliRunner().invoke(main, ["clean", "--templates", template, files[0]])
    assert "供稿" not in result.stdout
    assert "渡口又热闹起来了" in result.stdout
    wrong = CliRunner().invoke(main, ["clean", "--templates", files[0], files[0]])
    assert wrong.exit_code == 2
    assert "not UTF-8" in wrong.stderr
