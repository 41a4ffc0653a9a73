"""Builds cleaners/data/mojibake_gate.txt: what each path of garbled text leaves, worked out of the code tables.

    python scripts/build_mojibake_gate.py

- UTF-8 is a lead byte (E2 to E9, EF for Chinese) and two continuation bytes (80 to BF), again and again. A decoder of
  pairs makes a rare character of a lead byte with its first continuation byte (鈥 銆 涓 锛 …), and what follows begins
  with the second; a decoder of single bytes makes three characters out of three narrow classes.
- GBK and Big5 read byte by byte become letters with accents, capitals inside words, box-drawing characters in no
  drawing: four in a row out of the classes of lead and trail bytes.
- GBK and Big5 read as another pair encoding become rare characters in place of the commonest ones: two of them close
  by. Which characters are rare and common is what the language model says: build this after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as File

from cleaners import han
from cleaners.hangul import COMMON_HANGUL
from cleaners.language_model import MARKS, class_of, model
from cleaners.mojibake.gate import Mark
from cleaners.mojibake.paths import Path, paths
from cleaners.mojibake.surface import script_of
from cleaners.mojibake.true_encodings import BIG5, GBK, UTF_8, UTF_16_BE, UTF_16_LE

PATH = File(__file__).parents[1] / "cleaners" / "data" / "mojibake_gate.txt"

HEAD = (
    "# What garbled text leaves, by path: a class of first characters, and what must follow or precede one of them.\n"
)

COMMON_COST = 8.6
"""Nats of plain cost below which a Han character is common: the thousand commonest."""

RARER_BY = 3.0
"""Nats by which a character must be rarer than the one behind it to count: twenty times."""

HALVES_REACH = 12
"""Characters between two halves of Big5 characters whose first bytes were lost: every third one is such a half."""

_LEADS = (*range(0xE2, 0xEA), 0xEF)
_LATIN_LEADS = (0xC2, 0xC3)
"""The leads of Latin-1 in UTF-8: what is left of text that was read as a Western encoding before."""

_CONTINUATIONS = range(0x80, 0xC0)
_LOSS = "\ufffd?€\ue000-\ue765"
_SMALL = "а-яѐ-џґ"
_CAPITAL = "А-ЯЀ-ЏҐ"
_SIGNS = "¤¦§©¬®°±µ¶·╒-╬"
_DRAWING = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█▀▄▌▐░▒▓■"

_ALPHABETS = ("ACCENTED", "PHONETIC", "GREEK", "CYRILLIC")
"""Scripts whose words would be full of marks of GBK or Big5 read as another pair encoding, which is mostly Han."""


def _mark(path: Path, first: str, rest: str) -> Mark:
    return Mark(path.wrong.double, first, rest)


def _decoded(path: Path, leads: Iterable[int], trails: Iterable[int]) -> set[str]:
    """The characters that the wrong decoder makes of the byte pairs."""
    wanted = {(lead, trail) for lead in leads for trail in trails}
    return {char for char, found in path.wrong.table.items() if any(values in wanted for values in found)}


def _singles(path: Path, values: Iterable[int]) -> str:
    wanted = {(value,) for value in values}
    return "".join(char for char, found in path.wrong.table.items() if any(v in wanted for v in found))


def _class(chars: Iterable[str], *more: str) -> str:
    """A class of characters, none beyond U+FFFF: with one of those a class is searched at an eighth of the speed."""
    return "[" + "".join(_ranges(sorted({ord(char) for char in chars if char <= "\uffff"}))) + "".join(more) + "]"


def _one(code: int) -> str:
    """A character as it stands in a class: escaped where it means something there or cannot be seen."""
    char = chr(code)
    return char if char.isprintable() and (char > "\x7f" or char.isalnum()) else f"\\u{code:04x}"


def _ranges(codes: list[int]) -> Iterator[str]:
    start = 0
    for i in range(1, len(codes) + 1):
        if i == len(codes) or codes[i] != codes[i - 1] + 1:
            first, last = codes[start], codes[i - 1]
            yield _one(first) + (f"-{_one(last)}" if last > first else "")
            start = i


def _utf8_pairs(path: Path) -> Mark:
    heads = _decoded(path, _LEADS, _CONTINUATIONS)
    rest = range(0x81, 0xC0)
    follows = _decoded(path, rest, (*range(0x40, 0x7F), *range(0xE2, 0xF0))) | set(_singles(path, rest))
    if path.wrong.name in ("euc-kr", "shift-jis"):  # the leads alone are common characters there
        foreign = {char for char in follows if class_of(char) != "HAN" and char not in MARKS}
        return _mark(path, _class(foreign), f"(?<={_class(heads)}.)")
    if path.wrong.name == "gbk":
        twice = _decoded(path, _LATIN_LEADS, _CONTINUATIONS)
        rare = {char for char in twice if model().plain_cost(char) > COMMON_COST}
        again = f"(?<={_class(rare)})(?=[{_class(twice)[1:-1]}€鈥]{{2}})"
        return _mark(path, _class(heads | rare), f"(?<={_class(heads)})(?={_class(follows | heads, _LOSS)})|{again}")
    return _mark(path, _class(heads), f"(?={_class(follows, _LOSS)})")


def _utf8_singles(path: Path) -> Mark:
    continuations, twice = _singles(path, _CONTINUATIONS), _singles(path, _LATIN_LEADS)
    once = f"(?={_class(continuations)}{_class(continuations, ' ?�')})"
    small = {char for char in continuations if char.islower() and script_of(char) == "CYRILLIC"}
    if small:  # the leads are small Cyrillic letters, too: three of them are part of a word
        signs = set(continuations) - small
        once = f"(?={_class(signs)}{_class(continuations, ' ?�')}|{_class(small)}{_class(signs, '�')})"
    again = f"(?<={_class(twice)})(?={_class(continuations)}{_class(twice)}{_class(continuations)})"
    return _mark(path, _class(_singles(path, _LEADS) + twice), f"(?<={_class(_singles(path, _LEADS))}){once}|{again}")


def _pairs_as_singles(path: Path) -> Mark:
    first, trails = (
        (range(0xB0, 0xF8), range(0xA1, 0xFF)) if path.true is GBK else (range(0xA4, 0xFA), range(0xA1, 0xFF))
    )
    lead, trail = _singles(path, (*first, 0xA1, 0xA3)), _singles(path, trails)
    if path.true is BIG5:
        trail += "".join(map(chr, range(0x40, 0x7F)))
    pair = _class(lead) + _class(trail)
    if path.wrong.name in ("cp1251", "koi8-r"):
        return _mark(path, f"[{_SMALL}]", f"(?=[{_CAPITAL}{_SIGNS}])|(?<=[{_SIGNS}].)")
    if path.wrong.name in ("cp437", "cp866"):
        return _mark(path, _class(set(_singles(path, range(0xB0, 0xE0))) - set(_DRAWING)), f"(?={_class(trail)}{{2}})")
    between_words = "(?<=[A-Za-z]¡)(?=¡[A-Za-z])" if path.wrong.name.startswith("cp1252") else "(?!)"
    word = "(?<![à-ù](?=[a-z][à-ù][a-z]))" if path.true is BIG5 else ""  # élève would be two of the rarest characters
    return _mark(path, _class(lead + "¡"), f"{word}(?={_class(trail)}{pair})|{between_words}")


def _pairs_as_pairs(path: Path) -> Mark:
    if path.wrong.name == "shift-jis":
        return _mark(path, "[｡-ﾟ]", "(?=[｡-ﾟ])")
    tell = _telling(path)
    if path.wrong.name == "euc-kr":
        rare = _class(char for char in tell if "가" <= char <= "힣")
        return _mark(path, "[가-힣]", f"(?=[{han.HAN}])|(?<=[{han.HAN}].)|(?<={rare})(?=.{{0,2}}{rare})")
    near = f"(?=.{{0,2}}{_class(tell)})"
    if path.true is BIG5:  # a lead byte that was lost leaves the second one: mostly ASCII, �A for ， and �C for 。
        return _mark(
            path, _class(tell | {"\ufffd"}), f"(?<=\ufffd)(?=[@-~].{{0,{HALVES_REACH}}}\ufffd[@-~])|(?<!\ufffd){near}"
        )
    return _mark(path, _class(tell), near)


def _utf16_singles(path: Path) -> Mark:
    """The two bytes of ，, 。 and 、: FF 0C, 30 02 and 30 01."""
    low_first = "(?<=\x0c)(?=\xff)|(?<=[\x01\x02])(?=0)"
    return _mark(path, "[\x01\x02\x0c]", low_first if path.true is UTF_16_LE else "(?<=\xff\x0c)|(?<=0[\x01\x02])")


def _telling(path: Path) -> set[str]:
    """Characters that are rare as they stand and common as they were."""
    known = model()
    found = set()
    no_marks = ("SYMBOL",) if path.wrong.name == "utf16" else ("SYMBOL", *_ALPHABETS)
    for char, values in path.wrong.table.items():
        true = path.candidates(values[0]) if len(values[0]) == 2 else ()
        if true and char not in MARKS and script_of(char) not in no_marks:
            cost = known.plain_cost(true[0]) if class_of(true[0]) == "HAN" else 0.0 if true[0] in MARKS else 99.0
            here = known.plain_cost(char) if class_of(char) == "HAN" else 0.0 if char in COMMON_HANGUL else 14.0
            if (
                cost < COMMON_COST
                and here > cost + RARER_BY
                and (path.wrong.name != "utf16" or class_of(char) != "HAN")
            ):
                found.add(char)
    return found


def mark_of(path: Path) -> Mark:
    """What `path` leaves."""
    if path.true is UTF_8:
        return _utf8_pairs(path) if path.wrong.double else _utf8_singles(path)
    if path.true in (UTF_16_LE, UTF_16_BE) and not path.wrong.double:
        return _utf16_singles(path)
    return _pairs_as_pairs(path) if path.wrong.double else _pairs_as_singles(path)


def lines() -> Iterator[str]:
    """The file, line by line."""
    yield HEAD + "# Built by scripts/build_mojibake_gate.py from the code tables and the language model; do not edit.\n"
    for path in paths():
        mark = mark_of(path)
        kind = "pairs" if path.wrong.double else "singles"
        yield f"{path.name}\t{kind}\t{_printable(mark.first)}\t{_printable(mark.rest)}\n"


def _printable(pattern: str) -> str:
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in pattern)


if __name__ == "__main__":
    PATH.write_text("".join(lines()), encoding="utf-8")
