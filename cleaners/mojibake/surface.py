"""What text costs as it stands, beyond Chinese: how surprising a letter of a foreign script is after another.

The language model knows Chinese. Garbled text of the single-byte kinds is Latin, Cyrillic, Thai or box-drawing
characters in an order that no language writes, and real text of those scripts must not look as surprising as that.
The costs are -ln of round probabilities: a letter inside a word costs three nats in every alphabet (Shannon 1951 gives
2.9 for English letters without context), and what no orthography does is charged on top.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from functools import cache, lru_cache

from cleaners.hangul import COMMON_HANGUL
from cleaners.language_model import MARKS, LanguageModel

CLEAN_COST = 9.5
"""Nats of plain cost below which a character may be the first of clean text: the 2,500 commonest; what GBK makes of
UTF-8 is mostly rarer."""

FOREIGN_REPAIR_COST = 9.0
"""Nats at least for Latin, Greek, Cyrillic, symbols and small forms that come out of a repair: two bytes of anything
are such a letter."""

ASCII_COST = 7.0
"""Nats at most for ASCII, which is the same in every hypothesis: in code, what follows what says nothing of Chinese."""

AFTER_ASCII_COST = 4.5
"""Nats at most for Chinese to begin after ASCII, whatever it is: one character in a hundred is such a beginning."""

ORDER_MARK_COST = 2.0
"""Nats for a byte-order mark in a repair: it is the first thing of many files, and 锘 is hardly ever anything else."""

IDEOGRAPHIC_SPACE_COST = 6.0
"""Nats at most for U+3000, which pages of the nineties have between words of English, too."""

FLAT_COST = 8.0
"""Nats for a character beyond ASCII between two layers."""

FLAT_ASCII_COST = 3.0
"""Nats for ASCII there, but for `?`, which may be a mark of loss."""

WRITTEN_COST = 5.0
"""Nats there for a character that the wrong decoder below writes: others make the layer below unlikely."""

LETTER_COST = 3.2
"""Nats for a letter that goes on in the script of the character before it."""

ENTER_COST = 5.0
"""Nats for the first letter of a foreign word after a space, a mark or ASCII."""

ODD_COST = 4.5
"""Nats on top for what orthographies do not do: a capital right after a small letter, two accented Latin letters or a
letter and a symbol side by side, one script in the middle of a word of another."""

SYMBOL_COST = 6.5
"""Nats for a symbol that stands by itself: ©, №, ─."""

RARE_SYMBOLS = "¤¦¨¬¯´¶¸¹ª"
RARE_SYMBOL_COST = 9.5
"""Nats for a symbol of Latin-1 that hardly any text has and that GBK read as Latin-1 is full of."""

REPEATED_COST = 0.7
"""Nats for the same symbol again, or any character for the third time: ───── is a line, ÃÃÃÃÃÃ or ““““ filling."""

_SCRIPTS = (
    (0x0080, 0x00BF, "SYMBOL"),
    (0x00C0, 0x024F, "ACCENTED"),
    (0x0250, 0x02AF, "PHONETIC"),
    (0x02B0, 0x036F, "SYMBOL"),
    (0x0370, 0x03FF, "GREEK"),
    (0x0400, 0x052F, "CYRILLIC"),
    (0x0530, 0x058F, "ARMENIAN"),
    (0x0590, 0x05FF, "HEBREW"),
    (0x0600, 0x07BF, "ARABIC"),
    (0x0900, 0x0DFF, "INDIC"),
    (0x0E00, 0x0E7F, "THAI"),
    (0x0E80, 0x109F, "LAO"),
    (0x10A0, 0x10FF, "GEORGIAN"),
    (0x1E00, 0x1EFF, "ACCENTED"),
    (0x1F00, 0x1FFF, "GREEK"),
    (0x2070, 0x2BFF, "SYMBOL"),
    (0x3100, 0x312F, "BOPOMOFO"),
    (0xAC00, 0xD7A3, "HANGUL"),
    (0xFB00, 0xFB06, "ACCENTED"),
    (0xFF61, 0xFF9F, "HALF-WIDTH KANA"),
)

RARE_HANGUL_COST = 10.5
"""Nats for another syllable: -ln of two in a hundred among a thousand."""

_OWN_COST = {"HANGUL": 5.0, "INDIC": 3.6, "HALF-WIDTH KANA": 4.0}


class Surface:
    """Costs of characters as they stand: the language model's for Chinese, and these for other scripts."""

    def __init__(self, model: LanguageModel) -> None:
        self._prose_cost, self._plain_cost = model.cost, model.plain_cost

    def _model_cost(self, before: str, char: str) -> float:
        """The model's cost, but in code and lists any ASCII may follow Han and Han any ASCII."""
        cost = self._prose_cost(before, char)
        if char < "\x80":
            return min(cost, ASCII_COST)
        if cost > AFTER_ASCII_COST and char >= "\u3400" and before[-1:].isascii():
            return min(cost, self._plain_cost(char) + AFTER_ASCII_COST)
        return cost

    def cost_of_repair(self, before: str, char: str) -> float:
        """-ln P(char | before) in nats for text that a repair writes, which is Chinese."""
        if char == "\ufeff":
            return ORDER_MARK_COST
        if char == "\u3000":
            return min(self._prose_cost(before, char), IDEOGRAPHIC_SPACE_COST)
        cost = self._model_cost(before, char)
        return (
            cost
            if (char >= "\u3000" and not "\ufe30" <= char < "\ufe70") or char < "\x80" or char in MARKS
            else max(cost, FOREIGN_REPAIR_COST)
        )

    def cost(self, before: str, char: str) -> float:
        """-ln P(char | before) in nats for text that is as it should be."""
        if char >= "\x80" and before[-2:] == 2 * char:
            return REPEATED_COST
        script = script_of(char)
        if not script:
            return self._model_cost(before, char)
        return _foreign(before[-1:], char, script)


class Between:
    """Costs of text between two layers of garbling: no Chinese yet, so that no model knows it.

    Fewer characters are the likelier text, and such as the wrong decoder below writes (`written`).
    """

    def __init__(self, written: Container[str]) -> None:
        self._written = written

    def cost(self, before: str, char: str) -> float:
        """Nats of a character as it stands."""
        return FLAT_COST if char >= "\x80" or char == "?" else FLAT_ASCII_COST

    def cost_of_repair(self, before: str, char: str) -> float:
        """Nats of a character that a repair writes."""
        if char < "\x80":
            return FLAT_ASCII_COST
        return WRITTEN_COST if char in self._written else FLAT_COST


@lru_cache(maxsize=50_000)
def _foreign(before: str, char: str, script: str) -> float:
    if script == "SYMBOL":
        if char == before and char != "¡":  # an ideographic space of GBK
            return REPEATED_COST
        return (RARE_SYMBOL_COST if char in RARE_SYMBOLS else SYMBOL_COST) + (
            ODD_COST if before and script_of(before) not in ("", "SYMBOL") else 0.0
        )
    rare = script == "HANGUL" and char not in COMMON_HANGUL
    cost = RARE_HANGUL_COST if rare else _OWN_COST.get(script, LETTER_COST)
    if not before or before in " \n\t\u3000":
        return cost + ENTER_COST - LETTER_COST
    there = script_of(before)
    if script == "ACCENTED":
        if before.isascii():
            return ENTER_COST
        return cost + ODD_COST
    if there == script:
        return cost + (ODD_COST if before.islower() and char.isupper() else 0.0)
    if before.isascii():
        return cost + ENTER_COST - LETTER_COST + (ODD_COST if before.isalpha() else 0.0)
    return cost + ODD_COST


@cache
def script_of(char: str) -> str:
    """The script of a foreign letter or "SYMBOL"; "" for Han, kana, ASCII and the marks that Chinese text uses."""
    code = ord(char)
    if code < 0x80 or char in "·“”‘’—…《》":
        return ""
    for first, last, name in _SCRIPTS:
        if first <= code <= last:
            is_letter = unicodedata.category(char)[0] in "LM"
            return name if is_letter or name in ("THAI", "SYMBOL", "HALF-WIDTH KANA") else "SYMBOL"
    return ""
