"""The head and the tail of a web page: what has no known word but stands among furniture, outside the article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from cleaners.boilerplate.lines import is_sentence, weight
from cleaners.boilerplate.page import FIRM, Page, Removal

EVIDENCE = 3
"""Labelled lines that make a head or a tail. At 2 a signature between a credit and an address goes with them; at 5 the
short heads of mobile pages stay."""

LABELLED = -25
"""What a labelled line counts against a stretch of text, in Han characters of sentences. Nearer to 0, and readers'
comments between their buttons become part of the article; further, and an advertisement cuts an article in two."""

UNLABELLED = -2
"""What a line counts that is neither sentence nor label: headings and tables cost little, long lists of links more."""

LONGEST = 80
"""Han characters of one line that count: a long paragraph is not better evidence than two short ones."""

SECOND = 0.3
"""Weight of a second stretch of text, beside the best, that is part of the document: a second article, or a copy."""

TITLE_WINDOW = 15
"""Lines above the first sentence in which the title stands, with its date, source and share bar."""

TITLE = 9
"""Characters of a title at least; shorter lines in that window are taken for navigation, unless under a breadcrumb."""

CONFIDENCE = 0.85
"""Estimated on the labelled development pages: a line in ten is a title or a signature that an editor would keep."""

TITLE_SHORTEST = 5
"""Characters of a title that is recognised by its recurrence; a shorter one may be a channel's name."""

_DATE = re.compile(r"(?:19|20)\d\d\s?[-/年.]\s?\d{1,2}\s?[-/月.]|\d{1,2}:\d\d")
_META = re.compile(r"[(（\[【]?(?:(?:信息|稿件|文章|新闻|本文)?(?:来源|出处)|作者|记者|通讯员|本报记者)\s*[:：]?\s*\S")
_CRUMBS = frozenset(f"boilerplate.{name}" for name in ("you-are-here", "breadcrumb", "breadcrumb-end", "edition"))


def removed(page: Page, notices: Container[int]) -> Iterator[tuple[int, Removal]]:
    """The lines of the head and the tail. `notices` are lines of legal notices, which are no text of the article."""
    if page.kinds and not page.kinds[0] and _is_page_title(page):
        yield 0, Removal("boilerplate.page-title", CONFIDENCE)
    article = _article(page, notices)
    head = range(_title(page, article.start))
    if sum(page.speaks(i, "head") for i in head) >= EVIDENCE:
        yield from _all(page, head, "boilerplate.page-head")
    anchors = (i for i in range(article.stop, len(page.texts)) if page.kinds[i] in FIRM)
    tail = range(next(anchors, len(page.texts)), len(page.texts))
    if sum(page.speaks(i, "head", "tail") for i in tail) >= EVIDENCE:
        yield from _all(page, tail, "boilerplate.page-tail")


def _is_page_title(page: Page) -> bool:
    """Whether the first line is the browser's title: the article's title, which comes again, and the site's name."""
    title = re.split(r"\s*[_|｜]\s*|-+(?=[^-]{2,12}$)", page.texts[0])[0].strip()
    return TITLE_SHORTEST <= len(title) < len(page.texts[0]) and title in page.texts[1:]


def _article(page: Page, notices: Container[int]) -> range:
    """The lines from the first text to the last: the best stretch, and others about as good around it."""
    weights = [_weight(page, i, notices) for i in range(len(page.texts))]
    best, article = _best(weights, range(len(weights)))
    before, head = _best(weights, range(article.start))
    after, tail = _best(weights, range(article.stop, len(weights)))
    start = head.start if before > SECOND * best else article.start
    return range(start, tail.stop if after > SECOND * best else article.stop)


def _best(weights: Sequence[int], lines: range) -> tuple[int, range]:
    """The stretch of lines with the greatest sum of weights, and the sum (Kadane's algorithm)."""
    best, article = 0, lines[:0]
    total = start = 0
    for i in lines:
        if total <= 0:
            total, start = 0, i
        total += weights[i]
        if total > best:
            best, article = total, range(start, i + 1)
    return best, article


def _weight(page: Page, i: int, notices: Container[int]) -> int:
    """How much a line speaks for an article (above 0) or for furniture (below)."""
    if page.kinds[i] or i in notices:
        return LABELLED
    if page.running[i]:
        return min(weight(page.texts[i]) or len(page.texts[i]), LONGEST)
    return 0 if is_sentence(page.texts[i]) else UNLABELLED


def _title(page: Page, start: int) -> int:
    """Where the article's own head begins: below the last breadcrumb, else with the first line like a title."""
    crumbs = [i for i in range(start) if (rule := page.rules[i]) and rule.id in _CRUMBS]
    if crumbs:
        return crumbs[-1] + 1
    window = range(max(0, start - TITLE_WINDOW), start)
    titles = [
        i for i in window if not page.kinds[i] and len(page.texts[i]) >= TITLE and not _DATE.search(page.texts[i])
    ]
    above_dates = [i - 1 for i in window if i and _DATE.search(page.texts[i]) and not page.kinds[i - 1]]
    return min([*titles, *above_dates, max(0, start - 1)])


def _all(page: Page, zone: Sequence[int], rule: str) -> Iterator[tuple[int, Removal]]:
    """The lines of the head or the tail.

    Sentences without a label stay, they may be a second article, and so do lines that the article has too: a second
    copy is decided as a whole by a later stage.
    """
    article = {text for i, text in enumerate(page.texts) if i not in zone and len(text) >= TITLE}
    for i in zone:
        if page.kinds[i]:
            yield i, page.labelled(i)
        elif not (page.running[i] or page.texts[i] in article or _META.match(page.texts[i])):
            yield i, Removal(rule, CONFIDENCE)
