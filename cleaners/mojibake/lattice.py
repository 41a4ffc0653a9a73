"""The lattice decoder: the most likely text behind a span in which clean and garbled characters may mix.

Every character of the span is either as it should be, or stands for bytes (`Misreading.readings`) of the true
encoding, some of them lost. The decoder walks over the span with a beam of hypotheses; a hypothesis is the bytes of a
character that is not complete, the last two characters written, and what it has cost: the language model's surprise at
the text so far plus the price of each loss. Hypotheses that agree in both are merged, so that the search is a Viterbi
search with pruning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterator
from math import inf
from typing import NamedTuple

from cleaners.language_model import LanguageModel
from cleaners.mojibake import strict
from cleaners.mojibake.beam import NARROW_WIDTH, Hypothesis, Piece, beginning, narrowed, pieces
from cleaners.mojibake.bridges import Bridge, Bridges
from cleaners.mojibake.edges import TEXT_NATS, Edges
from cleaners.mojibake.expansion import Effort, Expansion
from cleaners.mojibake.guesses import MOST_CANDIDATES
from cleaners.mojibake.paths import Path
from cleaners.mojibake.transitions import MARK_OF_LOSS, Transitions
from cleaners.mojibake.true_encodings import UTF_8

ENTER_COST = 12.0
"""Nats for the first garbled character after clean text: what the repair must gain before it is believed. Three
garbled characters gain about twenty. Below 8 rare names turn into common words; above 20 single words stay garbled."""

ENTER_AGAIN_COST = 6.0
"""The same where the text before it is garbled in the same way: short lines of a garbled file are, too."""

SETTLED_NATS = 10.0
"""A guess is open while another one within this of it has not been merged with it."""

PATIENCE = 16
"""Characters searched without a stretch that reads strictly, after which the search narrows. At 8, one character more
in four thousand comes out wrong of text with losses; at 32 not one fewer, and lines of nothing but losses take twice
the time."""

SHORT_WAY = 24
"""Characters that the short search looks ahead for the end of a loss: a dozen true ones."""

MARK_REACH = 2
"""Characters behind the place where strict reading fails in which a mark shows that a loss is one of marked bytes."""

LOSS_REACH = 3
"""Characters from where bytes cease to fit, back to where an unmarked loss may be: three bytes of UTF-8 at the most.
Fewer, and what CP932 reads byte by byte comes out wrong; more only takes longer."""

LOOK_BACK = 4
"""Characters after which the likeliest hypothesis shows that bytes vanished."""

REWIND = 8
"""Characters that the search goes back, and on, where bytes vanished: a pair may be missing that far from where it
shows."""


class Place(NamedTuple):
    """How far a span is read: the hypotheses, the next character, from where strict reading and the short search are
    worth a try, and how many characters were searched widely since a stretch that reads strictly.
    """

    beam: list[Hypothesis]
    at: int
    strict_from: int = 0
    short_from: int = 0
    searched: int = 0


class Decoder:
    """Decodes spans that went one path, with one language model.

    Lost bytes become no character that are `avoided`, if possible. Where bytes went missing without a mark, the
    search goes back a little and looks for whole pairs that may have: several times as slow, so only there. In a span
    of GBK or Big5 without any sign that lost bytes left marks, it looks for single ones everywhere. With
    `below`, the text is garbled once more by that path, and lost bytes become stand-ins.
    """

    def __init__(
        self,
        path: Path,
        model: LanguageModel,
        avoided: Container[str],
        below: Path | None = None,
        patience: int = PATIENCE,
    ) -> None:
        self._path, self._patience = path, patience
        self._step = Expansion(path, model, avoided, below)
        self._bridges = Bridges(path, self._step.guesses, self._step.cost_of_repair)
        self._edges = Edges(self._step.costs_as_is, self._step.costs_of_repair)
        self._has_edges = below is None and not path.wrong.twice and len(path.starts) == 1
        self._may_shift = below is None and path.may_shift
        self._has_short_way = below is None and not path.wrong.twice

    def decoded(self, span: str, before: str, after: str, *, again: bool) -> list[Piece]:
        """The pieces of the likeliest reading of `span` between the characters `before` and `after`.

        `again` where the text before it was garbled in the same way.
        """
        entering = ENTER_AGAIN_COST if again else ENTER_COST
        reader = strict.Reader(self._path, span, shifts=self._may_shift and self._path.wrong.shows.isdisjoint(span))
        torn = self._torn(reader)
        torn_until = len(span) if reader.shifts else 0
        place = self._begun(reader, span, before, entering)
        recent: deque[Place] = deque(maxlen=REWIND)
        while place.at < len(span):
            if _is_settled(place.beam):
                further = self._ahead(place, reader, span, after)
                if further.at > place.at:
                    place = further
                    recent.clear()
                    continue
                place = further
            recent.append(place)
            transitions = torn if place.at < torn_until else self._step.sound
            place = self._searched(place, span, Effort(transitions, entering, self._most(place.searched + 1)))
            if _is_torn(place.beam[0], min(LOOK_BACK, place.at - torn_until)):
                torn_until = place.at + REWIND
                place = place._replace(at=recent[0].at, beam=recent[0].beam)
        end = self._end(place.beam, after)
        return list(pieces(end))

    def _begun(self, reader: strict.Reader, span: str, before: str, entering: float) -> Place:
        """Where the search begins: behind what plainly is garbled from the first character beyond ASCII on."""
        start = beginning(before)
        begun = self._edges.begun(reader, span, before, entering) if self._has_edges else None
        if begun is None:
            return Place([start], 0)
        at, run = begun
        if at:
            kept, lost = span[:at], ((),) * at
            start = Hypothesis(0.0, (), (before + kept)[-2:], False, start, kept, lost, False, False, at)
        return Place([_advanced(start, run, None)], at + run.length)

    def _end(self, beam: list[Hypothesis], after: str) -> Hypothesis | None:
        """The likeliest hypothesis at the end of a span, complete, `after` following it; None where none can end."""
        best, least = None, inf
        for state in beam:
            for end in self._step.closed(state, least) if state.pending else (state,):
                cost = end.cost + self._step.cost_as_is(end.last, after)
                if cost < least:
                    best, least = end, cost
        return best

    def _searched(self, place: Place, span: str, effort: Effort) -> Place:
        """One character further by the wide search."""
        beam = narrowed(place.beam) if effort.most == NARROW_WIDTH else place.beam
        beam = self._step.next(beam, span[place.at], effort)
        return place._replace(beam=beam, at=place.at + 1, searched=place.searched + 1)

    def _torn(self, reader: strict.Reader) -> Transitions:
        """The moves where bytes may have vanished."""
        return self._step.shifted if reader.shifts else self._step.torn

    def _most(self, searched: int) -> int:
        """Guesses tried for a loss after so many characters without a stretch that reads strictly."""
        return MOST_CANDIDATES if searched < self._patience else NARROW_WIDTH

    def _ahead(self, place: Place, reader: strict.Reader, span: str, after: str) -> Place:
        """As far as it goes from inside garbled text without the wide search; not at all where that must decide."""
        at, state = place.at, place.beam[0]
        if self._has_edges and (at >= place.strict_from or place.strict_from == len(span)):
            text = self._edges.ended(reader, span, at, state.last, after)
            if text is not None:
                return Place([_advanced(state, strict.Run(len(span) - at, text, len(span)), None)], len(span))
        if at >= place.strict_from:
            run = reader.run(at)
            bridge = self._bridges.over((state.last + run.text)[-2:], span, at + run.length, after)
            if run.length or bridge:
                at += run.length + (bridge.length if bridge else 0)
                return Place([_advanced(state, run, bridge)], at, at if bridge else run.stop, place.short_from)
            place = place._replace(strict_from=run.stop)
        if self._has_short_way and at >= place.short_from and place.searched < self._patience:
            return self._short_way(place, reader, span, after)
        return place

    def _short_way(self, place: Place, reader: strict.Reader, span: str, after: str) -> Place:
        """Over the next loss by the short search, as far as what it reads is plainly text."""
        start, reached = place.beam[0], place
        marks_until = max(place.at, place.strict_from) + MARK_REACH
        may_be_torn = self._path.wrong.double and not MARK_OF_LOSS.search(span, place.at, marks_until)
        effort = Effort(
            self._torn(reader) if may_be_torn else self._step.sound, ENTER_COST, MOST_CANDIDATES, short=True
        )
        for at, beam in self._short_steps(place, span, effort):
            if not beam or not beam[0].garbled:
                break
            if place.at < at <= reached.at:
                reached = place
            if _is_settled(beam) and _reads_well(beam[0], start):
                if reached.at <= place.strict_from:
                    reached = Place(beam[:1], at, max(place.strict_from, at), at, place.searched)
                if reached.at > place.strict_from and (at >= reached.at + LOSS_REACH or not may_be_torn):
                    return reached
            elif at == len(span) and (end := self._end(beam, after)) and _reads_well(end, start):
                return Place(beam, at)
        return reached._replace(short_from=at)

    def _short_steps(self, place: Place, span: str, effort: Effort) -> Iterator[tuple[int, list[Hypothesis]]]:
        """The hypotheses of the short search after each character.

        Where a loss may be without a mark, it lies before the place where bytes cease to fit: the search goes back.
        """
        may_be_torn = effort.transitions is not self._step.sound
        beams = [place.beam[:1]]
        end = min(len(span), place.at + SHORT_WAY)
        at, closely_until = place.at, end if may_be_torn and self._path.true is not UTF_8 else place.at
        while at < end:
            beam = [] if at < closely_until else self._step.swift(beams[-1], span[at], effort)
            if not beam:
                if may_be_torn and at >= closely_until and not beams[-1][0].pending:
                    closely_until = at + 1
                    back = min(LOSS_REACH, len(beams) - 1)
                    del beams[len(beams) - back :]
                    at -= back
                beam = self._step.next(beams[-1], span[at], effort)
            beams.append(beam)
            at += 1
            yield at, beam


def _reads_well(state: Hypothesis, start: Hypothesis) -> bool:
    """Whether what a hypothesis wrote since `start` is text."""
    written, part = 0, state
    while part is not start and part.parent is not None:
        written += len(part.written)
        part = part.parent
    return written > 0 and state.cost - start.cost <= TEXT_NATS * written


def _is_torn(state: Hypothesis | None, most: int) -> bool:
    """Whether bytes vanished in one of the last characters."""
    for _ in range(most):
        if state is None:
            return False
        if state.vanished:
            return True
        state = state.parent
    return False


def _advanced(state: Hypothesis, run: strict.Run, bridge: Bridge | None) -> Hypothesis:
    """The hypothesis after a run that strict decoding reads and the loss behind it; others are not worth keeping."""
    if run.length:
        last, lost = (state.last + run.text)[-2:], ((),) * len(run.text)
        state = Hypothesis(0.0, (), last, True, state, run.text, lost, False, False, run.length)
    if bridge is not None:
        last = (state.last + bridge.text)[-2:]
        state = Hypothesis(0.0, (), last, True, state, bridge.text, bridge.lost, True, False, bridge.length)
    return state


def _is_settled(beam: list[Hypothesis]) -> bool:
    """Whether the best hypothesis is inside garbled text, between characters, and no other guess or cut is near it."""
    best = beam[0]
    return (
        best.garbled
        and not best.pending
        and all(s.last == best.last and not s.pending for s in beam if s.garbled and s.cost < best.cost + SETTLED_NATS)
    )
