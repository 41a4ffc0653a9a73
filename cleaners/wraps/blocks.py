"""Lines that are not prose: code, fenced blocks, tables. They are never joined and keep their indent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaners.wraps import shapes
from cleaners.wraps.lines import Line

_FENCE = re.compile(r"```|~~~")
_CODE = re.compile(
    r"[{};]\s*$|[)\]]:\s*$"
    r"|^\s*(?:\$|//|/\*|\*/|#!|#include|import |from \w+ import|def |fn |let |return\b|public |use |\w+::)"
    r"|\w\(.*\)[;{]?\s*$|\s(?:=|->|=>|:=|==|\|\||&&)\s|</?(?!\w+(?:://|@))\w+[^>]*>|\w::\w|-->"
)
_PROSE = re.compile(r"(?:[A-Za-z'’-]+[,.;:]? ){3}|^(?:[\w.:@-]{1,40}\(\d\w{0,2}\)[,.]?\s*){1,20}$")
"""Three words in a row, or references to manual pages alone, as they stand under `SEE ALSO`."""

_WORD = re.compile(r"\w")

_CLOSES = re.compile(r"[)\]}>]+[,;:]*$")
"""A line of closing brackets alone. Text from PDF has such a line too, but then the bracket opens on the line above."""

_CELL = re.compile(r"(?:[\[({]\s*)*\"\"(?:[,:\[\](){}\s]|\"\")*[,:\])}]$")
"""Literals with commas or brackets around, as a list in a program has one on each line."""

_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_COMMENT = re.compile(r"(?:^|(?<=\s))(?:#(?=[\s\u4e00-\u9fff])|//|/\*|--(?!-)(?<!^--)).*$")
"""What may hold Chinese in a line of code. A line that begins with two hyphens is none: it may be an item."""

_OPENS_CHINESE = re.compile("[\"'#/]|--")
"""What literals and comments begin with."""

LOOK = 400
"""Characters of a line that are looked at: enough for any line of code, and a bound for the patterns."""

_SIGNS = frozenset("`~<|")
"""What fences, comments and rows begin with; literal blocks follow two colons."""

_DIRECTIVE = re.compile(
    r"\.\. (?:note|warning|attention|caution|danger|error|hint|important|tip|seealso|sidebar|topic|epigraph|highlights"
    r"|pull-quote|versionadded|versionchanged|deprecated|only)::"
)
"""Directives of reStructuredText that hold prose: admonitions and body elements of docutils, and those of Sphinx."""

_MARKS = re.compile("[，。、；：？！（）“”《》]")
"""Marks that only Chinese text has."""

_MARKUP = re.compile(
    r"^ {0,3}(?:#{1,6} \S|```|~~~|\.\. [\w|\[]|<!--|\\(?:documentclass|begin|section|chapter)\b)"
    r"|^[^\s=][^\n]*\n={4,}[ \t]*$",  # a heading underlined
    re.MULTILINE,
)


def is_markup(text: str) -> bool:
    """Whether a text is Markdown, reStructuredText, LaTeX or the like, so that the indent of a line means something."""
    return _MARKUP.search(text) is not None


def set_apart(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it belongs to code, a fence, or a table."""
    foreign = [_is_foreign(line.text) for line in lines]
    if not any(foreign) and not any(has_sign(line.text) for line in lines):
        return foreign
    apart = [a or b for a, b in zip(_fenced(lines), _literal(lines), strict=True)]
    for i, line in enumerate(lines):
        foreign[i] = foreign[i] and not (i and _closes_above(lines, i))
        apart[i] = apart[i] or (line.text[0] == "|" and _is_row(lines, i))
        apart[i] = apart[i] or (foreign[i] and (_is_code(line.text) or _beside(lines, foreign, i)))
    return [is_apart or _is_amid(lines, apart, i) for i, is_apart in enumerate(apart)]


def are_prose(lines: Iterable[str]) -> bool:
    """Whether all lines with something on them are prose, so that none makes code of those around it."""
    others = [line for line in lines if line and not ("\u4e00" <= line[0] <= "\u9fff" and line[-1] != ":")]
    return all(map(_is_prose, others))


def _is_prose(text: str) -> bool:
    """Whether a line is prose, unless lines around it make it code, and makes no code of these."""
    return (text[0] in "“《（" and text[-1] != ":") or (not has_sign(text) and not _is_foreign(text))


def may_set_apart(text: str) -> bool:
    """Whether a text may have a line that `has_sign`: a cheap look at all of it."""
    return "::" in text or any(sign in text for sign in _SIGNS)


def has_sign(text: str) -> bool:
    """Whether a line may set others apart: it may begin a fence, a comment or a row, or lead to a literal block."""
    return text[0] in _SIGNS or text[-2:] == "::"


def _is_row(lines: Sequence[Line], i: int) -> bool:
    """Whether a line that begins with a bar is a row: it has another bar, or a neighbour that begins with one."""
    return "|" in lines[i].text[1:] or any(
        line.text[0] == "|" for line in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2])
    )


def _closes_above(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the closing bracket that the line above lacks."""
    return _CLOSES.match(lines[i].text) is not None and bool(shapes.left_open(lines[i - 1].text))


def _is_foreign(text: str) -> bool:
    """Whether a line is neither Chinese nor prose in another language."""
    if shapes.has_han(text) or _MARKS.search(text):
        return text[0].isascii() and _is_code_about_chinese(text[:LOOK])
    if text[:2] == "$ " or _CLOSES.match(text):
        return True
    return _WORD.search(text) is not None and _PROSE.search(text[:LOOK]) is None


def _is_code_about_chinese(text: str) -> bool:
    """Whether all Chinese of a line stands in literals and comments, with some code around or in a comment alone."""
    if _OPENS_CHINESE.search(text) is None:
        return False
    code = _without_chinese(text)
    if shapes.has_han(code) or _MARKS.search(code):
        return False
    if not code or _CELL.match(code) or _CLOSES.match(code):
        return True
    return _WORD.search(code) is not None and _PROSE.search(code) is None


def _without_chinese(text: str) -> str:
    """A line without its literals and its comment."""
    return _COMMENT.sub("", _LITERAL.sub('""', text)).strip()


def _is_code(text: str) -> bool:
    if shapes.has_han(text):
        text = _without_chinese(text[:LOOK])
    if _CLOSES.match(text):
        return True
    return _CODE.search(text if len(text) <= LOOK else text[: LOOK // 2] + " " + text[-LOOK // 2 :]) is not None


def _fenced(lines: Sequence[Line]) -> list[bool]:
    """Lines between fences of Markdown or in comments of HTML, the first and the last with them."""
    found, fence = [False] * len(lines), ""
    for i, line in enumerate(lines):
        mark = line.text[:3]
        found[i] = bool(fence)
        if fence == "-->" or (not fence and line.text.startswith("<!--")):
            found[i], fence = True, "" if "-->" in line.text else "-->"
        elif _FENCE.match(line.text) and (not fence or mark == fence):
            found[i], fence = True, "" if fence else mark
    return found if not fence else [False] * len(lines)  # never closed: no fence after all


def _literal(lines: Sequence[Line]) -> list[bool]:
    """Literal blocks of reStructuredText: what is indented deeper than a line that ends in two colons."""
    found, margin = [False] * len(lines), -1
    for i, line in enumerate(lines):
        if margin >= 0 and line.indent <= margin:
            margin = -1
        found[i] = margin >= 0
        if margin < 0 and line.text.endswith("::") and not _DIRECTIVE.match(line.text):
            margin = line.indent
    return found


def _is_amid(lines: Sequence[Line], apart: Sequence[bool], i: int) -> bool:
    """Whether a line without Chinese but in a literal, as `for boat in boats:` is, stands between lines of code."""
    if not 0 < i < len(lines) - 1 or not (apart[i - 1] and apart[i + 1]):
        return False
    if lines[i].blanks and lines[i + 1].blanks:
        return False
    return not shapes.has_han(lines[i].text) or _without_chinese(lines[i].text[:LOOK]) == '""'


def _beside(lines: Sequence[Line], foreign: Sequence[bool], i: int) -> bool:
    """Whether the line before or after, with no blank between, is also neither Chinese nor prose."""
    return (i > 0 and foreign[i - 1] and not lines[i].blanks) or (
        i + 1 < len(lines) and foreign[i + 1] and not lines[i + 1].blanks
    )
