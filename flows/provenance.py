"""Provenance files: one JSON line for the source, then one a step; with the clean text, enough to restore the raw file.

Edits are arrays [start, old, new, rule, confidence], flags [start, end, rule, note], segments [characters, codec] or
[characters, codec, bytes in base64]. Lone surrogates (file names that are not UTF-8) are written as JSON escapes.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from cleaners import Document, Edit, Flag, Options, Segment, Source, Step
from cleaners.source import digest

FORMAT = 1
"""Number of the layout of these files; a reader refuses one that it does not know."""


class ProvenanceError(ValueError):
    """A provenance file that cannot be read or does not belong to the clean text."""


def json_line(value: Any) -> bytes:  # noqa: ANN401  # whatever JSON can hold
    """One line of JSON in UTF-8, lone surrogates as escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def written(document: Document, options: Options, cleaner_version: str, clean_sha256: str) -> bytes:
    """The provenance file of a document."""
    source = document.source
    head = {
        "format": FORMAT,
        "name": source.name,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "confidence": round(source.confidence, 4),
        "bom": source.bom,
        "segments": [_segment(segment) for segment in source.segments],
        "clean_sha256": clean_sha256,
        "cleaner_version": cleaner_version,
        **({"metadata": dict(document.metadata)} if document.metadata else {}),
        "options": _options(options),
    }
    return json_line(head) + b"".join(json_line(_step(step)) for step in document.steps)


def _options(options: Options) -> dict[str, Any]:
    """The options that were chosen; of the templates, which every document of a site shares, their digest."""
    chosen = {name: value for name, value in asdict(options).items() if value}
    if options.templates:
        chosen["templates"] = digest("\n".join(options.templates).encode())
    return chosen


def _segment(segment: Segment) -> list[Any]:
    literal = [] if segment.raw is None else [b64encode(segment.raw).decode("ascii")]
    return [segment.chars, segment.codec, *literal]


def _step(step: Step) -> dict[str, Any]:
    edits = [[e.start, e.old, e.new, e.rule, round(e.confidence, 4)] for e in step.edits]
    return {"cleaner": step.cleaner, "edits": edits, "flags": [list(flag) for flag in step.flags]}


def read(data: bytes, text: str) -> Document:
    """The document behind a provenance file and its clean text; ProvenanceError says what is wrong with the file."""
    try:
        head, *steps = [json.loads(line) for line in data.splitlines()]
        if head["format"] != FORMAT:
            raise ProvenanceError(f"provenance of format {head['format']}, this version reads {FORMAT}")
        source = Source(
            head["name"],
            head["sha256"],
            head["encoding"],
            head["confidence"],
            head["bom"],
            tuple(Segment(chars, codec, b64decode(raw[0]) if raw else None) for chars, codec, *raw in head["segments"]),
        )
        return Document(text, source, tuple(_read_step(step) for step in steps), head.get("metadata", {}))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        if isinstance(error, ProvenanceError):
            raise
        raise ProvenanceError(
            f"unreadable provenance ({type(error).__name__}: {error}); clean the document again"
        ) from None


def _read_step(step: dict[str, Any]) -> Step:
    return Step(
        step["cleaner"],
        tuple(Edit(*edit) for edit in step["edits"]),
        tuple(Flag(*flag) for flag in step["flags"]),
    )


def text_file(text: str) -> bytes:
    """The clean text as a file: the text itself in UTF-8, so that a clean raw file comes out as it went in."""
    return text.encode("utf-8")


def text_of(data: bytes) -> str:
    """The clean text of a file that `text_file` wrote."""
    return data.decode("utf-8")
