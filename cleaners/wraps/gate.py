"""Whether a text can be passed over: each line is a paragraph as it stands, and nothing is to be trimmed.

Most clean text is told from the ends of its lines alone. A line without a final mark, as a heading is, is judged as if
it stood in the text that speaks most for a join (`MOST`); what is not joined even there is joined nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaners.han import CLOSING, SENTENCE_END
from cleaners.wraps import shapes
from cleaners.wraps.breaks import NARROWEST, RECURS, SURE, Break, bare, between, is_label, recurs
from cleaners.wraps.evidence import log_odds, most_odds
from cleaners.wraps.geometry import FEWEST_VOTES, votes
from cleaners.wraps.lines import Line, columns
from cleaners.wraps.most import MOST, chunks_that_may_join, title


def open_chunks(text: str) -> Sequence[int] | None:
    """The chunks of breaks in which there may be something to be joined; None where all has to be looked at in full.

    If there are any, nothing is to be trimmed, and no line stands apart or shows a wrap width.
    """
    lines = _open_lines(text)
    if lines is None:
        return None
    if all(is_label(line.text, line.edge) for line in lines):
        return []
    ends = [bare(line, _line_at(text, line.end + 1)) for line in lines]
    few = sum(here.word and here.above.edge >= NARROWEST for here in ends) < FEWEST_VOTES
    if few and all(_stays_anywhere(text, here) for here in ends):
        return []
    return chunks_that_may_join(text, ends)


def _stays_anywhere(text: str, here: Break) -> bool:
    """Whether a bare break is no sure join, nor any other in whatever region without a wrap width."""
    most = here.gain + RECURS if here.word else here.gain
    odds = most_odds(here, MOST) - title(here)
    if most < SURE and odds + most - here.gain <= 0:
        return True
    if here.gain < SURE and odds <= 0 and not (here.word and recurs(text, here.above, here.below)):
        return True
    here = between(text, here.above, here.below, False)
    return here.gain < SURE and log_odds(here, None, MOST, False) <= title(here)


_ILL = rf"[\s{re.escape(''.join(sorted(shapes.RUN_ON)))}]"
"""A blank, or what belongs to the line before."""

_END = re.compile(rf"\n(?:({_ILL})|(?<=\s\n)()|(?<![{SENTENCE_END}]\n)(?<![{SENTENCE_END}][{re.escape(CLOSING)}]\n))")
"""A line end beside a blank or before what no paragraph begins with, in a group, or without a mark of a sentence."""


def _open_lines(text: str) -> list[Line] | None:
    """The lines that do not end as sentences do, the last one aside; None where there are blanks to be trimmed, or a
    line begins with what belongs to the one before.
    """
    if text[0].isspace() or text[0] in shapes.RUN_ON or (text[-1:].isspace() and text[-1] != "\n"):
        return None
    found: list[Line] = []
    for match in _END.finditer(text):
        if match.lastindex:
            return None
        end = match.start()
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if end + 1 < len(text) and not shapes.is_terminal(line):
            found.append(Line(start, end, line, 0, columns(line), len(line), 0))
    return found


def _line_at(text: str, start: int) -> Line:
    """The line that begins there, without blanks at either end."""
    end = text.find("\n", start)
    line = text[start:] if end < 0 else text[start:end]
    return Line(start, start + len(line), line, 0, columns(line), len(line), 0)


def stay(text: str, lines: Sequence[Line]) -> bool:
    """Whether no two of these lines of a text can be joined. If not, the regions have to be looked at."""
    if any(line.text[0] in shapes.RUN_ON for line in lines[1:]):
        return False
    ends = [(a, b) for a, b in pairwise(lines) if not shapes.is_terminal(a.text)]
    if all(is_label(above.text, above.edge) for above, _ in ends):
        return True
    if len({line.indent for line in lines}) > 1 or len({min(line.blanks, 3) for line in lines[1:]}) > 1:
        return False
    return _all_stay([between(text, above, below, False) for above, below in ends], lines[0].indent)


def _all_stay(breaks: Sequence[Break], indent: int) -> bool:
    """Whether none of these breaks can be joined whatever other lines with the same indent the text holds."""
    if sum(map(votes, breaks)) >= FEWEST_VOTES or any(here.gain >= SURE for here in breaks):
        return False
    most = MOST._replace(base=indent)
    return all(log_odds(here, None, most, False) <= 0 for here in breaks)
