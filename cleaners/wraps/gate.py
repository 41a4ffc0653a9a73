"""Whether a text can be passed over: each line is a paragraph as it stands, and nothing is to be trimmed.

Most clean text is told from the ends of its lines alone. A line without a final mark, as a heading is, is judged as if
it stood in the text that speaks most for a join (`MOST`); what is not joined even there is joined nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from cleaners.han import SENTENCE_END
from cleaners.wraps import shapes
from cleaners.wraps.breaks import SURE, Break, between, is_label
from cleaners.wraps.evidence import log_odds
from cleaners.wraps.geometry import FEWEST_VOTES, votes
from cleaners.wraps.lines import Line, columns
from cleaners.wraps.regions import KINDS, Cue, Region

MOST = Region(
    geometry=None,
    base=0,
    blanks=Cue([], []),
    steps=Cue([], []),
    markup=False,
    broken=tuple(max(kind.broken[size] for kind in KINDS) for size in range(len(KINDS[0].broken))),
    commas=0.0,
    deficit=0,
    at_full_stop=0.0,
    typed=False,
)
"""A region without wrap width or any sure join, with the same blank lines and indents everywhere, in which every open
end is likeliest broken.

Its habits are those of any such region, to a hair's breadth, and its share of broken lines is the highest of all kinds.
"""


def is_settled(text: str) -> bool:
    """Whether the text comes out as it is. If not, it has to be looked at in full."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    for line in lines:
        if not line or line[0].isspace() or line[-1].isspace() or line[0] in shapes.RUN_ON:
            return False
    ends = [i for i, line in enumerate(lines[:-1]) if line[-1] not in SENTENCE_END and not shapes.is_terminal(line)]
    if all(is_label(lines[i], columns(lines[i])) for i in ends):
        return True
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    return _all_stay([between(text, _plain(lines, starts, i), _plain(lines, starts, i + 1), False) for i in ends], 0)


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


def _plain(lines: Sequence[str], starts: Sequence[int], i: int) -> Line:
    """A line without blanks at either end."""
    line, start = lines[i], starts[i]
    return Line(start, start + len(line), line, 0, columns(line), len(line), 0)


def _all_stay(breaks: Sequence[Break], indent: int) -> bool:
    """Whether none of these breaks can be joined whatever other lines with the same indent the text holds."""
    if sum(map(votes, breaks)) >= FEWEST_VOTES or any(here.gain >= SURE for here in breaks):
        return False
    most = MOST._replace(base=indent)
    return all(log_odds(here, None, most, False) <= 0 for here in breaks)
