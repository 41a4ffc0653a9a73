"""Builds cleaners/data/language_model.bin: a character bigram model from word counts that pip can install.

    python scripts/build_language_model.py

Sources: the word counts of jieba's dict.txt (MIT; 349,045 words, 60 million occurrences), each word once as it stands
(simplified) and, where OpenCC (Apache-2.0) writes it otherwise, again in traditional form; and mark_counts.tsv beside
this script for what punctuation, digits and Latin letters do. Words are taken as independent of one another, so that a
character that ends a word is followed by the first character of any word. docs/language-model.md is the model card.
"""

from __future__ import annotations

import importlib.util
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import opencc

from cleaners.language_model import CLASS_NAMES, MAGIC, PATH, QUANTUM, SHARED_MARKS, class_of

TRADITIONAL_WEIGHTS = {"s2t": 0.15, "s2tw": 0.3, "s2hk": 0.1}
"""Share of a word's count that goes to each traditional spelling: together about half of the simplified, so that both
scripts score alike and neither drowns the other. Traditional text loses 0.6 nats a character by it."""

SMOOTHING = 0.02
"""Share of every conditional probability that is the plain frequency of the character: with less, names cost so much
that they look garbled; with more, neighbours say nothing."""

UNSEEN = 0.3
"""Count added to every pair of classes, so that no mark is impossible after another."""

MOST_COST = 25.4
"""The highest cost that a byte can hold with QUANTUM, in nats."""


def words() -> Iterator[tuple[str, float]]:
    """Words with their counts, simplified and traditional."""
    package = importlib.util.find_spec("jieba")
    if package is None or package.origin is None:
        raise SystemExit("jieba is not installed; install the development requirements first")
    converters = [(opencc.OpenCC(name), weight) for name, weight in TRADITIONAL_WEIGHTS.items()]
    with (Path(package.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count = line.split(" ")[:2]
            if all(class_of(c) == "HAN" for c in word):
                yield word, float(count)
                for converter, weight in converters:
                    if (traditional := converter.convert(word)) != word:
                        yield traditional, float(count) * weight


class Counts:
    """How often a character stands at all, begins a word, ends one, and follows another inside one."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.last: Counter[str] = Counter()
        self.inside: Counter[tuple[str, str]] = Counter()

    def add(self, word: str, count: float) -> None:
        """Counts one word."""
        self.first[word[0]] += count
        self.last[word[-1]] += count
        for char in word:
            self.single[char] += count
        for pair in zip(word, word[1:], strict=False):
            self.inside[pair] += count


def class_probabilities() -> dict[str, dict[str, float]]:
    """P(class after | class before), from mark_counts.tsv; marks that do the same work share their counts."""
    counts: dict[str, Counter[str]] = {name: Counter(dict.fromkeys(CLASS_NAMES, UNSEEN)) for name in CLASS_NAMES}
    text = Path(__file__).with_name("mark_counts.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.count("\t") == 2 and not line.startswith("before\t"):
            before, after, count = line.split("\t")
            share = float(count) / len(SHARED_MARKS.get(after, after[:1]))
            for b in SHARED_MARKS.get(before, [before]):
                for a in SHARED_MARKS.get(after, [after]):
                    counts[b][a] += share
    return {b: {a: n / sum(row.values()) for a, n in row.items()} for b, row in counts.items()}


def cost(probability: float) -> int:
    """-ln P as the byte that the model file holds."""
    return round(min(MOST_COST, -math.log(max(probability, 1e-30))) / QUANTUM)


def main() -> None:
    """Writes the model and says how large it is."""
    counts = Counts()
    for word, count in words():
        counts.add(word, count)
    chars = sorted(counts.single)
    total, starts = sum(counts.single.values()), sum(counts.first.values())
    classes = class_probabilities()
    han_after_han = classes["HAN"]["HAN"]

    def first_of(char: str) -> float:
        return (1 - SMOOTHING) * counts.first[char] / starts + SMOOTHING * counts.single[char] / total

    def ends(char: str) -> float:
        return counts.last[char] / counts.single[char]

    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    number = {char: i for i, char in enumerate(chars)}
    for (a, b), n in counts.inside.items():
        leaves = max(SMOOTHING, ends(a))
        probability = n / counts.single[a] + leaves * han_after_han * first_of(b)
        rows[a].append((number[b], cost((1 - SMOOTHING) * probability + SMOOTHING * counts.single[b] / total)))
    offsets, seconds, costs = array("I", [0]), array("H"), bytearray()
    for char in chars:
        for second, byte in sorted(rows[char]):
            seconds.append(second)
            costs.append(byte)
        offsets.append(len(seconds))
    table = bytes(cost(classes[b][a]) for b in CLASS_NAMES for a in CLASS_NAMES)
    body = (
        array("I", map(ord, chars)).tobytes(),
        offsets.tobytes(),
        seconds.tobytes(),
        bytes(costs),
        bytes(cost(counts.single[c] / total) for c in chars),
        bytes(cost(first_of(c)) for c in chars),
        bytes(cost(max(SMOOTHING, ends(c)) * han_after_han) for c in chars),
        table,
    )
    header = MAGIC + array("I", [len(chars), len(seconds), len(CLASS_NAMES)]).tobytes()
    PATH.write_bytes(header + b"".join(body))
    print(f"{PATH.name}: {len(chars)} characters, {len(seconds)} pairs, {PATH.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
