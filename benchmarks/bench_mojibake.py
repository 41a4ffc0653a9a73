"""How fast clean text passes and garbled text comes back, as ratios and megabytes a second in one process.

    python benchmarks/bench_mojibake.py [--markdown]

Cold is the first call of a process for that kind, tables built and language model read; warm is the median of several
calls after it. Garbled text is measured in megabytes of its own UTF-8; a row says how much of the true text came back.
Decoding alone, and how GBK documents compare with charset-normalizer's detection, are in bench_decoding.py.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import ftfy
import opencc
from rapidfuzz.distance import Levenshtein

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))  # tests.garbling

from bench_clean import SCAN, sample, speed  # noqa: E402

from cleaners import clean  # noqa: E402
from tests.garbling import misread  # noqa: E402

STAGES = ("decoding", "mojibake")
TIMES_FTFY, SHARE_OF_SCAN, GARBLED_SPEED = 40.0, 1 / 3, 0.3
CLEAN_SIZES = (10_000, 1_000_000)
GARBLED_CHARACTERS = 2_000
"""Characters of the true text: a second or two for the slowest kind."""


class Kind(NamedTuple):
    """A way to garble text, and whether the goal for speed is one for it."""

    name: str
    garbled: Callable[[str], str]
    is_typical: bool = True


def dropped(text: str) -> str:
    """UTF-8 read as GBK by a decoder that leaves out what it cannot read."""
    return text.encode().decode("gbk", "ignore")


def traditional(text: str) -> str:
    """Traditional text, without the few characters that Big5 does not have."""
    return opencc.OpenCC("s2t").convert(text).encode("big5hkscs", "ignore").decode("big5hkscs")


def in_clean_pages(text: str) -> str:
    """One line in ten is garbled."""
    lines = text.splitlines(keepends=True)
    return "".join(misread(line, "utf-8", "gbk") if i % 10 == 5 else line for i, line in enumerate(lines))


KINDS = (
    Kind("UTF-8 read as GBK, U+FFFD", lambda text: misread(text, "utf-8", "gbk")),
    Kind("UTF-8 read as GBK, ?", lambda text: misread(text, "utf-8", "gbk", "windows")),
    Kind("UTF-8 read as GBK, dropped", dropped),
    Kind("the first in one line of ten", in_clean_pages),
    Kind("GBK read as Latin-1", lambda text: misread(text, "gb18030", "latin-1")),
    Kind("UTF-8 read as CP1252", lambda text: misread(text, "utf-8", "cp1252")),
    Kind("GBK read as Big5", lambda text: misread(text, "gb18030", "cp950"), is_typical=False),
    Kind("GBK read as EUC-KR", lambda text: misread(text, "gb18030", "cp949"), is_typical=False),
    Kind("UTF-8 read as EUC-KR", lambda text: misread(text, "utf-8", "cp949"), is_typical=False),
    Kind("UTF-8 read as Shift-JIS", lambda text: misread(text, "utf-8", "cp932"), is_typical=False),
    Kind("UTF-8 read as Big5", lambda text: misread(text, "utf-8", "cp950"), is_typical=False),
    Kind("Big5 read as GBK", lambda text: misread(traditional(text), "big5hkscs", "gbk"), is_typical=False),
    Kind(
        "two layers: CP1252 twice",
        lambda text: misread(misread(text, "utf-8", "cp1252"), "utf-8", "cp1252"),
        is_typical=False,
    ),
    Kind(
        "two layers: GBK twice",
        lambda text: misread(misread(text, "utf-8", "gbk"), "utf-8", "gbk"),
        is_typical=False,
    ),
)


def own_text(size: int) -> str:
    """The sentences of texts.json in ever another order, several to a line."""
    sentences = json.loads((HERE / "texts.json").read_text("utf-8"))["zh"]
    count = len(sentences)
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        first = len(lines) * 7
        lines.append("".join(sentences[(first + i * (first % 11 + 1)) % count] for i in range(4)) + "\n")
    return "".join(lines)[:size]


class Row(NamedTuple):
    name: str
    found: str
    goal: str
    is_met: bool | None


def verdict(row: Row) -> str:
    return "" if row.is_met is None else "ok" if row.is_met else "missed"


def clean_rows() -> Iterator[Row]:
    """Clean UTF-8 through decoding and mojibake beside ftfy, and beside decoding and one scan."""
    for size in CLEAN_SIZES:
        data = (sample() * (size // 100_000 + 1)).encode()[:size].decode("utf-8", "ignore").encode()
        text = data.decode()
        ours = speed(lambda data=data: clean(data, stages=STAGES), len(data))
        theirs = speed(lambda text=text: ftfy.fix_text(text), len(data))
        floor = speed(lambda data=data: SCAN.search(data.decode()), len(data))
        assert clean(data, stages=STAGES).text == text
        name = f"clean UTF-8, {size // 1000:,} KB"
        times, share = ours / theirs, ours / floor
        goal = f">= {TIMES_FTFY:.0f}"
        yield Row(f"{name}: times ftfy.fix_text ({theirs:.1f} MB/s)", f"{times:.1f}", goal, times >= TIMES_FTFY)
        goal = f">= {SHARE_OF_SCAN:.2f}"
        yield Row(f"{name}: of decode and a scan ({floor:.0f} MB/s)", f"{share:.2f}", goal, share >= SHARE_OF_SCAN)


def garbled_speed(number: int) -> tuple[float, float, float]:
    """Megabytes a second of a kind, cold and warm, and the share of characters that came back."""
    true = own_text(GARBLED_CHARACTERS)
    text = KINDS[number].garbled(true)
    size = len(text.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    read = clean(text, stages=STAGES).text
    cold = time.process_time() - started
    warm = []
    for _ in range(2):
        started = time.process_time()
        clean(text, stages=STAGES)
        warm.append(time.process_time() - started)
    if KINDS[number].name.startswith("Big5"):
        true = traditional(true)
    return size / 1e6 / cold, size / 1e6 / statistics.median(warm), Levenshtein.normalized_similarity(true, read)


def garbled_rows() -> Iterator[Row]:
    """Each kind in a process of its own, so that the first call is cold."""
    for number, kind in enumerate(KINDS):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            cold, warm, right = pool.apply(garbled_speed, (number,))
        found = f"{warm:.2f} (cold {cold:.2f})"
        goal = f">= {GARBLED_SPEED}" if kind.is_typical else ""
        met = warm >= GARBLED_SPEED if kind.is_typical else None
        yield Row(f"{kind.name}: MB/s; {100 * right:.1f}% right", found, goal, met)


def print_row(*values: str, markdown: bool) -> None:
    if markdown:
        print("|", " | ".join(values), "|", flush=True)
    else:
        print("{:62} {:>20} {:>8} {}".format(*values), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    markdown = parser.parse_args().markdown
    print_row("row", "found", "goal", "", markdown=markdown)
    if markdown:
        print_row("---", "---", "---", "---", markdown=True)
    missed = 0
    for row in chain(clean_rows(), garbled_rows()):
        print_row(row.name, row.found, row.goal, verdict(row), markdown=markdown)
        missed += row.is_met is False
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
