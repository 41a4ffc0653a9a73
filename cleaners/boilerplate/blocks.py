"""Which labelled lines go, and which unlabelled lines go with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from cleaners.boilerplate.lines import is_headline, is_open, is_sentence
from cleaners.boilerplate.page import FURNISHED, Page, Removal

REACH = 2
"""Lines, blank ones left out, over which one piece of furniture vouches for another. At 1 an unknown word in a
navigation cuts it in two; at 4 a caption between two share bars is lost."""

NOTICE_LINES = 40
"""Lines that a notice has at most; longer ones are documents of their own."""

LIST_LINES = 30
"""Headlines that a list of related articles has at most."""

INSIDE_LIST = 3
"""Headlines that a list needs where the article goes on behind it: one may be a heading of the article."""

TEASER_LENGTHS = range(30, 161)
"""Characters of an article's beginning under its headline, in a list; a shorter line that trails off is speech."""

VOUCHED = ("weak", "tail", "label", "clause")
"""Kinds of rules whose lines go beside firm furniture."""

_HEADING = re.compile(r"(?P<mark>#{1,6}) |(?P<number>\d{1,2})[.、．]\s?(?=\D)")
"""A heading of Markdown, or one with a number."""

_CLAUSE = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[①-⑩])[)）、.．]?")
_ADDRESS = re.compile(r"[a-z0-9\-]{1,30}(?:\.[a-z0-9\-]{1,30}){1,3}", re.ASCII)
_SPEAKER = re.compile("本(?:[网站报刊台]|平台|公司|公众号)|凡注明|凡本")
_LEGAL = re.compile("版权|著作权|转载|授权|侵权|本网|本站|来源|免责|声明|作品|观点|责任|许可|摘编|稿酬")


def removed(page: Page, notices: Container[int]) -> Iterator[tuple[int, Removal]]:
    """The lines that go for their label or with a labelled line. `notices` are lines of legal notices."""
    lists = dict(_lists(page))
    yield from lists.items()
    firm = {i for i in range(len(page.texts)) if i in notices or _is_firm(page, i, lists)} | set(_addresses(page))
    firm |= set(_vouched(page, firm))
    yield from ((i, page.labelled(i)) for i in sorted(firm) if page.kinds[i])


def _is_firm(page: Page, i: int, lists: Container[int]) -> bool:
    """Whether a labelled line goes without a look at its neighbours."""
    if page.kinds[i] == "tail" and i and _HEADING.match(page.texts[i - 1]):
        return False  # what a section of a manual says, as under `## License`
    if page.kinds[i] == "label":
        alone = i + 1 in lists or not page.texts[i].isalnum() or not page.is_followed_by_unlabelled(i)
        return alone or page.evidence >= FURNISHED
    return page.kinds[i] == "line" or (page.kinds[i] == "tail" and i >= page.body.stop)


def notices(page: Page) -> Iterator[tuple[int, Removal]]:
    """Blocks of a notice: from a header, or from two clauses beside each other, to the last line that belongs.

    Without a header, one clause must name the site that speaks: an article about copyright has clauses, too.
    """
    i = 0
    while i < len(page.texts):
        if page.kinds[i] == "notice" or (page.kinds[i] == "clause" and _next_clause(page, i)):
            end = _notice_end(page, i)
            named = page.kinds[i] == "notice" or any(map(_SPEAKER.search, page.texts[i:end]))
            if named and _has_article_before(page, i) and not _is_section(page, i):
                for j in range(i, end):
                    yield j, Removal("boilerplate.notice", 0.95)
                i = end
                continue
        i += 1


def _is_section(page: Page, i: int) -> bool:
    """Whether a line is one of the headings of the document: another is marked alike, or has the next number."""
    found = _HEADING.match(page.texts[i])
    if found is None:
        return False
    others = [other for text in page.texts if text != page.texts[i] and (other := _HEADING.match(text))]
    if found["mark"]:
        return any(other["mark"] for other in others)
    return any(other["number"] and int(other["number"]) == int(found["number"]) + 1 for other in others)


def _next_clause(page: Page, i: int) -> bool:
    return "clause" in page.kinds[i + 1 : i + 4]


def _notice_end(page: Page, start: int) -> int:
    """The line after a notice.

    It goes on while a line is a clause, is numbered, has legal words, or continues one that broke off.
    """
    end = start + 1
    while end < min(len(page.texts), start + NOTICE_LINES):
        text, before = page.texts[end], page.texts[end - 1]
        if page.kinds[end] == "clause" or (page.kinds[end] == "" and _belongs(text, before, first=end == start + 1)):
            end += 1
        else:
            break
    return end


def _belongs(text: str, before: str, *, first: bool) -> bool:
    if _CLAUSE.match(text) and _LEGAL.search(text):
        return True
    return bool(_LEGAL.search(text)) if first else is_open(before) or (bool(_LEGAL.search(text)) and is_sentence(text))


def _has_article_before(page: Page, start: int) -> bool:
    """Whether a sentence stands before the block: else the notice may be the document."""
    return page.body.start < start


def _lists(page: Page) -> Iterator[tuple[int, Removal]]:
    """Headlines under a label such as 相关阅读, up to one that stands above too: there a second copy begins."""
    above: set[str] = set()
    for i, what in enumerate(page.kinds):
        if what == "label" and page.body.start < i:
            end = i + 1
            while end <= i + LIST_LINES and _is_listed(page, end, i + 1) and page.texts[end] not in above:
                end += 1
            if end - i - 1 >= (INSIDE_LIST if end < page.body.stop else 1):
                yield from ((j, Removal("boilerplate.list", 0.9)) for j in range(i + 1, end))
        above.add(page.texts[i])


def _is_listed(page: Page, i: int, first: int) -> bool:
    """Whether a line is a headline of a list that begins at `first`, or the beginning of its article."""
    if i < len(page.texts) and page.indented[i] != page.indented[first]:
        return False
    if i >= len(page.texts) or page.kinds[i]:
        return False
    return _is_teaser(page.texts[i]) if page.running[i] else is_headline(page.texts[i]) or _is_teaser(page.texts[i])


def _is_teaser(text: str) -> bool:
    """Whether a line is the beginning of an article that was cut at a length."""
    return text.endswith(("...", "…")) and len(text) in TEASER_LENGTHS


def _addresses(page: Page) -> Iterator[int]:
    """Lines with a site's address alone that the document shows a second time: a watermark, not a reference
    nor one of a list.
    """
    bare = [i for i, what in enumerate(page.kinds) if what == "address"]
    if not bare:
        return
    seen = Counter(address for text in page.texts for address in _ADDRESS.findall(text))
    for i in bare:
        listed = "address" in (*page.kinds[max(0, i - 1) : i], *page.kinds[i + 1 : i + 2])
        if not listed and seen[_ADDRESS.findall(page.texts[i])[0]] > 1:
            yield i


def _vouched(page: Page, firm: Container[int]) -> Iterator[int]:
    """Weak lines that have firm furniture, or enough weak lines, beside them."""
    for start, end in _runs([bool(what) for what in page.kinds]):
        speaking = [i for i in range(start, end) if i in firm and page.speaks(i, "head", "tail")]
        if speaking or _alone_enough(page, start, end):
            yield from (i for i in range(start, end) if page.kinds[i] in VOUCHED)
            footer = next((i for i in speaking if page.speaks(i, "tail")), end)
            yield from (i for i in range(footer, end) if page.kinds[i] == "contact")


def _runs(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of marked lines; up to REACH - 1 unmarked ones do not end a run."""
    start = last = -1
    for i, mark in enumerate(marked):
        if not mark:
            continue
        if start >= 0 and i - last > REACH:
            yield start, last + 1
            start = i
        start, last = (i, i) if start < 0 else (start, i)
    if start >= 0:
        yield start, last + 1


def _alone_enough(page: Page, start: int, end: int) -> bool:
    """Whether weak lines stand for each other: two at an end of the page, four within the article.

    Never across a sentence: there they are the headings of what is said.
    """
    if any(page.running[start:end]):
        return False
    outside = end <= page.body.start or start >= page.body.stop
    return page.kinds[start:end].count("weak") >= (2 if outside else 4)
