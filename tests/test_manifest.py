"""Manifest and journal: nothing that was finished is lost, and only what must be is done again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from cleaners import Options
from flows import discovery, plan, run
from flows.discovery import FolderError
from flows.engine import LocalEngine
from flows.manifest import JOURNAL, Entry, Manifest, ManifestError
from flows.plan import Planner
from flows.provenance import json_line
from flows.work import Job


class InlineEngine:
    """Batches in this process, so that tests are quick."""

    def imap(self, function, batches, when_killed):
        for batch in batches:
            yield function(batch)


class Quiet:
    """A log that keeps what it is told."""

    def __init__(self):
        self.lines = []

    def warning(self, message, *values):
        self.lines.append(message % values)


def cleaned(raw, clean_folder, options=None, force=False):
    """A run without Prefect; its plan and its summary."""
    options = options or Options()
    planned = run.discover(raw, clean_folder, options, force)
    summary = run.clean_documents(planned, Job.of(raw, clean_folder, options), InlineEngine(), Quiet(), lambda _: None)
    summary.removed = run.publish(planned, clean_folder)
    return planned, summary


def entries(clean_folder):
    return {entry.path: entry for entry in Manifest(clean_folder).entries()}


def paths(planned):
    return [document.path for document in planned.documents]


def test_a_run_writes_text_provenance_and_manifest(raw, clean_folder):
    _, summary = cleaned(raw, clean_folder)
    assert sum(summary.statuses.values()) == 4
    assert (clean_folder / "text" / "a.txt").read_text(encoding="utf-8") == "他说，这样就好。\n后来大家都散了。\n"
    assert (clean_folder / "provenance" / "b" / "c.jsonl").exists()
    lines = [json.loads(line) for line in (clean_folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["path"] for line in lines] == ["a.txt", "b/c.txt", "b/d.html.txt", "名字.txt"]
    assert list(lines[0]) == [
        "path", "status", "output", "duplicate_of", "raw_sha256", "clean_sha256", "encoding", "script", "chars_in",
        "chars_out", "edits", "flags", "error", "cleaner_version", "options_sha256",
    ]  # fmt: skip
    assert not (clean_folder / JOURNAL).exists()


def test_statuses_say_what_became_of_a_document(raw, clean_folder):
    (raw / "copy.txt").write_bytes((raw / "b" / "c.txt").read_bytes())
    (raw / "empty.txt").touch()
    (raw / "blank.txt").write_text(" \n\u3000\n")
    cleaned(raw, clean_folder)
    found = entries(clean_folder)
    assert {path: entry.status for path, entry in found.items()} == {
        "a.txt": "clean",
        "b/c.txt": "unchanged",
        "b/d.html.txt": "clean",
        "blank.txt": "empty",
        "copy.txt": "duplicate",
        "empty.txt": "empty",
        "名字.txt": "unchanged",
    }
    assert found["copy.txt"].duplicate_of == "b/c.txt"
    assert found["copy.txt"].output is None
    assert found["b/d.html.txt"].edits["mojibake"] >= 1


def test_a_second_run_has_nothing_to_do(raw, clean_folder):
    (raw / "copy.txt").write_bytes((raw / "a.txt").read_bytes())
    cleaned(raw, clean_folder)
    planned, _ = cleaned(raw, clean_folder)
    assert planned.is_empty()
    assert planned.up_to_date == 5
    assert Planner(raw, clean_folder, Options()).up_to_date() == 5


def test_a_changed_file_is_cleaned_again_and_no_other(raw, clean_folder):
    cleaned(raw, clean_folder)
    (raw / "a.txt").write_text("改过了。", encoding="utf-8")
    planned, _ = cleaned(raw, clean_folder)
    assert paths(planned) == ["a.txt"]


def test_a_touched_file_is_not_cleaned_again(raw, clean_folder):
    cleaned(raw, clean_folder)
    (raw / "a.txt").touch()
    assert Planner(raw, clean_folder, Options()).plan().is_empty()


def test_a_changed_option_cleans_everything_again(raw, clean_folder):
    cleaned(raw, clean_folder)
    planned, _ = cleaned(raw, clean_folder, Options(target_script="tw"))
    assert len(planned.documents) == 4
    assert Planner(raw, clean_folder, Options(target_script="tw")).plan().is_empty()


def test_a_changed_rule_cleans_everything_again(raw, clean_folder, monkeypatch):
    cleaned(raw, clean_folder)
    monkeypatch.setattr(plan, "cleaner_version", lambda: "another rule table")
    assert len(Planner(raw, clean_folder, Options()).plan().documents) == 4


def test_the_version_follows_every_rule_table(tmp_path, monkeypatch):
    from flows import version

    package = tmp_path / "cleaners"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    rules = package / "data" / "rules.tsv"
    seen = set()
    for text in ("one", "two", "one"):
        rules.write_text(text)
        monkeypatch.setattr(version.cleaners, "__file__", str(package / "__init__.py"))
        seen.add(version.cleaner_version.__wrapped__())
    assert len(seen) == 2


@pytest.mark.parametrize("lost", ["text/a.txt", "provenance/a.jsonl"])
def test_a_missing_output_is_made_again(raw, clean_folder, lost):
    cleaned(raw, clean_folder)
    (clean_folder / lost).unlink()
    planned, _ = cleaned(raw, clean_folder)
    assert paths(planned) == ["a.txt"]
    assert (clean_folder / lost).exists()


def test_force_cleans_everything(raw, clean_folder):
    cleaned(raw, clean_folder)
    planned, _ = cleaned(raw, clean_folder, force=True)
    assert len(planned.documents) == 4


def test_a_removed_document_takes_its_output_along(raw, clean_folder):
    cleaned(raw, clean_folder)
    (raw / "b" / "c.txt").unlink()
    (raw / "b" / "d.html.txt").unlink()
    planned, summary = cleaned(raw, clean_folder)
    assert planned.gone == ["b/c.txt", "b/d.html.txt"]
    assert summary.removed == 2
    assert sorted(entries(clean_folder)) == ["a.txt", "名字.txt"]
    assert not (clean_folder / "text" / "b").exists()
    assert not (clean_folder / "provenance" / "b").exists()


def test_a_duplicate_whose_first_is_gone_becomes_a_document(raw, clean_folder):
    (raw / "z.txt").write_bytes((raw / "a.txt").read_bytes())
    cleaned(raw, clean_folder)
    (raw / "a.txt").unlink()
    cleaned(raw, clean_folder)
    assert entries(clean_folder)["z.txt"].status == "clean"
    assert not (clean_folder / "text" / "a.txt").exists()


def test_names_that_would_clash_do_not(tmp_path, clean_folder):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "page.html").write_text("甲。", encoding="utf-8")
    (raw / "page.html.txt").write_text("乙。", encoding="utf-8")
    (raw / "other.html").write_text("丙。", encoding="utf-8")
    cleaned(raw, clean_folder)
    outputs = {path: entry.output for path, entry in entries(clean_folder).items()}
    assert outputs == {
        "other.html": "other.html.txt",
        "page.html": "page.html~.txt",
        "page.html.txt": "page.html.txt",
    }


def test_a_killed_run_goes_on_where_it_stopped(raw, clean_folder):
    planned = run.discover(raw, clean_folder, Options())
    job = Job.of(raw, clean_folder, Options())
    lines = [json_line(asdict(job.cleaned(document))) for document in planned.documents[:2]]
    (clean_folder / JOURNAL).write_bytes(b"".join(lines) + b'{"path": "cut off in mid-l')
    (clean_folder / "text" / ".zhclean-99-0.part").write_bytes(b"half")
    planned, _ = cleaned(raw, clean_folder)
    assert paths(planned) == ["b/d.html.txt", "名字.txt"]
    assert len(entries(clean_folder)) == 4
    assert not list(clean_folder.rglob("*.part"))


def test_a_damaged_manifest_is_named_with_its_line(raw, clean_folder):
    cleaned(raw, clean_folder)
    manifest = clean_folder / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(lines[0] + b"{}\n" + lines[2])
    with pytest.raises(ManifestError, match="line 2 is damaged"):
        run.discover(raw, clean_folder, Options())


def test_the_manifest_holds_names_that_are_not_utf8(clean_folder):
    manifest = Manifest(clean_folder)
    entry = Entry("名\udcff\n.txt", "failed", error="x")
    manifest.record(entry)
    manifest.merge()
    assert list(Manifest(clean_folder).entries()) == [entry]
    json.loads((clean_folder / "manifest.jsonl").read_text(encoding="utf-8"))


def test_the_order_of_documents_is_the_order_of_paths(tmp_path):
    for name in ("a/b.txt", "a-b.txt", "a.txt", "a/.hidden", "b/a.txt", "B.txt", "a/b/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = [item.path for item in discovery.documents(tmp_path)]
    assert found == sorted(found)
    assert len(found) == 6


@pytest.mark.parametrize(
    ("raw_name", "clean_name", "says"),
    [
        ("nothing", "clean", "there is no raw folder"),
        ("file", "clean", "takes a folder"),
        ("folder", "file", "is a file"),
        ("folder", "folder", "are the same"),
        ("folder", "folder/../folder", "are the same"),
        ("folder", "folder/clean", "is inside the raw folder"),
        ("folder/inner", "folder", "is inside the clean folder"),
    ],
)
def test_folders_that_cannot_be_used_are_refused(tmp_path, raw_name, clean_name, says):
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match=says):
        discovery.check_folders(tmp_path / raw_name, tmp_path / clean_name)


def test_the_totals_add_up(raw, clean_folder):
    from flows.summary import markdown, table

    (raw / "copy.txt").write_bytes((raw / "a.txt").read_bytes())
    _, summary = cleaned(raw, clean_folder)
    rows = {row["status"]: row["documents"] for row in table(summary)}
    assert rows.pop("total") == sum(rows.values()) == 5
    assert "| clean | 2 |" in markdown(summary)


def test_the_local_engine_gives_what_the_inline_one_gives(raw, clean_folder, tmp_path):
    options = Options()
    cleaned(raw, clean_folder)
    other = tmp_path / "other"
    planned = run.discover(raw, other, options)
    run.clean_documents(planned, Job.of(raw, other, options), LocalEngine(2), Quiet(), lambda _: None)
    run.publish(planned, other)
    assert entries(other) == {path: replace(entry) for path, entry in entries(clean_folder).items()}
