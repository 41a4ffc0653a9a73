"""One-off cleaning: what the command line shows of a single document."""

from __future__ import annotations

from difflib import unified_diff
from typing import NamedTuple

from cleaners import Document, Options
from cleaners.source import digest
from flows import provenance
from flows.provenance import json_line


def would_change(document: Document, data: bytes) -> bool:
    """Whether the clean file differs from the raw one."""
    return provenance.text_file(document.text) != data


def log_of(document: Document, options: Options) -> bytes:
    """The provenance of a document that no run has written."""
    from flows.version import cleaner_version

    clean_sha256 = digest(provenance.text_file(document.text))
    return provenance.written(document, options, cleaner_version(), clean_sha256)


def rendered(document: Document, name: str, style: str) -> bytes:
    """The document as text, as a unified diff, or as one JSON object."""
    if style == "diff":
        return _diff(document, name).encode("utf-8", "backslashreplace")
    if style == "json":
        return _json(document, name)
    return provenance.text_file(document.text)


def _diff(document: Document, name: str) -> str:
    before = document.raw_text().splitlines()
    after = document.text.splitlines()
    lines = unified_diff(before, after, f"{name} (raw)", f"{name} (clean)", lineterm="", n=1)
    return "".join(f"{line}\n" for line in lines)


def _json(document: Document, name: str) -> bytes:
    return json_line(
        {
            "name": name,
            "text": document.text,
            "encoding": document.source.encoding,
            "confidence": round(document.source.confidence, 4),
            "raw_sha256": document.source.sha256,
            "metadata": dict(document.metadata),
            "edits": [edit._asdict() for edit in document.edits],
            "flags": [flag._asdict() for flag in document.flags],
        }
    )


class Detected(NamedTuple):
    """What can be told of a document without changing it; `edits` counts by stage what cleaning would change.

    `region` is a hint for traditional text: tw, hk, or "".
    """

    name: str
    encoding: str
    confidence: float
    script: str
    region: str
    edits: dict[str, int]
    flags: int

    def line(self) -> str:
        """The same on one line."""
        needs = ", ".join(f"{stage} {count}" for stage, count in self.edits.items())
        verdict = f"needs cleaning ({needs})" if needs else "clean"
        flagged = f", {self.flags} flags" if self.flags else ""
        script = f"{self.script} ({self.region})" if self.region else self.script
        return f"{self.name}: {self.encoding} ({self.confidence:.0%}), {script}, {verdict}{flagged}"


def detected(document: Document, name: str) -> Detected:
    """What a cleaned document tells of its raw form."""
    from cleaners import script

    source = document.source
    written = script.detected(document.text)
    return Detected(
        name,
        source.encoding,
        round(source.confidence, 4),
        str(written),
        script.region(document.text) if written is script.Script.TRADITIONAL else "",
        document.edit_counts,
        len(document.flags),
    )
