"""The Prefect flow, on a real temporary server."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from flows.manifest import Manifest
from tests.conftest import zhclean


@pytest.fixture
def flow(prefect_server):
    from flows.clean_corpus import clean_corpus

    return clean_corpus


def artifacts():
    """The artifacts on the server, by key."""
    from prefect.client.orchestration import get_client

    async def read():
        async with get_client() as client:
            return {artifact.key: artifact for artifact in await client.read_artifacts()}

    return asyncio.run(read())


def test_a_flow_run_cleans_a_folder_and_leaves_its_summary(flow, raw, clean_folder):
    summary = flow(str(raw), str(clean_folder), workers=1)
    assert (summary.statuses["clean"], summary.statuses["unchanged"]) == (2, 2)
    assert len(list(Manifest(clean_folder).entries())) == 4
    left = artifacts()
    assert "| clean | 2 |" in left["clean-corpus-summary"].data
    assert left["clean-corpus-statuses"].type == "table"


def test_its_tasks_are_the_phases_whatever_the_number_of_documents(flow, raw, clean_folder):
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    for i in range(200):
        (raw / f"{i}.txt").write_text(f"第{i}个文件，内容很短。\n", encoding="utf-8")
    state = flow(str(raw), str(clean_folder), workers=2, return_state=True)

    async def names():
        wanted = FlowRunFilter(id=FlowRunFilterId(any_=[state.state_details.flow_run_id]))
        async with get_client() as client:
            return sorted(task.name for task in await client.read_task_runs(flow_run_filter=wanted))

    assert [name.rsplit("-", 1)[0] for name in asyncio.run(names())] == ["clean documents", "discover", "publish"]


def test_a_failing_document_does_not_fail_the_run(flow, raw, clean_folder):
    (raw / "loop.txt").symlink_to("loop.txt")
    state = flow(str(raw), str(clean_folder), workers=1, return_state=True)
    assert state.is_completed()
    assert state.result().statuses["failed"] == 1


def test_a_run_that_cannot_write_is_failed_and_says_why(flow, raw, clean_folder, monkeypatch):
    from flows import run

    def full(*_):
        return run.Summary(stopped="no room")

    monkeypatch.setattr(run, "clean_documents", full)
    state = flow(str(raw), str(clean_folder), workers=1, return_state=True)
    assert state.is_failed()
    assert state.message == "no room"
    assert not (clean_folder / "manifest.jsonl").exists()


def test_parameters_are_validated(flow, raw, clean_folder):
    from prefect.exceptions import ParameterTypeError

    with pytest.raises(ParameterTypeError):
        flow(str(raw), str(clean_folder), target_script="mandarin")


def without_server(home):
    """The environment of a user who has configured no server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"PREFECT_HOME": str(home)}


def test_the_command_runs_the_flow_and_then_has_nothing_to_do(raw, clean_folder, tmp_path):
    environment = without_server(tmp_path)
    (raw / "loop.txt").symlink_to("loop.txt")
    first = zhclean("run", raw, clean_folder, env=environment)
    assert first.returncode == 1
    assert "failed: loop.txt: cannot be opened" in first.stderr.decode()
    assert "2 clean, 2 unchanged, 1 failed" in first.stderr.decode()
    (raw / "loop.txt").unlink()
    zhclean("run", raw, clean_folder, env=environment)
    third = zhclean("run", raw, clean_folder, env=environment)
    assert (third.returncode, third.stdout) == (0, b"")
    assert third.stderr == b"zhclean: nothing to clean: 4 documents are up to date\n"
    assert "prefect" not in third.stderr.decode()
    assert zhclean("verify", clean_folder, "--raw", raw).stdout == b"4 documents, 0 problems\n"


def test_ctrl_c_ends_the_command_in_order(raw, clean_folder, tmp_path):
    for i in range(3000):
        (raw / f"{i}.txt").write_text(f"第{i}个文件，" + "山里的春天来得晚，" * 200, encoding="utf-8")
    environment = without_server(tmp_path)
    command = [sys.executable, "-m", "flows", "run", raw, clean_folder, "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, start_new_session=True)
    while not (clean_folder / ".journal.jsonl").exists() and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "interrupted; run again to go on where it stopped" in messages.decode()
    assert "Traceback" not in messages.decode()
    assert not list(clean_folder.rglob("*.part"))
    assert 0 < len(list(Manifest(clean_folder).entries())) < 3004


@pytest.mark.parametrize(
    ("raw_name", "clean_name", "says"),
    [("none", "clean", "there is no raw folder"), ("raw", "raw", "are the same"), ("raw", "raw/clean", "is inside")],
)
def test_folders_that_cannot_be_used_are_wrong_use(raw, tmp_path, raw_name, clean_name, says):
    result = zhclean("run", tmp_path / raw_name, tmp_path / clean_name)
    assert result.returncode == 2
    assert says in result.stderr.decode()


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    (tmp_path / "raw").mkdir()
    result = zhclean("run", tmp_path / "raw", tmp_path / "clean")
    assert (result.returncode, result.stderr) == (0, f"zhclean: {tmp_path / 'raw'} holds no documents\n".encode())
