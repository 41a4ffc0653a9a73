"""The summary of a run for people: a page of markdown and a table."""

from __future__ import annotations

from flows.manifest import STATUSES
from flows.run import Summary, printable


def table(summary: Summary) -> list[dict[str, str | int]]:
    """Documents by status, one row each, and the total."""
    rows: list[dict[str, str | int]] = [
        {"status": status, "documents": summary.statuses[status]} for status in STATUSES
    ]
    rows.append({"status": "up to date", "documents": summary.up_to_date})
    rows.append({"status": "total", "documents": sum(int(row["documents"]) for row in rows)})
    return rows


def markdown(summary: Summary) -> str:
    """The summary as a page."""
    lines = [f"# Run stopped: {summary.stopped}" if summary.stopped else "# Run finished", ""]
    lines += [f"{summary.sentence()}.", ""]
    lines += ["| status | documents |", "|---|---:|"]
    lines += [f"| {row['status']} | {row['documents']:,} |" for row in table(summary)]
    if summary.edits:
        lines += ["", "| stage | edits |", "|---|---:|"]
        lines += [f"| {stage} | {count:,} |" for stage, count in summary.edits.most_common()]
        lines += ["", f"{summary.chars_in:,} characters in, {summary.chars_out:,} out."]
    if summary.failures:
        lines += ["", "## Failed", ""]
        lines += [f"- `{printable(entry.path)}`: {entry.error}" for entry in summary.failures]
        rest = summary.statuses["failed"] - len(summary.failures)
        lines += [f"- and {rest} more, in the manifest"] if rest else []
    return "\n".join(lines)
