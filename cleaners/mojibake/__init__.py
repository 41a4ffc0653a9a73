"""Garbled text: bytes that were read in a wrong encoding, once or several times, and lost bytes on the way.

Three passes: escapes that never got decoded (`escapes`), whose characters may be garbled, too; the repair (`repairs`);
and flags for what cannot come back (`unrecoverable`).

The repair has three parts that can be read apart: the gate (`gate.spans`) finds what may be garbled, `hypotheses` says
which wrong decoders may have read which true encodings, and the lattice decoder (`lattice.Decoder`) finds the likeliest
text behind them with a language model. A repair is made where it gains decisively over the text as it stands. Lossless
pieces are edits of rule `mojibake.TRUE-as-WRONG`; where bytes were lost, the piece is an edit of its own, `…-lossy`,
and its confidence is the probability of its characters among all that fit the bytes that remain.
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.edits import Edit, Flag
from cleaners.gates import Pass
from cleaners.mojibake import gate
from cleaners.options import Options

# What finds and repairs is imported only behind its gate: most texts need none of it.


def _escapes(text: str, options: Options) -> Iterable[Edit | Flag]:
    from cleaners.mojibake import escapes

    return escapes.findings(text)


def _repairs(text: str, options: Options) -> Iterable[Edit | Flag]:
    from cleaners.mojibake import repairs

    return repairs.findings(text, options)


def _unrecoverable(text: str, options: Options) -> Iterable[Edit | Flag]:
    from cleaners.mojibake import unrecoverable

    return unrecoverable.findings(text)


PASSES = (
    Pass(_escapes, gate.of_escapes),
    Pass(_repairs, gate.of_repairs),
    Pass(_unrecoverable, gate.of_losses),
)
