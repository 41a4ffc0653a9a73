"""How often the edits of each rule agree with labelled data: precision a rule.

    python benchmarks/bench_rules.py [FILE]

FILE has lines {"dirty": TEXT, "clean": TEXT}. All stages clean the dirty text, the result is aligned with the clean one
(edit distance), and an edit is right where the alignment has its new text, wrong where it has the old one. What the
alignment does not decide, because another difference covers it, counts for neither.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from cleaners import Document, clean

FILE = Path(__file__).parents[2] / "shared" / "eval" / "data" / "structure.jsonl"


def judged(document: Document, gold: str) -> Iterator[tuple[str, bool | None]]:
    """Each edit's rule, and whether it agrees with the gold text; None where that cannot be told."""
    blocks = list(Levenshtein.opcodes(document.text, gold))
    starts = [block.src_start for block in blocks]
    for edit in document.edits:
        start, end = edit.clean
        touched = blocks[max(0, bisect_right(starts, max(start - 1, 0)) - 1) : bisect_right(starts, end)]
        there = "".join(gold[b.dest_start : b.dest_end] for b in touched if b.tag != "equal")
        if not there and all(b.tag == "equal" for b in touched):
            yield edit.rule, True
        else:
            yield edit.rule, False if there and "".join(edit.old.split()) in "".join(there.split()) else None


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    counts: dict[bool | None, Counter[str]] = {True: Counter(), False: Counter(), None: Counter()}
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        for rule, right in judged(clean(case["dirty"]), case["clean"]):
            counts[right][rule] += 1
    print(f"{'rule':40} {'right':>6} {'wrong':>6} {'open':>6}  precision")
    for rule in sorted(counts[True] | counts[False] | counts[None]):
        right, wrong, undecided = (counts[key][rule] for key in (True, False, None))
        print(f"{rule:40} {right:6} {wrong:6} {undecided:6}  {right / max(1, right + wrong):.4f}")


if __name__ == "__main__":
    main()
