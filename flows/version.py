"""Which cleaner made a document: code, rules and libraries that can change what comes out, as one short name."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import cleaners

LIBRARIES = ("opencc", "charset-normalizer", "ftfy")
"""Libraries whose dictionaries and tables are part of the result."""


@cache
def cleaner_version() -> str:
    """The package version and a digest over the code and data of `cleaners` and the versions of its libraries."""
    digest = hashlib.sha256()
    package = Path(cleaners.__file__).parent
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".pyo")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return f"{cleaners.__version__}+{digest.hexdigest()[:12]}"
