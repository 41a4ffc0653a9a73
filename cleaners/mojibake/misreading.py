"""What bytes a character of garbled text may stand for: one table a wrong decoder.

A wrong decoder turned the bytes of the true encoding into characters, one or two bytes each; then bytes got lost on
the way. `Misreading.readings` turns a character back into every byte string that it may have come from, each with a
cost in nats. Negative values stand for bytes that nothing is known of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import NamedTuple

UNKNOWN = -1
"""A byte that vanished, or one that a mark of loss stands for."""

UNREAD_FIRST, UNREAD_SECOND = -2, -3
"""The two bytes of a pair that the wrong decoder could not read and wrote one mark for: they are no pair of its own."""

UNREAD = -4
"""A byte that a code page does not define, behind U+FFFD: Windows-1252 leaves five of 128 undefined."""

REPLACED_COST = 1.5
"""Nats a byte behind U+FFFD: the mark itself says that something was there, so it costs little more than the choice
among the candidates does. At 0 two bytes are as cheap as one; above 4 clean neighbours are preferred to the truth."""

QUESTION_COST = 4.0
"""Nats for reading `?` as lost bytes. Real question marks are common, and one in clean text must not be read so."""

SWALLOWED_COST = 4.0
"""Nats for an ASCII character that the lost byte took with it: Windows writes one mark for both. Measured on public
garbled files: about one lost byte in three before ASCII did so."""

SWALLOWED = " \n"
"""What lost bytes were found to swallow most often, and what a language model knows; quotes and the like are put back
by `swallowed`, digits and letters do not come back."""

FOLDED_COST = 3.0
"""Nats for reading an ASCII character as its full-width form, folded after the misreading (the pair A3 B0 became 0),
or a space as a no-break space."""

TWICE_COST = 2.0
"""Nats for reading a character as its own UTF-8 bytes: a repair tool took two to four misread bytes for one character.
About one byte pair in six of text so damaged is such."""


UNDECIDED = 0xF0000
"""Where the code points begin that stand, between two layers, for the 64 characters of a UTF-8 sequence without its
last byte: plane 15 is for private use, and text that holds such a character is not taken for garbled twice."""


def undecided(lead: int, second: int) -> str:
    """The stand-in for a sequence of three bytes whose last is unknown."""
    return chr(UNDECIDED + ((lead & 0x0F) << 6 | second & 0x3F))


def is_undecided(char: str) -> bool:
    """Whether `char` is such a stand-in."""
    return UNDECIDED <= ord(char) < UNDECIDED + 0x400


def _members(char: str) -> Iterator[str]:
    """The characters that a stand-in stands for."""
    number = ord(char) - UNDECIDED
    first = (number >> 6) << 12 | (number & 0x3F) << 6
    return (chr(code) for code in range(first, first + 64) if code >= 0x800 and not 0xD800 <= code < 0xE000)


class Reading(NamedTuple):
    """Bytes that a character may stand for, what that costs, and whether it is a loss."""

    values: tuple[int, ...]
    cost: float
    lossy: bool = False


class Misreading:
    """A wrong decoder, backwards.

    `codecs` are Python codecs that decode alike but for a few cells; the first that has a byte string decides what
    strict decoding makes of a character, all of them count in the search. `more` adds cells that they lack, as
    (character, bytes). With `double`, it takes bytes in pairs, and a mark of loss may stand for one byte, for a pair
    that is none of its own, or for a byte and the ASCII character after it. With `twice`, a repair tool has been there
    since, and took some runs of misread bytes for UTF-8.
    """

    def __init__(
        self,
        name: str,
        codecs: Collection[str],
        *,
        double: bool = False,
        twice: bool = False,
        more: Callable[[], Iterable[tuple[str, tuple[int, ...]]]] = tuple,
    ) -> None:
        self.name, self.double, self.twice = name, double, twice
        self._codecs, self._more = codecs, more
        self._readings: dict[str, tuple[Reading, ...]] = {}

    @cached_property
    def table(self) -> Mapping[str, tuple[tuple[int, ...], ...]]:
        """Every character beyond ASCII that the wrong decoder writes, with its byte strings, the usual one first."""
        found: dict[str, tuple[tuple[int, ...], ...]] = {}
        for char, values in self._cells():
            known = found.get(char, ())
            if values not in known:
                found[char] = (*known, values)
        return found

    def _cells(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        yield from self._more()
        singles = [(byte,) for byte in range(0x80, 0x100)]
        trails = (*range(0x40, 0x7F), *range(0x80, 0xFF))
        pairs = [(lead, trail) for lead in range(0x81, 0xFF) for trail in trails] if self.double else []
        for codec in self._codecs:
            for values in [*singles, *pairs]:
                char = single(bytes(values), codec)
                if char >= "\x80":
                    yield char, values

    @cached_property
    def strict(self) -> Mapping[str, bytes]:
        """The usual bytes of every character, ASCII included, marks of loss not."""
        plain = {chr(code): bytes((code,)) for code in range(0x80) if chr(code) != "?"}
        return plain | {char: bytes(found[0]) for char, found in self.table.items()}

    @cached_property
    def unambiguous(self) -> Mapping[str, bytes]:
        """Those of `strict` that stand for one byte string only."""
        return {char: raw for char, raw in self.strict.items() if len(self.table.get(char, ((),))) == 1}

    @cached_property
    def usual(self) -> Mapping[int, str]:
        """The usual bytes of every character as a translation to Latin-1 text.

        FF, which no encoding has, stands for marks of loss and for Latin-1 that the decoder does not write.
        """
        table = dict.fromkeys((*range(0x80, 0x100), 0xFFFD), "\xff")
        table |= {ord(char): bytes(found[0]).decode("latin-1") for char, found in self.table.items()}
        return _Utf8Otherwise(table) if self.twice else table

    @cached_property
    def pairs(self) -> frozenset[tuple[int, ...]]:
        """The byte strings that every such decoder reads: some have no private-use characters and write a mark."""
        return frozenset(
            values for char, found in self.table.items() if not "\ue000" <= char < "\uf900" for values in found
        )

    @cached_property
    def shows(self) -> frozenset[str]:
        """Characters by which a text shows that no byte vanished: marks of loss, and what few such decoders have."""
        return frozenset(("\ufffd", "?", *(char for char, _ in self._more())))

    @cached_property
    def unread(self) -> tuple[int, ...]:
        """The bytes that a code page of the family does not define; none for decoders of pairs."""
        if self.double or self.twice:
            return ()
        return tuple(b for b in range(0x80, 0x100) if not all(single(bytes((b,)), codec) for codec in self._codecs))

    def readings(self, char: str) -> tuple[Reading, ...]:
        """The byte strings that `char` may stand for; none if it cannot be part of text so misread."""
        found = self._readings.get(char)
        if found is None:
            found = self._readings[char] = tuple(self._found(char))
        return found

    def _found(self, char: str) -> Iterator[Reading]:
        if char == "\ufffd":
            yield from self._lost(0.0, UNREAD if self.unread else UNKNOWN)
            return
        if char < "\x80":
            yield from self._ascii(char)
            return
        if is_undecided(char):
            yield from {
                values: Reading(values, REPLACED_COST, True) for c in _members(char) for values in self.table.get(c, ())
            }.values()
            return
        for values in self.table.get(char, ()):
            yield Reading(values, 0.0)
        if char == "\u00a0" and self.double:
            yield Reading((0x20,), 0.0, lossy=True)
            yield Reading((0xA1, 0xA1), FOLDED_COST, lossy=True)
        if self.twice:
            yield Reading(tuple(char.encode("utf-8", "surrogatepass")), TWICE_COST, lossy=True)

    def _ascii(self, char: str) -> Iterator[Reading]:
        yield Reading((ord(char),), 0.0)
        if char == "?":
            yield from self._lost(QUESTION_COST, UNKNOWN)
        elif self.double and "!" <= char <= "~":
            yield Reading((0xA3, ord(char) + 0x80), FOLDED_COST, lossy=True)
        elif char == " " and not self.double:
            yield Reading((0xA0,), FOLDED_COST, lossy=True)

    def _lost(self, cost: float, byte: int) -> Iterator[Reading]:
        yield Reading((byte,), cost + REPLACED_COST, lossy=True)
        if self.double:
            yield Reading((UNREAD_FIRST, UNREAD_SECOND), cost + 2 * REPLACED_COST, lossy=True)
            for char in SWALLOWED:
                yield Reading((UNKNOWN, ord(char)), cost + REPLACED_COST + SWALLOWED_COST, lossy=True)


def single(data: bytes, codec: str) -> str:
    """The one character that `data` is; "" if it is none or several (CP932 reads some pairs as two half-width kana)."""
    try:
        char = data.decode(codec)
    except UnicodeDecodeError:
        return ""
    return char if len(char) == 1 else ""


class _Utf8Otherwise(dict[int, str]):
    """A translation that gives a character without an entry as its UTF-8 bytes."""

    def __missing__(self, code: int) -> str:
        return chr(code) if code < 0x80 else chr(code).encode("utf-8", "surrogatepass").decode("latin-1")


def user_defined() -> Iterator[tuple[str, tuple[int, ...]]]:
    """The user-defined characters of CP936, U+E000 to U+E765, and their byte pairs.

    Python's gbk and gb18030 leave them out (GB 18030-2022, annex; the zones AAA1-AFFE, F8A1-FEFE, A140-A7A0).
    """
    first = [(lead, trail) for lead in range(0xAA, 0xB0) for trail in range(0xA1, 0xFF)]
    second = [(lead, trail) for lead in range(0xF8, 0xFF) for trail in range(0xA1, 0xFF)]
    third = [(lead, trail) for lead in range(0xA1, 0xA8) for trail in (*range(0x40, 0x7F), *range(0x80, 0xA1))]
    return ((chr(0xE000 + i), pair) for i, pair in enumerate(first + second + third))


def _user_defined_950() -> Iterator[tuple[str, tuple[int, ...]]]:
    """The user-defined characters of CP950, U+E000 to U+F848, and their byte pairs (Microsoft's table of CP950)."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    zones = (range(0xFA, 0xFF), range(0x8E, 0xA1), range(0x81, 0x8E))
    pairs = [(lead, trail) for zone in zones for lead in zone for trail in trails]
    pairs += [(0xC6, trail) for trail in range(0xA1, 0xFF)] + [(lead, t) for lead in (0xC7, 0xC8) for t in trails]
    return ((chr(0xE000 + i), pair) for i, pair in enumerate(pairs))


def _user_defined_949() -> Iterator[tuple[str, tuple[int, ...]]]:
    """The user-defined characters of CP949, rows C9 and FE (Microsoft's table of CP949)."""
    pairs = [(lead, trail) for lead in (0xC9, 0xFE) for trail in range(0xA1, 0xFF)]
    return ((chr(0xE000 + i), pair) for i, pair in enumerate(pairs))


def _utf16_le() -> Iterator[tuple[str, tuple[int, ...]]]:
    """The characters of the basic plane as pairs of bytes, without surrogates, which pairs of other encodings make."""
    codes = (*range(0x80, 0xD800), *range(0xE000, 0xFFFD))
    return ((chr(code), (code & 0xFF, code >> 8)) for code in codes)


def _cp936() -> Iterator[tuple[str, tuple[int, ...]]]:
    """What Python's codecs lack of CP936: the lone 0x80 and the user-defined characters."""
    yield "€", (0x80,)
    yield from user_defined()


def _surrogates() -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((chr(0xDC00 + byte), (byte,)) for byte in range(0x80, 0x100))


def _undefined(codec: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Bytes that a single-byte code page does not define: browsers keep them as C1 control characters."""
    for byte in range(0x80, 0x100):
        if not bytes((byte,)).decode(codec, "ignore"):
            yield chr(byte), (byte,)


def _single(name: str, codec: str) -> Misreading:
    return Misreading(name, (codec,), more=partial(_undefined, codec))


CP936 = Misreading("gbk", ("gb18030", "gbk"), double=True, more=_cp936)
CP950 = Misreading("big5", ("cp950", "big5hkscs"), double=True, more=_user_defined_950)
CP932 = Misreading("shift-jis", ("cp932", "shift_jis"), double=True)
CP949 = Misreading("euc-kr", ("cp949",), double=True, more=_user_defined_949)
UTF_16_LE = Misreading("utf16", (), double=True, more=_utf16_le)
_WESTERN = ("cp1252", "latin-1", "cp1254")
CP1252 = Misreading("cp1252", _WESTERN)
"""CP1252, Latin-1 and CP1254 at once: their cells differ, but no character of one is another byte in another."""

CP1252_TWICE = Misreading("cp1252-then-utf8", _WESTERN, twice=True)

SURROGATES = Misreading("surrogates", (), twice=True, more=_surrogates)
"""Bytes that Python could not read as UTF-8 and kept as lone surrogates (PEP 383, surrogateescape), beside others that
made a letter."""

CP1250 = _single("cp1250", "cp1250")
CP1251 = _single("cp1251", "cp1251")
MAC_ROMAN = _single("macroman", "mac_roman")
CP437 = _single("cp437", "cp437")
CP866 = _single("cp866", "cp866")
CP874 = _single("cp874", "cp874")
KOI8_R = _single("koi8-r", "koi8_r")
