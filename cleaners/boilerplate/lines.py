"""Physical lines and their shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaners import han

SENTENCE_LENGTH = 12
"""Han characters that make a line with a mark a sentence of the article. Fewer, and captions such as 评论(3)、 count;
more, and the last short line of a wrapped paragraph no longer protects what stands around it."""

WRAPPED_LENGTH = 24
"""Han characters that make a line part of running text even without a mark: a full line of a narrow column. Fewer,
and headlines count as text, so that lists of headlines stay; more, and text wrapped at 26 columns is not seen."""

HEADLINE_LENGTH = 48
"""Characters that a headline has at most, its date included."""

NARROWEST = 30
"""Columns of a full line of wrapped text at least; newspaper columns have 26 and more, navigation less."""

WIDEST = 200
"""Columns of a full line of wrapped text at most; longer lines are paragraphs."""

BAND = 6
"""Columns by which full lines differ: an indent of four, and a word or a mark that may not begin a line moves over."""

WRAPPED_LINES = 4
"""Full lines that wrapped text has at least."""

WRAPPED_SHARE = 0.5
"""Share of the long lines that are full ones in wrapped text. Paragraphs have any length; of a list of headlines a
third fall into one band."""

COMMA_COLUMNS = 80
"""Columns of wrapped text in which a comma or stop is found on average: the driest official prose has one in 70,
headlines one in 110."""

STOP_LINES = 10
"""Full lines of wrapped text that hold at least one stop: prose has one in three or four, a list of headlines that were
cut at a width has none."""

_COMMA = re.compile("[，。、；,;]")
_WIDE = re.compile("[\u2e80-\uffef]")
_HAN = re.compile(f"[{han.HAN}]")
_MARK = re.compile("[，。；、：！？,;!?…”」]")
_STOP = re.compile("[。；;]|[，,].*[。！？!?，,、]$")
_FINAL = frozenset("。；：！？…!?:;，,、" + han.CLOSING)
_QUESTION = re.compile(rf"[^。；]{{1,{HEADLINE_LENGTH - 1}}}[？！?!]$")  # so ends many a headline
_PROSE_ENDS = frozenset("。！？…”」』；")
_ENDS = re.compile(rf"[{han.SENTENCE_END}：:；;][{re.escape(han.CLOSING)}]*$")


class Line(NamedTuple):
    """A physical line: `start` to `end` with its line end, and its text, without the spaces at its ends, at `at`."""

    start: int
    end: int
    at: int
    text: str


def split(text: str) -> list[Line]:
    """The physical lines of a text, blank ones too."""
    lines, at = [], 0
    for piece in text.split("\n"):
        bare = piece.strip()
        indent = len(piece) - len(piece.lstrip()) if len(bare) < len(piece) else 0
        lines.append(Line(at, at + len(piece) + 1, at + indent, bare))
        at += len(piece) + 1
    lines[-1] = lines[-1]._replace(end=len(text))
    return lines


def is_sentence(text: str) -> bool:
    """Whether a line is running text: a sentence with its stop, or a full line of a wrapped paragraph."""
    if len(text) > 2 * HEADLINE_LENGTH:
        return bool(_HAN.search(text, 0, 4 * HEADLINE_LENGTH))
    count = len(_HAN.findall(text))
    if count >= WRAPPED_LENGTH and _MARK.search(text):
        return True
    return count >= SENTENCE_LENGTH and bool(_STOP.search(text))


def is_short_prose(text: str) -> bool:
    """Whether a line is a short sentence that no link and no button is: of a dialogue, a verse, an interview."""
    if text[-1:] not in _PROSE_ENDS or len(text) > 4 * HEADLINE_LENGTH:
        return False
    if text[-1] == "。" or text[0] in "“「『":
        return True
    return text[-1] not in "？！" and bool(_MARK.search(text[:-1]))


def weight(text: str) -> int:
    """The Han characters of a line that is a sentence or several, else 0: how much it speaks for an article."""
    if not text or (text[-1] not in _FINAL and "。" not in text[HEADLINE_LENGTH:]) or _QUESTION.match(text):
        return 0
    count = len(_HAN.findall(text[: 4 * HEADLINE_LENGTH]))
    return count if count >= SENTENCE_LENGTH and _STOP.search(text[-2 * HEADLINE_LENGTH :]) else 0


def wrapped(texts: Sequence[str]) -> set[int]:
    """The lines of text that is wrapped at a width: most long lines have about that width, and break off."""
    long = {i: width for i, text in enumerate(texts) if (width := _columns(text)) >= NARROWEST}
    if not long:
        return set()
    bands = Counter(w for width in long.values() for w in range(width, width + BAND + 1))
    full, count = max(bands.items(), key=lambda item: (item[1], -item[0]))
    if count < max(WRAPPED_LINES, WRAPPED_SHARE * len(long)):
        return set()
    found = {i for i, width in long.items() if full - BAND <= width <= full}
    if sum("。" in texts[i] or ". " in texts[i] for i in found) * STOP_LINES < len(found):
        return set()
    marks = sum(len(_COMMA.findall(texts[i])) for i in found)
    return {i for i in found if is_open(texts[i])} if marks * COMMA_COLUMNS >= full * len(found) else set()


def _columns(text: str) -> int:
    """The columns that a line takes, up to a little more than the widest wrapped lines have."""
    text = text[:WIDEST]
    return len(text) + len(_WIDE.findall(text))


def is_headline(text: str) -> bool:
    """Whether a line can be a link to another article: short, and not a sentence with a full stop."""
    return 0 < len(text) <= HEADLINE_LENGTH and not text.endswith(("。", "；", "：", ":")) and "。" not in text


def is_open(text: str) -> bool:
    """Whether a line breaks off inside a sentence."""
    return bool(text) and not _ENDS.search(text)
