"""Hypotheses of the search, the best of each kind, and the pieces that the likeliest one reads as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
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
_pending_of = itemgetter(1)


class Hypothesis(NamedTuple):
    """A reading up to one character of the span; the chain of parents is the whole of it.

    `cost` in nats; the `pending` bytes, the `last` two characters written, and whether it is inside `garbled` text tell
    it from others. Its last `length` characters of the span read as `written`; `lost` holds, for each character
    written, the byte sequence that it was guessed from, or (). `lossy` where bytes were lost there, and `vanished`
    where they left no mark.
    """

    cost: float
    pending: Pending
    last: str
    garbled: bool
    parent: Hypothesis | None
    written: str
    lost: tuple[Pending, ...]
    lossy: bool
    vanished: bool
    length: int


def beginning(last: str) -> Hypothesis:
    """Nothing read yet, behind the characters `last`."""
    return Hypothesis(0.0, (), last, False, None, "", (), False, False, 0)


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

Step = tuple[float, Pending, str, bool, Hypothesis, str, tuple[Pending, ...], bool, bool, int]
"""The fields of a hypothesis that may come next. Most are given up at once, and plain tuples are made in no time."""

_hypothesis = partial(tuple.__new__, Hypothesis)


class Beam:
    """The hypotheses after one more character, the best of each kind, for the expansion to fill in.

    `limit` is the cost, in nats, above which they are hopeless.
    """

    __slots__ = ("best", "limit", "nats", "width")

    def __init__(self, width: int = BEAM_WIDTH, nats: float = BEAM_NATS) -> None:
        self.best: dict[Kind, Step] = {}
        self.width, self.nats = width, nats
        self.limit = inf

    def add(self, step: Step) -> None:
        """Takes in a hypothesis if it is the best of its kind so far."""
        kind, cost = step[1:4], step[0]
        found = self.best.get(kind)
        if found is None or cost < found[0]:
            self.best[kind] = step
            if cost + self.nats < self.limit:
                self.limit = cost + self.nats

    def pruned(self) -> list[Hypothesis]:
        """The best hypotheses, the cheapest first.

        The cheapest without a pending character stays whatever it costs: it can take any character as it is, so that
        the search never comes to a dead end.
        """
        limit, steps = self.limit, self.best.values()
        kept = sorted([step for step in steps if step[0] <= limit], key=_cost_of)[: self.width]
        if all(map(_pending_of, kept)):
            kept += sorted([step for step in steps if not step[1]], key=_cost_of)[:1]
        return list(map(_hypothesis, kept))


def narrowed(beam: list[Hypothesis]) -> list[Hypothesis]:
    """The best few hypotheses, and one that can take any character as it is."""
    return [*beam[:NARROW_WIDTH], *[state for state in beam[NARROW_WIDTH:] if not state.pending][:1]]


def pieces(end: Hypothesis | None) -> Iterator[Piece]:
    """The reading as pieces, first to last; a garbled piece ends where no character is pending."""
    chain: list[Hypothesis] = []
    while end is not None and end.parent is not None:
        chain.append(end)
        end = end.parent
    held: list[Hypothesis] = []
    for step in reversed(chain):
        if not step.pending and not held:
            yield Piece(step.length, step.written, step.lost, step.garbled, step.lossy)
            continue
        held.append(step)
        if not step.pending:
            yield Piece(
                sum(part.length for part in held),
                "".join(part.written for part in held),
                tuple(sequence for part in held for sequence in part.lost),
                any(part.garbled for part in held),
                any(part.lossy for part in held),
            )
            held = []
