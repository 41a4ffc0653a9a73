"""Which encoding bytes are in: certain signs first, then every plausible codec scored on the same bytes."""

from __future__ import annotations

import math
from typing import NamedTuple

from cleaners import charsets
from cleaners.decoding import codepages, evidence, script_costs, sevenbit, wide, woven
from cleaners.decoding.declared import declared

CANDIDATES = {
    "utf-8": 0.0,
    "gb18030": 0.0,
    "cp950": 0.5,
    "big5hkscs": 1.5,
    "cp932": 5.0,
    "euc_jp": 6.0,
    "cp949": 6.0,
}
"""Byte codecs that are tried, with nats for how much rarer they are in Chinese collections than the first."""

RARE = {charsets.EUC_TW: 6.0}
"""Codecs that are tried where no other reads well: their tables take 50 milliseconds to load."""

SURE_UTF8_BYTES = 12
"""Bytes of valid UTF-8 beyond ASCII that settle it. Two characters of GBK are valid UTF-8 once in eleven times, six
once in a million."""

SURE_ASCII_BYTES = 64
"""Bytes of ASCII without a zero that are no UTF-16: 32 characters of which none has a byte above 7F are none."""

LEAD = 40.0
"""Nats by which a codec may trail after the first sample and still be looked at closely."""

LIKELY_COST = 3.6
"""Nats a byte below which no code page is asked: Chinese costs 2 to 4, other alphabets read as Chinese more."""

PAGE_NATS = 2.0
"""Nats by which a code page must read better than the best Chinese, Japanese or Korean codec, beside its own price."""

PAGE_COST = 4.6
"""Nats a byte that text in its own code page costs at most: most cost 3 to 4, random bytes over 8."""

FOREIGN_COST = 5.2
"""Nats a byte above which no candidate reads as Chinese, Japanese or Korean: those cost 2 to 4, garbled text over 5.5.
Then the bytes are another script, or no text."""

NOISE_COST = 7.0
"""Nats a byte above which bytes are no text in any candidate: garbled Chinese costs 6, random bytes cost over 8."""

NOISE_NATS = 12.0
"""Nats more, because a byte or two prove nothing: one rare character or mark costs as much by itself."""

DECLARED_NATS = 4.0
"""What a declared charset is worth: enough to decide between equals, not against two characters of evidence."""

UTF8_NATS = 30.0
"""What other lines of valid UTF-8 are worth to a damaged line: two bad bytes, but not a short line of GBK."""

MOST_FF = 0.3
"""Share of the byte FF above which bytes are no text: only Cyrillic code pages use it, for one letter in forty."""


MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text: form feeds and escapes are far rarer."""

CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\x1b\x0e\x0f\x1a"))

FOREIGN_BYTES = 24
"""Bytes beyond ASCII from which on charset-normalizer is asked: with fewer it names alphabets that no one uses."""

ASCII = bytes(range(0x80))


class Verdict(NamedTuple):
    """The codec found, how sure that is (0 to 1), and whether the bytes are text at all."""

    codec: str
    confidence: float
    is_text: bool = True


def is_sure_utf8(text: str, size: int) -> bool:
    """Whether text that was valid UTF-8 of `size` bytes is so beyond doubt."""
    return not text.isascii() and size - len(text) >= SURE_UTF8_BYTES


def detected(data: bytes, utf8_beside: bool = False) -> Verdict:
    """The encoding of bytes without a byte-order mark that are not plain valid UTF-8 of some length.

    `utf8_beside`: these are the lines of a file that are no UTF-8, and others surely are.
    """
    if not data:
        return Verdict("utf-8", 1.0)
    if codec := sevenbit.codec_of(data):
        return Verdict(codec, 0.99)
    if data.isascii() and len(data) >= SURE_ASCII_BYTES and 0 not in data:
        return Verdict("utf-8", 1.0)
    if codec := wide.of_zeros(data):
        return Verdict(codec, 0.99)
    verdict = _of_bytes(data, UTF8_NATS * utf8_beside)
    is_big5 = _family(verdict.codec) == "big5" and not woven.has_sure_utf8(data)
    return verdict._replace(codec=_big5(data)) if is_big5 else verdict


def _of_bytes(data: bytes, utf8_nats: float) -> Verdict:
    if codec := _surely_chinese(data):
        return Verdict(codec, 0.9999)
    if verdict := _wide(data):
        return verdict
    return Verdict("utf-8", 1.0) if data.isascii() else _scored(data, utf8_nats)


def _big5(data: bytes) -> str:
    """CP950, or HKSCS if that reads more: a sample may have none of its characters."""
    return min(("cp950", "big5hkscs"), key=lambda codec: data.decode(codec, "replace").count("\ufffd"))


def _surely_chinese(data: bytes) -> str:
    """The Chinese codec in which a small sample reads so well that no other can be meant, or ""."""
    probe = evidence.sample(data, evidence.PROBE)
    if len(probe) < evidence.SOUND_BYTES:
        return ""
    for codec in ("gb18030", "cp950"):
        text = probe.decode(codec, "replace")
        cut = text.count("\ufffd")  # windows may end in mid-character
        cost = script_costs.cost_of(text.replace("\ufffd", ""), codec)
        if cut <= MOST_CUT and cost <= evidence.SOUND_COST * len(probe) and not script_costs.has_kana(text):
            return codec
    return ""


MOST_CUT = 3
"""Characters that the ends of three windows can cut."""


def _wide(data: bytes) -> Verdict | None:
    """UTF-16 without a mark, if it reads better than any other codec."""
    found = wide.readings(data)
    if not found:
        return None
    head = data[: wide.HEAD_BYTES]
    rival = min(evidence.cost(head, codec) + price for codec, price in CANDIDATES.items())
    cost, codec = found[0]
    return None if cost > min(rival, FOREIGN_COST * len(head)) else Verdict(codec, _confidence(rival - cost))


def _scored(data: bytes, utf8_nats: float) -> Verdict:
    """The best reading of all, by what each costs."""
    deciding = evidence.sample(data, evidence.WINDOW)
    hints = declared(data)
    prices = {codec: price - DECLARED_NATS * (codec in hints) for codec, price in CANDIDATES.items()}
    prices["utf-8"] -= utf8_nats
    costs = _costs(deciding, prices, _costs(evidence.sample(data, evidence.PROBE), prices, prices))
    if min(costs.values()) > LIKELY_COST * len(deciding):
        costs |= _costs(deciding, RARE, RARE)
    codec = min(costs, key=lambda name: costs[name])
    if deciding.count(0xFF) > MOST_FF * len(deciding) or _has_controls(data):
        return Verdict(codec, 0.0, is_text=False)
    noise = NOISE_COST * len(deciding) + NOISE_NATS
    if costs[codec] > LIKELY_COST * len(deciding) and not utf8_nats:
        page = codepages.best_page(data, deciding, hints)
        if page.cost + PAGE_NATS < costs[codec] and page.cost <= PAGE_COST * len(deciding) + codepages.OTHER_PRICE:
            return Verdict(page.codec, _confidence(costs[codec] - page.cost))
    if costs[codec] > (NOISE_COST if utf8_nats else FOREIGN_COST) * len(deciding):
        return _partly(data) or _foreign(data) or Verdict(codec, 0.3, is_text=costs[codec] <= noise)
    rival = min((cost for name, cost in costs.items() if _family(name) != _family(codec)), default=costs[codec] + LEAD)
    return Verdict(codec, _confidence(rival - costs[codec]))


def _has_controls(data: bytes) -> bool:
    """Whether the beginning has more control characters than text can have."""
    head = data[: evidence.WINDOW * 4]
    return len(head) - len(head.translate(None, CONTROLS)) > MOST_CONTROLS * len(head)


def _partly(data: bytes) -> Verdict | None:
    """The codec of some part of a file that is no text as a whole: one long line in several encodings."""
    if woven.has_sure_utf8(data):
        return Verdict("utf-8", 0.5)
    for window in evidence.windows(data, evidence.WINDOW):
        for start in range(0, min(len(window), evidence.WINDOW) - evidence.SOUND_BYTES, evidence.SOUND_BYTES):
            for codec in ("gb18030", "cp950"):
                for at in (start, start + 1):
                    if woven.reads_well(window[at : at + evidence.SOUND_BYTES], codec):
                        return Verdict(codec, 0.5)
    return None


def _costs(deciding: bytes, prices: dict[str, float], alive: dict[str, float]) -> dict[str, float]:
    """What `deciding` costs in each codec that is not hopelessly behind in `alive`."""
    limit = min(alive.values()) + LEAD
    return {codec: evidence.cost_from_head(deciding, codec) + prices[codec] for codec in alive if alive[codec] <= limit}


def _family(codec: str) -> str:
    """Codecs that differ in a few cells only are no rivals."""
    return "big5" if codec in ("cp950", "big5hkscs") else codec


def _confidence(margin: float) -> float:
    """How sure a codec is that is `margin` nats ahead."""
    return round(1 - 0.5 * math.exp(-max(margin, 0.0) / 2), 4)


def _foreign(data: bytes) -> Verdict | None:
    """What charset-normalizer makes of bytes that are no Chinese, Japanese or Korean."""
    from charset_normalizer import from_bytes

    pieces = b"".join(evidence.windows(data, evidence.WINDOW * 4))
    best = from_bytes(pieces).best() if len(pieces.translate(None, ASCII)) >= FOREIGN_BYTES else None
    if best is None or best.encoding in CANDIDATES or best.encoding.startswith(("utf", "big5", "gb", "johab", "hz")):
        return None
    return Verdict(best.encoding, round(max(0.0, 1 - best.chaos) * 0.8, 4))
