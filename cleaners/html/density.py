"""Where the article of a page stands: the element with most of its sentences, and which of its lines belong to it.

Density of text and punctuation, as readability and GNE measure it, but over lines and with the choice made from the
top: from the page downwards as long as one element inside holds most of what is said. What the extractor keeps counts
in full, the rest for less; so each mends the other's faults. Measured in docs/structure.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from cleaners.html.lines import Element, Line

SENTENCE = 10
"""Characters outside links from which a line with a mark is a sentence. Below it, dates and labels count; at twenty,
short dialogue is lost at the ends."""

LINKED = 0.5
"""Share of a line in links from which it is navigation. Related headlines with a date have 0.6, sentences up to 0.3."""

LINKED_ELEMENT = 0.4
"""The same for an element inside the article: a list of headlines goes with its heading and dates."""

DECISIVE = 0.6
"""Share of the sentences that an element needs for the choice to go down into it. At 0.5 half an article wins over
the whole, at 0.8 comments and side columns come along."""

DOUBTED = 0.2
"""What a sentence counts that the extractor does not keep, or that stands where a page names its furniture."""

FLOW = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "center", "dd", "dt", "font", "section",
    "figure", "figcaption", "ul", "ol",
))  # fmt: skip
"""Elements that are parts of a text; a text is held by what holds these."""

FURNITURE = frozenset(("footer", "nav", "aside", "form"))

_MARK = re.compile("[。！？；，,!?]|[\u4e00-\u9fff][.]")
# What pages call furniture in id and class of its element; the words are those of readability's and GNE's lists that
# occur on Chinese sites.
_NAMED = re.compile(
    "comment|reply|discuss|评论|related|recommend|hot|rank|sidebar|copyright|share|footer|breadcrumb", re.IGNORECASE
)


def body(lines: Sequence[Line], article: str) -> list[Line]:
    """The lines of the article; all lines where there is none. `article` is what the extractor keeps, squeezed."""
    named = {element for line in lines for element in line.block.around() if _is_named(element)}
    place = _place(lines, article, named)
    inside = [line for line in lines if any(element is place for element in line.block.around())]
    unwanted = _linked(inside, place) | (named - set(place.around()))
    kept = [line for line in inside if line.linked <= LINKED * len(line.plain) and not _within(line, unwanted)]
    return _trimmed(kept) if any(map(marks, lines)) else list(lines)


def marks(line: Line) -> int:
    """How many marks a line of text has; 0 for a line that is no sentence."""
    own = len(line.plain) - line.linked
    if own < SENTENCE or line.linked > LINKED * len(line.plain):
        return 0
    return len(_MARK.findall(line.plain))


def _is_named(element: Element) -> bool:
    return element.name in FURNITURE or _NAMED.search(element.attributes) is not None


def _within(line: Line, elements: set[Element]) -> bool:
    return any(element in elements for element in line.block.around())


def _place(lines: Sequence[Line], article: str, named: set[Element]) -> Element:
    """The element that holds the article."""
    weights: dict[Element, float] = defaultdict(float)
    inner: dict[Element, dict[Element, None]] = defaultdict(dict)
    for line in lines:
        doubts = (bool(article) and line.plain not in article) + _within(line, named)
        weight = marks(line) * DOUBTED**doubts
        for element in line.block.around():
            weights[element] += weight
            if element.parent is not None:
                inner[element.parent][element] = None
    return _descended(next(iter(reversed(list(lines[0].block.around())))), weights, inner)


def _descended(place: Element, weights: dict[Element, float], inner: dict[Element, dict[Element, None]]) -> Element:
    """The element reached from `place` by going into the one that holds most, as long as it is decisive."""
    while inner[place]:
        heaviest = max(inner[place], key=lambda element: weights[element])
        if weights[heaviest] < DECISIVE * weights[place] or heaviest.name == "p" or not weights[place]:
            break
        place = heaviest
    return place


def _linked(lines: Iterable[Line], place: Element) -> set[Element]:
    """The elements inside `place` that are mostly links."""
    length: dict[Element, int] = defaultdict(int)
    linked: dict[Element, int] = defaultdict(int)
    for line in lines:
        for element in line.block.around():
            if element is place:
                break
            length[element] += len(line.plain)
            linked[element] += line.linked
    return {element for element in length if linked[element] > LINKED_ELEMENT * length[element]}


def _trimmed(lines: Sequence[Line]) -> list[Line]:
    """The lines from the first sentence to the last, and those around that stand in the same text as one."""
    sentences = [number for number, line in enumerate(lines) if marks(line)]
    if not sentences:
        return list(lines)
    texts = {_text_of(lines[number]) for number in sentences}
    return [
        line for number, line in enumerate(lines) if sentences[0] <= number <= sentences[-1] or _text_of(line) in texts
    ]


def _text_of(line: Line) -> Element:
    """The element that holds the text of which a line is a part."""
    around = list(line.block.around())
    return next((element for element in around if element.name not in FLOW), around[-1])
