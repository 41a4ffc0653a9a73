"""What the rules of the stage say of an edit, in words."""

from __future__ import annotations

from cleaners.mojibake.escapes import KINDS

_ENCODINGS = {
    "utf8": "UTF-8", "gbk": "GBK", "big5": "Big5", "utf16-le": "UTF-16", "utf16-be": "UTF-16 (big-endian)",
    "utf16": "UTF-16", "cp1252": "Windows-1252 or Latin-1", "cp1252-then-utf8": "Windows-1252, then mended as UTF-8",
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "macroman": "MacRoman", "cp437": "CP437", "cp866": "CP866",
    "cp874": "Windows-874", "koi8-r": "KOI8-R", "shift-jis": "Shift-JIS", "euc-kr": "EUC-KR",
    "surrogates": "something else, byte by byte",
}  # fmt: skip


def reason(rule: str) -> str:
    """Why an edit of `rule` was made: the encodings that were confused, or the kind of escape; "" for other rules."""
    kinds = {kind.rule: kind.reason for kind in KINDS}
    if rule in kinds:
        return kinds[rule]
    layers = [layer.partition("-as-") for layer in rule.removeprefix("mojibake.").removesuffix("-lossy").split("+")]
    if any(true not in _ENCODINGS or wrong not in _ENCODINGS for true, _, wrong in layers):
        return ""
    read = ", before that ".join(f"{_ENCODINGS[true]} was read as {_ENCODINGS[wrong]}" for true, _, wrong in layers)
    return f"{read}; bytes were lost" if rule.endswith("-lossy") else read
