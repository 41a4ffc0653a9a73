"""Where the article stands on a page: its text, its title above, and the place of every other line to these."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from cleaners import han
from cleaners.boilerplate.lines import is_sentence, is_short_prose, weight
from cleaners.boilerplate.page import Page

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
"""Lines without a label above the first sentence in which the title stands, with its date and source."""

TITLE_LENGTHS = range(9, 61)
"""Characters of most titles; shorter lines are rather the names of channels, longer ones texts."""

TITLE_HAN = 4
"""Han characters of a title at least."""

RECURRING = 6
"""Characters of a title that is known by being part of another line; a shorter one may be a writer or a channel."""

DATE_REACH = (3, 5)
"""Lines under a title in which its date mostly stands, and those in which it may stand: below writer and place."""

SHORT_TITLE_HAN = 2
"""The same of a title that is known by what stands under it: of a poem, a place, a person."""

CERTAIN = 5
"""Points (see `_title`) from which a line is taken for the title: two signs at least, such as its length and a date
under it."""

LOOKED_AT = 200
"""Characters of a line that are looked at; longer lines are text anyway."""

_DATE = re.compile(r"(?:19|20)\d\d\s?[-/年.]\s?\d{1,2}\s?[-/月.]|\d{1,2}:\d\d|\d{1,2}月\d{1,2}日")
_SOURCE = re.compile(
    r"[(（\[【]?(?:(?:信息|稿件|文章|新闻|消息|本文)?(?:来源|來源|出处|出處)|作者|记者|記者|撰文|原标题|原標題|通讯员|通訊員|本报记者|本報記者)\s*[:：]?\s*\S"
    rf"|[〔（(\[](?:先秦|两汉|汉|魏晋|南北朝|隋|唐|五代|宋|金|元|明|清|近现代|现代)[代朝]?[〕）)\]]\s?[{han.HAN}]{{2,4}}$"
    rf"|[■□●○◎◆◇▲△★☆]\s?(?:(?:本报|特约|见习)?(?:记者|通讯员)\s?)?[{han.HAN}]{{2,4}}"
    rf"(?:[ \u3000]+[{han.HAN}]{{1,4}}){{0,2}}$"
)
_CHAPTER = re.compile(r"(?:正文\s+)?第\s?[\d零〇一二三四五六七八九十百千两]{1,6}\s?[章回节節卷集话話](?:\s|$|[:：])")
_ITEM = re.compile(r"[-*+>|#•·]|\d{1,3}[.、)）]")
_PIECES = re.compile(r"[|｜>＞»›·•/_\-\s]+")
_HAN = re.compile(f"[{han.HAN}]")
_CRUMBS = frozenset(f"boilerplate.{name}" for name in ("you-are-here", "breadcrumb", "breadcrumb-end", "edition"))


class Article(NamedTuple):
    """Lines of a page, as indices: the text from the first sentence to the last, and the title above it.

    `title` is None where nothing above the text looks like one, `certain` says that the title has two signs of one at
    least. `tail` is the first line with a label below the text: what stands between belongs to the text rather, a
    signature, a table, a list of sources.
    """

    text: range
    title: int | None
    certain: bool
    tail: int

    def place(self, i: int) -> str:
        """Where a line stands: above the title, title, under it, inside the text, at its end, in the page's tail."""
        if i >= self.text.stop:
            return "tail" if i >= self.tail else "end"
        if i >= self.text.start:
            return "inside"
        if self.title is None or i > self.title or (i == self.title and not self.certain):
            return "under"
        return "above" if i < self.title else "title"


def article_of(page: Page, notices: Container[int]) -> Article:
    """The article of a page. `notices` are lines of legal notices, which are no text of it."""
    text = _text(page, notices)
    title, points = _title(page, text.start)
    return Article(text, title, points >= CERTAIN, tail_from(page, text.stop))


def tail_from(page: Page, stop: int) -> int:
    """The first line from `stop` on whose label may begin the tail of a page: any but an address or a number."""
    found = (i for i in range(stop, len(page.texts)) if page.kinds[i] not in ("", "contact", "address"))
    return next(found, len(page.texts))


def has_date(text: str) -> bool:
    """Whether a line tells a date or a time."""
    return bool(_DATE.search(text[:LOOKED_AT]))


def has_source(text: str) -> bool:
    """Whether a line says where the article is from, or who wrote it."""
    return bool(_SOURCE.match(text))


def pieces(text: str) -> list[str]:
    """The words of a line between spaces and the marks that part links."""
    return [piece for piece in _PIECES.split(text[:LOOKED_AT]) if piece]


def _text(page: Page, notices: Container[int]) -> range:
    """The lines from the first text to the last: the best stretch, and others about as good around it."""
    weights = [_weight(page, i, notices) for i in range(len(page.texts))]
    best, article = _best(weights, range(len(weights)))
    before, head = _best(weights, range(article.start))
    after, tail = _best(weights, range(article.stop, len(weights)))
    start = head.start if before > SECOND * best else article.start
    comments = any(page.is_comments(i) for i in range(article.stop, tail.start))
    while start > 0 and is_short_prose(page.texts[start - 1]) and not page.rules[start - 1]:
        start -= 1
    return range(start, tail.stop if after > SECOND * best and not comments else article.stop)


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
    return 0 if is_sentence(page.texts[i]) or is_short_prose(page.texts[i]) else UNLABELLED


def _title(page: Page, start: int) -> tuple[int | None, int]:
    """The line above the text that is most like a title, below the last breadcrumb, and its points; -9 for none."""
    if (topic := next((i for i in range(start - 1) if _is_topic(page, i)), None)) is not None:
        return topic, CERTAIN
    crumbs = [i for i in range(start) if (rule := page.rules[i]) and rule.id in _CRUMBS]
    window = [i for i in range(start) if not page.rules[i]][-TITLE_WINDOW:]
    first = max(crumbs[-1] + 1 if crumbs else 0, window[0] if window else start)
    dated = [has_date(text) or has_source(text) for text in page.texts[:start]]
    best, most = None, -9
    for i in range(first, start):
        if _may_be_title(page.texts[i], dated=dated[i], known=_is_known(page, i, start, dated)) and not page.kinds[i]:
            points = _points(page, i, start, dated) + 2 * (bool(crumbs) and i == first)
            best, most = (i, points) if points > most else (best, most)
    return best, most


def _is_topic(page: Page, i: int) -> bool:
    """Whether a line has the button behind it that forums put behind the title of a thread."""
    rule = page.rules[i + 1]
    return not page.kinds[i] and rule is not None and rule.id == "boilerplate.copy-link"


def _is_known(page: Page, i: int, start: int, dated: Sequence[bool]) -> bool:
    """Whether even a short line is surely over the text: writer or date stand under it, or the text begins so."""
    return not page.rules[i] and ((i + 1 < start and dated[i + 1]) or page.texts[start].startswith(page.texts[i]))


def _may_be_title(text: str, *, dated: bool, known: bool) -> bool:
    if (dated and len(text) < 2 * TITLE_WINDOW) or _ITEM.match(text) or is_short_prose(text):
        return False
    return len(_HAN.findall(text[:LOOKED_AT])) >= (SHORT_TITLE_HAN if known else TITLE_HAN)


def _recurs(page: Page, i: int) -> bool:
    """Whether a line is part of another, as a title is of the browser's title and of a breadcrumb that ends with it."""
    text = page.texts[i]
    return len(text) >= RECURRING and any(
        text in other and len(text) < len(other) <= 2 * LOOKED_AT for other in page.texts
    )


def _points(page: Page, i: int, start: int, dated: Sequence[bool]) -> int:
    """How much a line looks like a title: by its length, what stands under and above it, the browser's title."""
    text = page.texts[i]
    points = 2 * (len("".join(pieces(text))) in TITLE_LENGTHS) + (i + 1 == start)
    near, farther = (any(dated[i + 1 : min(start, i + 1 + reach)]) for reach in DATE_REACH)
    points += 3 if near else 2 if farther else int(any(page.kinds[i + 1 : min(start, i + 4)]))
    points += 3 * (i + 1 < start and page.is_meta(i + 1))
    points += 2 * _recurs(page, i) + 3 * page.texts[start].startswith(text) + 4 * bool(_CHAPTER.match(text))
    return points + (i == 0 or bool(page.kinds[i - 1])) - 3 * (len(pieces(text)) >= 4)
