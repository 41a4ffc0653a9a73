"""Gates: what a text must have for a pass to find anything in it. Those of all passes are tried in one search.

A search for a class of characters takes as long however many there are in the class, and clean text has next to none
of them: so one search for the gates of all passes settles most texts, at a fraction of what one for each would take.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from cleaners.edits import Edit, Flag
from cleaners.options import Options

Findings = Callable[[str, Options], Iterable[Edit | Flag]]
"""One reading of a text: what it finds becomes one step of the document."""


QUIET = r"(?<![“”‘’—…·](?=[\u3000-\ud7ff\uff01-\uff5e]))"
"""Not a quotation mark, dash or dot with Chinese behind it, the commonest of all that gates look at: none is for it."""


class Gate(NamedTuple):
    """What a pass looks for: a character of `first`, the inside of a class, with `rest` right behind it.

    `rest` is a pattern that may look back at the character itself, and "" where the character alone is enough.
    """

    first: str
    rest: str = ""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The gate by itself."""
        return _pattern(self)

    def admits(self, seen: str) -> bool:
        """Whether one of the characters that `Watch.seen` gave may have been seen for this gate."""
        return bool(seen) and _pattern(self._replace(rest="")).search(seen) is not None


@cache  # keyed by the gate: to put the pattern together again takes longer than to search with it
def _pattern(gate: Gate) -> re.Pattern[str]:
    return re.compile(f"[{gate.first}]{gate.rest}")


class Pass(NamedTuple):
    """A reading of the text, and the gate without which it finds nothing; None where it looks for itself."""

    findings: Findings
    gate: Callable[[], Gate] | None = None


class Watch:
    """Several gates as one."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        firsts = "".join(gate.first for gate in gates)
        choices = "|".join(f"(?<=[{gate.first}]){gate.rest}" for gate in gates)
        self._pattern = re.compile(f"[{firsts}]{QUIET}(?:{choices})" if gates else "(?!)")

    def seen(self, text: str) -> str:
        """The characters with which a gate matches somewhere in `text`, each once; a gate that sees none is closed."""
        return "".join({match[0] for match in self._pattern.finditer(text)})
