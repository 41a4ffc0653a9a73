from __future__ import annotations

from collections.abc import Iterator

from cleaners.edits import Edit, Flag
from cleaners.options import Options


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    yield from ()
