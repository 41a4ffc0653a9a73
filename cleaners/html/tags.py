"""The tags of a page with their places, read as browsers do: whatever is not a tag is text.

Not `html.parser`: it gives line and column and no end of a tag, and some damaged declarations stop it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

ATTRIBUTES = 4000
"""Characters from the beginning of a tag within which a quoted value may hold a `>`. Pages have quotes that never
close: without a bound each costs the rest of the page; below a hundred, a script in an attribute ends its tag early."""

RAW = frozenset(("script", "style", "noscript", "iframe", "template", "svg", "object", "xmp", "noframes", "textarea"))
"""Elements whose content is no text of the page, up to their own end tag."""

_OPENING = re.compile(r"<(?:(?P<comment>!--)|[!?]|/?(?P<name>[A-Za-z][A-Za-z0-9:-]*))")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_COMMENT_END = re.compile("-->")


class Tag(NamedTuple):
    """`text[start:end]`: a tag (`name` in small letters), or with an empty name a comment or declaration.

    The content of a `RAW` element belongs to its start tag; `attributes` is where what stands in the tag ends.
    """

    start: int
    end: int
    name: str
    closing: bool
    attributes: int


def tags(text: str) -> Iterator[Tag]:
    """The tags of `text` in order."""
    ends = _Ends(text)
    at = 0
    while opening := _OPENING.search(text, at):
        start, name = opening.start(), (opening["name"] or "").lower()
        end = (opening["comment"] and ends.after(_COMMENT_END, opening.end() - 2)) or _end(text, opening.end())
        if not end:
            return
        closing = text[start + 1] == "/"
        after = name in RAW and not closing and text[end - 2] != "/" and ends.after(_closing(name), end)
        at = after or end
        yield Tag(start, at, name, closing, end)


def _end(text: str, at: int) -> int:
    """The place behind the first `>` outside a quoted value; 0 where none is left."""
    end = text.find(">", at)
    for value in _VALUE.finditer(text, at, at + ATTRIBUTES):
        if value.start() > end:
            break
        if value.end() > end:
            end = text.find(">", value.end())
    return end + 1


class _Ends:
    """Looks for ends, and remembers which are not there any more: else a page of starts alone takes quadratic time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[re.Pattern[str]] = set()

    def after(self, end: re.Pattern[str], at: int) -> int:
        """The place behind the next `end`; 0 where there is none."""
        if end in self._absent:
            return 0
        found = end.search(self._text, at)
        if found is None:
            self._absent.add(end)
            return 0
        return found.end()


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[^<>]*>", re.IGNORECASE)
