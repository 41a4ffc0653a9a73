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


QUIET = (
    "(?<!(?:"
    r"[“”‘’—…·](?=[\u3000-\ud7ff\uff01-\uff5e])"  # a quotation mark, dash or dot with Chinese behind it
    "|。(?!。)"
    r"| (?=[A-Za-z]|[0-9][0-9.]|(?:(?<=[0-9].)|(?<=[A-Za-z]{2}.))[^ \u00a0])"  # a space beside a Latin word or a number
    "|[IOlo](?![0-9])(?<![0-9].)"  # a letter that is read for a digit, beside none
    "))"
)
"""Not what is commonest in clean text of all that gates look at: no gate is for it."""


class Gate(NamedTuple):
    """What a pass looks for: a character of `first`, the inside of a class, with `rest` around it.

    `rest` is a pattern that matches no characters itself, but looks at those behind it and back at the character and
    before; "" where the character alone is enough.
    """

    first: str
    rest: str = ""

    @classmethod
    def of_any(cls, *gates: Gate) -> Gate:
        """The gate that is open where one of several is."""
        return cls("".join(gate.first for gate in gates), _any_of(gates))

    @property
    def pattern(self) -> re.Pattern[str]:
        """The gate by itself."""
        return _pattern(self.first, self.rest)

    def admits(self, seen: str) -> bool:
        """Whether one of the characters that `Watch.seen` gave may have been seen for this gate."""
        return _pattern(self.first, "").search(seen) is not None


@cache
def _pattern(first: str, rest: str) -> re.Pattern[str]:
    return re.compile(f"[{first}]{rest}")


def _any_of(gates: Iterable[Gate]) -> str:
    """Looks back at the character and tries the gates one by one."""
    return f"(?<=(?:{'|'.join(f'[{gate.first}]{gate.rest}' for gate in gates)}))"


class Pass(NamedTuple):
    """A reading of the text, and the gate without which it finds nothing; None where it looks for itself."""

    findings: Findings
    gate: Callable[[], Gate] | None = None


class Watch:
    """Several gates as one."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        firsts = "".join(gate.first for gate in gates)
        self._pattern = re.compile(f"[^{_others(firsts)}]{QUIET}{_any_of(gates)}" if gates else "(?!)")

    def seen(self, text: str) -> str:
        """The characters with which a gate matches somewhere in `text`, each once; a gate that sees none is closed."""
        return "".join(set(self._pattern.findall(text)))


def _others(firsts: str) -> str:
    """The characters up to U+FFFF that are in no gate, as the inside of a class.

    What is not one of them is looked at. A class with characters beyond U+FFFF takes half as long again or more, a
    negated class without them does not, and those characters are rare.
    """
    spans = [match.span() for match in re.finditer(f"[^{firsts}]+", _plane())]
    return "".join(f"\\u{start:04x}-\\u{end - 1:04x}" for start, end in spans)


@cache
def _plane() -> str:
    """All characters up to U+FFFF, each at its place."""
    return "".join(map(chr, range(0x10000)))
