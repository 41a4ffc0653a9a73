"""The language model tells Chinese from damage."""

from __future__ import annotations

import math
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaners import language_model
from cleaners.language_model import CLASS_NAMES, MARKS, LanguageModel, class_of, model


def mean(text: str) -> float:
    return model().cost_of(text) / len(text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("今天的天气很好", "今天的天汽很好"),
        ("許可證已經過期", "許可說已經過期"),
        ("请输入密码", "璇疯緭鍏ュ瘑鐮"),
        ("他们都回家了", "他们都家回了"),
        ("全年共有365天", "全年共有365夫"),
        ("锅里炖着排骨", "锟斤拷锟斤拷"),
        ("他走了，我还在。", "他走了、我还在」"),
        ("联系电话：", "联系电话，"),
        ("第三条 本法自", "第三夂 本法自"),
        ("請點選右上角的按鈕", "請點選右上角的按鈣"),
    ],
)
def test_prefers_what_people_write(right, wrong):
    assert mean(right) < mean(wrong)


def test_both_scripts_cost_about_the_same():
    assert abs(mean("图书馆昨天宣布新馆将于下月开放") - mean("圖書館昨天宣布新館將於下月開放")) < 1.0


def test_garbled_text_is_far_from_running_text():
    assert mean("鍥句功棣嗘槰澶╁甯") - mean("图书馆昨天宣布") > 4.0


@pytest.mark.parametrize(
    ("char", "name"),
    [("国", "HAN"), ("〇", "HAN"), ("𠮷", "HAN"), ("7", "DIGIT"), ("ｇ", "LATIN"), ("－", "-"), ("，", "，"),
     ("\u00a0", "SPACE"), ("か", "KANA"), ("한", "HANGUL"), ("é", "OTHER"), ("\ue000", "OTHER")],
)  # fmt: skip
def test_class_of(char, name):
    assert class_of(char) == name


def test_every_class_can_follow_every_class_at_a_finite_cost():
    samples = {name: name if len(name) == 1 else "" for name in CLASS_NAMES} | {
        "HAN": "的", "DIGIT": "1", "LATIN": "a", "SPACE": " ", "IDEOSPACE": "\u3000", "NEWLINE": "\n", "OTHER": "é",
        "KANA": "か", "HANGUL": "한",
    }  # fmt: skip
    for before in samples.values():
        for after in samples.values():
            assert 0.0 <= model().cost(before, after) < 25.5


def test_scripts_of_characters():
    known = model()
    assert "国" in known.simplified
    assert "国" not in known.traditional
    assert "國" in known.traditional
    assert "國" not in known.simplified
    assert "人" not in known.simplified
    assert "人" not in known.traditional
    assert "x" not in known.simplified


def test_the_sum_does_not_depend_on_where_the_text_is_cut():
    text = "春天来了，山上的花都开了。"
    known = model()
    assert known.cost_of(text) == pytest.approx(known.cost_of(text[:5]) + known.cost_of(text[5:], text[3:5]))


def test_a_file_of_another_version_is_refused():
    with pytest.raises(ValueError, match="build it again"):
        LanguageModel(b"something else")


CONTEXTS = ("", "\n", "的", "中国", "中國", "了，", "：“", "3月", "in", "龘靐", "かな", "\ue000")


@pytest.mark.parametrize("before", CONTEXTS)
def test_probabilities_after_a_context_sum_to_no_more_than_one(before):
    chars = (*model().characters, *MARKS, *string.digits, *string.ascii_letters, " ", "\n", "\u3000")
    total = sum(math.exp(-cost) for cost in model().costs(before, chars))
    assert 0.3 < total < 1.04  # costs are rounded to a tenth of a nat


@given(st.text(max_size=3), st.text(max_size=8))
@example("中国", "人民的家")
@example("3月", "日末底“「か锟")
@example("龘靐", "的人")
def test_many_costs_at_once_are_the_costs_one_by_one(before, chars):
    known = model()
    costs = known.costs(before, tuple(chars))
    assert costs == pytest.approx([known.cost(before, char) for char in chars])
    assert all(0.0 <= cost < 60.0 for cost in costs)


@given(st.text(alphabet="的一是国國人，。：a1 \n锟か", max_size=20), st.text(max_size=3))
def test_the_cost_of_a_text_is_that_of_its_characters(text, before):
    known = model()
    whole = (before + text)[len(before) :]
    at = len(before)
    single = sum(known.cost((before + text)[max(0, at + i - 2) : at + i], char) for i, char in enumerate(whole))
    assert known.cost_of(text, before) == pytest.approx(single)


def test_the_cheapest_come_first_and_none_is_much_dearer():
    chars = tuple("国图团围园困圆")
    found = model().cheapest("中", chars, 3, 6.0)
    assert found[0][1] == "国"
    assert found == sorted(found)
    assert len(found) <= 3
    assert all(cost <= found[0][0] + 6.0 for cost, _ in found)
    assert model().cheapest("中", (), 3, 6.0) == []


def test_what_is_forgotten_is_read_again(monkeypatch):
    monkeypatch.setattr(language_model, "MOST_KNOWN", 20)
    monkeypatch.setattr(language_model, "MOST_IN_ROWS", 500)
    small = LanguageModel(language_model.PATH.read_bytes())
    text = "山上的雪化了，溪水涨起来，孩子们在岸边放纸船。" * 2
    assert small.cost_of(text) == pytest.approx(model().cost_of(text))
    for i, char in enumerate(text):
        before = text[max(0, i - 2) : i]
        assert small.costs(before, (char,)) == pytest.approx([model().cost(before, char)])


def test_the_file_is_small_enough_for_the_wheel():
    assert language_model.PATH.stat().st_size <= 8_000_000
