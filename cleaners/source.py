"""Where a document came from: which bytes, read how, so that they can be given back exactly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cleaners import charsets


class RestoreError(ValueError):
    """The raw input cannot be rebuilt: text and provenance do not belong together."""


class Segment(NamedTuple):
    """`chars` code points of raw text and the bytes that they stand for.

    Either `codec` (a name that `cleaners.charsets` knows) gives the bytes back from the text, or `raw` holds them
    literally: a damaged byte, a byte-order mark (no characters), a pair whose decoding is not reversible (four cells of
    Big5), HZ escapes.
    """

    chars: int
    codec: str
    raw: bytes | None = None

    def bytes_of(self, text: str) -> bytes:
        """The bytes behind `text`, this segment's part of the raw text."""
        return charsets.encoded(text, self.codec) if self.raw is None else self.raw


@dataclass(frozen=True, slots=True)
class Source:
    """The raw input of a document.

    `encoding` names the encoding found ("" where the input was text already), `confidence` (0 to 1) how sure that is;
    `sha256` is of the raw bytes, or of the UTF-8 form where the input was text. `segments` cover the raw text.
    """

    name: str
    sha256: str
    encoding: str
    confidence: float = 1.0
    bom: str = ""
    segments: tuple[Segment, ...] = field(default=(), repr=False)

    @property
    def is_text(self) -> bool:
        """Whether the input was a str, so that `restore` gives a str."""
        return not self.encoding

    @classmethod
    def of_text(cls, text: str, name: str = "") -> Source:
        """The source of a document that was given as text."""
        return cls(name, digest(text.encode("utf-8", "surrogatepass")), "")

    def raw(self, text: str) -> bytes | str:
        """The raw input behind the raw text `text`; RestoreError where the digest does not agree."""
        if self.is_text:
            data: bytes | str = text
            found = digest(text.encode("utf-8", "surrogatepass"))
        else:
            data = encoded(text, self.segments)
            found = digest(data)
        if found != self.sha256:
            raise RestoreError(
                f"{self.name or 'document'}: the input restored has SHA-256 {found[:12]}, expected {self.sha256[:12]}:"
                " the clean text or its provenance was changed after the run"
            )
        return data


def digest(data: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def encoded(text: str, segments: Sequence[Segment]) -> bytes:
    """The bytes that the segments make of `text`; RestoreError where they do not cover it."""
    if sum(s.chars for s in segments) != len(text):
        raise RestoreError("the segments of the source do not cover the text: provenance of another document?")
    pieces, at = [], 0
    for segment in segments:
        pieces.append(segment.bytes_of(text[at : at + segment.chars]))
        at += segment.chars
    return b"".join(pieces)
