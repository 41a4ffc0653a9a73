"""Garbled text comes back, clean text stays."""

from __future__ import annotations

import itertools
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean, rules
from cleaners.edits import Span
from cleaners.mojibake import gate, hopeless, layers, strict, swallowed
from cleaners.mojibake.hypotheses import chains
from cleaners.mojibake.marks import settled
from cleaners.mojibake.misreading import CP936, CP949, CP1252, UTF_16_LE, is_undecided, undecided, user_defined
from cleaners.mojibake.paths import paths
from cleaners.mojibake.reasons import reason
from cleaners.mojibake.samples import is_sample
from cleaners.mojibake.transitions import Transitions
from cleaners.mojibake.true_encodings import BIG5, GBK, UTF_8, byte_behind, vanished_before
from cleaners.mojibake.true_encodings import UTF_16_LE as TRUE_UTF_16_LE
from tests.garbling import misread


def cases_of(name: str) -> list[dict[str, str]]:
    return json.loads((Path(__file__).parent / "cases" / f"{name}.json").read_text(encoding="utf-8"))


CASES = cases_of("mojibake")
SHARED = Path(__file__).parents[2] / "shared" / "eval" / "data"
PATHS = {path.name: path for path in paths()}

SIMPLIFIED = "修理自行车的老人说，链条要上油，刹车线每年换一次；轮胎的气不要打得太足，夏天容易爆。"
TRADITIONAL = "修理腳踏車的老人說，鏈條要上油，煞車線每年換一次；輪胎的氣不要打得太足，夏天容易爆。"


def repaired(text: str) -> str:
    return clean(text, stages=["mojibake"]).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    document = clean(case["text"], stages=["mojibake"])
    assert document.text == case["becomes"]
    assert document.restore() == case["text"]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("cut", [0, 1, 2, 3])
def test_utf_16_is_recognised_from_the_middle_of_a_character_on(codec, cut):
    text = misread("钥匙放在左边口袋，零钱放在右边口袋。", codec, "cp1252")[cut:]
    assert chains(text)[0].paths == (PATHS[f"{codec.replace('-', '', 1)}-as-cp1252"],)


def test_utf_16_that_holds_valid_utf_8_is_not_repaired_in_part():
    text = "钥匙放在左边口袋，零钱放在右边口袋。"
    assert repaired(misread(text, "utf-16-be", "cp1252")) == text


@pytest.mark.parametrize("wrong", ["gbk", "cp949"])
@pytest.mark.parametrize("word", ["Погода сегодня очень хорошая", "Ο καιρός σήμερα είναι καλός"])
def test_foreign_words_beside_garbled_text_are_no_second_layer(wrong, word):
    garbled = misread(SIMPLIFIED[:12], "utf-8", wrong)
    for text in (f"{word}.{garbled}", f"{garbled}\ufffd{word}"):
        assert all(len(chain.paths) == 1 for chain in chains(text) if chain.gain > 0)


@pytest.mark.parametrize(
    "text", ["渡口的船每天早上六點開，坐船的人要早一點到。", "山上的雪還沒有化，路邊的草已經綠了，孩子們跑出去放風箏。"]
)
def test_second_bytes_of_lost_first_ones_show_big5(text):
    """Python's `replace` reads many first bytes as U+FFFD and leaves the second as ASCII."""
    read = repaired(text.encode("big5").decode("gbk", "replace"))
    assert len(read) == len(text)
    assert sum(a != b for a, b in zip(read, text, strict=True)) <= 2


def test_a_third_of_the_cases_must_not_change():
    assert sum(case["text"] == case["becomes"] for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("case", [c for c in CASES if c["text"] != c["becomes"]], ids=lambda case: case["id"])
def test_repairing_twice_is_repairing_once(case):
    assert repaired(case["becomes"]) == case["becomes"]


CODECS = {
    "gbk": "gb18030", "big5": "cp950", "shift-jis": "cp932", "euc-kr": "cp949", "utf16": "utf-16-le",
    "macroman": "mac_roman", "koi8-r": "koi8_r", "utf8": "utf-8", "utf16-le": "utf-16-le", "utf16-be": "utf-16-be",
}  # fmt: skip
LOSSLESS = [name for name, path in PATHS.items() if not path.wrong.double and not path.wrong.twice]
"""Paths of single bytes; surrogates have a test of their own."""


@pytest.mark.parametrize("name", LOSSLESS)
def test_every_single_byte_misreading_comes_back(name):
    path = PATHS[name]
    text = TRADITIONAL if path.true is BIG5 else SIMPLIFIED
    wrong = CODECS.get(path.wrong.name, path.wrong.name)
    assert repaired(misread(text, CODECS[path.true.name], wrong)) == text


@pytest.mark.parametrize("name", [name for name in LOSSLESS if not name.startswith("utf16") and name != "gbk-as-cp874"])
def test_a_garbled_half_line_comes_back_between_clean_halves(name):
    path = PATHS[name]
    text = TRADITIONAL if path.true is BIG5 else SIMPLIFIED
    head, tail = text[:10], text[-10:]
    wrong = CODECS.get(path.wrong.name, path.wrong.name)
    assert repaired(head + misread(text[10:-10], CODECS[path.true.name], wrong) + tail) == text


PAIRS = [name for name, path in PATHS.items() if path.wrong.double and name != "utf8-as-big5"]


@pytest.mark.parametrize("name", PAIRS)
def test_a_misreading_by_a_decoder_of_pairs_comes_back_but_for_what_is_lost(name):
    path = PATHS[name]
    text = TRADITIONAL if path.true is BIG5 else SIMPLIFIED
    data = text.encode(CODECS[path.true.name])
    document = clean(data.decode(CODECS[path.wrong.name], "replace"), stages=["mojibake"])
    same = sum(a == b for a, b in zip(document.text, text, strict=False))
    assert same >= 0.75 * len(text), document.text
    assert {edit.rule.removesuffix("-lossy") for edit in document.edits} == {f"mojibake.{name}"}


def test_bytes_that_vanished_without_a_mark_are_found_out():
    text = SIMPLIFIED * 4
    read = repaired(text.encode().decode("gbk", "ignore"))
    assert sum(map(str.__eq__, read, text)) >= 0.95 * len(text), read


def test_where_nearly_all_is_lost_nothing_is_invented():
    garbled = SIMPLIFIED.encode().decode("cp950", "replace")
    document = clean(garbled, stages=["mojibake"])
    assert document.text == garbled
    assert "mojibake.unsure" in {flag.rule for flag in document.flags}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_bytes_that_python_kept_as_surrogates_come_back(codec):
    read_as = "ascii" if codec == "utf-8" else "utf-8"
    document = clean("名单：" + SIMPLIFIED.encode(codec).decode(read_as, "surrogateescape"), stages=["mojibake"])
    assert document.text == "名单：" + SIMPLIFIED


@pytest.mark.parametrize("text", ["a\udc80b", "\ud800我们\udc00", "好\ud83d"])
def test_lone_surrogates_stay_and_are_restored(text):
    document = clean(text, stages=["mojibake"])
    assert document.text == text
    assert document.restore() == text


@pytest.mark.parametrize("codec", ["gb18030", "cp950"])
def test_text_read_one_byte_off_is_not_taken_for_another_misreading(codec):
    text = TRADITIONAL if codec == "cp950" else SIMPLIFIED
    shifted = "他说：" + text.encode(codec)[1:-1].decode(codec, "replace")
    assert repaired(shifted) == shifted


def test_lossy_edits_are_apart_and_say_how_sure_they_are():
    edits = clean(misread("请把门窗关好，谢谢。", "utf-8", "gbk"), stages=["mojibake"]).edits
    assert {edit.rule for edit in edits} == {"mojibake.utf8-as-gbk", "mojibake.utf8-as-gbk-lossy"}
    assert all((edit.confidence == 0.999) == (not edit.rule.endswith("lossy")) for edit in edits)


def test_confidence_does_not_depend_on_the_order_of_sets():
    garbled = misread("请把门窗关好，谢谢。河边的柳树发了芽，孩子们放起风筝。", "utf-8", "gbk")
    code = f"from cleaners import clean; print(clean({garbled!r}, stages=['mojibake']).edits)"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in range(4)
    }
    assert len(printed) == 1


def test_layers_are_named_in_the_rule_last_misreading_first():
    garbled = misread(misread(SIMPLIFIED, "gb18030", "latin-1"), "utf-8", "cp1252")
    assert {e.rule for e in clean(garbled, stages=["mojibake"]).edits} == {"mojibake.utf8-as-cp1252+gbk-as-cp1252"}


@pytest.mark.parametrize("name", PATHS)
def test_every_path_has_a_reason_in_words(name):
    assert " was read as " in reason(f"mojibake.{name}")
    assert reason(f"mojibake.{name}+utf8-as-gbk-lossy").endswith("before that UTF-8 was read as GBK; bytes were lost")


def test_an_unsure_guess_is_flagged():
    document = clean("鈥� 鍏充簬鎴戜滑", stages=["mojibake"])
    assert document.text.endswith("关于我们")
    assert "mojibake.guessed" in {flag.rule for flag in document.flags}


def test_what_is_mostly_lost_stays_as_it_is_and_is_flagged():
    garbled = misread("门口的石阶要留着，那是大家坐着等开门的地方。", "utf-8", "gbk")
    torn = "".join("??" if i % 3 == 0 else char for i, char in enumerate(garbled))
    document = clean(torn, stages=["mojibake"])
    assert document.text == torn
    assert "mojibake.unsure" in {flag.rule for flag in document.flags}


@given(st.text(alphabet=st.sampled_from("鎴戜滑锛屾槸涓€?�\ue15e 銆a0\n的了人ÖÐ¡£ä¸­Ã뺏匡ﾒｱ"), max_size=40))
@settings(max_examples=200, deadline=None)
def test_anything_near_garbled_text_is_restored(text):
    assert clean(text, stages=["mojibake"]).restore() == text


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12))
def test_readings_give_back_the_bytes(text):
    for char in text:
        for reading in CP936.readings(char):
            assert bytes(reading.values).decode("gb18030") == char


def test_user_defined_characters_are_those_of_cp936():
    pairs = dict(user_defined())
    assert (pairs["\ue000"], pairs["\ue233"], pairs["\ue234"]) == ((0xAA, 0xA1), (0xAF, 0xFE), (0xF8, 0xA1))
    assert (pairs["\ue4c5"], pairs["\ue4c6"], pairs["\ue765"]) == ((0xFE, 0xFE), (0xA1, 0x40), (0xA7, 0xA0))


@pytest.mark.parametrize("char", ["é", "Ğ", "\x8d", "\xad"])
def test_western_code_pages_are_one_table(char):
    assert CP1252.strict[char] == char.encode("cp1254" if char == "Ğ" else "latin-1")


def test_pairs_of_half_width_kana_are_no_characters():
    assert all(len(char) == 1 for char in PATHS["utf8-as-shift-jis"].wrong.table)
    assert PATHS["utf8-as-shift-jis"].wrong.table["ｱ"] == ((0xB1,),)


def test_private_use_pairs_may_be_written_as_marks_of_loss():
    assert (0xC9, 0xCF) not in CP949.pairs
    assert (0xB0, 0xA1) in CP949.pairs


def test_utf16_reads_any_pair_but_surrogates():
    assert UTF_16_LE.strict["中"] == b"\x2d\x4e"
    assert all(not 0xD8 <= values[1] < 0xE0 for found in UTF_16_LE.table.values() for values in found)


def test_true_encodings_with_unknown_bytes():
    assert [UTF_8.needed(held) for held in ((), (0xE4,), (0xC3,), (0xF0, 0x9F), (-1, 0x80))] == [0, 2, 1, 2, 1]
    assert not UTF_8.accepts((0xE4,), 0x41)
    assert UTF_8.accepts((), 0xE4)
    assert "的" in UTF_8.fitting((0xE7, 0x9A, -1))
    assert GBK.needed((0xB5,)) == 1
    assert "的" in GBK.fitting((0xB5, -1))
    assert TRUE_UTF_16_LE.exact((0x2D, 0x4E)) == "中"
    assert GBK.exact((0x23, 0x8D)) == ""


def test_candidates_of_known_bytes_are_exact():
    path = PATHS["utf8-as-gbk"]
    assert path.candidates((0xE7, 0x9A, 0x84)) == ("的",)
    assert path.candidates((0xED, 0xA0, 0x80)) == ()
    assert path.candidates((0xEF, 0xBF, 0xBD)) == ()
    assert path.decoded((0xEF, 0xBF, 0xBD)) == ("\ufffd",)


def test_moves_are_the_cheapest_first_and_ascii_stays_between_characters():
    transitions = Transitions(PATHS["utf8-as-gbk"], pairs_vanish=False)
    prices = [move.price for move in transitions.moves((0xE7, 0x9A), "\ufffd")]
    assert prices == sorted(prices)
    assert transitions.moves((), "a") == ()
    assert transitions.moves((0xE7,), "殑")[0].items == ("的",)


def test_a_byte_may_have_vanished_before_a_pair_that_does_not_follow_else():
    transitions = Transitions(PATHS["utf8-as-gbk"], pairs_vanish=False)
    (move,) = transitions.moves((0xE3,), "傚")  # bytes 82 E5: the end of 。 without its middle, and another lead
    assert (move.items, move.pending, move.vanished) == (((0xE3, -1, 0x82),), (0xE5,), True)
    assert not any(move.vanished for move in transitions.moves((0xE3,), "€"))


def test_a_stretch_is_hopeless_where_too_many_bytes_are_lost():
    big5, gbk = (PATHS["utf8-as-big5"],), (PATHS["utf8-as-gbk"],)
    garbled = SIMPLIFIED.encode().decode("cp950", "replace")
    start, end = hopeless.stretch(f"今天{garbled}", big5)
    assert (start, end) == (2, 2 + len(garbled))
    assert hopeless.stretch(misread(SIMPLIFIED, "utf-8", "gbk"), gbk) is None
    assert hopeless.stretch(garbled, (*gbk, *big5)) is None


def test_a_stand_in_reads_as_every_character_it_stands_for():
    char = undecided(0xE6, 0x9D)
    assert is_undecided(char)
    assert (0xB5, 0xC4) not in {reading.values for reading in CP936.readings(char)}
    assert tuple("条".encode("gb18030")) in {reading.values for reading in CP936.readings(char)}


def test_strict_reading_stops_before_a_loss_and_where_clean_text_begins():
    path = PATHS["utf8-as-gbk"]
    garbled = misread("今天下午两点在会议室", "utf-8", "gbk")
    run = strict.Reader(path, garbled + "�" + garbled).run(0)
    assert garbled.startswith(garbled[: run.length])
    assert "今天下午两点在会议室".startswith(run.text)
    assert strict.Reader(path, "今天下午两点在会议室开会，请大家准时到。").run(0).length == 0


def test_gbk_is_not_read_on_into_clean_text():
    garbled = misread("院子里落满了桂花，香得很", "gb18030", "cp949")
    assert repaired(garbled + "孩子们高兴坏了，跑来跑去。") == "院子里落满了桂花，香得很孩子们高兴坏了，跑来跑去。"


@pytest.mark.parametrize("chain", [("utf8-as-gbk",), ("utf8-as-cp1252",), ("gbk-as-cp1252",), ("utf8-as-gbk",) * 2])
def test_the_chain_that_text_went_is_the_likeliest(chain):
    text = SIMPLIFIED
    for name in reversed(chain):
        path = PATHS[name]
        text = misread(text, CODECS[path.true.name], CODECS.get(path.wrong.name, path.wrong.name))
    assert tuple(path.name for path in chains(text)[0].paths) == chain


def test_layers_compose_into_pieces_of_the_garbled_text():
    once = misread("门窗都关好了", "utf-8", "gbk")
    twice = misread(once, "utf-8", "gbk")
    pieces = layers.decoded(twice, "", "\n", (PATHS["utf8-as-gbk"],) * 2, again=False)
    assert sum(piece.length for piece in pieces) == len(twice)
    assert "".join(piece.text for piece in pieces) == "门窗都关好了"
    assert all(len(piece.lost) == len(piece.text) for piece in pieces)


QUOTE, FORM = (0xE2, 0x80, -1), (0xEF, 0xBC, -1)


@pytest.mark.parametrize(
    ("guessed", "becomes"),
    [
        ("他说：‘好‘走了", "他说：“好”走了"),
        ("他说：“好…走了", "他说：“好”走了"),
        ("他…好”走了", "他“好”走了"),
    ],
)
def test_guessed_quotes_pair_up(guessed, becomes):
    lost = [QUOTE if char in "‘…" else () for char in guessed]
    assert "".join(settled(guessed, lost)) == becomes


def test_a_guessed_comma_after_a_label_is_a_colon_and_one_between_clauses_stays():
    for text, becomes in (("总机，010-5550", "总机：010-5550"), ("下雨了，路很滑，他没来", "下雨了，路很滑，他没来")):
        assert "".join(settled(text, [FORM if char == "，" else () for char in text])) == becomes


@pytest.mark.parametrize("row", list(rules.rows("mojibake_swallowed")), ids=lambda row: row["id"])
def test_row_of_swallowed_characters(row):
    for text, becomes in ((row["example"], row["becomes"]), (row["keeps"], row["keeps"].replace("⌷", ""))):
        left, right = text.split("⌷")
        assert left + swallowed.missing(left, right) + right == becomes.replace("\\n", "\n")
    assert row["reason"]


@pytest.mark.parametrize(
    ("text", "garbled", "reading", "sample"),
    [
        ("“中文”读错了就是“ÖÐÎÄ”", "ÖÐÎÄ", "中文", True),
        ("UTF-8 当成 GBK：「浣犲ソ」", "浣犲ソ", "你好", True),
        ("标题：浣犲ソ", "浣犲ソ", "你好", False),
        ("alert('浣犲ソ')", "浣犲ソ", "你好", False),
    ],
)
def test_samples_of_garbled_text(text, garbled, reading, sample):
    start = text.index(garbled)
    assert is_sample(text, Span(start, start + len(garbled)), reading) is sample


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好，我们去公园。" * 50, "鎮上的銀行", "", "plain ASCII", "锟斤拷锟斤拷",
        "Старая аптека стояла у пристани, там торговали мятой и яблоками. Чьи они?",
        "Її збудували дві родини, які тепер живуть у Львові та Києві.",
        "Les élèves ont préféré répéter la leçon.",
        "Његове две књиге чувају се ту, а све је затекао отац.",
    ],
)  # fmt: skip
def test_the_gate_is_closed_to_clean_text_and_to_what_is_lost(text):
    assert list(gate.spans(text)) == []


@pytest.mark.parametrize("name", PATHS)
def test_the_gate_opens_for_every_path(name):
    path = PATHS[name]
    text = TRADITIONAL if path.true is BIG5 else SIMPLIFIED
    if path.wrong.name == "surrogates":
        garbled = text.encode(CODECS[path.true.name]).decode("ascii", "surrogateescape")
    else:
        wrong = "cp1252" if path.wrong.twice else CODECS.get(path.wrong.name, path.wrong.name)
        garbled = misread(text, CODECS[path.true.name], wrong, "replace")
    assert path in gate.suspected(garbled)


def test_spans_are_on_one_line_and_do_not_overlap():
    lines = ["今天的会很短。", misread(SIMPLIFIED * 20, "utf-8", "gbk"), misread(SIMPLIFIED, "gbk", "latin-1")]
    text = "\n".join(lines)
    spans = list(gate.spans(text))
    assert {text.count("\n", 0, start) for start, _ in spans} == {1, 2}
    assert all("\n" not in text[start:end] for start, end in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_the_gate_is_what_its_script_makes_of_the_code_tables():
    script = runpy.run_path(str(Path(__file__).parents[1] / "scripts" / "build_mojibake_gate.py"))
    assert script["PATH"].read_text(encoding="utf-8") == "".join(script["lines"]())


@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_the_garbled_footer_of_a_real_page_comes_back_whole():
    text = next((SHARED / "seeds").glob("001*")).read_text(encoding="utf-8")
    expected = (SHARED / "seeds_gold" / "001.repaired_block.txt").read_text(encoding="utf-8")
    block = repaired(text).split("\n")[49:73]
    unspaced = [" ".join(line.split()) for line in block]
    assert unspaced == [" ".join(line.split()) for line in expected.split("\n")[:24]]


def test_what_stays_of_a_span_is_looked_at_a_few_times_and_not_once_a_run(monkeypatch):
    """The marks of UTF-16 make one span of many lines, here with a doubtful run in every piece."""
    text = "\x00?NAS?\x06ว\x020沒?b繧?@w\x1d?\ue164\x81?dl" * 40
    read = []
    decoded = layers.decoded
    monkeypatch.setattr(
        layers, "decoded", lambda span, *rest, **more: read.append(span) or decoded(span, *rest, **more)
    )
    assert clean(text, stages=["mojibake"]).restore() == text
    assert len(text) <= sum(map(len, read)) <= 5 * len(text)


@pytest.mark.parametrize("wrong", ["cp949", "cp932"])
@pytest.mark.parametrize("lost_at", [1, 2, 3])
def test_a_trial_reads_what_follows_a_loss_in_either_alignment(wrong, lost_at):
    data = "修理自行车的老人说".encode("gbk")
    garbled = (data[:lost_at] + data[lost_at + 1 :]).decode(wrong, "ignore")
    found = chains("\ufffd" + garbled)
    assert found
    assert found[0].paths[0].true is GBK


@pytest.mark.parametrize("before", ["", "他在门口说，", "Note: "])
@pytest.mark.parametrize("after", ["", "，大家都听见了。", ", 9-21"])
def test_clean_text_beside_garbled_text_takes_nothing_from_its_trial(before, after):
    garbled = misread("楼下的超市九点开门", "gbk", "cp949")
    assert chains(before + garbled + after)[0].gain > 40.0


def test_a_byte_that_vanished_made_no_pair_with_the_one_behind_it():
    path = PATHS["big5-as-gbk"]
    found = path.candidates((vanished_before(0x41), 0x41))
    assert "，" in found
    assert all((char.encode("big5hkscs")[0], 0x41) not in path.wrong.pairs for char in found)
    assert byte_behind(vanished_before(0x41)) == 0x41
    assert byte_behind(-1) < 0
