"""The command group and what its commands share: messages, options, inputs and outputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from cleaners import STAGES, Document, Options, __version__

SCRIPTS = {"s": "simplified", "t": "traditional", "tw": "tw", "hk": "hk"}

FAILED = 1


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
    """Cleans Chinese text: encodings, garbled text, boilerplate, broken lines, copies, script, punctuation.

    \b
    zhclean run raw clean          clean a folder, with provenance and a manifest
    zhclean clean page.txt         clean one file to standard output
    cat page.txt | zhclean clean   the same as a filter
    zhclean explain page.txt       every edit: where, which rule, why
    """  # noqa: D301  # \b is a control character here: click keeps the lines after it


def cleaning_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that change what comes out, for every command that cleans; the command gets `Chosen`."""

    @wraps(function)
    def command(*, script: str | None, encoding: str | None, templates: Path | None, **others: Any) -> Any:  # noqa: ANN401  # as click calls it
        return function(chosen=_chosen(script, encoding, templates), **others)

    for option in (
        click.option(
            "--templates", metavar="FILE", type=click.Path(path_type=Path),
            help="Take out the lines of this file, which `zhclean templates` proposes for a site.",
        ),
        click.option("--encoding", metavar="NAME", help="Read the bytes as this encoding instead of finding it out."),
        click.option(
            "--script", type=click.Choice(list(SCRIPTS)), help="Convert whole documents to this script (default: keep)."
        ),
    ):  # fmt: skip
        command = option(command)
    return command


class Chosen(NamedTuple):
    """The options of the cleaners, and the file that the templates among them came from."""

    options: Options
    templates: Path | None


def _chosen(script: str | None, encoding: str | None, templates: Path | None) -> Chosen:
    """What was chosen, or wrong use."""
    from flows import templates as files

    try:
        lines = files.read(templates) if templates else ()
        return Chosen(Options(SCRIPTS[script] if script else None, encoding, lines), templates)  # type: ignore[arg-type]
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
        except IsADirectoryError:
            say(f"{name} is a folder; `zhclean run {name} CLEAN` cleans one")
            yield name, None
        except OSError as error:
            say(f"{name}: {error.strerror}")
            yield name, None


def write_out(data: bytes) -> None:
    """Bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def deliver(data: bytes, output: Path | None, name: str) -> None:
    """Bytes to standard output, or to a file, or into a folder under the name of the input."""
    if output is None:
        write_out(data)
    else:
        write_file(output / Path(name).name if output.is_dir() else output, data)


def write_file(path: Path, data: bytes) -> None:
    """A file written whole; Failure says why it cannot be."""
    from flows import storage

    try:
        storage.write(path, data)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from None


def stored(file: Path) -> Document:
    """The document of a clean text of a run; Failure where it has no readable provenance."""
    from flows import archive

    try:
        return archive.document_at(file)
    except archive.ArchiveError as error:
        raise Failure(str(error)) from None
