"""What text costs when some of it is Japanese or Korean: the language model knows Chinese only.

Kana and Hangul have costs of their own here, by how common a character is, so that Korean is told from garbled Chinese:
most of the 11,172 syllables of Unicode never occur, and Chinese read as Korean is full of them.
"""

from __future__ import annotations

import re

from cleaners.hangul import COMMON_HANGUL, FREQUENT_HANGUL
from cleaners.language_model import model

FREQUENT_HANGUL_COST, COMMON_HANGUL_COST = 4.3, 6.5
"""Nats for one of the frequent syllables and for another common one: about one in the number of them, and their share
of text."""

HANGUL_COST = 9.6
"""Nats for another syllable of KS X 1001."""

RARE_HANGUL_COST = 18.0
"""Nats for a syllable that the standard of 1987 left out, because words do not need it."""

BEFORE_LATIN_COST = 6.0
"""Nats more for a syllable with an ASCII letter right after it, which Korean hardly has: accented letters of UTF-8
stand between ASCII letters, and half of them are common syllables in Korean bytes."""

LETTER_COST, SOUND_LETTER_COST = 11.0, 6.0
"""Nats for a Korean letter outside of a syllable, and for the few that chats write for laughing and crying."""

KANA_COST = 4.4
"""Nats for a kana beside another: eighty of them, used about evenly."""

KANA_ABROAD_COST = 1.5
"""Nats that kana cost more in a Chinese or Korean encoding. EUC-JP and GB 2312 have them in the same cells, so without
this Japanese of kana alone would count as Chinese; higher, and a Chinese list of kana would count as Japanese."""

FIRST_KANA_COST = 5.0
"""Nats for the first kana in such an encoding: of two characters of
Big5, every fifth pair has a kana when it is read as GB 2312."""

KANJI_COST = 8.5
"""The most that a kanji of the first level costs in a Japanese encoding, in text with kana: the language model does
not know the Japanese forms."""

CANTONESE = "咗嘅喺啲嘢嚟唔冇哋嗰佢睇咁啱囉喎啫吖咩嘥攞搵瞓黐嬲冚噉乜咪嘞啦喇吓佬仔咭嗱諗揸掂曱甴冧劏咁嘈唞啩揾攰嘔晏氹"
CANTONESE_COST = 6.0
"""Characters of written Cantonese, and nats for one: dictionaries of the written standard do not have them."""

ACCENTED_COST = 7.0
"""Nats for a letter or sign of Latin-1 or Latin Extended-A in UTF-8: the language model has seen few of them. Higher,
and the only accented letters of a short file turn into Korean; lower, and one Han character of GBK into a letter."""

JAPANESE = frozenset({"cp932", "euc_jp", "iso2022_jp_2"})
KOREAN = "cp949"  # has spaces between words: that its spans are short costs nothing, nor does it of accented letters
NOT_JAPANESE = frozenset({"gb18030", "cp950", "big5hkscs", KOREAN})

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_BEFORE_LATIN = re.compile("[\uac00-\ud7a3](?=[A-Za-z])")
_ACCENTED = re.compile("[\u00a1-\u017f]")
_FOREIGN = re.compile(f"[\u3041-\u3096\u30a1-\u30fc\u3131-\u318e\uac00-\ud7a3{CANTONESE}]")


def cost_of(text: str, codec: str) -> float:
    """Nats that `text`, read in `codec`, costs."""
    if codec == "utf-8" and (accented := len(_ACCENTED.findall(text))):
        return ACCENTED_COST * accented + cost_of(_ACCENTED.sub("", text).replace("\n", ""), codec)
    foreign = _FOREIGN.findall(text)
    if not foreign:
        return model().cost_of(text)
    total = sum(map(_foreign_cost, foreign)) + BEFORE_LATIN_COST * len(_BEFORE_LATIN.findall(text))
    if codec in NOT_JAPANESE and (kana := len(_KANA.findall(text))):
        total += FIRST_KANA_COST + KANA_ABROAD_COST * kana
    rest = _FOREIGN.sub("", text)
    if codec in JAPANESE and _KANA.search(text):
        return total + _cost_among_kana(rest)
    return total + model().cost_of(rest.replace("\n", "") if codec == KOREAN else rest)


def has_kana(text: str) -> bool:
    """Whether some of `text` is kana."""
    return _KANA.search(text) is not None


def cost_of_char(before: str, char: str) -> float:
    """Nats that one character costs after others."""
    return _foreign_cost(char) if _FOREIGN.match(char) else model().cost(before, char)


def _foreign_cost(char: str) -> float:
    if "\u3131" <= char <= "\u318e":
        return SOUND_LETTER_COST if char in "ㅋㅎㅠㅜ" else LETTER_COST
    if not _HANGUL.match(char):
        return CANTONESE_COST if char in CANTONESE else KANA_COST
    if char in FREQUENT_HANGUL:
        return FREQUENT_HANGUL_COST
    if char in COMMON_HANGUL:
        return COMMON_HANGUL_COST
    return HANGUL_COST if _is_encodable(char, "euc_kr") else RARE_HANGUL_COST


def _cost_among_kana(text: str) -> float:
    """The cost of text between kana, its kanji at most KANJI_COST each."""
    known = model()
    total, before = 0.0, "\n"
    for char in text:
        cost = known.cost(before, char)
        total += min(cost, KANJI_COST) if cost > KANJI_COST and _is_first_level(char) else cost
        before = (before + char)[-2:]
    return total


def _is_first_level(char: str) -> bool:
    """Whether JIS X 0208 has `char` among the 2,965 kanji of its first level."""
    return _is_encodable(char, "euc_jp") and b"\xb0\xa1" <= char.encode("euc_jp") <= b"\xcf\xd3"


def _is_encodable(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
