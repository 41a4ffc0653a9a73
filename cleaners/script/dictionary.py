"""OpenCC's dictionaries, loaded on first use, and the sets of characters that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from cleaners import rules

_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
"""Extension A and the unified block; characters of later extensions never are strays."""

LEVEL_1_ROWS = (0xB0, 0xD7)
"""First bytes, in EUC form, of level 1 of GB 2312: the 3,755 most common characters."""

BIG5_LEVEL_1 = (b"\xa4\x40", b"\xc6\x7e")
"""First and last code of level 1 of Big5: the 5,401 most common characters."""


@cache
def converter(name: str) -> Callable[[str], str]:
    """The function that converts a text with the OpenCC configuration `name`, such as "t2s"."""
    import opencc  # here, so that text without a traditional character never loads it

    convert: Callable[[str], str] = opencc.OpenCC(name).convert
    return convert


@cache
def version() -> str:
    """The version of the dictionaries, for the log: each release of OpenCC changes them."""
    import opencc

    return f"OpenCC {opencc.__version__}"


@cache
def shared() -> frozenset[str]:
    """Characters that OpenCC converts but simplified text writes too, by the character table of 2013.

    Rows of `data/script_shared.tsv`. Alone they prove nothing about the script of a text and are converted by the
    phrases of `data/script.tsv` only.
    """
    return frozenset(row["character"] for row in rules.rows("script_shared"))


@cache
def traditional() -> Mapping[str, str]:
    """Characters that only traditional text has, each with its simplified form.

    Common ones alone: the simplified form is in GB 2312, and either in its level 1, or the character is in level 1 of
    Big5, or OpenCC writes it for the simplified form. Others are rare characters of names and old books, for which
    "traditional" means little: simplified editions print them too.
    """
    forms = _changed("t2s")
    written = set(_changed("s2t").values())
    return {
        char: form
        for char, form in forms.items()
        if char not in shared()
        and _encoded(form, "gb2312")
        and (is_common(form) or char in written or _in_big5_level_1(char))
    }


@cache
def simplified() -> frozenset[str]:
    """Characters that only simplified text has: in GB 2312, changed by OpenCC, and not in level 1 of Big5.

    Level 2 has 机, 怀, 万 and others as old or rare characters; traditional text has one of them in 26,000 characters.
    """
    return frozenset(char for char in _changed("s2t") if _encoded(char, "gb2312") and not _in_big5_level_1(char))


@cache
def variants() -> frozenset[str]:
    """Those of `simplified` that books and names in traditional characters print too: `data/script_variants.tsv`."""
    return frozenset(row["character"] for row in rules.rows("script_variants"))


def is_common(simplified_char: str) -> bool:
    """Whether a simplified character is in level 1 of GB 2312."""
    code = _encoded(simplified_char, "gb2312")
    return bool(code) and LEVEL_1_ROWS[0] <= code[0] <= LEVEL_1_ROWS[1]


@cache
def _changed(name: str) -> Mapping[str, str]:
    """Each Han character that the configuration changes when it stands alone, and what it becomes."""
    chars = [chr(code) for block in _BLOCKS for code in block]
    forms = converter(name)("\n".join(chars)).split("\n")
    return {char: form for char, form in zip(chars, forms, strict=True) if char != form and len(form) == 1}


def _in_big5_level_1(char: str) -> bool:
    return BIG5_LEVEL_1[0] <= _encoded(char, "big5") <= BIG5_LEVEL_1[1]


def _encoded(char: str, codec: str) -> bytes:
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return b""
