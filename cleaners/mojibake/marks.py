"""Punctuation behind lost bytes, chosen by what a neighbour-by-neighbour model cannot see: pairs and labels.

A quotation mark whose last byte is lost looks like every other mark of its block (鈥� is any of “ ” ‘ ’ … —); the
full-width block is the same (锛� is any of ，：；？！（）). Which one it was shows in the line: what is open, what is
still to be closed, and whether the line is a label with its value.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import accumulate, groupby

from cleaners.mojibake.beam import Piece
from cleaners.mojibake.misreading import UNKNOWN
from cleaners.mojibake.true_encodings import Pending

QUOTE_BLOCK: Pending = (0xE2, 0x80, UNKNOWN)
"""General punctuation, U+2000 to U+203F."""

FULL_WIDTH_BLOCK: Pending = (0xEF, 0xBC, UNKNOWN)
"""Full-width forms, U+FF00 to U+FF3F."""

CJK_BLOCK: Pending = (0xE3, 0x80, UNKNOWN)
"""CJK symbols and punctuation, U+3000 to U+303F."""

INDENT, FEWEST_SPACES = 2, 3
"""Guessed characters of that block in a row that are ideographic spaces, at the beginning of a line and elsewhere: 』」
and 」。 end lines, three such marks in a row end hardly one."""

LABEL = re.compile(r"(?:^|[\n。；]|[ \u00a0\u3000]{2}|[•※] )([^\s，。；：！？、,.;:]{2,14})$")
"""A label before its colon: up to fourteen characters from the beginning of a field, without a mark inside. Longer, and
the first clause of a sentence passes for one."""

BULLET = re.compile(r"^鈥[�?]? ", re.MULTILINE)
"""A garbled bullet at the beginning of a line, before its space."""

VALUE = re.compile(r"[^\n，。；！？、]*?(?:\n|[ \u00a0\u3000]{2}|$)")
"""What a label is followed by: a field that holds no clause."""


def settled_pieces(pieces: Sequence[Piece], *, listed: bool, begins: bool) -> list[Piece]:
    """The pieces of a reading with their guessed marks settled; `begins` where it stands at the beginning of a line."""
    lost = [sequence for piece in pieces for sequence in piece.lost]
    chars = [char for piece in pieces for char in piece.text]
    text = "".join(settled(chars, lost, listed=listed, begins=begins))
    ends = accumulate(len(piece.text) for piece in pieces)
    return [piece._replace(text=text[end - len(piece.text) : end]) for piece, end in zip(pieces, ends, strict=True)]


def settled(chars: Sequence[str], lost: Sequence[Pending], *, listed: bool = False, begins: bool = False) -> list[str]:
    """The characters with those that were guessed from lost bytes replaced where the line shows a better one.

    `listed` where lines near it begin with the same mark.
    """
    out = list(chars)
    _indents(out, lost, begins=begins)
    _bullets(out, lost, listed=listed)
    for i, char in enumerate(out):
        if (
            char in "，（；）"
            and lost[i] == FULL_WIDTH_BLOCK
            and _is_label("".join(out[max(0, i - 20) : i]), out, i + 1)
        ):
            out[i] = "："
    start = 0
    for i in [*(i for i, char in enumerate(out) if char == "\n"), len(out)]:
        _pair(out, lost, range(start, i), QUOTE_BLOCK, "“", "”")
        _pair(out, lost, range(start, i), FULL_WIDTH_BLOCK, "（", "）")
        start = i + 1
    return out


def _indents(out: list[str], lost: Sequence[Pending], *, begins: bool) -> None:
    """Rows of guessed marks of the block of 、。「」: ideographic spaces, for no two of these marks begin a line."""
    for held, group in groupby(range(len(out)), key=lambda i: lost[i] == CJK_BLOCK or out[i] == "\u3000"):
        row = list(group)
        at_beginning = out[row[0] - 1] == "\n" if row[0] else begins
        if held and len(row) >= (INDENT if at_beginning else FEWEST_SPACES):
            for i in row:
                out[i] = "\u3000"


def _bullets(out: list[str], lost: Sequence[Pending], *, listed: bool) -> None:
    """A guessed mark between a line's beginning and a space: a bullet where there are several, else a note mark."""
    places = [
        i
        for i, sequence in enumerate(lost)
        if sequence == QUOTE_BLOCK and out[i - 1 : i] in ([], ["\n"]) and out[i + 1 : i + 2] == [" "]
    ]
    for i in places:
        out[i] = "•" if listed or len(places) > 1 else "※"


def _is_label(before: str, chars: Sequence[str], after: int) -> bool:
    label = LABEL.search(before)
    value = VALUE.match("".join(chars[after : after + 40]))
    if label is None or value is None:
        return False
    return len(value[0].strip()) > 1 or (not value[0].strip() and label.start() > 0)


def _pair(out: list[str], lost: Sequence[Pending], line: range, block: Pending, opening: str, closing: str) -> None:
    """Closes what is open and opens what is closed, at the guessed marks of one line."""
    guessed = {i for i in line if lost[i] == block}
    if not guessed:
        return
    is_open = False
    for i in line:
        if i in guessed and block == QUOTE_BLOCK and out[i] not in "•※":
            if is_open:
                out[i] = closing
            elif _closes_next(out, guessed, range(i + 1, line.stop), opening, closing):
                out[i] = opening
        elif i in guessed and is_open and not _closes_next(out, guessed, range(i + 1, line.stop), opening, closing):
            out[i] = closing
        is_open = out[i] == opening or (is_open and out[i] != closing)


def _closes_next(out: Sequence[str], guessed: Container[int], rest: range, opening: str, closing: str) -> bool:
    """Whether the next mark of the pair closes one, a guessed mark counting as closing."""
    for i in rest:
        if i in guessed or out[i] == closing:
            return True
        if out[i] == opening:
            return False
    return False
