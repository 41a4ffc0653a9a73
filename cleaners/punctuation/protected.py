"""Spans of a Chinese text that are not Chinese prose: code, addresses, markup, formulas."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from cleaners import han
from cleaners.data_formats import fenced
from cleaners.edits import Edit
from cleaners.punctuation.data import IN_CODE, code
from cleaners.punctuation.lines import Lines

CALL = r"[A-Za-z_](?<!\w.)[\w.]{0,60}\([A-Za-z0-9_\"', ]{0,60}\)"
"""A call in a programming language."""

# Each part is bounded or ends at its own mark, so that the time stays linear.
_PROTECTED = re.compile(
    r"`[^`\n]{1,200}`"
    rf"|(?:https?|ftp)://(?:[^\s<>\"，。；：！？、（）“”《》,;]|[,;](?![{han.HAN}]))+"
    r"|(?:!\[[^\]\n]{0,300})?\]\([^)\n]{1,500}\)"  # an image or the target of a link in Markdown
    r"|^\[[^\]\n]{1,80}\]:[^\n]*"  # a link's definition
    r"|\.html?#[^\s)]{1,200}"
    r"|zh-[a-z]{2,4}:[^;\n}]{0,60}[;}]?"  # variants of a word in a wiki's source
    r"|<[A-Za-z/!][^<>\n]{0,500}>"
    rf"|\$[^$\n{han.HAN}]{{1,200}}\$"  # a formula
    r"|^[^\n]{0,300}\[(?:[A-Z]|EB|DB|CP)(?:/OL)?\][^\n]*"  # a reference after GB/T 7714, which has half-width marks
    r"|^[ \t]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH)[ ][^\n]*"  # SQL
    r"|^[ \t]*\[\d{1,3}\][^\n]{2,80}\.[ ][^\n]{2,200}(?:19|20)\d\d[^\n]*"  # a numbered reference with a year
    r"|^[ \t]*(?://|/\*|\* )[^\n]*"  # a comment line of code
    r"|^[ \t]*[A-Za-z_}{][^\n]{0,300}[=({][^\n]{0,300}[;{}][ \t]*$"  # a statement of code
    rf"|{CALL}"
    r"|^\[?\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d[.,]\d{3}[^\n]*"  # a line of a log: only those have milliseconds
    r"|&[A-Za-z0-9#]{1,10};",
    re.MULTILINE,
)

# What a line needs to have any of them but a call: a class to begin with is searched many times as fast as the parts.
_SIGN = re.compile(r"[`/\]<$\[*={}&#z;:](?:(?<![z;:])|(?<=z)h-|(?<=;)[ \t]*$|(?<=:)\d\d[.,]\d{3})", re.MULTILINE)
_CALL = re.compile(CALL)

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){1,40}?---[ \t]*\n")
"""The fields, in YAML, that stand before a text in Markdown."""


class Protected:
    """The protected spans of a text: its fenced blocks, and what is protected on some lines of it.

    They are looked for when the first place is asked for, for most texts have nothing to change.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        """Beginnings and ends of the spans, in order."""
        text = self._lines.text
        spans: list[tuple[int, int]] = list(fenced(text))
        if front := _FRONT_MATTER.match(text):
            spans.append(front.span())
        spans += [match.span() for match in self._matches()]
        if self._lines.have(IN_CODE):
            spans += code(text, self._lines.spans)
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if not ends or start >= ends[-1]:
                starts.append(start)
                ends.append(end)
        return starts, ends

    def _matches(self) -> Iterator[re.Match[str]]:
        if not self._lines.have(_SIGN):
            yield from self._lines.matches(_CALL)
            return
        for line in self._lines.spans:
            pattern = _PROTECTED if _SIGN.search(self._lines.text, *line) else _CALL
            yield from pattern.finditer(self._lines.text, *line)

    def has(self, at: int) -> bool:
        """Whether the character at `at` is inside a protected span."""
        starts, ends = self._spans
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < ends[i]

    def is_free(self, edit: Edit) -> bool:
        """Whether an edit touches no protected span at either end."""
        return not self.has(edit.start) and not self.has(edit.end - 1)
