"""The progress bar of a run, where there is a terminal to show it on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flows.run import Progress


@contextmanager
def progress_bar(documents: int) -> Iterator[Progress]:
    """A bar over `documents` on standard error, or nothing where that is no terminal."""
    if not sys.stderr.isatty() or not documents:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("cleaning"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("cleaning", total=documents)
        yield lambda finished: bar.advance(task, finished)
