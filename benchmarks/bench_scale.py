"""How a run scales: Prefect's share and the memory of the run, for 10 and for 5,000 documents of 4 KB.

    python benchmarks/bench_scale.py [documents]

Prefect's share is what a run takes beside the cleaning itself: start, server, states, artifacts. It should be the same
few seconds for any number of documents. Memory is the largest of any single process of the run.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLAUSES = (
    "山里的春天来得晚",
    "桃花开的时候",
    "平原上的麦子已经黄了",
    "老人坐在门口",
    "看着孩子们跑过石桥",
    "谁也没有说话",
)
BYTES = 4096


def fill(folder: Path, documents: int) -> None:
    """Writes documents of 4 KB, each different, from a seed."""
    chance = random.Random(documents)
    for number in range(documents):
        text = f"第{number}篇\n"
        while len(text.encode()) < BYTES:
            text += "，".join(chance.choices(CLAUSES, k=3)) + chance.choice("。。。\n！")
        path = folder / f"{number % 50:02d}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def seconds_of(log: str, phase: str) -> float:
    """Seconds of the phase that ends with the line `phase` says, from the times of Prefect's log."""
    times = re.findall(r"^(\d\d):(\d\d):(\d\d\.\d+) .*Task run '(discover|clean documents|publish)", log, re.MULTILINE)
    at = [(name, int(h) * 3600 + int(m) * 60 + float(s)) for h, m, s, name in times]
    ends = dict(at)
    before = {"clean documents": "discover", "publish": "clean documents"}[phase]
    return ends[phase] - ends[before]


def measured(documents: int) -> tuple[float, float, float]:
    """Seconds of the whole run, seconds beside the cleaning, and megabytes of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        raw, clean = Path(folder) / "raw", Path(folder) / "clean"
        fill(raw, documents)
        started = time.perf_counter()
        command = [sys.executable, "-m", "flows", "run", raw, clean]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        whole = time.perf_counter() - started
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        return whole, whole - seconds_of(run.stderr, "clean documents"), largest


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    few = measured(10)
    lot = measured(many)
    for count, (whole, share, memory) in ((10, few), (many, lot)):
        print(f"{count:6,} documents: {whole:6.1f} s, {share:5.1f} s beside the cleaning, {memory:5.0f} MB at most")
    print(f"share {lot[1] / few[1]:.2f} times, memory {lot[2] / few[2]:.2f} times, documents {many / 10:,.0f} times")


if __name__ == "__main__":
    main()
