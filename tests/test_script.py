"""Stray traditional characters are converted, traditional text is left; whole documents are converted on demand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Options, clean
from cleaners.edits import Edit, Flag, applied, checked
from cleaners.script import PASSES, Script, detected, detection, dictionary, is_chinese, region
from cleaners.script.conversion import aligned
from cleaners.script.strays import strays

CASES = json.loads((Path(__file__).parent / "cases" / "script.json").read_text(encoding="utf-8"))

SIMPLIFIED = "这个软件的质量很好，价钱也不贵。后来他们在里面发现了一头干净的小鸡。"
TRADITIONAL = "這個軟件的質量很好，價錢也不貴。後來他們在裡面發現了一頭乾淨的小雞。"


def flags(text, **options):
    return [
        finding for one in PASSES for finding in one.findings(text, Options(**options)) if isinstance(finding, Flag)
    ]


def converted(text, target):
    return clean(text, stages=["script"], options=Options(target_script=target)).text


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert clean(case["text"], stages=["script"]).text == case["becomes"]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (SIMPLIFIED, Script.SIMPLIFIED),
        (TRADITIONAL, Script.TRADITIONAL),
        (SIMPLIFIED + TRADITIONAL, Script.MIXED),
        (SIMPLIFIED + "首創", Script.SIMPLIFIED),
        (TRADITIONAL * 3 + "国", Script.TRADITIONAL),
        ("人口三千", Script.SIMPLIFIED),
        ("東京の図書館で本を読む。", Script.JAPANESE),
        ("서울은 한국의 수도이다.", Script.KOREAN),
        ("Nothing Chinese here.", Script.OTHER),
        ("An English page that names a poet, 李白, once and then goes on in English for a good while.", Script.OTHER),
        ("", Script.OTHER),
        ("123 ,.;", Script.OTHER),
    ],
)
def test_detected(text, script):
    assert detected(text) is script


@given(st.text(alphabet="江水カな한a", min_size=1, max_size=200))
def test_letters_that_cannot_matter_need_no_count(text):
    """`detected` against the same rule with every script counted."""
    chinese, kana = sum(char in "江水" for char in text), sum(char in "カな" for char in text)
    latin = text.count("a")
    if text.count("한") > chinese:
        expected = Script.KOREAN
    elif kana > detection.JAPANESE_KANA * (kana + chinese):
        expected = Script.JAPANESE
    elif latin >= detection.LATIN_TO_HAN * max(chinese, 1) or not chinese:
        expected = Script.OTHER
    else:
        expected = Script.SIMPLIFIED
    assert detected(text) is expected


@given(st.text(alphabet="风山书這書のがカアﾊﾟ한국ab，。、《“1 \n𠮷", max_size=60))
def test_chinese_is_what_is_detected_as_such(text):
    assert is_chinese(text) is detected(text).is_chinese


@given(st.text(alphabet="风山书のカﾊ，。《", max_size=40))
def test_kana_are_counted_where_there_is_room_for_them(text):
    chinese, kana = (sum(char in chars for char in text) for chars in ("风山书", "のカﾊ"))
    if 2 * chinese > len(text):
        assert (detected(text) is Script.JAPANESE) is (kana > detection.JAPANESE_KANA * (kana + chinese))


def test_long_text_is_judged_by_pieces_from_all_over():
    assert detected("人口三千。" * 60_000 + TRADITIONAL * 5_000) is Script.TRADITIONAL


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("他从旧书店里买到一本《論語集註》，纸张已经发黄。", "script.title"),
        ("碑上刻着“萬世師表”四个大字，字迹还很清楚。", "script.quotation"),
        (
            "原文如下：\n學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？\n这段话大家都会背，意思很明白。",
            "script.passage",
        ),
        (f"{SIMPLIFIED}\n{TRADITIONAL}\n我說不來。", "script.mixed"),
        (TRADITIONAL + "另有简体版。", "script.label"),
        (SIMPLIFIED + "歌名是東の海", "script.japanese"),
    ],
)
def test_what_stays_is_flagged(text, rule):
    assert rule in {flag.rule for flag in flags(text)}


@pytest.mark.parametrize(
    ("own", "becomes"),
    [("他說為了線上會議", "說"), ("他説為了綫上會議，又説了一次", "説"), ("他說爲了會議", "說")],
)
def test_a_stray_is_written_as_the_text_writes_it(own, becomes):
    assert clean(f"{own}，但没有人说話。", stages=["script"]).text == f"{own}，但没有人{becomes}話。"


@pytest.mark.parametrize(
    ("printed", "usual"), [("後來再没有人問起", "後來再沒有人問起"), ("之后再沒有人問起", "之後再沒有人問起")]
)
def test_what_both_scripts_print_is_a_stray_where_the_text_surely_has_some_and_writes_it_otherwise(printed, usual):
    text = "後門關著，後面的院子也空了，後來他沒有來，沒有寫信，也沒有打電話，"
    assert clean(f"{text}{printed}。", stages=["script"]).text == f"{text}{printed}。"
    assert clean(f"{text}{printed}，谁也說不清楚。", stages=["script"]).text == f"{text}{usual}，誰也說不清楚。"
    few = "她從外面走進來，誰也不認識，"
    assert clean(f"{few}{printed}，谁也說不清楚。", stages=["script"]).text == f"{few}{printed}，誰也說不清楚。"


def test_variants_are_simplified_characters():
    assert dictionary.variants() < dictionary.simplified()


def test_edits_name_the_dictionary_version():
    (flag,) = [flag for flag in flags(SIMPLIFIED + "首創") if flag.rule == "script.dictionary"]
    assert flag.note == f"{dictionary.version()}, t2s"


@pytest.mark.parametrize(
    ("text", "target", "result"),
    [
        (TRADITIONAL, "simplified", SIMPLIFIED),
        (SIMPLIFIED, "traditional", "這個軟件的質量很好，價錢也不貴。後來他們在裏面發現了一頭乾淨的小雞。"),
        (SIMPLIFIED, "tw", "這個軟體的質量很好，價錢也不貴。後來他們在裡面發現了一頭乾淨的小雞。"),
        (SIMPLIFIED, "hk", "這個軟件的質量很好，價錢也不貴。後來他們在裏面發現了一頭乾淨的小雞。"),
        (SIMPLIFIED, "simplified", SIMPLIFIED),
        ("東京の図書館で本を読む。", "simplified", "東京の図書館で本を読む。"),
        ("English only.", "tw", "English only."),
    ],
)
def test_whole_document(text, target, result):
    assert converted(text, target) == result


def test_conversion_that_changes_the_length_is_aligned():
    text = "他用优盘拷贝打印机的驱动程序，又写了一条正则表达式。"
    document = clean(text, stages=["script"], options=Options(target_script="tw"))
    assert document.text == dictionary.converter("s2twp")(text)
    assert all(len(edit.old) < len(text) // 2 for edit in document.edits)
    assert document.restore() == text


@given(st.text(alphabet="甲乙丙丁", max_size=30), st.text(alphabet="甲乙丙丁", max_size=30))
def test_alignment_gives_the_new_text(old, new):
    assert applied(old, checked(old, aligned(old, new, 0, "script.test"))) == new


@given(st.text(alphabet=TRADITIONAL + SIMPLIFIED + "《》“”（）\nカな한a1", max_size=120))
def test_edits_fit_and_any_text_comes_back(text):
    assert clean(text, stages=["script"]).restore() == text
    for finding in strays(text):
        if isinstance(finding, Edit):
            stays = dictionary.traditional() if finding.rule == "script.stray-simplified" else dictionary.simplified()
            assert finding.old not in stays


@given(st.text(alphabet="".join(set(SIMPLIFIED)) + "《》“”\n", max_size=120))
def test_simplified_text_stays(text):
    assert clean(text, stages=["script"]).text == text


def test_shared_characters_alone_are_no_strays():
    for char in dictionary.shared():
        text = SIMPLIFIED + f"他提到{char}字的来历。"
        assert clean(text, stages=["script"]).text == text


def test_sets_do_not_meet():
    assert not set(dictionary.traditional()) & dictionary.simplified()
    assert not set(dictionary.traditional()) & dictionary.shared()


@pytest.mark.parametrize("char", ["國", "《", "（", "“", "於", "の", "“國", "國。"])
def test_long_runs_of_one_character_take_linear_work(char):
    text = SIMPLIFIED * 2_000 + char * 20_000
    assert clean(text, stages=["script"]).restore() == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("他搭捷運到公司，打開螢幕寫程式碼。", "tw"),
        ("佢哋搭巴士去公屋，冇帶單車。", "hk"),
        ("他搭巴士到公司，打開螢幕看網絡新聞。", ""),
        ("渡口的老人說，他見過三次大水。", ""),
        ("巴士巴士巴士，一個詞說幾次也只是一個詞。", ""),
    ],
)
def test_region_of_traditional_text(text, found):
    assert region(text) == found


def test_a_stretch_that_is_left_for_two_reasons_has_the_first_of_them_always():
    """A traditional sentence on its own line of a text in both scripts is a passage, and a sentence of the other."""
    found = flags("\n".join([SIMPLIFIED, TRADITIONAL] * 6))
    assert detected("\n".join([SIMPLIFIED, TRADITIONAL] * 6)) is Script.MIXED
    assert {flag.rule for flag in found} == {"script.passage"}


def test_an_old_text_keeps_its_forms_only_where_it_has_some():
    """What the register of a text is, is asked only where there is a stray or a word to convert."""
    old = "江水东流，渡者待舟而渡，舟子之言曰：水大则止，水小则行，行止以时也。" * 12
    assert flags(old + "其名曰漢。")[-1].rule == "script.old"
    assert flags(old + "其名曰藉。") == []
