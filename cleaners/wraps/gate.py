"""Whether a text can be passed over: each line is a paragraph as it stands, and nothing is to be trimmed.

Most clean text is told from the ends of its lines alone. A line without a final mark, as a heading is, is judged as if
it stood in the text that speaks most for a join (`MOST`); what is not joined even there is joined nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaners.han import CLOSING, OPENING, SENTENCE_END
from cleaners.wraps import shapes
from cleaners.wraps.breaks import NARROWEST, RECURS, SURE, is_label, seam_gain, seam_recurs
from cleaners.wraps.evidence import (
    CLOSED_BELOW,
    FUNCTION_WORD,
    LONGEST_HEADLINE,
    PARALLEL,
    TITLE,
    TRAILS,
    ends_in_function_word,
)
from cleaners.wraps.geometry import FEWEST_VOTES
from cleaners.wraps.lines import Line, columns, line_end
from cleaners.wraps.most import HEADLINE_ODDS, SIZE_ODDS, Ends, are_between_long_lines, chunks_that_may_join
from cleaners.wraps.regions import size_of


def open_chunks(text: str) -> Sequence[int] | None:
    """The chunks of breaks in which there may be something to be joined; None where all has to be looked at in full.

    If there are any, nothing is to be trimmed, and no line stands apart or shows a wrap width.
    """
    ends = _open_ends(text)
    if ends is None:
        return None
    doubtful = [i for i, (start, end) in enumerate(ends) if not _stays(text, start, end, end + 1)]
    if not doubtful and (
        _show_no_width([2 * (end - start) for start, end in ends]) or are_between_long_lines(text, ends)
    ):
        return []
    if all(is_label(line := text[start:end], columns(line)) for start, end in ends):
        return []
    return chunks_that_may_join(text, ends, doubtful)


def stay(text: str, lines: Sequence[Line]) -> bool:
    """Whether no two of these lines of a text can be joined. If not, the regions have to be looked at."""
    if any(line.text[0] in shapes.RUN_ON for line in lines[1:]):
        return False
    ends = [(a, b) for a, b in pairwise(lines) if not shapes.is_terminal(a.text)]
    if all(is_label(above.text, above.edge) for above, _ in ends):
        return True
    if len({line.indent for line in lines}) > 1 or len({min(line.blanks, 3) for line in lines[1:]}) > 1:
        return False
    return _show_no_width([a.edge for a, _ in ends]) and all(
        _stays(text, a.start, a.end, b.start, a.indent) for a, b in ends
    )


def _show_no_width(edges: Sequence[int]) -> bool:
    """Whether too few lines are long enough to show a wrap width: `edges` are the most columns to which they go."""
    return len(edges) < FEWEST_VOTES or sum(edge >= NARROWEST for edge in edges) < FEWEST_VOTES


_LEADS = TRAILS | {"("}
"""First characters of a line that may speak for a join; a bracket may hold the number of a manual page."""

_ENDS_OPEN = frozenset(OPENING + shapes.COMMAS + "第")
"""Last characters of a line that may speak for a join whatever the next line is."""


def _stays(text: str, start: int, end: int, at: int, indent: int = 0) -> bool:
    """Whether a line that ends no sentence surely stays apart from the one that begins `at` a place, in whatever region
    without a wrap width, and is no sure join for other breaks to learn from.
    """
    last, below = text[end - 1], text[at : at + 2]
    if last in _ENDS_OPEN or below[0] in _LEADS or below[1:].isspace():
        return False
    if not "\u4e00" <= last <= "\u9fff" and not shapes.ends_in_word(last):
        return True  # even with a bracket that the next line closes: less is said for a join than against it
    left = text[max(start, end - 2) : end]
    gain, least = seam_gain(left, below), _least(text[start:end], indent) + (TITLE if start == 0 else 0.0)
    if gain > least:
        least += _against(text[at : line_end(text, at)])
    if gain > least or gain >= SURE:
        return False
    return gain + RECURS <= min(least, SURE - 0.01) or not seam_recurs(text, end, at, left, below)


def _least(line: str, indent: int) -> float:
    """The gain that it takes at least to join a line that ends in a word, apart from what the next line says."""
    edge = indent + 2 * len(line)
    if line[0] == "【" and edge < LONGEST_HEADLINE:
        return -HEADLINE_ODDS - CLOSED_BELOW
    function_word = FUNCTION_WORD if ends_in_function_word(line) else 0.0
    if _PHRASE.fullmatch(line) and not shapes.begins_article(line):
        return -SIZE_ODDS[0] - function_word
    closed_below = CLOSED_BELOW if shapes.left_open(line) else 0.0
    return -SIZE_ODDS[size_of(line, edge)] - function_word - closed_below


def _against(below: str) -> float:
    """What the beginning of the next line says against a join, if that is what marks a new paragraph."""
    beginnings = shapes.beginnings()
    return min(-PARALLEL, -beginnings.nats.get(beginnings.kind(below), 0.0))


_PHRASE = re.compile("[\u4e00-\u9fffA-Za-z0-9 ]+")
"""Lines without any mark, so that no bracket is open and their size is the least unless they begin an article."""


_ILL = rf"[\s{re.escape(''.join(sorted(shapes.RUN_ON)))}]"
"""A blank, or what belongs to the line before."""

_END = re.compile(rf"\n(?:({_ILL})|(?<=\s\n)()|(?<![{SENTENCE_END}]\n)(?<![{SENTENCE_END}][{re.escape(CLOSING)}]\n))")
"""A line end beside a blank or before what no paragraph begins with, in a group, or without a mark of a sentence."""


def _open_ends(text: str) -> list[Ends] | None:
    """Where the lines begin and end that do not end as sentences do, the last one aside; None where there are blanks to
    be trimmed, or a line begins with what belongs to the one before.
    """
    if text[0].isspace() or text[0] in shapes.RUN_ON or (text[-1:].isspace() and text[-1] != "\n"):
        return None
    found: list[Ends] = []
    for match in _END.finditer(text):
        if match.lastindex:
            return None
        end = match.start()
        start = text.rfind("\n", 0, end) + 1
        if text[end - 1] not in shapes.AFTER_END or not shapes.is_terminal(text[start:end]):
            found.append((start, end))
    if found and found[-1][1] + 1 == len(text):
        found.pop()
    return found
