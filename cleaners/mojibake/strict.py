"""The fast way through garbled text that lost nothing: as long as strict decoding works, no search is needed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from codecs import getincrementaldecoder
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from cleaners.language_model import model
from cleaners.mojibake.paths import Path
from cleaners.mojibake.transitions import MARKS_OF_LOSS
from cleaners.mojibake.true_encodings import UTF_8

MARGIN = 4
"""Characters before the place where strict decoding fails that are left to the search: where no mark shows a loss, it
may lie a character or two before the place where it comes out."""

MARGIN_OF_UTF_8_PAIRS = 2
"""The same where pairs of bytes of UTF-8 were read: a loss shows at the next character, three bytes on at the most."""

LEAST_OF_UTF_8 = 3
"""Characters that are enough where the bytes are UTF-8, which shows where a character begins, and a mark of loss or
MARGIN more of them follow: seven pairs are not valid UTF-8 by chance."""

UNLIKELY_COST = 11.0
"""Nats above which a character is none that one expects; two in a row are no Chinese."""

SHIFTED_COST = 8.5
"""The same where bytes may have vanished without a mark: at 11, three characters at the end of a line come out wrong in
one line of twenty; lower, running text is searched for nothing."""

_HALVES = re.compile("(?<![@-~])[@-~]{1,3}(?![@-~])")
"""ASCII that may be the second bytes of characters that lost their first; a longer run is a word."""

CHUNK = 250
"""Characters looked at in one go: bounds the work that a loss at the beginning wastes."""


class Run(NamedTuple):
    """Garbled characters that read strictly: how many, what they are, and where reading fails after them."""

    length: int
    text: str
    stop: int


class Reader:
    """A span read strictly along one path, from any of its characters.

    With `shifts`, bytes may have vanished from it without a mark and shifted the others.
    """

    def __init__(self, path: Path, span: str, *, shifts: bool = False) -> None:
        self._path, self._span, self.shifts = path, span, shifts
        self._limit = SHIFTED_COST if shifts else UNLIKELY_COST
        raws = list(map(path.strict.get, span))
        self._unread = [i for i, raw in enumerate(raws) if raw is None] if None in raws else []
        if shifts:
            self._unread = sorted({*self._unread, *_halves(span)})
        self._data = b"".join(raw or b"" for raw in raws)
        self._ends = [0, *accumulate(len(raw or b"") for raw in raws)]

    def run(self, at: int) -> Run:
        """The characters from `at` on that strict decoding reads, up to a safe distance from where it fails.

        Fewer than `path.proof` are none: chance reads a few, too.
        """
        path, ends, begin = self._path, self._ends, self._ends[at]
        until = min(self._next_unread(at), at + CHUNK)
        data = self._data[begin : ends[until]]
        read = bisect_right(ends, begin + _sound(path, data), at + 1, until + 1) - at - 1
        marked = self._span[at + read : at + read + 1] in MARKS_OF_LOSS
        margin = MARGIN_OF_UTF_8_PAIRS if path.true is UTF_8 and path.wrong.double else MARGIN
        length = read if marked or read == CHUNK else read - margin
        least = LEAST_OF_UTF_8 if path.true is UTF_8 and (marked or path.wrong.double) else path.proof
        while length >= least:
            text = _complete(path, data[: ends[at + length] - begin])
            if text is not None:
                likely = text if path.true is UTF_8 else text[: _likely(text, self._limit)]
                if len(likely) == len(text):
                    return Run(length, text, at + read)
                sound = begin + len(likely.encode(path.true.codec))
                length = bisect_right(ends, sound, at + 1, until + 1) - at - 1 - MARGIN
                read = length + MARGIN
                continue
            length -= 1
        return Run(0, "", at + read)

    def rest(self, at: int) -> str | None:
        """What the rest of the span from `at` on reads as; None where not all of it is read, or too much for a run."""
        until = len(self._span)
        if until - at > CHUNK or self._next_unread(at) < until:
            return None
        text = self.between(at, until)
        return text if text is None or self._path.true is UTF_8 or _likely(text, self._limit) == len(text) else None

    def between(self, start: int, end: int) -> str | None:
        """What characters read as that were all read; None where they begin or end in mid-character."""
        return _complete(self._path, self._data[self._ends[start] : self._ends[end]])

    def _next_unread(self, at: int) -> int:
        i = bisect_left(self._unread, at)
        return self._unread[i] if i < len(self._unread) else len(self._span)


def _complete(path: Path, data: bytes) -> str | None:
    """The text of bytes that are whole characters, else None."""
    try:
        return data.decode(path.true.codec)
    except UnicodeDecodeError:
        return None


def _halves(span: str) -> Iterator[int]:
    """The places of such ASCII beside garbled text."""
    for match in _HALVES.finditer(span):
        start, end = match.span()
        if span[start - 1 : start] >= "\x80" or span[end : end + 1] >= "\x80":
            yield from range(start, end)


def _likely(text: str, limit: float) -> int:
    """How many characters go on as Chinese does: GBK and Big5 read anything, clean text behind the garbled, too."""
    cost = model().cost
    high = 0
    for i, char in enumerate(text):
        high = high + 1 if char >= "\u3400" and cost(text[max(0, i - 2) : i], char) > limit else 0
        if high == 2:
            return i - 1
    return len(text)


def _sound(path: Path, data: bytes) -> int:
    """How many bytes strict decoding reads; a character cut at the end counts as read."""
    decoder = getincrementaldecoder(path.true.codec)()
    try:
        decoder.decode(data)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
