"""Bytes become the right text, and every byte comes back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import Options, charsets, clean
from cleaners.decoding import decoded
from cleaners.decoding.alignment import units
from cleaners.decoding.exact import tolerant, write_units
from cleaners.decoding.reading import Writer

CASES = json.loads((Path(__file__).parent / "cases" / "decoding.json").read_text(encoding="utf-8"))
CHINESE = st.text(alphabet=st.sampled_from("的一是在有人国國山水，。：“”（）\n a1€𠮷〇囧"), max_size=40)
CODECS = ("utf-8", "gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "hz", "cp932", "euc_jp", "cp949")
OWN_CODECS = ("euc-tw", "iso-2022-cn")
ESCAPED = ("utf-7", "iso2022_jp_2", "iso2022_kr")
MARKS = (b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    data = bytes.fromhex(case["hex"])
    document = clean(data, stages=["decoding"])
    assert document.text == case["text"]
    assert document.source.encoding == case["encoding"]
    assert document.restore() == data


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_come_back(data):
    found = decoded(data, Options(), "")
    assert found.source.raw(found.text) == data
    found.text.encode("utf-8")  # no lone surrogates


@given(CHINESE, st.sampled_from((*CODECS, "euc-tw", *ESCAPED)), st.integers(0, 5), st.integers(0, 5), st.data())
@settings(max_examples=400, deadline=None)
def test_damaged_text_comes_back(text, codec, head, tail, data):
    raw = charsets.encoded(text, codec)
    raw = raw[head : len(raw) - tail]
    for _ in range(data.draw(st.integers(0, 3))):
        at, size = data.draw(st.integers(0, len(raw))), data.draw(st.integers(0, 2))
        raw = raw[:at] + data.draw(st.binary(max_size=2)) + raw[at + size :]
    found = decoded(raw, Options(), "")
    assert found.source.raw(found.text) == raw


@given(st.lists(st.tuples(st.sampled_from(MARKS), CHINESE, st.sampled_from(CODECS)), max_size=5))
@settings(max_examples=200, deadline=None)
def test_joined_files_come_back(parts):
    raw = b"".join(mark + text.encode(codec, "replace") for mark, text, codec in parts)
    found = decoded(raw, Options(), "")
    assert found.source.raw(found.text) == raw


@given(st.lists(st.tuples(CHINESE, st.sampled_from(CODECS[:4])), max_size=6))
@settings(max_examples=200, deadline=None)
def test_mixed_encodings_come_back(parts):
    raw = b"\n".join(text.encode(codec, "replace") for text, codec in parts)
    found = decoded(raw, Options(), "")
    assert found.source.raw(found.text) == raw


@given(st.binary(max_size=80), st.sampled_from((*CODECS, *OWN_CODECS, *ESCAPED)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_can_be_read_tolerantly(data, codec):
    reading = tolerant(data, codec)
    assert sum(segment.chars for segment in reading.segments) == len(reading.text)
    assert all(reading.text[place] == "\ufffd" for place in reading.damaged)


@given(st.binary(max_size=60), st.permutations(("utf-8", "gb18030", "cp950")))
@settings(max_examples=100, deadline=None)
def test_any_bytes_can_be_cut_between_codecs(data, codecs):
    found = units(data, tuple(codecs))
    assert sum(unit.size for unit in found) == len(data)
    assert all(charsets.encoded(unit.char, unit.codec) for unit in found if unit.char)


@pytest.mark.parametrize("codec", ["gb18030", "cp950", "cp932", "cp949"])
@given(data=st.binary(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_stretch_can_be_aligned(codec, data):
    writer = Writer()
    write_units(writer, data, units(data, (codec,)), len(data))
    reading = writer.reading()
    assert sum(segment.chars for segment in reading.segments) == len(reading.text)


def test_a_damaged_byte_is_flagged_where_it_stands():
    data = "山里的春天来得晚，桃花".encode("gb18030") + b"\xff" + "开的时候，平原上的麦子".encode("gb18030")
    (flag,) = clean(data, stages=["decoding"]).flags
    assert (flag.rule, flag.raw) == ("decoding.damaged-byte", (11, 12))


@pytest.mark.parametrize("data", [b"\xff" * 300, random.Random(1).randbytes(3000), b"\xc4\xe3\xff" * 200])
def test_noise_is_no_text_and_comes_back(data):
    document = clean(data, stages=["decoding"])
    assert [flag.rule for flag in document.flags] == ["decoding.not-text"]
    assert document.source.confidence == 0.0
    assert document.restore() == data


def test_clean_input_is_one_segment():
    assert len(clean("春天来了。\n".encode("gb18030") * 200).source.segments) == 1
    assert len(clean("春天来了。\n".encode() * 200).source.segments) == 1


def test_a_mark_is_no_text():
    source = clean(b"\xef\xbb\xbf" + "春天来了。".encode(), stages=["decoding"]).source
    assert (source.bom, source.segments[0]) == ("utf-8", (0, "", b"\xef\xbb\xbf"))


def test_a_forced_encoding_is_taken_at_its_word():
    document = clean("春天来了".encode(), stages=["decoding"], options=Options(encoding="gbk"))
    assert document.source.encoding == "gb18030"
    assert document.text.startswith("鏄")
    assert document.restore() == "春天来了".encode()


def test_pairs_of_big5_that_do_not_encode_back_are_kept():
    data = ("山裡的春天來得晚，桃花開的時候。" * 3).encode("cp950") + b"\xa1\xc3\xa2\xcc"
    assert clean(data).restore() == data


@pytest.mark.parametrize("size", [600, 1200, 5000])
@pytest.mark.parametrize("codec", ["gb18030", "cp950"])
def test_a_bad_byte_in_a_long_line_costs_itself(codec, size):
    text = "山上有石老人在月光下走回家" * (size // 12)
    raw = text[:size].encode(codec, "ignore")
    found = decoded(raw[:100] + b"\xff" + raw[100:], Options(), "")
    assert found.text.replace("\ufffd", "") == raw.decode(codec)
    assert len(found.flags) == 1


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "cp950"])
def test_one_long_line_in_two_encodings(codec):
    text = "山上有石，老人在月光下走回家。" * 40
    other = "gb18030" if codec == "utf-8" else "utf-8"
    raw = (text.encode(codec) + b" " + text.encode(other) + b" ") * 6
    assert clean(raw, stages=["decoding"]).text == (text + " " + text + " ") * 6


@pytest.mark.parametrize("codec", ["gb18030", "cp950", "utf-8", "euc-tw"])
def test_a_forced_encoding_reads_noise(codec):
    data = random.Random(2).randbytes(4000)
    document = clean(data, stages=["decoding"], options=Options(encoding=codec))
    assert document.restore() == data


def test_files_in_a_row_keep_their_marks_out_of_the_text():
    text = "春天来了，山里下雨。\n"
    data = text.encode() + b"\xff\xfe" + text.encode("utf-16-le") + b"\xfe\xff" + text.encode("utf-16-be")
    document = clean(data, stages=["decoding"])
    assert document.text == text * 3
    assert document.source.encoding == "utf-8+utf-16-le+utf-16-be"


def test_an_escape_that_damage_cuts_comes_back():
    data = "山里\n".encode("iso2022_jp_2") * 3
    for at in range(len(data)):
        for raw in (data[:at] + b"\x1b?" + data[at:], data[:at] + data[at + 1 :], data[:at] + b"\n" + data[at:]):
            assert clean(raw, stages=["decoding"]).restore() == raw


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("byte", [0x00, 0x41, 0xC3, 0xED])
def test_a_surrogate_pair_that_is_torn_is_damage(at, byte):
    pair = bytearray(b"\xed\xa1\x80\xed\xb0\x80")
    pair[at] = byte
    around = "渡口的船每天早上六点开，坐船的人要早一点到。".encode()
    data = around + bytes(pair) + around
    document = clean(data, stages=["decoding"])
    assert document.restore() == data
    assert document.text.startswith("渡口的船")
