"""Where the article of a page stands: the element with most of its sentences, and which of its lines belong to it.

Density of text and punctuation, as readability and GNE measure it, but over lines and with the choice made from the
top: from the page downwards as long as one element inside holds most of what is said. What the extractor keeps counts
in full, the rest for less; so each mends the other's faults. Measured in docs/structure.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from cleaners.boilerplate import fields, gate
from cleaners.boilerplate.labels import labelled
from cleaners.html.lines import HEADINGS, Element, Line

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

FEWEST = 20
"""Characters outside links that an article without a sentence has at least; a title alone has fewer, above a list of
links that is the page."""

DOUBTED = 0.2
"""What a sentence counts that the extractor does not keep, or that stands where a page names its furniture."""

VOTED = 20_000
"""Characters of what the extractor keeps, from the sentence found last, in which the next one is looked for: it keeps
their order, and a search through all of it for each line takes the square of a page's length."""

BESIDE = 2
BESIDE_SHARE = 0.6
OTHERS = 0.1

PARTS = frozenset(("li", "ul", "ol", "dl", "dd", "dt", "blockquote", "p"))

FLOW = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "blockquote", "center", "dd", "dt", "font", "section",
    "figure", "figcaption", "ul", "ol", "table", "thead", "tbody", "tr",
))  # fmt: skip
"""Elements that are parts of a text; a text is held by what holds these."""

LISTS = frozenset(("ul", "ol", "dl", "pre"))

COLUMNS_TEXT = 20

AHEAD = 4

FURNITURE = frozenset(("footer", "nav", "aside", "form"))

RECORD = 3
"""Lines of fields before the article that make a record of it; two may be the tags and the summary of any page."""

REFERENCES = re.compile("(?:主要)?(?:参考文献|參考文獻|参考资料|參考資料|引用文献)[:：]?|References", re.IGNORECASE)
"""Headings of a list of references."""

ATTACHED = re.compile("附件(?:[一二三四五六七八九十\\d]{0,3}[:：.．、]|[:：]?$)")
NUMBERED = re.compile("[\\d一二三四五六七八九十]{1,3}[.．、]|附件")
"""The first line of a list of attachments, and the others."""

_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_NAME = re.compile(r"\b(?:class|id|role)\s*=", re.IGNORECASE)
_MARK = re.compile("[。！？；，,!?]|[\u4e00-\u9fff][.]")
# What pages call furniture in id and class of its element; the words are those of readability's and GNE's lists that
# occur on Chinese sites.
_NAMED = re.compile(
    "comment|reply|discuss|评论|related|recommend|(?<![a-z])(?:hot|rank)(?![a-z]{3})|sidebar|copyright|share|footer|breadcrumb",
    re.IGNORECASE,
)


def body(lines: Sequence[Line], article: str) -> list[Line]:
    """The lines of the article; all lines where there is none. `article` is what the extractor keeps, squeezed."""
    if not any(map(marks, lines)):
        return list(lines)
    elements = _elements(lines)
    named = {element for element in elements if _is_named(element)}
    doubted = _held(elements, named)
    counts = _counts(lines, doubted)
    weights = _weights(lines, counts, article, doubted)
    place = _whole(_place(elements, weights), elements, lines, counts, weights)
    around, held = set(place.around()), _held(elements, {place})
    inside = [line for line in lines if line.block in held]
    tables = _held(elements, _tables(inside))
    others = [line for line in inside if line.block not in tables]
    unwanted = _held(elements, (_linked(elements, others) - around) | (named - around - _insets(elements, inside)))
    said = [(_is_text(line) or line.block in tables) and line.block not in unwanted for line in inside]
    heads = {line for i, line in enumerate(inside) if not said[i] and _heads(inside, i, said)}
    heads |= _attachments(inside)
    kept = [line for i, line in enumerate(inside) if said[i] or line in heads]
    if not any(map(marks, kept)) and sum(map(_own, kept)) < FEWEST:
        return list(lines)
    firm = {line for line in kept if counts[line] or line in heads or line.block in tables or _is_code(line)}
    text = _trimmed(elements, kept, firm)
    record = _record(lines[: lines.index(text[0])] if text else ())
    return [*record, *text, *_references(lines[lines.index(inside[-1]) + 1 :], around)]


def _heads(lines: Sequence[Line], i: int, said: Sequence[bool]) -> bool:
    """Whether a link is a heading: the element says so, and a sentence follows; or it stands alone between two sentences,
    as a link does that leads to the whole of a shortened report.
    """
    if lines[i].block.name in HEADINGS:
        below = range(i + 1, min(len(lines), i + 1 + AHEAD))
        return not _is_text(lines[i]) and any(marks(lines[j]) for j in takewhile(said.__getitem__, below))
    return 0 < i < len(lines) - 1 and all(said[j] and marks(lines[j]) > 1 for j in (i - 1, i + 1))


def _attachments(lines: Sequence[Line]) -> set[Line]:
    """The list of what is attached to a notice, of which the names are links."""
    found: set[Line] = set()
    for number, line in enumerate(lines):
        if ATTACHED.match(line.plain):
            found |= {line, *takewhile(lambda other: NUMBERED.match(other.plain), lines[number + 1 :])}
    return found


def _counts(lines: Sequence[Line], doubted: set[Element]) -> Mapping[Line, int]:
    """What each line says of an article: its marks; or, where no sentence stands outside furniture, its characters.

    A poem, a table, a notice of three words are articles without a sentence, on pages that have some in the footer.
    """
    texts = [line.plain for line in lines]
    labels = labelled(texts, gate.lines_with_words("\n".join([*texts, ""])))
    said = {line: 0 if number in labels else marks(line) for number, line in enumerate(lines)}
    if any(count and line.block not in doubted for line, count in said.items()):
        return said
    return {line: 0 if number in labels else _own(line) for number, line in enumerate(lines)}


def _own(line: Line) -> int:
    """How many characters of a line are in no link; 0 for a line that is mostly link."""
    return len(line.plain) - line.linked if line.linked <= LINKED * len(line.plain) else 0


def marks(line: Line) -> int:
    """How many marks a line of text has; 0 for a line that is no sentence."""
    return len(_MARK.findall(line.plain)) if _own(line) >= SENTENCE else 0


def _is_named(element: Element) -> bool:
    return element.name in FURNITURE or _NAMED.search(element.attributes) is not None


def _elements(lines: Iterable[Line]) -> list[Element]:
    """The elements that hold the lines, the outer ones first."""
    found: dict[Element, None] = {}
    for line in lines:
        for element in line.block.around():
            if element in found:
                break
            found[element] = None
    return sorted(found, key=lambda element: element.depth)


def _held(elements: Iterable[Element], holders: set[Element]) -> set[Element]:
    """Those of the elements, outer ones first, that are holders or stand in one."""
    held: set[Element] = set()
    for element in elements:
        if element in holders or element.parent in held:
            held.add(element)
    return held


def _sums(elements: Sequence[Element], amounts: Iterable[tuple[Element, float]]) -> dict[Element, float]:
    """What each element holds, itself and in what stands in it."""
    sums = dict.fromkeys(elements, 0.0)
    for element, amount in amounts:
        sums[element] += amount
    for element in reversed(elements):
        if element.parent is not None:
            sums[element.parent] += sums[element]
    return sums


def _weights(
    lines: Iterable[Line], counts: Mapping[Line, int], article: str, doubted: set[Element]
) -> Mapping[Line, float]:
    """What the lines count for the choice of the place."""
    weights: dict[Line, float] = {}
    at = 0
    for line in lines:
        if counts[line]:
            found = article.find(line.plain, at, at + VOTED)
            at = max(at, found) if marks(line) else at
            weights[line] = counts[line] * DOUBTED ** ((bool(article) and found < 0) + (line.block in doubted))
    return weights


def _place(elements: Sequence[Element], weights: Mapping[Line, float]) -> Element:
    """The element that holds the article: from the page down into the one that holds most, while that is decisive."""
    sums = _sums(elements, ((line.block, weight) for line, weight in weights.items()))
    heaviest: dict[Element | None, Element] = {}
    for element in elements:
        other = heaviest.setdefault(element.parent, element)
        if sums[element] > sums[other]:
            heaviest[element.parent] = element
    place = elements[0]
    while inner := heaviest.get(place):
        if sums[inner] < DECISIVE * sums[place] or inner.name == "p" or not sums[place]:
            break
        place = inner
    return place


def _whole(
    place: Element,
    elements: Sequence[Element],
    lines: Sequence[Line],
    counts: Mapping[Line, int],
    weights: Mapping[Line, float],
) -> Element:
    """The text of which the place is a part: one of several posts, an item of a list, a chapter beside others."""
    said = _sums(elements, ((line.block, counts[line]) for line in lines))
    first, last = _extents(lines), _extents(lines[::-1])
    many = _many(elements, said, _linked(elements, lines))
    for inner, outer in pairwise([*place.around()]):
        if place.name == "td":
            break
        beside = said[outer] - said[place]
        before = lines[first[outer] : first[place]]
        after = lines[len(lines) - last[place] : len(lines) - last[outer]]
        near = [*takewhile(_is_text, reversed(before)), *takewhile(_is_text, after)]
        full = sum(counts[line] for line in near if counts[line] and weights[line] == counts[line])
        if inner in many or _is_part(place) or (beside and full >= max(BESIDE, BESIDE_SHARE * beside)):
            place = outer
        elif beside:
            break
    return place


def _is_part(element: Element) -> bool:
    """Whether an element is a part of a text by its name; editors of articles write sections that have but a style."""
    return element.name in PARTS or (element.name == "section" and not _NAME.search(element.attributes))


def _extents(lines: Iterable[Line]) -> Mapping[Element, int]:
    """For each element the number of its first line."""
    first: dict[Element, int] = {}
    for number, line in enumerate(lines):
        for element in line.block.around():
            if element in first:
                break
            first[element] = number
    return first


def _many(elements: Iterable[Element], said: Mapping[Element, float], linked: set[Element]) -> set[Element]:
    """The elements that stand among others of their kind with text in each: posts, answers, messages."""
    kinds: dict[object, list[Element]] = {}
    for element in elements:
        if said[element] >= BESIDE and element not in linked and (found := _CLASS.search(element.attributes)):
            kinds.setdefault((element.parent, element.name, found[1]), []).append(element)
    return {
        one
        for alike in kinds.values()
        for one in alike
        if sum(said[other] for other in alike) >= (1 + OTHERS) * said[one]
    }


def _is_text(line: Line) -> bool:
    """Whether a line is not mostly links; in code every name may be one."""
    return line.linked <= LINKED * len(line.plain) or line.plain.endswith((";", "{", "}"))


def _tables(lines: Iterable[Line]) -> set[Element]:
    """The tables of data, with headings of columns and text in cells: names in them may be links."""
    heads: Counter[Element] = Counter()
    own: Counter[Element] = Counter()
    for line in lines:
        names = {element.name: element for element in reversed([*line.block.around()])}
        if table := names.get("table"):
            heads[table] += line.block.name == "th"
            own[table] += _own(line)
    return {table for table, columns in heads.items() if columns > 1 and own[table] >= COLUMNS_TEXT}


def _insets(elements: Sequence[Element], lines: Sequence[Line]) -> set[Element]:
    """Boxes in the middle of a text: called aside or sidebar, with sentences and without links."""
    said, linked = (_sums(elements, amounts) for amounts in zip(*(
        ((line.block, marks(line)), (line.block, line.linked)) for line in lines)))
    ends = {*lines[0].block.around(), *lines[-1].block.around()}
    return {e for e in elements if said[e] and not linked[e] and e not in ends and (e.name == "aside" or "sidebar" in e.attributes)}


def _linked(elements: Sequence[Element], lines: Sequence[Line]) -> set[Element]:
    """The elements of more than one line of which these lines are mostly links."""
    sizes = _sums(elements, ((line.block, 1) for line in lines))
    length = _sums(elements, ((line.block, len(line.plain)) for line in lines))
    linked = _sums(elements, ((line.block, line.linked) for line in lines))
    return {e for e in elements if sizes[e] > 1 and linked[e] > LINKED_ELEMENT * length[e]}


def _is_code(line: Line) -> bool:
    return any(element.name == "pre" for element in line.block.around())


def _trimmed(elements: Sequence[Element], lines: Sequence[Line], firm: set[Line]) -> list[Line]:
    """The lines from the first firm one to the last, and those around that stand in the same text as one."""
    sentences = [number for number, line in enumerate(lines) if line in firm]
    if not sentences:
        return list(lines)
    text_of = _texts(elements, lines)
    texts = {text_of[lines[number].block] for number in sentences}
    return [
        line
        for number, line in enumerate(lines)
        if sentences[0] <= number <= sentences[-1] or (not line.linked and text_of[line.block] in texts)
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
    """Of the lines behind the article the list of references, with its heading, in an element of its own."""
    heading = next((line for line in lines if REFERENCES.fullmatch(line.plain)), None)
    if heading is None:
        return []
    elements = _elements(lines)
    listed = _texts(elements, lines)[heading.block]
    held = _held(elements, {listed} - around)
    return [line for line in lines if line.block in held]


def _texts(elements: Sequence[Element], lines: Iterable[Line]) -> dict[Element, Element]:
    """For each element the one that holds the text of which it is a part: no paragraph, and not of one line alone."""
    sizes = _sums(elements, ((line.block, 1) for line in lines))
    wrapping = {e.parent for e in elements if e.name in LISTS and e.parent and sizes[e] == sizes[e.parent]}
    texts: dict[Element, Element] = {}
    for element in elements:
        if element.parent is None or (element.name not in FLOW and sizes[element] > 1 and element not in wrapping):
            texts[element] = element
        else:
            texts[element] = texts[element.parent]
    return texts
