"""A document comes back from its provenance file, whatever it holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import Document, Edit, Flag, Options, Segment, Source, clean
from cleaners.source import digest
from flows import provenance
from flows.provenance import ProvenanceError


def through_file(document: Document) -> Document:
    log = provenance.written(document, Options(), "1", "0" * 64)
    return provenance.read(log, document.text)


@given(st.binary(max_size=80))
@settings(deadline=None)
def test_any_bytes_come_back_through_the_file(data):
    document = clean(data, name="x")
    assert through_file(document).restore() == data


@given(
    st.text(max_size=40),
    st.text(alphabet=st.characters(categories=["Cc", "Zl", "Zp"]) | st.sampled_from("\udc80\udcff"), max_size=5),
)
@settings(deadline=None)
def test_any_edit_comes_back_through_the_file(text, new):
    document = Document(text, Source.of_text(text, "n\udcff\n"))
    document = document.edited("s", [Edit(0, "", new, "s.r", 0.25)] if new else [Flag(0, 0, "s.f", "note\n")])
    again = through_file(document)
    assert again.steps == document.steps
    assert again.source == document.source
    assert again.restore() == text


def test_literal_bytes_of_a_segment_come_back():
    data = b"\xef\xbb\xbfa\xffb"
    segments = (Segment(0, "", b"\xef\xbb\xbf"), Segment(1, "ascii"), Segment(1, "", b"\xff"), Segment(1, "ascii"))
    document = Document("a\ufffdb", Source("x", digest(data), "utf-8", 0.9, "utf-8", segments))
    assert through_file(document).restore() == data


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_the_text_file_is_a_bijection(text):
    assert provenance.text_of(provenance.text_file(text)) == text


HEAD = json.loads(provenance.written(Document("", Source.of_text("")), Options(), "1", "0").splitlines()[0])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "unreadable provenance"),
        (b"{not json}\n", "unreadable provenance"),
        (b'{"format": 1}\n', "KeyError: 'name'"),
        (json.dumps(HEAD | {"format": 99}).encode(), "format 99, this version reads 1"),
        (json.dumps(HEAD).encode() + b'\n{"cleaner": "x"}\n', "KeyError: 'edits'"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(data, says):
    with pytest.raises(ProvenanceError, match=says):
        provenance.read(data, "")


def test_options_that_were_chosen_are_in_the_file():
    log = provenance.written(clean(b"a"), Options(target_script="tw"), "1", "0")
    assert json.loads(log.splitlines()[0])["options"] == {"target_script": "tw"}
