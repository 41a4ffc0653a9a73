"""The clean folder as an archive: documents with their history, the raw files restored, everything verified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaners import Document, RestoreError
from cleaners.source import digest
from flows import provenance, storage
from flows.manifest import MANIFEST, Entry, Manifest
from flows.plan import TEXT, provenance_path, text_path
from flows.provenance import ProvenanceError


class ArchiveError(ValueError):
    """A clean folder, or a file in it, that is not what a run writes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document of the manifest that was verified, and what is wrong with it, "" if nothing is."""

    entry: Entry
    problem: str


def document_at(file: Path) -> Document:
    """The document behind a clean text file of a run, found by the layout of the clean folder."""
    place = _place(file)
    if place is None and not file.exists():
        raise ArchiveError(f"{file}: No such file or directory")
    if place is None:
        raise ArchiveError(f"{file} is not in the folder `{TEXT}` of a clean folder with a {MANIFEST}")
    return stored(*place)


def is_clean_text(file: Path) -> bool:
    """Whether a file is a clean text of a run, with provenance."""
    place = _place(file)
    return place is not None and provenance_path(*place).exists()


def _place(file: Path) -> tuple[Path, str] | None:
    """The clean folder and the output name of a clean text file."""
    absolute = file.absolute()
    for folder in absolute.parents:
        if folder.name == TEXT and (folder.parent / MANIFEST).exists():
            return folder.parent, absolute.relative_to(folder).as_posix()
    return None


def stored(clean: Path, output: str) -> Document:
    """The document with the output name `output`."""
    log = provenance_path(clean, output)
    try:
        data = storage.read(text_path(clean, output))
        return provenance.read(storage.read(log), provenance.text_of(data))
    except FileNotFoundError as error:
        if other := _first_of(clean, output):
            raise ArchiveError(f"{output} is a duplicate of {other}: restore that, the bytes are the same") from None
        raise ArchiveError(f"{error.filename} is missing; run `zhclean run` again to rebuild it") from None
    except (ProvenanceError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{log}: {error}") from None


def _first_of(clean: Path, output: str) -> str | None:
    """The path of the document whose duplicate the one is that would have the output name `output`."""
    paths = (output, output.removesuffix(".txt"))
    return next((entry.duplicate_of for entry in Manifest(clean).entries() if entry.path in paths), None)


def verified(clean: Path, raw: Path | None = None) -> Iterator[Checked]:
    """Every document of the manifest, verified: hashes, provenance, and the raw file rebuilt byte for byte.

    With `raw`, the rebuilt bytes are compared with the raw files, too. Raises ArchiveError where there is no manifest.
    """
    manifest = Manifest(clean)
    if not manifest.path.exists():
        raise ArchiveError(f"{clean} has no {MANIFEST}: it is not a clean folder, or no run has finished there")
    known: dict[str, str | None] = {}
    for entry in manifest.entries():
        known[entry.path] = entry.raw_sha256
        yield Checked(entry, _problem(entry, clean, raw, known))


def _problem(entry: Entry, clean: Path, raw: Path | None, known: dict[str, str | None]) -> str:
    """What is wrong with a document; `known` has the hashes of the raw files before it."""
    if entry.status == "failed":
        return ""
    if entry.status == "duplicate":
        same = known.get(entry.duplicate_of or "") == entry.raw_sha256
        return "" if same else f"{entry.duplicate_of} does not have the same raw bytes"
    try:
        text = storage.read(text_path(clean, entry.output or ""))
        if digest(text) != entry.clean_sha256:
            return "the clean text was changed after the run"
        restored = stored(clean, entry.output or "").restore()
        if not isinstance(restored, bytes) or digest(restored) != entry.raw_sha256:
            return "the restored bytes are not those of the manifest"
        if raw is not None and storage.read(raw / entry.path) != restored:
            return "the raw file was changed after the run"
    except (ArchiveError, RestoreError, OSError, ValueError) as error:
        return str(error)
    return ""


def strangers(clean: Path) -> Iterator[Path]:
    """Files in the folder `text` that no entry of the manifest names."""
    outputs = {entry.output for entry in Manifest(clean).entries()}
    folder = clean / TEXT
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix() not in outputs:
            yield path
