"""Transfer encodings of mail and news that were not undone: quoted-printable, encoded words, HZ, UTF-7."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Sequence

from cleaners.mojibake.escape_decoders import (
    WHOLE_BYTES_COST,
    Piece,
    bytes_of,
    cost_per_character,
    count_chinese,
    each,
    is_text,
)

SOFT_BREAK = r"=[ \t]*\r?\n(?:> ?)*"
"""Where quoted-printable breaks a line of 76 characters, with the marks of a reply before the rest of it."""

QUOTED_PRINTABLE_BYTE = re.compile(f"=([0-9A-Fa-f]{{2}})|([@-~])|{SOFT_BREAK}")
_SOFT_BREAKS = re.compile(f"(?:{SOFT_BREAK})+")


_decoded = bytes_of(QUOTED_PRINTABLE_BYTE, 16)


def quoted_printable(runs: Sequence[str]) -> list[list[Piece]]:
    """The text of runs of quoted-printable, with ASCII and the soft line breaks at their ends."""
    return [_with_soft_breaks(run, pieces) for run, pieces in zip(runs, _decoded(runs), strict=True)]


def _with_soft_breaks(run: str, pieces: list[Piece]) -> list[Piece]:
    if not pieces:
        return [Piece(0, len(run), "")] if _SOFT_BREAKS.fullmatch(run) else []
    if _SOFT_BREAKS.fullmatch(run, 0, pieces[0].start):
        pieces[0] = pieces[0]._replace(start=0)
    if _SOFT_BREAKS.fullmatch(run, pieces[-1].end):
        pieces[-1] = pieces[-1]._replace(end=len(run))
    return pieces


ENCODED_WORD = r"=\?([A-Za-z0-9_-]{3,20})(?:\*[A-Za-z-]{2,10})?\?([BbQq])\?([!->@-~]{1,400})\?="
_WORD = re.compile(ENCODED_WORD)
BRACKETED_COST = 10.0
"""Nats a character below which what stands between ~{ and ~} is text: letters at random cost 11 and more."""

_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "hz-gb-2312": "hz"}


def _encoded_words(run: str) -> list[Piece]:
    """The text of RFC 2047 encoded words; a character cut between two words of one encoding is joined."""
    parts: list[tuple[str, bytes]] = []
    for word in _WORD.finditer(run):
        name = _WIDER.get(word[1].lower(), word[1].lower())
        data = _transfer_decoded(word[2], word[3])
        if data is None:
            return []
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + data)
        else:
            parts.append((name, data))
    try:
        text = "".join(data.decode(name) for name, data in parts)
    except (UnicodeDecodeError, LookupError):
        return []
    return [Piece(0, len(run), text)] if text.isprintable() and count_chinese(text) else []


def _transfer_decoded(encoding: str, word: str) -> bytes | None:
    if encoding in "Qq":
        return quopri.decodestring(word, header=True)
    try:
        return base64.b64decode(word + "=" * (-len(word) % 4), validate=True)
    except binascii.Error:
        return None


def _hz(run: str) -> list[Piece]:
    """The text of HZ (RFC 1843) that was left as it is."""
    closed = run.removesuffix("~}")
    try:
        text = bytes(ord(char) | 0x80 for char in closed[2:]).decode("gb2312")
    except UnicodeDecodeError:
        return []
    is_plausible = cost_per_character(text) <= (BRACKETED_COST if closed != run else WHOLE_BYTES_COST)
    return [Piece(0, len(run), text)] if is_plausible and count_chinese(text) else []


def _utf7(run: str) -> list[Piece]:
    """The text of one UTF-7 run (RFC 2152): at least two characters, all of them Chinese, and no bits left over."""
    digits = run[1:-1]
    data = _transfer_decoded("B", digits + "A" * (-len(digits) % 4))
    if data is None or len(digits) * 6 % 16 >= 6 or any(data[len(digits) * 6 // 16 * 2 :]):
        return []
    try:
        text = data[: len(digits) * 6 // 16 * 2].decode("utf-16-be")
    except UnicodeDecodeError:
        return []
    is_chinese = len(text) > 1 and all(map(is_text, text)) and cost_per_character(text) <= WHOLE_BYTES_COST
    return [Piece(0, len(run), text)] if is_chinese else []


encoded_words, hz, utf7 = each(_encoded_words), each(_hz), each(_utf7)
