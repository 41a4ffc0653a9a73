"""What a page says about its article: title, date, author, source, site, for the provenance.

Not trafilatura's metadata: of Chinese pages it takes login forms for authors and copyright lines for sites, and finds
no title where only <title> has it. Here Chinese forms are looked for where pages have them: in meta elements, in
<title>, and in the short lines around the article. What is not found is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from cleaners.html.lines import HEADINGS, Line
from cleaners.html.tags import tags

HEAD = 50_000
"""Characters of a page in which meta elements and <title> count; behind them other pages are quoted."""

SHORTEST_TITLE = 4
"""Characters that a line must have to be a title because <title> has it; site and column names have two or three."""

SHORTEST_HEADING = 2
"""The same for a heading."""

LONGEST_LABEL = 80
"""Characters of a line with date, author or source; a sentence that mentions a date is longer."""

AROUND = 6
"""Lines before the article, at its beginning, at its end and behind it that may have date, author and source."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "articletitle", "dc.title"),
    "date": ("article:published_time", "og:release_date", "publishdate", "pubdate", "apub:time", "dc.date", "date",
             "weibo:article:create_at", "datepublished"),
    "author": ("author", "article:author", "og:article:author", "dc.creator", "mediaid"),
    "source": ("contentsource", "source"),
    "site": ("og:site_name", "sitename", "application-name"),
}  # fmt: skip
"""Names of meta elements, best first: Open Graph, Dublin Core, and those that Chinese government sites are held to."""

_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\b(name|property|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]\s|--|(?<!—)[-–—](?=[^-–—_|｜]{2,12}$))\s*")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-/.])\s?(1[0-2]|0?[1-9])\s?(?:月|[-/.])\s?(3[01]|[12]\d|0?[1-9])(?:日|(?!\d))"
    r"(?:[\sT日]{0,3}([01]?\d|2[0-3])[:：时]([0-5]\d))?"
)
_AUTHOR = re.compile(
    r"(?:作者|撰文|撰稿)\s?[:：/／]\s?([\u4e00-\u9fff·]{2,8})"
    r"|(?:^|[（(【\s]|本报|本刊|实习|特约|社)记者\s?[:：]?\s?(?!表示|介绍|获悉|了解|发现|注意)([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,8}|[A-Z][a-z'.-]+(?: [A-Z][a-z'.-]*){1,3}")
_SOURCE = re.compile(r"(?:来源|來源|稿源|出处)[:：]\s?([^\s:：，。,|()（）<>]{2,20})")
_SPACES = re.compile(r"\s+")


def metadata(page: str, shown: Sequence[Line], body: Sequence[Line]) -> dict[str, str]:
    """The metadata of a page: `title`, `date` (ISO 8601, with the time if it is there), `author`, `source`, `site`.

    `shown` are the lines that a reader sees, `body` those of the article.
    """
    meta = _meta(page[:HEAD])
    parts = [part for part in _SITE.split(_head_title(page[:HEAD])) if not part.startswith("Powered by")] or [""]
    around = list(_around(page, shown, body))
    site = meta.get("site") or (parts[-1] if len(parts) > 1 else "")
    found = {
        "title": _title(parts, page, [*_before(shown, body), *body[:1]]) or meta.get("title"),
        "date": _date([meta.get("date", "")]) or _date(around),
        "author": _first(_AUTHOR, around) or _person(meta.get("author", ""), site),
        "source": _first(_SOURCE, around) or meta.get("source"),
        "site": site,
    }
    return {name: value for name, value in found.items() if value}


def _meta(head: str) -> dict[str, str]:
    """What the meta elements say, by our names."""
    said: dict[str, str] = {}
    for tag in tags(head):
        if tag.name == "meta":
            cells = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(head, tag.start, tag.end)}
            name = cells.get("property") or cells.get("name") or cells.get("itemprop") or ""
            said.setdefault(name.lower(), _shown(cells.get("content", "")))
    found = {ours: next(filter(None, map(said.get, theirs)), "") for ours, theirs in NAMES.items()}
    return {ours: value for ours, value in found.items() if value and len(value) <= LONGEST_LABEL}


def _head_title(head: str) -> str:
    title = _TITLE.search(head)
    return _shown(title[1]) if title else ""


def _title(parts: Sequence[str], page: str, lines: Sequence[Line]) -> str:
    """The last of these lines that <title> has, or the first part of <title> where the line is only a piece of it.

    Where that line is the name of the site, a heading above it that <title> has, too.
    """
    whole, site = _squeezed(parts), parts[-1] if len(parts) > 1 else ""
    said = [line for line in reversed(lines) if len(line.plain) >= _shortest(line)]
    said = [line for line in said if _squeezed(_SITE.split(_text(page, line))) in whole]
    titles = [_text(page, line) for line in said]
    headings = [_text(page, line) for line in said if line.block.name in HEADINGS]
    title = next(iter(titles), "")
    if title == site:
        title = next((heading for heading in headings if heading != site), title)
    longer = title.replace(" ", "") in parts[0].replace(" ", "") and len(parts[0]) >= max(len(title), SHORTEST_TITLE)
    return parts[0] if longer else title


def _shortest(line: Line) -> int:
    return SHORTEST_HEADING if line.block.name in HEADINGS else SHORTEST_TITLE


def _squeezed(parts: Sequence[str]) -> str:
    return "".join("".join(parts).split())


def _person(name: str, site: str) -> str:
    """The author that a meta element names; many name the site, or what their software came with."""
    return name if _PERSON.fullmatch(name) and name not in site else ""


def _around(page: str, shown: Sequence[Line], body: Sequence[Line]) -> Iterator[str]:
    """The short lines around the article, those before it first."""
    before = _before(shown, body)
    behind = shown[shown.index(body[-1]) + 1 :][:AROUND] if body else ()
    for line in (*reversed(before[-AROUND:]), *body[:AROUND], *body[-AROUND:], *behind):
        if len(line.plain) <= LONGEST_LABEL:
            yield _text(page, line)


def _before(shown: Sequence[Line], body: Sequence[Line]) -> Sequence[Line]:
    return shown[: shown.index(body[0])] if body else shown


def _date(texts: Sequence[str]) -> str:
    for text in texts:
        if found := _DATE.search(text):
            year, month, day, hour, minute = found.groups()
            return f"{year}-{int(month):02}-{int(day):02}" + (f"T{int(hour):02}:{minute}" if hour else "")
    return ""


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((found[found.lastindex or 0] for text in texts if (found := pattern.search(text))), "")


def _text(page: str, line: Line) -> str:
    return _shown("".join(page[piece.start : piece.end] for piece in line.pieces))


def _shown(source: str) -> str:
    """What a reader sees of source without tags: entities written out, white space as one space."""
    return _SPACES.sub(" ", html.unescape(source)).strip()
