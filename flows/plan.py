"""What a run has to do: the raw folder against the manifest of the last run.

Content, cleaner version and options decide, nothing else: not the time of a file, not a cache. Both lists are sorted
by path, so they are read side by side and neither is held in memory.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaners import Options
from flows import discovery, storage
from flows.discovery import Found
from flows.manifest import Entry, Manifest, Status
from flows.version import cleaner_version

TEXT = "text"
PROVENANCE = "provenance"

CLASH_SUFFIX = "~.txt"
"""Ends the output name of `b` where a raw document `b.txt` has the name `b.txt` already."""


MOST_STEM_BYTES = 255 - len(".jsonl")
"""Bytes of a file name before its ending: file systems take 255 in all."""


@dataclass(frozen=True, slots=True)
class Document:
    """A raw document to be cleaned: where it is, where it goes, and which bytes it had when the run was planned."""

    path: str
    output: str
    size: int
    raw_sha256: str


class Plan:
    """What a run has to do: documents to clean, entries settled without cleaning, paths and outputs that are gone.

    No dataclass: Prefect would look through every field of one for futures, at each task.
    """

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.settled: list[Entry] = []
        self.gone: list[str] = []
        self.stale_outputs: list[str] = []
        self.up_to_date = 0

    def is_empty(self) -> bool:
        """Whether nothing has changed since the last run."""
        return not (self.documents or self.settled or self.gone or self.stale_outputs)


def output_name(path: str, raw: Path) -> str:
    """The name of the clean text of a raw document, below the folder `text`."""
    if not path.endswith(".txt"):
        path += CLASH_SUFFIX if os.path.exists(raw / f"{path}.txt") else ".txt"  # noqa: PTH110  # a name may be too long
    folder, slash, name = path.rpartition("/")
    return folder + slash + _short_enough(name.removesuffix(".txt")) + ".txt"


def _short_enough(stem: str) -> str:
    """The stem itself, or its beginning and a digest where it would be too long with an ending."""
    encoded = os.fsencode(stem)
    if len(encoded) <= MOST_STEM_BYTES:
        return stem
    mark = "~" + hashlib.sha256(encoded).hexdigest()[:16]
    return encoded[: MOST_STEM_BYTES - len(mark)].decode("utf-8", "ignore") + mark


def text_path(clean: Path, output: str) -> Path:
    """Where the clean text with the name `output` is."""
    return clean / TEXT / output


def provenance_path(clean: Path, output: str) -> Path:
    """Where the provenance of the clean text with the name `output` is."""
    return clean / PROVENANCE / (output.removesuffix(".txt") + ".jsonl")


class Planner:
    """Compares the raw folder with the manifest, document by document."""

    def __init__(self, raw: Path, clean: Path, options: Options, force: bool = False) -> None:
        self._raw, self._clean, self._force = raw, clean, force
        self._cleaner_version, self._options_sha256 = cleaner_version(), options.digest
        self._first_with: dict[str, str] = {}

    def plan(self) -> Plan:
        """The whole plan."""
        plan = Plan()
        for _ in self._steps(plan):
            pass
        reused = {document.output for document in plan.documents}
        plan.stale_outputs = [output for output in plan.stale_outputs if output not in reused]
        return plan

    def up_to_date(self) -> int | None:
        """How many documents are up to date, or None as soon as one is found that is not."""
        plan = Plan()
        if any(not plan.is_empty() for _ in self._steps(plan)):
            return None
        return plan.up_to_date

    def _steps(self, plan: Plan) -> Iterator[None]:
        """Completes `plan` document by document."""
        for found, entry in _side_by_side(discovery.documents(self._raw), Manifest(self._clean).entries()):
            if found is not None:
                self._add(plan, found, entry)
            elif entry is not None:
                plan.gone.append(entry.path)
                plan.stale_outputs += [entry.output] if entry.output else []
            yield

    def _add(self, plan: Plan, found: Found, entry: Entry | None) -> None:
        wanted = self._wanted(found)
        if entry is not None and self._is_current(entry, wanted):
            plan.up_to_date += 1
            return
        if entry is not None and entry.output and entry.output != getattr(wanted, "output", None):
            plan.stale_outputs.append(entry.output)
        if isinstance(wanted, Entry):
            plan.settled.append(wanted)
        else:
            plan.documents.append(wanted)

    def _wanted(self, found: Found) -> Document | Entry:
        """What is to become of a document: cleaned, or settled at once as a duplicate or a failure."""
        if found.error:
            return self._settled(found.path, "failed", error=found.error)
        try:
            raw_sha256 = storage.sha256_of(self._raw / found.path)
        except OSError as error:
            return self._settled(found.path, "failed", error=f"cannot be read: {error.strerror}")
        first = self._first_with.setdefault(raw_sha256, found.path)
        if first != found.path and found.size:
            return self._settled(found.path, "duplicate", duplicate_of=first, raw_sha256=raw_sha256)
        return Document(found.path, output_name(found.path, self._raw), found.size, raw_sha256)

    def _settled(self, path: str, status: Status, **fields: str | None) -> Entry:
        return Entry(
            path,
            status,
            duplicate_of=fields.get("duplicate_of"),
            raw_sha256=fields.get("raw_sha256"),
            error=fields.get("error"),
            cleaner_version=self._cleaner_version,
            options_sha256=self._options_sha256,
        )

    def _is_current(self, entry: Entry, wanted: Document | Entry) -> bool:
        """Whether the last run's result still stands."""
        if isinstance(wanted, Entry):
            return wanted == entry and wanted.status != "failed" and not self._force
        return (
            not self._force
            and entry.status not in ("failed", "duplicate")
            and entry.raw_sha256 == wanted.raw_sha256
            and entry.output == wanted.output
            and entry.cleaner_version == self._cleaner_version
            and entry.options_sha256 == self._options_sha256
            and text_path(self._clean, wanted.output).exists()
            and provenance_path(self._clean, wanted.output).exists()
        )


def _side_by_side(found: Iterable[Found], entries: Iterable[Entry]) -> Iterator[tuple[Found | None, Entry | None]]:
    """Pairs of what has the same path in two sorted lists, None where one has no such path."""
    rest = iter(entries)
    entry = next(rest, None)
    for item in found:
        while entry is not None and entry.path < item.path:
            yield None, entry
            entry = next(rest, None)
        if entry is not None and entry.path == item.path:
            yield item, entry
            entry = next(rest, None)
        else:
            yield item, None
    while entry is not None:
        yield None, entry
        entry = next(rest, None)
