"""Commands that clean single documents: clean, explain, detect."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from cleaners import STAGES, Document, Options, clean
from flows.cli.base import (
    FAILED,
    Chosen,
    Failure,
    cleaning_options,
    deliver,
    inputs,
    main,
    say,
    stages_of,
    stored,
    write_file,
    write_out,
)


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
    chosen: Chosen,
) -> None:
    """Cleans files, or standard input, to standard output.

    \b
    zhclean clean page.txt -o clean.txt
    cat page.txt | zhclean clean --stages decoding,mojibake
    zhclean clean --check *.txt
    """  # noqa: D301  # a control character, as in base.main
    from flows import once

    options, named = chosen.options, stages_of(stages)
    _check_output(output, files)
    style = "check" if check else "diff" if diff else "json" if as_json else "text"
    failed = False
    logs: list[bytes] = []
    for name, data in inputs(files):
        if data is None:
            failed = True
            continue
        document = clean(data, named, options, "" if name == "-" else name)
        if log is not None:
            logs.append(once.log_of(document, options))
        if style == "check":
            if once.would_change(document, data):
                say(f"{name} would change")
                failed = True
        else:
            deliver(once.rendered(document, name, style), output, name)
    if log is not None:
        write_file(log, b"".join(logs))
    if failed:
        sys.exit(FAILED)


def _check_output(output: Path | None, files: tuple[str, ...]) -> None:
    """Wrong use where several files would be written to one place."""
    if output is None or len(files) < 2:
        return
    if not output.is_dir():
        raise click.UsageError(f"--output {output} must be a folder that exists, for there are several files")
    first: dict[str, str] = {}
    for file in files:
        other = first.setdefault(Path(file).name, file)
        if other != file:
            raise click.UsageError(f"{other} and {file} would both be written to {output / Path(file).name}")


@main.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an edit.")
@cleaning_options
def explain(file: str, as_json: bool, chosen: Chosen) -> None:
    """Shows every edit of FILE: line and column, rule, what became of it, why.

    FILE is a raw document, or a clean text of a run: then its provenance is read, nothing is cleaned.
    """
    from flows.explain import explained, line_of
    from flows.provenance import json_line

    for explanation in explained(_document(file, chosen.options)):
        write_out(json_line(explanation._asdict()) if as_json else (line_of(explanation) + "\n").encode())


def _document(file: str, options: Options) -> Document:
    """The document of a clean text with provenance, else the file cleaned now."""
    from flows import archive

    if file != "-" and archive.is_clean_text(Path(file)):
        return stored(Path(file))
    ((name, data),) = inputs((file,))
    if data is None:
        sys.exit(FAILED)
    return clean(data, options=options, name="" if name == "-" else name)


@main.command()
@click.argument("files", nargs=-1, metavar="FILE...", required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
def templates(files: tuple[str, ...], output: Path | None) -> None:
    """Proposes the template of a site: lines that recur over its documents, the FILEs.

    \b
    zhclean templates raw/site/*.txt -o site.tsv   then read site.tsv, take rows out
    zhclean run raw clean --templates site.tsv

    Each row has a line and how many of the documents have it. Give one site at a time.
    """  # noqa: D301  # a control character, as in base.main
    from cleaners.boilerplate.templates import LEAST_DOCUMENTS
    from flows.templates import proposals

    unread = []

    def documents() -> Iterator[bytes]:
        for name, data in inputs(files):
            if data is None:
                unread.append(name)
            else:
                yield data

    found = proposals(documents())
    if (read := len(files) - len(unread)) < LEAST_DOCUMENTS:
        raise Failure(f"a template is what at least {LEAST_DOCUMENTS} documents of a site share; this was {read}")
    deliver(found.encode(), output, "templates.tsv")
    if unread:
        sys.exit(FAILED)


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
