"""Physical lines and their measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

TAB_STOP = 8
"""Columns between tab stops, as terminals and `man` have them."""


class Line(NamedTuple):
    """A line that is not blank. Positions are those of its content, without blanks at either end."""

    start: int
    end: int
    text: str
    indent: int
    """Columns before the content."""
    edge: int
    """Columns from the margin to the end of the content."""
    reach: int
    """The same in characters: some programs fill lines by counting those."""
    blanks: int
    """Blank lines, and form feeds, since the line before."""


def columns(text: str) -> int:
    """Columns that a text takes: two for everything that UTF-8 writes in three bytes or more.

    That makes Han, kana, and full-width forms wide, and with them the marks of General Punctuation (“”…—), which
    Chinese typesetting gives a whole square although Unicode calls their width ambiguous (UAX #11).
    """
    return len(text) + (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2


def line_between(text: str, start: int, end: int) -> Line:
    """The line at these places, without blanks at either end."""
    line = text[start:end]
    return Line(start, end, line, 0, columns(line), len(line), 0)


def line_at(text: str, start: int) -> Line:
    """The same of the line that begins there."""
    return line_between(text, start, line_end(text, start))


def line_end(text: str, start: int) -> int:
    """Where the line ends that begins at a place, or that holds it."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def indent_of(blanks: str) -> int:
    """Columns of the white space before a line; a tab goes to the next stop."""
    at = 0
    for char in blanks:
        at = (at // TAB_STOP + 1) * TAB_STOP if char == "\t" else at + (2 if char == "\u3000" else 1)
    return at


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that hold more than white space."""
    at, blanks = 0, 0
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            before = raw.find(content[0])
            start, indent = at + before, 0
            if before:
                indent = indent_of(raw[:before])
                blanks += "\f" in raw[:before]
            edge = indent + columns(content)
            yield Line(start, start + len(content), content, indent, edge, before + len(content), blanks)
            blanks = 0
        else:
            blanks += 1 + raw.count("\f")
        at += len(raw) + 1
