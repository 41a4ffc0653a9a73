"""Brackets and quotation marks, which change as pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Edit, Span
from cleaners.gates import Gate
from cleaners.punctuation.evidence import Evidence
from cleaners.punctuation.lines import Lines
from cleaners.punctuation.protected import Protected

FEW_PAIRS = 2
"""Half-width pairs around Chinese in a document up to which they are slips; more are its editor's habit."""

HABIT_LIKELIHOOD = 0.05
"""Probability, under the share of marks that were damaged, of no bracket at all having stayed full-width, below which
brackets were half-width before the damage."""

LOOKED_INTO = 200
"""Characters inside a bracket that are searched for Chinese; longer brackets are decided by what comes first."""

PAIR_CONFIDENCE = 0.95

ONLY_HAN = f"[{han.HAN}、，：“”《》]{{2,{LOOKED_INTO}}}"
"""What half-width brackets stand around by a slip: Chinese alone."""

BRACKETS = Gate.of_any(
    Gate("(", rf"(?={ONLY_HAN}\))"), Gate("()", r"(?=[^\n()（）]*+[（）])"), Gate("（）", r"(?=[^\n()（）]*+[()])")
)
"""What changes in a document without damage: brackets around Han alone; of both widths, one after another on a line."""

_ALONE = BRACKETS.pattern
_HALF = re.compile("[()]")
_BRACKET = re.compile("[(（)）]")
_NEVER_FIRST = re.compile(r"[\s，。、；：？！.,;:?!)）/>]")
_QUOTE = re.compile('["“”]')
_HAN = re.compile(f"[{han.HAN}]")
_ONLY_HAN = re.compile(ONLY_HAN)
_CHINESE = re.compile(f"[{han.HAN}{han.WIDE}]")


def brackets(lines: Lines, protected: Protected, evidence: Evidence) -> Iterator[Edit]:
    """Half-width brackets around Chinese: in a damaged document, opposite a full-width one, or as a slip."""
    if not lines.have(_HALF if evidence.damaged else _ALONE):
        return
    text = lines.text
    pairs, single = _paired(lines, protected)
    half = [pair for pair in pairs if text[pair[0]] + text[pair[1]] == "()" and _is_chinese(text, *pair)]
    full = len(half) < len(pairs) and ("（" in text or "）" in text)
    damaged = evidence.damaged and (full or evidence.share ** (2 * len(half)) >= HABIT_LIKELIHOOD)
    slips = len(half) <= FEW_PAIRS
    for start, end in pairs:
        mixed = (text[start] == "(") != (text[end] == ")")
        slip = slips and _ONLY_HAN.fullmatch(text, start + 1, end) is not None
        if (mixed or damaged or slip) and _is_chinese(text, start, end):
            yield from _full(text, start, end)
    if damaged:
        for at in single:
            if text[at] == ")" and _stands_in_chinese(text, at):
                yield from _full(text, at)


def _paired(lines: Lines, protected: Protected) -> tuple[list[Span], list[int]]:
    """The places of brackets that belong together on a line, and of those that stand alone."""
    pairs: list[Span] = []
    single: list[int] = []
    for line in lines.spans:
        open_at: list[int] = []
        for match in _BRACKET.finditer(lines.text, *line):
            at = match.start()
            if protected.has(at):
                continue
            if match[0] in "(（":
                open_at.append(at)
            elif open_at:
                pairs.append(Span(open_at.pop(), at))
            else:
                single.append(at)
        single += open_at
    return pairs, single


def _full(text: str, *places: int) -> Iterator[Edit]:
    for at in places:
        if text[at] in "()":
            yield Edit(at, text[at], "（" if text[at] == "(" else "）", "punctuation.bracket", PAIR_CONFIDENCE)


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether Chinese stands inside a bracket, as far as it is looked into, or right before it.

    Not in an English sentence, nor where it is part of a file's name or a formula.
    """
    inside = _HAN.search(text, start + 1, min(end, start + LOOKED_INTO)) is not None
    if _FILE.match(text, end) or (
        _AFTER_LATIN.match(text, max(0, start - 2), start) and _BEFORE_LATIN.match(text, end)
    ):
        return False
    if not inside and _FORMULA.match(text, start):
        return False
    return inside or (start > 0 and _CHINESE.match(text, start - 1) is not None)


_FILE = re.compile(r"[)）]\.[A-Za-z]{2,5}\b")
_AFTER_LATIN, _BEFORE_LATIN = re.compile(r"[^\n]?[A-Za-z] ?$"), re.compile(r"[)）][,.;:]? [A-Za-z]")
_FORMULA = re.compile(r"\([A-Za-z0-9.]{1,20}(?:[-+*/=<>^][A-Za-z0-9.]{1,20}){1,9}\)[-+*/=<>^:]{0,2}[A-Za-z0-9(]")


def _stands_in_chinese(text: str, at: int) -> bool:
    return at > 0 and _CHINESE.match(text, at - 1) is not None and _CHINESE.match(text, at + 1) is not None


def quotation_marks(lines: Lines, protected: Protected) -> Iterator[Edit]:
    """Straight quotation marks of a line as pairs “”, where they pair off and Chinese stands in or around."""
    text = lines.text
    for line in lines.spans if '"' in lines.joined else ():
        if text.find('"', *line) < 0:
            continue
        yield from _quoted(text, [m.start() for m in _QUOTE.finditer(text, *line) if not protected.has(m.start())])


def _quoted(text: str, places: list[int]) -> Iterator[Edit]:
    pairs = list(zip(places[::2], places[1::2], strict=False))
    if len(places) % 2 or not all(_is_pair(text, *pair) for pair in pairs):
        return
    for start, end in pairs:
        inside = _HAN.search(text, start + 1, min(end, start + LOOKED_INTO)) is not None
        if not inside and not (start > 0 and _CHINESE.match(text, start - 1) and _CHINESE.match(text, end + 1)):
            continue
        for at, new in ((start, "“"), (end, "”")):
            if text[at] == '"':
                yield Edit(at, '"', new, "punctuation.quotation", PAIR_CONFIDENCE)


def _is_pair(text: str, start: int, end: int) -> bool:
    """Whether the marks at these places can open and close a quotation; if not, those of the line do not alternate."""
    if text[start] == "”" or text[end] == "“" or end == start + 1:
        return False
    seconds = text[start - 1 : start] in ("′", "'")
    return not (seconds or _NEVER_FIRST.match(text, start + 1) or text[end - 1].isspace())
