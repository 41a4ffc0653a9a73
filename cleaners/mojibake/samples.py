"""Garbled text that is meant: a text about encodings shows what becomes of 中文 when it is read wrongly."""

from __future__ import annotations

import re

from cleaners import han
from cleaners.edits import Span
from cleaners.mojibake.line import sides

REACH = 120
"""Characters of the line on each side in which a text says that it is about garbled text."""

LONGEST = 24
"""Characters of a sample; what is garbled for longer is damage, whatever is said about it."""

LEAST_SHOWN = 2
"""Han characters of the right text that must stand on the same line for the garbled ones to be a sample of it."""

_QUOTED = re.compile(r"[\"'`“”‘’「『（(《\[→>=]\s*$")
_ABOUT = re.compile(
    r"乱码|亂碼|乱碼|mojibake|garbled|misread|misdecod|replacement char|[Cc]harset|编码|編碼|解码|解碼|[Ee]ncod"
    r"|[Dd]ecod|GB ?K|GB ?2312|GB ?18030|[Bb]ig-?5|UTF-?8|(?:CP|cp)-?\d{3,4}|[Ll]atin-?1|ISO-?8859|[Ss]hift.?JIS|EUC-"
)
_GARBLED = re.compile(r"[^\x00-\x7f](?:.*[^\x00-\x7f])?", re.DOTALL)
_HAN = re.compile(f"[{han.HAN}]+")


def is_sample(text: str, run: Span, reading: str) -> bool:
    """Whether the garbled run, which reads as `reading`, is an example of garbled text."""
    garbled = _GARBLED.search(text, run.start, run.end)
    if garbled is None or len(garbled[0]) > LONGEST:
        return False
    left, right = sides(text, *garbled.span(), REACH)
    shown = _HAN.search(reading)
    if shown is not None and len(shown[0]) >= LEAST_SHOWN and (shown[0] in left or shown[0] in right):
        return True
    return bool(_QUOTED.search(left)) and bool(_ABOUT.search(left) or _ABOUT.search(right))
