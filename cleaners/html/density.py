"""Where the article of a page stands: the element with most of its sentences.

Density of text and punctuation, as readability and GNE measure it, but over lines and with the choice made from the
top: from the page downwards as long as one element inside holds most of what is said. What the extractor keeps counts
in full, the rest for less; so each mends the other's faults. Measured in docs/structure.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cleaners.boilerplate import gate
from cleaners.boilerplate.labels import labelled
from cleaners.html.elements import sums
from cleaners.html.lines import Element, Line

SENTENCE = 10
"""Characters outside links from which a line with a mark is a sentence. Below it, dates and labels count; at twenty,
short dialogue is lost at the ends."""

LONG = 20
"""Chinese characters outside links from which a line may be a sentence without a mark; most titles have fewer."""

LINKED = 0.5
"""Share of a line in links from which it is navigation. Related headlines with a date have 0.6, sentences up to 0.3."""

LINKED_ELEMENT = 0.4
"""The same for an element of several lines: a list of headlines goes with its heading and dates."""

DECISIVE = 0.6
"""Share of the sentences that an element needs for the choice to go down into it. At 0.5 half an article wins over
the whole, at 0.8 comments and side columns come along."""

DOUBTED = 0.2
"""What a sentence counts that the extractor does not keep, or that stands where a page names its furniture."""

VOTED = 20_000
"""Characters of what the extractor keeps, from the sentence found last, in which the next one is looked for: it keeps
their order, and a search through all of it for each line takes the square of a page's length."""

VERSE = re.compile("[\u4e00-\u9fff]{3}[，。！？；”]+$")
"""How a verse or a line of dialogue ends."""

MOST = 0.7
"""Share of the marks of a page above which an element is no furniture, whatever it is called."""

FURNITURE = frozenset(("footer", "nav", "aside", "form"))

_HAN = re.compile("[\u4e00-\u9fff]")
_MARK = re.compile("[。！？；，,!?]|[\u4e00-\u9fff][.]")
# What pages call furniture in id and class of its element; the words are those of readability's and GNE's lists that
# occur on Chinese sites. A photo or a screenshot is not hot.
_READERS = re.compile("comment|reply|discuss|评论", re.IGNORECASE)
_NAMED = re.compile(
    "related|recommend|(?<![a-z])(?:hot|rank)(?![a-z]{3})|sidebar|copyright|share|footer|breadcrumb", re.IGNORECASE
)


def is_text(line: Line) -> bool:
    """Whether a line is not mostly links; in code every name may be one."""
    return line.linked <= LINKED * len(line.plain) or line.plain.endswith((";", "{", "}"))


def own(line: Line) -> int:
    """How many characters of a line are in no link; 0 for a line that is mostly link."""
    return len(line.plain) - line.linked if line.linked <= LINKED * len(line.plain) else 0


def marks(line: Line) -> int:
    """How many marks a line of text has; 0 for a line that is no sentence."""
    return len(_MARK.findall(line.plain)) if own(line) >= SENTENCE else 0


def named(elements: Sequence[Element], lines: Sequence[Line]) -> set[Element]:
    """The elements that a page names as furniture, but for those that hold most of what it says: a form around the
    whole page, as ASP.NET makes it, a <body> that has a sidebar. Readers' comments may be most of a page.
    """
    said = sums(elements, ((line.block, marks(line)) for line in lines))
    most = MOST * said[elements[0]]
    return {
        e
        for e in elements
        if _READERS.search(e.attributes) or (said[e] <= most and (e.name in FURNITURE or _NAMED.search(e.attributes)))
    }


def linked(elements: Sequence[Element], lines: Sequence[Line]) -> set[Element]:
    """The elements of more than one line of which these lines are mostly links."""
    sizes = sums(elements, ((line.block, 1) for line in lines))
    length = sums(elements, ((line.block, len(line.plain)) for line in lines))
    links = sums(elements, ((line.block, line.linked) for line in lines))
    return {e for e in elements if sizes[e] > 1 and links[e] > LINKED_ELEMENT * length[e]}


def counts(lines: Sequence[Line], doubted: set[Element]) -> Mapping[Line, int]:
    """What each line says of an article: its marks, 1 for a verse, and for a long line where there are more of these
    than marks, as some write without; or, where no sentence stands outside furniture, its characters.

    A poem, a table, a notice of three words are articles without a sentence, on pages that have some in the footer.
    """
    texts = [line.plain for line in lines]
    labels = labelled(texts, gate.lines_with_words("\n".join([*texts, ""])))
    others = _verses(lines) | _unmarked([line for line in lines if line.block not in doubted])
    said = {line: 0 if number in labels else marks(line) or line in others for number, line in enumerate(lines)}
    if any(count and line.block not in doubted for line, count in said.items()):
        return said
    return {line: 0 if number in labels else own(line) for number, line in enumerate(lines)}


def _verses(lines: Sequence[Line]) -> set[Line]:
    """Lines too short for a sentence that end like one and stand one below another: verses, dialogue."""
    found: set[Line] = set()
    for pair in pairwise(lines):
        if pair[0].block is pair[1].block and all(VERSE.search(line.plain) and not line.linked for line in pair):
            found.update(pair)
    return found


def _unmarked(lines: Sequence[Line]) -> set[Line]:
    """The long lines without marks, where there are more of these than marks."""
    long = {line for line in lines if not marks(line) and is_text(line) and len(_HAN.findall(line.plain)) >= LONG}
    return long if len(long) > sum(map(marks, lines)) else set()


def weights(
    lines: Iterable[Line], said: Mapping[Line, int], article: str, doubted: set[Element]
) -> Mapping[Line, float]:
    """What the lines that say something count for the choice of the place."""
    found: dict[Line, float] = {}
    at = 0
    for line in lines:
        if said[line]:
            voted = article.find(line.plain, at, at + VOTED)
            at = max(at, voted) if marks(line) else at
            found[line] = said[line] * DOUBTED ** ((bool(article) and voted < 0) + (line.block in doubted))
    return found


def place(elements: Sequence[Element], weighed: Mapping[Line, float]) -> Element:
    """The element that holds the article: from the page down into the one that holds most, while that is decisive."""
    held = sums(elements, ((line.block, weight) for line, weight in weighed.items()))
    heaviest: dict[Element | None, Element] = {}
    for element in elements:
        other = heaviest.setdefault(element.parent, element)
        if held[element] > held[other]:
            heaviest[element.parent] = element
    here = elements[0]
    while inner := heaviest.get(here):
        if held[inner] < DECISIVE * held[here] or inner.name == "p" or not held[here]:
            break
        here = inner
    return here
