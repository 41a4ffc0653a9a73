"""The ways that text gets garbled: the bytes of a true encoding, read by a wrong decoder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import product

from cleaners.mojibake import misreading as wrong_decoders
from cleaners.mojibake.misreading import UNREAD, UNREAD_FIRST, UNREAD_SECOND, Misreading
from cleaners.mojibake.true_encodings import (
    BIG5,
    GBK,
    UTF_8,
    UTF_16_BE,
    UTF_16_LE,
    Pending,
    TrueEncoding,
    byte_behind,
)

MOST_PROPOSED = 150
"""Characters proposed where the bytes left tell little, the commonest that fit: fewer miss more, more cost time."""


class Path:
    """One wrong decoding of one true encoding."""

    def __init__(self, true: TrueEncoding, wrong: Misreading) -> None:
        self.true, self.wrong = true, wrong
        self.name = f"{true.name}-as-{wrong.name}"
        self._proposed: dict[Pending, tuple[str, ...]] = {}

    def __repr__(self) -> str:
        return f"Path({self.name})"

    def candidates(self, sequence: Pending) -> tuple[str, ...]:
        """The characters that a complete sequence may be: one or none where all is known, else the common ones."""
        found = self._proposed.get(sequence)
        if found is None:
            found = tuple(self._fitting(sequence)) if min(sequence) < 0 else self.decoded(sequence)
            self._proposed[sequence] = found = () if found == ("\ufffd",) else found
        return found

    def decoded(self, sequence: Pending) -> tuple[str, ...]:
        """As `candidates` where the text is garbled once more below: U+FFFD is one, and stands for what is lost."""
        char = self.true.exact(sequence) if min(sequence) >= 0 else "\ufffd"
        return (char,) if char else ()

    def _fitting(self, sequence: Pending) -> list[str]:
        if UNREAD in sequence and (found := self._of_undefined(sequence)):
            return found
        fitting = self.true.fitting(sequence)
        for i, byte in enumerate(sequence):
            if (behind := byte_behind(byte)) >= 0:
                fitting = [char for char in fitting if self._leaves_out(self.true.encoded(char)[i], behind)]
        unread = [i for i in range(len(sequence) - 1) if sequence[i : i + 2] == (UNREAD_FIRST, UNREAD_SECOND)]
        for i in unread:
            fitting = [char for char in fitting if tuple(self.true.encoded(char)[i : i + 2]) not in self.wrong.pairs]
        return list(fitting[:MOST_PROPOSED]) if sum(byte < 0 for byte in sequence) > 1 else list(fitting)

    def _leaves_out(self, byte: int, behind: int) -> bool:
        """Whether the wrong decoder has neither a byte alone nor the pair of it and the byte behind it."""
        return (byte,) not in self.wrong.pairs and (byte, behind) not in self.wrong.pairs

    def _of_undefined(self, sequence: Pending) -> list[str]:
        """The characters, rare ones too, that undefined bytes of the page make of a sequence without other loss."""
        values = product(*((byte,) if byte != UNREAD else self.wrong.unread for byte in sequence))
        found = (self.true.exact(known) for known in values if min(known) >= 0)
        return [char for char in found if char.isprintable() and char]

    def read(self, text: str) -> str:
        """`text` decoded anew, without search: U+FFFD where bytes are lost, other characters as they are."""
        raw = text.translate(self.wrong.usual)
        try:
            return raw.encode("latin-1").decode(self.true.codec, "replace")
        except UnicodeEncodeError:
            return "".join(self._read_run(run) for run in _RUNS.findall(raw))

    def written(self, text: str) -> str:
        """As `read`, with a space in the place of characters that this decoder does not write."""
        raw = _NO_BYTES.sub(" ", text.translate(self.wrong.usual))
        return raw.encode("latin-1").decode(self.true.codec, "replace")

    def _read_run(self, run: str) -> str:
        return run.encode("latin-1").decode(self.true.codec, "replace") if run[0] <= "\xff" else run

    @cached_property
    def strict(self) -> Mapping[str, bytes]:
        """The bytes of each character for strict reading: UTF-8 shows at once which of two is wrong, others do not."""
        return self.wrong.strict if self.true is UTF_8 else self.wrong.unambiguous

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where in a piece of garbled text its first true character may begin.

        Other encodings show it after some bytes; UTF-16 never does, and half of all pieces begin in mid-character.
        """
        is_ascii_apart = not self.true.needed((0x20,))
        return (0,) if is_ascii_apart or self.wrong.double else (0, 1)

    @cached_property
    def may_shift(self) -> bool:
        """Whether a lost byte leaves it open which of the bytes behind it belong together."""
        return self.true in (GBK, BIG5) and self.wrong.double

    @cached_property
    def leaves_ascii(self) -> bool:
        """Whether ASCII stands for itself before and after: UTF-16 has no bytes of its own for it."""
        return not self.true.needed((0x20,)) and self.wrong is not wrong_decoders.UTF_16_LE

    @cached_property
    def writes_han(self) -> bool:
        """Whether the wrong decoder writes Han characters for the most part, as text that is as it should be holds."""
        return self.wrong in (wrong_decoders.CP936, wrong_decoders.CP950)

    @cached_property
    def proof(self) -> int:
        """Characters of garbled text that make six true ones: chance does not read so many as text."""
        return 9 if self.true is UTF_8 and self.wrong.double else 18 if self.true is UTF_8 else 12


_NO_BYTES = re.compile("[^\0-\xff]+")
_RUNS = re.compile("[\0-\xff]+|[^\0-\xff]+")


@cache
def paths() -> tuple[Path, ...]:
    """All paths, those seen most often in public files first."""
    w = wrong_decoders
    singles = (w.CP1252, w.CP1251, w.CP1250, w.MAC_ROMAN, w.CP437, w.CP866, w.KOI8_R, w.CP874)
    utf8 = (w.CP936, *singles, w.CP950, w.CP949, w.CP932)
    gbk = (*singles, w.CP1252_TWICE, w.CP949, w.CP950, w.CP932)
    big5 = (w.CP936, w.CP1252, w.CP932, w.CP949)
    return (
        *(Path(UTF_8, wrong) for wrong in utf8),
        *(Path(GBK, wrong) for wrong in gbk),
        *(Path(BIG5, wrong) for wrong in big5),
        *(Path(true, w.UTF_16_LE) for true in (GBK, UTF_16_BE)),
        *(Path(true, w.SURROGATES) for true in (UTF_8, GBK, BIG5)),
        *(Path(true, w.CP1252) for true in (UTF_16_LE, UTF_16_BE)),
    )
