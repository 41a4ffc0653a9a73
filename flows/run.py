"""A run over a folder, in three phases: discover, clean, publish. No Prefect here: `clean_corpus` wraps the phases."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cleaners import Options
from flows import discovery, storage
from flows.engine import Engine
from flows.manifest import STATUSES, Entry, Manifest
from flows.plan import Document, Plan, Planner, provenance_path, text_path
from flows.work import Job, batches

Progress = Callable[[int], None]
"""Told how many more documents are finished."""

INTERRUPTED = "interrupted; run again to go on where it stopped"

MOST_FAILURES_NAMED = 20
"""Failures that a summary names; the manifest has all."""


@dataclass(slots=True)
class Summary:
    """What became of the documents of a run: counts by status, up-to-date ones, and the failures.

    `stopped` says why the run ended before it was through, "" if it did not.
    """

    statuses: Counter[str] = field(default_factory=Counter)
    up_to_date: int = 0
    removed: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    chars_in: int = 0
    chars_out: int = 0
    failures: list[Entry] = field(default_factory=list)
    stopped: str = ""

    def add(self, entry: Entry) -> None:
        """Counts one finished document."""
        self.statuses[entry.status] += 1
        self.edits.update(entry.edits)
        self.chars_in += entry.chars_in
        self.chars_out += entry.chars_out
        if entry.status == "failed" and len(self.failures) < MOST_FAILURES_NAMED:
            self.failures.append(entry)

    def sentence(self) -> str:
        """The summary in one line."""
        done = [f"{self.statuses[status]} {status}" for status in STATUSES if self.statuses[status]]
        done += [f"{self.up_to_date} up to date"] if self.up_to_date else []
        done += [f"{self.removed} removed"] if self.removed else []
        return ", ".join(done) or "nothing to do"


def prepare(raw: Path, clean: Path) -> None:
    """Takes up what a stopped run left: its journal is merged, its temporary files are removed.

    Raises FolderError where the folders cannot be used, ManifestError where the manifest is damaged.
    """
    discovery.check_folders(raw, clean)
    if clean.exists():
        for path in storage.leftovers(clean):
            path.unlink(missing_ok=True)
    Manifest(clean).merge()


def discover(raw: Path, clean: Path, options: Options, force: bool = False) -> Plan:
    """What is to be done; raises what `prepare` raises."""
    prepare(raw, clean)
    return Planner(raw, clean, options, force).plan()


def clean_documents(
    plan: Plan,
    job: Job,
    engine: Engine,
    log: logging.Logger | logging.LoggerAdapter[logging.Logger],
    progress: Progress,
) -> Summary:
    """Cleans what the plan names; every finished document is in the journal before the next is counted.

    Ctrl-C, or a disk that takes nothing more, ends it early; `stopped` then says why.
    """
    summary = Summary(up_to_date=plan.up_to_date)
    manifest = Manifest(job.clean)

    def settle(entry: Entry) -> None:
        manifest.record(entry)
        summary.add(entry)
        progress(1)
        if entry.status == "failed":
            log.warning("failed: %s: %s", printable(entry.path), entry.error)

    def when_killed(planned: Document) -> Entry:
        return job.failed(planned, "its worker process was killed: out of memory, or a crash in a library")

    try:
        for entry in plan.settled:
            settle(entry)
        for entries in engine.imap(job, batches(plan.documents), when_killed):
            for entry in entries:
                settle(entry)
    except KeyboardInterrupt:
        summary.stopped = INTERRUPTED
    except storage.OutputError as error:
        summary.stopped = f"{error.strerror}; make room, then run again: what is finished stays"
    finally:
        with suppress(OSError):  # on a full disk the journal stays, and the next run takes it up
            manifest.merge()
    return summary


def publish(plan: Plan, clean: Path) -> int:
    """Writes the manifest and removes outputs whose raw document is gone; how many documents were removed."""
    Manifest(clean).merge(plan.gone)
    for output in plan.stale_outputs:
        with suppress(OSError):
            storage.remove(text_path(clean, output), clean)
            storage.remove(provenance_path(clean, output), clean)
    return len(plan.gone)


def printable(path: str) -> str:
    """A path as it can be shown: line ends and bytes that are no UTF-8 escaped."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)
    return shown.encode("utf-8", "backslashreplace").decode()
