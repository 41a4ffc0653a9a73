"""Builds cleaners/data/language_model.bin: a character trigram model from word counts that pip can install.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import opencc

from cleaners.language_model import (
    CLASS_NAMES,
    MAGIC,
    MARK_FOLLOWS_SCALE,
    PATH,
    QUANTUM,
    REPRESENTATIVES,
    SHARED_MARKS,
    class_of,
)

TRADITIONAL_WEIGHTS = {"s2t": 0.15, "s2tw": 0.3, "s2hk": 0.1}
"""Share of a word's count that goes to each traditional spelling: together about half of the simplified, so that both
scripts score alike and neither drowns the other. Traditional text loses 0.6 nats a character by it."""

SMOOTHING = 0.02
"""Share of every conditional probability that is the plain frequency of the character: with less, names cost so much
that they look garbled; with more, neighbours say nothing."""

FOLLOWER_UNSEEN = 0.25
"""P(the Han character after a digit or a Latin letter is not one of the counted followers)."""

UNSEEN = 0.3
"""Count added to every pair of classes, so that no mark is impossible after another."""

MOST_COST = 25.4
"""The highest cost that a byte can hold with QUANTUM, in nats."""


def words() -> Iterator[tuple[str, float]]:
    """Words of Han characters with their counts, simplified and traditional."""
    converters = [(opencc.OpenCC(name), weight) for name, weight in TRADITIONAL_WEIGHTS.items()]
    for word, count in listed_words():
        if all(class_of(c) == "HAN" or c in REPRESENTATIVES.values() for c in word):
            yield word, count
            for converter, weight in converters:
                if (traditional := converter.convert(word)) != word:
                    yield traditional, count * weight


def listed_words() -> Iterator[tuple[str, float]]:
    """The words of jieba's dictionary, then those of web_terms.tsv."""
    package = importlib.util.find_spec("jieba")
    if package is None or package.origin is None:
        raise SystemExit("jieba is not installed; install the development requirements first")
    for line in (Path(package.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count = line.split(" ")[:2]
        yield word, float(count)
    for word, number in table("web_terms.tsv"):
        yield word, float(number)


def table(name: str) -> Iterator[list[str]]:
    """The rows of a table beside this script, without comments and header."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    yield from [line.split("\t") for line in lines if "\t" in line][1:]


class Counts:
    """How often a character stands at all, begins a word, ends one, and follows one or two others inside one."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.last: Counter[str] = Counter()
        self.pair: Counter[str] = Counter()
        self.last_pair: Counter[str] = Counter()
        self.triple: Counter[str] = Counter()

    def add(self, word: str, count: float) -> None:
        """Counts one word."""
        self.first[word[0]] += count
        self.last[word[-1]] += count
        if len(word) > 1:
            self.last_pair[word[-2:]] += count
        for i in range(len(word)):
            self.single[word[i]] += count
            if i:
                self.pair[word[i - 1 : i + 1]] += count
            if i > 1:
                self.triple[word[i - 2 : i + 1]] += count


def class_probabilities() -> dict[str, dict[str, float]]:
    """P(class after | class before), from mark_counts.tsv; marks that do the same work share their counts."""
    counts: dict[str, Counter[str]] = {name: Counter(dict.fromkeys(CLASS_NAMES, UNSEEN)) for name in CLASS_NAMES}
    for before, after, count in table("mark_counts.tsv"):
        if after in counts:
            afters = SHARED_MARKS.get(after, [after])
            for b in SHARED_MARKS.get(before, [before]):
                for a in afters:
                    counts[b][a] += float(count) / len(afters)
    return {b: {a: n / sum(row.values()) for a, n in row.items()} for b, row in counts.items()}


def add_followers(counts: Counts) -> None:
    """Counts what Han characters follow digits and Latin letters, which no word list tells: 年, 月, 号, 元, …"""
    for before, char, number in table("mark_counts.tsv"):
        if before in REPRESENTATIVES and len(char) == 1 and class_of(char) == "HAN":
            counts.pair[REPRESENTATIVES[before] + char] += float(number)
            counts.single[REPRESENTATIVES[before]] += float(number)


def cost(probability: float) -> int:
    """-ln P as the byte that the model file holds."""
    return round(min(MOST_COST, -math.log(max(probability, 1e-30))) / QUANTUM)


class Model:
    """The probabilities of the model, from the counts."""

    def __init__(self, counts: Counts, classes: Mapping[str, Mapping[str, float]]) -> None:
        self._counts, self._classes, self._han = counts, classes, classes["HAN"]["HAN"]
        self._total, self._starts = sum(counts.single.values()), sum(counts.first.values())
        self._ends_on_average = sum(counts.last.values()) / self._total

    def plain(self, char: str) -> float:
        """P(char) among Han characters."""
        return self._counts.single[char] / self._total

    def first(self, char: str) -> float:
        """P(a word begins with char)."""
        return (1 - SMOOTHING) * self._counts.first[char] / self._starts + SMOOTHING * self.plain(char)

    def ends(self, char: str) -> float:
        """P(a word ends here | char)."""
        if char in REPRESENTATIVES.values():
            return FOLLOWER_UNSEEN
        return max(SMOOTHING, self._counts.last[char] / self._counts.single[char])

    def leaves(self, char: str) -> float:
        """P(a word ends here and a Han character follows | char)."""
        return self.ends(char) * self._han_after(char)

    def _han_after(self, char: str) -> float:
        return self._classes[class_of(char)]["HAN"]

    def mark_follows(self, char: str) -> float:
        """How much likelier a mark is after char than after the average character: marks stand at ends of words."""
        return self.ends(char) / self._ends_on_average

    def second(self, pair: str) -> float:
        """P(second | first), inside a word or across words."""
        a, b = pair
        inside = self._counts.pair[pair] / self._counts.single[a]
        if a in REPRESENTATIVES.values():
            inside *= (1 - FOLLOWER_UNSEEN) * self._han_after(a)
        return (1 - SMOOTHING) * (inside + self.leaves(a) * self.first(b)) + SMOOTHING * self.plain(b)

    def inside(self, pair: str) -> float:
        """P(the two stand in one word | they are neighbours)."""
        a, b = pair
        crossing = self._counts.last[a] * self._han * self.first(b)
        return self._counts.pair[pair] / (self._counts.pair[pair] + crossing)

    def word_ends(self, pair: str) -> float:
        """P(the two stand in one word that ends with them, and a Han character follows | they are neighbours)."""
        ends = max(SMOOTHING, self._counts.last_pair[pair] / self._counts.pair[pair])
        return self.inside(pair) * ends * self._han

    def crosses(self, pair: str) -> float:
        """P(the two belong to two words | they are neighbours)."""
        return max(SMOOTHING, 1 - self.inside(pair))

    def third(self, triple: str) -> float:
        """P(third | first two), for a triple that some word has."""
        pair, char = triple[:2], triple[2]
        within = self.inside(pair) * self._counts.triple[triple] / self._counts.pair[pair]
        return within + self.word_ends(pair) * self.first(char) + self.crosses(pair) * self.second(triple[1:])


def rows(keys: Iterable[str], heads: Sequence[str], number: Mapping[str, int]) -> tuple[array[int], list[str]]:
    """Offsets of each head's row, and the keys in the order of rows; a key's head is all but its last character."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        by_head[key[:-1]].append(key)
    offsets, ordered = array("I", [0]), []
    for head in heads:
        ordered += sorted(by_head[head], key=lambda key: number[key[-1]])
        offsets.append(len(ordered))
    return offsets, ordered


def main() -> None:
    """Writes the model and says how large it is."""
    counts = Counts()
    for word, count in words():
        counts.add(word, count)
    add_followers(counts)
    classes = class_probabilities()
    model = Model(counts, classes)
    chars = sorted(counts.single)
    number = {char: i for i, char in enumerate(chars)}
    pair_offsets, pairs = rows(counts.pair, chars, number)
    triple_offsets, triples = rows(counts.triple, pairs, number)
    body = (
        array("I", map(ord, chars)).tobytes(),
        *(costs(f, chars) for f in (model.plain, model.first, model.leaves)),
        bytes(cost(model.mark_follows(char) / MARK_FOLLOWS_SCALE) for char in chars),
        bytes(scripts(char) for char in chars),
        pair_offsets.tobytes(),
        array("H", (number[pair[-1]] for pair in pairs)).tobytes(),
        *(costs(f, pairs) for f in (model.second, model.word_ends, model.crosses)),
        triple_offsets.tobytes(),
        array("H", (number[triple[-1]] for triple in triples)).tobytes(),
        costs(model.third, triples),
        bytes(cost(classes[b][a]) for b in CLASS_NAMES for a in CLASS_NAMES),
    )
    header = MAGIC + array("I", [len(chars), len(pairs), len(triples), len(CLASS_NAMES)]).tobytes()
    PATH.write_bytes(header + b"".join(body))
    print(
        f"{PATH.name}: {len(chars)} characters, {len(pairs)} pairs, {len(triples)} triples,"
        f" {PATH.stat().st_size / 1e6:.2f} MB"
    )


def costs(probability: Callable[[str], float], keys: Iterable[str]) -> bytes:
    """The stored costs of all keys."""
    return bytes(cost(probability(key)) for key in keys)


def scripts(char: str) -> int:
    """1 for a character that only simplified text has, 2 for traditional only, 3 for both."""
    simplified = _T2S.convert(char) == char
    traditional = all(converter.convert(char) != char for converter in _TO_TRADITIONAL)
    return 1 if simplified and traditional else 2 if not simplified else 3


_T2S = opencc.OpenCC("t2s")
_TO_TRADITIONAL = [opencc.OpenCC(name) for name in TRADITIONAL_WEIGHTS]

if __name__ == "__main__":
    main()
