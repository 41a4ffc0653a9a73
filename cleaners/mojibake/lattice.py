"""The lattice decoder: the most likely text behind a span in which clean and garbled characters may mix.

Every character of the span is either as it should be, or stands for bytes (`Misreading.readings`) of the true
encoding, some of them lost. The decoder walks over the span with a beam of hypotheses; a hypothesis is the bytes of a
character that is not complete, the last two characters written, and what it has cost: the language model's surprise at
the text so far plus the price of each loss. Hypotheses that agree in both are merged, so that the search is a Viterbi
search with pruning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from math import inf
from typing import NamedTuple

from cleaners.language_model import MARKS, KnownCosts, LanguageModel
from cleaners.mojibake import strict
from cleaners.mojibake.beam import BEAM_NATS, NARROW_WIDTH, Beam, Node, Piece, State, Step, narrowed, pieces
from cleaners.mojibake.bridges import Bridge, Bridges
from cleaners.mojibake.misreading import undecided
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import CLEAN_COST, FLAT_COST, ODD_COST, Between, Surface, script_of
from cleaners.mojibake.transitions import Item, Move, Transitions
from cleaners.mojibake.true_encodings import Pending

ENTER_COST = 12.0
"""Nats for the first garbled character after clean text: what the repair must gain before it is believed. Three
garbled characters gain about twenty. Below 8 rare names turn into common words; above 20 single words stay garbled."""

ENTER_AGAIN_COST = 6.0
"""The same where the text before it is garbled in the same way: short lines of a garbled file are, too."""

CERTAIN = "鈥銆锛"
"""What GBK makes of E2 80, E3 80 and EF BC, where the marks of Chinese and typographic quotes and dashes begin. The
three characters are in no text of 1.7 million characters of sixteen genres."""

ENTER_CERTAIN_COST = 3.0
"""Nats for one of these: a single dash in an English sentence (鈥?) is a repair, too."""

KEPT_COST = 2.0
"""Nats for a foreign letter or symbol that stays in text where a decoder of single bytes is suspected: such text is
garbled all through, and one Chinese character between spaces gains little by itself."""

GUESS_NATS = 9.0
"""Characters for lost bytes that are dearer than the likeliest by more than this are given up: the character that
follows tells two guesses apart by less."""

GUESSING_NATS = 9.0
"""Hypotheses within this of the best may read a mark of loss as bytes: the dearest part of the search."""

SETTLED_NATS = 10.0
"""A guess is open while another one within this of it has not been merged with it."""

CLOSING_NATS = 6.0
"""Hypotheses within this of the best may end their garbled text in mid-character where clean text begins: each costs
a search among the candidates, and one that is far behind does not win by it."""

MOST_CANDIDATES = 12
"""Characters tried for a sequence with lost bytes, the likeliest after the character before."""

PATIENCE = 32
"""Characters searched without a stretch that reads strictly, after which the search narrows: real text has one every
few dozen. Lower, and heavily damaged lines get worse; higher, and a line of nothing but losses takes a millisecond a
byte."""

MOST_REMEMBERED = 20_000
"""Guesses for lost bytes that a decoder remembers; a few megabytes."""

CONTRARY_COST = 5.0
"""Nats for a character of the other script in the place of lost bytes: nine in ten lines hold one script only."""

LOOK_BACK = 4
"""Characters after which the likeliest hypothesis shows that bytes vanished."""

REWIND = 8
"""Characters that the search goes back, and on, where bytes vanished: a pair may be missing that far from where it
shows."""


Filled = tuple[float, str, tuple[Pending, ...]]
"""Completed characters with their cost so far and what each was guessed from."""


class Effort(NamedTuple):
    """How one character is searched: its moves, the price of beginning garbled text, and guesses tried for a loss."""

    transitions: Transitions
    entering: float
    most: int


class Decoder:
    """Decodes spans that went one path, with one language model.

    Lost bytes become no character that `avoided` holds of, if possible. Where bytes went missing without a mark, the
    search goes back a little and looks for whole pairs that may have: several times as slow, so only there. With
    `below`, the text is garbled once more by that path, and lost bytes become stand-ins.
    """

    def __init__(
        self, path: Path, model: LanguageModel, avoided: Callable[[str], bool], below: Path | None = None
    ) -> None:
        self._path, self._candidates = path, path.candidates
        self._sound = Transitions(path, pairs_vanish=False, undecided=below is not None)
        self._torn = Transitions(path, pairs_vanish=True, undecided=below is not None)
        self._plain_cost = model.plain_cost
        costs = Surface(model) if below is None else Between(below.wrong.table)
        self._costs, self._costs_as_is = (
            KnownCosts(cost, MOST_REMEMBERED) for cost in (costs.cost_of_repair, self._cost_of_keeping)
        )
        self._cost_as_is = costs.cost
        self._avoided, self._undecided = avoided, below is not None
        self._foreign = frozenset() if path.wrong.double else frozenset(filter(script_of, path.wrong.table))
        self._model = model
        self._bridges = Bridges(path, self._guesses, costs.cost_of_repair)
        self._known_guesses: dict[tuple[str, Pending], list[tuple[float, str]]] = {}
        self._scripts: dict[Pending, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def decoded(self, span: str, before: str, after: str, *, again: bool) -> list[Piece]:
        """The pieces of the likeliest reading of `span` between the characters `before` and `after`.

        `again` where the text before it was garbled in the same way.
        """
        entering = ENTER_AGAIN_COST if again else ENTER_COST
        beam = [State(0.0, (), before, False, None)]
        at = strict_from = torn_until = searched = 0
        recent: deque[tuple[int, list[State]]] = deque(maxlen=REWIND)
        while at < len(span):
            if at >= strict_from and _is_settled(beam):
                run = strict.run(self._path, span, at)
                strict_from = run.stop
                bridge = self._bridges.over((beam[0].last + run.text)[-2:], span, at + run.length, after)
                if run.length or bridge:
                    beam = [_advanced(beam[0], run, bridge)]
                    at += run.length + (bridge.length if bridge else 0)
                    strict_from = at if bridge else run.stop
                    recent.clear()
                    searched = 0
                    continue
            recent.append((at, beam))
            searched += 1
            transitions = self._torn if at < torn_until else self._sound
            most = MOST_CANDIDATES if searched < PATIENCE else NARROW_WIDTH
            beam = self._next(
                narrowed(beam) if most == NARROW_WIDTH else beam, span[at], Effort(transitions, entering, most)
            )
            at += 1
            if _is_torn(beam[0].node, min(LOOK_BACK, at - torn_until)):
                torn_until = at + REWIND
                at, beam = recent[0]
        limit = beam[0].cost + BEAM_NATS
        closed = (self._closed(state, limit) if state.pending else (state,) for state in beam)
        ends = [end for ends in closed for end in ends] or [end for state in beam for end in self._closed(state, inf)]
        return list(pieces(min(ends, key=lambda end: end.cost + self._cost_as_is(end.last, after)).node))

    def _next(self, beam: list[State], char: str, effort: Effort) -> list[State]:
        """The hypotheses after one more character."""
        after = Beam()
        may_close = char >= "\x80" and (char in MARKS or 0.0 < self._plain_cost(char) < CLEAN_COST)
        best = beam[0].cost
        for state in beam:
            if not state.pending:
                after.add(self._kept(state, char))
            elif may_close and state.cost <= best + CLOSING_NATS:
                for closed in self._closed(state, after.limit):
                    after.add(self._kept(closed, char))
        for state in beam:
            base = state.cost + (0.0 if state.garbled else _entering(effort.entering, state.last, char))
            for move in effort.transitions.moves(state.pending, char):
                if base + move.price > after.limit:
                    break
                if not move.guessing or state.cost <= best + GUESSING_NATS:
                    self._read(after, state, base + move.price, move, effort.most)
        return after.pruned()

    def _kept(self, state: State, char: str) -> Step:
        """The hypothesis that `char` is as it should be; ASCII neither ends nor begins garbled text."""
        cost, _, last, garbled, node = state
        price = self._costs_as_is[last + char]
        return cost + price, (), (last + char)[-2:], garbled and char < "\x80", node, char, ((),), False, False

    def _cost_of_keeping(self, before: str, char: str) -> float:
        return self._cost_as_is(before, char) + (KEPT_COST if char in self._foreign else 0.0)

    def _read(self, after: Beam, state: State, cost: float, move: Move, most: int) -> None:
        """Takes in the hypotheses that a character stands for bytes."""
        _, items, pending, lossy, vanished, _ = move
        _, _, last, _, node = state
        if not items:
            after.add((cost, pending, last, True, node, "", (), lossy, vanished))
            return
        for end, written, lost in self._filled(cost, last, items, after.limit, most):
            after.add((end, pending, (last + written)[-2:], True, node, written, lost, lossy, vanished))

    def _closed(self, state: State, limit: float) -> Iterator[State]:
        """The hypotheses without the pending character: what is missing was dropped."""
        move = self._sound.closing(state.pending)
        if move is None or state.node is None:
            return
        for cost, written, lost in self._filled(
            state.cost + move.price, state.last, move.items, limit, MOST_CANDIDATES
        ):
            node = state.node
            node = node._replace(
                written=node.written + written, lost=node.lost + lost, lossy=True, open=False, vanished=True
            )
            yield State(cost, (), (state.last + written)[-2:], True, node)

    def _filled(self, cost: float, last: str, items: tuple[Item, ...], limit: float, most: int) -> list[Filled]:
        """The ways to fill in what was lost, within the limit, at most so many for each loss."""
        ways: list[Filled] = [(cost, "", ())]
        costs = self._costs
        for item in items:
            if isinstance(item, str):
                ways = [(c + costs[(last + w)[-2:] + item], w + item, (*lost, ())) for c, w, lost in ways]
            else:
                ways = [
                    (c + price, w + char, (*lost, item))
                    for c, w, lost in ways
                    for price, char in self._guesses((last + w)[-2:], item)[:most]
                    if c + price <= limit
                ]
        return [way for way in ways if way[0] <= limit]

    def _guesses(self, before: str, held: Pending) -> list[tuple[float, str]]:
        """The likeliest characters for a sequence with lost bytes, with their costs."""
        if self._undecided:
            return [(FLAT_COST, _undecided(held[:-1]))]
        key = (before, held)
        found = self._known_guesses.get(key)
        if found is None:
            if len(self._known_guesses) >= MOST_REMEMBERED:
                self._known_guesses.clear()
            found = self._known_guesses[key] = self._cheapest(before, *self._by_script(held))
        return found

    def _cheapest(self, before: str, own: tuple[str, ...], contrary: tuple[str, ...]) -> list[tuple[float, str]]:
        found = self._model.cheapest(before, own, MOST_CANDIDATES, GUESS_NATS)
        if contrary:
            others = self._model.cheapest(before, contrary, MOST_CANDIDATES, GUESS_NATS)
            found = sorted([*found, *((cost + CONTRARY_COST, char) for cost, char in others)])[:MOST_CANDIDATES]
        return [guess for guess in found if guess[0] <= found[0][0] + GUESS_NATS]

    def _by_script(self, held: Pending) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The characters that fit a sequence, those of the other script apart."""
        found = self._scripts.get(held)
        if found is None:
            fitting = self._candidates(held)
            own = tuple(char for char in fitting if not self._avoided(char))
            found = self._scripts[held] = own, tuple(char for char in fitting if self._avoided(char))
        return found


def _undecided(known: Pending) -> str:
    """What stands for a sequence without its last byte: U+FFFD where more is unknown, or where it was that itself."""
    return undecided(*known) if len(known) == 2 and min(known) >= 0 and known != (0xEF, 0xBF) else "\ufffd"


def _is_torn(node: Node | None, most: int) -> bool:
    """Whether bytes vanished in one of the last characters."""
    for _ in range(most):
        if node is None:
            return False
        if node.vanished:
            return True
        node = node.parent
    return False


def _entering(price: float, last: str, char: str) -> float:
    """Nats for the first garbled character, `char`, after the clean characters `last`."""
    if char in CERTAIN:
        return ENTER_CERTAIN_COST
    return price + (ODD_COST if last and script_of(last[-1]) else 0.0)


def _advanced(state: State, run: strict.Run, bridge: Bridge | None) -> State:
    """The hypothesis after a run that strict decoding reads and the loss behind it; others are not worth keeping."""
    node, last = state.node, state.last
    if run.length:
        node = Node(node, run.length, run.text, ((),) * len(run.text), True, False, False)
        last = (last + run.text)[-2:]
    if bridge is not None:
        node = Node(node, bridge.length, bridge.text, bridge.lost, True, True, False)
        last = (last + bridge.text)[-2:]
    return State(0.0, (), last, True, node)


def _is_settled(beam: list[State]) -> bool:
    """Whether the best hypothesis is inside garbled text, between characters, and no other guess or cut is near it."""
    best = beam[0]
    return (
        best.garbled
        and not best.pending
        and all(s.last == best.last and not s.pending for s in beam if s.garbled and s.cost < best.cost + SETTLED_NATS)
    )
