"""Encodings in seven bits: HZ, ISO-2022 and UTF-7, told by their escapes and by the text that these make."""

from __future__ import annotations

import re

from cleaners import charsets
from cleaners.decoding import script_costs
from cleaners.decoding.exact import tolerant

_ESCAPE = re.compile(rb"\x1b\$|\x1b\([BJ]|~\{")
_UTF_7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}")

MOST_DAMAGED = 0.02
"""Share of bytes beyond ASCII that damage can put into text of seven bits."""

MOST_COST = 12.0
"""Nats a character above which what the escapes make is no text: Chinese costs 5 to 7, a rare name by itself up to 11;
letters and digits of code that happen to follow a ~{ or a + make characters that cost 15 and more."""


def codec_of(data: bytes) -> str:
    """The codec whose escapes make text of `data`, "" where there are none."""
    if (b"\x1b" in data or b"~" in data) and _is_almost_ascii(data) and _ESCAPE.search(data):
        for codec in ("hz", charsets.ISO_2022_CN, "iso2022_jp_2", "iso2022_kr"):
            if _SIGNS[codec].search(data) and _reads(tolerant(data, codec).text, codec):
                return codec
    if data.isascii() and _UTF_7.search(data) and _is_utf_7(data):
        return "utf-7"
    return ""


_SIGNS = {
    "hz": re.compile(rb"~\{"),
    charsets.ISO_2022_CN: re.compile(rb"\x1b\$[)*+][AEGHI-M]"),
    "iso2022_jp_2": re.compile(rb"\x1b\$(?:[@BA]|\([CD])|\x1b\([J]"),
    "iso2022_kr": re.compile(rb"\x1b\$\)C"),
}


def _is_almost_ascii(data: bytes) -> bool:
    return data.isascii() or len(data.translate(None, bytes(range(0x80)))) <= MOST_DAMAGED * len(data)


def _is_utf_7(data: bytes) -> bool:
    try:
        text = data.decode("utf-7")
    except UnicodeDecodeError:
        return False
    return _reads(text, "utf-7")


def _reads(text: str, codec: str) -> bool:
    """Whether the characters beyond ASCII are text, and at least two."""
    beyond = "".join(char for char in text[:MOST_CHARACTERS] if char > "\x7f" and char != "\ufffd")
    if len(beyond) < 2:
        return False
    return script_costs.cost_of(beyond, codec) <= MOST_COST * len(beyond)


MOST_CHARACTERS = 2000
"""Characters of the beginning that decide."""
