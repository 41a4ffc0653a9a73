"""The flow in a process of its own, for the command line.

Ctrl-C goes to every process of the terminal's group. Prefect's temporary server would be among them, and a run whose
server is gone waits a minute for it before it ends. So the run and its server get a group of their own, and the
command passes Ctrl-C on to the run alone.
"""

from __future__ import annotations

import json
import logging
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from flows.engine import end_with_parent
from flows.run import INTERRUPTED, Summary, printable

FAILED_STATUS, INTERRUPTED_STATUS = 1, 130


def run_flow(parameters: dict[str, Any]) -> int:
    """Runs the flow `clean_corpus` with these parameters; the exit status, all messages given."""
    command = [sys.executable, "-m", "flows.flow_process", json.dumps(parameters)]
    with subprocess.Popen(command, process_group=0) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                process.send_signal(signal.SIGINT)


def _run(parameters: dict[str, Any]) -> int:
    from flows.clean_corpus import clean_corpus

    state = clean_corpus(**parameters, return_state=True)
    summary = state.result(raise_on_failure=False)
    if not isinstance(summary, Summary):
        _say(f"the run failed: {summary}")
        return FAILED_STATUS
    for entry in summary.failures:
        _say(f"failed: {printable(entry.path)}: {entry.error}")
    if len(summary.failures) < summary.statuses["failed"]:
        manifest = Path(parameters["clean"]) / "manifest.jsonl"
        _say(f"{summary.statuses['failed']} failed in all; the rest is in {manifest}")
    _say(summary.sentence())
    if summary.stopped:
        _say(summary.stopped)
        return INTERRUPTED_STATUS if summary.stopped == INTERRUPTED else FAILED_STATUS
    return FAILED_STATUS if summary.statuses["failed"] else 0


def _say(message: str) -> None:
    print(f"zhclean: {message}", file=sys.stderr)  # noqa: T201


def _interrupt(*_: object) -> None:
    """Ctrl-C: what Prefect logs while it winds down is no news to who pressed it, and may be a traceback."""
    logging.disable(logging.CRITICAL)
    raise KeyboardInterrupt


def main() -> int:
    """The entry of the process: parameters as JSON in the first argument."""
    end_with_parent()
    signal.signal(signal.SIGINT, _interrupt)
    try:
        return _run(json.loads(sys.argv[1]))
    except KeyboardInterrupt:
        _say(INTERRUPTED)
        return INTERRUPTED_STATUS


if __name__ == "__main__":
    sys.exit(main())
