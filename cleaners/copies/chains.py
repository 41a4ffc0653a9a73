"""Chains: stretches of text that run in parallel, clause by clause."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.edits import Span

GAP = 12
"""Clauses that a copy may differ in between two that agree: a paragraph of difference. Less, and a copy with one
rewritten paragraph falls into two; more, and formulas far apart are taken for a parallel."""

OCCURRENCES = 4
"""Earlier places of a clause that are tried; a clause that recurs more often is a formula and says nothing."""

OPEN_CHAINS = 32
"""Chains that are followed at a time; bounds the work on text made of one repeated clause."""


class Pair(NamedTuple):
    """The places of two equal clauses: `there` comes before `here`."""

    there: Span
    here: Span


Chain = Sequence[Pair]


def chains(keys: Sequence[int]) -> list[list[tuple[int, int]]]:
    """The chains of two and more pairs of clauses, by the numbers of these, none where fewer than two clauses recur.

    `keys` are equal for equal clauses.
    """
    times = Counter(keys)
    if len(keys) - len(times) < 2:
        return []
    places: dict[int, list[int]] = defaultdict(list)
    going: list[list[tuple[int, int]]] = []
    done: list[list[tuple[int, int]]] = []
    for here, key in enumerate(keys):
        if times[key] > 1 and len(earlier := places[key]) < OCCURRENCES:
            for there in earlier:
                _extend(going, there, here)
            earlier.append(here)
        if going and (len(going) > OPEN_CHAINS or here % GAP == 0):
            done += [chain for chain in going if here - chain[-1][1] > GAP and len(chain) > 1]
            going = [chain for chain in going if here - chain[-1][1] <= GAP][-OPEN_CHAINS:]
    return [chain for chain in done + going if len(chain) > 1]


def placed(chains: Iterable[Iterable[tuple[int, int]]], spans: Sequence[tuple[int, int]]) -> list[Chain]:
    """The same chains by the places of their clauses, those with the most text first."""
    pairs = [[Pair(Span(*spans[i]), Span(*spans[j])) for i, j in chain] for chain in chains]
    return sorted(pairs, key=_matched, reverse=True)


def _extend(going: list[list[tuple[int, int]]], there: int, here: int) -> None:
    """Adds a pair to the chain that it continues most closely, or begins one."""
    near = [c for c in going if 0 < there - c[-1][0] <= GAP and 0 < here - c[-1][1] <= GAP and there < c[0][1]]
    if near:
        max(near, key=lambda c: (c[-1][0] - there) + (c[-1][1] - here)).append((there, here))
    else:
        going.append([(there, here)])


def _matched(chain: Chain) -> int:
    return sum(pair.here.end - pair.here.start for pair in chain)
