"""Punctuation and spaces between Chinese characters: width, pairs, ellipses, dashes.

A half-width comma between Han characters is a slip or damage in any text. Other half-width marks are damage only in a
document whose commas are damaged too; elsewhere `(2017年)` is a habit of its editor, and stays. Numbers, times,
addresses, code and Latin sentences have no mark beside a Han character, or are kept out as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners import rules
from cleaners.data_formats import is_data
from cleaners.edits import Edit, Flag
from cleaners.gates import Pass
from cleaners.options import Options
from cleaners.punctuation.data import is_table
from cleaners.punctuation.ends import truncated
from cleaners.punctuation.evidence import Evidence
from cleaners.punctuation.gate import GATE
from cleaners.punctuation.lines import Lines
from cleaners.punctuation.lost import lost
from cleaners.punctuation.pairs import brackets, quotation_marks
from cleaners.punctuation.protected import Protected
from cleaners.punctuation.spaces import spaces
from cleaners.script import Script, detected, is_chinese


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The edits and flags of the stage. What kind of text it is, is asked only where there is something to change."""
    lines = Lines(text)
    flags = list(lost(lines))
    marks, quotes, blanks = _proposed(lines, {at for flag in flags for at in range(flag.start, flag.end)})
    if (flags or marks or quotes or blanks) and is_chinese(text) and not is_table(text) and not is_data(text):
        yield from flags
        if quotes and detected(text) is Script.TRADITIONAL:
            quotes = []
        yield from rules.leftmost([*marks, *quotes, *blanks])


def _proposed(lines: Lines, doubtful: set[int]) -> tuple[list[Edit], list[Edit], list[Edit]]:
    """The edits of marks and brackets, of quotation marks, and of spaces, as if the text were Chinese prose.

    `doubtful` are places of marks that may stand for something lost.
    """
    protected = Protected(lines)
    found = rules.matches(rules.likely("punctuation", lines.joined), lines.text, lines.spans)
    proposed = [edit for edit in found if protected.is_free(edit)]
    evidence = Evidence.of(lines.text, proposed)
    marks = [edit for edit in evidence.accepted(proposed) if edit.start not in doubtful]
    marks += brackets(lines, protected, evidence)
    return marks, list(quotation_marks(lines, protected)), list(spaces(lines, protected))


PASSES = (Pass(findings, lambda: GATE), Pass(truncated))
