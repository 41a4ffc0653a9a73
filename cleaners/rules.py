r"""Rules as rows of data: read from `cleaners/data/NAME.tsv`, run one table at a time.

A table is tab-separated UTF-8 with a comment head (#) that says what it is for, then one header row. Every row has
id, find, put, reason, source, example, becomes and keeps (a text that must stay as it is); a table may have more
columns. In `find`, {Han} stands for the Han characters and likewise every name of `CLASSES`; \t, \n and \u escapes
are the pattern's own. `put` is a replacement template of `re` (\1, \g<name>).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from cleaners import han
from cleaners.edits import Edit, Span
from cleaners.prefilter import Index

CLASSES: Mapping[str, str] = {
    "Han": han.HAN,
    "Kana": han.KANA,
    "Hangul": han.HANGUL,
    "Closing": re.escape(han.CLOSING),
    "Opening": re.escape(han.OPENING),
    "End": re.escape(han.SENTENCE_END),
    "Wide": han.WIDE,
}
"""Names that stand for character ranges in the patterns of rule tables: {Han} inside [ ]."""

WHOLE = Span(0, sys.maxsize)
"""All of a text of any length."""

REQUIRED = ("id", "find", "put", "reason", "source", "example", "becomes", "keeps")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what to find, what to put, and why; with its example and its counter-example."""

    id: str
    pattern: str
    put: str
    reason: str
    source: str
    example: str
    becomes: str
    keeps: str
    more: Mapping[str, str] = field(default_factory=dict)
    """The columns that only this table has."""

    @property
    def find(self) -> re.Pattern[str]:
        """The pattern compiled, on first use: a table of a hundred takes a tenth of a second to compile."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `cleaners/data/NAME.tsv` as text, comments left out."""
    text = files("cleaners").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(
                f"data/{name}.tsv, row {number}: {len(cells)} cells under {len(header)} columns: {line[:60]!r}"
            )
        yield dict(zip(header, cells, strict=True))


def _sample(cell: str) -> str:
    return re.sub(r"\\([nrt\\]|u[0-9a-fA-F]{4})", lambda m: _ESCAPES.get(m[1]) or chr(int(m[1][1:], 16)), cell)


_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}


def expanded(pattern: str) -> str:
    """The pattern with {Han} and the other names of CLASSES put in."""
    return re.sub(r"\{([A-Z][A-Za-z]+)\}", lambda m: CLASSES[m[1]], pattern)


@cache
def table(name: str) -> tuple[Rule, ...]:
    """The rules of `cleaners/data/NAME.tsv`, in the order of the file; read once a process."""
    rules = []
    for row in rows(name):
        head = {key: row.pop(key) for key in REQUIRED}
        samples = {key: _sample(head[key]) for key in ("example", "becomes", "keeps")}
        pattern = expanded(head["find"])
        rules.append(Rule(head["id"], pattern, head["put"], head["reason"], head["source"], **samples, more=row))
    return tuple(rules)


def likely(name: str, text: str) -> list[Rule]:
    """The rules of a table that may match somewhere in `text`, in order: each of the others needs a word it has not."""
    rows = table(name)
    return [rows[number] for number in sorted(_index(name).candidates(text))]


@cache
def _index(name: str) -> Index:
    return Index({number: rule.pattern for number, rule in enumerate(table(name))})


def matches(rules: Sequence[Rule], text: str, spans: Sequence[Span] = (WHOLE,)) -> Iterator[Edit]:
    """The edits of a table on parts of `text`: leftmost match first, the earlier row where two begin together."""
    return leftmost(
        Edit(match.start(), match[0], rule.put if "\\" not in rule.put else match.expand(rule.put), rule.id)
        for rule in rules
        for span in spans
        for match in rule.find.finditer(text, *span)
    )


def leftmost(found: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order and without overlap: of two that meet, the one that begins first, then the one given first."""
    reached = 0
    for edit in sorted(found, key=lambda edit: edit.start):
        if edit.start >= reached and edit.old != edit.new:
            yield edit
            reached = edit.end
