"""Single-byte code pages: which of them makes words of the bytes.

A code page never fails to decode, so it is asked only where no Chinese, Japanese or Korean reading is good. A language
is its letters beyond ASCII from the most frequent to the rarest, set down from general knowledge and not counted: the
order is rough; a letter costs by its rank, as in Zipf's law.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import log
from string import ascii_letters
from typing import NamedTuple

LANGUAGES = (
    ("cp1252", "French", 0.0, "éèàêçùâîôœûëï"),
    ("cp1252", "German", 0.0, "üäößé"),
    ("cp1252", "Spanish", 0.0, "óíáéñú¿¡ü"),
    ("cp1252", "Portuguese", 0.5, "ãçáéóíõêâúàô"),
    ("cp1252", "Italian", 0.5, "èàùòìé"),
    ("cp1252", "Nordic", 0.5, "äåöøæéü"),
    ("iso8859-15", "French", 3.5, "éèàêçùâîôœûëï"),
    ("mac-roman", "French", 3.5, "éèàêçùâîôœûëï"),
    ("mac-roman", "German", 3.5, "üäößé"),
    ("mac-roman", "Spanish", 3.5, "óíáéñú¿¡ü"),
    ("mac-roman", "Nordic", 4.0, "äåöøæéü"),
    ("cp850", "French", 4.0, "éèàêçùâîôœûëï"),
    ("cp850", "German", 4.0, "üäößé"),
    ("cp850", "Spanish", 4.0, "óíáéñú¿¡ü"),
    ("cp850", "Nordic", 4.5, "äåöøæéü"),
    ("cp1250", "Polish", 1.5, "ąęłóżśćńź"),
    ("iso8859-2", "Polish", 2.5, "ąęłóżśćńź"),
    ("cp1250", "Czech", 1.5, "áíéěčřšžýůúňóťď"),
    ("iso8859-2", "Czech", 2.5, "áíéěčřšžýůúňóťď"),
    ("cp1250", "Hungarian", 1.5, "áéöóőíüúű"),
    ("cp1250", "Romanian", 2.5, "ăîâşţ"),
    ("cp1254", "Turkish", 1.5, "ışüçğöâ"),
    ("cp1258", "Vietnamese", 2.5, "đ\u0301\u0300\u0323ôưêăâơ\u0309\u0303áàéèíóúùìòãõ"),
    ("cp1257", "Baltic", 2.5, "āīēšūėąžčįųłļķņģģ"),
    ("cp1251", "Russian", 0.0, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("koi8-r", "Russian", 0.5, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("cp866", "Russian", 2.5, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("iso8859-5", "Russian", 4.0, "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
    ("cp1251", "Ukrainian", 1.0, "оанивітерслкумдпязьбгчйюхцжїєшщфґ"),
    ("koi8-u", "Ukrainian", 2.5, "оанивітерслкумдпязьбгчйюхцжїєшщфґ"),
    ("cp1253", "Greek", 1.0, "αοιετνσηυρςπκμλίόάγέδήωθχύφώβξζψϊ"),
    ("iso8859-7", "Greek", 2.0, "αοιετνσηυρςπκμλίόάγέδήωθχύφώβξζψϊ"),
    ("cp1255", "Hebrew", 1.0, "יוהלאמרתבשנדקעפחטגצכםסזןךץף"),
    ("cp1256", "Arabic", 1.0, "اليمنوترعبدسفهةكقأحجشصطخىإذزضغثئءظآؤ،؟"),
    ("cp874", "Thai", 1.0, "านรอกเง่ยลมดวทส้ตะีัปิบหคขแจพื็ชไใผโธุถซูณ์ำภศษฉฟฝฮฐญฎึฆ"),
)
"""Code page, language, nats for how much rarer it is than the commonest, and its letters beyond ASCII by frequency.
Windows' code pages come before ISO's, which they mostly extend: the order decides between equals."""

RANK_OFFSET = 2.0
"""Mandelbrot's offset: flattens the first ranks, as letters are flatter than words."""

UPPER_COST, FIRST_UPPER_COST, INNER_UPPER_COST = 0.5, 2.5, 7.0
"""Nats for a capital after a capital, at the beginning of a word, and after a small letter, where no one writes it."""

SECOND_COST = 4.0
"""Nats for a letter beyond ASCII right after another, in languages of the Latin alphabet."""

LONE_COST, MIXED_COST = 4.0, 6.0
"""Nats for a letter that stands alone and is no word, and for one of another alphabet right beside an ASCII letter."""

WORDS_OF_ONE_LETTER = frozenset("àèéáíóöåø")
"""Words of French, Italian, Spanish, Portuguese, Czech and Nordic; a sign such as ± is a letter in other pages."""

MARK_COST = 4.0
"""Nats for typographic marks."""

OTHER_COST, CONTROL_COST = 9.0, 14.0
"""Nats for a character that the language does not use, and for one that no text has."""

ASCII_COST = 3.0
"""Nats for an ASCII character among the bytes that decide, as much as a letter costs."""

LATIN_PRICE, OTHER_PRICE = 5.0, 9.0
"""Nats for how much rarer than Chinese these are: as much as another reading of two characters can gain by chance. Four
bytes make a word of some alphabet easily, but not four letters between ASCII letters."""

HINT_NATS = 6.0
"""What a declared code page is worth among code pages, which differ by less than encodings do."""

MOST_BYTES = 3000
"""Bytes that are looked at: the languages differ after twenty."""

MOST_CLOSE = 5
"""Languages that are looked at closely, the best by letter counts alone."""

_WORDS = re.compile(rb"[A-Za-z]?[\x80-\xff](?:[A-Za-z]?[\x80-\xff])*[A-Za-z]?")
_INNER = re.compile(
    rb"(?<![\x80-\xff])[A-Za-z][\x80-\xff][A-Za-z](?![\x80-\xff])|(?<![A-Za-z\x80-\xff])[\x80-\xff][a-z]{2}(?![\x80-\xff])"
)
_MARKS = frozenset("“”‘’«»–—…°€£§©®·\u00a0„№±×÷²³µ½")
_HIGH = bytes(range(0x80, 0x100))


class Page(NamedTuple):
    """Nats that the bytes cost, and the code page."""

    cost: float
    codec: str


class _Language(NamedTuple):
    """A language in a code page: the cost of each letter, and whether its alphabet is Latin."""

    codec: str
    price: float
    costs: dict[str, float]
    is_latin: bool

    def plain(self, high: Mapping[int, int]) -> float:
        """The cost of bytes by themselves, given how often each occurs."""
        return self.price + sum(n * self.char_cost(self.decoded(bytes((byte,))), "\n") for byte, n in high.items())

    def decoded(self, raw: bytes) -> str:
        """The characters of `raw`."""
        return raw.decode(self.codec, "replace")

    def word_cost(self, raw: bytes) -> float:
        """The cost of what is not ASCII in a word, which may have an ASCII letter at either end."""
        word = self.decoded(raw)
        total = LONE_COST * (word not in _MARKS and self._is_lone(word))
        for i, char in enumerate(word):
            if not char.isascii():
                before = word[i - 1] if i else " "
                total += self.char_cost(char, before) + self._neighbour_cost(before, word[i + 1 : i + 2], char)
        return total

    def _is_lone(self, word: str) -> bool:
        if self.is_latin:  # the signs of CP1252 are letters in the others
            return self.codec != "cp1252" and len(word) == 1 and word.lower() not in WORDS_OF_ONE_LETTER
        return len(word.strip(ascii_letters)) == 1

    def char_cost(self, char: str, before: str) -> float:
        """The cost of one character after another; what comes before matters to capitals alone."""
        if char in _MARKS:
            return MARK_COST
        cost = self.costs.get(char.lower(), OTHER_COST)
        if char.isupper() and before != "\n":
            by_before = UPPER_COST if before.isupper() else INNER_UPPER_COST
            return cost + (by_before if before.isalpha() else FIRST_UPPER_COST)
        return cost if (char.isprintable() and char != "\ufffd") or char == "\u00a0" else CONTROL_COST

    def _neighbour_cost(self, before: str, after: str, char: str) -> float:
        if char in _MARKS:
            return 0.0
        if self.is_latin:
            return SECOND_COST * (before > "\x7f" and before.isalpha())
        return MIXED_COST * (before in ascii_letters or (after != "" and after in ascii_letters))


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(codec, price, _letter_costs(letters), any(ord(letter) < 0x180 for letter in letters))
        for codec, _, price, letters in LANGUAGES
    )


def _letter_costs(letters: str) -> dict[str, float]:
    weights = [1 / (rank + RANK_OFFSET) for rank in range(len(letters))]
    total = sum(weights)
    return {letter: -log(weight / total) for letter, weight in zip(letters, weights, strict=True)}


def best_page(data: bytes, deciding: bytes, hints: frozenset[str]) -> Page:
    """The code page that makes the likeliest words of `data`.

    The cost is for `deciding`, the bytes beyond ASCII that other codecs were scored on; letters between ASCII letters,
    which pairs of bytes do not make, count in favour. `hints` are codecs that the data declares.
    """
    head = data if len(data) <= MOST_BYTES else b"\n".join(_WORDS.findall(data))[:MOST_BYTES]
    words = _WORDS.findall(head)
    counts = Counter(b"".join(words).translate(None, _ASCII))
    close = sorted(_languages(), key=lambda language: language.plain(counts) - HINT_NATS * (language.codec in hints))
    best = min((_closely(words, language, hints) for language in close[:MOST_CLOSE]), key=lambda page: page.cost)
    high = len(deciding) - len(deciding.translate(None, _HIGH))
    inner = min(len(_INNER.findall(head)), high)
    cost = best.cost / max(counts.total(), 1) * high + ASCII_COST * (len(deciding) - high)
    return Page(cost - INNER_NATS * inner, best.codec)


INNER_NATS = 5.0
"""Nats that a lone byte between ASCII letters, or before two at the beginning of a word, counts for a code page."""

_ASCII = bytes(range(0x80))


def _closely(words: list[bytes], language: _Language, hints: frozenset[str]) -> Page:
    price = LATIN_PRICE if language.is_latin else OTHER_PRICE
    hint = HINT_NATS * (language.codec in hints)
    return Page(sum(map(language.word_cost, words)) + price + language.price - hint, language.codec)
