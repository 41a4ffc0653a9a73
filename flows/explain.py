"""Edits and flags of a document as people read them: where, which rule, what became of it, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaners import Document
from cleaners.mojibake.escapes import KINDS
from cleaners.mojibake.reasons import reason
from cleaners.reasons import REASONS
from cleaners.rules import REQUIRED, Rule, rows, table
from flows.run import printable

MOST_SHOWN = 60
"""Characters of an edit that are shown; `--json` has it whole."""


class Explanation(NamedTuple):
    """One edit or flag: its line and column in the raw text (from 1), stage, rule, texts, confidence and reason.

    `new` is None for a flag, which changes nothing.
    """

    line: int
    column: int
    stage: str
    rule: str
    old: str
    new: str | None
    confidence: float
    reason: str


def rule_tables() -> Mapping[str, tuple[Rule, ...]]:
    """The rule tables of the package by name, those tables left out that hold no rules."""
    names = sorted(f.name[:-4] for f in files("cleaners").joinpath("data").iterdir() if f.name.endswith(".tsv"))
    return {name: table(name) for name in names if set(REQUIRED) <= set(next(iter(rows(name)), {}))}


def rules_listed(which: str | None) -> Iterator[str]:
    """The rules of a stage, or the one rule, or all, each as it is shown: rows of tables first, then what is code."""
    for rule in (rule for rules in rule_tables().values() for rule in rules):
        if which in (None, rule.id, rule.id.split(".")[0]):
            yield (
                f"{rule.id}\n    {rule.reason}\n    source:  {rule.source}\n"
                f"    example: {rule.example!r} → {rule.becomes!r}\n    keeps:   {rule.keeps!r}"
            )
    in_code = {**{kind.rule: kind.reason for kind in KINDS}, **REASONS}
    if which and which.startswith("mojibake."):
        in_code[which] = reason(which)
    for name, why in in_code.items():
        if why and which in (None, name, name.split(".")[0]):
            yield f"{name}\n    {why}"


@cache
def _reasons() -> Mapping[str, str]:
    """Why each rule makes its edits, but those of `mojibake`."""
    return {rule.id: rule.reason for rules in rule_tables().values() for rule in rules} | REASONS


def _reason(rule_id: str) -> str:
    return _reasons().get(rule_id) or (reason(rule_id) if rule_id.startswith("mojibake.") else "")


def explained(document: Document) -> Iterator[Explanation]:
    """The edits and flags of a document, stage by stage."""
    raw = document.raw_text()
    starts = [0, *(i + 1 for i, char in enumerate(raw) if char == "\n")]

    def place(at: int) -> tuple[int, int]:
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    for edit in document.edits:
        why = _reason(edit.rule)
        yield Explanation(*place(edit.raw.start), edit.stage, edit.rule, edit.old, edit.new, edit.confidence, why)
    for flag in document.flags:
        seen = raw[flag.raw.start : flag.raw.end]
        yield Explanation(*place(flag.raw.start), flag.stage, flag.rule, seen, None, 1.0, flag.note)


def line_of(explanation: Explanation) -> str:
    """An explanation on one line."""
    change = _shown(explanation.old)
    change += " flagged" if explanation.new is None else f" → {_shown(explanation.new)}"
    sure = "" if explanation.confidence >= 0.995 else f" ({explanation.confidence:.0%})"
    reason = f"  # {explanation.reason}" if explanation.reason else ""
    return f"{explanation.line}:{explanation.column} {explanation.rule}{sure}: {change}{reason}"


def _shown(text: str) -> str:
    cut = text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN // 2]}…{text[-MOST_SHOWN // 3 :]}"
    return f"“{printable(cut)}”" if text else "nothing"
