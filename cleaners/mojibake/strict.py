"""The fast way through garbled text that lost nothing: as long as strict decoding works, no search is needed."""

from __future__ import annotations

from bisect import bisect_right
from codecs import getincrementaldecoder
from itertools import accumulate
from typing import NamedTuple

from cleaners.language_model import model
from cleaners.mojibake.paths import Path
from cleaners.mojibake.true_encodings import UTF_8

MARGIN = 4
"""Characters before the place where strict decoding fails that are left to the search: where no mark shows a loss, it
may lie a character or two before the place where it comes out."""

LEAST_OF_UTF_8 = 3
"""Characters that are enough where the bytes are UTF-8, which shows where a character begins, and a mark of loss or
MARGIN more of them follow: seven pairs are not valid UTF-8 by chance."""

UNLIKELY_COST = 11.0
"""Nats above which a character is none that one expects; two in a row are no Chinese."""

CHUNK = 250
"""Characters looked at in one go: bounds the work that a loss at the beginning wastes."""


class Run(NamedTuple):
    """Garbled characters that read strictly: how many, what they are, and where reading fails after them."""

    length: int
    text: str
    stop: int


def run(path: Path, span: str, at: int) -> Run:
    """The characters from `at` on that strict decoding reads, up to a safe distance from where it fails.

    Fewer than `path.proof` are none: chance reads a few, too.
    """
    window = span[at : at + CHUNK]
    raws = list(map(path.strict.get, window))
    known = raws.index(None) if None in raws else len(raws)
    ends = list(accumulate(len(raw) for raw in raws[:known] if raw is not None))
    data = b"".join(raw for raw in raws[:known] if raw is not None)
    read = bisect_right(ends, _sound(path, data))
    marked = window[read : read + 1] in ("\ufffd", "?")
    length = read if marked or read == len(window) == CHUNK else read - MARGIN
    least = LEAST_OF_UTF_8 if path.true is UTF_8 and (marked or path.wrong.double) else path.proof
    while length >= least:
        decoder = getincrementaldecoder(path.true.codec)()
        text = decoder.decode(data[: ends[length - 1]])
        if not decoder.getstate()[0]:
            likely = text if path.true is UTF_8 else text[: _likely(text)]
            if len(likely) == len(text):
                return Run(length, text, at + read)
            length = bisect_right(ends, len(likely.encode(path.true.codec))) - MARGIN
            read = length + MARGIN
            continue
        length -= 1
    return Run(0, "", at + read)


def _likely(text: str) -> int:
    """How many characters go on as Chinese does: GBK and Big5 read anything, clean text behind the garbled, too."""
    cost = model().cost
    high = 0
    for i, char in enumerate(text):
        high = high + 1 if char >= "\u3400" and cost(text[max(0, i - 2) : i], char) > UNLIKELY_COST else 0
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
