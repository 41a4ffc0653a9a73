"""Engines hand batches to workers: one small interface, so that a run does not care where the work is done."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Function = Callable[[Sequence[Item]], list[Result]]

BATCHES_PER_WORKER = 2
"""Batches handed out for each worker: one at work, one waiting. More only makes an interrupted run wait longer."""


class Engine(Protocol):
    """Where batches are worked on."""

    def imap(
        self,
        function: Function[Item, Result],
        batches: Iterable[Sequence[Item]],
        when_killed: Callable[[Item], Result],
    ) -> Iterator[list[Result]]:
        """The results of `function` for each batch, as they finish, in no particular order.

        An item that takes its worker down with it gives `when_killed(item)`, and only that item. Exceptions of
        `function` are raised here. After Ctrl-C the batches at work are finished and given, then KeyboardInterrupt is
        raised.
        """
        ...


class LocalEngine:
    """A pool of processes on this machine."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or _processors()

    def imap(
        self,
        function: Function[Item, Result],
        batches: Iterable[Sequence[Item]],
        when_killed: Callable[[Item], Result],
    ) -> Iterator[list[Result]]:
        """See `Engine.imap`."""
        waiting = iter(batches)
        while True:
            at_work: dict[Future[list[Result]], Sequence[Item]] = {}
            try:
                yield from self._through_one_pool(function, waiting, at_work)
                return
            except BrokenProcessPool:
                lost = [batch for future, batch in at_work.items() if not _succeeded(future)]
                yield from ([r] for f in at_work if _succeeded(f) for r in f.result())
                yield from self._one_by_one(function, lost, when_killed)

    def _through_one_pool(
        self,
        function: Function[Item, Result],
        waiting: Iterator[Sequence[Item]],
        at_work: dict[Future[list[Result]], Sequence[Item]],
    ) -> Iterator[list[Result]]:
        """Results until all is done; BrokenProcessPool leaves in `at_work` what was handed out and not given back."""
        interrupt: KeyboardInterrupt | None = None
        with _pool(self.workers) as pool:
            while True:
                if interrupt is None:
                    self._hand_out(pool, function, waiting, at_work)
                if not at_work:
                    break
                try:
                    done, _ = wait(at_work, return_when=FIRST_COMPLETED)
                except KeyboardInterrupt as pressed:  # what is at work is worth having; the second time it is not
                    if interrupt is not None:
                        raise
                    interrupt = pressed
                    continue
                for future in done:
                    result = future.result()
                    del at_work[future]
                    yield result
        if interrupt is not None:
            raise interrupt

    def _hand_out(
        self,
        pool: ProcessPoolExecutor,
        function: Function[Item, Result],
        waiting: Iterator[Sequence[Item]],
        at_work: dict[Future[list[Result]], Sequence[Item]],
    ) -> None:
        while len(at_work) < self.workers * BATCHES_PER_WORKER and (batch := next(waiting, None)) is not None:
            promised: Future[list[Result]] = Future()  # a pool that breaks while it takes the batch must not lose it
            at_work[promised] = batch
            future = pool.submit(function, batch)
            at_work[future] = at_work.pop(promised)

    def _one_by_one(
        self, function: Function[Item, Result], lost: Iterable[Sequence[Item]], when_killed: Callable[[Item], Result]
    ) -> Iterator[list[Result]]:
        """The items of lost batches, each in a pool that it has for itself: so the one that kills is known."""
        for item in (item for batch in lost for item in batch):
            try:
                with _pool(1) as pool:
                    yield pool.submit(function, [item]).result()
            except BrokenProcessPool:
                yield [when_killed(item)]


def _processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _succeeded(future: Future[list[Result]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["flows.work"])
    return ProcessPoolExecutor(workers, context, _prepare_worker)


def _prepare_worker() -> None:
    """A worker leaves Ctrl-C to the parent, and ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def end_with_parent() -> None:
    """Lets the kernel end this process when its parent has ended, however that came (Linux only)."""
    if sys.platform == "linux":
        parent_death_signal = 1  # PR_SET_PDEATHSIG, linux/prctl.h
        ctypes.CDLL(None, use_errno=True).prctl(parent_death_signal, signal.SIGKILL)
