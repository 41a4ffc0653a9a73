"""How much of the main text comes out of HTML pages, beside trafilatura, jusText and GNE.

    python benchmarks/bench_html.py [FOLDER]

FOLDER has `index.jsonl` with lines {"page": NAME, "gold": NAME, "kind": ORIGIN} and the files. Precision and recall of
characters, as 4-grams without white space, means over the pages, and F1 of the means: for all pages, and for those
whose gold text people made. All extractors get the text that our decoding makes of the bytes.
Needs the dependency group `bench`.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import compress
from pathlib import Path

import gne
import justext
import trafilatura

from cleaners import clean

FOLDER = Path(__file__).parents[2] / "shared" / "eval" / "data" / "html"


def grams(text: str) -> Counter[str]:
    squeezed = "".join(unicodedata.normalize("NFKC", text).split())
    return Counter(squeezed[i : i + 4] for i in range(max(1, len(squeezed) - 3)))


def by_gne(page: str) -> str:
    try:
        return str(gne.GeneralNewsExtractor().extract(page)["content"])
    except Exception:  # it fails on some pages, which then count as nothing
        return ""


def by_justext(page: str) -> str:
    """Its stop words need spaces: without a language it judges by length and links, here of Chinese sizes."""
    found = justext.justext(page.encode(), frozenset(), 20, 60, 0, 0, encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "zhclean, all stages": lambda page: clean(page, name="page.html").text,
    "zhclean, boilerplate": lambda page: clean(page, stages=["boilerplate"], name="page.html").text,
    "trafilatura": lambda page: trafilatura.extract(page) or "",
    "trafilatura, precise": lambda page: trafilatura.extract(page, favor_precision=True) or "",
    "jusText": by_justext,
    "GNE": by_gne,
}


def scores(found: Counter[str], gold: Counter[str]) -> tuple[float, float]:
    """Precision and recall."""
    common = (found & gold).total()
    return common / found.total(), common / gold.total()


def row(name: str, pages: list[tuple[float, float]]) -> str:
    precision, recall = (sum(page[i] for page in pages) / len(pages) for i in (0, 1))
    f1 = 2 * precision * recall / (precision + recall)
    return f"{name:34} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  n={len(pages)}"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    cases = [json.loads(line) for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [clean((folder / case["page"]).read_bytes(), stages=["decoding"]).text for case in cases]
    golds = [grams((folder / case["gold"]).read_text(encoding="utf-8")) for case in cases]
    by_hand = [case.get("kind", "").startswith("hand") for case in cases]
    for name, extract in EXTRACTORS.items():
        found = [scores(grams(extract(page)), gold) for page, gold in zip(pages, golds, strict=True)]
        print(row(name, found))
        if any(by_hand):
            print(row(f"{name}, gold by hand", list(compress(found, by_hand))))


if __name__ == "__main__":
    main()
