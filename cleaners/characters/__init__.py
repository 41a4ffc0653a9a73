"""Characters that stand for others: line ends, controls, invisible marks, entities, compatibility and private forms.

Line ends and control characters are put right in every text; the rest only in Chinese. Nothing is normalised as a
whole: Unicode's NFKC would turn ，（ into ASCII, ① into 1 and ㎡ into m2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleaners import rules
from cleaners.characters.entities import entities
from cleaners.characters.forms import compatibility, composed, full_width, private_use, radicals
from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.script import detected

_GATE = re.compile(
    "[\0-\x08\x0b-\x1f&\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2e80-\u2fdf"
    "\ue000-\uf8ff\uf900-\ufadf\ufeff\uff0e\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufff9-\ufffc\ufffe\uffff"
    "\U0002f800-\U0002fa1f]"
)
"""Everything that a rule of this stage may begin with; clean text has hardly any of it and costs one search."""

IN_ANY_SCRIPT = frozenset(
    {"characters.line-end", "characters.page-break", "characters.control", "characters.overstrike"}
)
"""Rules that hold for text of every language."""


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The edits and flags of the stage."""
    suspicious = _GATE.search(text) is not None
    decomposed = not unicodedata.is_normalized("NFC", text)
    if not suspicious and not decomposed:
        return
    chinese = detected(text).is_chinese
    table = [rule for rule in rules.table("characters") if chinese or rule.id in IN_ANY_SCRIPT]
    edits = list(rules.matches(table, text)) if suspicious else []
    if chinese:
        for finding in _in_chinese(text, suspicious=suspicious, decomposed=decomposed):
            if isinstance(finding, Edit):
                edits.append(finding)
            else:
                yield finding
    yield from rules.leftmost(edits)


def _in_chinese(text: str, *, suspicious: bool, decomposed: bool) -> Iterator[Edit | Flag]:
    if suspicious:
        yield from entities(text)
        yield from full_width(text)
        yield from compatibility(text)
        yield from radicals(text)
        yield from private_use(text)
    if decomposed:
        yield from composed(text)
