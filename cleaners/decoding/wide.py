"""UTF-16 and UTF-32: by their mark, by zero bytes, or by high bytes as Chinese has them."""

from __future__ import annotations

from cleaners.decoding import evidence

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte-order marks, the longer before the shorter that begins it (Unicode 15.1, 23.8)."""

HEAD_BYTES = 1200
"""Bytes at the beginning that are looked at: a multiple of four."""

MOST_OTHERS = 0.15
"""Share of units whose high byte Chinese does not have: above it the bytes are no UTF-16 of Chinese."""

_HIGH_BYTES = bytes((0x00, 0x20, 0x30, 0xFF, *range(0x34, 0xA0)))
"""High bytes of the characters that Chinese text has: ASCII, marks, Han, full-width forms."""


def of_zeros(data: bytes) -> str:
    """The codec of UTF-32, told by two bytes in four that are zero; "" for other bytes."""
    head = data[:HEAD_BYTES]
    if head.count(0) * 2 > len(head) >= 8:
        for codec, places in (("utf-32-le", (2, 3)), ("utf-32-be", (0, 1))):
            if sum(head[i::4].count(0) for i in places) * 2.2 > len(head):
                return codec
    return ""


def readings(data: bytes) -> list[tuple[float, str]]:
    """The readings as UTF-16 whose high bytes Chinese has, the cheapest first: nats for the head, and the codec."""
    head = data[:HEAD_BYTES]
    return sorted(
        (evidence.cost(head, codec), codec)
        for codec, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2]))
        if len(high.translate(None, _HIGH_BYTES)) <= MOST_OTHERS * len(high)
    )
