"""From the element with most of the sentences up to the text of which it is a part.

Generators of pages put each section of a text, each item of a list, each post of a thread into an element of its own,
and the longest can hold more than the rest together. Measured in docs/structure.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from cleaners.html.density import is_text, linked
from cleaners.html.elements import extents, sums
from cleaners.html.lines import Element, Line

BESIDE = 2
"""Marks of text beside the element that speak for a whole, and those of a post among posts; one may be anything."""

BESIDE_SHARE = 0.6
"""Share of what is said beside the element that must be such text. At 0.5 notices come along, at 0.7 the footnotes that
the extractor drops keep a chapter out."""

OTHERS = 0.1
"""What the others of its kind say, as a share of what the element says, from which they are posts like it. A box of
related reading that has the class of the article has less."""

PARTS = frozenset(("li", "ul", "ol", "dl", "dd", "dt", "blockquote", "p"))
"""Elements that are never a whole text."""

LAYOUT = frozenset((
    "row", "container", "wrap", "wrapper", "inner", "column", "columns", "clearfix", "cl", "box", "block", "card",
    "panel", "module", "mod", "widget",
))  # fmt: skip
"""Classes that say how an element looks and nothing of what it is; elements that share one are not of a kind."""

_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NAME = re.compile(r"\b(?:class|id|role)\s*=", re.IGNORECASE)


def whole(
    place: Element,
    elements: Sequence[Element],
    lines: Sequence[Line],
    counts: Mapping[Line, int],
    weights: Mapping[Line, float],
) -> Element:
    """The text of which the place is a part: one of several posts, an item of a list, a chapter beside others.

    `counts` is what the lines say, `weights` what they count in the choice of the place. What stands in another cell
    of the same table is another column of the page.
    """
    said = sums(elements, ((line.block, counts[line]) for line in lines))
    first, last = extents(lines), extents(lines[::-1])
    posts = _posts(elements, said, linked(elements, lines))
    for inner, outer in pairwise([*place.around()]):
        if place.name == "td":
            break
        beside = said[outer] - said[place]
        near = _near(lines[first[outer] : first[place]], lines[len(lines) - last[place] : len(lines) - last[outer]])
        full = sum(counts[line] for line in near if counts[line] and weights[line] == counts[line])
        if inner in posts or _is_part(place) or (beside and full >= max(BESIDE, BESIDE_SHARE * beside)):
            place = outer
        elif beside:
            break
    return place


def _near(before: Sequence[Line], behind: Sequence[Line]) -> list[Line]:
    """The lines on both sides with no link before the place."""
    return [*takewhile(is_text, reversed(before)), *takewhile(is_text, behind)]


def _is_part(element: Element) -> bool:
    """Whether an element is a part of a text by its name; editors of articles write sections that have but a style."""
    return element.name in PARTS or (element.name == "section" and not _NAME.search(element.attributes))


def _posts(elements: Iterable[Element], said: Mapping[Element, float], links: set[Element]) -> set[Element]:
    """The elements that stand among others of their name and class with text in each: posts, answers, messages."""
    kinds: dict[object, list[Element]] = {}
    for element in elements:
        kind = _CLASS.search(element.attributes)
        if said[element] >= BESIDE and element not in links and kind and kind[1].lower() not in LAYOUT:
            kinds.setdefault((element.parent, element.name, kind[1]), []).append(element)
    posts: set[Element] = set()
    for alike in kinds.values():
        together = sum(said[element] for element in alike)
        posts |= {element for element in alike if together >= (1 + OTHERS) * said[element]}
    return posts
