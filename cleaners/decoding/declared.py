"""The charset that a document declares of itself: a hint, never the truth."""

from __future__ import annotations

import re

from cleaners import charsets

SUPERSETS = {
    **dict.fromkeys(("gb2312", "gbk", "cp936", "x-gbk", "chinese", "csgb2312", "gb-2312", "gb2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-tw", "x-x-big5", "cn-big5", "csbig5"), "cp950"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "ksc5601", "ks-c-5601", "windows-949", "uhc"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    "hz-gb-2312": "hz",
}
"""Labels that the world uses for more than they mean: a quarter of pages declared gb2312 does not decode so. Most are
labels of the WHATWG Encoding Standard, too: https://encoding.spec.whatwg.org/#names-and-labels."""

HEAD_BYTES = 4000
"""Bytes at the beginning in which a declaration counts: a saved HTTP header, an XML declaration, the head of a page."""

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def declared(data: bytes) -> frozenset[str]:
    """The codecs that the beginning of `data` names, each widened to its superset; a header and a page may disagree."""
    return frozenset(filter(None, (widened(label.decode()) for label in _CHARSET.findall(data[:HEAD_BYTES]))))


def widened(label: str) -> str:
    """The codec to use for a label; "" for a label that nobody knows."""
    plain = label.lower().replace("_", "-")
    if plain in SUPERSETS:
        return SUPERSETS[plain]
    try:
        name = charsets.canonical(plain)
    except LookupError:
        return ""
    return SUPERSETS.get(name.replace("_", "-"), name)
