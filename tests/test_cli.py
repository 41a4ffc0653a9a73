"""The command line as a user meets it: output, messages, exit status."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cleaners import STAGES
from flows.cli import main
from tests.conftest import TEXTS, zhclean
from tests.test_manifest import cleaned


@pytest.fixture
def call():
    """Calls a command in this process: result with stdout, stderr and exit_code."""

    def called(*arguments, data=b""):
        return CliRunner().invoke(main, [str(a) for a in arguments], input=data)

    return called


def test_clean_is_a_filter(call):
    result = call("clean", data="他说,这样就好。\n".encode())
    assert (result.stdout, result.stderr, result.exit_code) == ("他说，这样就好。\n", "", 0)


def test_clean_of_clean_text_gives_the_same_bytes(call):
    data = TEXTS["b/c.txt"].encode()
    assert call("clean", data=data).stdout_bytes == data


def test_clean_writes_files_into_a_folder(call, raw, tmp_path):
    assert call("clean", raw / "a.txt", raw / "b" / "c.txt", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "他说，这样就好。\n后来大家都散了。\n"


def test_several_files_into_one_file_is_wrong_use(call, raw, tmp_path):
    result = call("clean", raw / "a.txt", raw / "b" / "c.txt", "-o", tmp_path / "one.txt")
    assert result.exit_code == 2
    assert "must be a folder" in result.stderr


def test_check_names_what_would_change(call, raw):
    result = call("clean", "--check", raw / "a.txt", raw / "b" / "c.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "a.txt would change" in result.stderr
    assert "c.txt" not in result.stderr
    assert call("clean", "--check", raw / "b" / "c.txt").exit_code == 0


def test_diff_shows_raw_and_clean_lines(call, raw):
    lines = call("clean", "--diff", raw / "a.txt").stdout.splitlines()
    assert "-他说,这样就好。" in lines
    assert "+他说，这样就好。" in lines


def test_json_has_the_edits_with_their_places(call, raw):
    found = json.loads(call("clean", "--json", raw / "a.txt").stdout)
    assert found["encoding"] == "utf-8"
    comma = next(edit for edit in found["edits"] if edit["old"] == ",")
    assert (comma["raw"], comma["new"], comma["stage"]) == ([2, 3], "，", "punctuation")


def test_log_is_enough_to_restore(call, raw, tmp_path):
    from flows import provenance

    result = call("clean", raw / "a.txt", "--log", tmp_path / "log.jsonl")
    document = provenance.read((tmp_path / "log.jsonl").read_bytes(), result.stdout)
    assert document.restore() == (raw / "a.txt").read_bytes()


def test_stages_limit_what_is_done(call):
    result = call("clean", "--stages", "decoding,punctuation", data="他说,好\r\n".encode())
    assert result.stdout_bytes == "他说，好\r\n".encode()


def test_the_script_option_converts(call):
    assert call("clean", "--script", "t", data="简体中文的头发\n".encode()).stdout == "簡體中文的頭髮\n"


def test_the_encoding_option_is_taken_at_its_word(call):
    data = "山里的春天来得晚".encode("gb18030")
    assert call("clean", "--encoding", "gb18030", data=data).stdout.strip() == "山里的春天来得晚"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["clean", "--stages", "wrap"], "unknown stage 'wrap'; the stages are decoding"),
        (["clean", "--encoding", "klingon"], "encoding 'klingon' is not known"),
        (["clean", "--script", "x"], "'x' is not one of"),
        (["clean", "--encoding", "base64"], "encoding 'base64' is not known"),
        (["clean", "--encoding", "idna"], "encoding 'idna' is not known"),
        (["rules", "nonsense"], "no rule and no stage with rules 'nonsense'"),
        (["rules", "mojibake.nonsense"], "no rule and no stage with rules"),
        (["launder"], "No such command"),
    ],
)
def test_wrong_use_is_status_2_and_says_what_is_right(call, arguments, says):
    result = call(*arguments)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize("command", ["clean", "detect", "explain"])
def test_a_missing_file_is_status_1_and_named(call, tmp_path, command):
    result = call(command, tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "none.txt: No such file or directory" in result.stderr


def test_a_missing_file_does_not_stop_the_others(call, raw, tmp_path):
    result = call("clean", tmp_path / "none.txt", raw / "b" / "c.txt")
    assert result.exit_code == 1
    assert result.stdout == TEXTS["b/c.txt"]


def test_explain_gives_place_rule_and_change(call, raw):
    lines = call("explain", raw / "a.txt").stdout.splitlines()
    assert any(line.startswith("1:3 punctuation.comma") and "“,” → “，”" in line for line in lines)


def test_explain_of_a_clean_text_reads_its_provenance(call, raw, clean_folder):
    cleaned(raw, clean_folder)
    from_raw = call("explain", raw / "a.txt", "--json").stdout
    from_clean = call("explain", clean_folder / "text" / "a.txt", "--json").stdout
    assert from_raw == from_clean != ""


def test_detect_tells_encoding_script_and_verdict(call, raw):
    lines = call("detect", raw / "a.txt", raw / "b" / "c.txt").stdout.splitlines()
    assert "utf-8 (100%), simplified, needs cleaning" in lines[0]
    assert lines[1].endswith("utf-8 (100%), simplified, clean")
    assert json.loads(call("detect", "--json", raw / "b" / "c.txt").stdout)["edits"] == {}


def test_restore_gives_back_the_raw_bytes(call, raw, clean_folder):
    cleaned(raw, clean_folder)
    for name in TEXTS:
        assert call("restore", clean_folder / "text" / name).stdout_bytes == (raw / name).read_bytes()


def test_restore_of_what_is_not_there_says_so(call, raw, clean_folder):
    (raw / "z.txt").write_bytes((raw / "a.txt").read_bytes())
    cleaned(raw, clean_folder)
    assert "none.txt: No such file or directory" in call("restore", raw / "none.txt").stderr
    result = call("restore", clean_folder / "text" / "z.txt")
    assert result.exit_code == 1
    assert "z.txt is a duplicate of a.txt" in result.stderr


def test_restore_of_something_else_says_so(call, raw):
    result = call("restore", raw / "a.txt")
    assert result.exit_code == 1
    assert "not in the folder `text` of a clean folder" in result.stderr


def test_verify_finds_nothing_wrong_after_a_run(call, raw, clean_folder):
    (raw / "copy.txt").write_bytes((raw / "a.txt").read_bytes())
    cleaned(raw, clean_folder)
    result = call("verify", clean_folder, "--raw", raw)
    assert (result.stdout, result.exit_code) == ("5 documents, 0 problems\n", 0)


def test_verify_finds_every_kind_of_damage(call, raw, clean_folder):
    cleaned(raw, clean_folder)
    (clean_folder / "text" / "a.txt").write_text("changed", encoding="utf-8")
    (clean_folder / "provenance" / "b" / "c.jsonl").unlink()
    log = clean_folder / "provenance" / "名字.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"sha256":"', b'"sha256":"0'))
    (clean_folder / "text" / "stranger.txt").touch()
    result = call("verify", clean_folder)
    assert result.exit_code == 1
    assert result.stdout == "4 documents, 4 problems\n"
    for says in ("a.txt: the clean text was changed", "c.jsonl is missing", "名字", "stranger.txt: no document"):
        assert says in result.stderr


def test_verify_with_raw_finds_a_changed_raw_file(call, raw, clean_folder):
    cleaned(raw, clean_folder)
    (raw / "a.txt").write_bytes(b"other")
    assert "a.txt: the raw file was changed" in call("verify", clean_folder, "--raw", raw).stderr


def test_verify_of_something_else_says_so(call, tmp_path):
    result = call("verify", tmp_path)
    assert result.exit_code == 1
    assert "has no manifest.jsonl" in result.stderr


def test_rules_lists_a_stage_and_a_single_rule(call):
    listed = call("rules", "punctuation").stdout
    assert "punctuation.comma" in listed
    assert "boilerplate." not in listed
    assert call("rules", "punctuation.comma").stdout.count("example:") == 1


@pytest.mark.parametrize("which", ["wraps", "copies", "mojibake", "wraps.width", "mojibake.utf8-as-gbk-lossy"])
def test_rules_that_are_code_have_a_reason(call, which):
    lines = call("rules", which).stdout.splitlines()
    assert lines[0].startswith(which)
    assert lines[1].strip()


def test_examples_in_the_help_stand_on_lines_of_their_own(call):
    for name, example in ((None, "zhclean clean page.txt "), ("clean", "zhclean clean --check *.txt"),
                          ("templates", "zhclean run raw clean --templates site.tsv")):  # fmt: skip
        lines = call(*filter(None, [name]), "--help").stdout.splitlines()
        assert any(line.strip().startswith(example.strip()) for line in lines)


def test_a_folder_is_no_file_to_clean(call, raw):
    result = call("clean", raw)
    assert result.exit_code == 1
    assert "is a folder; `zhclean run" in result.stderr


def test_two_files_of_one_name_are_not_written_over_each_other(call, raw, tmp_path):
    (raw / "b" / "a.txt").write_text("另一篇。\n", encoding="utf-8")
    result = call("clean", raw / "a.txt", raw / "b" / "a.txt", "-o", tmp_path)
    assert result.exit_code == 2
    assert "would both be written to" in result.stderr
    assert not (tmp_path / "a.txt").exists()


@pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "a.txt", "none.txt"]])
def test_no_template_of_too_few_documents(call, raw, names):
    result = call("templates", *(raw / name for name in names))
    assert result.exit_code == 1
    assert "at least 3 documents" in result.stderr
    assert result.stdout == ""


def test_a_template_of_the_files_that_could_be_read_is_status_1(call, raw):
    result = call("templates", *[raw / "a.txt"] * 3, raw / "none.txt")
    assert result.exit_code == 1
    assert "none.txt: No such file" in result.stderr
    assert "他说" in result.stdout


def test_every_command_explains_itself(call):
    commands = call("--help").stdout
    for name in main.commands:
        assert name in commands
        shown = call(name, "--help")
        assert shown.exit_code == 0
        assert len(shown.stdout) > 100
    assert all(stage in call("clean", "--help").stdout for stage in STAGES)


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m flows rules | head -1"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert run.stderr == ""


def test_the_command_starts_as_a_process():
    result = zhclean("clean", data="他说,好。\n".encode())
    assert (result.stdout.decode(), result.stderr, result.returncode) == ("他说，好。\n", b"", 0)
    assert zhclean("--version").stdout.startswith(b"zhclean, version")
