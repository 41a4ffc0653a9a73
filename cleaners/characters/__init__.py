"""Characters that stand for others: line ends, controls, invisible marks, entities, compatibility and private forms.

Line ends and control characters are put right in every text; the rest only in Chinese. Nothing is normalised as a
whole: Unicode's NFKC would turn ，（ into ASCII, ① into 1 and ㎡ into m2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from cleaners import rules
from cleaners.characters import forms, ocr
from cleaners.characters.entities import entities
from cleaners.characters.forms import compatibility, composed, full_width, private_use, radicals
from cleaners.edits import Edit, Flag
from cleaners.gates import Gate, Pass
from cleaners.options import Options
from cleaners.script import is_chinese

_BEGIN = (
    "\0-\x08\x0b-\x1f&\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2e80-\u2fdf"
    "\ue000-\uf8ff\uf900-\ufadf\ufeff\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufff9-\ufffc\ufffe\uffff"
)
_SUSPICIOUS = re.compile(f"[{_BEGIN}\U0002f800-\U0002fa1f]")
"""Everything that a rule of this stage may begin with; clean text has hardly any of it."""

_GATE = Gate(_BEGIN + forms.COMPOSABLE + "\U00010000-\U0010ffff")
"""The same with all that NFC may change. Beyond U+FFFF one range, because each one more slows the search down."""

_IN_NO_ROW = re.compile("[&\u2e80-\u2fdf\ue000-\uf8ff\uf900-\ufadf０-９Ａ-ＮＰ-Ｚａ-ｚ\U0002f800-\U0002fa1f]*")
"""Characters of the gate that are for code alone: no row of the table begins with one or needs one."""

IN_ANY_SCRIPT = frozenset(
    {"characters.line-end", "characters.page-break", "characters.control", "characters.overstrike"}
)
"""Rules that hold for text of every language."""


_BEGINNINGS: tuple[tuple[Callable[[str], Iterable[Edit | Flag]], re.Pattern[str]], ...] = (
    (entities, re.compile("&")),
    (full_width, forms.FULL_WIDTH),
    (compatibility, forms.COMPATIBILITY),
    (radicals, forms.RADICALS),
    (private_use, forms.PRIVATE),
)
"""What looks for a kind of character, and the characters that each of its findings begins with."""


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The edits and flags of the stage."""
    suspicious = "".join(set(_SUSPICIOUS.findall(text)))
    decomposed = not unicodedata.is_normalized("NFC", text)
    if not suspicious and not decomposed:
        return
    chinese = is_chinese(text)
    table = [rule for rule in rules.likely("characters", text) if chinese or rule.id in IN_ANY_SCRIPT]
    edits = [] if _IN_NO_ROW.fullmatch(suspicious) else list(rules.matches(table, text))
    if chinese:
        for finding in _in_chinese(text, suspicious, decomposed=decomposed):
            if isinstance(finding, Edit):
                edits.append(finding)
            else:
                yield finding
    yield from rules.leftmost(edits)


def _in_chinese(text: str, suspicious: str, *, decomposed: bool) -> Iterator[Edit | Flag]:
    """What the characters that the gate found may be the beginning of."""
    for find, begins in _BEGINNINGS:
        if begins.search(suspicious):
            yield from find(text)
    if decomposed:
        yield from composed(text)


PASSES = (Pass(findings, lambda: _GATE), Pass(ocr.noise, lambda: ocr.GATE))
