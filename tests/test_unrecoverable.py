"""What cannot come back is flagged once a stretch; emphasis, placeholders and text about garbled text are not."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleaners.gates import Gate
from cleaners.mojibake import gate, unrecoverable

CASES = json.loads((Path(__file__).parent / "cases" / "unrecoverable.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "shared" / "eval" / "data"


def flagged(text: str) -> list[list[str]]:
    return [[flag.rule, text[flag.start : flag.end]] for flag in unrecoverable.findings(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    assert flagged(case["text"]) == case["flags"]


def test_a_third_of_the_cases_must_not_be_flagged():
    assert sum(not case["flags"] for case in CASES) * 3 >= len(CASES)


@pytest.mark.parametrize("loss", unrecoverable.LOSSES, ids=lambda loss: f"{loss.rule}: {loss.example}")
def test_every_row_holds(loss):
    (flag,) = unrecoverable.findings(loss.example)
    assert flag.rule == loss.rule
    assert loss.note in flag.note
    assert flagged(loss.keeps) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_gate_lets_everything_pass_that_is_flagged(case, monkeypatch):
    with_gate = flagged(case["text"])
    monkeypatch.setattr(gate, "of_losses", lambda: Gate(r"\s\S"))
    assert flagged(case["text"]) == with_gate


@pytest.mark.parametrize(
    "text", ["今天天气很好，我们去公园散步。" * 50, "What? Really! 100%", "", "屯门的烫伤科在哪里？"]
)
def test_the_gate_is_closed_to_clean_text(text):
    assert gate.of_losses().pattern.search(text) is None


def lost(text: str, read_as: str) -> str:
    """GBK read as UTF-8, saved, and read again as something else."""
    return text.encode("gbk").decode("utf-8", "replace").encode().decode(read_as, "replace")


@given(st.text(alphabet="天我们起里书字做是在有人他这写看江么", min_size=6, max_size=30))
@settings(max_examples=200, deadline=None)
def test_a_lost_line_is_one_flag(text):
    # Some pairs of these characters are UTF-8 by chance: 写 is д, the end of 书 and 看 are 鿴, 么 is ô.
    line = lost(text, "utf-8")
    assume(line.count("\ufffd") * 3 >= len(line) * 2)
    (flag,) = unrecoverable.findings("// " + line)
    assert flag.rule == "mojibake.lost-replacement"


@given(st.text(alphabet="天我们起里书，。、字做是写看", min_size=4, max_size=4), st.integers(2, 12))
@settings(max_examples=50, deadline=None)
def test_sound_text_with_a_mark_here_and_there_is_no_lost_line(words, times):
    assert flagged(f"{words}\ufffd" * times) == []


@pytest.mark.parametrize("read_as", ["gbk", "big5", "cp949", "cp1252", "latin-1", "cp1251", "cp437", "mac-roman"])
def test_u_fffd_is_known_in_any_misreading(read_as):
    rules = {flag.rule for flag in unrecoverable.findings("\ufffd\ufffd".encode().decode(read_as) * 4)}
    assert rules == {"mojibake.lost-replaced"}


@given(st.text(alphabet="锟斤拷烫屯葺锘匡豢\ufffdǳ?？ï¿½ÿþ〓中的 a1:\n，", max_size=60))
@settings(max_examples=300, deadline=None)
def test_flags_are_in_order_apart_and_within_the_text(text):
    flags = list(unrecoverable.findings(text))
    assert all(0 <= flag.start < flag.end <= len(text) for flag in flags)
    assert all(a.end <= b.start for a, b in itertools.pairwise(flags))
    assert [(s.start, s.end) for s in unrecoverable.stretches(text)] == [
        (flag.start, flag.end) for flag in flags if flag.rule != "mojibake.lost-byte-order-mark"
    ]


def test_a_byte_order_mark_is_flagged_and_left_to_the_engine():
    text = "锘縤mport os"
    assert [rule for rule, _ in flagged(text)] == ["mojibake.lost-byte-order-mark"]
    assert list(unrecoverable.stretches(text)) == []


def test_a_long_damaged_line_is_one_flag():
    assert len(flagged("锟斤拷锟斤拷，锟斤拷取锟斤拷" * 500)) == 1


@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_look_alikes_are_not_flagged_and_repairable_text_is_not_given_up():
    traps = (SHARED / "traps.jsonl").read_text(encoding="utf-8").splitlines()
    assert [found for line in traps for found in flagged(json.loads(line)["text"])] == []
    cases = map(json.loads, (SHARED / "mojibake.jsonl").read_text(encoding="utf-8").splitlines())
    given_up = [case["id"] for case in cases if case["expected"] and flagged(case["broken"])]
    assert len(given_up) <= 1  # one text of four layers that ends in 锟斤拷


@pytest.mark.skipif(not SHARED.exists(), reason="needs the evaluation data beside the project")
def test_clean_documents_have_few_damaged_lines():
    paths = sorted((SHARED / "harmless").rglob("*.txt"))
    found = [(path.parent.name, flag) for path in paths for flag in flagged(path.read_text(encoding="utf-8"))]
    # Posts whose traditional characters became ?, and one that was read in a wrong encoding before.
    assert {genre for genre, _ in found} <= {"reviews", "mixed"}
    assert len(found) <= 3
