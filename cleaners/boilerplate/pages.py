"""What a printed page has outside its text: page numbers, running heads, and the line that is repeated at its edge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cleaners import han
from cleaners.boilerplate.lines import Line, is_open, is_sentence
from cleaners.boilerplate.page import Removal

PAGE_LINES = 8
"""Lines that two pages are apart at least; numbered sections and table cells stand closer."""

PAGES_APART = 3
"""Pages between two numbers that still support each other; more, and any two numbers of a text do."""

HEAD_LENGTH = 40
"""Characters that a running head has at most."""

HEAD_TIMES = 3
"""Times that a line recurs to be a running head, twice where page numbers were found too. A refrain recurs twice."""

STITCHED = 15
"""Han characters of a broken-off line that is repeated at a page's edge; a shorter line may be an echo in a song."""

LATER_PAGE = 20
"""Page number that is known by the dots or dashes around it alone; smaller ones may number sections."""

ACROSS = 12
"""Lines across which the text above and below a page's edge is looked for: where lines are double-spaced, pages are ten
apart. At 3 their running heads stay."""

GAP = 3
"""Blank lines under a page's number where pages were put one under the other; paragraphs are parted by one or two."""

_PRINTED = re.compile(r"[-—–·.•]+\s*\d{1,4}\s*[-—–·.•]+$")
_NUMBER = re.compile(r"[-—–·.•]*\s*(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?\s*[-—–·.•]*$")
_HEAD = re.compile(
    r"(?P<left>\d{1,4}\s{3,})?(?P<head>[^\d\s。！？，；#*|>+`~{}\[\]().<-][^。！？，；]{1,30}?)(?P<right>\s{3,}\d{1,4})?$"
)
_WIDE_GAP = re.compile(r"\s{4}")
_ITEM = re.compile(r"[#*|>+\-•●■]|[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]|$")
_UNIT = re.compile(r"[年月日号时分秒点%％‰万亿元美个人名家次倍米公千百吨平余多岁届条项位种台辆件周后前代度]")
_HAN = re.compile(f"[{han.HAN}]")


def removed(lines: Sequence[Line]) -> dict[int, Removal]:
    """The furniture of printed pages, by number of the line."""
    stitched = set(_stitched(lines))
    gone = {n: Removal("boilerplate.stitched-line", 0.9) for n in stitched}
    numbers = {n: value for n, line in enumerate(lines) if (value := page_number(line.text)) is not None}
    gone |= {n: Removal("boilerplate.page-number", 0.9) for n in _page_numbers(numbers, lines, stitched)}
    gone |= {n: Removal("boilerplate.running-head", 0.9) for n in _running_heads(lines, gone)}
    return gone


def _stitched(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that break off in mid-sentence and are repeated at once: the last line of a page, taken twice."""
    before = ""
    for n, line in enumerate(lines):
        if line.text:
            if line.text == before and is_open(before) and "，" in before and len(_HAN.findall(before)) >= STITCHED:
                yield n
            before = line.text


def page_number(text: str) -> int | None:
    """The number that a line consists of, alone, between dashes, or beside a running head."""
    if not text or len(text) > HEAD_LENGTH or not (text[-1] in "0123456789-—–·.•页" or text[0].isdigit()):
        return None
    if match := _NUMBER.match(text):
        return int(match["number"])
    if (match := _HEAD.match(text)) and (match["left"] or match["right"]):
        return int((match["left"] or match["right"]).strip())
    return None


def _page_numbers(numbers: Mapping[int, int], lines: Sequence[Line], stitched: set[int]) -> Iterator[int]:
    """Numbers that count pages: they interrupt a sentence and are marked as such, or continue those that do.

    A numbered section counts up too, but stands between finished sentences; a number that a PDF put on a line of its
    own belongs to the sentence, but nothing marks it.
    """
    at = _places(numbers)
    chained = {n for n in numbers if any(_next_page(n, numbers[n], at, step) for step in (1, -1))}
    sure = {n for n in numbers if _interrupts(lines, n) and (n in chained or _marked(lines, n, stitched))}
    bare = _places({n: numbers[n] for n in chained if lines[n].text.isdigit()})
    headed = {n for n in chained if _HAN.search(lines[n].text)}
    sure |= {n for n in headed if any(_next_page(n, numbers[n], bare, step, 1) for step in (1, -1))}
    sure |= {n for n in numbers if _is_lone_head(lines, n)}
    sure |= {n for n, value in numbers.items() if value >= LATER_PAGE and n not in chained and _is_lone(lines, n)}
    sure |= {n for n, value in numbers.items() if value >= LATER_PAGE and _PRINTED.match(lines[n].text)}
    yield from sorted(sure | {n for n in chained if sure & chained})


def _is_lone_head(lines: Sequence[Line], n: int) -> bool:
    """Whether a title and, far from it, a number stand alone between two texts: a row of a table has rows beside it."""
    if not _WIDE_GAP.search(lines[n].text) or all(line.text for line in lines[max(0, n - 1) : n + 2]):
        return False
    before, after = _text_near(lines, n, -1), _text_near(lines, n, 1)
    return is_sentence(before) and (not after or is_sentence(after))


def _is_lone(lines: Sequence[Line], n: int) -> bool:
    """Whether a bare number stands in the gap between two pages: under a text, with more blank lines than elsewhere."""
    gap = [line.text for line in lines[n + 1 : n + 1 + GAP]]
    return len(gap) == GAP and not any(gap) and not lines[n - 1].text and is_sentence(_text_near(lines, n, -1))


def _places(numbers: Mapping[int, int]) -> dict[int, list[int]]:
    """The lines of each number, in order."""
    at: dict[int, list[int]] = defaultdict(list)
    for n, value in numbers.items():
        at[value].append(n)
    return at


def _next_page(n: int, value: int, at: Mapping[int, Sequence[int]], step: int, apart: int = PAGES_APART) -> bool:
    """Whether the number of one of the next pages stands at least a page away, in the direction of `step`."""
    others = [at[value + step * pages] for pages in range(1, apart + 1) if value + step * pages in at]
    return any(step * (found[-1 if step > 0 else 0] - n) >= PAGE_LINES for found in others)


def _marked(lines: Sequence[Line], n: int, stitched: set[int]) -> bool:
    """Whether a line is marked as the edge of a page: decorated, beside a running head, or behind a repeated line, or
    before a blank line in text that has none around.
    """
    if not lines[n].text.isdigit() or any(m in stitched for m in range(n - 2, n + 3)):
        return True
    around = [line.text for line in lines[max(0, n - PAGE_LINES) : n + PAGE_LINES + 1]]
    after = _text_near(lines, n, 1)
    return n + 1 < len(lines) and not lines[n + 1].text and around.count("") == 1 and not _UNIT.match(after)


def _interrupts(lines: Sequence[Line], n: int) -> bool:
    """Whether a line stands in the middle of a sentence: running text breaks off above it and goes on below."""
    before, after = _text_near(lines, n, -1), _text_near(lines, n, 1)
    return is_sentence(before) and is_open(before) and not _ITEM.match(after)


def _text_near(lines: Sequence[Line], n: int, step: int) -> str:
    """The nearest line with words, up to `ACROSS` lines away."""
    near = (lines[m].text for m in range(n + step, n + (ACROSS + 1) * step, step) if 0 <= m < len(lines))
    return next((text for text in near if text), "")


def _running_heads(lines: Sequence[Line], gone: Mapping[int, Removal]) -> Iterator[int]:
    """Lines that recur and most of the time interrupt a sentence, or always stand beside a page number."""
    places: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if 0 < len(line.text) <= HEAD_LENGTH and (match := _HEAD.match(line.text)):
            places[re.sub(r"\s", "", match["head"])].append(n)
    least = HEAD_TIMES - 1 if gone else HEAD_TIMES
    for everywhere in places.values():
        if len(everywhere) < least:
            continue  # too few by themselves, and where no page number stands there is none beside or among them
        # Where the surroundings recur too, it is a second copy of the text, or a form: that counts once.
        found = list({_text_near(lines, n, -1): n for n in reversed(everywhere)}.values())[::-1]
        if len(found) < least:
            continue
        apart = all(b - a >= PAGE_LINES for a, b in pairwise(found))
        interrupting = sum(_interrupts(lines, n) for n in found)
        enough = 2 * interrupting > len(found)
        beside = all(any(m in gone for m in range(n - 2, n + 3)) for n in found)
        if apart and (enough or beside or any(n in gone for n in found)):
            yield from (n for n in everywhere if n not in gone)
