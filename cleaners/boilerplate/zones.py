"""The head and the tail of a web page: what has no known word but stands among furniture, outside the article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from cleaners.boilerplate import features, odds
from cleaners.boilerplate.article import TITLE_LENGTHS, Article, article_of, has_date, has_source, pieces, tail_from
from cleaners.boilerplate.lines import Line
from cleaners.boilerplate.page import Page, Removal

EVIDENCE = 2
"""Labelled lines that make a head or a tail, on a page with few of them."""

FURNISHED = 4
"""Labelled lines of a page from which one is enough to make a head or a tail."""

LIKELY = 0.5
"""Probability from which a line outside the article goes. Most lines there are far from it on either side; below, the
tables and notes under an article go."""

SURE = 0.8
"""Probability from which a line between the title and the text goes: bylines, places and salutations stand there too."""

SURER = 0.9
"""The same for what looks like a headline: a second title stands there, but rarely a list."""

SUREST = 0.99
"""The same for a headline right above the title: it may be the title's first line."""

TITLE_SHORTEST = 5
"""Characters of a title that is recognised by its recurrence; a shorter one may be a channel's name."""

_COMMENTS = frozenset(f"boilerplate.{name}" for name in ("comment-box", "comment-count"))


def removed(page: Page, lines: Sequence[Line], notices: Container[int]) -> Iterator[tuple[int, Removal]]:
    """The lines of the head and the tail. `notices` are lines of legal notices, which are no text of the article."""
    if page.kinds and not page.kinds[0] and _is_page_title(page):
        yield 0, Removal("boilerplate.page-title", LIKELY)
    if not any(page.speaks(i, "head", "tail") for i in range(len(page.texts))):
        return
    article = article_of(page, notices)
    if not article.text:
        return
    found = features.of_page(page, lines, article, notices)
    chances = [odds.probability(names, odds.weights()) for names in found]
    article = _shortened(page, article, chances)
    lines_of = _zones(page, article)
    for i, chance in enumerate(chances):
        if i in lines_of and not page.running[i] and chance >= _least(page, article, i):
            if page.kinds[i]:
                yield i, page.labelled(i)
            else:
                yield i, Removal(f"boilerplate.page-{'tail' if i >= article.text.stop else 'head'}", round(chance, 2))


def _zones(page: Page, article: Article) -> set[int]:
    """The lines of the head and of the tail, each where enough labelled lines say that it is one."""
    head, tail = range(article.text.start), range(article.tail, len(page.texts))
    least = 1 if sum(page.speaks(i, "head", "tail") for i in range(len(page.texts))) >= FURNISHED else EVIDENCE
    found = set(head) if sum(page.speaks(i, "head") for i in head) >= least else set()
    return found | (set(tail) if sum(page.speaks(i, "head", "tail") for i in tail) >= least else set())


def _is_page_title(page: Page) -> bool:
    """Whether the first line is the browser's title: the article's title, which comes again, and the site's name."""
    title = re.split(r"\s*[_|｜]\s*|-+(?=[^-]{2,12}$)", page.texts[0])[0].strip()
    return TITLE_SHORTEST <= len(title) < len(page.texts[0]) and title in page.texts[1:]


def _shortened(page: Page, article: Article, chances: Sequence[float]) -> Article:
    """The article up to its last sentence that is likelier text than furniture: a list of headlines may follow that
    look like sentences, for they were cut at a comma."""
    last = next((i for i in reversed(article.text) if page.running[i] and chances[i] < LIKELY), article.text.stop - 1)
    text = range(article.text.start, last + 1)
    return article._replace(text=text, tail=tail_from(page, text.stop))


def _least(page: Page, article: Article, i: int) -> float:
    """The probability from which a line goes at its place; above 1 for those that stay."""
    text, place = page.texts[i], article.place(i)
    if place in ("inside", "end", "title") or has_source(text):
        return 2.0
    if place == "above":
        return SUREST if _is_beside_title(page, article, i) else LIKELY
    if place == "under":
        return 2.0 if has_date(text) else SURER if _is_like_title(page, i) else SURE
    return LIKELY


def _is_beside_title(page: Page, article: Article, i: int) -> bool:
    assert article.title is not None
    return article.title - i <= 2 and all(_is_like_title(page, j) for j in range(i, article.title))


def _is_like_title(page: Page, i: int) -> bool:
    text = page.texts[i]
    return not page.kinds[i] and len(text) in TITLE_LENGTHS and len(pieces(text)) < 4
