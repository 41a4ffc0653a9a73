"""What is said of a pattern's matches without trying it holds for every match."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import rules
from cleaners.boilerplate import cuts, gate, pages
from cleaners.boilerplate.labels import LABEL_LENGTH, ROW_GAP, kind, labelled, simplified, whole_line_rules
from cleaners.boilerplate.lines import split
from cleaners.prefilter import Index, LineIndex, beginnings, can_cover, finder, required

PATTERNS = (
    ("版权(?:所有|声明)", {"版权所有", "版权声明"}),
    (
        "[（(]?责任?编[辑輯][:：]",
        {"责编辑:", "责编辑：", "责编輯:", "责编輯：", "责任编辑:", "责任编辑：", "责任编輯:", "责任编輯："},
    ),
    (r"\d+(?:条|个)评论", {"条评论", "个评论"}),
    (r"(?:上一页|下一页|\d)+", set()),
    (r"(?=.*打印)【.{1,5}】", {"打印"}),
    ("(?i:rss)", set()),
    ("(?i)rss", set()),
    ("(?:广告)?", set()),
    ("(?:A|B){2}页", {"页"}),
    (r"(?<![页])\.{3,6}", {"..."}),
    ("-{2,}|[甲乙]{2}", {"--", "甲", "乙"}),
    ("a{1,3}", {"a"}),
    ("a{99}", {"aaaaaaaa"}),
    ("[^x]分享|转发", {"分享", "转发"}),
)
WORDS = (
    "版权所有",
    "责任编辑：何平",
    "分享到：",
    "首页",
    " > ",
    "正文",
    "上一页",
    "12",
    "条",
    "评论",
    "www.",
    "打印",
    "【",
    "】",
)
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=8).map("".join)


@pytest.mark.parametrize(("pattern", "words"), PATTERNS)
def test_the_words_that_a_pattern_needs(pattern, words):
    assert required(pattern) == words


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [("[（(]?责编", "责"), (r"\s*(?:第|\d)", "第0"), ("[^。]{0,9}版权", None), (r"[^\w]?广", "广"), ("(?:A|.)b", None)],
)
def test_the_letters_that_a_match_begins_with(pattern, letters):
    assert beginnings(pattern) == (None if letters is None else set(letters))


@pytest.mark.parametrize(
    ("pattern", "covers"),
    [("广告", False), (r"[^。]{0,9}", True), ("[^，]", False), (r"(?=.*，)广告", False), (r"\S", True),
     (r"\s|\w|\d", False), ("(?:广告|x，?)", True), (r"[^\S]", False), (r"[\W]", True), (".", True)],
)  # fmt: skip
def test_what_a_match_has_room_for(pattern, covers):
    assert can_cover(pattern, "，") is covers


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_a_pattern_that_matches_is_a_candidate(text):
    patterns = dict(enumerate([pattern for pattern, _ in PATTERNS] + [rule.pattern for rule in whole_line_rules()]))
    searched, tried = Index(patterns), LineIndex(patterns)
    for number, pattern in patterns.items():
        if re.search(pattern, text):
            assert number in searched.candidates(text)
        if re.match(pattern, text):
            assert number in tried.candidates(text)


@given(LINES, st.sets(st.sampled_from(WORDS), max_size=5))
def test_the_finder_finds_each_word_at_its_beginning(text, words):
    found = [match.start() for match in re.finditer(finder(words), text)]
    assert found == [at for at in range(len(text)) if text.startswith(tuple(words), at)]


def texts_of(name: str) -> list[str]:
    cases = json.loads((Path(__file__).parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))
    return [case["text"] for case in cases if "text" in case]


SAMPLES = [
    line
    for text in (
        *(text for rule in rules.table("boilerplate") for text in (rule.example, rule.becomes, rule.keeps)),
        *texts_of("boilerplate"),
        *texts_of("wraps"),
    )
    for line in text.split("\n")
]


@pytest.mark.parametrize("line", sorted({line.strip() for line in SAMPLES} - {""}))
def test_a_line_gets_the_first_rule_that_matches(line):
    first = next((rule for rule in whole_line_rules() if rule.find.match(simplified(line))), None)
    found = labelled([line], gate.lines_with_words(line + "\n"))
    words = [word for word in ROW_GAP.split(simplified(line)) if word]
    row = [next((rule for rule in whole_line_rules() if rule.find.match(word)), None) for word in words]
    assert not found or found[0] in ([first] if first else row)  # a row of known words has the rule of one of them
    if first is not None and len(line) <= LABEL_LENGTH and "，" not in line and line[-1].isalnum():
        assert found == {0: first}


@pytest.mark.parametrize("name", ["characters", "script", "punctuation", "boilerplate"])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_the_likely_rules_find_what_all_of_a_table_find(name, data):
    samples = [text for rule in rules.table(name) for text in (rule.example, rule.keeps)]
    text = "".join(data.draw(st.lists(st.sampled_from(samples) | st.text(max_size=3), max_size=4)))
    assert list(rules.matches(rules.likely(name, text), text)) == list(rules.matches(rules.table(name), text))


DOCUMENTS = st.lists(
    st.sampled_from(
        ("他们沿着江边走了很久，直到", "3", "- 4 -", "第5页", "１２", "山城志   ６", "山城志", "7   山城志",
         "（责任编辑：何平）", "天亮了。（责任编辑：何平）", "下转第五版", "来了。 aB3$xY7&", "走了。 Zq8#Lm2!",
         "", "见 www.example.com 。")
    ) | st.sampled_from(SAMPLES),
    max_size=14,
)  # fmt: skip


@given(DOCUMENTS)
@settings(max_examples=400, deadline=None)
def test_nothing_goes_from_a_page_that_passes_the_gate(lines):
    seen, physical = gate.Lines("\n".join(lines)), split("\n".join(lines))
    if not seen.may_be_printed():
        assert pages.removed(physical) == {}
    tails = cuts.tails(physical)
    assert seen.may_be_jammed() or not tails
    changed = {n for n, line in enumerate(physical) for _ in cuts.findings(line, tails.get(n))}
    assert changed <= {*tails, *seen.cut()}


STRONG = [rule for rule in whole_line_rules() if kind(rule) in ("line", "tail", "label", "notice", "clause", "address")]


@pytest.mark.parametrize("rule", STRONG, ids=[rule.id for rule in STRONG])
def test_a_line_that_may_go_alone_is_seen_at_the_end_of_a_text(rule):
    assert gate.Lines("江边的路修好了，老人很高兴。\n他每天去走一走。\n" + rule.example).may_be_labelled()


def test_the_gate_is_closed_to_clean_paragraphs():
    texts = [
        "江边的路",
        "他们沿着江边走了很久，直到天亮。",
        "“路上没有人。”她说，“只有灯。”",
        "编号为7的楼在学校后面，共有12层。",
    ]
    seen = gate.Lines("\n".join(texts))
    assert not seen.may_be_labelled()
    assert not seen.may_be_printed()
    assert not seen.may_be_jammed()
    assert seen.cut() == set()


PAGE = [f"第{n}批人是坐早班船来的，到了镇上就直接去了水利站。" for n in "一二三四五六七八九"]


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        (("\n".join([*PAGE, "他们沿着江边走", "山城志", "走了很久。"]) + "\n") * 3, True),  # in mid-sentence
        (("\n".join([*PAGE, "他们沿着江边走了很久。", "山城志"]) + "\n") * 3, False),  # a heading
        (("\n".join([*PAGE, "他们沿着江边走", "山城志", "走了很久。"]) + "\n") * 2, False),  # too seldom
        ("\n".join([*PAGE, "他们沿着江边走了很久，路上", "", "他们沿着江边走了很久，路上", "没有人。"]), True),
        ("\n".join([*PAGE, "山城志", *PAGE, "山城志"]), False),
        ("\n".join([*PAGE, "- 4 -", *PAGE]), True),
    ],
)
def test_lines_that_recur_are_looked_at_in_mid_sentence_alone(text, is_seen):
    assert gate.Lines(text).may_be_printed() is is_seen
    assert is_seen or pages.removed(split(text)) == {}


@pytest.mark.parametrize("end", ["”", "」", "’"])
def test_a_quoted_sentence_is_passed_over_as_any_other(end):
    assert gate.Lines(f"江边的路修好了。\n“我们把通知转载到村里的公告栏去。{end}\n他每天去走一走。").odd == []


@pytest.mark.parametrize(
    ("line", "is_tried"),
    [
        ("【江边晚报】镇上的桥修好以后第一批人今天早上过江", False),
        ("“镇上的桥”修好以后第一批人从桥上走过了江", False),
        ("2031-09-03 07:45 山城晚报", True),
        ("【字体：大 中 小】 【打印】 【关闭】【收藏】", True),
        ("首页 > 山城新闻 > 江边的桥修好以后第一批人过江", True),
    ],
)
def test_a_long_headline_is_tried_on_no_rule_for_the_mark_that_it_begins_with(line, is_tried):
    assert gate._may_be_known(line) is is_tried
