"""Commands over whole folders and what a run has written: run, restore, verify; and the list of rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.cli.base import (
    FAILED,
    Chosen,
    Failure,
    cleaning_options,
    deliver,
    main,
    say,
    stored,
)


@main.command()
@click.argument("raw", default="raw", type=click.Path(path_type=Path))
@click.argument("clean_folder", metavar="[CLEAN]", default="clean", type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes (default: one for each processor).")
@click.option("--force", is_flag=True, help="Clean again what is up to date.")
@cleaning_options
def run(raw: Path, clean_folder: Path, workers: int | None, force: bool, chosen: Chosen) -> None:
    """Cleans the folder RAW into CLEAN with the Prefect flow (default: raw into clean).

    Documents that have not changed since the last run, cleaned by the same version with the same options, are not
    cleaned again.
    """
    from flows import run as phases
    from flows.discovery import FolderError
    from flows.flow_process import run_flow
    from flows.manifest import ManifestError
    from flows.plan import Planner

    options = chosen.options
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
    parameters = {
        "raw": str(raw),
        "clean": str(clean_folder),
        "target_script": options.target_script,
        "encoding": options.encoding,
        "templates": str(chosen.templates) if chosen.templates else None,
        "workers": workers,
        "force": force,
    }
    sys.exit(run_flow(parameters))


@main.command()
@click.argument("clean_file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
def restore(clean_file: Path, output: Path | None) -> None:
    """Gives back the raw bytes of a clean text of a run."""
    from cleaners import RestoreError

    try:
        raw = stored(clean_file).restore()
    except (RestoreError, ValueError) as error:
        raise Failure(f"{clean_file}: {error}") from None
    deliver(raw if isinstance(raw, bytes) else raw.encode(), output, clean_file.name)


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
    """Lists the rules of a stage, or one rule: why, and for rows of a table an example and a counter-example.

    Repairs of garbled text are named by what was confused: mojibake.utf8-as-gbk is UTF-8 read as GBK.
    """
    from flows.explain import rules_listed

    shown = list(rules_listed(which))
    for entry in shown:
        click.echo(entry)
    if not shown:
        raise click.UsageError(f"no rule and no stage with rules {which!r}; `zhclean rules` lists all")
