"""A page as the lines that a reader sees: runs of text between block elements and line breaks, with their places."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from cleaners.edits import Span
from cleaners.html.tags import RAW, Tag, tags

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "text", "tt", "u", "var", "wbr", "o:p", "st1:chsdate",
))  # fmt: skip
"""Elements that do not break a line (HTML Standard, phrasing content); every other one does."""

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
"""Elements without an end tag (HTML Standard)."""

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""Elements of headings."""

NO_TEXT = (
    frozenset(["head", "title", "select", "option", "button", "datalist", "map", "audio", "video", "canvas"]) | RAW
)
"""Elements whose text is no text of the page: the head, controls, what stands in for pictures and players."""

SELF_CLOSED = {"p": {"p"}, "li": {"li"}, "td": {"td", "th"}, "th": {"td", "th"}, "tr": {"tr", "td", "th"},
               "option": {"option"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}  # fmt: skip
"""Elements whose start ends an open one of these (HTML Standard, optional tags)."""

SCOPES = frozenset(("table", "ul", "ol", "dl", "body"))
"""A start tag ends no element outside the innermost of these."""

IN_HEAD = frozenset(["title", "base", "link", "meta"]) | RAW
"""Elements of the head; the start of any other one ends it."""

CONCEALED = 10
"""How many times as much as is shown may be hidden. Menus and boxes that a script opens have less than the article."""

DEPTH = 400
"""Open elements above which a start tag opens no further one; damaged pages leave thousands of <font> open."""

COLUMN = 4
"""Elements around a number of a line within which the column of these numbers is: <td><pre><div>, with one to spare."""

ANCHORS = frozenset("#¶§↩🔗^")
"""Signs that generators of pages set as links beside a heading or a note; a reader sees them on pointing at most."""

# How highlighters of code call the column with the numbers of its lines (Hexo, Sphinx, VuePress, GitHub).
_GUTTER = re.compile(r"gutter|line-?no|line-?num|lnum", re.IGNORECASE)
# Styles and attributes that browsers do not show; class jammer is what Discuz forums give text against copying.
_GONE = re.compile(
    r"display\s*:\s*none|font-size\s*:\s*[01](?:px|pt|em)?(?![.\d])"
    r"|\shidden(?=[\s>/=])|class\s*=\s*[\"']?jammer\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(rf"visibility\s*:\s*hidden|{_GONE.pattern}", re.IGNORECASE)
# A link that shows its address is quoted for it, by one who writes; navigation shows a name.
_ADDRESS = re.compile(r"(?:https?|ftp)://[\x21-\x7e]+|www\.[\x21-\x7e]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(eq=False, slots=True)
class Element:
    """An element: its name, what holds it, what stands in its start tag; whether it is hidden, or within a link; how
    many elements are around it.
    """

    name: str
    parent: Element | None
    attributes: str = ""
    hidden: bool = False
    linked: bool = False
    depth: int = 0

    def around(self) -> Iterator[Element]:
        """The element itself and what holds it, outwards."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(eq=False, slots=True)
class Line:
    """What a reader sees as one line before wrapping; `block` is the innermost block element that holds it."""

    block: Element
    pieces: list[Span] = field(default_factory=list)
    """The text nodes, as spans of the page."""
    plain: str = ""
    """The text without white space, entities written out."""
    linked: int = 0
    """How many characters of `plain` are in links."""


def lines(text: str) -> list[Line]:
    """The lines of a page that hold text which is shown.

    Some pages keep their article invisible until a script has run (visibility: hidden, as WeChat does). Where next to
    everything that is said is hidden, that style is not followed. What is not displayed may be terms of use.
    """
    reader = _Reader(text, _HIDDEN)
    shown = list(reader.lines())
    if reader.concealed > CONCEALED * sum(map(_said, (line.plain for line in shown))):
        shown = list(_Reader(text, _GONE).lines())
    numbers = _numbers(shown)
    return [line for line in shown if line.block not in numbers]


def _numbers(shown: list[Line]) -> set[Element]:
    """The blocks that hold nothing but the numbers of the lines of code beside them."""
    columns: dict[Element, list[Line]] = {}
    for line in shown:
        near = islice(line.block.around(), COLUMN)
        column = next((e for e in near if e.name == "td" or _GUTTER.search(e.attributes)), line.block)
        columns.setdefault(column, []).append(line)
    return {
        line.block
        for column, its in columns.items()
        if _is_counting("".join(line.plain for line in its), 1 if _GUTTER.search(column.attributes) else 2)
        for line in its
    }


def _is_counting(text: str, least: int) -> bool:
    """Whether a text is 1, 2, 3 … up to `least` or more."""
    numbers, number = "", 0
    while len(numbers) < len(text) and text.startswith(numbers):
        number += 1
        numbers += str(number)
    return text == numbers and number >= least


def _said(text: str) -> int:
    """How many sentences and clauses a text has, roughly."""
    return text.count("。") + text.count("，")


class _Reader:
    def __init__(self, text: str, hidden: re.Pattern[str]) -> None:
        self._text = text
        self._hidden = hidden
        self._open: list[Element] = [Element("", None)]
        self.concealed = 0
        """What is said in hidden text."""

    def lines(self) -> Iterator[Line]:
        line = Line(self._block())
        at = 0
        for tag in tags(self._text):
            self._add(line, at, tag.start)
            at = tag.end
            if self._follow(tag):
                if line.plain:
                    yield line
                line = Line(self._block())
        self._add(line, at, len(self._text))
        if line.plain:
            yield line

    def _add(self, line: Line, start: int, end: int) -> None:
        """Adds a text node that is shown to the line."""
        here = self._open[-1]
        if start < end and not here.hidden:
            plain = squeezed(self._text[start:end])
            if here.linked and plain in ANCHORS:
                return
            line.pieces.append(Span(start, end))
            line.plain += plain
            line.linked += len(plain) * (here.linked and not _ADDRESS.fullmatch(plain))
        elif here.hidden:
            self.concealed += _said(self._text[start:end])

    def _block(self) -> Element:
        return next(e for e in reversed(self._open) if e.name not in INLINE)

    def _follow(self, tag: Tag) -> bool:
        """Opens or closes what the tag says; whether it ends the line."""
        if tag.closing:
            self._close(tag.name)
        elif tag.name:
            self._start(tag)
        return bool(tag.name) and tag.name not in INLINE

    def _start(self, tag: Tag) -> None:
        self._close_implied(tag.name)
        if tag.name in VOID or tag.name in RAW or len(self._open) >= DEPTH:
            return
        attributes = self._text[tag.start : tag.attributes]
        if attributes.endswith("/>") and tag.name in INLINE:
            return
        parent = self._open[-1]
        hidden = parent.hidden or tag.name in NO_TEXT or self._hidden.search(attributes) is not None
        linked = parent.linked or (tag.name == "a" and "href" in attributes.lower())
        self._open.append(Element(tag.name, parent, attributes, hidden, linked, parent.depth + 1))

    def _close_implied(self, name: str) -> None:
        """Closes what the start of an element ends without an end tag."""
        if self._open[-1].name == "head" and name not in IN_HEAD:
            self._close("head")
        ended = SELF_CLOSED.get(name, ())
        for i in range(len(self._open) - 1, 0, -1) if ended else ():
            here = self._open[i].name
            if here in ended:
                del self._open[i:]
            if here in ended or here in SCOPES or (name == "p" and here not in INLINE):
                return

    def _close(self, name: str) -> None:
        """Closes the innermost element of this name, and what is open in it; an end tag without its start is passed."""
        for i in range(len(self._open) - 1, 0, -1):
            here = self._open[i].name
            if here == name:
                del self._open[i:]
            if here == name or here in ("table", "body") or (name in INLINE and here not in INLINE):
                return


def squeezed(source: str) -> str:
    """What a reader sees of a text node, without white space."""
    return "".join(html.unescape(source).split())
