"""The short ways through garbled text lead where the wide search does, and not into clean text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.language_model import model
from cleaners.mojibake.beam import beginning
from cleaners.mojibake.expansion import Effort, Expansion
from cleaners.mojibake.guesses import MOST_CANDIDATES
from cleaners.mojibake.lattice import ENTER_COST
from cleaners.mojibake.memory import Memory
from cleaners.mojibake.paths import paths
from cleaners.mojibake.strict import Reader
from tests.garbling import misread

PATHS = {path.name: path for path in paths()}
CODECS = {
    "gbk-as-cp1252": ("gb18030", "latin-1"),
    "utf8-as-gbk": ("utf-8", "gbk"),
    "gbk-as-euc-kr": ("gb18030", "cp949"),
}
CLAUSES = [
    "码头上的灯还亮着",
    "河堤上有人放风筝",
    "弟弟把作业本忘在车上",
    "明天要交水电费",
    "老人慢慢走下台阶",
    "面条煮得太软了",
]
NAMES = sorted(CODECS)


def repaired(text: str) -> str:
    return clean(text, stages=["mojibake"]).text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", ["", "第3行: ", "他说：", "见附件，"])
@pytest.mark.parametrize("after", ["", "\n", "。", "（完）", "，以上是原话。"])
def test_clean_text_beside_a_lossless_line_stays(name, before, after):
    line = "院子里落满了桂花，香得很"
    garbled = misread(line, *CODECS[name])
    assert "\ufffd" not in garbled
    assert repaired(before + garbled + after) == before + line + after


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(NAMES), st.lists(st.lists(st.sampled_from(CLAUSES), min_size=2, max_size=4), min_size=1, max_size=4)
)
def test_lines_come_back_whole_in_whatever_order(name, lines):
    text = "\n".join("，".join(line) + "。" for line in lines)
    garbled = misread(text, *CODECS[name], errors="strict") if name == "gbk-as-cp1252" else misread(text, *CODECS[name])
    if "\ufffd" not in garbled:
        assert repaired(garbled) == text


@pytest.mark.parametrize("name", NAMES)
def test_without_a_loss_the_swift_step_finds_what_the_wide_one_finds(name):
    path = PATHS[name]
    step = Expansion(path, model(), model().traditional, None)
    effort = Effort(step.sound, ENTER_COST, MOST_CANDIDATES, short=True)
    start = beginning("，")._replace(garbled=True)
    swift = wide = [start]
    for char in misread("弟弟把作业本忘在车上", *CODECS[name])[:9]:
        swift, wide = step.swift(swift, char, effort), step.next(wide, char, effort)
        assert swift[0][1:4] == wide[0][1:4]
        assert swift[0].cost == pytest.approx(wide[0].cost)


def test_the_swift_step_leaves_what_does_not_follow_to_the_wide_one():
    step = Expansion(PATHS["utf8-as-gbk"], model(), model().traditional, None)
    effort = Effort(step.sound, ENTER_COST, MOST_CANDIDATES, short=True)
    state = beginning("，")._replace(garbled=True, pending=(0xE4,))
    assert step.swift([state], "涓", effort) == []
    assert step.swift([state], "x", effort) == []


def test_a_reader_says_what_is_whole_and_what_is_cut():
    garbled = misread("台阶上的灯", "utf-8", "gbk").removesuffix("\ufffd")
    reader = Reader(PATHS["utf8-as-gbk"], garbled)
    assert reader.between(0, 3) == "台阶"
    assert reader.between(0, 2) is None
    assert reader.between(1, 3) is None
    assert reader.rest(3) is None
    assert Reader(PATHS["utf8-as-gbk"], garbled[:6]).rest(3) == "上的"
    assert Reader(PATHS["utf8-as-gbk"], garbled[:3] + "\ufffd" + garbled[3:6]).rest(0) is None


def test_a_memory_prefers_what_the_document_has_twice():
    memory = Memory(["乌鲁木齐路", "到乌鲁木齐"])
    assert memory.preferred("乌鲁", "森", "齐", ("森", "木")) == "木"
    assert memory.preferred("乌鲁", "木", "齐", ("森", "木")) == "木"
    assert memory.preferred("石子", "森", "林", ("森", "木")) == "森"
    assert Memory(["乌鲁木"]).preferred("乌鲁", "森", "", ("森", "木")) == "森"
