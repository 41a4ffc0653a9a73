"""The short way over the commonest loss by far: the last byte of one UTF-8 character, and sound text after it.

Where pairs of bytes are read, the odd last byte of a stretch becomes a mark or vanishes, maybe with the ASCII character
after it. The two characters on either side then say which of 64 it was, and no search is needed.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cleaners.mojibake.misreading import SWALLOWED, SWALLOWED_COST, UNKNOWN, UNREAD
from cleaners.mojibake.paths import Path
from cleaners.mojibake.transitions import MARK_OF_LOSS
from cleaners.mojibake.true_encodings import UTF_8, Pending

REACH = 4
"""Characters in which a mark of loss is looked for: the character that it cuts off may begin inside another one."""

PEEK = 5
"""Characters after a loss that are read for the two true ones that follow it."""

MOST_NATS = 27.0
"""Nats above which the guess and what follows it are left to the search: three characters that hardly go together."""


class Bridge(NamedTuple):
    """How many characters of the span a loss takes, what stands there, and what each of it was guessed from."""

    length: int
    text: str
    lost: tuple[Pending, ...]


class Bridges:
    """Bridges of one path; `guesses` are the likeliest characters for a sequence after two others, with their costs."""

    def __init__(
        self,
        path: Path,
        guesses: Callable[[str, Pending], list[tuple[float, str]]],
        cost: Callable[[str, str], float],
    ) -> None:
        self._path, self._guesses, self._cost = path, guesses, cost

    def over(self, last: str, span: str, at: int, after: str) -> Bridge | None:
        """The bridge over a loss shortly after `at`, behind the characters `last`; None where it is not that simple."""
        if self._path.true is not UTF_8:
            return None
        found = MARK_OF_LOSS.search(span, at, at + REACH)
        sound, held = self._read(span[at : found.start() if found else at + 1])
        end = found.end() if found else at + 1
        follows = self._read(span[end : end + PEEK])[0][:2] or ("" if end < len(span) else after)
        if len(held) != 2 or not follows or (found is None and "!" <= follows[0] <= "~"):  # the latter may be folded
            return None
        is_undefined = found is not None and found[0] == "\ufffd" and self._path.wrong.unread
        lost = (held[0], held[1], UNREAD if is_undefined else UNKNOWN)
        last = (last + sound)[-2:]
        nats, text = min(self._ways(last, lost, follows, marked=found is not None), default=(MOST_NATS, ""))
        if nats >= MOST_NATS:
            return None
        return Bridge(end - at, sound + text, (((),) * len(sound) + (lost, ()))[: len(sound + text)])

    def _read(self, garbled: str) -> tuple[str, bytes]:
        """The characters that garbled text begins with, and the first bytes of one of three that is cut off."""
        data = b"".join(self._path.strict.get(char, b"\xff") for char in garbled)
        decoder = getincrementaldecoder("utf-8")()
        try:
            text = decoder.decode(data)
        except UnicodeDecodeError as error:
            return data[: error.start].decode("utf-8"), b""
        held = decoder.getstate()[0]
        return text, held if held[:1] >= b"\xe2" and held[:1] < b"\xf0" else b""

    def _ways(self, last: str, held: Pending, follows: str, *, marked: bool) -> Iterator[tuple[float, str]]:
        """The guesses with what the mark may have swallowed, each with its cost and that of what follows."""
        for nats, char in self._guesses(last, held):
            yield nats + self._following((last + char)[-2:], follows), char
            if marked and follows[0] >= "@":
                for ascii_char in SWALLOWED:
                    price = SWALLOWED_COST + self._cost((last + char)[-2:], ascii_char)
                    yield nats + price + self._following(char + ascii_char, follows), char + ascii_char

    def _following(self, last: str, follows: str) -> float:
        total = 0.0
        for char in follows:
            total += self._cost(last, char)
            last = last[-1:] + char
        return total
