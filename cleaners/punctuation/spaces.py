"""Spaces between Chinese characters that are damage: runs, letter-spaced lines, beside full-width marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Edit
from cleaners.punctuation.protected import Protected

MOST_RUNS = 2
"""Runs of spaces in a line up to which they are careless typing; with more, the line is a row of a table."""

LONGEST_RUN = 4
"""Spaces of a run up to which it is careless typing; wider gaps set columns."""

SPACED_LETTERS = 6
"""Han characters in a row with a space between each from which a line is letter-spaced. Shorter runs are names (朱 苗),
headings of tables (姓 名) and titles set wide (第 三 章)."""

HABIT = 0.01
"""Spaces beside full-width marks, for each full-width mark, from which they are the document's own way of setting
or stand for marks that were lost; rarer ones are slips."""

_RUN = re.compile(
    f"(?<=[{han.HAN}{han.WIDE}])[ \u00a0]{{2,{LONGEST_RUN}}}(?=[^ \u00a0\n])"
    f"|(?<=[^ \u00a0\n])[ \u00a0]{{2,{LONGEST_RUN}}}(?=[{han.HAN}{han.WIDE}])"
)
_TABLE = re.compile("[|\t\u2500-\u257f]")
_LETTER_SPACED = re.compile(
    f"(?<![{han.HAN}] )(?<![{han.HAN}])[{han.HAN}](?: [{han.HAN}]){{{SPACED_LETTERS - 1},}}(?! ?[{han.HAN}])"
)
_ENUMERATION = re.compile("[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸]")
_BESIDE_MARK = re.compile(f"(?<=[{han.HAN}]) (?=[，。；：？！、）”》])|(?<=[，；：、（“《]) (?=[{han.HAN}“《])")
_MARK = re.compile("[，。；：？！、）”》（“《]")
_LINE = re.compile("[^\n]+")


def spaces(text: str, protected: Protected) -> Iterator[Edit]:
    """The edits of spaces, in no order; single spaces between words stay, as between names and headlines."""
    yield from (edit for edit in _runs(text) if protected.is_free(edit))
    yield from (edit for edit in _letter_spaced(text) if protected.is_free(edit))
    beside = [match.start() for match in _BESIDE_MARK.finditer(text)]
    if beside and len(beside) <= max(1, HABIT * len(_MARK.findall(text))):
        for at in beside:
            if text[at - 1] != "：" and not protected.has(at):  # after a colon it stands for a lost quotation mark
                yield Edit(at, " ", "", "punctuation.space-beside-mark", 0.9)


def _runs(text: str) -> Iterator[Edit]:
    if "  " not in text and "\u00a0" not in text:
        return
    for line in _LINE.finditer(text):
        runs = [] if _TABLE.search(line[0]) else list(_RUN.finditer(text, *line.span()))
        if len(runs) <= MOST_RUNS:
            for run in runs:
                yield Edit(run.start(), run[0], " ", "punctuation.space-run", 0.9)


def _letter_spaced(text: str) -> Iterator[Edit]:
    for match in _LETTER_SPACED.finditer(text):
        if len(_ENUMERATION.findall(match[0])) * 3 < len(match[0]):
            for at in range(match.start() + 1, match.end(), 2):
                yield Edit(at, " ", "", "punctuation.letter-spacing", 0.9)
