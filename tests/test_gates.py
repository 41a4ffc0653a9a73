"""A pass behind its gate finds what it finds without it, and gates together see what each sees alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import STAGES, Options, clean, rules
from cleaners.gates import Gate, Watch
from cleaners.mojibake import gate
from cleaners.pipeline import passes_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))
GATED = [(f"{stage}-{n}", one) for stage in STAGES[1:] for n, one in enumerate(passes_of(stage)) if one.gate]

# What gates look for, and what stands around it in clean text and in damaged text.
PIECES = (
    "老人说：“江边的路修好了。”", "2019年5月，增长7.5%", "著名的书店", "乾隆年间", "這", "藉此", "慰藉", "a<b",
    "AT&T", "&nbsp;", "&#20013;&#25991;", "%E4%B8%AD", r"\u4e2d\u6587", "=E4=B8=AD", "~{VPND~}", "u4e2du6587u5b57",
    "$BCfJ8(B", "锟斤拷", "烫烫烫烫", "屯门", "锘縤m", "〓", "????", "?", "很好?!", "\n", "ï¿½", "ÿþ", "鈥�", "锛�",
    "澶╂皵", "Ã¤Ã¥", "”……“——”", "“——”·…”“", "é", "×", "·", "－", "ÖÐÎÄ", "ﾖﾐｹ", "\u00a0", "\u200b", "e\u0301", "Ⅲ",
    "(甲乙)", "（甲)", "(a（b）c)", "约翰?汉森", "来源:晚报", "他说,好", "太好了!", "-", "--", "——", "。。",
    "·····", ";", "甲 ，乙", "乙  丙", " 7K范", " 3", "2O1", "5年", "Ａ１", "\ue5e5", "⽔", "\U0002f800", "𠮷", "👍",
    "\f", "\r\n", "\x00", "が", "한국", "，", "。", " ", "a", "1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=20).map("".join)


def texts_of(path: Path) -> list[str]:
    def strings(value: object) -> list[str]:
        if isinstance(value, dict | list):
            return [text for one in (value.values() if isinstance(value, dict) else value) for text in strings(one)]
        return [value] if isinstance(value, str) else []

    return strings(json.loads(path.read_text(encoding="utf-8")))


def escaping(one, text: str) -> list:
    """What a pass finds in a text that its gate is closed to."""
    return [] if one.gate().pattern.search(text) else list(one.findings(text, Options()))


@pytest.mark.parametrize(("name", "one"), GATED, ids=[name for name, _ in GATED])
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_pass_finds_nothing_behind_a_closed_gate(name, one, text):
    assert escaping(one, text) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_case_of_any_stage_escapes_a_gate(path):
    assert [(name, text) for name, one in GATED for text in texts_of(path) if escaping(one, text)] == []


@pytest.mark.parametrize("table", ["characters", "script", "punctuation"])
def test_no_row_of_a_table_escapes_a_gate(table):
    texts = [text for rule in rules.table(table) for text in (rule.example, rule.becomes, rule.keeps)]
    assert [(name, text) for name, one in GATED for text in texts if escaping(one, text)] == []


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_gates_together_see_what_each_sees_alone(text):
    gates = [one.gate() for _, one in GATED]
    seen = Watch(gates).seen(text)
    for alone in gates:
        assert alone.admits(seen) or alone.pattern.search(text) is None


@pytest.mark.parametrize(("name", "one"), GATED, ids=[name for name, _ in GATED])
def test_no_gate_is_for_a_mark_with_chinese_behind(name, one):
    """So that the marks of clean text can be left at once."""
    pattern = one.gate().pattern
    for mark in "“”‘’—…·":
        for before in " 一，ÖéА”a¡":
            for behind in "一，。、《ぁア한（：":
                assert pattern.match(f"{before}{mark}{behind}{before}", 1) is None


@pytest.mark.parametrize(("name", "one"), GATED, ids=[name for name, _ in GATED])
def test_no_gate_is_for_a_full_stop_or_a_space_as_clean_text_has_them(name, one):
    pattern = one.gate().pattern
    for before in "一，Öé”a1 ":
        for behind in "一”“\nA1，":
            assert pattern.match(f"{before}。{behind}{before}", 1) is None
        for behind in ("Ab", "a一", "z5"):
            assert pattern.match(f"{before} {behind}", 1) is None
    for behind in "一A1，“(（":
        assert pattern.match(f"一1 {behind}一", 2) is None
        assert pattern.match(f"一Ab {behind}一", 3) is None
    for before in "一，”a1":
        assert pattern.match(f"{before} 20", 1) is None
        assert pattern.match(f"{before} 7.", 1) is None


@pytest.mark.parametrize(("name", "one"), GATED, ids=[name for name, _ in GATED])
def test_no_gate_is_for_a_letter_like_a_digit_beside_none(name, one):
    pattern = one.gate().pattern
    for letter in "IOlo":
        for before in "一a ，(":
            for behind in "一a ，)":
                assert pattern.match(f"{before}{letter}{behind}年", 1) is None


@pytest.mark.parametrize("char", ["\U00010000", "𠮷", "\U0010ffff"])
def test_a_gate_for_a_character_beyond_the_first_plane_sees_it(char):
    assert Watch([Gate("a"), Gate(char, "(?=。)")]).seen(f"风{char}，{char}。") == char
    assert Watch([Gate("a"), Gate("b")]).seen(f"风{char}。") == ""


def test_a_gate_of_several_is_open_where_one_of_them_is():
    several = Gate.of_any(Gate("a", "(?=b)"), Gate("ac", "(?<=[风].)"))
    assert [match.start() for match in several.pattern.finditer("ab c 风c 风a ba")] == [0, 6, 9]
    assert several.admits("c")
    assert not several.admits("b")


@pytest.mark.parametrize(
    "text",
    [
        "今年增长7.5%，比去年多1,200万元；9:30开会，比例是1:2。",
        "来源:晚报，今天出版。",
        "他叫约翰·汉森（John Hansen），住在 New York City 的东边，2019 年 5 月来的。",
        "校长(Tom Smith)说，三年级(2)班也来，共 30 人。",
        "\u3000\u3000“路修好了！”老人说，“真的？”\n    下一段也缩进……就这样——走了。",
        "山城 江边新闻，用 5G 网络和 Excel 表。",
    ],
)
def test_what_clean_text_has_opens_no_gate(text):
    assert [name for name, one in GATED if one.gate().pattern.search(text)] == []


def test_a_watch_without_gates_sees_nothing():
    assert Watch([]).seen("他说,好。") == ""
    assert not Gate(",").admits("")


@pytest.mark.parametrize("name", [name for name, mark in gate.marks().items() if not mark.in_pairs])
def test_what_single_bytes_leave_is_never_alone_among_chinese(name):
    """So that the quotation marks and dashes of clean text fall out before the marks are tried one by one."""
    mark = gate.marks()[name]
    alone = Gate(mark.first[1:-1], f"(?:{mark.rest})").pattern
    for code in range(0x20, 0xD800):
        for before, behind in (("一", "一"), ("，", "，"), ("\u3000", "한"), ("、", "Ａ")):
            assert alone.search(f"{before}{chr(code)}{behind}{before}") is None


def test_gates_run_again_on_what_a_stage_has_written():
    assert clean("他说&#65292;这&#31908;好。").text == "他说，这粤好。"
    assert clean("&#36889;本书很好，他读了三遍，还想再读一遍。").text == "这本书很好，他读了三遍，还想再读一遍。"
