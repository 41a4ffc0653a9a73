"""What is looked at in a line to tell furniture from text: its shape, its place, and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import accumulate

from cleaners import han
from cleaners.boilerplate.article import LOOKED_AT, Article, has_date, has_source, pieces
from cleaners.boilerplate.lines import is_sentence, is_short_prose, weight
from cleaners.boilerplate.page import Page

NEAR = 3
"""Lines above and below that are looked at one by one."""

AROUND = 8
"""Lines above and below whose mixture is looked at: a screenful."""

SHORT = 8
"""Characters that the name of a channel or a button has at most."""

MARKS = ("line", "label", "tail", "notice", "clause")
"""Kinds of rules that are firm: see `data/boilerplate.tsv`."""

_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (SHORT, "5-8"), (15, "9-15"), (30, "16-30"), (60, "31-60"))
_RUNS = ((1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"))
_EVIDENCE = ((1, "1"), (3, "2-3"), (9, "4-9"))
_HAN = re.compile(f"[{han.HAN}]")
_COUNT = re.compile(r"(?:[(（\[]\s*\d{1,9}\s*[)）\]]|\s\d{1,9})$")
_ADDRESS = re.compile(r"https?:|www\.|\.(?:com|cn|net)\b|@", re.IGNORECASE)
_LINK_MARK = re.compile("[|｜>＞»›_]")
_NUMBERED = re.compile(
    r"\d{1,2}[.、．]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[章节条]|[(（][一二三四五六七八九十\d]{1,2}[)）]"
)
_FIRST = {
    **dict.fromkeys('“"「『', "quote"),
    **dict.fromkeys("【[（(", "bracket"),
    **dict.fromkeys("·•■●◆★▪>＞", "bullet"),
}
_MARKUP = re.compile(r"(?:[-*+>|]|#{1,6})\s|[\u2500-\u257f`<*]|\d{1,3}\.\s")
_STOPS = frozenset("。！？!?…”』」；;")
_ENDS = {**dict.fromkeys(_STOPS, "stop"), **dict.fromkeys(":：", "colon"), **dict.fromkeys("，,、", "comma")}


def of_page(page: Page, article: Article, notices: Container[int]) -> list[list[str]]:
    """The features of each line of a page, as names that `data/boilerplate_weights.tsv` has weights for."""
    view = _View(page, article, notices)
    return [[*view.shape(i), *view.place(i), *view.company(i)] for i in range(len(page.texts))]


class _View:
    """A page with what the features of several lines share."""

    def __init__(self, page: Page, article: Article, notices: Container[int]) -> None:
        self.texts, self.indented, self.article = page.texts, page.indented, article
        self.kinds = ["clause" if i in notices else what for i, what in enumerate(page.kinds)]
        self.words = [page.is_word(i) for i in range(len(page.texts))]
        self.times = Counter(page.texts)
        prose = [not what and _is_prose(text) for what, text in zip(self.kinds, page.texts, strict=True)]
        brief = [len(text) <= SHORT for text in page.texts]
        marked = list(zip(self.kinds, prose, brief, strict=True))
        self.headlines = _runs([not (what or text or short) for what, text, short in marked])
        self.shorts = _runs([bool(what) or (short and not text) for what, text, short in marked])
        self.prose, self.labels = _Counts(prose), _Counts(map(bool, self.kinds))
        self.firm = _Counts(what in MARKS for what in self.kinds)
        self.named = _Counts(self.words)
        stops = (not what and text[-1] in _STOPS for what, text in zip(self.kinds, page.texts, strict=True))
        self.stops = _Counts(stops)
        self.evidence = _class(page.evidence, _EVIDENCE, "10+")

    def shape(self, i: int) -> Iterator[str]:
        """What a line looks like by itself."""
        text = self.texts[i][:LOOKED_AT]
        length = len(self.texts[i])
        end = _ENDS.get(self.texts[i][-1], "open")
        yield "any line"
        yield f"label {self.kinds[i]}" if self.kinds[i] else "label word" if self.words[i] else "no label"
        yield f"length {_class(length, _LENGTHS, '61+')}"
        yield f"ends {end}"
        if length > SHORT:
            yield f"long, ends {end}"
        yield f"commas {min(2, sum(map(text.count, '，,、')))}"
        if self.indented[i]:
            yield "indented" if length > SHORT else "indented, short"
        if first := _FIRST.get(text[0]):
            yield f"begins with a {first}"
        if _MARKUP.match(text):
            yield "begins with markup"
        if self.times[self.texts[i]] > 1 and length in range(1, 31):
            yield "stands twice"
        yield from _contents(self.texts[i], text)
        yield from _words(text)

    def place(self, i: int) -> Iterator[str]:
        """Where a line stands."""
        place = self.article.place(i)
        yield f"place {place}"
        yield f"evidence {self.evidence}"
        yield f"evidence {self.evidence}, {place}"
        for name, runs in (("headlines", self.headlines), ("short lines", self.shorts)):
            if runs[i]:
                run = _class(runs[i], _RUNS, "11+")
                yield f"{name} {run}"
                yield f"{name} {run}, {place}"

    def company(self, i: int) -> Iterator[str]:
        """What stands around a line."""
        count = len(self.texts)
        for name, start, end in (("above", max(0, i - NEAR), i), ("below", i + 1, min(count, i + NEAR + 1))):
            firm = self.firm(start, end)
            yield f"firm {name} {min(firm, 2)}"
            yield f"weak {name} {min(self.labels(start, end) - firm, 2)}"
            yield f"words {name} {min(self.named(start, end), 2)}"
            yield f"prose {name} {self.prose(start, end)}"
            if end - start < NEAR:
                yield f"edge {name}"
        start, end = max(0, i - AROUND), min(count, i + AROUND + 1)
        for name, among in (("stops", self.stops), ("prose", self.prose), ("labels", self.labels)):
            yield f"{name} around {_share(among(start, i) + among(i + 1, end), end - start - 1)}"


class _Counts:
    """How many lines from one to another are marked."""

    def __init__(self, marked: Iterable[bool]) -> None:
        self.sums = [0, *accumulate(marked)]

    def __call__(self, start: int, end: int) -> int:
        return self.sums[end] - self.sums[start]


def _is_prose(text: str) -> bool:
    return is_short_prose(text) or weight(text) > 0 or is_sentence(text)


def _contents(whole: str, text: str) -> Iterator[str]:
    """What a line has in it."""
    if "。" in text:
        yield "stop inside"
    if weight(whole):
        yield "sentence"
    elif is_short_prose(whole):
        yield "short prose"
    if has_date(text):
        yield "date"
    if has_source(text):
        yield "source"
    if _COUNT.search(text):
        yield "count at the end"
    if _ADDRESS.search(text):
        yield "address"
    if _LINK_MARK.search(text):
        yield "link mark"
    if _NUMBERED.match(text):
        yield "numbered"


def _words(text: str) -> Iterator[str]:
    """What a line consists of."""
    count = len(_HAN.findall(text))
    if not count and not any(char.isalpha() for char in text):
        yield "digits alone" if any(char.isdigit() for char in text) else "marks alone"
    else:
        yield "most Han" if 2 * count >= len(text) else "some Han" if count else "no Han"
    words = pieces(text)
    if len(words) > 1:
        number = "2" if len(words) == 2 else "3-5" if len(words) <= 5 else "6+"
        yield f"words {number}{', short' if len(text) <= 7 * len(words) else ''}"


def _class(value: int, bounds: Sequence[tuple[int, str]], more: str) -> str:
    return next((name for bound, name in bounds if value <= bound), more)


def _share(part: int, whole: int) -> str:
    return "none" if not part else "few" if 5 * part < whole else "some" if 2 * part < whole else "most"


def _runs(marked: Sequence[bool]) -> list[int]:
    """The length of the run of marked lines that each line is part of; 0 for none."""
    lengths, start = [0] * len(marked), 0
    for i in range(len(marked) + 1):
        if i == len(marked) or not marked[i]:
            lengths[start:i] = [i - start] * (i - start)
            start = i + 1
    return lengths
