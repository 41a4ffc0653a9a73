"""The likeliest characters for a sequence of bytes some of which are lost."""

from __future__ import annotations

from collections.abc import Container

from cleaners.language_model import LanguageModel
from cleaners.mojibake.misreading import undecided
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import FLAT_COST
from cleaners.mojibake.true_encodings import Pending

GUESS_NATS = 9.0
"""Characters for lost bytes that are dearer than the likeliest by more than this are given up: the character that
follows tells two guesses apart by less."""

MOST_CANDIDATES = 12
"""Characters tried for a sequence with lost bytes, the likeliest after the character before."""

CONTRARY_COST = 5.0
"""Nats for a character of the other script in the place of lost bytes: nine in ten lines hold one script only."""

MOST_REMEMBERED = 20_000
"""Guesses for lost bytes that a decoder remembers; a few megabytes."""


class Guesses:
    """The guesses of one path, with their costs in nats.

    They are no characters that are `avoided`, if possible. With `undecided`, the text below is garbled once more,
    and all of them are one stand-in.
    """

    def __init__(self, path: Path, model: LanguageModel, avoided: Container[str], *, undecided: bool = False) -> None:
        self._candidates, self._model, self._avoided, self._undecided = path.candidates, model, avoided, undecided
        self._known: dict[tuple[str, Pending], list[tuple[float, str]]] = {}
        self._scripts: dict[Pending, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def after(self, before: str, held: Pending) -> list[tuple[float, str]]:
        """The likeliest characters after `before` for a sequence with lost bytes, the cheapest first."""
        if self._undecided:
            return [(FLAT_COST, _stand_in(held[:-1]))]
        key = (before, held)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._cheapest(before, *self._by_script(held))
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
            own = tuple(char for char in fitting if char not in self._avoided)
            found = self._scripts[held] = own, tuple(char for char in fitting if char in self._avoided)
        return found


def _stand_in(known: Pending) -> str:
    """What stands for a sequence without its last byte: U+FFFD where more is unknown, or where it was that itself."""
    return undecided(*known) if len(known) == 2 and min(known) >= 0 and known != (0xEF, 0xBF) else "\ufffd"
