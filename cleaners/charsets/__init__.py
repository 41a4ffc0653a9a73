"""Encodings by name: those that Python has, and EUC-TW and ISO-2022-CN, which it has not."""

from __future__ import annotations

import codecs
from collections.abc import Callable

Decode = Callable[[bytes | memoryview, str], tuple[str, int]]
"""Takes bytes and "strict"; the text and how many bytes were read. Raises UnicodeDecodeError."""

EUC_TW, ISO_2022_CN = "euc-tw", "iso-2022-cn"


def canonical(name: str) -> str:
    """The name that `decoder` and `encoded` know an encoding by. Raises LookupError for one that nobody knows.

    Python's codecs that are no character sets count as unknown: base64, rot13, idna, unicode_escape …
    """
    plain = name.lower().replace("_", "-")
    if plain in (EUC_TW, "euctw", "x-euc-tw"):
        return EUC_TW
    if plain in (ISO_2022_CN, "iso-2022-cn-ext"):
        return ISO_2022_CN
    found = codecs.lookup(name).name
    if found in _NO_CHARACTER_SETS:
        raise LookupError(f"no character set: {name}")
    bytes(1).decode(found, "replace")  # LookupError for what makes no text of bytes
    return found


_NO_CHARACTER_SETS = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"))
"""Python's text encodings (docs, codecs: "Python Specific Encodings") that write characters as escapes, or nothing."""


def decoder(name: str) -> Decode:
    """What turns bytes in the encoding `name` into text."""
    if name == EUC_TW:
        from cleaners.charsets import euc_tw

        return euc_tw.decode
    return codecs.getdecoder(name)


def encoded(text: str, name: str) -> bytes:
    """`text` in the encoding `name`, `?` for what that does not have."""
    if name == EUC_TW:
        from cleaners.charsets import euc_tw

        return euc_tw.encode(text)
    return text.encode(name, "replace")
