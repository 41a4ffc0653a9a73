"""Bad input costs nothing but itself: clear status, clear error, the rest goes on."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from cleaners import Options, clean
from flows import discovery, run, storage
from flows.engine import LocalEngine
from flows.manifest import Manifest
from flows.plan import Planner
from flows.work import Job
from tests.test_manifest import InlineEngine, Quiet, cleaned, entries

GOOD = "今天没有风，湖面像一面镜子。\n"


@pytest.fixture
def folder(tmp_path):
    """A raw folder with one good document, beside which the bad one is put."""
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(GOOD, encoding="utf-8")
    return raw


def test_an_empty_file_is_empty(folder, clean_folder):
    (folder / "bad.txt").touch()
    cleaned(folder, clean_folder)
    entry = entries(clean_folder)["bad.txt"]
    assert (entry.status, entry.chars_in, entry.encoding, entry.error) == ("empty", 0, "utf-8", None)
    assert (clean_folder / "text" / "bad.txt").read_bytes() == b""


def test_noise_comes_back_byte_for_byte(folder, clean_folder):
    (folder / "bad.txt").write_bytes(b"\xff" * 5000)
    cleaned(folder, clean_folder)
    assert entries(clean_folder)["bad.txt"].status != "failed"
    from flows import archive

    assert archive.document_at(clean_folder / "text" / "bad.txt").restore() == b"\xff" * 5000


def test_what_is_no_text_is_flagged_and_left_alone():
    image = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    document = clean(image)
    assert [flag.rule for flag in document.flags] == ["decoding.not-text"]
    assert (document.edits, document.restore()) == ((), image)


@pytest.mark.parametrize("unit", ["今天没有风", "，", " ", "a", "1", "\u3000", "，”", "鎴戜滑", "說"])
def test_one_long_line(unit):
    text = unit * (300_000 // len(unit))
    assert clean(text).restore() == text


@pytest.mark.slow
def test_one_line_of_50_megabytes(folder, clean_folder):
    (folder / "bad.txt").write_bytes("山里的春天来得晚，".encode() * (50_000_000 // 27))
    _, summary = cleaned(folder, clean_folder)
    assert summary.statuses["failed"] == 0


@pytest.mark.parametrize("name", ["two\nlines.txt", "雨🌧.txt", "a\tb.txt", " .txt"])
def test_odd_names(folder, clean_folder, name):
    (folder / name).write_text("另一个文件。\n", encoding="utf-8")
    cleaned(folder, clean_folder)
    assert entries(clean_folder)[name].status == "unchanged"
    assert (clean_folder / "text" / name).read_text(encoding="utf-8") == "另一个文件。\n"
    assert len((clean_folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_name_that_is_not_utf8(folder, clean_folder):
    name = os.fsdecode(b"\xd6\xd0\xce\xc4.txt")
    try:
        (folder / name).write_text("名字是别的编码。\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    cleaned(folder, clean_folder)
    assert entries(clean_folder)[name].status == "unchanged"
    assert cleaned(folder, clean_folder)[0].is_empty()


@pytest.mark.parametrize("name", ["x" * 251 + ".txt", "x" * 252 + ".ht", "山" * 83 + ".txt", "山" * 84])
def test_a_name_as_long_as_can_be(folder, clean_folder, name):
    (folder / name).write_text("名字太长。\n", encoding="utf-8")
    cleaned(folder, clean_folder)
    output = entries(clean_folder)[name].output
    assert (clean_folder / "text" / output).read_text(encoding="utf-8") == "名字太长。\n"
    assert cleaned(folder, clean_folder)[0].is_empty()


def test_links_that_lead_in_circles(folder, clean_folder):
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "up").symlink_to(folder)
    (folder / "broken.txt").symlink_to("nowhere")
    _, summary = cleaned(folder, clean_folder)
    found = entries(clean_folder)
    assert found["self.txt"].error == "cannot be opened: Too many levels of symbolic links"
    assert found["up"].error == "a link that leads back to a folder above it"
    assert found["broken.txt"].error == "cannot be opened: No such file or directory"
    assert (summary.statuses["failed"], summary.statuses["unchanged"]) == (3, 1)


def test_a_link_to_a_file_and_one_to_a_folder_are_followed(folder, clean_folder, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("别处的文件。\n", encoding="utf-8")
    (folder / "there").symlink_to(other)
    cleaned(folder, clean_folder)
    assert entries(clean_folder)["there/a.txt"].status == "unchanged"


def test_a_folder_named_like_a_file_is_a_folder(folder, clean_folder):
    (folder / "bad.txt").mkdir()
    (folder / "bad.txt" / "in.txt").write_text("里面的文件。\n", encoding="utf-8")
    cleaned(folder, clean_folder)
    assert sorted(entries(clean_folder)) == ["bad.txt/in.txt", "good.txt"]


def test_what_is_no_regular_file_is_named(folder, clean_folder):
    os.mkfifo(folder / "pipe.txt")
    cleaned(folder, clean_folder)
    assert entries(clean_folder)["pipe.txt"].error == "not a regular file"


def test_an_unreadable_file_fails_alone(folder, clean_folder, monkeypatch):
    (folder / "bad.txt").write_text("读不了。\n", encoding="utf-8")
    whole = storage.sha256_of

    def refused(path):
        if path.name == "bad.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(path)

    monkeypatch.setattr(storage, "sha256_of", refused)
    cleaned(folder, clean_folder)
    assert entries(clean_folder)["bad.txt"].error == "cannot be read: Permission denied"
    assert entries(clean_folder)["good.txt"].status == "unchanged"


def test_a_failed_document_is_tried_again(folder, clean_folder, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("flows.work.clean", lambda *_, **__: 1 / 0)
        _, summary = cleaned(folder, clean_folder)
    assert summary.failures[0].error == "ZeroDivisionError: division by zero"
    cleaned(folder, clean_folder)
    assert entries(clean_folder)["good.txt"].status == "unchanged"


def test_errors_that_pass_are_waited_out(monkeypatch):
    monkeypatch.setattr(storage.time, "sleep", lambda _: None)
    failures = iter([OSError(errno.EIO, "I/O error"), OSError(errno.ESTALE, "stale")])

    def action():
        if error := next(failures, None):
            raise error
        return "read"

    assert storage.patiently(action) == "read"


def test_errors_that_stay_are_not_waited_for(monkeypatch):
    monkeypatch.setattr(storage.time, "sleep", pytest.fail)
    with pytest.raises(FileNotFoundError):
        storage.patiently(lambda: (_ for _ in ()).throw(FileNotFoundError(errno.ENOENT, "gone")))


def test_a_full_disk_stops_the_run_and_loses_nothing(raw, clean_folder, monkeypatch):
    written = []
    whole = storage._write_and_rename

    def full(temporary, path, data, durable):
        if len(written) >= 3:
            temporary.write_bytes(data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        whole(temporary, path, data, durable)

    options = Options()
    with monkeypatch.context() as patch:
        patch.setattr(storage, "_write_and_rename", full)
        planned = run.discover(raw, clean_folder, options)
        job = Job.of(raw, clean_folder, options)
        monkeypatch.setattr("flows.work.BATCH_DOCUMENTS", 1)
        summary = run.clean_documents(planned, job, InlineEngine(), Quiet(), lambda _: None)
    assert "No space left on device; make room" in summary.stopped
    assert not list(clean_folder.rglob("*.part"))
    again, _ = cleaned(raw, clean_folder)
    assert len(again.documents) == 3
    assert len(entries(clean_folder)) == 4


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
def test_a_really_full_disk(raw, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        for i in range(20):
            (raw / f"n{i}.txt").write_text(f"第{i}页。" + GOOD * 30, encoding="utf-8")
        planned = run.discover(raw, small / "clean", Options())
        job = Job.of(raw, small / "clean", Options())
        summary = run.clean_documents(planned, job, LocalEngine(1), Quiet(), lambda _: None)
        assert "No space left on device" in summary.stopped
        assert not list(small.rglob("*.part"))
    finally:
        subprocess.run(["umount", small], check=True)


INTERRUPTED_RUN = """
import sys, time
from pathlib import Path
from cleaners import Options
from flows import run, work
from flows.engine import LocalEngine
work.BATCH_DOCUMENTS = 1
raw, clean = Path(sys.argv[1]), Path(sys.argv[2])
plan = run.discover(raw, clean, Options())
print("started", flush=True)
summary = run.clean_documents(plan, work.Job.of(raw, clean, Options()), LocalEngine(1), None, lambda _: time.sleep(0.2))
print(summary.stopped, flush=True)
"""


@pytest.mark.parametrize(("signal_name", "says"), [("SIGINT", b"interrupted; run again"), ("SIGKILL", b"")])
def test_a_run_that_is_stopped_resumes(raw, clean_folder, signal_name, says):
    import signal
    import time

    for i in range(30):
        (raw / f"n{i}.txt").write_text(f"这是第{i}页，写得不长。\n", encoding="utf-8")
    command = [sys.executable, "-c", INTERRUPTED_RUN, raw, clean_folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout is not None
    assert process.stdout.readline() == b"started\n"
    while not (clean_folder / ".journal.jsonl").exists():
        time.sleep(0.05)
    time.sleep(0.5)
    os.killpg(process.pid, getattr(signal, signal_name))
    out, _ = process.communicate(timeout=60)
    assert says in out
    planned = run.discover(raw, clean_folder, Options())
    assert 0 < planned.up_to_date < 34
    cleaned(raw, clean_folder)
    assert len(entries(clean_folder)) == 34
    assert Planner(raw, clean_folder, Options()).up_to_date() == 34
    assert not [path for path in clean_folder.rglob("*") if path.name.startswith(".")]


def test_a_folder_that_cannot_be_listed_is_named(folder, monkeypatch):
    def refused(path):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(discovery.os, "scandir", refused)
    (found,) = discovery.documents(folder)
    assert found.error == "cannot list the folder: Permission denied"


def test_a_damaged_journal_line_is_not_taken_for_a_document(clean_folder):
    clean_folder.mkdir()
    (clean_folder / ".journal.jsonl").write_bytes(b'{"path": "half')
    Manifest(clean_folder).merge()
    assert list(Manifest(clean_folder).entries()) == []
