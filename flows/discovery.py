"""The raw folder: which documents it holds, in the order of their paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class FolderError(ValueError):
    """The raw and the clean folder cannot be used together as they are."""


class Found(NamedTuple):
    """Something in the raw folder: its path there, its size in bytes, and why it is no document if it is none."""

    path: str
    size: int
    error: str = ""


def check_folders(raw: Path, clean: Path) -> None:
    """Raises FolderError unless the two folders can be used: there, apart, neither inside the other."""
    if not raw.exists():
        raise FolderError(f"there is no raw folder {raw}; create it and put documents in, or name another one")
    if not raw.is_dir():
        raise FolderError(f"{raw} is a file; `zhclean run` takes a folder, `zhclean clean {raw}` cleans one file")
    if clean.exists() and not clean.is_dir():
        raise FolderError(f"{clean} is a file; name a folder for the clean documents")
    a, b = raw.resolve(), clean.resolve()
    if a == b:
        raise FolderError(f"the raw and the clean folder are the same ({a}); name another folder for the output")
    if a in b.parents:
        raise FolderError(f"the clean folder {b} is inside the raw folder {a}: the next run would clean its own output")
    if b in a.parents:
        raise FolderError(
            f"the raw folder {a} is inside the clean folder {b}: move it out, the output is rebuilt there"
        )


def documents(raw: Path) -> Iterator[Found]:
    """What the raw folder holds, sorted by path; hidden files and folders are left out.

    Links are followed, a folder that leads back to itself is reported once; what is no regular file is reported.
    """
    yield from _folder(raw, "", (_identity(raw),))


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _folder(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    try:
        with os.scandir(folder) as scan:
            entries = [entry for entry in scan if not entry.name.startswith(".")]
    except OSError as error:
        yield Found(prefix.rstrip("/"), 0, f"cannot list the folder: {error.strerror}")
        return
    # A folder sorts as its name and a slash, so that the whole walk is in the order of paths.
    keyed = sorted((entry.name + "/" * _is_folder(entry), entry) for entry in entries)
    for name, entry in keyed:
        yield from _entry(entry, prefix + name, above)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _entry(entry: os.DirEntry[str], path: str, above: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    try:
        status = entry.stat()
    except OSError as error:
        yield Found(path, 0, f"cannot be opened: {error.strerror}")
        return
    if stat.S_ISDIR(status.st_mode):
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            yield Found(path.rstrip("/"), 0, "a link that leads back to a folder above it")
        else:
            yield from _folder(Path(entry.path), path, (*above, identity))
    elif stat.S_ISREG(status.st_mode):
        yield Found(path, status.st_size)
    else:
        yield Found(path, 0, "not a regular file")
