"""Garbled text: UTF-8 that was read as GBK, and lost bytes on the way.

Three parts that can be read apart: the gate (`gate.spans`) finds what may be garbled, `misreading` knows which bytes a
character may stand for, and the lattice decoder (`lattice.Decoder`) finds the likeliest text behind them with a
language model. A repair is made where it gains decisively over the text as it stands. Lossless pieces are edits of
rule `mojibake.utf8-as-gbk`; where bytes were lost, the piece is an edit of its own, `mojibake.utf8-as-gbk-lossy`, and
its confidence is the probability of its characters among all that fit the bytes that remain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache

from cleaners.edits import Edit, Flag
from cleaners.language_model import model
from cleaners.mojibake import gate, marks
from cleaners.mojibake.lattice import Decoder, Piece
from cleaners.mojibake.utf8 import Pending, candidates
from cleaners.options import Options

EXACT_RULE = "mojibake.utf8-as-gbk"
LOSSY_RULE = "mojibake.utf8-as-gbk-lossy"

LOSSLESS_CONFIDENCE = 0.999
"""A lossless repair is wrong only where the gate and the gain are both wrong: never seen in 1.7 million characters."""

DOUBTFUL = 0.5
"""Confidence below which a guessed character is flagged for a reader."""


LAST_OF_TWO_BYTES = "\u07ff"
"""A span whose repair would hold no character beyond this (Latin, Greek, Cyrillic only) is no garbled Chinese: 褭褭, a
rare word of old poems, would become two Serbian letters."""


@cache
def _decoder(traditional: bool, pairs_vanish: bool) -> Decoder:
    return Decoder(model(), model().is_simplified if traditional else model().is_traditional, pairs_vanish)


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The repairs of garbled text in `text`."""
    for start, end in gate.spans(text):
        yield from _repairs(text, start, _decoded(text[start:end], text[max(0, start - 2) : start]))


def _decoded(span: str, before: str) -> list[Piece]:
    """The pieces of a span, read in the script that its undamaged characters show.

    Where bytes went missing without a mark, it is read again: then whole pairs may have.
    """
    pieces = _decoder(False, False).decoded(span, before)
    known = model()
    if not any(char > LAST_OF_TWO_BYTES for piece in pieces if piece.garbled for char in piece.text):
        return []
    sure = [char for piece in pieces if not piece.lossy for char in piece.text]
    traditional = sum(map(known.is_traditional, sure)) > sum(map(known.is_simplified, sure))
    vanished = any(piece.vanished for piece in pieces)
    return _decoder(traditional, vanished).decoded(span, before) if traditional or vanished else pieces


def _repairs(text: str, start: int, pieces: list[Piece]) -> Iterator[Edit | Flag]:
    lost = [sequence for piece in pieces for sequence in piece.lost]
    chars = marks.settled([char for piece in pieces for char in piece.text], lost)
    written = 0
    for piece in _merged(pieces):
        reached = written + len(piece.text)
        old, new = text[start : start + piece.length], "".join(chars[written:reached])
        if piece.garbled and old != new:
            confidence = _confidence(chars, lost, range(written, reached)) if piece.lossy else LOSSLESS_CONFIDENCE
            yield Edit(start, old, new, LOSSY_RULE if piece.lossy else EXACT_RULE, confidence)
            if confidence < DOUBTFUL:
                yield Flag(start, start + piece.length, "mojibake.guessed", f"bytes were lost; {new} is the best guess")
        start += piece.length
        written = reached


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring lossless pieces as one."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and held.garbled and piece.garbled and not held.lossy and not piece.lossy:
            held = Piece(held.length + piece.length, held.text + piece.text, held.lost + piece.lost, True, False, False)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _confidence(chars: list[str], lost: list[Pending], places: range) -> float:
    """The probability of the guessed characters at `places` among all that fit, given both neighbours."""
    cost = model().cost
    product = LOSSLESS_CONFIDENCE
    for i in places:
        if lost[i]:
            before, after = "".join(chars[max(0, i - 2) : i]), chars[i + 1] if i + 1 < len(chars) else "\n"
            costs = {c: cost(before, c) + cost(before[-1:] + c, after) for c in {*candidates(lost[i]), chars[i]}}
            best = min(costs.values())
            product *= math.exp(best - costs[chars[i]]) / sum(math.exp(best - c) for c in costs.values())
    return product
