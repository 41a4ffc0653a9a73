"""Which script a text is written in, by counting characters that only one of them has."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from cleaners import han
from cleaners.script import dictionary

SAMPLE = 100_000
"""Characters that are counted of a long text, in `PIECES` pieces spread over it. Fewer, and a book with a foreword in
the other script may be misjudged; more, and a 50 MB line takes seconds."""

PIECES = 20

JAPANESE_KANA = 0.15
"""Share of kana among Han and kana above which a text is Japanese. Japanese prose has over 0.4, a title list 0.2;
Chinese articles about Japan stay under 0.05."""

LATIN_TO_HAN = 20
"""A text with more Latin letters than this for each Han character is not Chinese. Chinese pages with much code have
up to 10; an English article that names a Chinese poet has over 50."""

MINORITY = 0.12
"""Share of the other script's own characters up to which they are strays and the document is not mixed. Below 0.05 a
short document with a dozen strays counts as mixed and is left as it is; above 0.25 a page half in either script is
converted as if half of it were damage."""

SHORT = 30
SHORT_MINORITY = 0.34
SHORT_MINORITY_OF_SIMPLIFIED = 0.25
"""The same share of traditional and of simplified ones in a text with at most so many of both: in one sentence two
strays are many. For the second, three against one: a name in traditional characters makes two in a simplified sentence.
"""

# Brackets and quotations no longer than a title, a name, or two sentences; bounded, so that the time stays linear.
ENCLOSED = re.compile(
    r"《[^《》\n]{1,60}》|“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|（[^（）\n]{1,100}）|\([^()\n]{1,100}\)"
)
"""What may be in another script than the text around it: a title, a quotation, an addition in brackets."""

_HAN = re.compile(f"[{han.HAN}]+")
_KANA = re.compile(f"[{han.KANA}]+")
_HANGUL = re.compile(f"[{han.HANGUL}]+")
_LATIN = re.compile("[A-Za-z]+")


class Script(StrEnum):
    """What a text is written in. Chinese whose characters are the same in both scripts counts as simplified."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    MIXED = "mixed"
    JAPANESE = "japanese"
    KOREAN = "korean"
    OTHER = "other"

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese of any script."""
        return self in (Script.SIMPLIFIED, Script.TRADITIONAL, Script.MIXED)


def detected(text: str) -> Script:
    """The script of `text`. Letters are counted only where there are characters enough besides Han to matter."""
    sample = _sample(text)
    if _is_plainly_chinese(sample):
        return _chinese_script(sample)
    chinese = _total(_HAN, sample)
    rest = len(sample) - chinese
    if rest > chinese and _total(_HANGUL, sample) > chinese:
        return Script.KOREAN
    if rest > JAPANESE_KANA * (rest + chinese):
        kana = _total(_KANA, sample)
        if kana > JAPANESE_KANA * (kana + chinese):
            return Script.JAPANESE
    if rest >= LATIN_TO_HAN * max(chinese, 1) and _total(_LATIN, sample) >= LATIN_TO_HAN * max(chinese, 1):
        return Script.OTHER
    return _chinese_script(sample) if chinese else Script.OTHER


def is_chinese(text: str) -> bool:
    """Whether it is Chinese of any script: `detected` without counting the characters of either."""
    return _is_plainly_chinese(_sample(text)) or detected(text).is_chinese


def _is_plainly_chinese(sample: str) -> bool:
    """Whether most characters are of the block U+4E00 to U+9FFF, and too few can be kana for Japanese.

    By the high bytes alone, which is several times as fast as to search for characters.
    """
    high = sample.encode("utf-16-le", "surrogatepass")[1::2]
    others = high.translate(None, _HAN_BYTES)
    most = len(high) - len(others)
    kana = len(others) - len(others.translate(None, _KANA_BYTES))  # at most: marks have these bytes, too
    return 2 * most > len(sample) and (kana <= JAPANESE_KANA * (kana + most) or not _KANA.search(sample))


_HAN_BYTES = bytes(range(0x4E, 0xA0))
_KANA_BYTES = bytes((0x30, 0x31, 0xFF))


def _total(runs: re.Pattern[str], sample: str) -> int:
    return sum(map(len, runs.findall(sample)))


def _chinese_script(sample: str) -> Script:
    old = traditional_pattern().findall(sample)
    if not old:
        return Script.SIMPLIFIED
    new = simplified_pattern().findall(sample)
    total = len(old) + len(new)
    if total <= SHORT:
        return _short_script(sample)
    if len(old) <= MINORITY * total:
        return Script.SIMPLIFIED
    return Script.TRADITIONAL if len(new) <= MINORITY * total else Script.MIXED


def _short_script(sample: str) -> Script:
    """By different characters, because one stray ten times is one stray, and outside quotations if there are any."""
    old, new = _different(ENCLOSED.sub("", sample))
    if not old | new:
        old, new = _different(sample)
    total = len(old) + len(new)
    if len(old) <= SHORT_MINORITY * total:
        return Script.SIMPLIFIED
    return Script.TRADITIONAL if len(new) <= SHORT_MINORITY_OF_SIMPLIFIED * total else Script.MIXED


def _different(part: str) -> tuple[set[str], set[str]]:
    """The characters that only traditional and only simplified text has; variants, which both print, left out."""
    return set(traditional_pattern().findall(part)), {*simplified_pattern().findall(part)} - dictionary.variants()


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    size, step = SAMPLE // PIECES, len(text) // PIECES
    return "".join(text[at : at + size] for at in range(0, step * PIECES, step))


@cache
def traditional_pattern() -> re.Pattern[str]:
    """Matches one character that only traditional text has."""
    return re.compile(f"[{''.join(dictionary.traditional())}]")


@cache
def simplified_pattern() -> re.Pattern[str]:
    """Matches one character that only simplified text has."""
    return re.compile(f"[{''.join(dictionary.simplified())}]")
