"""Which encoding bytes are in: certain signs first, then every plausible codec scored on the same bytes."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from cleaners.decoding import evidence
from cleaners.decoding.exact import strict_utf8

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte-order marks, the longer before the shorter that begins it (Unicode 15.1, 23.8)."""

SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "hz-gb-2312": "hz", "big5": "cp950"}
"""Labels that the world uses for more than they mean: a quarter of pages declared gb2312 does not decode so."""

CANDIDATES = {"utf-8": 0.0, "gb18030": 0.0, "cp950": 0.5, "big5hkscs": 1.5, "cp932": 3.0, "euc_jp": 3.0, "cp949": 3.0}
"""Byte codecs that are tried, with nats for how much rarer they are in Chinese collections than the first."""

SURE_UTF8_BYTES = 12
"""Bytes of valid UTF-8 beyond ASCII that settle it. Two characters of GBK are valid UTF-8 once in eleven times, six
once in a million."""

SURE_ASCII_BYTES = 64
"""Bytes of ASCII without a zero that are no UTF-16: 32 characters of which none has a byte above 7F are none."""

FOREIGN_COST = 5.2
"""Nats a byte above which no candidate reads as Chinese, Japanese or Korean: those cost 2 to 4, garbled text over 5.5.
Then the bytes are another script, or no text."""

NOISE_COST = 7.0
"""Nats a byte above which bytes are no text in any candidate: garbled Chinese costs 6, random bytes cost over 8."""

_ESCAPES = re.compile(rb"\x1b\$|\x1b\([BJ]|~\{")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)

DECLARED_NATS = 4.0
"""What a declared charset is worth: enough to decide between equals, not against two characters of evidence."""


UTF8_NATS = 30.0
"""What other lines of valid UTF-8 are worth to a damaged line: two bad bytes, but not a short line of GBK."""

UTF8_LINES_WITHIN = 100_000
"""Bytes at the beginning of a file in which such lines are looked for."""


MOST_FF = 0.3
"""Share of the byte FF above which bytes are no text: only Cyrillic code pages use it, for one letter in forty."""


class Verdict(NamedTuple):
    """The codec found, how sure that is (0 to 1), and whether the bytes are text at all."""

    codec: str
    confidence: float
    is_text: bool = True


def detected(data: bytes) -> Verdict:
    """The encoding of bytes without a byte-order mark that are not plain valid UTF-8 of some length.

    Lines of valid UTF-8 say nothing about the encoding of the others, so where there are others, they decide.
    """
    if data.isascii():
        return _of_ascii(data)
    if wide := _wide(data):
        return wide
    others = [line for line in data.splitlines(keepends=True) if strict_utf8(line) is None]
    return _scored(b"".join(others) or data, UTF8_NATS * _has_utf8_lines(data, others))


def _has_utf8_lines(data: bytes, others: list[bytes]) -> bool:
    """Whether beside the lines that are no UTF-8 there are lines that surely are."""
    lines = set(data[:UTF8_LINES_WITHIN].splitlines(keepends=True)).difference(others)
    return sum(len(line) - len(line.decode("utf-8", "ignore")) for line in lines) >= SURE_UTF8_BYTES


def is_sure_utf8(text: str, size: int) -> bool:
    """Whether text that was valid UTF-8 of `size` bytes is so beyond doubt."""
    if text.isascii():
        return size >= SURE_ASCII_BYTES and "\x00" not in text
    return size - len(text) >= SURE_UTF8_BYTES


def _of_ascii(data: bytes) -> Verdict:
    """7-bit encodings by their escapes; UTF-16 of ASCII characters by its zero bytes."""
    if _ESCAPES.search(data):
        for codec in ("hz", "iso2022_jp_2", "iso2022_kr"):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if not text.isascii():
                return Verdict(codec, 0.99)
    return _wide(data) or Verdict("utf-8", 1.0)


def _wide(data: bytes) -> Verdict | None:
    """UTF-16 and UTF-32 without a mark: high bytes as Chinese has them, and text that reads better than any other."""
    head = data[: evidence.WINDOW * 2]
    zeros = head.count(0)
    if zeros * 2 > len(head) >= 8:
        for codec, places in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1))):
            if sum(head[i::4].count(0) for i in places) * 2.2 > len(head):
                return Verdict(codec, 0.99)
    found = []
    for codec, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if sum(map(_is_high_byte, high)) >= len(high) * 0.85:
            found.append((evidence.cost(head, codec), codec))
    if not found:
        return None
    rival = min(evidence.cost(head, codec) + price for codec, price in CANDIDATES.items())
    best = min(found)
    if best[0] > min(rival, FOREIGN_COST * len(head)):
        return None
    return Verdict(best[1], _confidence(rival - best[0]))


def _is_high_byte(byte: int) -> bool:
    """Whether a byte is the high byte of a character that Chinese text has: ASCII, marks, Han, full-width forms."""
    return byte in (0x00, 0x20, 0x30, 0xFF) or 0x34 <= byte <= 0x9F


def _scored(data: bytes, utf8_nats: float) -> Verdict:
    deciding = evidence.sample(data)
    declared = _declared(data)
    costs = {
        codec: evidence.cost(deciding, codec) + price - DECLARED_NATS * (codec == declared)
        for codec, price in CANDIDATES.items()
    }
    costs["utf-8"] -= utf8_nats
    codec = min(costs, key=lambda name: costs[name])
    if deciding.count(0xFF) > MOST_FF * len(deciding):
        return Verdict(codec, 0.0, is_text=False)
    limit = NOISE_COST if utf8_nats else FOREIGN_COST
    if costs[codec] > limit * len(deciding):
        return _foreign(data) or Verdict(codec, 0.3, is_text=costs[codec] <= NOISE_COST * len(deciding))
    rival = min(cost for name, cost in costs.items() if _family(name) != _family(codec))
    return Verdict(codec, _confidence(rival - costs[codec]))


def _family(codec: str) -> str:
    """Codecs that differ in a few cells only are no rivals."""
    return "big5" if codec in ("cp950", "big5hkscs") else codec


def _declared(data: bytes) -> str:
    """The charset that a page declares of itself, as a codec; "" without one."""
    found = _CHARSET.search(data[:4000])
    name = found[1].decode().lower() if found else ""
    return SUPERSETS.get(name, name)


def _confidence(margin: float) -> float:
    """How sure a codec is that is `margin` nats ahead."""
    return round(1 - 0.5 * math.exp(-max(margin, 0.0) / 2), 4)


def _foreign(data: bytes) -> Verdict | None:
    """What charset-normalizer makes of bytes that are no Chinese, Japanese or Korean."""
    from charset_normalizer import from_bytes

    best = from_bytes(b"".join(evidence.windows(data, evidence.WINDOW * 4))).best()
    if best is None or best.encoding in CANDIDATES or best.encoding.startswith(("utf", "big5", "gb", "johab", "hz")):
        return None
    return Verdict(best.encoding, round(max(0.0, 1 - best.chaos) * 0.8, 4))
