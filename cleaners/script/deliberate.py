"""Traditional text that is meant: passages, quotations and titles that are traditional throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaners import han
from cleaners.edits import Flag
from cleaners.script.cited import is_shown
from cleaners.script.detection import MINORITY, simplified_pattern, traditional_pattern

PASSAGE = 4
"""Traditional characters in a line or sentence with hardly a simplified one that make it a passage someone quoted or
copied. With 2, headings with two strays count as passages; with 8, one-line quotations of old books are converted."""

DENSE = 8
"""Traditional characters in a line or sentence, more than simplified ones, that make it someone's traditional text with
slips in it; strays stay far below one in two."""

QUOTED = 2
"""The same between quotation marks or brackets, where a traditional name or phrase is deliberate."""

TITLE_SHARE = 0.5
"""Share of traditional characters among those of a title in 《》 from which it is a title as printed: 《論語》,
《讀者》. Lower, and a long title with one stray stays; higher, and two-character titles are converted."""

NEAR, NEAR_DENSE = 40, 6
"""Characters on either side of a stray, and different traditional ones among them, more than simplified ones, that
make it a part of a traditional stretch without sentence ends, such as a list."""

DAMAGED = 0.1
"""Share of traditional characters among the Han of a line with lost characters from which it is garbled text."""

# Brackets and quotations no longer than a title, a name, or two sentences; bounded, so that the time stays linear.
_ENCLOSED = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|（[^（）\n]{1,100}）|\([^()\n]{1,100}\)"
)
_LABEL = re.compile("[繁正]體(?:中文|版|字)?")  # a site's link to its traditional version
_SENTENCE = re.compile(r"[^。！？；\n]+")
_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(f"[{han.HAN}]")
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")

Count = Callable[[str], tuple[int, int]]


def deliberate(text: str, *, mixed: bool) -> Iterator[Flag]:
    """A flag for each stretch that is left as it is, in order, one inside another left out.

    In a text of both scripts also every sentence with more traditional than simplified characters.
    """
    count = _counter(text)
    found = {*_passages(text, count), *_enclosed(text, count), *(_sentences(text) if mixed else ())}
    found |= {Flag(*label.span(), "script.label", "the name of the script itself") for label in _LABEL.finditer(text)}
    reached = 0
    for flag in sorted(found, key=lambda flag: (flag.start, -flag.end)):
        if flag.start >= reached:
            yield flag
            reached = flag.end


def stands_in_traditional(text: str, start: int, end: int) -> bool:
    """Whether the characters around `text[start:end]` are mostly traditional."""
    old, new = counts(text[max(0, start - NEAR) : end + NEAR])
    return old >= NEAR_DENSE and old > new


def counts(part: str) -> tuple[int, int]:
    """How many different characters of `part` only traditional text has, and how many only simplified text.

    Different ones, because who types 裏 for 里 does so ten times in a line.
    """
    old = set(traditional_pattern().findall(part))
    return (len(old), len(set(simplified_pattern().findall(part)))) if old else (0, 0)


def _counter(text: str) -> Count:
    """`counts` without the characters that are strays in plainly simplified sentences of the same text.

    Such habits go on in quotations; but quotations themselves say nothing about their sentence.
    """
    habits: set[str] = set()
    for part in _SENTENCE.finditer(_ENCLOSED.sub("", text)):
        old, new = counts(part[0])
        if 0 < old < new:
            habits.update(traditional_pattern().findall(part[0]))

    def count(part: str) -> tuple[int, int]:
        old = set(traditional_pattern().findall(part)) - habits
        return (len(old), len(set(simplified_pattern().findall(part)))) if old else (0, 0)

    return count


def _passages(text: str, count: Count) -> Iterator[Flag]:
    for line in _LINE.finditer(text):
        if traditional_pattern().search(line[0]) is None:
            continue
        if _is_garbled(line[0]):
            yield Flag(*line.span(), "script.damaged", "characters are lost here: left as it is")
            continue
        for part in (line, *_SENTENCE.finditer(text, *line.span())):
            old, new = count(part[0])
            if (old >= PASSAGE and new <= MINORITY * (old + new)) or (old >= DENSE and old > new):
                yield Flag(*part.span(), "script.passage", "traditional throughout: left as a quotation")


def _sentences(text: str) -> Iterator[Flag]:
    for part in _SENTENCE.finditer(text):
        old, new = counts(part[0])
        if old > new:
            yield Flag(*part.span(), "script.mixed", "a traditional sentence in a text of both scripts")


def _is_garbled(line: str) -> bool:
    return bool(_LOST.search(line)) and counts(line)[0] > DAMAGED * len(_HAN.findall(line))


def _enclosed(text: str, count: Count) -> Iterator[Flag]:
    for part in _ENCLOSED.finditer(text):
        old, new = count(part[0])
        if not old or new:
            continue
        if part[0][0] == "《" and old >= TITLE_SHARE * len(_HAN.findall(part[0])):
            yield Flag(*part.span(), "script.title", "a title in traditional characters: left as printed")
        elif old >= QUOTED or is_shown(text, *part.span()):
            yield Flag(*part.span(), "script.quotation", "traditional throughout: left as a quotation or name")
