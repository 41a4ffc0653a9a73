"""The head and the tail of a web page: what has no known word but stands among furniture, outside the article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import groupby

from cleaners.boilerplate import features, odds
from cleaners.boilerplate.article import TITLE_LENGTHS, Article, article_of, has_date, has_source, pieces, tail_from
from cleaners.boilerplate.page import FURNISHED, Page, Removal

EVIDENCE = 2
"""Labelled lines that make a head or a tail, on a page with few of them. At 1 the last short line of a paragraph goes
beside a single button; at 3 the short heads of mobile pages stay."""

LIKELY = 0.6
"""Probability from which a line outside the article goes. Most lines there are far from it on either side; at 0.5 twice
as much is lost of verse, recipes and tables on such pages, at 0.7 few lines more stay."""

SURE = 0.8
"""The same between the title and the text: a byline, a place, a salutation stand there too."""

SURER = 0.9
"""The same there for what looks like a headline: it may be a second title."""

SUREST = 0.99
"""The same for a headline right above the title: it may be the title's first line. Also for a line above the title and
below the one that says when the page was put up: that mostly stands under a title, so another may be the true one."""

KNOWN = 0.3
"""The same for a line with a weak label, on a page that is surely one of a site."""

REACH = 3
"""Lines from the last labelled line of a head, or from the title where it is certain, up to which lines without a label
go. At 8 a list of things or a dialogue above the first long sentence goes, at 1 a few more links stay."""

NEVER = 2.0
"""For lines that stay whatever their probability is."""

TITLE_CONFIDENCE = 0.85
"""Estimated on the labelled development pages for the browser's title."""

LISTED = 4
"""Headlines between the title and the text that make a list; an article has a second and a third title at most."""

LISTED_CHANCE = 0.55
"""Mean probability of the lines of such a list: from 0.4 to 0.75 the development pages come out the same."""

COMMENT_LENGTH = {2: 300, 4: 1000}
"""Characters of a reader's comment at most that goes, by the labelled lines, dates and buttons, that stand close to it:
longer ones may be a second article, which has none."""

TITLE_SHORTEST = 5
"""Characters of a title that is recognised by its recurrence; a shorter one may be a channel's name."""

TITLE_MORE = 60
"""Characters at most that a line has beyond the title which it has, too: those of a path. Longer lines are text."""


def removed(page: Page, notices: Container[int]) -> Iterator[tuple[int, Removal]]:
    """The lines of the head and the tail. `notices` are lines of legal notices, which are no text of the article."""
    if page.kinds and not page.kinds[0] and _is_page_title(page):
        yield 0, Removal("boilerplate.page-title", TITLE_CONFIDENCE)
    article = article_of(page, notices) if page.evidence else None
    if not article or not article.text:
        return
    chances = [odds.probability(names, odds.weights()) for names in features.of_page(page, article, notices)]
    article = _shortened(page, article, chances)
    listed = _listed(page, article, chances)
    comments = _comments(page, article)
    titled = set(_titled(page, article))
    for i in sorted((_zones(page, article) | titled) - _copied(page, article)):
        least = LIKELY if i in comments else _least(page, article, i)
        if i in listed or i in titled or chances[i] >= least:
            yield i, page.labelled(i) if page.kinds[i] else _removal(article, i, chances[i])


def _removal(article: Article, i: int, chance: float) -> Removal:
    return Removal(f"boilerplate.page-{'tail' if i >= article.text.stop else 'head'}", round(chance, 2))


def _is_page_title(page: Page) -> bool:
    """Whether the first line is the browser's title: the article's title, which comes again, and the site's name."""
    title = re.split(r"\s*[_|｜]\s*|-+(?=[^-]{2,12}$)", page.texts[0])[0].strip()
    return TITLE_SHORTEST <= len(title) < len(page.texts[0]) and title in page.texts[1:]


def _titled(page: Page, article: Article) -> Iterator[int]:
    """The lines above the title that have it and more: a path that ends with it, the browser's title."""
    title = page.texts[article.title] if article.title is not None and article.certain else ""
    if len(title) >= TITLE_SHORTEST:
        for i in range(article.title or 0):
            more = len(page.texts[i]) - len(title)
            if 0 < more <= TITLE_MORE and title in page.texts[i] and not page.rules[i] and not page.running[i]:
                yield i


def _shortened(page: Page, article: Article, chances: Sequence[float]) -> Article:
    """The article up to its last sentence that is likelier text than furniture.

    A list of headlines may follow that look like sentences, for they were cut at a comma.
    """
    last = next((i for i in reversed(article.text) if page.running[i] and chances[i] < LIKELY), article.text.stop - 1)
    text = range(article.text.start, last + 1)
    return article._replace(text=text, tail=tail_from(page, text.stop))


def _zones(page: Page, article: Article) -> set[int]:
    """The lines of the head and of the tail, each where enough labelled lines say that it is one."""
    labelled = next((i for i in reversed(range(article.text.start)) if page.kinds[i] or page.is_word(i)), 0)
    reach = max(labelled + 1 + REACH, article.title if article.title is not None and article.certain else 0)
    head = range(min(article.text.start, reach))
    tail = range(article.tail, len(page.texts))
    least = 1 if page.evidence >= FURNISHED or _is_dated(page, article) else EVIDENCE
    found = set(head) if sum(page.speaks(i, "head") for i in range(article.text.start)) >= least else set()
    return found | (set(tail) if sum(page.speaks(i, "head", "tail") for i in tail) >= least else set())


def _is_dated(page: Page, article: Article) -> bool:
    """Whether a line under a certain title says when the page was put up: then a page's head stands above it."""
    if article.title is None or not article.certain:
        return False
    return any(map(page.is_meta, range(article.title, article.text.start)))


def _copied(page: Page, article: Article) -> set[int]:
    """The lines outside the article that it has too, where one of them is a sentence: a second copy.

    A later stage decides on it as a whole.
    """
    first = article.text.start if article.title is None else article.title
    inside = {page.texts[i] for i in range(first, article.text.stop) if not page.kinds[i]}
    found = {i for i in (*range(first), *range(article.tail, len(page.texts))) if page.texts[i] in inside}
    return found if any(page.running[i] for i in found) else set()


def _least(page: Page, article: Article, i: int) -> float:
    """The probability from which a line goes at its place."""
    text, place = page.texts[i], article.place(i)
    if page.running[i] or place in ("inside", "end") or i == article.title or has_source(text):
        return NEVER
    if place == "above":
        is_doubtful = _is_beside_title(page, article, i) or any(map(page.is_meta, range(i)))
        return SUREST if is_doubtful else LIKELY
    if page.kinds[i] == "weak" and page.evidence >= FURNISHED:
        return KNOWN
    if place == "under":
        return NEVER if has_date(text) else SURER if _is_like_title(page, i) else SURE
    return LIKELY


def _comments(page: Page, article: Article) -> set[int]:
    """The sentences in the tail that are readers': below the head of the comments, among their dates and buttons, and
    again where they are quoted.
    """
    tail = range(article.tail, len(page.texts))
    first = next((i for i in tail if page.is_comments(i)), len(page.texts))
    sentences = [i for i in range(first, len(page.texts)) if page.running[i]]
    comments = {page.texts[i] for i in sentences if _is_comment(page, i, tail)}
    return {i for i in sentences if page.texts[i] in comments}


def _is_comment(page: Page, i: int, tail: range) -> bool:
    signs = sum(bool(page.kinds[j]) for j in _near(i, tail))
    return any(signs >= least and len(page.texts[i]) <= most for least, most in COMMENT_LENGTH.items())


def _near(i: int, within: range) -> range:
    return range(max(within.start, i - features.NEAR), min(within.stop, i + features.NEAR + 1))


def _listed(page: Page, article: Article, chances: Sequence[float]) -> set[int]:
    """Headlines in a row under a certain title, likely furniture as a whole: links to other articles."""
    found: set[int] = set()
    if article.title is None or not article.certain:
        return found
    under = range(article.title + 1, article.text.start)
    for is_link, group in groupby(under, lambda i: _is_link(page, i)):
        run = list(group)
        if is_link and len(run) >= LISTED and sum(chances[i] for i in run) >= LISTED_CHANCE * len(run):
            found.update(run)
    return found


def _is_link(page: Page, i: int) -> bool:
    return _is_like_title(page, i) and not (has_source(page.texts[i]) or has_date(page.texts[i]))


def _is_beside_title(page: Page, article: Article, i: int) -> bool:
    """Whether nothing but headlines stands from a line to the title, two lines below at most."""
    assert article.title is not None
    return article.title - i <= 2 and all(_is_like_title(page, j) for j in range(i, article.title))


def _is_like_title(page: Page, i: int) -> bool:
    text = page.texts[i]
    return not page.kinds[i] and len(text) in TITLE_LENGTHS and len(pieces(text)) < 4
