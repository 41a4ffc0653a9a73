"""One step of the lattice: the hypotheses after one more character.

A character either is as it should be, or stands for bytes of the true encoding, some of which are lost; the language
model says what follows best.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from math import inf
from typing import NamedTuple

from cleaners.language_model import MARKS, KnownCosts, LanguageModel
from cleaners.mojibake.beam import Beam, Hypothesis
from cleaners.mojibake.guesses import MOST_CANDIDATES, MOST_REMEMBERED, Guesses
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import CLEAN_COST, ODD_COST, Between, Surface, script_of
from cleaners.mojibake.transitions import MARKS_OF_LOSS, Item, Move, Transitions
from cleaners.mojibake.true_encodings import Pending

CERTAIN = "鈥銆锛"
"""What GBK makes of E2 80, E3 80 and EF BC, where the marks of Chinese and typographic quotes and dashes begin. The
three characters are in no text of 1.7 million characters of sixteen genres."""

ENTER_CERTAIN_COST = 3.0
"""Nats for one of these: a single dash in an English sentence (鈥?) is a repair, too."""

KEPT_COST = 2.0
"""Nats for a foreign letter or symbol that stays in text where a decoder of single bytes is suspected: such text is
garbled all through, and one Chinese character between spaces gains little by itself."""

GUESSING_NATS = 9.0
"""Hypotheses within this of the best may read a mark of loss as bytes: the dearest part of the search."""

CLOSING_NATS = 6.0
"""Hypotheses within this of the best may end their garbled text in mid-character where clean text begins: each costs
a search among the candidates, and one that is far behind does not win by it."""

SHORT_WIDTH = 32
"""As BEAM_WIDTH for the short search; below 16 single guesses are lost."""

SHORT_NATS = 16.0
"""As BEAM_NATS for the short search, which has no clean text to weigh: at 14 single guesses are lost; higher only takes
longer."""


class _Clean(dict[str, bool]):
    """Whether a character may be the first of clean text, of all that were asked for."""

    def __init__(self, model: LanguageModel) -> None:
        self._plain_cost = model.plain_cost

    def __missing__(self, char: str) -> bool:
        found = self[char] = char >= "\x80" and (char in MARKS or 0.0 < self._plain_cost(char) < CLEAN_COST)
        return found


# What one character was guessed from whose bytes are all there.
_KNOWN: tuple[Pending, ...] = ((),)

Filled = tuple[float, str, tuple[Pending, ...]]
"""Completed characters with their cost so far and what each was guessed from."""


class Effort(NamedTuple):
    """How one character is searched: its moves, the price of beginning garbled text, and guesses tried for a loss.

    The `short` search takes rare characters for garbled, and keeps fewer hypotheses.
    """

    transitions: Transitions
    entering: float
    most: int
    short: bool = False


class Expansion:
    """The steps along one path, with one language model.

    Lost bytes become no character that are `avoided`, if possible. With `below`, the text is garbled once more by
    that path, and lost bytes become stand-ins.
    """

    def __init__(self, path: Path, model: LanguageModel, avoided: Container[str], below: Path | None) -> None:
        self.sound = Transitions(path, pairs_vanish=False, undecided=below is not None)
        self.torn = Transitions(path, pairs_vanish=True, undecided=below is not None)
        self.shifted = Transitions(path, pairs_vanish=True, shifts=True, undecided=below is not None)
        costs = Surface(model) if below is None else Between(below.wrong.table)
        self.cost_as_is, self.cost_of_repair = costs.cost, costs.cost_of_repair
        self.guesses = Guesses(path, model, avoided, undecided=below is not None).after
        self.costs_of_repair = KnownCosts(costs.cost_of_repair, MOST_REMEMBERED)
        self.costs_as_is = KnownCosts(self._cost_of_keeping, MOST_REMEMBERED)
        self._may_be_clean = _Clean(model)
        self._foreign = frozenset() if path.wrong.double else frozenset(filter(script_of, path.wrong.table))

    def next(self, beam: list[Hypothesis], char: str, effort: Effort) -> list[Hypothesis]:
        """The hypotheses after one more character."""
        after = Beam(SHORT_WIDTH, SHORT_NATS) if effort.short else Beam()
        may_close = self._may_be_clean[char]
        may_stay = may_close or char < "\x80" or not effort.short
        best = beam[0].cost
        for state in beam:
            if not state.pending:
                if may_stay:
                    self._keep(after, state, char)
            elif may_close and state.cost <= best + CLOSING_NATS:
                for closed in self.closed(state, after.limit):
                    self._keep(after, closed, char)
        for state in beam:
            base = 0.0 if state.garbled else _entering(effort.entering, state.last, char)
            moves = effort.transitions.moves(state.pending, char)
            self._read(after, state, base, moves, effort.most, may_guess=state.cost <= best + GUESSING_NATS)
        return after.pruned()

    def swift(self, beam: list[Hypothesis], char: str, effort: Effort) -> list[Hypothesis]:
        """As `next` for the short search where nothing vanished; [] where the best hypothesis does not go on so.

        Hypotheses that do not are given up.
        """
        simple, best = effort.transitions.simple, beam[0].cost
        is_ascii = char < "\x80"
        if any(state.pending for state in beam) if is_ascii and char != "?" else not simple(beam[0].pending, char):
            return []
        may_stay = is_ascii or self._may_be_clean[char]
        if len(beam) == 1 and not may_stay and char not in MARKS_OF_LOSS and beam[0].garbled:
            return self._only(beam[0], simple(beam[0].pending, char)[0], effort.most)
        after = Beam(SHORT_WIDTH, SHORT_NATS)
        for state in beam:
            if may_stay and not state.pending:
                self._keep(after, state, char)
            if state.garbled and (moves := simple(state.pending, char)):
                may_guess = state.cost <= best + GUESSING_NATS
                self._read(after, state, 0.0, moves, effort.most, may_guess=may_guess)
        return after.pruned()

    def _only(self, state: Hypothesis, move: Move, most: int) -> list[Hypothesis]:
        """The hypotheses of one move of one hypothesis, the cheapest first."""
        last, left = state.last, move.pending
        return [
            Hypothesis(cost, left, (last + written)[-2:], True, state, written, lost, False, False, 1)
            for cost, written, lost in self._ways(state.cost, last, move.items, inf, most)
        ]

    def _keep(self, after: Beam, state: Hypothesis, char: str) -> None:
        """Takes in the hypothesis that `char` is as it should be; ASCII neither ends nor begins garbled text."""
        last = state.last + char
        cost, garbled = state.cost + self.costs_as_is[last], state.garbled and char < "\x80"
        after.add((cost, (), last[-2:], garbled, state, char, ((),), False, False, 1))

    def _cost_of_keeping(self, before: str, char: str) -> float:
        return self.cost_as_is(before, char) + (KEPT_COST if char in self._foreign else 0.0)

    def _read(
        self, after: Beam, state: Hypothesis, base: float, moves: tuple[Move, ...], most: int, *, may_guess: bool
    ) -> None:
        """Takes in the hypotheses that a character stands for bytes. The inmost loop: it makes as little as it can."""
        best, limit, nats, last = after.best, after.limit, after.nats, state.last
        base += state.cost
        for price, items, pending, lossy, vanished, guessing in moves:
            if base + price > limit:
                break
            if guessing and not may_guess:
                continue
            for cost, written, lost in self._ways(base + price, last, items, limit, most):
                if cost <= limit:
                    kind = (pending, (last + written)[-2:], True)
                    found = best.get(kind)
                    if found is None or cost < found[0]:
                        best[kind] = (cost, pending, kind[1], True, state, written, lost, lossy, vanished, 1)
                        if cost + nats < limit:
                            limit = cost + nats
        after.limit = limit

    def _ways(self, cost: float, last: str, items: tuple[Item, ...], limit: float, most: int) -> list[Filled]:
        """As `_filled`, in no time for one character or none; dearer ones may be among them."""
        if not items:
            return [(cost, "", ())]
        if len(items) > 1:
            return self._filled(cost, last, items, limit, most)
        item = items[0]
        if isinstance(item, str):
            return [(cost + self.costs_of_repair[last + item], item, _KNOWN)]
        lost = (item,)
        return [(cost + price, char, lost) for price, char in self.guesses(last, item)[:most]]

    def closed(self, state: Hypothesis, limit: float) -> Iterator[Hypothesis]:
        """The hypotheses without the pending character: what is missing was dropped."""
        move = self.sound.closing(state.pending)
        if move is None or state.cost + move.price > limit:
            return
        for cost, written, lost in self._filled(
            state.cost + move.price, state.last, move.items, limit, MOST_CANDIDATES
        ):
            last = (state.last + written)[-2:]
            text, guessed = state.written + written, state.lost + lost
            yield Hypothesis(cost, (), last, True, state.parent, text, guessed, True, True, state.length)

    def _filled(self, cost: float, last: str, items: tuple[Item, ...], limit: float, most: int) -> list[Filled]:
        """The ways to fill in what was lost, within the limit, at most so many for each loss."""
        ways: list[Filled] = [(cost, "", ())]
        costs = self.costs_of_repair
        for item in items:
            if isinstance(item, str):
                ways = [
                    (total, w + item, (*lost, ()))
                    for c, w, lost in ways
                    if (total := c + costs[(last + w)[-2:] + item]) <= limit
                ]
            else:
                ways = [
                    (c + price, w + char, (*lost, item))
                    for c, w, lost in ways
                    for price, char in self.guesses((last + w)[-2:], item)[:most]
                    if c + price <= limit
                ]
        return ways


def _entering(price: float, last: str, char: str) -> float:
    """Nats for the first garbled character, `char`, after the clean characters `last`."""
    if char in CERTAIN:
        return ENTER_CERTAIN_COST
    return price + (ODD_COST if last and script_of(last[-1]) else 0.0)
