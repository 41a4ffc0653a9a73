"""The local engine: results as they come, a killer named and alone, Ctrl-C after what is at work."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from flows.engine import LocalEngine


def doubled(batch):
    return [item * 2 for item in batch]


def fatal(batch):
    if 13 in batch:
        os._exit(1)
    return doubled(batch)


def failing(batch):
    raise ValueError("no")


def slow(batch):
    time.sleep(0.3)
    return batch


def killed(item):
    return f"{item} killed its worker"


def test_all_batches_come_back():
    batches = [[i, i + 1] for i in range(0, 40, 2)]
    results = [r for batch in LocalEngine(2).imap(doubled, batches, killed) for r in batch]
    assert sorted(results) == [i * 2 for i in range(40)]


def test_the_item_that_kills_its_worker_fails_alone():
    batches = [[i, i + 1, i + 2] for i in range(0, 30, 3)]
    results = [r for batch in LocalEngine(2).imap(fatal, batches, killed) for r in batch]
    assert "13 killed its worker" in results
    assert sorted(r for r in results if isinstance(r, int)) == [i * 2 for i in range(30) if i != 13]


def test_an_exception_of_the_function_is_raised():
    with pytest.raises(ValueError, match="no"):
        list(LocalEngine(1).imap(failing, [[1]], killed))


def test_batches_are_taken_only_as_workers_are_free():
    taken = []

    def batches():
        for i in range(100):
            taken.append(i)
            yield [i]

    results = LocalEngine(1).imap(doubled, batches(), killed)
    next(results)
    assert len(taken) < 10
    results.close()


def test_ctrl_c_gives_what_is_at_work_and_then_stops():
    results = []
    timer = threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        for batch in LocalEngine(1).imap(slow, ([i] for i in range(100)), killed):
            results += batch
    timer.cancel()
    assert 1 <= len(results) < 30
    assert results == list(range(len(results)))
