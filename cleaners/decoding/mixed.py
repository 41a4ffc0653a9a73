"""Files in several encodings: lines that read far better in another codec than the rest are decoded in it."""

from __future__ import annotations

from cleaners.decoding import evidence
from cleaners.decoding.exact import Reading, Writer, strict_utf8, tolerant

SWITCH_COST = 8.0
"""Nats that another codec must gain on a line. Lower, and short names in a GBK file turn into UTF-8; higher, and short
lines of a mixed file stay garbled."""

LEAST_UTF8_BYTES = 4
"""Bytes beyond ASCII that a valid UTF-8 line must have before it is looked at in a legacy file."""

OTHERS = ("utf-8", "gb18030", "cp950")
"""Codecs that are found together in one file."""


def by_line(data: bytes, codec: str) -> tuple[Reading, str] | None:
    """The reading line by line and the name of the mixture, or None where one codec serves all."""
    lines = data.splitlines(keepends=True)
    codecs = [_codec_of(line, codec) for line in lines]
    if all(chosen == codec for chosen in codecs):
        return None
    writer = Writer()
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or codecs[i] != codecs[start]:
            writer.include(tolerant(b"".join(lines[start:i]), codecs[start]))
            start = i
    names = [name for name in OTHERS if name in codecs] + [name for name in {codec} if name not in OTHERS]
    return writer.reading(), "+".join(names)


def _codec_of(line: bytes, codec: str) -> str:
    """The codec of one line in a file that is mostly `codec`."""
    if line.isascii():
        return codec
    whole = strict_utf8(line)
    if codec == "utf-8":
        if whole is not None:
            return codec
    elif whole is None or len(line) - len(whole.text) < LEAST_UTF8_BYTES:
        return codec if not tolerant(line, codec).damaged else _cheapest(line, codec)
    return _cheapest(line, codec)


def _cheapest(line: bytes, codec: str) -> str:
    spans = evidence.sample(line)
    costs = {name: evidence.cost(spans, name) + SWITCH_COST * (name != codec) for name in {*OTHERS, codec}}
    return min(costs, key=lambda name: (costs[name], name != codec))
