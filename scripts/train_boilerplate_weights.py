"""Builds cleaners/data/boilerplate_weights.tsv: how much each feature of a line says for furniture.

    python scripts/train_boilerplate_weights.py PAGES.jsonl TEXTS [--check]

PAGES.jsonl has a page a line: {"doc", "lines": [{"text", "label": "keep" | "boilerplate" | "neutral"}]}. TEXTS is a
folder of clean documents (*.txt, in folders by genre): they are put in the place of the article on these pages, so that
verse, recipes, laws and subtitles are known as text too. Nothing of the texts gets into the table but the weights.

The weights are those of a logistic regression, with a penalty on their squares, found by gradient descent (AdaGrad) one
page at a time in an order that a fixed seed decides: the same pages give the same table. --check trains without the
pages of one group of sites at a time, prints how the lines of these are then told apart, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from cleaners.boilerplate import blocks, features
from cleaners.boilerplate.article import article_of, has_date, has_source
from cleaners.boilerplate.labels import labelled
from cleaners.boilerplate.lines import split
from cleaners.boilerplate.odds import probability
from cleaners.boilerplate.page import page_of

TABLE = Path(__file__).parents[1] / "cleaners" / "data" / "boilerplate_weights.tsv"

EPOCHS = 15
"""Times that each page is looked at; after ten the weights hardly change."""

PENALTY = 0.1
"""Weight of the squares of the weights, a page. From 0.1 to 3 the pages left out come out nearly the same."""

RATE = 0.3
"""First step of the descent, in nats."""

HARM = 3.0
"""What a wrongly removed line counts against a line left in place. At 1 a little more furniture goes, and twice as much
of verse, recipes and tables."""

FOLDS = 6
"""Groups of sites that are left out in turn by --check."""

SAME_SITE = 4
"""Lines of furniture that two pages of one site share at least."""

LINES = 60
"""Lines of a clean document that are put on a page."""

PAGES_A_TEXT = 4
"""Pages that each chosen clean document is put on. At 2 more of subtitles is lost, for most pages are short."""

TEXTS_A_GENRE = 16
"""Clean documents of each genre that are put on pages."""

FRAME = 25
"""Lines of a page above and below its article that are put around a clean document."""

HEAD = (
    "# How much each feature of a line says for page furniture (above 0) or for text (below 0), in nats.\n"
    "# Weights of a logistic regression; boilerplate/features.py names the features, and\n"
    "# scripts/train_boilerplate_weights.py builds this table: change it there.\n"
)


class Case(NamedTuple):
    """A page for training: lines with True for furniture, False for text, None where the labels do not say."""

    site: int
    texts: Sequence[str]
    labels: Sequence[bool | None]


class Example(NamedTuple):
    """The features of the lines of a case, and what the lines are."""

    site: int
    features: Sequence[Sequence[str]]
    labels: Sequence[bool | None]


def cases(pages: Path) -> list[Case]:
    """The labelled pages, with the number of their site."""
    found = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines() if line.strip()]
    sites = _sites([_furniture(page) for page in found])
    return [
        Case(site, [line["text"] for line in page["lines"]], [_label(line) for line in page["lines"]])
        for site, page in zip(sites, found, strict=True)
    ]


def _furniture(page: dict) -> set[str]:
    return {line["text"].strip() for line in page["lines"] if line["label"] == "boilerplate" and len(line["text"]) > 4}


def _label(line: dict) -> bool | None:
    """A date or a source beside the article is kept, whatever a page's labels say; else neutral says nothing."""
    is_dated = has_date(line["text"]) or has_source(line["text"])
    if line["label"] == "neutral":
        return False if is_dated else None
    is_furniture = line["label"] == "boilerplate"
    return None if is_furniture and line.get("near") and is_dated else is_furniture


def _sites(furniture: Sequence[set[str]]) -> list[int]:
    """A number for each page, the same for pages of one site: they share lines of furniture."""
    site = list(range(len(furniture)))
    for a, b in combinations(range(len(furniture)), 2):
        if len(furniture[a] & furniture[b]) >= SAME_SITE:
            site = [site[a] if number == site[b] else number for number in site]
    return site


def transplanted(found: Sequence[Case], texts: Path) -> Iterator[Case]:
    """Clean documents of each genre in the place of the article of a page."""
    chance = random.Random(1)
    for genre in sorted(path for path in texts.iterdir() if path.is_dir()):
        documents = sorted(genre.glob("*.txt"))
        for document in chance.sample(documents, min(TEXTS_A_GENRE, len(documents))):
            lines = document.read_text(encoding="utf-8").split("\n")
            start = chance.choice((0, chance.randrange(max(1, len(lines) - LINES))))
            for case in chance.sample(list(found), min(PAGES_A_TEXT, len(found))):
                yield _framed(case, lines[start : start + LINES])


def _framed(case: Case, lines: Sequence[str]) -> Case:
    kept = [i for i, label in enumerate(case.labels) if not label]
    head, tail = case.texts[max(0, kept[0] - FRAME) : kept[0]], case.texts[kept[-1] + 1 : kept[-1] + 1 + FRAME]
    labels = [True] * len(head) + [False] * len(lines) + [True] * len(tail)
    return Case(case.site, [*head, *lines, *tail], labels)


def example(case: Case) -> Example:
    """The features of a case."""
    lines = split("\n".join(case.texts))
    page = page_of(lines, labelled([line.text for line in lines]))
    notices = dict(blocks.notices(page)) if page.body else {}
    found = features.of_page(page, article_of(page, notices), notices)
    return Example(case.site, found, [case.labels[number] for number in page.numbers])


def trained(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of all features."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 0.01)
    chance = random.Random(0)
    for _ in range(EPOCHS):
        for one in chance.sample(list(examples), len(examples)):
            for feature, slope in _slopes(one, weights).items():
                step = slope - PENALTY * weights[feature]
                squares[feature] += step * step
                weights[feature] += RATE * step / math.sqrt(squares[feature])
    return dict(weights)


def _slopes(one: Example, weights: dict[str, float]) -> dict[str, float]:
    """The gradient of the logarithm of the likelihood of a page's labels."""
    slopes: dict[str, float] = defaultdict(float)
    for names, label in zip(one.features, one.labels, strict=True):
        if label is not None:
            slope = (label - probability(names, weights)) * (1 if label else HARM)
            for name in names:
                slopes[name] += slope
    return slopes


def check(examples: Sequence[Example]) -> None:
    """Prints, for lines of sites that were left out of the training, how often each probability is right."""
    sites = sorted({one.site for one in examples})
    random.Random(1).shuffle(sites)
    bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for fold in range(FOLDS):
        out = set(sites[fold::FOLDS])
        weights = trained([one for one in examples if one.site not in out])
        for one in examples:
            for names, label in zip(one.features, one.labels, strict=True):
                if one.site in out and label is not None:
                    count = bins[min(9, int(10 * probability(names, weights)))]
                    count[label] += 1
    print("probability\tlines\tof them furniture")
    for tenth in sorted(bins):
        text, furniture = bins[tenth]
        print(f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}\t{text + furniture}\t{furniture / (text + furniture):.3f}")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    found = cases(options.pages)
    examples = [example(case) for case in (*found, *transplanted(found, options.texts))]
    if options.check:
        check(examples)
    else:
        rows = sorted(trained(examples).items(), key=lambda item: (-item[1], item[0]))
        table = "".join(f"{feature}\t{weight:.2f}\tlabelled pages\n" for feature, weight in rows)
        TABLE.write_text(f"{HEAD}feature\tweight\tsource\n{table}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
