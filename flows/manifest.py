"""The manifest: what became of every raw document, one JSON line each, sorted by path.

While a run is under way its results go to a journal, one line each as they come; the next run, or the end of this
one, merges it into the manifest. So a run that is stopped, killed or loses power has lost nothing that it finished.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Literal

from flows import storage
from flows.provenance import json_line

Status = Literal["clean", "unchanged", "duplicate", "empty", "failed"]
STATUSES: tuple[Status, ...] = ("clean", "unchanged", "duplicate", "empty", "failed")

MANIFEST = "manifest.jsonl"
JOURNAL = ".journal.jsonl"


class ManifestError(ValueError):
    """A manifest or journal that is not what this program writes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one raw document.

    `path` is relative to the raw folder, `output` to the folder `text`; `status` is "unchanged" where the output is the
    raw file byte for byte, "duplicate" where the same bytes stand under the earlier path `duplicate_of`, "empty" where
    nothing is left, "failed" where `error` says why. `edits` counts edits by stage, `flags` names the rules that
    flagged something.
    """

    path: str
    status: Status
    output: str | None = None
    duplicate_of: str | None = None
    raw_sha256: str | None = None
    clean_sha256: str | None = None
    encoding: str | None = None
    script: str | None = None
    chars_in: int = 0
    chars_out: int = 0
    edits: dict[str, int] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    error: str | None = None
    cleaner_version: str = ""
    options_sha256: str = ""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a file; a last line that a killed run cut short is left out."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.endswith(b"\n"):
                    yield _parsed(line, f"{path}, line {number}")
    except FileNotFoundError:
        return


def _parsed(line: bytes, place: str) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = json.loads(line)
        Entry(**fields)
    except (ValueError, TypeError) as error:
        raise ManifestError(f"{place} is damaged ({error}); remove the file to clean everything again") from None
    return fields


class Manifest:
    """The manifest of one clean folder, and its journal while a run is under way."""

    def __init__(self, clean: Path) -> None:
        self.path = clean / MANIFEST
        self._journal_path = clean / JOURNAL
        self._journal: IO[bytes] | None = None

    def entries(self) -> Iterator[Entry]:
        """The entries in the order of paths; ManifestError where the file is damaged."""
        for fields in _lines(self.path):
            yield Entry(**fields)

    def record(self, entry: Entry) -> None:
        """Adds a finished document to the journal."""
        if self._journal is None:
            self._journal_path.parent.mkdir(parents=True, exist_ok=True)
            self._journal = self._journal_path.open("ab")
        try:
            self._journal.write(json_line(asdict(entry)))
            self._journal.flush()
        except OSError as error:
            if error.errno in storage.FULL_ERRORS:
                raise storage.OutputError(
                    error.errno, f"cannot write {self._journal_path}: {error.strerror}"
                ) from error
            raise

    def merge(self, gone: Iterable[str] = ()) -> None:
        """Puts the journal into the manifest, leaves out the paths that are `gone`, and ends the journal."""
        if self._journal is not None:
            with self._journal as journal:
                os.fsync(journal.fileno())
            self._journal = None
        fresh = {line["path"]: line for line in _lines(self._journal_path)}
        removed = set(gone)
        if fresh or removed:
            merged = {line["path"]: line for line in _lines(self.path)} | fresh
            lines = [json_line(merged[path]) for path in sorted(merged) if path not in removed]
            storage.write(self.path, b"".join(lines), durable=True)
        self._journal_path.unlink(missing_ok=True)
