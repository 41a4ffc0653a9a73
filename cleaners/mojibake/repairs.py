"""From a span that may be garbled to edits: the likeliest chain of paths, its reading, and whether to trust it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaners.edits import Edit, Flag, Span
from cleaners.language_model import MARKS, model
from cleaners.mojibake import gate, hopeless, layers, marks, samples, swallowed
from cleaners.mojibake.beam import Piece, joined
from cleaners.mojibake.certainty import certainties
from cleaners.mojibake.hopeless import LEAST_JUDGED, MOST_LOST
from cleaners.mojibake.hypotheses import Chain, chains, cost_of_reading
from cleaners.mojibake.memory import Memory
from cleaners.mojibake.misreading import UNREAD
from cleaners.mojibake.question_marks import QUESTION_ENDS
from cleaners.mojibake.true_encodings import UTF_8
from cleaners.options import Options

LOSSLESS_CONFIDENCE = 0.999
"""A lossless repair is wrong only where the gate and the gain are both wrong: never seen in 1.7 million characters."""

DOUBTFUL = 0.5
"""Confidence below which a guessed character is flagged for a reader."""

LEAST_TRUST = 0.6
"""Share of its characters that a reading is expected to have right, below which the text stays as it was. Lower, and
text is invented; higher, and lines stay garbled that a reader would rather have with a wrong character in them."""

MOST_NATS = 9.5
"""Nats a character above which a reading is no text that anyone wrote: running text costs 3 to 6, lists of names 8."""

NATS_OF_ONE = 6.0
"""Nats that one odd character, or the beginning of a text, may cost on top of that."""

PROVED = 6
"""Whole characters beyond ASCII in valid UTF-8 that need no other proof: Cantonese, rare characters and foreign words
read badly. With 3, two rare characters of GBK are such once in a thousand times."""

PROVED_BESIDE_LOSSES, PROVED_SHARE = 12, 0.7
"""The same where other bytes are lost between, and the share of whole characters: with less, guesses are judged by
guesses again."""

MOST_LEFT = 0.08
"""Marks of loss that may stay in a reading, a character: with more, what was repaired is no text either."""

RARE_COST = 12.0
"""Nats of plain cost above which a character that stayed is likely garbled still: one in 160,000."""

_LEFT = re.compile(rf"\ufffd+|\?{{2,}}|(?<![{QUESTION_ENDS}])\?(?=[^\x00-\x7f”’」』）])")

_UNSURE = "garbled, and too much of it is lost to be sure of the rest"

LEAST_GAIN = 8.0
"""Nats that a trial must gain before the search is worth its time; the search asks for more."""

MOST_DECODED = 3
"""Chains that are decoded of one span: the likeliest is right nearly always."""

NEAR = 0.7
"""Share of the best chain's gain that another must reach to be decoded, too: trials see 48 characters at a time."""

GUESS_COST = 4.0
"""Nats for each character guessed from lost bytes when two chains are compared: the choice among sixty characters."""

REACH = 200
"""Characters on each side of a span that are looked at for what stands on its lines."""

LEAST_LEFT = 4
"""Characters left as they were that are looked at again."""

MOST_BESIDE = 4
"""Kinds of garbled text that are looked for beside one another in a span: more than three were never seen, and each
takes as long as the first, on all that stays."""

LAST_OF_TWO_BYTES = "\u07ff"
"""A reading that holds no character beyond this (Latin, Greek, Cyrillic only) is no Chinese: 褭褭, a rare word of old
poems, would become two Serbian letters."""


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The repairs of garbled text in `text`."""
    found: list[Run | Flag] = []
    for start, end in gate.spans(text):
        found += _repairs(text, start, end, _last_chain(found))
    runs = [run for run in found if isinstance(run, Run)]
    memory = Memory(_certain(text, runs)) if any(run.is_lossy for run in runs) else None
    for finding in found:
        if isinstance(finding, Flag):
            yield finding
        else:
            yield from (finding if memory is None else finding.remembered(memory)).findings(text)


def _last_chain(found: Sequence[Run | Flag]) -> Chain | None:
    """The chain of the last run that was repaired: what follows is garbled in the same way, as a rule."""
    return next((run.chain for run in reversed(found) if isinstance(run, Run)), None)


def _certain(text: str, runs: Iterable[Run]) -> Iterator[str]:
    """The parts of the document in which nothing was guessed."""
    at = 0
    for run in runs:
        yield text[at : run.start]
        yield from "".join(
            "\0" if sequence else char
            for piece, _ in run.pieces
            for char, sequence in zip(piece.text, piece.lost, strict=True)
        ).split("\0")
        at = run.end
    yield text[at:]


def _repairs(text: str, start: int, end: int, likely: Chain | None, kinds: int = MOST_BESIDE) -> Iterator[Run | Flag]:
    """The garbled runs of a span; what stays of it is looked at again, because several kinds may stand side by side.

    `likely` is the chain of the text before it.
    """
    contenders = _contenders(chains(text[start:end], likely))
    lost = hopeless.stretch(text[start:end], contenders[0].paths) if contenders else None
    if lost is not None:
        yield Flag(start + lost.start, start + lost.end, "mojibake.unsure", _UNSURE)
        return
    found = _read(text, start, end, contenders, likely)
    if found is None:
        return
    pieces, chain = found
    torn = _is_torn(pieces)
    for garbled, run in _runs(start, pieces, chain):
        if not garbled:
            if kinds > 1 and LEAST_LEFT <= run.end - run.start < end - start:
                yield from _repairs(text, run.start, run.end, likely, kinds - 1)
        elif (torn and not (run.is_proved and not run.is_lossy)) or not run.is_trusted():
            yield Flag(run.start, run.end, "mojibake.unsure", _UNSURE)
        elif not samples.is_sample(text, Span(run.start, run.end), run.text):
            yield run


def _read(
    text: str, start: int, end: int, contenders: Sequence[Chain], likely: Chain | None
) -> tuple[list[Piece], Chain] | None:
    """The likeliest reading of a span and its chain; None where nothing in it reads as garbled Chinese."""
    span, before, after = text[start:end], text[max(0, start - 2) : start], text[end : end + 1] or "\n"
    readings = [
        (
            layers.decoded(span, before, after, chain.paths, again=likely is not None and chain.paths == likely.paths),
            chain,
        )
        for chain in contenders
    ]
    readings = [(pieces, chain) for pieces, chain in readings if _is_chinese(pieces)]
    if not readings:
        return None
    pieces, chain = min(readings, key=lambda reading: _cost(reading[0], before))
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if chain.paths[-1].true is UTF_8:
        listed = len(marks.BULLET.findall(text, max(0, start - REACH), end + REACH)) > 1
        pieces = marks.settled_pieces(pieces, listed=listed, begins=not before or before[-1] == "\n")
    return list(swallowed.restored(before, pieces, span, after)), chain


def _contenders(found: list[Chain]) -> list[Chain]:
    """The chains that are worth decoding: the likeliest and those near it that read otherwise."""
    limit = max(LEAST_GAIN, NEAR * found[0].gain) if found else 0.0
    distinct = {chain.gain: chain for chain in reversed(found) if chain.gain >= limit}
    return [distinct[gain] for gain in sorted(distinct, reverse=True)][:MOST_DECODED]


def _is_chinese(pieces: Iterable[Piece]) -> bool:
    return any(char > LAST_OF_TWO_BYTES for piece in pieces if piece.garbled for char in piece.text)


def _cost(pieces: Iterable[Piece], before: str) -> float:
    """Nats of a reading, to tell chains apart."""
    lost = sum(bool(sequence) for piece in pieces for sequence in piece.lost)
    return cost_of_reading("".join(piece.text for piece in pieces), before) + GUESS_COST * lost


def _is_torn(pieces: Sequence[Piece]) -> bool:
    """Whether too many marks of loss and characters that nobody uses are left in a reading for it to be text."""
    text = "".join(piece.text for piece in pieces)
    kept = "".join(piece.text for piece in pieces if not piece.garbled)
    left = len(_LEFT.findall(text))
    rare = sum(char >= "\u3400" and model().plain_cost(char) > RARE_COST for char in kept) if left else 0
    return left + rare > MOST_LEFT * len(text)


class Run(NamedTuple):
    """Pieces side by side, all garbled or none, with the probabilities of their characters and their chain of paths."""

    start: int
    pieces: Sequence[tuple[Piece, Sequence[float]]]
    chain: Chain

    @property
    def end(self) -> int:
        """Where the run ends in the text."""
        return self.start + sum(piece.length for piece, _ in self.pieces)

    @property
    def text(self) -> str:
        """What the run reads as."""
        return "".join(piece.text for piece, _ in self.pieces)

    @property
    def is_lossy(self) -> bool:
        """Whether bytes were lost somewhere in it."""
        return any(piece.lossy for piece, _ in self.pieces)

    @property
    def is_proved(self) -> bool:
        """Whether it is valid UTF-8, undefined bytes apart, and longer than chance makes, whatever it reads as."""
        if any(path.true is not UTF_8 for path in self.chain.paths):
            return False
        lost = [sequence for piece, _ in self.pieces for sequence in piece.lost]
        whole = sum(char >= "\x80" and not held for char, held in zip(self.text, lost, strict=True))
        if whole >= PROVED_BESIDE_LOSSES and whole >= PROVED_SHARE * sum(char >= "\x80" for char in self.text):
            return True
        return whole >= PROVED and all(byte >= 0 or byte == UNREAD for held in lost for byte in held)

    def remembered(self, memory: Memory) -> Run:
        """The run with the guesses that the document itself knows better."""
        text, candidates = self.text, self.chain.paths[-1].candidates
        at, pieces = 0, []
        for piece, chars in self.pieces:
            new = "".join(
                memory.preferred(text[max(0, i - 2) : i], text[i], text[i + 1 : i + 2], candidates(sequence))
                if sequence and text[i] not in MARKS
                else text[i]
                for i, sequence in enumerate(piece.lost, at)
            )
            pieces.append((piece._replace(text=new), chars))
            at += len(piece.text)
        return self._replace(pieces=pieces)

    def is_trusted(self) -> bool:
        """Whether enough of it is there, and enough is expected to be right."""
        length = len(self.text)
        if length >= LEAST_JUDGED and self._bytes_lost() > MOST_LOST * len(
            self.chain.paths[-1].true.encoded(self.text)
        ):
            return False
        if not self.is_proved and cost_of_reading(self.text) > MOST_NATS * length + NATS_OF_ONE:
            return False
        return sum(sum(chars) for _, chars in self.pieces) >= LEAST_TRUST * length

    def _bytes_lost(self) -> int:
        return sum(byte < 0 for piece, _ in self.pieces for sequence in piece.lost for byte in sequence)

    def findings(self, text: str) -> Iterator[Edit | Flag]:
        """The edits of the run, and flags of what was guessed."""
        at = self.start
        rule = "mojibake." + "+".join(path.name for path in self.chain.paths)
        for piece, chars in self.pieces:
            old, confidence = text[at : at + piece.length], LOSSLESS_CONFIDENCE * math.prod(chars)
            if old != piece.text:
                edit = Edit(at, old, piece.text, rule + "-lossy" * piece.lossy, confidence)
                yield _trimmed(edit)
                if confidence < DOUBTFUL:
                    note = f"bytes were lost; {piece.text} is the best guess"
                    yield Flag(at, at + piece.length, "mojibake.guessed", note)
            at += piece.length


def _trimmed(edit: Edit) -> Edit:
    """The edit without the ASCII at its ends that stays as it is."""
    head = tail = 0
    least = min(len(edit.old), len(edit.new))
    while head < least and edit.old[head] == edit.new[head] and edit.old[head].isascii():
        head += 1
    while tail < least - head and edit.old[-1 - tail] == edit.new[-1 - tail] and edit.old[-1 - tail].isascii():
        tail += 1
    old, new = edit.old[head : len(edit.old) - tail], edit.new[head : len(edit.new) - tail]
    return edit._replace(start=edit.start + head, old=old, new=new)


def _runs(start: int, pieces: Sequence[Piece], chain: Chain) -> Iterator[tuple[bool, Run]]:
    """The reading as runs of garbled text and of text that is as it should be."""
    merged = list(_merged(pieces))
    certain = zip(merged, certainties(chain.paths[-1], merged), strict=True)
    for garbled, group in groupby(certain, key=lambda pair: pair[0].garbled):
        run = Run(start, list(group), chain)
        yield garbled, run
        start = run.end


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbouring lossless pieces as one."""
    for (_, lossy), group in groupby(pieces, key=lambda piece: (piece.garbled, piece.lossy)):
        if lossy:
            yield from group
        else:
            held = list(group)
            yield joined(held, held)
