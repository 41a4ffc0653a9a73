"""Escapes in running text are decoded; in code, addresses and text about escapes they stay."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.edits import Edit, Flag, applied, checked
from cleaners.gates import Gate
from cleaners.mojibake import escape_decoders, escapes, gate, transfer
from cleaners.mojibake.surroundings import Place, Surroundings

CASES = json.loads((Path(__file__).parent / "cases" / "escapes.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "shared" / "eval" / "data"


def decoded(text: str) -> str:
    return applied(text, checked(text, [found for found in escapes.findings(text) if isinstance(found, Edit)]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    assert decoded(case["text"]) == case["becomes"]


def test_half_of_the_cases_must_not_change():
    assert sum(case["text"] == case["becomes"] for case in CASES) * 2 >= len(CASES)


@pytest.mark.parametrize("kind", escapes.KINDS, ids=lambda kind: f"{kind.rule}: {kind.example}")
def test_every_row_holds(kind):
    edits = list(escapes.findings(kind.example))
    assert applied(kind.example, edits) == kind.becomes
    assert {edit.rule for edit in edits} == {kind.rule}
    assert list(escapes.findings(kind.keeps)) == []
    assert kind.reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_is_decoded_stays(case):
    assert decoded(case["becomes"]) == case["becomes"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_gate_lets_everything_pass_that_is_decoded(case, monkeypatch):
    with_gate = decoded(case["text"])
    monkeypatch.setattr(gate, "of_escapes", lambda: Gate(r"\s\S"))
    assert decoded(case["text"]) == with_gate


@pytest.mark.parametrize(
    "text", ["今天天气很好，我们去公园散步。" * 50, "plain ASCII: 5 < 6 & 7 > 3", "", "a=b~c+d\\e%f"]
)
def test_the_gate_is_closed_to_clean_text(text):
    assert gate.of_escapes().pattern.search(text) is None


def utf16_units(text: str) -> list[int]:
    data = text.encode("utf-16-be")
    return [int.from_bytes(data[i : i + 2]) for i in range(0, len(data), 2)]


def hz(text: str) -> str:
    return "~{" + "".join(chr(byte & 0x7F) for byte in text.encode("gb2312")) + "~}"


ESCAPERS = {
    "html": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "html twice": lambda text: "".join(f"&amp;#x{ord(char):x};" for char in text),
    "unicode": lambda text: "".join(f"\\u{unit:04x}" for unit in utf16_units(text)),
    "javascript": lambda text: "".join(f"%u{unit:04X}" for unit in utf16_units(text)),
    "R": lambda text: "".join(f"<U+{ord(char):04X}>" for char in text),
    "percent": quote,
    "percent, GBK": lambda text: quote(text.encode("gbk")),
    "bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "octal": lambda text: "".join(f"\\{byte:03o}" for byte in text.encode()),
    "quoted-printable": lambda text: "".join(f"={byte:02X}" for byte in text.encode()),
    "quoted-printable, GBK": lambda text: "".join(f"={byte:02X}" for byte in text.encode("gbk")),
    "quoted-printable, broken": lambda text: "=\n".join(f"={byte:02X}" for byte in text.encode()),
    "mail header": lambda text: f"=?GB2312?B?{base64.b64encode(text.encode('gbk')).decode()}?=",
    "HZ": hz,
    "UTF-7": lambda text: "+" + base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=") + "-",
}
PHRASES = [
    "会议通知",
    "今天下午",
    "图书馆",
    "请大家准时参加",
    "关于放假",
    "天气预报",
    "人民生活",
    "新闻报道",
    "工作计划",
    "学习中文",
]


@pytest.mark.parametrize("name", ESCAPERS)
@given(phrases=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_every_escaped_phrase_comes_back(name, phrases):
    text = "".join(phrases)
    assert decoded(f"— {ESCAPERS[name](text)} —") == f"— {text} —"


PARTS = [
    *(
        "&#20013;",
        "&amp;",
        "&auml;",
        "\\u4e2d",
        "\\ud83d",
        "\\ude00",
        "\\",
        "u56fd",
        "%E4%B8%AD",
        "%D6",
        "=E4=BD=A0",
        "=\n",
    ),
    *("=", "~{VPND~}", "~{", "+Ti1lhw-", "<U+4E2D>", "\\xe4", "\\344\\275\\240", "$BF|K\\(B", "=?utf-8?B?5Lit?=", '"'),
    *("`", "```\n", "中", "文", "，", " ", "\n", "a", "1", "(", ";", "\ud83d", "\ufffd"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_found_fits_the_text(parts):
    text = "".join(parts)
    found = list(escapes.findings(text))
    checked(text, [edit for edit in found if isinstance(edit, Edit)])
    assert all(0 <= flag.start < flag.end <= len(text) for flag in found if isinstance(flag, Flag))


def test_japanese_without_its_escape_characters_is_flagged_and_stays():
    text = "Subject: $BF|K\\8l(B"
    (flag,) = escapes.findings(text)
    assert isinstance(flag, Flag)
    assert flag.rule == "mojibake.escape-iso-2022"
    assert text[flag.start : flag.end] == "$BF|K\\8l(B"
    assert list(escapes.findings("cost: $BASE(B)")) == []


def test_a_character_cut_at_the_edge_of_an_excerpt_stays():
    whole = "".join(f"={byte:02X}" for byte in "中国人民".encode())
    assert decoded(whole[6:] + "=E4=B8") == "=AD国人民=E4=B8"


def test_an_escaped_quotation_mark_stays_where_it_would_end_the_string():
    assert decoded(r'"\u4ed6\u8bf4\u0022\u4f60\u597d\u0022\u5c31\u8d70\u4e86",') == r'"他说\u0022你好\u0022就走了",'


@pytest.mark.parametrize(
    ("before", "behind", "place"),
    [
        ("今天", "明天", Place.PROSE),
        ("// ", "", Place.PROSE),
        ("<b>", "</b>", Place.PROSE),
        ('{"a": "', '"}', Place.DATA),
        ("title: ", "", Place.DATA),
        ('f("', '")', Place.SOURCE),
        ("x = '", "'", Place.SOURCE),
        ('<img alt="', '">', Place.SOURCE),
        ("https://example.org/", "", Place.SOURCE),
        ("```\n", "\n```", Place.SOURCE),
    ],
)
def test_places(before, behind, place):
    text = before + "\\u4e2d" + behind
    assert Surroundings(text).place(len(before), len(text) - len(behind)) is place


@pytest.mark.parametrize(
    ("decoder", "run"),
    [
        (escape_decoders.code_points, "&#0;"),
        (escape_decoders.code_points, "\\U99999999"),
        (escape_decoders.code_points, "\\ud83d"),
        (escape_decoders.percent, "%FF%FF%FF%FF%FF%FF%FF%FF"),
        (escape_decoders.garbled_entities, "&eacute;&agrave;"),
        (transfer.encoded_words, "=?no-such-charset?B?5Lit?="),
        (transfer.encoded_words, "=?utf-8?B?5?="),
        (transfer.hz, "~{!~"),
        (transfer.utf7, "+AAAAAAAA-"),
    ],
)
def test_what_is_no_text_is_not_decoded(decoder, run):
    assert decoder([run]) == [[]]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_clean_documents_and_look_alikes_stay():
    lines = (SHARED / "traps.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts += [path.read_text(encoding="utf-8") for path in sorted((SHARED / "harmless").rglob("*.txt"))]
    assert [found for text in texts for found in escapes.findings(text)] == []
