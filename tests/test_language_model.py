"""The language model tells Chinese from damage."""

from __future__ import annotations

import pytest

from cleaners.language_model import CLASS_NAMES, LanguageModel, class_of, model


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
    assert known.is_simplified("国")
    assert not known.is_traditional("国")
    assert known.is_traditional("國")
    assert not known.is_simplified("國")
    assert not known.is_simplified("人")
    assert not known.is_traditional("人")
    assert not known.is_simplified("x")


def test_the_sum_does_not_depend_on_where_the_text_is_cut():
    text = "春天来了，山上的花都开了。"
    known = model()
    assert known.cost_of(text) == pytest.approx(known.cost_of(text[:5]) + known.cost_of(text[5:], text[3:5]))


def test_a_file_of_another_version_is_refused():
    with pytest.raises(ValueError, match="build it again"):
        LanguageModel(b"something else")
