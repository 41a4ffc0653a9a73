"""Labels of lines, from the rows of `data/boilerplate.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from cleaners import rules
from cleaners.boilerplate.lines import Line
from cleaners.rules import Rule

LABEL_LENGTH = 400
"""Characters a labelled line has at most; a disclaimer in one line has up to 300. Longer lines are text, and no
pattern is tried on them."""

Labels = Mapping[int, Rule]


def labelled(lines: Sequence[Line]) -> dict[int, Rule]:
    """The first rule that each line matches, by the number of the line."""
    found, pattern, kinds = {}, _pattern(), whole_line_rules()
    for number, line in enumerate(lines):
        if 0 < len(line.text) <= LABEL_LENGTH:
            match = pattern.match(line.text)
            if match is not None and match.lastgroup is not None:
                found[number] = kinds[int(match.lastgroup[1:])]
    return found


@cache
def whole_line_rules() -> tuple[Rule, ...]:
    """The rules that decide on a line as a whole."""
    return tuple(rule for rule in rules.table("boilerplate") if kind(rule) != "cut")


def kind(rule: Rule) -> str:
    """What a match of the rule does: see the head of the table."""
    return rule.more["kind"]


def confidence(rule: Rule) -> float:
    """The estimated probability that an editor would remove what the rule matches."""
    return float(rule.more["confidence"])


@cache
def _pattern() -> re.Pattern[str]:
    """All rules as one alternation, so that a line is looked at once."""
    return re.compile("|".join(f"(?P<r{n}>{rule.find.pattern})" for n, rule in enumerate(whole_line_rules())))
