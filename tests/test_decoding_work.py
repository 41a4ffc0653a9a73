"""No bytes are slow: the work grows with the size, and no input takes far more of it than others."""

from __future__ import annotations

import random
import statistics
import time

import pytest

from cleaners import clean
from cleaners.decoding import alignment, script_costs

SMALL = 8_000
MOST_TIMES_MEDIAN = 50
TEXT = "山里的春天来得晚，桃花开的时候，平原上的麦子已经黄了。\n"


def repeated(raw, size):
    return (raw * (size // len(raw) + 1))[:size]


def mutated(raw, share, seed):
    chance = random.Random(seed)
    return bytes(chance.randrange(256) if chance.random() < share else byte for byte in raw)


def inputs(size):
    gbk, utf8, big5 = TEXT.encode("gbk"), TEXT.encode(), "山裡的春天來得晚，桃花開的時候。\n".encode("big5")
    found = {f"all {byte:02x}": bytes((byte,)) * size for byte in (0, 10, 32, 65, 126, 128, 142, 160, 176, 228, 255)}
    units = {
        "lead and ASCII": b"\xe4a", "lead and FF": b"\xb0\xff", "four bytes": b"\x81\x30", "marks": b"\xff\xfe",
        "escapes": b"\x1b$)A\x0e", "open HZ": b"~{VPND", "plus": b"+TgBNhg", "lines of one": b"\xb0\n",
        "surrogates": b"\xed\xa0\x80", "pairs and FF": b"\xc4\xe3\xff", "strays": b"a\x92", "cut": b"\xe4\xb8",
        "damaged lines": gbk + b"\xff", "one line": gbk[:-1], "mixed lines": gbk + utf8,
        "mixed line": gbk[:-1] + utf8[:-1],
        "GBK and Big5": gbk[:-1] + big5[:-1], "Russian": "Маяк стоит. ".encode("cp1251"), "UTF-8": utf8, "GBK": gbk,
    }  # fmt: skip
    found |= {name: repeated(raw, size) for name, raw in units.items()}
    for name, raw in (("UTF-8", utf8), ("GBK", gbk), ("Big5", big5), ("GBK line", gbk[:-1]), ("UTF-8 line", utf8[:-1])):
        found |= {f"{name}, {share} wrong": mutated(repeated(raw, size), share, 1) for share in (0.001, 0.01, 0.1)}
    return {**found, "noise": random.Random(1).randbytes(size)}


NAMES = sorted(inputs(100))


@pytest.mark.parametrize("name", NAMES)
def test_work_grows_with_the_size(name, monkeypatch):
    """Counts the characters that are looked at, each a step of the language model: eight times the bytes, at most
    about eight times the characters."""

    def steps(size):
        counted = 0
        cost_of, cost_of_char = script_costs.cost_of, alignment.cost_of_char

        def counting_text(text, codec):
            nonlocal counted
            counted += len(text)
            return cost_of(text, codec)

        def counting_char(before, char):
            nonlocal counted
            counted += 1
            return cost_of_char(before, char)

        with monkeypatch.context() as patch:
            patch.setattr(script_costs, "cost_of", counting_text)
            patch.setattr(alignment, "cost_of_char", counting_char)
            alignment.units.cache_clear()
            data = inputs(size)[name]
            assert clean(data, stages=["decoding"]).restore() == data
        return counted

    assert steps(SMALL) <= 10 * steps(SMALL // 8) + 20_000


@pytest.mark.slow
def test_no_input_takes_far_longer_than_others():
    seconds = {}
    for name, data in inputs(200_000).items():
        started = time.process_time()
        clean(data, stages=["decoding"])
        seconds[name] = time.process_time() - started
    limit = MOST_TIMES_MEDIAN * statistics.median(seconds.values())
    assert {name: taken for name, taken in seconds.items() if taken > limit} == {}
