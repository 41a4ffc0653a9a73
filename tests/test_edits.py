"""The laws of the edit log, on random Chinese-like text and random edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Document, Edit, EditError, Flag, Source, Span
from cleaners.edits import Positions, applied, checked, inverted

# Han, traditional, punctuation of both widths, line ends, controls, astral characters, lone surrogates.
CHINESE = st.text(
    alphabet=st.one_of(
        st.sampled_from("的一人國，。：；！？“”‘’（）《》、…—　 \t\n\r,.:;!?()\"'0aA𠮷😀\u200b\ue000\ufffd"),
        st.characters(),
        st.characters(categories=["Cs"]),
    ),
    max_size=60,
)


@st.composite
def edits_of(draw, text: str) -> list[Edit]:
    edits, at = [], 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        new = draw(CHINESE.filter(lambda s, old=text[start:end]: s != old))
        edits.append(Edit(start, text[start:end], new, "test.random", draw(st.floats(0, 1))))
        at = end
    return edits


@st.composite
def documents(draw) -> Document:
    text = draw(CHINESE)
    document = Document(text, Source.of_text(text))
    for number in range(draw(st.integers(0, 4))):
        document = document.edited(f"step{number}", draw(edits_of(document.text)))
    return document


@given(documents())
def test_restore_gives_back_the_raw_text(document):
    raw = document.restore()
    assert document.source.sha256 == Source.of_text(raw).sha256


@given(st.data())
def test_inverse_of_inverse_is_the_step_itself(data):
    text = data.draw(CHINESE)
    edits = checked(text, data.draw(edits_of(text)))
    assert inverted(inverted(edits)) == edits
    assert applied(applied(text, edits), inverted(edits)) == text


@given(st.data())
def test_mapping_agrees_with_a_plain_walk_over_the_edits(data):
    text = data.draw(CHINESE)
    edits = checked(text, data.draw(edits_of(text)))
    positions = Positions.of(edits)
    after = applied(text, edits)
    touched = {i for e in edits for i in range(e.start, e.end)}
    for i, char in enumerate(text):
        start, end = positions.mapped(Span(i, i + 1))
        if i not in touched:
            assert after[start:end] == char
        else:
            edit = next(e for e in edits if e.start <= i < e.end)
            assert after[start:end] == edit.new


@given(documents(), st.data())
def test_origin_is_monotonic_and_covers(document, data):
    raw = document.restore()
    length = len(document.text)
    a = data.draw(st.integers(0, length))
    b = data.draw(st.integers(a, length))
    c = data.draw(st.integers(b, length))
    d = data.draw(st.integers(c, length))
    outer, inner = document.origin(a, d), document.origin(b, c)
    assert 0 <= outer.start <= outer.end <= len(raw)
    if b < c:
        assert outer.start <= inner.start <= inner.end <= outer.end
    assert document.origin(0, length).start <= document.origin(0, length).end


@given(documents())
def test_a_placed_edit_shows_its_old_text_where_no_earlier_step_was(document):
    raw = document.restore()
    placed = document.edits
    assert len(placed) == sum(len(step.edits) for step in document.steps)
    if document.steps:
        for edit in placed[: len(document.steps[0].edits)]:
            assert raw[edit.raw.start : edit.raw.end] == edit.old
        for edit in placed[len(placed) - len(document.steps[-1].edits) :]:
            assert document.text[edit.clean.start : edit.clean.end] == edit.new


def test_origin_of_clean_text_is_the_raw_place():
    document = Document("甲乙丙丁", Source.of_text("甲乙丙丁")).edited("x", [Edit(1, "乙", "", "x.y")])
    assert document.origin(1, 2) == (2, 3)
    assert document.origin(1, 1) == (1, 2)
    assert document.edited("y", [Edit(0, "", "戊", "y.z")]).origin(0, 1) == (0, 0)


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([Edit(0, "乙", "丙", "r.a")], "expected '乙' at 0, found '甲'"),
        ([Edit(0, "甲乙", "", "r.a"), Edit(1, "乙", "丙", "r.b")], "overlaps"),
        ([Edit(2, "丙", "", "r.a"), Edit(0, "甲", "", "r.b")], "overlaps or comes before"),
        ([Edit(0, "甲", "甲", "r.a")], "changes nothing"),
        ([Edit(9, "", "甲", "r.a")], "expected ''"),
        ([Edit(-1, "丙", "", "r.a")], "overlaps or comes before"),
        ([Edit(0, "甲", "", "r.a", 1.5)], "confidence 1.5"),
    ],
)
def test_wrong_edits_are_refused_with_cleaner_rule_and_place(edits, says):
    with pytest.raises(EditError, match=f"bad: r.*{says}"):
        Document("甲乙丙", Source.of_text("甲乙丙")).edited("bad", edits)


def test_a_flag_outside_the_text_is_refused():
    with pytest.raises(EditError, match="outside the text"):
        Document("甲", Source.of_text("甲")).edited("bad", [Flag(0, 2, "r.a")])


def test_no_findings_no_step():
    document = Document("甲", Source.of_text("甲"))
    assert document.edited("idle", []) is document


def test_flags_keep_their_place_through_later_edits():
    document = Document("甲乙丙", Source.of_text("甲乙丙")).edited("f", [Flag(2, 3, "f.x", "look")])
    document = document.edited("e", [Edit(0, "甲", "", "e.x")])
    (flag,) = document.flags
    assert (flag.raw, flag.clean, flag.note) == ((2, 3), (1, 2), "look")
