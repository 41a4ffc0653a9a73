"""Files in several encodings: lines that read far better in another codec than the rest are decoded in it."""

from __future__ import annotations

from itertools import groupby

from cleaners.decoding import evidence, woven
from cleaners.decoding.alignment import PAIR_CODECS
from cleaners.decoding.detection import SURE_UTF8_BYTES, is_sure_utf8
from cleaners.decoding.exact import strict_gbk, strict_utf8, tolerant
from cleaners.decoding.reading import Reading, Writer
from cleaners.decoding.woven import OTHERS, has_utf8

SWITCH_COST = 8.0
"""Nats that another codec must gain on a line. Lower, and short names in a GBK file turn into UTF-8; higher, and short
lines of a mixed file stay garbled."""

LEAST_UTF8_BYTES = 4
"""Bytes beyond ASCII that a valid UTF-8 line must have before it is looked at in a legacy file."""

SURE_UTF8_SHARE = 0.01
"""Bytes beyond ASCII in lines of valid UTF-8, as a share of the other lines, that make sure that a file has UTF-8 in
it: short lines of noise are valid now and then."""

MOST_COMPARED = 50_000
"""Bytes of lines that are scored in every codec, for damage or doubt: half a second of work. Later ones are read in the
file's codec."""

HEAD_BYTES, LOOK_BYTES = 80, 10
"""Bytes at the beginning that tell whether the first is half a character, and those that say whether to look."""

HEAD_GAIN = 12.0
"""Nats that reading must gain without the first byte. Lower, and rare characters there are taken apart."""

MIXED = (*OTHERS, "big5hkscs")
"""Codecs of files that may have lines in others."""

_LEGACY = frozenset({"gb18030", "cp950"})


def other_lines(data: bytes) -> bytes:
    """The lines that are no UTF-8, where there are lines that surely are; else all of `data`."""
    if not has_utf8(data):
        return data
    lines = data.splitlines(keepends=True)
    others = [line for line in lines if strict_utf8(line) is None]
    theirs = set(lines).difference(others)
    sure = sum(len(line) - len(line.decode("utf-8", "ignore")) for line in theirs)
    rest = b"".join(others)
    return rest if sure >= max(SURE_UTF8_BYTES, SURE_UTF8_SHARE * len(rest)) else data


def read(data: bytes, codec: str) -> tuple[Reading, str]:
    """The reading of a file that is mostly `codec`, and the names of all codecs that it has."""
    half = _half_character(data, codec)
    if codec == "gb18030" and not half and not has_utf8(data) and (whole := strict_gbk(data)) is not None:
        return whole, codec
    writer = Writer()
    if half:
        writer.damage(half)
    lines = data[len(half) :].splitlines(keepends=True)
    for name, group in groupby(zip(_codecs_of(lines, codec), lines, strict=True), key=lambda pair: pair[0]):
        raw = b"".join(line for _, line in group)
        writer.include(woven.read(raw, name) if name in MIXED else tolerant(raw, name))
    reading = writer.reading()
    return reading, _names(reading, codec)


def _half_character(data: bytes, codec: str) -> bytes:
    """The first byte, where a file in a codec of pairs begins in mid-character; b"" where it does not."""
    head = evidence.SPAN.match(data) if codec in PAIR_CODECS else None
    end = head.end() if head else 0
    if end <= 2 or evidence.cost(data[: min(end, LOOK_BYTES)], codec) <= evidence.SOUND_COST * min(end, LOOK_BYTES):
        return b""
    if woven.is_sound(data[:end], "utf-8") or woven.is_sound(data[: data.find(b"\n") + 1] or data, "utf-8"):
        return b""
    kept, without = (_head_cost(data[start:end], codec) for start in (0, 1))
    return data[: kept - without > HEAD_GAIN]


def _head_cost(data: bytes, codec: str) -> float:
    """Nats of the first bytes; where they end in mid-character, of one more, which is not what is asked about."""
    return min(evidence.cost(data[:size], codec) for size in (HEAD_BYTES, HEAD_BYTES + 1))


def _codecs_of(lines: list[bytes], codec: str) -> list[str]:
    """The codec of each line; lines of ASCII go with the line before."""
    left = MOST_COMPARED
    codecs = []
    for line in lines:
        name = codec if line.isascii() else _sure_codec(line, codec)
        if not name:
            name = _cheapest(line, codec) if left > 0 else codec
            left -= len(line)
        codecs.append(name)
    if _LEGACY.issubset(codecs):  # then each may read lines of the other without damage, too
        codecs = [_cheaper(line, name) if name in _LEGACY else name for line, name in zip(lines, codecs, strict=True)]
    before = next((name for name, line in zip(codecs, lines, strict=True) if not line.isascii()), codec)
    for i, line in enumerate(lines):
        before = codecs[i] = before if line.isascii() else codecs[i]
    return codecs


def _sure_codec(line: bytes, codec: str) -> str:
    """The codec of a line in a file that is mostly `codec`; "" where all must be compared."""
    whole = strict_utf8(line)
    if whole is not None and is_sure_utf8(whole.text, len(line)):
        return "utf-8"
    if codec == "utf-8":
        return codec if whole is not None else ""
    if whole is not None and len(line) - len(whole.text) >= LEAST_UTF8_BYTES:
        return ""
    return codec if woven.is_sound(line, codec) and not woven.has_private(tolerant(line, codec).text) else ""


def _cheapest(line: bytes, codec: str) -> str:
    """The codec in which a line costs least, the file's own unless another gains enough."""
    spans = evidence.sample(line, evidence.LINE_WINDOW)
    names = dict.fromkeys((*OTHERS, codec))
    costs = {name: evidence.cost(spans, name) + SWITCH_COST * (name != codec) for name in names}
    return min(costs, key=lambda name: (costs[name], name != codec))


def _cheaper(line: bytes, codec: str) -> str:
    """The one of the two legacy codecs in which a line costs less."""
    spans = evidence.sample(line, evidence.PROBE)
    return min(_LEGACY, key=lambda name: (evidence.cost(spans, name), name != codec))


def _names(reading: Reading, codec: str) -> str:
    """The codecs of all that is not ASCII, "utf-8+gb18030"; `codec` where all of it is damage."""
    found, at = set(), 0
    for segment in reading.segments:
        if segment.raw is None and not reading.text[at : at + segment.chars].isascii():
            found.add(segment.codec)
        at += segment.chars
    return "+".join([name for name in OTHERS if name in found] + sorted(found.difference(OTHERS))) or codec
