"""The command `zhclean`: results to standard output, messages to standard error.

Exit status: 0 fine, 1 something failed (or `--check` would change something), 2 wrong use, 130 after Ctrl-C. What a
command needs is imported when it runs, so that `zhclean clean` starts as a filter should.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from cleaners import STAGES, Document, Options, __version__, clean

F = TypeVar("F", bound=Callable[..., Any])

SCRIPTS = {"s": "simplified", "t": "traditional", "tw": "tw", "hk": "hk"}

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130


class Failure(click.ClickException):
    """Something that went wrong and has been understood: one line on standard error, exit status 1."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:  # noqa: ANN401  # the signature of click
        """The message as this program writes all of them."""
        say(self.message)


def say(message: str) -> None:
    """A message to the user, on standard error."""
    click.echo(f"zhclean: {message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zhclean")
def main() -> None:
    r"""Cleans Chinese text: encodings, garbled text, boilerplate, broken lines, copies, script, punctuation.

    \b
    zhclean run raw clean          clean a folder, with provenance and a manifest
    zhclean clean page.txt         clean one file to standard output
    cat page.txt | zhclean clean   the same as a filter
    zhclean explain page.txt       every edit: where, which rule, why
    """


def cleaning_options(function: F) -> F:
    """The options that change what comes out, for every command that cleans."""
    function = click.option(
        "--encoding", metavar="NAME", help="Read the bytes as this encoding instead of finding it out."
    )(function)
    return click.option(
        "--script", type=click.Choice(list(SCRIPTS)), help="Convert whole documents to this script (default: keep)."
    )(function)


def options_of(script: str | None, encoding: str | None) -> Options:
    """The options of the cleaners, or wrong use."""
    try:
        return Options(target_script=SCRIPTS[script] if script else None, encoding=encoding)  # type: ignore[arg-type]
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def stages_of(names: str | None) -> list[str] | None:
    """The stages that were named, or wrong use."""
    if names is None:
        return None
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    for name in chosen:
        if name not in STAGES:
            raise click.UsageError(f"unknown stage {name!r}; the stages are {', '.join(STAGES)}")
    return chosen


def inputs(files: tuple[str, ...]) -> Iterator[tuple[str, bytes | None]]:
    """Names and bytes of the files, "-" for standard input; None, and a message, for what cannot be read."""
    for name in files or ("-",):
        try:
            yield name, sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            say(f"{name}: {error.strerror}")
            yield name, None


def write_out(data: bytes) -> None:
    """Bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@main.command()
@click.argument("raw", default="raw", type=click.Path(path_type=Path))
@click.argument("clean_folder", metavar="[CLEAN]", default="clean", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes (default: one for each processor).")
@click.option("--force", is_flag=True, help="Clean again what is up to date.")
@cleaning_options
def run(
    raw: Path, clean_folder: Path, workers: int | None, force: bool, script: str | None, encoding: str | None
) -> None:
    """Cleans the folder RAW into CLEAN with the Prefect flow (default: raw into clean).

    Documents that have not changed since the last run, cleaned by the same version with the same options, are not
    cleaned again.
    """
    from flows import run as phases
    from flows.discovery import FolderError
    from flows.manifest import ManifestError
    from flows.plan import Planner

    options = options_of(script, encoding)
    try:
        phases.prepare(raw, clean_folder)
        done = Planner(raw, clean_folder, options, force).up_to_date()
    except FolderError as error:
        raise click.UsageError(str(error)) from None
    except (ManifestError, OSError) as error:
        raise Failure(str(error)) from None
    if done is not None:
        say(f"nothing to clean: {done} documents are up to date" if done else f"{raw} holds no documents")
        return
    _finish(_flow_run(raw, clean_folder, options, workers, force), clean_folder)


def _flow_run(raw: Path, clean_folder: Path, options: Options, workers: int | None, force: bool) -> Any:  # noqa: ANN401
    """The summary of a flow run; Prefect is imported only here."""
    from flows.clean_corpus import clean_corpus

    try:
        state = clean_corpus(
            str(raw), str(clean_folder), options.target_script, options.encoding, workers, force, return_state=True
        )
        return state.result(raise_on_failure=False)
    except KeyboardInterrupt:
        say("interrupted; run again to go on where it stopped")
        sys.exit(INTERRUPTED)


def _finish(summary: Any, clean_folder: Path) -> None:  # noqa: ANN401
    from flows.run import INTERRUPTED as INTERRUPTED_MESSAGE
    from flows.run import Summary, printable

    if not isinstance(summary, Summary):
        raise Failure(f"the run failed: {summary}")
    for entry in summary.failures:
        say(f"failed: {printable(entry.path)}: {entry.error}")
    if len(summary.failures) < summary.statuses["failed"]:
        say(f"{summary.statuses['failed']} failed in all; the rest is in {clean_folder / 'manifest.jsonl'}")
    say(summary.sentence())
    if summary.stopped:
        say(summary.stopped)
        sys.exit(INTERRUPTED if summary.stopped == INTERRUPTED_MESSAGE else FAILED)
    if summary.statuses["failed"]:
        sys.exit(FAILED)


@main.command(name="clean")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write here; a folder if there are several files."
)
@click.option("--diff", is_flag=True, help="Show what would change instead of the clean text.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and name the files that would change.")
@click.option("--log", type=click.Path(path_type=Path), help="Write the provenance of all files here (JSON lines).")
@click.option("--stages", metavar="NAMES", help=f"Only these, with commas: {', '.join(STAGES)}.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document: text, encoding, edits, flags.")
@cleaning_options
def clean_command(
    files: tuple[str, ...],
    output: Path | None,
    diff: bool,
    check: bool,
    log: Path | None,
    stages: str | None,
    as_json: bool,
    script: str | None,
    encoding: str | None,
) -> None:
    r"""Cleans files, or standard input, to standard output.

    \b
    zhclean clean page.txt -o clean.txt
    cat page.txt | zhclean clean --stages decoding,mojibake
    zhclean clean --check *.txt
    """
    from flows import once

    options, chosen = options_of(script, encoding), stages_of(stages)
    if output is not None and len(files) > 1 and not output.is_dir():
        raise click.UsageError(f"--output {output} must be a folder that exists, for there are several files")
    style = "check" if check else "diff" if diff else "json" if as_json else "text"
    failed = False
    logs: list[bytes] = []
    for name, data in inputs(files):
        if data is None:
            failed = True
            continue
        document = clean(data, chosen, options, "" if name == "-" else name)
        if log is not None:
            logs.append(once.log_of(document, options))
        if style == "check":
            if once.would_change(document, data):
                say(f"{name} would change")
                failed = True
        else:
            _deliver(once.rendered(document, name, style), output, name)
    if log is not None:
        _write_file(log, b"".join(logs))
    if failed:
        sys.exit(FAILED)


def _deliver(data: bytes, output: Path | None, name: str) -> None:
    if output is None:
        write_out(data)
    else:
        _write_file(output / Path(name).name if output.is_dir() else output, data)


def _write_file(path: Path, data: bytes) -> None:
    from flows import storage

    try:
        storage.write(path, data)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from None


@main.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an edit.")
@cleaning_options
def explain(file: str, as_json: bool, script: str | None, encoding: str | None) -> None:
    """Shows every edit of FILE: line and column, rule, what became of it, why.

    FILE is a raw document, or a clean text of a run: then its provenance is read, nothing is cleaned.
    """
    from flows.explain import explained, line_of
    from flows.provenance import json_line

    for explanation in explained(_document(file, options_of(script, encoding))):
        write_out(json_line(explanation._asdict()) if as_json else (line_of(explanation) + "\n").encode())


def _document(file: str, options: Options) -> Document:
    """The document of a clean text with provenance, else the file cleaned now."""
    from flows import archive

    if file != "-" and archive.is_clean_text(Path(file)):
        return _stored(Path(file))
    ((name, data),) = inputs((file,))
    if data is None:
        sys.exit(FAILED)
    return clean(data, options=options, name="" if name == "-" else name)


def _stored(file: Path) -> Document:
    from flows import archive

    try:
        return archive.document_at(file)
    except archive.ArchiveError as error:
        raise Failure(str(error)) from None


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
def detect(files: tuple[str, ...], as_json: bool) -> None:
    """Tells encoding, script, and whether cleaning would change anything."""
    from flows import once
    from flows.provenance import json_line

    failed = False
    for name, data in inputs(files):
        if data is None:
            failed = True
            continue
        found = once.detected(clean(data, name=name), name)
        write_out(json_line(found._asdict()) if as_json else (found.line() + "\n").encode("utf-8", "backslashreplace"))
    if failed:
        sys.exit(FAILED)


@main.command()
@click.argument("clean_file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
def restore(clean_file: Path, output: Path | None) -> None:
    """Gives back the raw bytes of a clean text of a run."""
    from cleaners import RestoreError

    try:
        raw = _stored(clean_file).restore()
    except (RestoreError, ValueError) as error:
        raise Failure(f"{clean_file}: {error}") from None
    _deliver(raw if isinstance(raw, bytes) else raw.encode(), output, clean_file.name)


@main.command()
@click.argument("clean_folder", metavar="[CLEAN]", default="clean", type=click.Path(path_type=Path))
@click.option("--raw", type=click.Path(path_type=Path), help="Compare with the raw files in this folder, too.")
def verify(clean_folder: Path, raw: Path | None) -> None:
    """Verifies a clean folder: every raw file rebuilt byte for byte from clean text and provenance."""
    from flows import archive
    from flows.manifest import ManifestError
    from flows.run import printable

    checked = wrong = failed = 0
    try:
        for result in archive.verified(clean_folder, raw):
            checked += 1
            failed += result.entry.status == "failed"
            if result.problem:
                wrong += 1
                say(f"{printable(result.entry.path)}: {result.problem}")
        for path in archive.strangers(clean_folder):
            wrong += 1
            say(f"{path}: no document of the manifest")
    except (archive.ArchiveError, ManifestError) as error:
        raise Failure(str(error)) from None
    without = f", {failed} failed ones have no output" if failed else ""
    click.echo(f"{checked} documents, {wrong} problems{without}")
    if wrong:
        sys.exit(FAILED)


@main.command()
@click.argument("which", required=False, metavar="[STAGE|ID]")
def rules(which: str | None) -> None:
    """Lists the rules of a stage, or one rule: what it does, why, an example and a counter-example."""
    from flows.explain import rule_tables

    shown = 0
    for table in rule_tables().values():
        for rule in table:
            if which is None or rule.id == which or rule.id.split(".")[0] == which:
                shown += 1
                click.echo(f"{rule.id}\n    {rule.reason}\n    source:  {rule.source}")
                click.echo(f"    example: {rule.example!r} → {rule.becomes!r}\n    keeps:   {rule.keeps!r}")
    if not shown:
        raise click.UsageError(f"no rule or stage {which!r}; `zhclean rules` lists all")
