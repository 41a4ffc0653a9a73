"""Files: read with patience, written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

TEMPORARY_PREFIX = ".zhclean-"
TEMPORARY_SUFFIX = ".part"

PASSING_ERRORS = frozenset({errno.EIO, errno.EAGAIN, errno.EINTR, errno.EBUSY, errno.ESTALE, errno.ETIMEDOUT})
"""Errors of network and busy file systems that may be gone a moment later."""

FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Errors after which no further output can be written: the run stops instead of failing every document."""

TRIES = 4
FIRST_PAUSE_SECONDS = 0.1
"""Pauses of 0.1, 0.4 and 1.6 seconds: long enough for a network share to come back, short enough for one document."""

CHUNK = 1 << 20
"""Bytes read at once for a digest: memory stays flat whatever the size of the file."""


class OutputError(OSError):
    """No output can be written any more: the disk is full, the quota used up, or the file system read-only."""


def patiently(action: Callable[[], T]) -> T:
    """What `action` returns, tried again after a pause where its error may pass."""
    pause = FIRST_PAUSE_SECONDS
    for _ in range(TRIES - 1):
        try:
            return action()
        except OSError as error:
            if error.errno not in PASSING_ERRORS:
                raise
        time.sleep(pause)
        pause *= 4
    return action()


def read(path: Path) -> bytes:
    """The bytes of a file."""
    return patiently(path.read_bytes)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""

    def summed() -> str:
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    return patiently(summed)


def write(path: Path, data: bytes, durable: bool = False) -> None:
    """Writes a file whole or not at all: under another name in the same folder, then renamed.

    `durable` waits until the disk has it. Raises OutputError where nothing more can be written.
    """
    name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]  # a long name must not become too long
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{os.getpid()}-{name}{TEMPORARY_SUFFIX}")
    try:
        patiently(lambda: _write_and_rename(temporary, path, data, durable))
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        if error.errno in FULL_ERRORS:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
        raise


def _write_and_rename(temporary: Path, path: Path, data: bytes, durable: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with temporary.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    temporary.replace(path)


def remove(path: Path, root: Path) -> None:
    """Removes a file below `root` if it is there, and the folders that it leaves empty."""
    with suppress(FileNotFoundError):
        path.unlink()
    for folder in path.parents:
        if folder == root:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def leftovers(root: Path) -> Iterator[Path]:
    """Temporary files below `root` that a killed run left."""
    yield from root.rglob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}")
