"""The gates of the passes: what they look for, as patterns, so that clean text costs next to nothing.

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
from cleaners.gates import Gate

if TYPE_CHECKING:
    from cleaners.mojibake.paths import Path

REPLACEMENT = "(?<!锟(?=斤))(?<!斤(?=拷))"
"""Not 锟斤拷, which is U+FFFD twice: nothing is behind it. It stands last, because a pattern that begins with a class
of characters is searched many times as fast."""

_MARKS = "[“”‘’—…·]"
AMONG_SINGLES = (
    r"(?<![\u3000-\ud7ff])(?:(?=[^\u3000-\ud7ff\uff01-\uff5e])|(?<=[^\u3000-\ud7ff\uff01-\uff5e].))"
    rf"(?<!{_MARKS}(?={_MARKS}{{3}}))"
)
"""What holds for all that single bytes leave, and is tried before it: no Han character, another one beside it, and not
four marks of Chinese text in a row, as in 他说……”“——. The quotation marks and dashes of clean text stand between Han
characters and marks of full width."""

CONTEXT = 32
"""Characters around a hit that are decoded with it: garbled text has a hit in every few characters, so that a run
cannot reach much further, and the clean text beside it keeps the decoder honest."""

MOST_AT_ONCE = 50_000
"""Characters decoded in one piece: bounds the memory of the search; a cut in mid-character costs that character."""


CONTROLS = "\x01\x02\x0c"
"""What the marks of Chinese in UTF-16 leave when it is read byte by byte."""


LOST_MARKS = r"(?=(?:[^\n?]*+\?){3})"
"""What follows a `?` that may stand for lost text: `question_marks` wants four on a line at least."""

AFTER_EF_BF = re.escape(
    "".join(bytes((0xBD, low)).decode("gbk", "ignore") for low in (*range(0x40, 0x7F), *range(0x80, 0xFF)))
)
"""Characters whose first byte in GBK is BD, the last byte of U+FFFD: 锟 and one of them is U+FFFD and another byte."""


def _of(after: Mapping[str, str]) -> Gate:
    """The gate of characters, each with what must follow it."""
    rest = "|".join(f"(?<={re.escape(char)}){follows}" for char, follows in after.items())
    return Gate("".join(map(re.escape, after)), f"(?:{rest})")


@cache
def of_escapes() -> Gate:
    """Whatever an escape of any kind begins with (`escapes`): a text without it has none."""
    return _of({
        "&": r"(?=(?:amp;){0,3}(?:#[xX]?[0-9a-fA-F]{2}|[aeiouyclnspqorACDEINOTUYdfmtbhBLSR][A-Za-z]{1,7}\d{0,2};"
        r"[&\x80-\u2122]))",
        "\\": r"(?=u[0-9a-fA-F{]|U000|x[0-9a-fA-F{]|[23][0-7][0-7]\\)",
        "%": r"(?=u[0-9a-fA-F]{4}|[89A-Fa-f][0-9A-Fa-f]%|5[Cc]u)",
        "=": r"(?=[89A-Fa-f][0-9A-Fa-f]=|\?[A-Za-z])",
        "<": r"(?=U\+[0-9A-Fa-f]{4})",
        "~": r"(?=\{[!-w])",
        "+": r"(?=[MT-Za-n/][A-Za-z0-9/]{2}[A-Za-z0-9+/]{3})",
        "$": r"(?=B[!-~]{4})",
        "u": r"(?=[4-9][0-9a-fA-F]{3}/?u[2-9f])",
    })  # fmt: skip


@cache
def of_losses() -> Gate:
    """Whatever a trace of lost text begins with (`unrecoverable`): a text without it has none."""
    return _of({
        "?": LOST_MARKS,
        "占": "(?=쏙)",
        "锟": f"(?=[{AFTER_EF_BF}])",
        "\ufffd": "",
        "嚙": "(?=踝)",
        "ｽ": "(?=[\ufffd・ｿ])",
        "ï": "(?=¿)",
        "п": "(?=ї)",
        "ď": "(?=ż)",
        "∩": "(?=┐)",
        "Ô": "(?=ø)",
        "О": "(?=©)",
        "я": "(?=┐)",
        "๏": "(?=ฟ)",
        "é": "(?=”)",
        "Ã": "(?=¯)",
        "烫": "(?=烫烫)",
        "屯": "(?=屯屯)",
        "葺": "(?=葺葺)",
        "铪": "(?=铪)",
        "Ì": "(?=Ì{5})",
        "Í": "(?=Í{5})",
        "Ý": "(?=Ý{5})",
        "锘": "(?=[匡\ufffd?縜-縹\ue000-\uf8ff])",
        "ÿ": "(?=þ)",
        "þ": "(?=ÿ)",
        "〓": f"(?=[〓{han.HAN}{han.WIDE}])",
    })  # fmt: skip


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
def of_repairs() -> Gate:
    """All marks in one, those first that the marks of clean text fall out of at once."""
    firsts = "".join(mark.first[1:-1] for mark in marks().values())
    paired = "".join(mark.first[1:-1] for mark in marks().values() if mark.in_pairs)
    pairs, singles = (
        "|".join(f"(?<={mark.first})(?:{mark.rest})" for mark in marks().values() if mark.in_pairs is kind)
        for kind in (True, False)
    )
    return Gate(firsts, f"(?:(?<=[{paired}])(?:{pairs})|{AMONG_SINGLES}(?:{singles})){REPLACEMENT}")


def suspected(text: str) -> list[Path]:
    """The paths that may lie behind `text`, without regard to its language."""
    from cleaners.mojibake.paths import paths

    return [path for path in paths() if _pattern_of(path.name).search(text)]


def hits(text: str) -> Iterator[int]:
    """Where `text` has a mark of any path."""
    return (hit.start() for hit in of_repairs().pattern.finditer(text))


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
