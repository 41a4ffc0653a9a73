from __future__ import annotations

from typing import NamedTuple

from cleaners.edits import Flag
from cleaners.options import Options
from cleaners.source import Segment, Source, digest


class Decoded(NamedTuple):
    """Raw text, the source that gives its bytes back, and the damage met on the way."""

    text: str
    source: Source
    flags: tuple[Flag, ...] = ()


def decoded(data: bytes, options: Options, name: str) -> Decoded:
    text = data.decode("utf-8", "surrogateescape")
    return Decoded(text, Source(name, digest(data), "utf-8", segments=(Segment(len(text), "latin-1", data),)))
