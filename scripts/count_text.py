"""Counts the n-grams of folders of text for the language model, into scripts/text_counts.tsv.xz.

    python scripts/count_text.py FOLDER...

A folder is one kind of text from one source, with a document a file (UTF-8, any name). It weighs at most as much as
MOST_CHARACTERS, so that no kind drowns the others. Every document is counted in both scripts: as it stands, and as
OpenCC writes it in the other script, so that neither script is cheaper. docs/language-model.md lists the sources.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import opencc

from cleaners.mojibake import gate
from cleaners.tokens import TOKEN_OF

PATH = Path(__file__).with_name("text_counts.tsv.xz")

MOST_CHARACTERS = 150_000
"""What a folder counts for at most: a twelfth of all text. With more, lists in laws decide what ends a line."""

LETTERS = {
    "DIGIT": "0", "LATIN": "a", "OTHER": "□", "KANA": "の", "HANGUL": "の", " ": "␣", "\u3000": "␠", "\n": "⏎",
    "QUOTE": "“", "UNQUOTE": "”", "TITLE": "《", "UNTITLE": "》",
}  # fmt: skip
"""How tokens of more characters than one, and white space, are written in the file; others stand for themselves."""

FOREIGN = "の"
"""Kana and Hangul: no n-gram goes across them."""

LEAST = (0.0, 0.0, 0.6)
"""Counts of single tokens, pairs and triples below which the file leaves them out."""

UNIT = 20
"""The file's counts of one occurrence."""


class _Letters(dict[int, str]):
    """For `str.translate`: text as letters, one a token."""

    def __missing__(self, code: int) -> str:
        token = TOKEN_OF[chr(code)]
        letter = self[code] = LETTERS.get(token, token)
        return letter


_LETTERS = _Letters()
_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_TO_TRADITIONAL = tuple(opencc.OpenCC(name) for name in ("s2tw", "s2hk", "s2tw"))


def both_scripts(text: str, number: int) -> tuple[str, str]:
    """A document in simplified and in traditional characters, one of them as it stands."""
    simplified = _TO_SIMPLIFIED.convert(text)
    traditional = _TO_TRADITIONAL[number % len(_TO_TRADITIONAL)].convert(text)
    changed_by_first = sum(a != b for a, b in zip(text, simplified, strict=False))
    changed_by_second = sum(a != b for a, b in zip(text, traditional, strict=False))
    return (simplified, text) if changed_by_first > changed_by_second else (text, traditional)


def sound(text: str) -> str:
    """The text without the lines that may be garbled: a few posts in open collections are."""
    return "\n".join(line for line in text.split("\n") if next(gate.hits(line), None) is None)


def letters(text: str) -> Iterator[str]:
    """The text as letters; runs of blank lines or blanks count as two, and Kana and Hangul part it."""
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\u00a0]{3,}", "  ", text.replace("\r\n", "\n")))
    return filter(None, f"\n{text.strip()}\n".translate(_LETTERS).split(FOREIGN))


class TextCounts:
    """How often tokens occur, by ones, twos and threes."""

    def __init__(self) -> None:
        self.by_length: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())

    def add(self, documents: Iterable[str]) -> None:
        """Counts one folder."""
        found = TextCounts()
        for number, text in enumerate(documents):
            for version in both_scripts(text, number):
                for part in letters(version):
                    for length, counts in enumerate(found.by_length, 1):
                        counts.update(map("".join, zip(*(part[i:] for i in range(length)), strict=False)))
        scale = 0.5 * min(1.0, MOST_CHARACTERS * 2 / max(1, found.by_length[0].total()))
        for mine, theirs in zip(self.by_length, found.by_length, strict=True):
            for gram, count in theirs.items():
                mine[gram] += count * scale

    def write(self, path: Path) -> None:
        """Writes the counts: a context of up to two letters, a tab, and each letter after it with its count."""
        with lzma.open(path, "wt", encoding="utf-8", preset=9) as file:
            for counts, least in zip(self.by_length, LEAST, strict=True):
                kept = sorted(gram for gram, count in counts.items() if count >= least)
                for context, grams in groupby(kept, key=lambda gram: gram[:-1]):
                    file.write(context + "\t" + "".join(f"{g[-1]}{_digits(counts[g])}" for g in grams) + "\n")


def _digits(count: float) -> str:
    """A count in the digits that no letter is: ０１２…"""
    return str(max(1, round(count * UNIT))).translate(_WIDE)


_WIDE = {ord("0") + i: chr(ord("０") + i) for i in range(10)}
_ITEM = re.compile("(.)([０-９]+)")


def read(path: Path = PATH) -> TextCounts:
    """The counts that `TextCounts.write` wrote."""
    found = TextCounts()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            context, _, items = line.rstrip("\n").rpartition("\t")
            counts = found.by_length[len(context)]
            for letter, count in _ITEM.findall(items):
                counts[context + letter] = int(count) / UNIT
    return found


def main() -> None:
    """Counts the folders of the command line."""
    counts = TextCounts()
    for folder in sys.argv[1:]:
        counts.add(sound(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).iterdir()))
    counts.write(PATH)
    print(
        f"{PATH.name}: {', '.join(str(len(c)) for c in counts.by_length)} n-grams, {PATH.stat().st_size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
