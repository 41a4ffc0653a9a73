"""Code and data with Chinese in them: strings, comments and cells, around which marks are syntax."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners import han
from cleaners.edits import Span

SAMPLE = 20_000
"""Characters of a text that are looked at for a table of comma-separated cells."""

FEWEST_COMMAS, FEWEST_ROWS, TABLE_SHARE = 2, 4, 0.8
"""Commas a line, lines, and share of lines with just as many that make a table. Fewer, and verse with a comma a line
is a table; more, and short tables get full-width commas."""

FEWEST_FIGURES = 2
"""Rows of which one column has no Chinese but in its head that make a table by themselves: prose has no such column."""

_FULL = re.compile("[，。；：？！]")
IN_CODE = re.compile("[\"'#/\\\\]")
"""What begins a string, a comment or an escape: lines of code without one have no Chinese."""

_ESCAPE = re.compile(r"\\.")
_STRING = re.compile("\"[^\"]*+\"|'[^']*+'")
_COMMENT = re.compile(r"(?<=[^\s/:])[ \t]*+(?:(?<=[ \t]{2})# |//|/\*).*")
_CHINESE = re.compile(f"[{han.HAN}{han.WIDE}]")
_SYNTAX = re.compile(
    r"[A-Za-z_@$][^\n]*[(\[{=]|[^\n]*\"\":|[\[{]+[^\n]*[\]},\[{]$"
    r"|[A-Za-z_$][\w.$-]{0,60}\s*:\s*\"\",$"  # a property of an object
    r"|[brfuBRFU]{0,2}\"\"[\s,\"\])}]*[,\])}]$"  # literals alone, each with its comma or bracket
)
_LISTED = re.compile(r"(?:[\"'],|[\[({])[ \t]*\n[ \t]*$")
"""What stands before the last literal of such a list: another with its comma, or the bracket."""
_QUOTED_CELL = re.compile('(?:(?<=,)|^)"(?:[^"]|"")*+"(?=,|$)', re.MULTILINE)


def code(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """The lines whose Chinese stands in strings and comments alone, and that have the syntax of code or JSON."""
    is_json = text[:1] in ("{", "[") and text.rstrip()[-1:] in ("}", "]")
    for line in lines:
        if not IN_CODE.search(text, *line) and _CHINESE.search(text, *line):
            continue
        bare = _COMMENT.sub("", _STRING.sub('""', _ESCAPE.sub("", text[slice(*line)]))).strip()
        is_code = is_json or _SYNTAX.match(bare) or (bare == '""' and _is_listed(text, line.start))
        if bare and is_code and not _CHINESE.search(bare):
            yield line


def _is_listed(text: str, start: int) -> bool:
    """Whether the literal that stands alone on the line from `start` is one of a list."""
    return _LISTED.search(text, max(0, text.rfind("\n", 0, max(0, start - 1))), start) is not None


def is_table(text: str) -> bool:
    """Whether commas separate cells.

    Nearly all lines have the same number of them and no full-width mark, or a column is figures but for its head.
    """
    if text.count(",", 0, SAMPLE) <= FEWEST_FIGURES:
        return False
    lines = text[:SAMPLE].split("\n")
    lines = [line for line in (lines[:-1] if len(text) > SAMPLE else lines) if line.strip()]
    rows = [_QUOTED_CELL.sub("", line).count(",") if not _FULL.search(line) else 0 for line in lines]
    common, times = max(Counter(rows).items(), key=lambda item: item[1], default=(0, 0))
    if common and times == len(rows) > FEWEST_FIGURES and _has_figures([line.split(",") for line in lines[1:]]):
        return True
    return common >= FEWEST_COMMAS and times >= FEWEST_ROWS and times >= TABLE_SHARE * len(lines)


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Whether some column has something in every row, and no Chinese."""
    return any(all(cell.strip() and cell.isascii() for cell in column) for column in zip(*rows, strict=False))
