"""The gate: one compiled pattern, so that clean text costs next to nothing.

Each path of `paths` leaves marks that text as it should be hardly has; `data/mojibake_gate.txt` holds them, and
`scripts/build_mojibake_gate.py`, which worked them out of the code tables, says how. The gate only says where to look;
the decoder and the language model then decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from cleaners import han
from cleaners.edits import Span

if TYPE_CHECKING:
    from cleaners.mojibake.paths import Path

REPLACEMENT = "(?<!锟(?=斤))(?<!斤(?=拷))"
"""Not 锟斤拷, which is U+FFFD twice: nothing is behind it. It stands last, because a pattern that begins with a class
of characters is searched many times as fast."""

CONTEXT = 32
"""Characters around a hit that are decoded with it: garbled text has a hit in every few characters, so that a run
cannot reach much further, and the clean text beside it keeps the decoder honest."""

MOST_AT_ONCE = 50_000
"""Characters decoded in one piece: bounds the memory of the search; a cut in mid-character costs that character."""


CONTROLS = "\x01\x02\x0c"
"""What the marks of Chinese in UTF-16 leave when it is read byte by byte."""


AFTER_EF_BF = re.escape(
    "".join(bytes((0xBD, low)).decode("gbk", "ignore") for low in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
)
"""Characters whose first byte in GBK is BD, the last byte of U+FFFD: 锟 and one of them is U+FFFD and another byte."""


ESCAPES = re.compile(
    r"&(?=(?:amp;){0,3}(?:#[xX]?[0-9a-fA-F]{2}|(?:[aeiouyclnspqorACDEINOTUYdfmtbhBLSR])[A-Za-z]{1,7}\d{0,2};"
    r"[&\x80-\u2122]))"
    r"|\\(?=u[0-9a-fA-F{]|U000|x[0-9a-fA-F{]|[23][0-7][0-7]\\)"
    r"|%(?=u[0-9a-fA-F]{4}|[89A-Fa-f][0-9A-Fa-f]%|5[Cc]u)"
    r"|=(?=[89A-Fa-f][0-9A-Fa-f]=|\?[A-Za-z])|<(?=U\+[0-9A-Fa-f]{4})|~(?=\{[!-w])"
    r"|\+(?=[MT-Za-n/][A-Za-z0-9/]{2}[A-Za-z0-9+/]{3})|\$(?=B[!-~]{4})"
    r"|u(?=[4-9][0-9a-fA-F]{3}/?u[2-9f])"
)
"""Whatever an escape of any kind begins with (`escapes`): a text without it has none."""

LOSSES = re.compile(
    rf"锟(?=[{AFTER_EF_BF}])|\ufffd|嚙(?=踝)|占(?=쏙)|ｽ(?=[\ufffd・ｿ])|ï(?=¿)|п(?=ї)|ď(?=ż)|∩(?=┐)|Ô(?=ø)|О(?=©)|я(?=┐)|๏(?=ฟ)|é(?=”)"
    r"|Ã(?=¯)|烫(?=烫烫)|屯(?=屯屯)|葺(?=葺葺)|铪(?=铪)|Ì(?=Ì{5})|Í(?=Í{5})|Ý(?=Ý{5})|锘(?=[匡\ufffd?縜-縹\ue000-\uf8ff])"
    rf"|ÿ(?=þ)|þ(?=ÿ)|〓(?=[〓{han.HAN}{han.WIDE}])|\?(?=[?{han.HAN}])"
)
"""Whatever a trace of lost text begins with (`unrecoverable`): a text without it has none."""

ESCAPE_FIRSTS = r"&\\%=<~+$u"
LOSS_FIRSTS = "锟\ufffd嚙占ｽïпď∩ÔОя๏éÃ烫屯葺铪ÌÍÝ锘ÿþ〓?"
"""The characters that ESCAPES and LOSSES begin with, as the inside of a class."""


class Mark(NamedTuple):
    """What a path leaves: a class of first characters, and what must follow or precede one of them, as patterns.

    `in_pairs` where the wrong decoder takes bytes in pairs.
    """

    in_pairs: bool
    first: str
    rest: str


@cache
def marks() -> Mapping[str, Mark]:
    """The marks by the names of their paths."""
    lines = files("cleaners").joinpath("data/mojibake_gate.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: Mark(kind == "pairs", first, rest) for name, kind, first, rest in rows}


@cache
def _pattern_of(name: str) -> re.Pattern[str]:
    mark = marks()[name]
    return re.compile(f"{mark.first}(?:{mark.rest})")


@cache
def _parts() -> tuple[str, str]:
    """The first characters of all marks as the inside of a class, and what must stand around one of them.

    What single bytes leave is tried only where no Han character stands, which most hits are.
    """
    firsts = "".join(mark.first[1:-1] for mark in marks().values())
    pairs, singles = (
        "|".join(f"(?<={mark.first})(?:{mark.rest})" for mark in marks().values() if mark.in_pairs is kind)
        for kind in (True, False)
    )
    return firsts, f"(?:{pairs}|(?<![\u3000-\ud7ff])(?:{singles})){REPLACEMENT}"


@cache
def _pattern() -> re.Pattern[str]:
    """All marks in one."""
    firsts, around = _parts()
    return re.compile(f"[{firsts}]{around}")


@cache
def _anything() -> re.Pattern[str]:
    """What any pass looks for, so that clean text is searched once; ESCAPES and LOSSES are one character wide."""
    firsts, around = _parts()
    rest = f"(?<=[{ESCAPE_FIRSTS}])(?<={ESCAPES.pattern})|(?<=[{LOSS_FIRSTS}])(?<={LOSSES.pattern})"
    return re.compile(f"[{firsts}{ESCAPE_FIRSTS}{LOSS_FIRSTS}](?:{rest}|(?<=[{firsts}]){around})")


def opens(text: str) -> bool:
    """Whether there is anything in `text` that a pass of this stage looks for."""
    return _anything().search(text) is not None


def suspected(text: str) -> list[Path]:
    """The paths that may lie behind `text`, without regard to its language."""
    from cleaners.mojibake.paths import paths

    return [path for path in paths() if _pattern_of(path.name).search(text)]


def hits(text: str) -> Iterator[int]:
    """Where `text` has a mark of any path."""
    return (hit.start() for hit in _pattern().finditer(text))


def spans(text: str) -> Iterator[Span]:
    """The parts of `text` that may be garbled, with some context, in order, apart from one another, each on one line.

    Lines are looked at one by one because each may be garbled in its own way; no character reaches over their end, but
    those of UTF-16, which has no bytes of its own for it.
    """
    start = end = stop = -1
    for hit in hits(text):
        if hit >= stop or hit - CONTEXT > end or hit + CONTEXT - start > MOST_AT_ONCE:
            if start >= 0:
                yield Span(start, min(end, stop))
            start = max(_line_start(text, hit), hit - CONTEXT, min(end, stop), 0)
            stop = stop if hit < stop else _line_end(text, hit)
        end = hit + 1 + CONTEXT
    if start >= 0:
        yield Span(start, min(end, stop))


def _line_start(text: str, hit: int) -> int:
    return 0 if text[hit] in CONTROLS else text.rfind("\n", max(0, hit - CONTEXT), hit) + 1


def _line_end(text: str, hit: int) -> int:
    end = -1 if text[hit] in CONTROLS else text.find("\n", hit)
    return end if end >= 0 else len(text)
