"""How fast clean text passes, as ratios in one process: all stages, single stages, and ftfy beside them.

    python benchmarks/bench_clean.py [FILE or FOLDER]

Without one, text is made from parts of sentences. It is cleaned in documents of 4 KB and in one of 100 KB; the files of
a folder are documents of their own, too. Seconds on shared machines mean little; the ratios do.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import ftfy

from cleaners import STAGES, clean

RUNS = 5
GOAL = 15.0
"""Times as fast as ftfy.fix_text that all stages should be on clean text."""

SMALL, LARGE = 4096, 100_000
"""Bytes of a document: a page of news, and a chapter of a book."""

SCAN = re.compile("[\ufffd\ue000-\uf8ff\x80-\x9f锛鈥銆]")
"""What the least that can be done to clean text looks for, in one pass."""

WHO = (
    "镇上的老人", "新来的老师", "几位村民", "水利站的工人", "县里的干部", "一位店主", "放学的孩子", "修桥的师傅",
)  # fmt: skip
WHEN = ("去年冬天", "今年三月", "上个星期", "雨停以后", "开学那天", "2019年5月", "每天清晨", "麦收之前", "当晚8点")
WHERE = (
    "在江边的码头", "在小学门口", "沿着新修的公路", "到对岸的村子", "在镇政府的院子里", "从山上的水库", "在集市旁",
)  # fmt: skip
WHAT = (
    "清点剩下的物资", "种下一百多棵杨树", "说起早年的渡船", "量了三次水位", "挂出新的牌子", "看望独居的邻居",
)  # fmt: skip
THEN = (
    "路面比以前平了许多", "产量增长了7.5%", "大家都松了一口气", "费用由村里承担", "谁也没有多说什么",
)  # fmt: skip
SAID = ("路修好了，人就会回来", "先把孩子们的事办好", "这座桥还能再用二十年", "账目每个月都会公布", "等水退了再说")


def paragraphs() -> Iterator[str]:
    """Paragraphs of news without end, each different; a heading now and then."""
    chance = random.Random(4)
    for number in count(1):
        if number % 9 == 1:
            yield f"{chance.choice(WHO)}{chance.choice(WHAT)}"
        done = (
            f"{chance.choice(WHEN)}{chance.choice(WHO)}{chance.choice(WHERE)}{chance.choice(WHAT)}，"
            f"{chance.choice(THEN)}，前后来过{chance.randint(1000, 9999)}人。"
            for _ in range(chance.randint(1, 3))
        )
        said = f"“{chance.choice(SAID)}，”{chance.choice(WHO)}说，这件事要记到第{number}本里。"
        yield "".join(done) + said * (number % 3 == 0)


def sample() -> str:
    """Clean text of LARGE bytes, one paragraph a line."""
    return next(documents(paragraphs(), LARGE))


def documents(lines: Iterator[str], size: int) -> Iterator[str]:
    """Documents of `size` bytes or a little more, of whole lines; what is left at the end is left out."""
    taken: list[str] = []
    have = 0
    for line in lines:
        taken.append(line)
        have += len(line.encode()) + 1
        if have >= size:
            yield "\n".join([*taken, ""])
            taken, have = [], 0


def speed(function: Callable[[], object], size: int) -> float:
    """Megabytes a second, the median of several runs after one."""
    function()
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    return size / 1e6 / statistics.median(seconds)


def report(title: str, texts: Sequence[str]) -> None:
    """The speeds on some documents, and what each stage takes of a document."""
    data = [text.encode() for text in texts]
    size = sum(map(len, data))
    theirs = speed(lambda: [ftfy.fix_text(text) for text in texts], size)
    changed = sum(bool(clean(text).edits) for text in texts)
    print(f"{title}: {len(texts)}, {size / len(texts) / 1000:.1f} KB each; {changed} are changed")
    print(f"  {'ftfy.fix_text':14} {theirs:8.2f} MB/s")
    ours = {"all stages": speed(lambda: [clean(raw) for raw in data], size)}
    ours["decoding"] = speed(lambda: [clean(raw, stages=[]) for raw in data], size)
    for stage in STAGES[1:]:
        ours[stage] = speed(lambda stage=stage: [clean(text, stages=[stage]) for text in texts], size)
    for name, found in ours.items():
        goal = f"  (goal {GOAL:.0f})" if name == "all stages" else ""
        each = size / len(texts) / found
        print(f"  {name:14} {found:8.2f} MB/s  {found / theirs:6.1f} times ftfy, {each:8.1f} µs a document{goal}")


def main() -> None:
    if len(sys.argv) < 2:
        text = sample()
    else:
        path = Path(sys.argv[1])
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        texts = [file.read_text(encoding="utf-8") for file in files]
        text = "\n".join(texts)
        if len(texts) > 1:
            report("files", texts)
    for title, size in (("documents of 4 KB", SMALL), ("documents of 100 KB", LARGE)):
        cut = list(documents(iter(text.split("\n")), size))
        report(title, cut or [text])


if __name__ == "__main__":
    main()
