"""What several tests share: folders of documents, and one temporary Prefect server for the whole session."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# A shell that starts the tests in the background has them ignore Ctrl-C, which some of them are about.
signal.signal(signal.SIGINT, signal.default_int_handler)

TEXTS = {
    "a.txt": "他说,这样就好。\r\n\r\n后来大家都散了。\r\n",
    "b/c.txt": "山里的春天来得晚，桃花开的时候，平原上的麦子已经黄了。\n",
    "b/d.html.txt": "鎴戜滑鏄庡ぉ鍘荤埇灞憋紝浣犳潵鍚楋紵\n",
    "名字.txt": "今天没有风，湖面像一面镜子。\n",
}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with four small documents."""
    folder = tmp_path / "raw"
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.fixture
def clean_folder(tmp_path: Path) -> Path:
    """A clean folder that is not there yet."""
    return tmp_path / "clean"


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A temporary Prefect database for all flow runs of the session."""
    os.environ.update(PREFECT_SERVER_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1")
    os.environ["PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


def zhclean(*arguments: str | Path, data: bytes = b"", **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "flows", *map(os.fspath, arguments)]
    return subprocess.run(command, input=data, capture_output=True, timeout=180, check=False, **options)  # type: ignore[call-overload, no-any-return]
