"""A small character trigram model of written Chinese, simplified and traditional.

It answers one question: how surprising is this character after those two, in nats (-ln P). 3 to 6 is running text, 7 to
9 an unusual neighbour, above 11 something that Chinese does not write. `scripts/build_language_model.py` makes the
file; `docs/language-model.md` is the model card. The file is mapped into memory on first use, in some ten milliseconds,
and what follows a character is read when it is first asked for.

The n-grams are of tokens (`tokens.py`). A cost is that of the longest n-gram that the file has, or what the longer
context adds for everything that it does not have and the cost in the shorter one (Katz 1987,
doi:10.1109/TASSP.1987.1165125).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from math import log
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple, TypeVar

from cleaners.language_tables import Tables
from cleaners.tokens import CLASS_NAMES, MARKS, TOKEN_OF, class_of, is_variant

__all__ = ["CLASS_NAMES", "MARKS", "PATH", "QUANTUM", "KnownCosts", "LanguageModel", "class_of", "model"]

PATH = Path(__file__).parent / "data" / "language_model.bin"

QUANTUM = 0.1
"""Nats a step of a stored cost byte: finer steps change no decision, coarser ones make ties."""

_NATS = tuple(step * QUANTUM for step in range(256))

_VARIANT_COST = 1.5
"""Nats for a full-width form of an ASCII character, a tab or a no-break space on top of the cost of the common form:
they come in one text of five, and then again and again."""

# Costs of a character within its class, in nats: -ln of one over the number of its common members.
_WITHIN: Mapping[str, float] = {"DIGIT": log(10), "LATIN": log(52), "OTHER": 6.5, "KANA": 4.2, "HANGUL": 6.5}

# Kana and Hangul do not occur in the counts; these stand for how Japanese and Korean text continues.
_FOREIGN = ("KANA", "HANGUL")
_FOREIGN_STAYS = 0.5
_FOREIGN_ENTERS = 7.0
_FOREIGN_LEAVES = 1.0

UNKNOWN_HAN_COST = 17.0
"""Nats for a Han character that no counted text and no dictionary word has, in the unified block: about one in 25
million. Lower, and garbled text passes for rare characters; higher, and one rare name outweighs a whole clean line."""

UNKNOWN_COST = 20.0
"""Nats for private-use, control, replacement and unassigned characters."""

MOST_KNOWN = 400_000
"""Costs of single triples kept in memory: some 60 MB at worst; a book needs a tenth of it."""

MOST_IN_ROWS = 600_000
"""Costs kept in memory by context, of pairs, of triples and of candidates each: some 30 MB at worst, by noise. Running
text of one script has the pairs of its characters in a third of it."""


class Row(NamedTuple):
    """What may follow one context."""

    triples: Mapping[str, float]
    """Costs of the tokens that the file has after both tokens of the context."""
    pairs: Mapping[str, float]
    """Costs of the tokens that the file has after the last token alone, `backoff` not counted."""
    backoff: float
    """Nats on top of the costs in the shorter context."""
    alone: float
    """Nats that the shorter context adds to the cost of a token anywhere."""
    last: str
    """The last token of the context."""


class LanguageModel:
    """Costs of characters in context, from the stored tables."""

    def __init__(self, data: bytes | mmap) -> None:
        tables = self._tables = Tables(data)
        self._tokens = tables.tokens()
        self._number = {token: number for number, token in enumerate(self._tokens)}
        self._anywhere = dict(zip(self._tokens, _nats(tables.anywhere), strict=True))
        self._mark_costs = dict(zip(MARKS, _nats(tables.marks), strict=True))
        self._known = KnownCosts(self._cost, MOST_KNOWN)
        self._followers: _Kept[str, dict[str, float]] = _Kept()
        self._rows: _Kept[str, Row] = _Kept()
        self._lower: _Kept[tuple[str, tuple[str, ...]], list[float]] = _Kept()

    def cost(self, before: str, char: str) -> float:
        """-ln P(char | before) in nats; `before` is the last two characters or more, "" for the beginning of a text."""
        return self._known[before[-2:] + char]

    def cost_of(self, text: str, before: str = "") -> float:
        """The sum of the costs of the characters of `text` after `before`, in nats."""
        known, start = self._known, before[-2:]
        total = sum(known[(start + text[:i])[-2:] + text[i]] for i in range(min(2, len(text))))
        return sum(map(known.__getitem__, [text[i : i + 3] for i in range(len(text) - 2)]), total)

    def costs(self, before: str, chars: tuple[str, ...]) -> list[float]:
        """The costs of several characters after one context: `cost` of each, several times as fast.

        What the last character of the context says about `chars` is kept, so ask for the same ones again.
        """
        row = self._rows.get(before[-2:]) or self._row(before[-2:])
        lower = self._lower.get((row.last, chars)) or self._lower_costs(row, chars)
        triples, backoff = row.triples, row.backoff
        return [
            triples[char] if char in triples else cost + backoff if cost >= 0.0 else self._known[before[-2:] + char]
            for char, cost in zip(chars, lower, strict=True)
        ]

    def _lower_costs(self, row: Row, chars: tuple[str, ...]) -> list[float]:
        """The costs of tokens after the last character of a context alone; below 0 for what shares its token."""
        pairs, alone, anywhere = row.pairs, row.alone, self._anywhere
        lower = [
            pairs[char] if char in pairs else anywhere[char] + alone if char in anywhere else -1.0 for char in chars
        ]
        return self._lower.keep((row.last, chars), lower, len(chars) + 10)

    def cheapest(self, before: str, chars: tuple[str, ...], most: int, within: float) -> list[tuple[float, str]]:
        """The likeliest of `chars` after one context with their costs, the cheapest first.

        At most `most`, and none that costs more than the cheapest by over `within` nats.
        """
        costs = self.costs(before, chars)
        limit = min(costs, default=0.0) + within
        return sorted([pair for pair in zip(costs, chars, strict=True) if pair[0] <= limit])[:most]

    def plain_cost(self, char: str) -> float:
        """-ln of the frequency of a character by itself; 0 for what is not Han and not unknown."""
        number = self._number.get(char)
        if number is not None:
            return _NATS[self._tables.plain[number]]
        return _unlisted(char) if class_of(char) == "HAN" or not char.isprintable() else 0.0

    @property
    def characters(self) -> Sequence[str]:
        """The Han characters that the model knows, in code-point order."""
        return tuple(token for token in self._tokens if len(token) == 1 and class_of(token) == "HAN")

    @cached_property
    def simplified(self) -> frozenset[str]:
        """The Han characters that only simplified text has."""
        return self._of_script(1)

    @cached_property
    def traditional(self) -> frozenset[str]:
        """The Han characters that only traditional text has."""
        return self._of_script(2)

    def _of_script(self, number: int) -> frozenset[str]:
        return frozenset(
            token for token, script in zip(self._tokens, self._tables.scripts, strict=True) if script == number
        )

    def costs_before(self, before: str, chars: Iterable[str], after: str) -> list[float]:
        """The cost of `after` behind each of several characters that follow the last character of `before`."""
        known, before = self._known, before[-1:]
        return [known[f"{before}{char}{after}"] for char in chars]

    def _cost(self, before: str, char: str) -> float:
        token, last = TOKEN_OF[char], TOKEN_OF[before[-1]]
        if token in _FOREIGN:
            return _WITHIN[token] + (_FOREIGN_STAYS if last == token else _FOREIGN_ENTERS)
        if token == "OTHER" and not char.isprintable():
            return UNKNOWN_COST
        third = self._number.get(token)
        if third is None:
            return _unlisted(char)
        within = 0.0 if token == char else self._within(token, char)
        context = self._context(TOKEN_OF[before[0]], last) if len(before) > 1 else -1
        backoff = 0.0
        if context >= 0:
            triple = self._tables.triple(context, third)
            if triple >= 0:
                return _NATS[self._tables.triples[triple]] + within
            backoff = _NATS[self._tables.context_backoffs[context]]
        return self._pair_cost(last, third, token) + backoff + within

    def _pair_cost(self, first: str, second: int, token: str) -> float:
        number, tables = self._number.get(first), self._tables
        if number is None:
            return self._anywhere[token] + self._backoff(first)
        pair = tables.pair(number, second)
        return self._anywhere[token] + _NATS[tables.backoffs[number]] if pair < 0 else _NATS[tables.pairs[pair]]

    def _within(self, token: str, char: str) -> float:
        """The cost of a character, given its token."""
        variant = _VARIANT_COST if is_variant(char) else 0.0
        return self._mark_costs.get(char, _WITHIN.get(token, 0.0) + variant)

    def _context(self, first: str, second: str) -> int:
        one, two = self._number.get(first), self._number.get(second)
        return -1 if one is None or two is None else self._tables.context(one, two)

    def _backoff(self, first: str) -> float:
        """What is added to the cost of a token that no pair has after `first`."""
        number = self._number.get(first)
        if number is None:
            return _FOREIGN_LEAVES if first in _FOREIGN else 0.0
        return _NATS[self._tables.backoffs[number]]

    def _after(self, first: str) -> Mapping[str, float]:
        """The costs of the tokens that the file has after `first`."""
        found = self._followers.get(first)
        if found is None:
            number, tables = self._number.get(first), self._tables
            if number is None:
                return {}
            begin, end = tables.pair_offsets[number : number + 2]
            found = self._by_token(tables.seconds[begin:end], tables.pairs[begin:end])
            self._followers.keep(first, found, end - begin)
        return found

    def _row(self, before: str) -> Row:
        """What may follow at most two characters, read and kept."""
        tokens = [TOKEN_OF[char] for char in before or "\n"]
        last, tables = tokens[-1], self._tables
        context = self._context(tokens[0], last) if len(tokens) > 1 else -1
        triples: Mapping[str, float] = {}
        backoff = 0.0
        if context >= 0:
            begin, end = tables.triple_offsets[context : context + 2]
            triples = self._by_token(tables.thirds[begin:end], tables.triples[begin:end])
            backoff = _NATS[tables.context_backoffs[context]]
        row = Row(triples, self._after(last), backoff, self._backoff(last), last)
        return self._rows.keep(before, row, len(triples) + 5)

    def _by_token(self, numbers: memoryview, steps: memoryview) -> dict[str, float]:
        return dict(zip(map(self._tokens.__getitem__, numbers), _nats(steps), strict=True))


class KnownCosts(dict[str, float]):
    """Costs of the last character of a key after the others; `most` of those that were asked for are kept."""

    def __init__(self, cost: Callable[[str, str], float], most: int) -> None:
        self._cost, self._most = cost, most

    def __missing__(self, key: str) -> float:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._cost(key[:-1] or "\n", key[-1])
        return found

    def each(self, text: str, before: str = "") -> Iterator[float]:
        """The cost of each character of a text after the two before it."""
        before = before[-2:]
        for char in text:
            yield self[before + char]
            before = before[-1:] + char


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class _Kept(dict[_Key, _Value]):
    """What was read from the tables, all of it forgotten where it comes to more than MOST_IN_ROWS costs."""

    def __init__(self) -> None:
        self._costs = 0

    def keep(self, key: _Key, value: _Value, costs: int) -> _Value:
        """Keeps a value that takes the room of so many costs."""
        self._costs += costs
        if self._costs > MOST_IN_ROWS:
            self.clear()
            self._costs = costs
        self[key] = value
        return value


def _nats(steps: Iterable[int]) -> Iterator[float]:
    """Stored bytes as nats."""
    return map(_NATS.__getitem__, steps)


def _unlisted(char: str) -> float:
    return UNKNOWN_HAN_COST if "\u4e00" <= char <= "\u9fff" else UNKNOWN_COST


@cache
def model() -> LanguageModel:
    """The model that comes with the package, mapped into memory on first use."""
    with PATH.open("rb") as file:
        return LanguageModel(mmap(file.fileno(), 0, access=ACCESS_READ))
