"""Builds cleaners/data/language_model.bin: a character trigram model from counts of text and of words.

    python scripts/build_language_model.py

Sources: counts of openly licensed text (text_counts.tsv.xz beside this script, which count_text.py makes); the word
counts of jieba's dict.txt (MIT; 349,045 words, 60 million occurrences), each word as it stands (simplified) and, where
OpenCC (Apache-2.0) writes it otherwise, again in traditional form; and web_terms.tsv. docs/language-model.md is the
model card.
"""

from __future__ import annotations

import importlib.util
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import count_text
import opencc

from cleaners.language_model import PATH, QUANTUM
from cleaners.language_tables import MAGIC, SHARED_CODE
from cleaners.tokens import MARKS, SHARED_TOKENS, class_of

TRADITIONAL_WEIGHTS = {"s2t": 0.3, "s2tw": 0.5, "s2hk": 0.2}
"""Share of a word's count that goes to each traditional spelling: together that of the simplified, so that both scripts
score alike."""

WORD_WEIGHT = 0.03
"""What one occurrence of a word in the dictionary counts, where one in text counts 1."""

DISCOUNTS = (0.6, 0.7)
"""What every pair and every triple loses to those that were not seen (absolute discounting: Ney, Essen and Kneser 1994,
doi:10.1006/csla.1994.1001). Continuation counts as in Kneser and Ney (1995) were tried and were worse."""

STRENGTHS = (2.0, 1.0)
"""Occurrences that the shorter context counts as in the estimate of the longer one."""

WORD_STARTS = 0.5
"""Share of the beginnings of words in what may follow anywhere; the rest is what followed many characters in text."""

FLOOR = 2e-8
"""Least P of a token that is in the tables."""

LEAST_GAIN = (7e-9, 5e-8)
"""Pairs and triples whose leaving out costs less than this, in nats a character of running text, are left out."""


def words() -> Iterator[tuple[str, float]]:
    """Words of Han characters with their counts, simplified and traditional."""
    converters = [(opencc.OpenCC(name), weight) for name, weight in TRADITIONAL_WEIGHTS.items()]
    for word, count in listed_words():
        if all(class_of(c) in ("HAN", "：") or c == "a" for c in word):
            yield word, count / 2
            for converter, weight in converters:
                yield converter.convert(word), count * weight / 2


def listed_words() -> Iterator[tuple[str, float]]:
    """The words of jieba's dictionary, then those of web_terms.tsv."""
    package = importlib.util.find_spec("jieba")
    if package is None or package.origin is None:
        raise SystemExit("jieba is not installed; install the development requirements first")
    for line in (Path(package.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count = line.split(" ")[:2]
        yield word, float(count)
    lines = Path(__file__).with_name("web_terms.tsv").read_text(encoding="utf-8").splitlines()
    for word, number in [line.split("\t") for line in lines if "\t" in line][1:]:
        yield word, float(number)


class WordCounts:
    """How often a character stands at all, begins a word, ends one, and follows one or two others inside one."""

    def __init__(self) -> None:
        self.single: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.pair: Counter[str] = Counter()
        self.triple: Counter[str] = Counter()

    def add(self, word: str, count: float) -> None:
        """Counts one word."""
        self.first[word[0]] += count
        for i in range(len(word)):
            self.single[word[i]] += count
            if i:
                self.pair[word[i - 1 : i + 1]] += count
            if i > 1:
                self.triple[word[i - 2 : i + 1]] += count


def discount(count: float, most: float) -> float:
    """What is taken off a count: `most`, but of counts under 1, which were scaled down, in proportion."""
    return most * min(count, 1.0)


class Estimate:
    """P(token), P(token | one before), P(token | two before), each resting on the one before it."""

    def __init__(self, text: count_text.TextCounts, word: WordCounts) -> None:
        ones, twos, threes = text.by_length
        self.single, self.pair, self.triple = Counter(ones), Counter(twos), Counter(threes)
        for mine, theirs in ((self.single, word.single), (self.pair, word.pair), (self.triple, word.triple)):
            for gram, count in theirs.items():
                mine[gram] += count * WORD_WEIGHT
        self.han = {c for c in self.single if class_of(c) == "HAN"}
        self._plain_total = sum(self.single[c] for c in self.han)
        self.anywhere = self._anywhere(twos, word)
        self.followers = rows(self.pair)
        self.after_one = {a: self._distribution(a, bs, 0, self.single, self.pair) for a, bs in self.followers.items()}
        self.thirds = rows(self.triple)
        self.after_two = {ab: self._distribution(ab, cs, 1, self.pair, self.triple) for ab, cs in self.thirds.items()}

    def _anywhere(self, twos: Mapping[str, float], word: WordCounts) -> dict[str, float]:
        """What follows when nothing is known: tokens that follow many others, and beginnings of words."""
        followed: Counter[str] = Counter()
        for gram, count in twos.items():
            followed[gram[1]] += min(count, 1.0)
        han = sum(n for c, n in followed.items() if c in self.han) / followed.total()
        starts = word.first.total() / han
        total = followed.total()
        return {
            c: (1 - WORD_STARTS) * followed[c] / total
            + WORD_STARTS * (word.first[c] / starts if c in self.han else followed[c] / total)
            + FLOOR
            for c in self.single
        }

    def plain(self, char: str) -> float:
        """P(char) among Han characters."""
        return self.single[char] / self._plain_total if char in self.han else 1.0

    def _distribution(
        self, context: str, lasts: str, order: int, wholes: Mapping[str, float], counts: Mapping[str, float]
    ) -> tuple[dict[str, float], float]:
        """P of each token that was seen after a context, and the share of the shorter context in it."""
        most, strength = DISCOUNTS[order], STRENGTHS[order]
        seen = {c: counts[context + c] for c in lasts}
        taken = {c: discount(n, most) for c, n in seen.items()}
        total = max(wholes.get(context, 0.0), sum(seen.values())) + strength
        share = 1 - sum(seen[c] - taken[c] for c in lasts) / total
        return {c: (seen[c] - taken[c]) / total + share * self.shorter(context, c) for c in lasts}, share

    def shorter(self, context: str, char: str) -> float:
        """P(char) without the first token of the context."""
        if len(context) == 1:
            return self.anywhere[char]
        found = self.after_one.get(context[1])
        if found is None:
            return self.anywhere[char]
        return found[0].get(char) or found[1] * self.anywhere[char]


def rows(grams: Iterable[str]) -> dict[str, str]:
    """The last tokens of n-grams by what is before them."""
    found: dict[str, list[str]] = defaultdict(list)
    for gram in grams:
        found[gram[:-1]].append(gram[-1])
    return {context: "".join(sorted(lasts)) for context, lasts in found.items()}


def pruned(
    distributions: Mapping[str, tuple[dict[str, float], float]],
    shorter: Callable[[str, str], float],
    weight: Callable[[str], float],
    least: float,
) -> dict[str, tuple[dict[str, float], float]]:
    """Each distribution without what the shorter context tells about as well, and the factor for what is left out.

    An n-gram stays if leaving it out costs more than `least` nats a character: how often it occurs, times what it
    costs then (Seymore and Rosenfeld 1996, doi:10.1109/ICSLP.1996.607084).
    """
    found = {}
    for context, (after, share) in distributions.items():
        often = weight(context)
        kept = {c: p for c, p in after.items() if often * p * abs(math.log(p / (share * shorter(context, c)))) > least}
        left = 1 - sum(kept.values())
        left_shorter = 1 - sum(shorter(context, c) for c in kept)
        if kept:
            found[context] = kept, min(1.0, max(left, 1e-4) / max(left_shorter, 1e-4))
    return found


def cost(probability: float) -> int:
    """-ln P as the byte that the model file holds."""
    return round(min(255 * QUANTUM, max(0.0, -math.log(max(probability, 1e-30)))) / QUANTUM)


def code(letter: str) -> int:
    """The code point that stands for a letter of the counts in the model file."""
    token = _TOKENS.get(letter, letter)
    return ord(token) if len(token) == 1 else SHARED_CODE + SHARED_TOKENS.index(token)


_TOKENS = {letter: token for token, letter in count_text.LETTERS.items() if letter != count_text.FOREIGN}


def write(estimate: Estimate, path: Path) -> None:
    """Writes the model and says how large it is."""
    total = sum(estimate.single.values())
    pairs = pruned(estimate.after_one, estimate.shorter, lambda a: estimate.single[a] / total, LEAST_GAIN[0])

    def after_last(context: str, char: str) -> float:
        kept, factor = pairs.get(context[1], ({}, 1.0))
        return kept.get(char) or factor * estimate.anywhere[char]

    triples = pruned(estimate.after_two, after_last, lambda ab: estimate.pair[ab] / total, LEAST_GAIN[1])
    letters = sorted(estimate.single, key=code)
    number = {letter: i for i, letter in enumerate(letters)}
    contexts = {a: [] for a in letters}
    for context in triples:
        contexts[context[0]].append(context[1])
    ordered = [a + b for a in letters for b in sorted(contexts[a], key=number.__getitem__)]
    pair_rows = [sorted(pairs.get(a, ({}, 1.0))[0], key=number.__getitem__) for a in letters]
    triple_rows = [sorted(triples[context][0], key=number.__getitem__) for context in ordered]
    body = (
        array("I", map(code, letters)),
        offsets(map(len, pair_rows)),
        offsets(len(contexts[a]) for a in letters),
        offsets(map(len, triple_rows)),
        array("H", (number[b] for row in pair_rows for b in row)),
        array("H", (number[context[1]] for context in ordered)),
        array("H", (number[c] for row in triple_rows for c in row)),
        bytes(cost(estimate.plain(c)) if c in estimate.han else 0 for c in letters),
        bytes(cost(estimate.anywhere[c]) for c in letters),
        bytes(cost(pairs[a][1]) if a in pairs else 0 for a in letters),
        bytes(script(c) for c in letters),
        bytes(cost(pairs[a][0][b]) for a, row in zip(letters, pair_rows, strict=True) for b in row),
        bytes(cost(triples[context][1]) for context in ordered),
        bytes(cost(triples[ab][0][c]) for ab, row in zip(ordered, triple_rows, strict=True) for c in row),
        bytes(cost(share) for share in mark_shares()),
    )
    sizes = len(letters), sum(map(len, pair_rows)), len(ordered), sum(map(len, triple_rows))
    path.write_bytes(MAGIC + array("I", sizes).tobytes() + b"".join(bytes(memoryview(part)) for part in body))
    print(
        f"{path.name}: {sizes[0]} tokens, {sizes[1]} pairs, {sizes[3]} triples in {sizes[2]} contexts,"
        f" {path.stat().st_size / 1e6:.2f} MB"
    )


def offsets(lengths: Iterable[int]) -> array[int]:
    """Where each of several rows begins, and where the last ends."""
    found = array("I", [0])
    for length in lengths:
        found.append(found[-1] + length)
    return found


QUOTE_SHARES = {"“": 0.45, "‘": 0.05, "「": 0.4, "『": 0.1, "”": 0.45, "’": 0.05, "」": 0.4, "』": 0.1}
TITLE_SHARES = {"《": 0.9, "〈": 0.1, "》": 0.9, "〉": 0.1}
"""The share of each mark in its token. Set, not counted: the marks of the two scripts shall cost about the same, and
the inner ones much more."""


def mark_shares() -> Iterator[float]:
    """The share of each of MARKS in its token, in their order."""
    shares = {**QUOTE_SHARES, **TITLE_SHARES}
    return (shares.get(mark, 1.0) for mark in MARKS)


def script(char: str) -> int:
    """1 for a character that only simplified text has, 2 for traditional only, 3 for both."""
    simplified = _T2S.convert(char) == char
    traditional = all(converter.convert(char) != char for converter in _TO_TRADITIONAL)
    return 1 if simplified and traditional else 2 if not simplified else 3


_T2S = opencc.OpenCC("t2s")
_TO_TRADITIONAL = [opencc.OpenCC(name) for name in TRADITIONAL_WEIGHTS]


def counted_words() -> WordCounts:
    """The words of all lists, counted."""
    counts = WordCounts()
    for word, count in words():
        counts.add(word, count)
    return counts


def main() -> None:
    """Builds the model."""
    write(Estimate(count_text.read(), counted_words()), PATH)


if __name__ == "__main__":
    main()
