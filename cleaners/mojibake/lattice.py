"""The lattice decoder: the most likely text behind a span in which clean and garbled characters may mix.

Every character of the span is either as it should be, or stands for bytes (`misreading.readings`) of UTF-8, some of
them lost. The decoder walks over the span with a beam of hypotheses; a hypothesis is the bytes of a character that is
not complete, the last character written, and what it has cost: the language model's surprise at the text so far plus
the price of each loss. Hypotheses that agree in both are merged, so that the search is a Viterbi search with pruning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from operator import attrgetter
from typing import NamedTuple

from cleaners.language_model import LanguageModel
from cleaners.mojibake import strict
from cleaners.mojibake.misreading import UNKNOWN, Reading, readings
from cleaners.mojibake.utf8 import Pending, accepts, candidates, needed

ENTER_COST = 12.0
"""Nats for the first garbled character after clean text: what the repair must gain before it is believed. Three
garbled characters gain about twenty. Below 8 rare names turn into common words; above 20 single words stay garbled."""

DROPPED_COST = 5.5
"""Nats a byte that vanished without any mark."""

DROPPED_PAIR_COST = 9.0
"""Nats for a whole byte pair that vanished inside a character (a private-use character that a later step removed)."""

BEAM_WIDTH = 48
"""Hypotheses kept a character."""

BEAM_NATS = 26.0
"""Hypotheses dearer than the best by more than this are given up. It must exceed ENTER_COST plus one character."""

GUESS_NATS = 9.0
"""Characters for lost bytes that are dearer than the likeliest by more than this are given up: the character that
follows tells two guesses apart by less."""

GUESSING_NATS = 9.0
"""Hypotheses within this of the best may read a mark of loss as bytes: the dearest part of the search."""

SETTLED_NATS = 10.0
"""A guess is open while another one within this of it has not been merged with it."""

CLEAN_COST = 9.5
"""Nats of plain cost below which a character may be the first of clean text: the 2,500 commonest; what GBK makes of
UTF-8 is mostly rarer."""

CLOSING_NATS = 6.0
"""Hypotheses within this of the best may end their garbled text in mid-character where clean text begins: each costs
a search among the candidates, and one that is far behind does not win by it."""

MOST_CANDIDATES = 12
"""Characters tried for a sequence with lost bytes, the likeliest after the character before."""


MOST_REMEMBERED = 20_000
"""Guesses for lost bytes that a decoder remembers; a few megabytes."""

CONTRARY_COST = 5.0
"""Nats for a character of the other script in the place of lost bytes: nine in ten lines hold one script only."""


_cost_of = attrgetter("cost")


class Node(NamedTuple):
    """One character of the span in one hypothesis; the chain of parents is the whole reading.

    `lost` holds, for each character written, the byte sequence it was guessed from, or () where no byte was lost.
    """

    parent: Node | None
    written: str
    lost: tuple[Pending, ...]
    garbled: bool
    lossy: bool
    open: bool
    vanished: bool = False


class State(NamedTuple):
    """A hypothesis after some characters: its cost in nats and what tells it from others."""

    cost: float
    pending: Pending
    last: str
    garbled: bool
    node: Node | None


class Piece(NamedTuple):
    """A piece of the span that reads on its own: its length in the span and the text behind it.

    `lossy` where bytes were lost, `vanished` where they left no mark.
    """

    length: int
    text: str
    lost: tuple[Pending, ...]
    garbled: bool
    lossy: bool
    vanished: bool


class Partial(NamedTuple):
    """What comes of some bytes: cost, pending bytes, characters completed and what each was guessed from."""

    cost: float
    pending: Pending
    written: str
    lost: tuple[Pending, ...]


class Decoder:
    """Decodes spans with one language model.

    Lost bytes become no character that `avoided` holds of, if possible. With `pairs_vanish`, whole byte pairs may be
    missing inside a character; that is several times as slow, so it is for text that has no good reading otherwise.
    """

    def __init__(self, model: LanguageModel, avoided: Callable[[str], bool], pairs_vanish: bool) -> None:
        self._cost, self._plain_cost = model.cost, model.plain_cost
        self._avoided, self._pairs_vanish = avoided, pairs_vanish
        self._known_guesses: dict[tuple[str, Pending], list[tuple[float, str]]] = {}

    def decoded(self, span: str, before: str) -> list[Piece]:
        """The pieces of the likeliest reading of `span` after the characters `before` ("" at a beginning)."""
        beam = [State(0.0, (), before, False, None)]
        at = 0
        while at < len(span):
            if _is_settled(beam) and (run := strict.run(span, at)):
                beam = [self._advanced(beam[0], run)]
                at += len(run)
            else:
                beam = _pruned(self._next(beam, span[at]))
                at += 1
        ends = [closed for state in beam for closed in self._closed(state)]
        best = min(ends, key=_cost_of)
        return list(_pieces(best.node))

    def _advanced(self, state: State, run: list[strict.Step]) -> State:
        """The hypothesis after a run that strict decoding reads; the others are not worth keeping."""
        node, last, cost = state.node, state.last, state.cost
        for written, is_open in run:
            node = Node(node, written, ((),) * len(written), True, False, is_open)
            for char in written:
                cost += self._cost(last, char)
                last = (last + char)[-2:]
        return State(cost, (), last, True, node)

    def _next(self, beam: list[State], char: str) -> Iterator[State]:
        as_bytes = readings(char)
        may_close = char >= "\x80" and self._plain_cost(char) < CLEAN_COST
        for state in beam:
            if not state.pending:
                yield self._kept(state, char)
            elif may_close and state.cost <= beam[0].cost + CLOSING_NATS:
                yield from (self._kept(closed, char) for closed in self._closed(state))
            guess = state.cost <= beam[0].cost + GUESSING_NATS
            for reading in as_bytes:
                if guess or UNKNOWN not in reading.values:
                    yield from self._read(state, reading)

    def _kept(self, state: State, char: str) -> State:
        """The hypothesis that `char` is as it should be; ASCII neither ends nor begins garbled text."""
        garbled = state.garbled and char < "\x80"
        node = Node(state.node, char, ((),), garbled, False, False)
        return State(state.cost + self._cost(state.last, char), (), (state.last + char)[-2:], garbled, node)

    def _read(self, state: State, reading: Reading) -> Iterator[State]:
        """The hypotheses that a character stands for the bytes of `reading`."""
        if len(reading.values) == 1 and 0 <= reading.values[0] < 0x80 and not state.pending:
            return  # plain ASCII between characters: `_kept` has it
        cost = state.cost + reading.cost + (0.0 if state.garbled else ENTER_COST)
        for inserted, price in self._mends(state.pending, reading.values[0]):
            lossy = reading.lossy or bool(inserted)
            for end in self._fed(Partial(cost + price, state.pending, "", ()), state.last, inserted + reading.values):
                node = Node(state.node, end.written, end.lost, True, lossy, bool(end.pending), bool(inserted))
                yield State(end.cost, end.pending, (state.last + end.written)[-2:], True, node)

    def _mends(self, pending: Pending, byte: int) -> list[tuple[Pending, float]]:
        """Bytes that may have vanished before `byte`, with their price; nothing where it simply follows."""
        missing = needed(pending)
        if accepts(pending, byte):
            pair = [((UNKNOWN, UNKNOWN), DROPPED_PAIR_COST)] if self._pairs_vanish and missing and byte >= 0 else []
            return [((), 0.0), *pair]
        if missing:
            return [((UNKNOWN,) * missing, missing * DROPPED_COST)]
        return [((UNKNOWN,), DROPPED_COST), ((UNKNOWN, UNKNOWN), 2 * DROPPED_COST)]

    def _closed(self, state: State) -> Iterator[State]:
        """The hypothesis without a pending character: what is missing was dropped."""
        missing = needed(state.pending)
        if not missing or state.node is None:
            yield state
            return
        start = Partial(state.cost + missing * DROPPED_COST, state.pending, "", ())
        for end in self._fed(start, state.last, (UNKNOWN,) * missing):
            written, lost = state.node.written + end.written, state.node.lost + end.lost
            node = state.node._replace(written=written, lost=lost, lossy=True, open=False, vanished=True)
            yield State(end.cost, (), (state.last + end.written)[-2:], True, node)

    def _fed(self, start: Partial, last: str, values: tuple[int, ...]) -> Iterable[Partial]:
        """What comes of more bytes after `start`."""
        ends = [start]
        for byte in values:
            ends = [
                advanced for end in ends if accepts(end.pending, byte) for advanced in self._completed(end, byte, last)
            ]
        return ends

    def _completed(self, end: Partial, byte: int, last: str) -> Iterable[Partial]:
        held = (*end.pending, byte)
        if needed(held):
            return (end._replace(pending=held),)
        before = (last + end.written)[-2:]
        if UNKNOWN in held:
            lost = (*end.lost, held)
            return [
                Partial(end.cost + cost, (), end.written + char, lost) for cost, char in self._guesses(before, held)
            ]
        return [
            Partial(end.cost + self._cost(before, char), (), end.written + char, (*end.lost, ()))
            for char in candidates(held)
        ]

    def _guesses(self, before: str, held: Pending) -> list[tuple[float, str]]:
        """The likeliest characters for a sequence with lost bytes, with their costs."""
        key = (before, held)
        found = self._known_guesses.get(key)
        if found is None:
            if len(self._known_guesses) >= MOST_REMEMBERED:
                self._known_guesses.clear()
            costs = (
                (self._cost(before, char) + CONTRARY_COST * self._avoided(char), char) for char in candidates(held)
            )
            found = nsmallest(MOST_CANDIDATES, costs)
            found = self._known_guesses[key] = [guess for guess in found if guess[0] <= found[0][0] + GUESS_NATS]
        return found


def _is_settled(beam: list[State]) -> bool:
    """Whether the best hypothesis is inside garbled text, between characters, and no guess before it is open."""
    best = beam[0]
    return (
        best.garbled
        and not best.pending
        and all(s.last == best.last for s in beam if s.garbled and not s.pending and s.cost < best.cost + SETTLED_NATS)
    )


def _pruned(states: Iterable[State]) -> list[State]:
    """The best hypothesis of each kind, the cheapest first, the hopeless left out.

    The cheapest without a pending character stays whatever it costs: it can take any character as it is, so that the
    search never comes to a dead end.
    """
    best: dict[tuple[Pending, str, bool], State] = {}
    for state in states:
        key = (state.pending, state.last, state.garbled)
        found = best.get(key)
        if found is None or state.cost < found.cost:
            best[key] = state
    limit = min(state.cost for state in best.values()) + BEAM_NATS
    kept = nsmallest(BEAM_WIDTH, (s for s in best.values() if s.cost <= limit), key=_cost_of)
    if all(state.pending for state in kept):
        kept.append(min((s for s in best.values() if not s.pending), key=_cost_of))
    return kept


def _pieces(node: Node | None) -> Iterator[Piece]:
    """The reading as pieces, first to last; a garbled piece ends where no character is open."""
    chain: list[Node] = []
    while node is not None:
        chain.append(node)
        node = node.parent
    held: list[Node] = []
    for step in reversed(chain):
        held.append(step)
        if not step.open:
            yield Piece(
                len(held),
                "".join(n.written for n in held),
                tuple(sequence for n in held for sequence in n.lost),
                any(n.garbled for n in held),
                any(n.lossy for n in held),
                any(n.vanished for n in held),
            )
            held = []
