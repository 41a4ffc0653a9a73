"""How sure a guess is: its probability among all characters that fit the bytes that are left of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import add

from cleaners.language_model import model
from cleaners.mojibake.beam import Piece
from cleaners.mojibake.paths import Path
from cleaners.mojibake.true_encodings import Pending


def certainties(path: Path, pieces: Sequence[Piece]) -> Iterator[list[float]]:
    """For each piece the probabilities of its characters: 1 where no byte was lost.

    A guess beside another one is judged by a neighbour that may be wrong, and the less certain for it.
    """
    text = "".join(piece.text for piece in pieces)
    lost = [sequence for piece in pieces for sequence in piece.lost]
    alone = [_probability(path, text, i, held) if held else 1.0 for i, held in enumerate(lost)]
    certain = [
        own * math.sqrt(before * after) if held else 1.0
        for own, before, after, held in zip(alone, (1.0, *alone), (*alone[1:], 1.0), lost, strict=False)
    ]
    at = 0
    for piece in pieces:
        yield certain[at : at + len(piece.text)]
        at += len(piece.text)


def _probability(path: Path, text: str, at: int, sequence: Pending) -> float:
    """The probability of `text[at]` among all characters that fit the bytes left of it."""
    known, char = model(), text[at]
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 2] or "\n"
    fitting = path.candidates(sequence)
    if char not in fitting:
        fitting = (*fitting, char)
    costs = list(map(add, known.costs(before, fitting), known.costs_before(before, fitting, after)))
    best = min(costs)
    return math.exp(best - costs[fitting.index(char)]) / sum(map(math.exp, map(best.__sub__, costs)))
