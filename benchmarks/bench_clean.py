"""How fast clean text passes, as ratios in one process: all stages, single stages, and ftfy beside them.

    python benchmarks/bench_clean.py [FILE]

Without FILE, text is made from a few clauses. Seconds on shared machines mean little; the ratios do.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ftfy
from bench_scale import CLAUSES

from cleaners import STAGES, clean

RUNS = 5
SCAN = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f锛鈥銆]")
"""What the least that can be done to clean text looks for, in one pass."""


def sample() -> str:
    """About 100 KB of clean text, one paragraph a line."""
    lines = []
    for number in range(400):
        clauses = [CLAUSES[(number * 7 + i * i) % len(CLAUSES)] for i in range(9)]
        lines.append("，".join(clauses[:4]) + "。" + "，".join(clauses[4:]) + "。")
    return "\n".join(lines) + "\n"


def speed(function: Callable[[], object], size: int) -> float:
    """Megabytes a second, the median of several runs after one."""
    function()
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    return size / 1e6 / statistics.median(seconds)


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else sample()
    data = text.encode()
    ours = {"all stages": speed(lambda: clean(data), len(data))}
    for stage in STAGES[1:]:
        ours[stage] = speed(lambda stage=stage: clean(text, stages=[stage]), len(data))
    theirs = speed(lambda: ftfy.fix_text(text), len(data))
    print(f"{'ftfy.fix_text':14} {theirs:8.2f} MB/s")
    for name, found in ours.items():
        print(f"{name:14} {found:8.2f} MB/s  {found / theirs:6.1f} times ftfy")


if __name__ == "__main__":
    main()
