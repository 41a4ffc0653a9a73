"""Random search: nothing raises, every input comes back, repairs stay where something is suspicious, nothing is slow.

    pytest -m fuzz tests/test_fuzz.py -s                             # about a minute in all
    ZHCLEAN_FUZZ_MINUTES=30 pytest -m fuzz tests/test_fuzz.py -s     # half an hour

Every run tries other examples; a failure is shrunk and shown with the code that repeats it.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners import Document, clean
from cleaners.edits import applied
from cleaners.mojibake import gate
from tests import fuzzing

pytestmark = pytest.mark.fuzz

MINUTES = float(os.environ.get("ZHCLEAN_FUZZ_MINUTES", "1"))
ROUND = 100
"""Examples between two looks at the clock."""

LEAST_BYTES = 2048
"""Size of an input whose speed counts: of smaller ones the fixed cost is the larger part."""

MOST_TIMES_MEDIAN = 50
STAGES = ("decoding", "mojibake")


def searched(law: Callable[[object], None], strategy: st.SearchStrategy[object], share: float) -> int:
    """Tries a law on random examples for its share of the time; how many were tried."""
    tried = 0

    @settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def once(example):
        nonlocal tried
        tried += 1
        law(example)

    ends = time.monotonic() + 60 * MINUTES * share
    while tried == 0 or time.monotonic() < ends:
        once()
    return tried


def check(data: bytes | str) -> Document:
    """The laws that hold of every input."""
    document = clean(data, stages=STAGES)
    assert document.restore() == data
    reached = 0
    for edit in document.edits if len(document.steps) == 1 else ():
        assert reached <= edit.raw.start <= edit.raw.end
        reached = edit.raw.end
    text = document.raw_text()
    for step in document.steps:
        assert all(edit.old == text[edit.start : edit.end] for edit in step.edits)
        repairs = [edit for edit in step.edits if not edit.rule.startswith("mojibake.escape")]
        spans = list(gate.spans(text)) if repairs else []
        for edit in repairs:
            assert any(start <= edit.start and edit.end <= end for start, end in spans), edit
        text = applied(text, step.edits)
    assert text == document.text
    return document


@pytest.mark.parametrize(("kind", "strategy"), [("bytes", fuzzing.byte_strings), ("text", fuzzing.strings)])
def test_any_input_is_accepted_and_comes_back(kind, strategy):
    print(f"\n{kind}: {searched(check, strategy, 0.3)} examples")


def test_repairing_twice_is_repairing_once_where_nothing_was_lost():
    def law(text):
        document = check(text)
        if not any("lossy" in edit.rule for edit in document.edits):
            assert check(document.text).text == document.text

    print(f"\nlossless: {searched(law, fuzzing.lossless(), 0.1)} examples")


def test_clean_text_stays():
    def law(text):
        assert check(text).edits == ()
        assert check(text.encode()).text == text

    print(f"\nclean: {searched(law, fuzzing.clean_text, 0.05)} examples")


def seconds_per_byte(data: bytes | str) -> float:
    """Seconds of this process, an input repeated until it has LEAST_BYTES."""
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    data *= -(-LEAST_BYTES // max(size, 1))
    started = time.process_time()
    clean(data, stages=STAGES)
    return (time.process_time() - started) / max(size, 1) / -(-LEAST_BYTES // max(size, 1))


@pytest.mark.parametrize(
    ("kind", "strategy"),
    [("clean", fuzzing.clean_text), ("bytes", fuzzing.byte_strings), ("text", fuzzing.strings)],
)
def test_no_input_is_far_slower_than_others_of_its_kind(kind, strategy, tmp_path):
    found: list[tuple[float, bytes | str]] = []
    clean("鎴戜滑" * 500, stages=STAGES)
    searched(lambda data: found.append((seconds_per_byte(data), data)) if data else None, strategy, 0.08)
    median = statistics.median(seconds for seconds, _ in found)
    slowest = sorted(found, key=lambda pair: -pair[0])[:5]
    again = [(min(seconds, seconds_per_byte(data)), data) for seconds, data in slowest]
    times = max(again)[0] / median
    print(f"\n{kind}: {len(found)} inputs, median {median * 1e6:.2f} µs a byte, slowest {times:.1f} times")
    for seconds, data in again:
        print(f"  {seconds / median:6.1f} times: {data[:150]!r}")
    whole = tmp_path / f"slowest-{kind}.txt"
    whole.write_text("".join(f"{seconds / median:.1f} times\t{data!a}\n" for seconds, data in again), encoding="ascii")
    assert times <= MOST_TIMES_MEDIAN, f"the slowest inputs stand whole in {whole}"
