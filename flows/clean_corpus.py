"""The Prefect flow: one run over a raw folder. Its tasks are the phases of the run, never its documents.

A task run costs about ten milliseconds of bookkeeping and a process-pool task thirty times as much, so batches go
through an engine inside one task. The manifest decides what is to be done, not Prefect's cache, which does not see
that a rule table or called code has changed.
"""

from __future__ import annotations

import os

# Before Prefect is imported: nothing reaches for the internet unless the user has asked for it.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")
# The temporary server takes five seconds to start, on a busy machine over twenty, and Prefect gives it twenty.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State  # noqa: TC002  # Prefect reads the annotations
from prefect.states import Failed

from cleaners import Options
from cleaners.options import TargetScript
from flows import run
from flows.engine import LocalEngine
from flows.plan import Plan
from flows.progress import progress_bar
from flows.summary import markdown, table
from flows.templates import read as read_template
from flows.work import Job


@task(name="discover", cache_policy=NO_CACHE, persist_result=False)
def discover(raw: Path, clean: Path, options: Options, force: bool) -> Plan:
    """What is to be done."""
    plan = run.discover(raw, clean, options, force)
    get_run_logger().info(
        "%d documents to clean, %d settled without cleaning, %d up to date, %d gone",
        len(plan.documents), len(plan.settled), plan.up_to_date, len(plan.gone),
    )  # fmt: skip
    return plan


@task(name="clean documents", cache_policy=NO_CACHE, persist_result=False)
def clean_documents(plan: Plan, job: Job, workers: int | None) -> run.Summary:
    """Cleans what the plan names."""
    log = get_run_logger()
    with progress_bar(len(plan.documents) + len(plan.settled)) as progress:
        summary = run.clean_documents(plan, job, LocalEngine(workers), log, progress)
    log.info("%s", summary.sentence())
    return summary


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(plan: Plan, summary: run.Summary, clean: Path) -> run.Summary:
    """Writes the manifest, removes what is gone, and leaves the summary as artifacts of the run."""
    summary.removed = run.publish(plan, clean)
    create_markdown_artifact(markdown(summary), key="clean-corpus-summary", description="What became of the documents")
    create_table_artifact(table(summary), key="clean-corpus-statuses", description="Documents by status")
    get_run_logger().info("manifest written: %s", clean / "manifest.jsonl")
    return summary


@flow(name="clean-corpus", persist_result=False, validate_parameters=True)
def clean_corpus(
    raw: str = "raw",
    clean: str = "clean",
    target_script: TargetScript | None = None,
    encoding: str | None = None,
    templates: str | None = None,
    workers: int | None = None,
    force: bool = False,
) -> run.Summary | State[run.Summary]:
    """Cleans the documents of the folder `raw` into `clean`.

    `target_script` and `encoding` are those of `cleaners.Options`; `templates` is a file that `zhclean templates`
    wrote: its lines are taken out of the documents; `workers` is the number of processes (default: one
    for each processor); `force` cleans again what is up to date.
    """
    options = Options(target_script, encoding, read_template(Path(templates)) if templates else ())
    raw_folder, clean_folder = Path(raw), Path(clean)
    plan = discover(raw_folder, clean_folder, options, force)
    summary = clean_documents(plan, Job.of(raw_folder, clean_folder, options), workers)
    if summary.stopped:  # the journal holds what is finished; the next run goes on from there
        return Failed(message=summary.stopped, data=summary)
    return publish(plan, summary, clean_folder)
