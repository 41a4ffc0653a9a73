"""Bytes to text: the right encoding, by segment where there are several, and every byte accounted for.

The ladder: a byte-order mark; valid UTF-8; escapes of 7-bit encodings; UTF-16 and UTF-32 by their high bytes; then
every plausible Chinese, Japanese and Korean codec, read tolerantly and scored by the language model on the same bytes;
charset-normalizer for all other scripts. Labels are widened to their superset, a declared charset is a hint. What a
codec cannot read costs itself: it becomes U+FFFD, is flagged, and comes back in `restore`.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaners.decoding import evidence, mixed
from cleaners.decoding.detection import BOMS, CANDIDATES, SUPERSETS, Verdict, detected, is_sure_utf8
from cleaners.decoding.exact import DAMAGED, PAIR_CODECS, Reading, Writer, strict_utf8, tolerant
from cleaners.edits import Flag
from cleaners.options import Options
from cleaners.source import Segment, Source, digest

NOT_TEXT = Flag(0, 0, "decoding.not-text", "no encoding makes text of these bytes; they are kept one character a byte")


class Decoded(NamedTuple):
    """Raw text, the source that gives its bytes back, and the damage met on the way."""

    text: str
    source: Source
    flags: tuple[Flag, ...] = ()


def decoded(data: bytes, options: Options, name: str) -> Decoded:
    """The text of a document; `options.encoding` is taken at its word."""
    mark, codec = next(((bom, codec) for bom, codec in BOMS if data.startswith(bom)), (b"", ""))
    body = data[len(mark) :]
    if options.encoding:
        forced = options.encoding.lower().replace("_", "-")
        reading, verdict = _forced(body, SUPERSETS.get(forced, forced))
    elif mark:
        reading, verdict = tolerant(body, codec), Verdict(codec, 1.0)
    else:
        reading, verdict = _found(body)
    segments = (Segment(0, "", mark), *reading.segments) if mark else reading.segments
    source = Source(name, digest(data), verdict.codec, verdict.confidence, codec if mark else "", segments)
    return Decoded(reading.text, source, (*reading.flags(), *(() if verdict.is_text else (NOT_TEXT,))))


def _forced(data: bytes, codec: str) -> tuple[Reading, Verdict]:
    return tolerant(data, codec), Verdict(codec, 1.0)


def _found(data: bytes) -> tuple[Reading, Verdict]:
    """The reading in the encoding that is found out."""
    whole = strict_utf8(data)
    if whole is not None and is_sure_utf8(whole.text, len(data)) and b"\x1b" not in data and b"~{" not in data:
        return whole, Verdict("utf-8", 1.0)
    verdict = detected(data)
    if not verdict.is_text:
        return tolerant(data, "latin-1"), verdict._replace(codec="latin-1", confidence=0.0)
    if verdict.codec in CANDIDATES and not (verdict.codec == "utf-8" and whole is not None):
        mixture = mixed.by_line(data, verdict.codec)
        if mixture is not None:
            return mixture[0], verdict._replace(codec=mixture[1])
    return _from_a_sound_start(data, verdict.codec), verdict


def _from_a_sound_start(data: bytes, codec: str) -> Reading:
    """The reading of `data`, its head aligned where the file begins in mid-character."""
    if codec in PAIR_CODECS:
        head = evidence.SPAN.match(data)
        end = head.end() if head else 0
        kept, without = data[: min(end, HEAD_BYTES)], data[1 : min(end, HEAD_BYTES + 1)]
        if len(kept) > 2 and evidence.cost(kept, codec) - evidence.cost(without, codec) > HEAD_GAIN:
            writer = Writer()
            writer.literal(DAMAGED, data[:1], damaged=True)
            writer.include(tolerant(data[1:], codec))
            return writer.reading()
    return tolerant(data, codec)


HEAD_BYTES = 80
"""Bytes at the beginning that tell whether the first is half a character; an even number, as pairs are."""

HEAD_GAIN = 10.0
"""Nats that reading must gain without the first byte."""
