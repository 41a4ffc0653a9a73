"""Rows of `?` that stand where Chinese was, told from the question marks of people, code and masks.

An encoder that lacks a character writes `?` for it, so that a whole text becomes rows of `?` between ASCII marks, and a
text of one script loses single characters in the middle of words. People write rows of `?` at the end of a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Span
from cleaners.language_model import model

FEWEST_IN_ROWS = 5
"""`?` on a line that is rows of them: `???:12??` has five. Fewer, and ??:?? of an unknown time counts."""

SHARE = 0.6
"""Part of a line, spaces and digits apart, that is `?`. Lower, and forum posts count; higher, and labels with
values are missed."""

QUESTION_ENDS = "吗嗎呢么麼吧啊呀嘛没沒谁誰啥否了"
"""Characters that end many questions: a `?` behind one of them, before the next sentence, is no damage."""

FEWEST_IN_WORDS = 4
"""`?` on one line between Han characters or behind a comma, none of them behind the end of a question, that make it
damage. Lower, and a list of guesses (张?王?李?) counts; higher, and short lines are missed."""

READABLE = 8.0
"""Mean nats of the Han characters around, above which the text is garbled, too, and the loss is part of a misreading
that the engine may repair. Clean text is at 3 to 6, garbled text above 10."""

_FOREIGN = re.compile(f"[{han.HAN}{han.HANGUL}]+")
_ROW = re.compile(r"\?+")
_IN_WORD = re.compile(f"(?<=[{han.HAN}，、。；：])\\?{{1,3}}(?=[{han.HAN}])")
_LINE = re.compile(r"[^\n]*\?[^\n]*")
_TAG = re.compile(r"<[A-Za-z/][^<>]*>")
_LETTER = re.compile(r"[^\W\d_]|[*\\{}$&^]|\?>|<\?|\?\.")
_PART = r"(?:[?\d]{1,2}|[?\d]{4})"
_MASK = re.compile(rf"[\s(\[]*{_PART}(?:[-/:.]{_PART}){{1,5}}[\s)\]]*")
"""A date or a time of which parts are not known."""


def stretches(text: str) -> Iterator[Span]:
    """The spans of `text` in which `?` stand for lost characters."""
    for line in _LINE.finditer(text):
        rows = list(_ROW.finditer(text, *line.span()))
        if _is_rows(line[0], rows):
            yield Span(rows[0].start(), rows[-1].end())
        else:
            yield from _in_words(text, line)


def is_readable(text: str) -> bool:
    """Whether the Han characters of `text` are Chinese, or there are none."""
    runs = _FOREIGN.findall(text)
    return sum(map(model().cost_of, runs)) <= READABLE * sum(map(len, runs))


def _is_rows(line: str, rows: list[re.Match[str]]) -> bool:
    """Whether a line without a letter is rows of `?` of several lengths, with marks, digits or a third row between."""
    lengths = [len(row[0]) for row in rows]
    if sum(lengths) < FEWEST_IN_ROWS or len(set(lengths)) < 2 or max(lengths) < 3:
        return False
    others = [char for char in _TAG.sub(" ", line) if not char.isspace() and char != "?"]
    weight = sum(not char.isdigit() for char in others)
    is_mostly = sum(lengths) >= SHARE * (sum(lengths) + weight)
    is_text = bool(others) or len(rows) > 2
    return is_mostly and is_text and not _LETTER.search("".join(others)) and not _MASK.fullmatch(line)


def _in_words(text: str, line: re.Match[str]) -> Iterator[Span]:
    """The stretch from the first to the last `?` in the middle of words, where there are several on the line."""
    found = list(_IN_WORD.finditer(text, *line.span()))
    if len(found) < FEWEST_IN_WORDS:
        return
    if not is_readable(line[0]):
        return
    unlikely = [match for match in found if text[match.start() - 1] not in QUESTION_ENDS]
    if len(unlikely) >= FEWEST_IN_WORDS and len(unlikely) * 2 > len(found):
        yield Span(unlikely[0].start(), unlikely[-1].end())
