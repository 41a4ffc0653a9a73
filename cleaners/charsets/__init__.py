"""Encodings by name: those that Python has, and EUC-TW and ISO-2022-CN, which it has not."""

from __future__ import annotations

import codecs
from collections.abc import Callable

Decode = Callable[[bytes | memoryview, str], tuple[str, int]]
"""Takes bytes and "strict"; the text and how many bytes were read. Raises UnicodeDecodeError."""

EUC_TW, ISO_2022_CN = "euc-tw", "iso-2022-cn"


def canonical(name: str) -> str:
    """The name that `decoder` and `encoded` know an encoding by. Raises LookupError for one that nobody knows."""
    plain = name.lower().replace("_", "-")
    if plain in (EUC_TW, "euctw", "x-euc-tw"):
        return EUC_TW
    return ISO_2022_CN if plain in (ISO_2022_CN, "iso-2022-cn-ext") else codecs.lookup(name).name


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
