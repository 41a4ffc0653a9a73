"""A second copy of the article goes, what only looks like one stays."""

from __future__ import annotations

import json
import random
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.copies import findings
from cleaners.copies.clauses import clauses, folded
from cleaners.copies.gate import may_repeat
from cleaners.edits import Edit, applied, checked
from cleaners.options import Options

CASES = json.loads((Path(__file__).parent / "cases" / "copies.json").read_text(encoding="utf-8"))

WORDS = [
    "江水",
    "老人",
    "渡口",
    "新桥",
    "大水",
    "两岸",
    "城东",
    "秋天",
    "说起",
    "看见",
    "从前",
    "慢慢",
    "流过",
    "三次",
    "庙门",
]


def cleaned(text):
    return clean(text, stages=["copies"])


def article(seed, paragraphs=5):
    """Paragraphs of random words: no two seeds have a clause in common but by rare chance."""
    dice = random.Random(seed)
    clause = lambda: "".join(dice.choice(WORDS) for _ in range(dice.randint(3, 7)))  # noqa: E731
    return "".join("，".join(clause() for _ in range(6)) + "。\n" for _ in range(paragraphs))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case):
    assert cleaned(case["text"]).text == case["becomes"]


def test_a_third_of_the_cases_must_not_change():
    assert 3 * sum(case["text"] == case["becomes"] for case in CASES) >= len(CASES)


def test_choice_is_in_the_log():
    document = cleaned(article(1) + article(1))
    assert document.text == article(1)
    assert [edit.rule for edit in document.edits] == ["copies.second-copy"]
    (flag,) = document.flags
    assert flag.rule == "copies.kept"
    assert flag.note.startswith("kept the first copy (equal")


def test_three_copies_leave_one():
    assert cleaned(article(1) * 3).text == article(1)


def test_copies_of_two_articles():
    both = article(1) + article(2)
    assert cleaned(both + both).text == both


@given(st.integers(0, 1000), st.integers(1, 8), st.sampled_from(["\n", "\r\n"]))
def test_a_copy_after_anything_goes(seed, paragraphs, end):
    text = article(seed, paragraphs).replace("\n", end)
    before = article(seed + 5000, 2).replace("\n", end)
    assert cleaned(before + text + text).text in {before + text, before + text + text}
    assert cleaned(before + text).text == before + text


def test_the_ends_of_sentences_rule_a_copy_out():
    """A pull quote comes again, too, but it is not enough of a long text."""
    assert not may_repeat(article(1, 40))
    assert not may_repeat(article(1, 40) + article(1, 1))
    assert may_repeat(article(1) * 2)
    assert may_repeat(article(1) + "".join(f"{s[:-3]} {s[-3:]}。" for s in article(1).split("。")[:-1]))
    assert may_repeat(f"渡口恢复通航了\n{article(1, 1)}{article(2, 6)}渡口恢复通航了\n{article(1, 1)}")


@given(st.text(alphabet="江水a1AＡ１_ ﾊﾞ㎡½ß，。豈\n", max_size=40))
def test_text_without_a_character_that_folds_is_its_own_folding(text):
    whole = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()
    assert folded(text) == whole


@given(st.lists(st.text(alphabet="江水a1Ａ_ﾊﾞ㎡ß豈", min_size=6, max_size=9), max_size=4))
def test_clauses_are_folded_at_one_go_as_each_by_itself(words):
    text = "。".join(words * 2)
    spans, keys = clauses(text)
    assert [hash(folded(text[start:end])) for start, end in spans] == keys


@given(st.text(alphabet="江水东流，。\n a1", max_size=400))
def test_any_text_gives_edits_that_fit(text):
    edits = checked(text, [finding for finding in findings(text, Options()) if isinstance(finding, Edit)])
    assert set(applied(text, edits).split()) <= set(text.split())


@pytest.mark.parametrize("unit", ["江", "江水东流不回头，", "江水东流不回头。\n", "a,", " ", "\n", "江水\n\n"])
def test_time_grows_with_length_alone(unit):
    def took(size):
        text = unit * (size // len(unit))
        spent = []
        for _ in range(3):
            start = time.process_time()
            list(findings(text, Options()))
            spent.append(time.process_time() - start)
        return min(spent)

    took(1000)
    assert took(200_000) < 50 * max(took(20_000), 0.002)  # ten times the text; quadratic work takes a hundred times
