"""What the escapes of each kind stand for: the runs of a cluster in, the pieces of each run that are text out.

A piece keeps its place in the run, because a run may hold what stays as it is: an escaped quotation mark that would
end the string around it, or a character that was cut in half at the end of an excerpt.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaners import han
from cleaners.language_model import model


class Piece(NamedTuple):
    """A part of a run, `run[start:end]`, and the text behind it."""

    start: int
    end: int
    text: str


Decoder = Callable[[Sequence[str]], list[list[Piece]]]
"""Takes the runs of a cluster, which share an encoding, and gives the pieces of each."""

CHINESE = f"{han.HAN}{han.KANA}{han.WIDE}\u3000-\u303f\u30fb\u30fc\u31c0-\u31e3\ufe30-\ufe4f\uff00-\uffef"
"""What an escape of Chinese text stands for, to be put inside [ ]: Han, kana, wide marks and forms."""

_BESIDE = "\u00a0\u00b0\u00b1\u00b7\u00d7\u00f7\u2010-\u205e\u2100-\u27bf\U0001f300-\U0001faff"
"""Marks and signs that Chinese text has between its characters."""

_CHINESE = re.compile(f"[{CHINESE}]")
_KANA = re.compile(f"[{han.KANA}]")
_TEXT = re.compile(f"[{CHINESE}{_BESIDE}]")

WHOLE_BYTES_COST = 8.0
"""Nats a character above which bytes of an unnamed two-byte encoding are no Chinese: running text is at 3 to 6, random
pairs above 11, and names at 7. Lower, and names stay escaped; higher, and hexadecimal data turns into rare words."""

MOST_AT_AN_EDGE = 3
"""Bytes of a cut character at either end of a run; more that do not fit mean another encoding."""


def cost_per_character(text: str) -> float:
    """Mean nats of a character of `text` in the language model."""
    return model().cost_of(text) / max(1, len(text))


def count_chinese(text: str) -> int:
    """How many characters of `text` are Han, kana, wide marks or forms."""
    return len(_CHINESE.findall(text))


def is_text(char: str) -> bool:
    """Whether a decoded character is one that Chinese text has."""
    return _TEXT.match(char) is not None


def _joined(chars: Iterable[Piece | None]) -> list[Piece]:
    """Neighbouring pieces as one; None, a part that stays, keeps its neighbours apart."""
    groups: list[list[Piece]] = []
    for piece in chars:
        if piece is None:
            continue
        if groups and groups[-1][-1].end == piece.start:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Piece(group[0].start, group[-1].end, "".join(piece.text for piece in group)) for group in groups]


def each(decoded: Callable[[str], list[Piece]]) -> Decoder:
    """A decoder for escapes that name their encoding, so that no run depends on the others."""

    def all_decoded(runs: Sequence[str]) -> list[list[Piece]]:
        return [decoded(run) for run in runs]

    return all_decoded


# Code points


ENTITY = (
    r"&(?:amp;){0,3}#(?:[xX][0-9a-fA-F]{2,6}|\d{2,7});|&(?:amp;){0,3}#(?:[xX][0-9a-fA-F]{4}(?![0-9a-fA-F])|\d{5}(?!\d))"
)
"""A numeric entity, its ampersand escaped again or not, without the semicolon only at its full length."""

BACKSLASH = (
    r"(?:\\{1,4}|%5[Cc])u[0-9a-fA-F]{4}|\\{1,4}u\{[0-9a-fA-F]{4,6}\}|\\{1,4}U[0-9a-fA-F]{8}|\\{1,4}x\{[0-9a-fA-F]{4,6}\}"
    r"|%u[0-9a-fA-F]{4}|<U\+[0-9a-fA-F]{4,6}>"
)
"""Escapes of code points: JSON, Java, JavaScript, Python, Rust, Perl, JavaScript's escape(), and how R prints."""

BARE = r"u(?:[4-9][0-9a-fA-F]{3}|[fF]{2}[0-6][0-9a-fA-F]|30[01][0-9a-fA-F]|201[0-9a-fA-F])"
"""The same without its backslash, for Han and marks alone."""

_UNIT = re.compile(f"({ENTITY})|{BACKSLASH}|/?{BARE}")
_NUMBER = re.compile(r"#(\d+)|(?:[xX]|u|U\+?)\{?([0-9a-fA-F]+)[^0-9a-fA-F]*$")


def _code_points(run: str) -> list[Piece]:
    """The characters of a run of numbers, surrogate pairs joined."""
    pieces: list[Piece | None] = []
    high: Piece | None = None
    for unit in _UNIT.finditer(run):
        char = _character(unit[0])
        piece = Piece(*unit.span(), char)
        if high is not None and high.end == piece.start and "\udc00" <= char <= "\udfff":
            pair = (high.text + char).encode("utf-16", "surrogatepass").decode("utf-16")
            piece = Piece(high.start, piece.end, pair)
        high = piece if "\ud800" <= char <= "\udbff" else None
        pieces.append(piece if is_text(piece.text) else None)
    return _joined(pieces)


code_points = each(_code_points)


def _character(unit: str) -> str:
    decimal, hexadecimal = match.groups() if (match := _NUMBER.search(unit)) else (None, None)
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(code) if code <= 0x10FFFF else "\0"


# Bytes


class Byte(NamedTuple):
    """One byte of a run and its place; literal where it stands as its ASCII character, as second bytes of GBK may."""

    start: int
    end: int
    value: int
    literal: bool = False


def bytes_of(unit: re.Pattern[str], base: int) -> Decoder:
    """A decoder of bytes that are written as numbers of a base (group 1 of `unit`) or as characters (group 2).

    What `unit` finds without a group is left out.
    """

    def decoded(runs: Sequence[str]) -> list[list[Piece]]:
        return encoded([[*_bytes_in(run)] for run in runs])

    def _bytes_in(run: str) -> Iterator[Byte]:
        for match in unit.finditer(run):
            number, literal = match[1], match[2]
            if number or literal:
                yield Byte(*match.span(), int(number, base) if number else ord(literal), bool(literal))

    return decoded


def encoded(runs: list[list[Byte]]) -> list[list[Piece]]:
    """Bytes as UTF-8, or else as the two-byte encoding that makes the likelier Chinese of all of them.

    Where UTF-8 leaves bytes at an edge, a two-byte encoding that takes them all is the better reading.
    """
    utf8 = [_utf8(run) for run in runs]
    if not any(left for _, left in utf8):
        return [pieces for pieces, _ in utf8]
    readings = [reading for name in ("gbk", "big5") if (reading := _two_bytes(runs, name))]
    if readings:
        return min(readings, key=lambda reading: cost_per_character(_text_of(reading)))
    if any(left and not pieces for pieces, left in utf8):  # some of it is no UTF-8 at all
        return [[] for _ in runs]
    return [pieces for pieces, _ in utf8]


def _text_of(reading: list[list[Piece]]) -> str:
    return "".join(piece.text for pieces in reading for piece in pieces)


def _utf8(found: list[Byte]) -> tuple[list[Piece], int]:
    """The characters of UTF-8, and how many bytes at the edges are part of none; no character if others are not."""
    found = found[: max((i + 1 for i, byte in enumerate(found) if not byte.literal), default=0)]
    chars: list[Piece | None] = []
    inside, left, at = False, 0, 0
    while at < len(found):
        size = _utf8_size(found[at].value)
        char = _strict([byte.value for byte in found[at : at + size]], "utf-8")
        is_at_edge = (at < MOST_AT_AN_EDGE and not inside) or at >= len(found) - MOST_AT_AN_EDGE
        if char is None and not is_at_edge:
            return [], len(found)
        inside = inside or (char is not None and char > "\x7f")
        chars.append(_piece(found[at : at + size], char))
        left += char is None
        at += size if char is not None else 1
    read = sum(len(piece.text.encode()) for piece in chars if piece is not None)
    # Half of the bytes or fewer: a two-byte encoding that holds a character of UTF-8 by chance.
    return (_joined(_adjoining(chars)) if read * 2 > len(found) else []), left


def _utf8_size(lead: int) -> int:
    return 1 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def _two_bytes(runs: list[list[Byte]], name: str) -> list[list[Piece]]:
    """The runs in a two-byte encoding where all of them together are plausible Chinese, two characters or more.

    Kana is no evidence here: the rows A4 and A5 of GBK are kana, and common characters in Big5.
    """
    reading: list[list[Piece]] = []
    for found in runs:
        chars = _pairs(found, name, may_be_cut=found is runs[-1])
        if chars is None:
            return []
        reading.append(_joined(_adjoining(chars)))
    text = _text_of(reading)
    is_plausible = count_chinese(text) > 1 and cost_per_character(text) <= WHOLE_BYTES_COST
    return reading if is_plausible and not _KANA.search(text) else []


def _pairs(found: list[Byte], name: str, *, may_be_cut: bool) -> list[Piece | None] | None:
    """The characters of one run, or None if a byte is part of none; the last may have lost its second byte."""
    chars: list[Piece | None] = []
    at = 0
    while at < len(found):
        size = 1 if found[at].value < 0x80 else 2
        is_last = at == len(found) - 1
        if size == 1 and is_last and found[at].literal:
            break
        piece = _piece(found[at : at + size], _strict([byte.value for byte in found[at : at + size]], name))
        if piece is None and not (may_be_cut and is_last):
            return None
        chars.append(piece)
        at += size
    return chars


def _strict(values: list[int], name: str) -> str | None:
    try:
        return bytes(values).decode(name)
    except UnicodeDecodeError:
        return None


def _piece(found: list[Byte], char: str | None) -> Piece | None:
    if char is None or not (is_text(char) or " " <= char <= "~" or char in "\t\r\n"):
        return None
    return Piece(found[0].start, found[-1].end, char)


def _adjoining(chars: list[Piece | None]) -> Iterator[Piece | None]:
    """The same pieces, each reaching to the next, so that a soft line break between two goes with them."""
    for piece, following in zip(chars, [*chars[1:], None], strict=False):
        yield piece if piece is None or following is None else piece._replace(end=following.start)


LITERAL = "[@-~]"
"""A character that may be the second byte of one of GBK or Big5."""

percent = bytes_of(re.compile("%([0-9A-Fa-f]{2})|([@-~])"), 16)
hexadecimal = bytes_of(re.compile(r"\\{1,2}x([0-9A-Fa-f]{2})|([@-~])"), 16)
octal = bytes_of(re.compile(r"\\{1,2}([0-3][0-7]{2})|([@-~])"), 8)


WESTERN = "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
"""What bytes above 7F look like in Latin-1 and CP1252, to be put inside [ ]."""

WESTERN_ENTITY = r"&(?:amp;){0,2}(?:[A-Za-z]{2,8}\d{0,2}|#(?:[6-9]\d|[12]\d\d)|#[xX][4-9a-fA-F][0-9a-fA-F]);"
"""An entity for one of them, or for something else."""

_ENTITIES = re.compile(r"&(?:amp;){0,2}(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,4}|#[xX][0-9a-fA-F]{2,4});|[^&]")


def garbled_entities(runs: Sequence[str]) -> list[list[Piece]]:
    """The text behind entities for the characters of UTF-8 or GBK that was read as Latin-1 (`&auml;&cedil;&shy;`)."""
    found = [_bytes_of_entities(run) for run in runs]
    return encoded(found) if all(found) else [[] for _ in runs]


def _bytes_of_entities(run: str) -> list[Byte]:
    found: list[Byte] = []
    if "&" not in run:  # the characters themselves are for the engine
        return found
    for unit in _ENTITIES.finditer(run):
        char = html.unescape(html.unescape(unit[0]))
        value = _strict_byte(char)
        if value is None:
            return []
        found.append(Byte(*unit.span(), value, literal=char < "\x80"))
    return found


def _strict_byte(char: str) -> int | None:
    for name in ("cp1252", "latin-1"):
        try:
            return char.encode(name)[0] if len(char) == 1 else None
        except UnicodeEncodeError:
            continue
    return None
