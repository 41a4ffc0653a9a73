"""Tables are whole, and what is not checked twice at run time is true for every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Options, charsets
from cleaners.charsets import cns, iso_2022_cn
from cleaners.decoding.reading import REVERSIBLE

HIGH = range(0x80, 0x100)
PAIRS = [bytes((lead, trail)) for lead in HIGH for trail in range(0x30, 0x100)]
BYTE_CODECS = sorted(codec for codec in REVERSIBLE if not codec.startswith("utf"))


def read(raw, codec):
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("codec", BYTE_CODECS)
def test_reversible_codecs_encode_back_every_pair(codec):
    found = [(raw, text) for raw in PAIRS if (text := read(raw, codec))]
    assert len(found) > 6000
    assert all(text.encode(codec) == raw for raw, text in found)


@pytest.mark.parametrize("third", [0x81, 0x9A, 0xFE])
def test_gb18030_encodes_back_four_bytes(third):
    digits = range(0x30, 0x3A)
    codes = [bytes((a, b, third, d)) for a in range(0x81, 0xFF) for b in digits for d in digits]
    found = [(raw, text) for raw in codes if (text := read(raw, "gb18030"))]
    assert len(found) > 6000
    assert all(text.encode("gb18030") == raw for raw, text in found)


def test_gbk_reads_as_gb18030_does():
    found = [(raw, text) for raw in PAIRS if (text := read(raw, "gbk"))]
    assert len(found) > 21_000
    assert all(raw.decode("gb18030") == text for raw, text in found)


def test_every_character_of_cns_comes_back():
    text = "".join(cns.characters().values())
    assert len(text) == 55_441
    assert charsets.decoder("euc-tw")(charsets.encoded(text, "euc-tw"), "strict")[0] == text


def test_cns_has_the_characters_of_big5():
    han = {text for raw in PAIRS if (text := read(raw, "big5")) and "\u4e00" <= text <= "\u9fff"}
    assert len(han) > 13_000
    assert han <= set(cns.places())


def test_euc_tw_names_its_bad_bytes():
    with pytest.raises(UnicodeDecodeError) as error:
        charsets.decoder("euc-tw")(charsets.encoded("山水", "euc-tw") + b"\xff", "strict")
    assert (error.value.start, error.value.end, error.value.encoding) == (4, 5, "euc-tw")


@given(st.binary(max_size=60).map(lambda data: data.replace(b"\n", b"")), st.sampled_from(["hz", "iso-2022-cn"]))
def test_seven_bit_pieces_are_all_of_a_line(line, codec):
    assert b"".join(raw for _, raw in iso_2022_cn.pieces(line, codec)) == line


@pytest.mark.parametrize(("name", "known"), [("EUC_TW", "euc-tw"), ("iso-2022-cn-ext", "iso-2022-cn"), ("GBK", "gbk")])
def test_names(name, known):
    assert charsets.canonical(name) == known
    assert Options(encoding=name).encoding == name


def test_a_name_that_nobody_knows():
    with pytest.raises(ValueError, match="not known"):
        Options(encoding="gbk-2")
