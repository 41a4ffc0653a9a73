"""Which lines of a page are the article: those in its place that are no links and no furniture, from the first of the
text to the last, with what belongs to a text though it looks like neither.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from cleaners.boilerplate import fields
from cleaners.html import density
from cleaners.html.density import is_text, marks, own
from cleaners.html.elements import elements_of, held_by, sums
from cleaners.html.lines import HEADINGS, Element, Line
from cleaners.html.whole import whole

FEWEST = 20
"""Characters outside links that an article without a sentence has at least; a title alone has fewer, above a list of
links that is the page. A table of data has as many, too: a calendar has fewer."""

FLOW = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "center", "dd", "dt", "font", "section",
    "figure", "figcaption", "ul", "ol", "table", "thead", "tbody", "tr",
))  # fmt: skip
"""Elements that are parts of a text; a text is held by what holds these."""

WRAPPED = frozenset(("ul", "ol", "dl", "pre"))
"""Elements that generators put into an element of their own; it is part of a text as they are."""

AHEAD = 4
"""Lines below a heading that is a link within which its text begins; date and author come first."""

RECORD = 3
"""Lines of fields before the article that make a record of it; two may be the tags and the summary of any page."""

REFERENCES = re.compile("(?:主要)?(?:参考文献|參考文獻|参考资料|參考資料|引用文献)[:：]?|References", re.IGNORECASE)
"""Headings of a list of references."""

ATTACHED = re.compile(r"附件(?:[一二三四五六七八九十\d]{0,3}[:：.．、]|[:：]?$)")
NUMBERED = re.compile(r"[\d一二三四五六七八九十]{1,3}[.．、]|附件")
"""The first line of a list of what is attached to a notice, and the others."""


def body(lines: Sequence[Line], article: str) -> list[Line]:
    """The lines of the article; all lines where there is none. `article` is what the extractor keeps, squeezed."""
    if not any(map(marks, lines)):
        return list(lines)
    elements = elements_of(lines)
    named = density.named(elements, lines)
    doubted = held_by(elements, named)
    counts = density.counts(lines, doubted)
    weights = density.weights(lines, counts, article, doubted)
    place = whole(density.place(elements, weights), elements, lines, counts, weights)
    held = held_by(elements, {place})
    inside = [line for line in lines if line.block in held]
    kept, firm = _kept(elements, inside, named, set(place.around()))
    if not any(map(marks, kept)) and sum(map(own, kept)) < FEWEST:
        return list(lines)
    text = _trimmed(elements, kept, firm | {line for line in kept if counts[line]})
    record = _record(lines[: lines.index(text[0])] if text else ())
    return [*record, *text, *_references(lines[lines.index(inside[-1]) + 1 :], set(place.around()))]


def _kept(
    elements: Sequence[Element], lines: Sequence[Line], named: set[Element], around: set[Element]
) -> tuple[list[Line], set[Line]]:
    """Those of the lines in the place that are text, and which of them are so without a sentence: tables and code,
    headings and attachments that are links.
    """
    tables = held_by(elements, _tables(lines))
    others = [line for line in lines if line.block not in tables]
    unwanted = held_by(elements, (density.linked(elements, others) | named - _insets(elements, lines)) - around)
    said = [(is_text(line) or line.block in tables) and line.block not in unwanted for line in lines]
    names = _attachments(lines) | {line for i, line in enumerate(lines) if not said[i] and _heads(lines, i, said)}
    kept = [line for i, line in enumerate(lines) if said[i] or line in names]
    return kept, {line for line in kept if line in names or line.block in tables or _is_code(line)}


def _is_code(line: Line) -> bool:
    return any(element.name == "pre" for element in line.block.around())


def _heads(lines: Sequence[Line], i: int, said: Sequence[bool]) -> bool:
    """Whether a link is a heading: the element says so, and a sentence follows; or it stands alone between two
    sentences, as a link does that leads to the whole of a shortened report.
    """
    if lines[i].block.name in HEADINGS:
        below = range(i + 1, min(len(lines), i + 1 + AHEAD))
        return not is_text(lines[i]) and any(marks(lines[j]) for j in takewhile(said.__getitem__, below))
    return 0 < i < len(lines) - 1 and all(said[j] and marks(lines[j]) > 1 for j in (i - 1, i + 1))


def _attachments(lines: Sequence[Line]) -> set[Line]:
    """The names of what is attached to a notice; they are links."""
    found: set[Line] = set()
    listed = False
    for line in lines:
        listed = bool(ATTACHED.match(line.plain) or (listed and NUMBERED.match(line.plain)))
        if listed:
            found.add(line)
    return found


def _tables(lines: Iterable[Line]) -> set[Element]:
    """The tables of data, with headings of columns and text in cells: names in them may be links."""
    heads: Counter[Element] = Counter()
    text: Counter[Element] = Counter()
    for line in lines:
        if table := next((element for element in line.block.around() if element.name == "table"), None):
            heads[table] += line.block.name == "th"
            text[table] += own(line)
    return {table for table, columns in heads.items() if columns > 1 and text[table] >= FEWEST}


def _insets(elements: Sequence[Element], lines: Sequence[Line]) -> set[Element]:
    """Boxes in the middle of a text that pages call aside or sidebar, with sentences and without links."""
    said = sums(elements, ((line.block, marks(line)) for line in lines))
    links = sums(elements, ((line.block, line.linked) for line in lines))
    ends = {*lines[0].block.around(), *lines[-1].block.around()}
    boxes = {e for e in elements if e.name == "aside" or "sidebar" in e.attributes}
    return {e for e in boxes - ends if said[e] and not links[e]}


def _trimmed(elements: Sequence[Element], lines: Sequence[Line], firm: set[Line]) -> list[Line]:
    """The lines from the first firm one to the last, and those around that stand in the same text as one."""
    found = [number for number, line in enumerate(lines) if line in firm]
    if not found:
        return list(lines)
    text_of = _texts(elements, lines)
    texts = {text_of[lines[number].block] for number in found}
    return [
        line
        for number, line in enumerate(lines)
        if found[0] <= number <= found[-1] or (not line.linked and text_of[line.block] in texts)
    ]


def _record(lines: Sequence[Line]) -> list[Line]:
    """Of the lines before the article the record of an official document or a paper, with its title and abstract."""
    texts = [line.plain for line in lines]
    found = list(fields.kept(texts))
    if len(found) < RECORD:
        return []
    start = max(i for i, text in enumerate(texts) if text == texts[min(found)])  # where it stands twice, the second
    return list(lines[start : max(found) + 1])


def _references(lines: Sequence[Line], around: set[Element]) -> list[Line]:
    """Of the lines behind the article the list of references, with its heading, in an element of its own, and the
    footnotes, which all generators of pages call so.
    """
    elements = elements_of(lines)
    lists = {element for element in elements if "footnote" in element.attributes.lower()}
    heading = next((line for line in lines if REFERENCES.fullmatch(line.plain)), None)
    if heading is not None:
        lists.add(_texts(elements, lines)[heading.block])
    held = held_by(elements, lists - around)
    return [line for line in lines if line.block in held]


def _texts(elements: Sequence[Element], lines: Iterable[Line]) -> dict[Element, Element]:
    """For each element the one that holds the text of which it is a part: no paragraph, and not of one line alone."""
    sizes = sums(elements, ((line.block, 1) for line in lines))
    wrapping = {e.parent for e in elements if e.name in WRAPPED and e.parent and sizes[e] == sizes[e.parent]}
    texts: dict[Element, Element] = {}
    for element in elements:
        if element.parent is None or (element.name not in FLOW and sizes[element] > 1 and element not in wrapping):
            texts[element] = element
        else:
            texts[element] = texts[element.parent]
    return texts
