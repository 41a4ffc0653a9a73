"""A whole chain of paths undone: the last misreading first, each layer decoded from what the one above it gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from cleaners.language_model import model
from cleaners.mojibake.beam import Piece, joined
from cleaners.mojibake.lattice import PATIENCE, Decoder
from cleaners.mojibake.misreading import is_undecided
from cleaners.mojibake.paths import Path
from cleaners.mojibake.transitions import MARKS_OF_LOSS

MOST_DECODERS = 24
"""Decoders that are kept, each with what it remembers: a few megabytes. A document has one or two kinds."""

SAMPLE = 600
"""Garbled characters that show which script a text is in: two hundred true ones or more."""

MOST_UNDECIDED = 0.15
"""Share of the characters between two layers that may be lost, or stand for something lost in part, before the next
layer, if its decoder took pairs, is searched narrowly: each is two or three losses there, guesses are judged by
guesses, and a wide search takes three times as long to find none that is better."""


@lru_cache(maxsize=MOST_DECODERS)
def _decoder(path: Path, traditional: bool, below: Path | None, patience: int) -> Decoder:
    avoided = model().simplified if traditional else model().traditional
    return Decoder(path, model(), avoided, below, patience)


def decoded(span: str, before: str, after: str, chain: tuple[Path, ...], *, again: bool) -> list[Piece]:
    """The pieces of the likeliest reading of `span` between `before` and `after`, all layers undone.

    `again` where text before it went the same chain.
    """
    pieces: list[Piece] = []
    for depth, (path, below) in enumerate(zip(chain, (*chain[1:], None), strict=True)):
        text = "".join(piece.text for piece in pieces) if depth else span
        traditional = _is_traditional(path.read(text[:SAMPLE]))
        lost = sum(char in MARKS_OF_LOSS or is_undecided(char) for char in text) if depth and path.wrong.double else 0
        patience = 0 if lost > MOST_UNDECIDED * len(text) else PATIENCE
        layer = _decoder(path, traditional, below, patience).decoded(text, before, after, again=again)
        pieces = list(_composed(pieces, layer)) if depth else layer
    return _settled_pieces(pieces, span) if len(chain) > 1 else pieces


def _is_traditional(text: str) -> bool:
    known = model()
    return sum(map(known.traditional.__contains__, text)) > sum(map(known.simplified.__contains__, text))


def _composed(above: Iterable[Piece], below: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of a text and pieces of what they read as, as pieces that read through both."""
    lower = iter(below)
    upper: list[Piece] = []
    reached = 0
    group: list[Piece] = []
    covered = 0
    for piece in above:
        upper.append(piece)
        reached += len(piece.text)
        while covered < reached:
            group.append(next(lower))
            covered += group[-1].length
        if covered == reached:
            yield joined(upper, group)
            upper, group = [], []
    if upper or group:
        yield joined(upper, group)


def _settled_pieces(pieces: list[Piece], span: str) -> list[Piece]:
    """The pieces, those that no layer could decide left as they were."""
    ends = accumulate(piece.length for piece in pieces)
    return [
        _as_it_was(span[end - piece.length : end]) if any(map(is_undecided, piece.text)) else piece
        for piece, end in zip(pieces, ends, strict=True)
    ]


def _as_it_was(text: str) -> Piece:
    return Piece(len(text), text, ((),) * len(text), False, False)
