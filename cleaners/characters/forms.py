"""Second forms of characters that have a standard one: full width, compatibility, radicals, private use, NFC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from cleaners import han, rules
from cleaners.edits import Edit, Flag

ABOUT_WIDTH_NEAR = 30
"""Characters on either side in which the words 全角 or 半角 make full-width characters the subject, not damage."""

LONGEST_CLUSTER = 64
"""Characters that are composed at a time: longer runs of combining marks are decoration, and cost their square."""

FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_JOINED = re.compile(
    "[０-９Ａ-Ｚａ-ｚ]+(?:(?:[－＠／＿]|(?<=[０-９Ａ-Ｚａ-ｚ]{2})．(?=[Ａ-Ｚａ-ｚ]{2}))[０-９Ａ-Ｚａ-ｚ]+)*"
)
"""Letters and digits with the marks that join them into one name: Ｘ－１００, ｋｍ／ｈ, ｗｗｗ．ａｂｃ．ｃｏｍ."""

_ONE_NAME = re.compile("[－＠／＿．０-９]*[Ａ-Ｚａ-ｚ]|０[０-９]{2,3}－[０-９]{7,8}")
"""It has a letter, or is a telephone number; else － stands between the years of a span, which GB/T 15834 sets so."""

_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ABOUT_WIDTH = re.compile("[全半][角形]")
COMPATIBILITY = re.compile("[\uf900-\ufad9\U0002f800-\U0002fa1d]")
RADICALS = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]+")
PRIVATE = re.compile("[\ue000-\uf8ff]+")
_HAN = re.compile(f"[{han.HAN}]")
_NEIGHBOURS: Mapping[str, re.Pattern[str]] = {
    "Han": re.compile(f"[{han.HAN}\u3000-\u3002\uff00-\uff20“”‘’…—]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}

COMPOSABLE = "\u0300-\u200f\u2126-\u218f\u2329-\u23ff\u3099\u309a\uac00-\udfff\ufb00-\ufe4f"
"""Characters up to U+FFFF that NFC may change or combine with the one before them; outside stand Latin, punctuation,
Han with its compatibility characters (they have a rule of their own), kana, full-width forms."""

_COMPOSABLE = re.compile(f"[^\n]?[{COMPOSABLE}\U00011000-\U00011fff]{{1,{LONGEST_CLUSTER}}}")


def full_width(text: str) -> Iterator[Edit]:
    """Latin letters and digits of full width in ASCII, with what joins them into a name; other marks stay."""
    for joined in _JOINED.finditer(text):
        for match in (joined,) if _ONE_NAME.match(joined[0]) else FULL_WIDTH.finditer(text, *joined.span()):
            start, end = match.span()
            if not _ABOUT_WIDTH.search(text, max(0, start - ABOUT_WIDTH_NEAR), end + ABOUT_WIDTH_NEAR):
                yield Edit(start, match[0], match[0].translate(_TO_ASCII), "characters.full-width", 0.97)


def compatibility(text: str) -> Iterator[Edit]:
    """Compatibility ideographs in their unified form, as Unicode's canonical mappings (NFC) give it."""
    for match in COMPATIBILITY.finditer(text):
        new = unicodedata.normalize("NFC", match[0])
        if new != match[0]:
            yield Edit(match.start(), match[0], new, "characters.compatibility", 0.99)


def radicals(text: str) -> Iterator[Edit | Flag]:
    """Radicals that stand for a whole character, which fonts of PDF files put into text.

    A run that stands beside no ordinary Han character may be a list of radicals and is flagged instead.
    """
    for match in RADICALS.finditer(text):
        new = "".join(_unified(char) for char in match[0])
        if new == match[0]:
            continue
        start, end = match.span()
        if _HAN.match(text, end) or (start and _HAN.match(text, start - 1)):
            yield Edit(start, match[0], new, "characters.radical", 0.97)
        else:
            yield Flag(start, end, "characters.radical", "radicals by themselves: damage, or meant?")


def _unified(radical: str) -> str:
    """The character that a radical stands for; itself where it is only a component."""
    if radical >= "\u2f00":
        return unicodedata.normalize("NFKC", radical)
    return _supplement().get(radical, radical)


@cache
def _supplement() -> Mapping[str, str]:
    return {row["radical"]: row["unified"] for row in rules.rows("characters_radicals")}


def private_use(text: str) -> Iterator[Edit | Flag]:
    """What GBK wrote with private codes in its standard form; other private characters inside words are flagged."""
    for match in PRIVATE.finditer(text):
        start, end = match.span()
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        new = "".join(_standard(char, around) for char in match[0])
        if new != match[0]:
            yield Edit(start, match[0], new, "characters.private-use", 0.95)
        elif len(_HAN.findall(around)) == 2:
            yield Flag(start, end, "characters.private-use", "a character of a font's own: unknown without the font")


def _standard(char: str, around: str) -> str:
    standard, beside = _private_forms().get(char, (char, "Han"))
    return standard if _NEIGHBOURS[beside].search(around) else char


@cache
def _private_forms() -> Mapping[str, tuple[str, str]]:
    return {
        chr(int(row["private"], 16)): (chr(int(row["standard"], 16)), row["beside"])
        for row in rules.rows("characters_private_use")
    }


def composed(text: str) -> Iterator[Edit]:
    """Letters with combining marks, and signs with a canonical equivalent such as the ohm sign, as NFC writes them."""
    for match in _COMPOSABLE.finditer(text):
        old, new = match[0], unicodedata.normalize("NFC", match[0])
        if old == new:
            continue
        if old[0] == new[0]:  # the character before was only looked at
            yield Edit(match.start() + 1, old[1:], new[1:], "characters.composed", 0.98)
        else:
            yield Edit(match.start(), old, new, "characters.composed", 0.98)
