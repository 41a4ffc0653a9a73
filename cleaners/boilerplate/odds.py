"""The probability that a line is furniture, from the weights of its features."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from cleaners import rules


def probability(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The probability that an editor would remove a line: the logistic function of the sum of its weights.

    A feature without a weight counts nothing. It is right on pages like those that the weights were counted on, which
    have furniture: a line in a plain text with no furniture around it needs other reasons to go.
    """
    return 1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in features)))


@cache
def weights() -> Mapping[str, float]:
    """The weights of `data/boilerplate_weights.tsv`, in nats: above 0 for furniture, below 0 for text."""
    return {row["feature"]: float(row["weight"]) for row in rules.rows("boilerplate_weights")}
