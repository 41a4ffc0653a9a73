"""HTML pages: the text of the article stays, markup and the rest of the page go, each as an edit.

A page is read as the lines that a reader sees (`lines`), with their places in the source; trafilatura votes on them
(`extractor`), the density of sentences finds the place of the article (`density`, `whole`), and what stands there is
chosen (`body`). Entities of the kept text are written out, as a browser does it, whatever stands around them; one that
was escaped twice is left to the stage `characters`. Line breaks of the source are white space: nothing between Chinese
characters, else a space. What the page says about its article (`metadata`) goes into the provenance; a title that
stands outside the text goes from the text with the rest. Known limit: of several articles on one page all stay.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaners.edits import Edit, Span
from cleaners.html import extractor
from cleaners.html.body import body
from cleaners.html.lines import Element, Line, lines
from cleaners.html.metadata import metadata

MARKUP, FURNITURE, ENTITY = "boilerplate.html-markup", "boilerplate.html-furniture", "boilerplate.html-entity"
NAMES = (".html", ".htm", ".xhtml", ".shtml")
"""How the names of pages end."""

CELL = 40
"""Characters of a cell of a table of data at most; its rows become lines with tabs between the cells."""

PARAGRAPHS = 2
"""Blank lines within the text of a line from which they are shown; in the source of a page they stand between tags."""

_BEGINNING = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)?(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<(?:html|head|body|div|p|table|br|article|h1|meta)[\s/>]", re.IGNORECASE)
_TOKEN = re.compile(r"(?P<space>[ \t\r\n\f]+)|[^ \t\r\n\f]+")
_SPACES = re.compile("(?:[\u3000\u00a0\u2002\u2003\ufeff]|&(?:nbsp|ensp|emsp|#160|#12288);?)+")
_PRE = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_BLANK = re.compile(r"\S[ \t\r]*\n[ \t\r]*\n\s*(?=\S)")
_TRAILING = re.compile(f"(?:{_SPACES.pattern})$")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ufffd]")
_WIDE = re.compile("[\u2014-\u2026\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff]")


def is_page(text: str, name: str = "") -> bool:
    """Whether a document is an HTML page: it begins like one, or its name ends like one and it has markup."""
    if _BEGINNING.match(text):
        return True
    return name.lower().endswith(NAMES) and _MARKUP.search(text) is not None


class Extraction(NamedTuple):
    """The article of a page: the edits that leave it, and what the page says about it."""

    edits: Sequence[Edit]
    metadata: Mapping[str, str]


def extraction(text: str) -> Extraction:
    """The article of a page."""
    shown = lines(text)
    article = body(shown, extractor.article(text)) if shown else []
    return Extraction(tuple(_edits(text, shown, article)), metadata(text, shown, article))


def _edits(text: str, shown: Sequence[Line], body: Sequence[Line]) -> Iterator[Edit]:
    """Markup goes, and what is not the article."""
    kept = set(body)
    others = [line.pieces[0].start for line in shown if line not in kept]
    at, new = 0, ""
    for between, word in _words(text, body):
        yield from _gap(text, Span(at, word.start), between if at else "", others)
        yield from _written_out(text, word)
        at, new = word.end, "\n"
    yield from _gap(text, Span(at, len(text)), new, others)


def _gap(text: str, gap: Span, new: str, others: Sequence[int]) -> Iterator[Edit]:
    """The edit of what stands between two kept words; its rule says whether other lines of the page go with it."""
    old = text[gap.start : gap.end]
    if old != new:
        furniture = bisect_left(others, gap.start) < bisect_left(others, gap.end)
        rule, confidence = (FURNITURE, 0.9) if furniture else (MARKUP, 0.99)
        yield Edit(gap.start, old, new, rule, confidence)


def _written_out(text: str, word: Span) -> Iterator[Edit]:
    """The edits that put characters for the entities of a kept word; what stands for no character stays."""
    for entity in _ENTITY.finditer(text, *word):
        new = html.unescape(entity[0]).replace("\u00a0", " ")
        if new != entity[0] and not _CONTROL.search(new):
            yield Edit(entity.start(), entity[0], new, ENTITY, 0.99)


def _words(text: str, body: Sequence[Line]) -> Iterator[tuple[str, Span]]:
    """The words of the kept lines in order, each with what is put between it and the one before."""
    for before, line in zip((None, *body), body, strict=False):
        preformatted = _is_preformatted(text, line)
        between, end = "\t" if before and _in_one_row(before, line) else "\n", 0
        for space, word in _stripped(text, line):
            if end:
                between = space if preformatted else _between(text[end - 1], space, text[word.start])
            yield between, word
            end = word.end


def _is_preformatted(text: str, line: Line) -> bool:
    """Whether its line ends and spaces are shown: in <pre>, by a style, or, as paragraphs have no other ends, by one of
    a file that is not here.
    """
    if any(element.name == "pre" or _PRE.search(element.attributes) for element in line.block.around()):
        return True
    return sum(len(_BLANK.findall(text, piece.start, piece.end)) for piece in line.pieces) >= PARAGRAPHS


def _in_one_row(line: Line, other: Line) -> bool:
    """Whether two lines are neighbouring cells of a table of data; cells of a layout hold more than a few words."""
    left, right = _cell(line), _cell(other)
    if left is None or right is None or left is right or left.parent is not right.parent:
        return False
    return left.parent is not None and left.parent.name == "tr" and max(len(line.plain), len(other.plain)) <= CELL


def _cell(line: Line) -> Element | None:
    return next((element for element in line.block.around() if element.name in ("td", "th")), None)


def _between(before: str, space: str, after: str) -> str:
    """What white space of the source is to a reader: nothing where a line of source ends between Chinese characters."""
    if "\n" in space and _WIDE.match(before) and _WIDE.match(after):
        return ""
    return " " if space else ""


def _stripped(text: str, line: Line) -> list[tuple[str, Span]]:
    """The words of a line with the white space before each, without the spaces at both ends that indent it."""
    found, space = [], ""
    for piece in line.pieces:
        for token in _TOKEN.finditer(text, piece.start, piece.end):
            if token["space"]:
                space += token[0]
            else:
                found.append((space, Span(*token.span())))
                space = ""
    while found and (spaces := _SPACES.match(text, *found[0][1])):
        start, end = spaces.end(), found[0][1].end
        found[:1] = [(found[0][0], Span(start, end))] if start < end else []
    while found and (spaces := _TRAILING.search(text, *found[-1][1])):
        start, end = found[-1][1].start, spaces.start()
        found[-1:] = [(found[-1][0], Span(start, end))] if start < end else []
    return found
