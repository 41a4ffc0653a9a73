"""Hypotheses of the search, the best of each kind, and the pieces that the likeliest one reads as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from operator import itemgetter
from typing import NamedTuple

from cleaners.mojibake.true_encodings import Pending

BEAM_WIDTH = 48
"""Hypotheses kept a character."""

BEAM_NATS = 22.0
"""Hypotheses dearer than the best by more than this are given up: a guess may look dear until what follows it is read.
It must exceed ENTER_COST plus one character; at 14, one guess in thirty is lost."""

NARROW_WIDTH = 4
"""Hypotheses, and characters for lost bytes, that are kept where nothing settles for long."""

_cost_of = itemgetter(0)


class Node(NamedTuple):
    """One character of the span in one hypothesis; the chain of parents is the whole reading.

    `length` characters of the span read as `written`. `lost` holds, for each character written, the byte sequence it
    was guessed from, or () where no byte was lost.
    """

    parent: Node | None
    length: int
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

    `lost` holds, for each character, the bytes that it was guessed from, or (). `lossy` where bytes were lost.
    """

    length: int
    text: str
    lost: tuple[Pending, ...]
    garbled: bool
    lossy: bool


def joined(above: Sequence[Piece], below: Sequence[Piece]) -> Piece:
    """One piece that is as long as the pieces `above` and reads as those `below`, which one layer has in common."""
    both = (*above, *below)
    return Piece(
        sum(piece.length for piece in above),
        "".join(piece.text for piece in below),
        tuple(sequence for piece in below for sequence in piece.lost),
        any(piece.garbled for piece in both),
        any(piece.lossy for piece in both),
    )


Kind = tuple[Pending, str, bool]
"""What tells hypotheses apart: pending bytes, the last two characters, whether inside garbled text."""

Step = tuple[float, Pending, str, bool, Node | None, str, tuple[Pending, ...], bool, bool]
"""A hypothesis that may come next: the four parts of a State, the node before it, and of the character read what it is
written as, what was guessed for it, and whether bytes were lost and vanished. Most are given up at once, so that there
is no node for each."""


class Beam:
    """The hypotheses after one more character, the best of each kind; hopeless ones are not taken in."""

    def __init__(self, width: int = BEAM_WIDTH) -> None:
        self._best: dict[Kind, Step] = {}
        self._width = width
        self.limit = inf

    def add(self, step: Step) -> None:
        """Takes in a hypothesis if it is the best of its kind so far."""
        kind, cost = step[1:4], step[0]
        found = self._best.get(kind)
        if found is None or cost < found[0]:
            self._best[kind] = step
            if cost + BEAM_NATS < self.limit:
                self.limit = cost + BEAM_NATS

    def pruned(self) -> list[State]:
        """The best hypotheses, the cheapest first.

        The cheapest without a pending character stays whatever it costs: it can take any character as it is, so that
        the search never comes to a dead end.
        """
        kept = sorted((step for step in self._best.values() if step[0] <= self.limit), key=_cost_of)[: self._width]
        if all(step[1] for step in kept):
            kept += sorted((step for step in self._best.values() if not step[1]), key=_cost_of)[:1]
        return list(map(_state, kept))


def _state(step: Step) -> State:
    cost, pending, last, garbled, parent, written, lost, lossy, vanished = step
    return State(cost, pending, last, garbled, Node(parent, 1, written, lost, garbled, lossy, bool(pending), vanished))


def narrowed(beam: list[State]) -> list[State]:
    """The best few hypotheses, and one that can take any character as it is."""
    return [*beam[:NARROW_WIDTH], *[state for state in beam[NARROW_WIDTH:] if not state.pending][:1]]


def pieces(node: Node | None) -> Iterator[Piece]:
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
                sum(n.length for n in held),
                "".join(n.written for n in held),
                tuple(sequence for n in held for sequence in n.lost),
                any(n.garbled for n in held),
                any(n.lossy for n in held),
            )
            held = []
