"""The tokens of the language model: Han characters and marks themselves, one for digits, one for Latin letters, …"""

from __future__ import annotations

from collections.abc import Mapping

MARKS = "，。、：；？！“”‘’（）《》〈〉「」『』【】…—·～,.:;?!()\"'-/%_=<>[]{}*#&+@|`$\\"
CLASS_NAMES: tuple[str, ...] = (
    "HAN", "DIGIT", "LATIN", "SPACE", "IDEOSPACE", "NEWLINE", "OTHER", "KANA", "HANGUL", *MARKS,
)  # fmt: skip

SHARED_TOKENS: tuple[str, ...] = (
    "DIGIT", "LATIN", "OTHER", "KANA", "HANGUL", "QUOTE", "UNQUOTE", "TITLE", "UNTITLE",
)  # fmt: skip
"""Tokens that stand for several characters; every other token is the character itself."""

_SHARED_MARKS: Mapping[str, str] = {
    **dict.fromkeys("“‘「『", "QUOTE"), **dict.fromkeys("”’」』", "UNQUOTE"),
    **dict.fromkeys("《〈", "TITLE"), **dict.fromkeys("》〉", "UNTITLE"),
}  # fmt: skip
"""Marks that do the same work in different regions or depths are one token, so that they share their counts."""

_OWN: Mapping[str, str] = {"SPACE": " ", "IDEOSPACE": "\u3000", "NEWLINE": "\n"}


def class_of(char: str) -> str:
    """The class of a character: HAN, DIGIT, LATIN, SPACE, …, or the mark itself."""
    found = _CLASS_OF.get(char)
    if found is not None:
        return found
    code = ord(char)
    if 0x3400 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000:
        return "HAN"
    if 0xFF01 <= code <= 0xFF5E:  # full-width forms that Chinese has no mark of its own for do as the ASCII ones do
        return class_of(chr(code - 0xFEE0))
    if 0x3041 <= code <= 0x30FF:
        return "KANA"
    if 0xAC00 <= code <= 0xD7A3:
        return "HANGUL"
    return "OTHER"


_CLASS_OF: Mapping[str, str] = {
    **{char: char for char in MARKS},
    **dict.fromkeys("0123456789", "DIGIT"),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "LATIN"),
    " ": "SPACE",
    "\t": "SPACE",
    "\u00a0": "SPACE",
    "\u3000": "IDEOSPACE",
    "\n": "NEWLINE",
    "\r": "NEWLINE",
    "〇": "HAN",
}


def is_variant(char: str) -> bool:
    """Whether `char` is a rarer form of its token: a full-width form of an ASCII character, a tab, …"""
    return char in "\t\u00a0\r" or ("\uff01" <= char <= "\uff5e" and char not in _CLASS_OF)


class _Tokens(dict[str, str]):
    """The tokens of the characters that were met."""

    def __missing__(self, char: str) -> str:
        name = class_of(char)
        token = self[char] = char if name == "HAN" else _SHARED_MARKS.get(name) or _OWN.get(name, name)
        return token


TOKEN_OF: Mapping[str, str] = _Tokens()
"""What stands in the n-grams for a character: itself, or a name of SHARED_TOKENS. It has an answer for every one."""
