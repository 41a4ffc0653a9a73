"""Spaces between Chinese characters that are damage: runs, letter-spaced lines, beside full-width marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Edit, Span
from cleaners.gates import Gate
from cleaners.punctuation.lines import BESIDE_MARK, Lines
from cleaners.punctuation.protected import Protected

MOST_RUNS = 2
"""Runs of spaces in a line up to which they are careless typing; with more, the line is a row of a table."""

LONGEST_RUN = 4
"""Spaces of a run up to which it is careless typing; wider gaps set columns."""

LABEL = 3
"""Characters of a name, or of 第三条, before a gap that is the same on the next line; longer, it may be two clauses."""

BEFORE_MARKS = 0.5
"""Share of the marks that end a clause or a sentence that have a space before them, from which all such spaces are
damage of recognition or of a keyboard: no one sets text so. Between that and HABIT, marks may be lost."""

FEWEST_BEFORE = 4
"""Such spaces that a document has at least: of two or three, chance makes half."""

SPACED_LETTERS = 6
"""Han characters in a row with a space between each from which a line is letter-spaced. Shorter runs are names (朱 苗),
headings of tables (姓 名) and titles set wide (第 三 章)."""

HABIT = 0.01
"""Spaces beside full-width marks, for each full-width mark, from which they are the document's own way of setting
or stand for marks that were lost; rarer ones are slips."""

_SPACE = re.compile("[ \u00a0]")
_BLANK, _LETTER, _CHINESE = "[ \u00a0]", "[^ \u00a0\n]", f"[{han.HAN}{han.WIDE}]"
_MORE = f"{_BLANK}{{1,{LONGEST_RUN - 1}}}"
RUN = f"(?:(?<={_CHINESE}.){_MORE}(?={_LETTER})|(?<={_LETTER}.){_MORE}(?={_CHINESE}))"
"""What a run of spaces is after its first one. (A pattern that begins with a class is searched many times as fast as
one that begins with what stands before.)"""

_RUN = re.compile(f"{_BLANK}{RUN}")
_TABLE = re.compile("[|\t\u2500-\u257f]")
LETTER_SPACED = f"(?<=[{han.HAN}].)(?=[{han.HAN}](?: [{han.HAN}]){{{SPACED_LETTERS - 2}}})"
"""What stands around the first space of a letter-spaced line."""

_FIRST_SPACE = re.compile(f" {LETTER_SPACED}")
_LETTER_SPACED = re.compile(
    f"(?<![{han.HAN}] )(?<![{han.HAN}])[{han.HAN}](?: [{han.HAN}]){{{SPACED_LETTERS - 1},}}(?! ?[{han.HAN}])"
)
_GAP = re.compile("(?<=[^ \u00a0\n])[ \u00a0]{2,}(?=[^ \u00a0\n])")
_END = re.compile("[。！？；]")
_ENUMERATION = re.compile("[一二三四五六七八九十甲乙丙丁戊己庚辛壬癸]")
_BESIDE_MARK = re.compile(f" {BESIDE_MARK}")
SPACES = Gate.of_any(
    Gate(" \u00a0", f"(?=[ \u00a0])(?={RUN})"), Gate(" ", f"{BESIDE_MARK}(?<!：.)"), Gate(" ", LETTER_SPACED)
)
"""What there is where something is found. After a colon, a space stands for a lost quotation mark."""

_SIGN = SPACES.pattern
_MARK = re.compile("[，。；：？！、）”》（“《]")
_ENDING = re.compile("[，。；？！、]")
_BEFORE_ENDING = re.compile(f"(?<=[{han.HAN}]) (?=[，。；？！、])")
_BLANK_TO_FILL = re.compile(r"_{3,}|[（(][ \u00a0]{2,}[）)]")
"""What forms and examination papers leave to be filled in."""


def spaces(lines: Lines, protected: Protected) -> Iterator[Edit]:
    """The edits of spaces, in no order; single spaces between words stay, as between names and headlines."""
    if not lines.have(_SIGN):
        return
    text = lines.text
    spaced = [line for line in lines.spans if _SPACE.search(text, *line)]
    runs = [] if _BLANK_TO_FILL.search(text) else [edit for line in spaced for edit in _runs(text, line)]
    for edit in (*runs, *(edit for line in spaced for edit in _letter_spaced(text, line))):
        if protected.is_free(edit):
            yield edit
    for at in _beside_marks(lines):
        if text[at - 1] != "：" and not protected.has(at):
            yield Edit(at, " ", "", "punctuation.space-beside-mark", 0.9)


def _beside_marks(lines: Lines) -> list[int]:
    """The spaces beside marks that are slips, or the ones before marks where most marks have one."""
    text = lines.text
    beside = [match.start() for match in lines.matches(_BESIDE_MARK)]
    if not beside or len(beside) <= max(1, HABIT * len(_MARK.findall(text))):
        return beside
    before = [match.start() for match in lines.matches(_BEFORE_ENDING)]
    return before if len(before) >= max(FEWEST_BEFORE, BEFORE_MARKS * len(_ENDING.findall(text))) else []


def _runs(text: str, line: Span) -> Iterator[Edit]:
    runs = list(_RUN.finditer(text, *line))
    if 0 < len(runs) <= MOST_RUNS and not _TABLE.search(text, *line) and not _is_row(text, line):
        for run in runs:
            yield Edit(run.start(), run[0], " ", "punctuation.space-run", 0.9)


def _is_row(text: str, line: Span) -> bool:
    """Whether a line without a sentence end has as many gaps as the one above or below: columns set with spaces.

    So has one whose first gap ends in the same column as theirs: the names of a play, each before its words.
    """
    above = Span(text.rfind("\n", 0, max(line.start - 1, 0)) + 1, max(line.start - 1, 0))
    end = text.find("\n", line.end)
    below = Span(line.end, len(text) if end < 0 else end)
    gaps, first = len(_GAP.findall(text, *line)), _first_column(text, line)
    if first and any(_first_column(text, other) == first for other in (above, below)):
        return True
    return not _END.search(text, *line) and any(len(_GAP.findall(text, *other)) == gaps for other in (above, below))


def _first_column(text: str, line: Span) -> int:
    """Where the gap behind a name or a number at the beginning of a line ends, in characters; 0 for none."""
    gap = _GAP.search(text, line.start, min(line.end, line.start + LABEL + LONGEST_RUN))
    return gap.end() - line.start if gap and gap.start() - line.start <= LABEL else 0


def _letter_spaced(text: str, line: Span) -> Iterator[Edit]:
    if not _FIRST_SPACE.search(text, *line):
        return
    for match in _LETTER_SPACED.finditer(text, *line):
        if len(_ENUMERATION.findall(match[0])) * 3 < len(match[0]):
            for at in range(match.start() + 1, match.end(), 2):
                yield Edit(at, " ", "", "punctuation.letter-spacing", 0.9)
