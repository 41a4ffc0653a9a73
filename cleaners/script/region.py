"""Which region traditional text was written in, told by its words: a hint, for no edit hangs on it."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from cleaners import rules

Region = Literal["tw", "hk", ""]

FEWEST = 2
"""Different words of a region that a text must have: one is in a quotation, or the name of a company."""

DECISIVE = 3
"""Times as many words of one region as of the other that decide."""

SAMPLE = 100_000
"""Characters at the beginning that are looked at."""


def region(text: str) -> Region:
    """Taiwan ("tw"), Hong Kong ("hk"), or "" where the words do not tell; for text in traditional script."""
    found = _words().findall(text[:SAMPLE])
    counts = {name: [word for word in found if _regions()[word] == name] for name in ("tw", "hk")}
    for name, other in (("tw", "hk"), ("hk", "tw")):
        if len(set(counts[name])) >= FEWEST and len(counts[name]) > DECISIVE * len(counts[other]):
            return name  # type: ignore[return-value]
    return ""


@cache
def _regions() -> dict[str, str]:
    return {row["word"]: row["region"] for row in rules.rows("script_regions")}


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_regions(), key=len, reverse=True)))
