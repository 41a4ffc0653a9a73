"""Bytes to text: the right encoding, by segment where there are several, and every byte accounted for.

The ladder: a byte-order mark; valid UTF-8; escapes of 7-bit encodings; UTF-16 and UTF-32 by their high bytes; then
every plausible Chinese, Japanese and Korean codec, read tolerantly and scored by the language model on the same bytes;
code pages and charset-normalizer for all other scripts. Labels are widened to their superset, a declared charset is a
hint. What a codec cannot read costs itself: it becomes U+FFFD, is flagged, and comes back in `restore`.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaners.decoding import joined, mixed
from cleaners.decoding.declared import widened
from cleaners.decoding.detection import CANDIDATES, Verdict, detected, is_sure_utf8
from cleaners.decoding.exact import has_only_strays, strict_utf8, tolerant
from cleaners.decoding.reading import Reading, Writer
from cleaners.decoding.wide import BOMS
from cleaners.edits import Flag
from cleaners.options import Options
from cleaners.source import Segment, Source, digest

_MARKS = tuple(bom for bom, _ in BOMS)

NOT_TEXT = Flag(0, 0, "decoding.not-text", "no encoding makes text of these bytes; they are kept one character a byte")


_SURE = Verdict("utf-8", 1.0)


class Decoded(NamedTuple):
    """Raw text, the source that gives its bytes back, and the damage met on the way."""

    text: str
    source: Source
    flags: tuple[Flag, ...] = ()


def decoded(data: bytes, options: Options, name: str) -> Decoded:
    """The text of a document; `options.encoding` is taken at its word."""
    mark, codec = b"", ""
    if data.startswith(_MARKS):
        mark, codec = next((bom, codec) for bom, codec in BOMS if data.startswith(bom))
    body = data[len(mark) :]
    if options.encoding:
        forced = widened(options.encoding)
        reading, verdict = tolerant(body, forced), Verdict(forced, 1.0)
    elif sole := _sure_utf8(body, codec):
        reading, verdict = sole, _SURE
    else:
        reading, verdict = _several(body, codec)
    segments = (Segment(0, "", mark), *reading.segments) if mark else reading.segments
    source = Source(name, digest(data), verdict.codec, verdict.confidence, codec if mark else "", segments)
    flags = tuple(reading.flags()) if reading.damaged else ()
    return Decoded(reading.text, source, flags if verdict.is_text else (*flags, NOT_TEXT))


def _sure_utf8(data: bytes, marked: str) -> Reading | None:
    """The reading of bytes that are valid UTF-8 beyond doubt, or marked so."""
    if marked not in ("", "utf-8"):
        return None
    whole = strict_utf8(data)
    return whole if whole is not None and (marked or is_sure_utf8(whole.text, len(data))) else None


def _several(data: bytes, marked: str) -> tuple[Reading, Verdict]:
    """The reading of a file that may be several, one after another; `marked` is what its byte-order mark said."""
    writer = Writer()
    verdicts = []
    for mark, codec, body in joined.pieces(data, marked):
        reading, verdict = (tolerant(body, codec), Verdict(codec, 1.0)) if codec else _found(body)
        if mark:
            writer.literal("", mark)
        writer.include(reading)
        verdicts.append(verdict)
    names = "+".join(dict.fromkeys(verdict.codec for verdict in verdicts))
    return writer.reading(), min(verdicts, key=lambda verdict: verdict.confidence)._replace(codec=names)


def _found(data: bytes) -> tuple[Reading, Verdict]:
    """The reading in the encoding that is found out."""
    whole = strict_utf8(data)
    if whole is not None and is_sure_utf8(whole.text, len(data)):
        return whole, Verdict("utf-8", 1.0)
    others = mixed.other_lines(data) if whole is None else data
    is_beside = len(others) < len(data)
    if is_beside and has_only_strays(others):
        return tolerant(data, "utf-8"), Verdict("utf-8", 0.99)
    verdict = detected(others, is_beside)
    if not verdict.is_text:
        return tolerant(data, "latin-1"), verdict._replace(codec="latin-1", confidence=0.0)
    if verdict.codec in CANDIDATES and whole is None:
        reading, names = mixed.read(data, verdict.codec)
        return reading, verdict._replace(codec=names)
    return tolerant(data, verdict.codec), verdict
