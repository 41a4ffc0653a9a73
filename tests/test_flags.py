"""Flags on what can only be looked at: noise of text recognition, ends that are cut off."""

from __future__ import annotations

import pytest

from cleaners import clean

PROSE = "江水从城东绕到城西，两岸的人都靠它吃饭，有人打鱼，有人撑船。\n" * 3


@pytest.mark.parametrize(
    ("text", "rule", "seen"),
    [
        ("刺史华讠胥到任那年，渡口还没有桥。", "characters.ocr-half", "讠"),
        ("他在2O15年回到山城。", "characters.ocr-number", "2O15"),
        ("这条街l998年才修好。", "characters.ocr-number", "l998"),
        ("山城的双创 7K范区今年开园。", "characters.ocr-mixed", " 7K"),
        ("渡口是山城的门户 3坚定不移地修桥。", "characters.ocr-digit", " 3"),
        (
            PROSE + "新桥年底动工，后年通车，船工们都会上",
            "punctuation.truncated-end",
            "新桥年底动工，后年通车，船工们都会上",
        ),
        (PROSE + "新桥年底动工，后年通车，船工们都会上岸，\n\n", "punctuation.truncated-end", None),
    ],
)
def test_flagged_and_not_changed(text, rule, seen):
    document = clean(text, stages=["characters", "punctuation"])
    assert document.text == text
    (flag,) = document.flags
    assert flag.rule == rule
    assert seen is None or text[flag.raw.start : flag.raw.end] == seen


@pytest.mark.parametrize(
    "text",
    [
        "言字旁写作讠，左边是讠右边是胥。",
        "新版 3D打印机到货。他用 5G 网络。",
        "店里有三样 1茶叶 2点心 3灯笼 4布鞋",
        "他等了 3小时，又走了 5公里。",
        "IO接口和OO设计在2015年都有了。",
        PROSE + "新桥年底动工，后年通车，船工们都会上岸。",
        PROSE + "山城晚报 二〇二一年三月四日",
        PROSE + "李小渡，山城人",
        "江水从城东绕到城西，两岸的人都靠它吃饭\n" * 4 + "新桥年底动工，后年通车，船工们都会上",
    ],
)
def test_clean_text_has_no_flag(text):
    assert not clean(text, stages=["characters", "punctuation"]).flags
