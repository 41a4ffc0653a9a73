"""Which path garbled text most likely went: the one whose strict reading is the least surprising."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from cleaners.language_model import KnownCosts, model
from cleaners.mojibake import gate
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import CLEAN_COST, Surface
from cleaners.mojibake.true_encodings import BIG5, UTF_8

WINDOW = 48
"""Characters after a hit that are read for a trial: fifteen to fifty true ones."""

SHORTER = (24, 12)
"""Beginnings of a window, in characters, that are tried where the whole gains little."""

ENOUGH = 40.0
"""Nats of gain that leave no doubt: ten true characters."""

MOST_TRIALS = 4
"""Places where a path is tried in one span: one may lie beside a loss, four hardly do."""

MOST_LAYERS = 4
"""Paths that text is taken to have gone one after another: four were seen, in one file."""

LAYER_COST = 15.0
"""Nats for each further layer: two paths in a row may read as one of another kind would."""

LAYER_GAIN = 20.0
"""Nats that a layer below must gain on its trial: real ones gain about a hundred."""

RUNNING_COST = 7.5
"""Nats a character at most for running text with a loss here and there: 5 on average; wrong readings have 10."""

LOSS_COST = 9.0
"""Nats for a lost character in a trial: about what the right one would cost."""


MOST_REMEMBERED = 20_000
"""Costs of single characters after two others that are kept; some four megabytes."""


@cache
def _costs_as_is() -> KnownCosts:
    return KnownCosts(Surface(model()).cost, MOST_REMEMBERED)


@cache
def _costs_of_reading() -> KnownCosts:
    return KnownCosts(Surface(model()).cost_of_repair, MOST_REMEMBERED)


@lru_cache(maxsize=64)
def cost_as_is(text: str, before: str = "") -> float:
    """Nats of `text` as it stands; kept, because every path is tried on the same windows."""
    return _cost(text, before, _costs_as_is())


def cost_of_reading(text: str, before: str = "") -> float:
    """Nats of `text` as what garbled text reads as."""
    return _cost(text, before, _costs_of_reading())


def _cost(text: str, before: str, costs: KnownCosts) -> float:
    total, before = 0.0, before[-2:]
    for char in text:
        total += costs[before + char] if char != "\ufffd" else LOSS_COST
        before = before[-1:] + char
    return total


_HALF = re.compile("\ufffd[@-~]")
"""What is left of a Big5 character whose first byte was lost."""


class Chain(NamedTuple):
    """Paths that text went one after another, the last one first, and how much likelier the text before them is."""

    gain: float
    paths: tuple[Path, ...]


def chains(text: str, likely: Chain | None = None, layers: int = MOST_LAYERS) -> list[Chain]:
    """The chains of paths that may lie behind `text`, the likeliest first.

    `likely`, the chain of the text before it, is the only one where it explains this text, too.
    """
    windows = list(islice(_windows(text), MOST_TRIALS))
    if not windows:  # the gate has exceptions that the pattern of one path has not
        return []
    if likely is not None and _explains(likely, windows[0]):
        return [likely]
    found = [_tried(path, windows, layers) for path in gate.suspected(text)]
    return sorted(found, key=lambda chain: -chain.gain)


def _explains(chain: Chain, window: str) -> bool:
    """Whether a window reads as running text when the paths of a chain are undone."""
    read = window
    for path in chain.paths:
        read = path.read(read)
    cost = cost_of_reading(read)
    return cost <= RUNNING_COST * len(read) and cost_as_is(window) >= cost + ENOUGH


def _windows(text: str) -> Iterator[str]:
    """Pieces of the text at what looks garbled, each from where ASCII or a common Han character ends before it."""
    plain_cost = model().plain_cost
    reached = 0
    for at in gate.hits(text):
        if at >= reached:
            begin = at
            while begin > max(reached, at - WINDOW) and not is_plain(text[begin - 1], plain_cost):
                begin -= 1
            reached = at + WINDOW
            yield text[begin:reached]


def is_plain(char: str, plain_cost: Callable[[str], float]) -> bool:
    """Whether a character is ASCII or common Han: not what garbled text is made of."""
    return char < "\x80" or 0 < plain_cost(char) < CLEAN_COST


def _tried(path: Path, windows: list[str], layers: int) -> Chain:
    """What `path` gains on the windows."""
    tried = [
        max((_best(path, window[start:], layers) for start in path.starts), key=lambda chain: chain.gain)
        for window in windows
    ]
    return Chain(sum(max(0.0, chain.gain) for chain in tried), max(tried, key=lambda chain: chain.gain).paths)


def _best(path: Path, window: str, layers: int) -> Chain:
    """What `path` gains on a window, or on the beginning of one that clean text follows."""
    chain = _read(path, window, layers)
    for length in SHORTER:
        if chain.gain < ENOUGH and length < len(window):
            chain = max(chain, _read(path, window[:length], layers), key=lambda chain: chain.gain)
    return chain


def _read(path: Path, window: str, layers: int) -> Chain:
    """What `path` gains, with what may lie below it: text is garbled again only after it was written as UTF-8.

    What lies below is looked for in what `path` wrote alone: other garbled text beside it is none of its layers.
    """
    read = path.read(window)
    if layers == MOST_LAYERS and path.true is BIG5 and path.wrong.double:  # a wrong layer above writes halves, too
        read = _HALF.sub("\ufffd", read)
    gained = cost_as_is(window) - cost_of_reading(read)
    if layers > 1 and path.true is UTF_8:
        for deeper in chains(path.written(window), layers=layers - 1):
            if deeper.gain > LAYER_GAIN and deeper.paths[0].wrong.name != path.true.name:
                return Chain(gained + deeper.gain - LAYER_COST, (path, *deeper.paths))
    return Chain(gained, (path,))
