"""The head and the tail of a web page: what has no known word but stands among furniture, outside the article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from cleaners.boilerplate import features, odds
from cleaners.boilerplate.article import TITLE_LENGTHS, Article, article_of, has_date, has_source, pieces, tail_from
from cleaners.boilerplate.page import FURNISHED, Page, Removal

EVIDENCE = 2
"""Labelled lines that make a head or a tail, on a page with few of them."""

LIKELY = 0.6
"""Probability from which a line outside the article goes. Most lines there are far from it on either side; below, the
tables and notes under an article go."""

SURE = 0.8
"""Probability from which a line between the title and the text goes: bylines, places and salutations stand there too."""

SURER = 0.9
"""The same for what looks like a headline: a second title stands there, but rarely a list."""

KNOWN = 0.3
"""The same for a line with a weak label, on a page that is surely one of a site."""

SUREST = 0.99
"""The same for a headline right above the title: it may be the title's first line."""

LISTED = 4
"""Headlines between the title and the text that make a list; an article has a second and a third title at most."""

LISTED_CHANCE = 0.65
"""Mean probability of the lines of such a list."""

COMMENT_LENGTH = 300
"""Characters of a reader's comment at most that goes; longer ones may be a second article."""

COMMENT_SIGNS = 2
"""Labelled lines, dates and buttons, that stand close to a comment."""

TITLE_SHORTEST = 5
"""Characters of a title that is recognised by its recurrence; a shorter one may be a channel's name."""


def removed(page: Page, notices: Container[int]) -> Iterator[tuple[int, Removal]]:
    """The lines of the head and the tail. `notices` are lines of legal notices, which are no text of the article."""
    if page.kinds and not page.kinds[0] and _is_page_title(page):
        yield 0, Removal("boilerplate.page-title", LIKELY)
    if not page.evidence:
        return
    article = article_of(page, notices)
    if not article.text:
        return
    found = features.of_page(page, article, notices)
    chances = [odds.probability(names, odds.weights()) for names in found]
    article = _shortened(page, article, chances)
    zoned = _zones(page, article)
    zoned -= _copied(page, article)
    listed = _listed(page, article, chances)
    for i, chance in enumerate(chances):
        if i in zoned and (i in listed or chance >= _least(page, article, i)):
            if page.kinds[i]:
                yield i, page.labelled(i)
            else:
                yield i, Removal(f"boilerplate.page-{'tail' if i >= article.text.stop else 'head'}", round(chance, 2))


def _zones(page: Page, article: Article) -> set[int]:
    """The lines of the head and of the tail, each where enough labelled lines say that it is one."""
    head, tail = range(article.text.start), range(article.tail, len(page.texts))
    least = 1 if page.evidence >= FURNISHED else EVIDENCE
    found = set(head) if sum(page.speaks(i, "head") for i in head) >= least else set()
    return found | (set(tail) if sum(page.speaks(i, "head", "tail") for i in tail) >= least else set())


def _copied(page: Page, article: Article) -> set[int]:
    """The lines outside the article that it has too, where one of them is a sentence: a second copy, which a later stage
    decides on as a whole.
    """
    first = article.text.start if article.title is None else article.title
    inside = {page.texts[i] for i in range(first, article.text.stop) if not page.kinds[i]}
    found = {i for i in (*range(first), *range(article.tail, len(page.texts))) if page.texts[i] in inside}
    return found if any(page.running[i] for i in found) else set()


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
    if page.running[i]:
        return LIKELY if place == "tail" and _is_comment(page, article, i) else 2.0
    if place in ("inside", "end", "title") or has_source(text):
        return 2.0
    if place == "above":
        return SUREST if _is_beside_title(page, article, i) else LIKELY
    if page.kinds[i] == "weak" and page.evidence >= FURNISHED:
        return KNOWN
    if place == "under":
        return 2.0 if has_date(text) else SURER if _is_like_title(page, i) else SURE
    return LIKELY


def _is_comment(page: Page, article: Article, i: int) -> bool:
    """Whether a sentence in the tail is a reader's: below the head of the comments, and among their dates and buttons."""
    if not any(page.is_comments(j) for j in range(article.tail, i)) or len(page.texts[i]) > COMMENT_LENGTH:
        return False
    near = range(max(article.tail, i - features.NEAR), min(len(page.texts), i + features.NEAR + 1))
    return sum(bool(page.kinds[j]) for j in near) >= COMMENT_SIGNS


def _listed(page: Page, article: Article, chances: Sequence[float]) -> set[int]:
    """Headlines in a row under a certain title, likely furniture as a whole: links to other articles."""
    found: set[int] = set()
    run: list[int] = []
    for i in range((article.title or 0) + 1, article.text.start + 1):
        if (
            i < article.text.start
            and _is_like_title(page, i)
            and not (has_source(page.texts[i]) or has_date(page.texts[i]))
        ):
            run.append(i)
            continue
        if article.certain and len(run) >= LISTED and sum(chances[j] for j in run) >= LISTED_CHANCE * len(run):
            found.update(run)
        run = []
    return found


def _is_beside_title(page: Page, article: Article, i: int) -> bool:
    assert article.title is not None
    return article.title - i <= 2 and all(_is_like_title(page, j) for j in range(i, article.title))


def _is_like_title(page: Page, i: int) -> bool:
    text = page.texts[i]
    return not page.kinds[i] and len(text) in TITLE_LENGTHS and len(pieces(text)) < 4
