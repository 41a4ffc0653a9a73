from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaners.document import Document
from cleaners.options import Options
from cleaners.source import Source
from cleaners.wraps import _edits, breaks, findings, gate, most, shapes
from cleaners.wraps.blocks import set_apart
from cleaners.wraps.evidence import log_odds, most_odds
from cleaners.wraps.geometry import are_too_short, fitted, votes
from cleaners.wraps.groups import stand_in_groups
from cleaners.wraps.lines import columns, lines_of
from cleaners.wraps.regions import CHUNK, KINDS

CASES = json.loads((Path(__file__).parent / "cases" / "wraps.json").read_text(encoding="utf-8"))


def unwrapped(text: str) -> str:
    return Document(text, Source.of_text(text, "")).edited("wraps", findings(text, Options())).text


def is_settled(text: str) -> bool:
    """Whether the gate says that a text comes out as it is."""
    return gate.open_chunks(text) == []


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


LINES = st.sampled_from(
    [
        "渡口的清晨",
        "江边小城连续三天大雾渡轮全部停航",
        "船到岸的时候天已经黑了",
        "天刚亮，老船工就把缆绳解开，等着第一批去对岸赶集的人。",
        "新来的年轻人跟着他学了整整一个夏天，还学会了看云识天",
        "气的本事，连他自己都没有想到。",
        "的人越来越少",
        "涨水的日子：",
        "（见第三章",
        "他说，“等雾散了再走。”",
        "一、过江以前",
        "9月3日，江面上起了大雾，",
        "ferry",
        "| 站名 |",
        "```",
        "# 渡口",
        "3.2",
        "新华社江边9月3日电",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=40).map("\n".join), st.sampled_from(["", "\n"]))
def test_what_the_gate_passes_over_has_no_edits(text, end):
    if is_settled(text + end):
        assert list(_edits(text + end)) == []


@given(st.text(alphabet="江水的。，“”）:!9\n \u3000a", min_size=1, max_size=40).filter(shapes.has_han))
def test_the_gate_agrees_on_any_text(text):
    if is_settled(text):
        assert list(_edits(text)) == []


@given(
    st.lists(LINES, min_size=1, max_size=40),
    st.sampled_from(["", "\u3000\u3000", "    "]),
    st.sampled_from(["\n", "\n\n"]),
)
@example(["船到岸的时候天已经黑了"] * 4 + ["江边小城连续三天大雾渡轮全部停航"] * 2 + ["渡口"], "\u3000\u3000", "\n")
def test_lines_that_stay_are_trimmed_as_in_full(lines, indent, end):
    text = "".join(indent + line + end for line in lines)
    with patch("cleaners.wraps.stay", return_value=False):
        in_full = list(_edits(text))
    assert list(_edits(text)) == in_full


PARAGRAPH = "天刚亮，老船工就把缆绳解开，等着第一批去对岸赶集的人，码头上的灯还没有熄，江面上的雾一直到中午才慢慢散去。"


@given(st.lists(LINES | st.just(PARAGRAPH * 2), min_size=8, max_size=40), st.integers(0, 300))
def test_headings_between_paragraphs_are_passed_over_as_in_full(lines, more):
    """Also where the text is longer than one region."""
    text = "\n".join([*lines, *[PARAGRAPH * 2] * more, *lines])
    assert list(findings(text, Options())) == list(_edits(text))


@pytest.mark.parametrize("at", [0, 100, 200, 399])
def test_a_broken_paragraph_is_joined_as_in_full(at):
    """Only the chunk of breaks that it is in is looked at."""
    line = "老船工说，今年的雾比往年来得早，散得也晚，渡口前后停了九天，镇上的米和盐都要绕到下游的桥才运得进来。"
    lines = [line] * 400
    lines[at] = line + "新来的年轻人跟着他学了整整一个夏天，还学会了看云识天\n气的本事，连他自己都没有想到。"
    text = "\n".join(lines)
    assert gate.open_chunks(text) == [at // CHUNK * CHUNK]
    assert [edit.old for edit in findings(text, Options())] == ["\n"]
    assert list(findings(text, Options())) == list(_edits(text))


def test_the_gate_lets_headings_between_paragraphs_pass():
    heads = ["江边小城连续三天大雾渡轮全部停航", "老船工教会年轻人看云识天气的本事", "渡口旁边又添了一座新的候船亭子"]
    assert is_settled("\n".join(line for head in heads for line in (head, *[PARAGRAPH] * 15)))


ENDS = st.text(alphabet="江水的了第，：、“（《）1a ", min_size=1).map(str.strip).filter(bool)


@given(st.lists(LINES | ENDS, min_size=2), st.sampled_from([kind.broken for kind in KINDS]))
def test_no_break_has_more_for_it_than_the_most(lines, broken):
    text = "\n".join(lines)
    region = most.MOST._replace(broken=broken)
    for above, below in pairwise(lines_of(text)):
        if not shapes.is_terminal(above.text) and not shapes.runs_on(below.text):
            bare = breaks.bare(above, below)
            bare = bare._replace(gain=bare.gain + breaks.RECURS * (bare.word and bare.gain < breaks.SURE))
            full = breaks.between(text, above, below, False)
            assert bare.gain >= full.gain
            assert most_odds(bare, region) >= log_odds(full, None, region, False) - 1e-9


NEARLY_ALIKE = st.builds(lambda length, end: "江" * length + end, st.integers(14, 24), st.sampled_from(["", "。", "a"]))


@given(st.lists(NEARLY_ALIKE, min_size=4, max_size=60))
def test_lines_that_are_too_short_show_no_width(lines):
    found = list(lines_of("\n".join(lines)))
    between = breaks.breaks_of("\n".join(lines), found, [False] * len(found))
    edges = [line.edge if shapes.has_han(line.text) else 0 for line in found[:-1]]
    if are_too_short([here for here in between if votes(here)], edges):
        assert fitted(between) is None


def test_the_gate_lets_clean_text_pass():
    assert is_settled("渡口的清晨\n天刚亮，老船工就把缆绳解开。\n“等雾散了再走。”\n")


@pytest.mark.parametrize(
    "text",
    [
        "　　渡口。\n船。",
        "渡口。\n\n船。",
        "渡口。\n，船。",
        "渡口。\n船。\n\n",
        "雾。\n" * 9 + "渡口停航了，大家都蹲在石阶上等雾散，没有人说话，江上看不见一条船，也听不见水声，\n船。",
    ],
)
def test_the_gate_stops_what_is_to_be_looked_at(text):
    assert not is_settled(text)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("渡口\n\n雾来了\n船没来\n\n雾走了\n船也走了\n", True),
        ("渡口\n雾来了\n船没来\n雾走了\n", False),  # nothing sets groups apart
        ("渡口\n\n雾来了\n\n船没来\n\n雾走了\n", False),  # a blank line after each line
        ("　　“来了？”\n　　“来了。”\n\n　　“走了？”\n　　“走了。”\n", False),  # paragraphs with their indent
        (f"渡口\n雾来了\n\n{PARAGRAPH}\n船没来\n\n雾走了\n", False),
        (
            "江上的雾一直到中午才慢慢散去，等在码\n头上的人已经排成了长队。\n\n船工们蹲在石阶上抽烟，说急也没有用\n处，等着罢。\n",
            False,
        ),
    ],
)
def test_what_stands_in_groups(text, grouped):
    assert stand_in_groups(text, list(lines_of(text))) is grouped


@given(st.text(min_size=1, max_size=3))
def test_runs_on_needs_its_first_character(text):
    assert not shapes.runs_on(text) or text[0] in shapes.RUN_ON


def test_a_break_in_a_word_is_told_from_the_end_of_a_heading():
    assert breaks.continues("学会了看云识天", "气的本事") >= breaks.SURE
    assert breaks.continues("渡轮全部停航", "记者昨天在码头") < 0


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("return ferry;", True),
        ("dh-ferry(1), dh-boat(8),", False),
        ("<https://ferry.example/time>", False),
        ("<ferry name>", True),
        ("${ferry:Depends}。", False),
    ],
)
def test_which_foreign_lines_are_code(text, apart):
    lines = list(lines_of(f"船票在码头买。\n{text}\n船上有热水。\n"))
    assert set_apart(lines) == [False, apart, False]


@pytest.mark.parametrize("text", ["渡口手册     5 / 57", "5 / 57  渡口手册", "渡口手册          12"])
def test_a_line_with_the_number_of_its_page_stands_apart(text):
    assert shapes.is_apart(text)


@pytest.mark.parametrize(("text", "terminal"), [("船很多很多。2", True), ("船有12", False), ("第3次。“7", False)])
def test_the_number_of_a_note_does_not_hide_the_end_of_a_sentence(text, terminal):
    assert shapes.is_terminal(text) is terminal


@pytest.mark.parametrize(
    ("text", "has"), [("雾停了！谁说的", False), ("1,000人", False), ("雾停了，船来了", True), ("停。船", True)]
)
def test_clauses_are_told_by_commas_and_full_stops(text, has):
    assert shapes.has_clauses(text) is has


@pytest.mark.parametrize(
    ("above", "below", "parallel"),
    [
        ("·渡口的雾", "·江边的桥", True),
        ("9 渡口的雾", "10 江边的桥", True),
        ("9 渡口的雾", "9 江边的桥", False),
        ("“来了", "“走了", False),
    ],
)
def test_items_of_one_list_are_parallel(above, below, parallel):
    assert shapes.is_parallel(above, below) is parallel


def test_a_name_that_a_break_cuts_is_found_elsewhere():
    text = "船工江望海在渡口住了四十年。\n后来的人都跟着江望\n海学掌舵，学会了才走。\n"
    lines = list(lines_of(text))
    assert breaks.recurs(text, lines[1], lines[2])
    assert not breaks.recurs(text, lines[0], lines[1])


@pytest.mark.parametrize(
    ("below", "closes"), [("还要更久），带着货物", True), ("还要（见上）更久", False), ("还要更久", False)]
)
def test_what_closes_a_bracket(below, closes):
    assert shapes.closes(below, "（") is closes


@pytest.mark.parametrize(
    ("above", "below", "cut"),
    [
        ("参见第", "4.4 节", True),
        ("先运行 ferry", "(1) 命令", True),
        ("先做这些：", "(1) 系缆绳", False),
        ("参见", "4.4 节", False),
    ],
)
def test_a_number_that_belongs_to_the_line_above_begins_no_item(above, below, cut):
    assert shapes.is_cut_number(above, below) is cut


@pytest.mark.parametrize(
    ("text", "rule"), [("────────", True), ("* * *", True), ("——他没有回答", False), ("……", False)]
)
def test_drawn_lines(text, rule):
    assert shapes.is_rule(text) is rule
