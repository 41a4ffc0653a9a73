"""Which path garbled text most likely went: the one whose strict reading is the least surprising."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from cleaners.language_model import KnownCosts, model
from cleaners.mojibake import gate
from cleaners.mojibake.alignment import LOSS_COST, Trials
from cleaners.mojibake.paths import Path
from cleaners.mojibake.surface import CLEAN_COST, Surface
from cleaners.mojibake.true_encodings import UTF_8, TrueEncoding

WINDOW = 48
"""Characters after a hit that are read for a trial: fifteen to fifty true ones."""

SHORTER = (24, 12)
"""Beginnings of a window, in characters, that are tried where the whole gains little."""

ENOUGH = 40.0
"""Nats of gain that leave no doubt: ten true characters."""

LEAST_OF_PART = 8.0
"""Nats that the likeliest part of a window must gain to count; else the whole of it or its beginning must."""

ENOUGH_OF_HAN = 22.0
"""The same where the garbled text is Han, too: two rare characters side by side (跺跦), kana between Han of
Japanese, three words of Cantonese (啱啱嗰) gain up to 21."""

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

MOST_REMEMBERED = 20_000
"""Costs of single characters after two others that are kept; some four megabytes."""


@cache
def _costs_as_is() -> KnownCosts:
    return KnownCosts(_with_losses(Surface(model()).cost), MOST_REMEMBERED)


@cache
def _costs_of_reading() -> KnownCosts:
    return KnownCosts(_with_losses(Surface(model()).cost_of_repair), MOST_REMEMBERED)


def _with_losses(cost: Callable[[str, str], float]) -> Callable[[str, str], float]:
    return lambda before, char: cost(before, char) if char != "\ufffd" else LOSS_COST


@lru_cache(maxsize=64)
def cost_as_is(text: str) -> float:
    """Nats of `text` as it stands; kept, because every path is tried on the same windows."""
    return sum(_costs_as_is().each(text))


def cost_of_reading(text: str, before: str = "") -> float:
    """Nats of `text` as what garbled text reads as."""
    return sum(_costs_of_reading().each(text, before))


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
    """What `path` gains on a window, or on a part of one, with what may lie below it.

    Text is garbled again only after it was written as UTF-8, and a layer below has no clean text beside it.
    """
    beginnings = [window, *(window[:length] for length in SHORTER if length < len(window))]
    alone = _trials(path.true).gain(path, window, _kept(window)) if layers == MOST_LAYERS and path.leaves_ascii else 0.0
    if alone < (ENOUGH_OF_HAN if path.writes_han else LEAST_OF_PART):
        alone = max(cost_as_is(part) - cost_of_reading(path.read(part)) for part in beginnings)
    if layers > 1 and path.true is UTF_8:
        for part in beginnings if alone < ENOUGH else beginnings[:1]:
            below = _below(path, part, layers - 1)
            if below is not None:
                return Chain(alone + below.gain - LAYER_COST, (path, *below.paths))
    return Chain(alone, (path,))


def _below(path: Path, window: str, layers: int) -> Chain | None:
    """What lies below `path`: looked for in what it wrote alone, other garbled text beside it is none of its layers."""
    for chain in chains(path.written(window), layers=layers):
        if chain.gain > LAYER_GAIN and chain.paths[0].wrong.name != path.true.name:
            return chain
    return None


@cache
def _trials(encoding: TrueEncoding) -> Trials:
    return Trials(encoding, _costs_of_reading())


@lru_cache(maxsize=64)
def _kept(text: str) -> list[float]:
    """Nats of a text as it stands up to each of its characters."""
    return [0.0, *accumulate(_costs_as_is().each(text))]
