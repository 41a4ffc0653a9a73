"""The cleaning of one batch of documents, as a worker process does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleaners import Document, Options, clean, script
from cleaners.source import digest
from flows import provenance, storage
from flows.manifest import Entry, Status
from flows.plan import Document as Planned
from flows.plan import provenance_path, text_path
from flows.version import cleaner_version

BATCH_BYTES = 1 << 20
"""Raw bytes in a batch: some seconds of work, so that handing it out costs nothing and Ctrl-C need not wait long."""

BATCH_DOCUMENTS = 64
"""Documents in a batch: bounds what is done again when a worker dies."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every batch of a run has in common."""

    raw: Path
    clean: Path
    options: Options
    cleaner_version: str

    @classmethod
    def of(cls, raw: Path, clean: Path, options: Options) -> Job:
        """The job of a run with this version of the cleaners."""
        return cls(raw, clean, options, cleaner_version())

    def __call__(self, batch: Sequence[Planned]) -> list[Entry]:
        """Cleans the documents of a batch; one that fails does not stop the others."""
        return [self.cleaned(planned) for planned in batch]

    def failed(self, planned: Planned, error: str) -> Entry:
        """The entry of a document that could not be cleaned."""
        return Entry(
            planned.path,
            "failed",
            raw_sha256=planned.raw_sha256,
            error=error,
            cleaner_version=self.cleaner_version,
            options_sha256=self.options.digest,
        )

    def cleaned(self, planned: Planned) -> Entry:
        """Cleans one document and writes it; OutputError where nothing more can be written."""
        try:
            data = storage.read(self.raw / planned.path)
            document = clean(data, options=self.options, name=planned.path)
            if document.restore() != data:
                raise AssertionError("the raw bytes do not come back from the clean text")
            return self._written(planned, document, data)
        except storage.OutputError:
            raise
        except Exception as error:  # a document must not take the run with it, whatever is wrong with it
            return self.failed(planned, f"{type(error).__name__}: {error}"[:1000])

    def _written(self, planned: Planned, document: Document, data: bytes) -> Entry:
        output = provenance.text_file(document.text)
        clean_sha256 = digest(output)
        log = provenance.written(document, self.options, self.cleaner_version, clean_sha256)
        storage.write(provenance_path(self.clean, planned.output), log)
        storage.write(text_path(self.clean, planned.output), output)
        return Entry(
            planned.path,
            _status(document, output, data),
            planned.output,
            raw_sha256=document.source.sha256,
            clean_sha256=clean_sha256,
            encoding=document.source.encoding,
            script=str(script.detected(document.text)),
            chars_in=sum(segment.chars for segment in document.source.segments),
            chars_out=len(document.text),
            edits=document.edit_counts,
            flags=sorted({flag.rule for step in document.steps for flag in step.flags}),
            cleaner_version=self.cleaner_version,
            options_sha256=self.options.digest,
        )


def _status(document: Document, output: bytes, data: bytes) -> Status:
    if not document.text.strip():
        return "empty"
    return "unchanged" if output == data else "clean"


def batches(documents: Iterable[Planned]) -> Iterator[list[Planned]]:
    """The documents in batches, by size and number."""
    batch: list[Planned] = []
    size = 0
    for document in documents:
        if batch and (size + document.size > BATCH_BYTES or len(batch) >= BATCH_DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += document.size
    if batch:
        yield batch
