"""`clean` as a whole: its arguments, and the laws that hold whatever the stages do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import Options, clean

# Pieces that every stage has something to say about, glued together at random.
PIECES = (
    "今天的会开得很短,大家都松了一口气.", "\n", "\r\n", "\n\n", "　　", " ", "鎴戜滑锛�", "第三章　江边", "分享到：",
    "责任编辑:某人", "中國電力", "——", "...", "“好”", '他说"好"', "10:37", "https://example.org/a?b=1,2", "&nbsp;",
    "\u200b", "\ue5e5", "ＡＢＣ１２３", "版权所有 未经许可不得转载", "が", "한국", "a", "𠮷", "\x00", "\ufffd",
    "\f", "|",
)  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


@given(DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_text_is_restored_whatever_was_edited(text):
    assert clean(text).restore() == text


@given(DOCUMENTS, st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-le", "utf-8-sig"]), st.binary(max_size=6))
@settings(max_examples=150, deadline=None)
def test_bytes_are_restored_whatever_was_edited(text, codec, noise):
    data = text.encode(codec, "replace") + noise
    assert clean(data).restore() == data


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_every_edit_lies_inside_the_raw_and_the_clean_text(text):
    document = clean(text)
    for edit in document.edits:
        assert 0 <= edit.raw.start <= edit.raw.end <= len(text)
        assert 0 <= edit.clean.start <= edit.clean.end <= len(document.text)
        assert edit.rule.startswith(f"{edit.stage}.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\r", "\n\u3000\u3000", "\n \n"])
def test_a_clean_document_is_one_paragraph_a_line(end):
    paragraphs = ["今天的会开得很短，大家都松了一口气。", "散会以后，他们去了江边。", "江上没有船，只有几只水鸟。"]
    assert clean(end.join(["", *paragraphs, ""])).text.strip("\n") == "\n".join(paragraphs)


def test_stages_run_in_their_order_whatever_order_is_asked_for():
    text = "鎴戜滑鍘诲叕鍥�,濂藉悧"
    one = clean(text, stages=["punctuation", "mojibake"])
    assert list(one.edit_counts) == ["mojibake", "punctuation"]
    assert sum(one.edit_counts.values()) == len(one.edits)
    assert one.text == clean(text, stages=["mojibake", "punctuation"]).text


def test_no_stage_leaves_the_text():
    assert clean("他说,好.", stages=[]).text == "他说,好."


def test_an_unknown_stage_names_the_known_ones():
    with pytest.raises(ValueError, match="unknown stage 'wrap'; the stages are decoding, mojibake"):
        clean("甲", stages=["wrap"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"target_script": "mandarin"}, "target_script is one of simplified"),
        ({"encoding": "gbk-2000"}, "encoding 'gbk-2000' is not known"),
    ],
)
def test_wrong_options_say_what_is_right(arguments, says):
    with pytest.raises(ValueError, match=says):
        Options(**arguments)


def test_the_digest_of_options_changes_with_what_was_chosen():
    digests = {Options().digest, Options(encoding="gbk").digest, Options(target_script="tw").digest}
    assert len(digests) == 3
    assert Options().digest == Options(target_script=None).digest


@pytest.mark.parametrize("data", ["", b"", "\n", b"\xff" * 100, "\ufeff", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_inputs_with_next_to_nothing(data):
    document = clean(data)
    assert document.restore() == data
    assert document.text.strip() in ("", document.text)
