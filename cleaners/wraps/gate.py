"""Whether a text can be passed over: each line is a paragraph as it stands, and nothing is to be trimmed.

Most clean text is told from the ends of its lines alone. A line without a final mark, as a heading is, is judged as if
it stood in the text that speaks most for a join (`MOST`); what is not joined even there is joined nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

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
"""A region without wrap width, blank lines, indents or any sure join, in which every open end is likeliest broken.

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
    return all(is_label(lines[i], columns(lines[i])) for i in ends) or _all_stay(list(_open_breaks(text, lines, ends)))


def _open_breaks(text: str, lines: Sequence[str], ends: Sequence[int]) -> Iterator[Break]:
    """The breaks after lines that do not end as sentences do."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for i in ends:
        above, below = (
            Line(start, start + len(line), line, 0, columns(line), len(line), 0)
            for start, line in ((starts[i], lines[i]), (starts[i + 1], lines[i + 1]))
        )
        yield between(text, above, below, False)


def _all_stay(breaks: Sequence[Break]) -> bool:
    """Whether none of these breaks can be joined whatever else the text holds."""
    if sum(map(votes, breaks)) >= FEWEST_VOTES or any(here.gain >= SURE for here in breaks):
        return False
    return all(log_odds(here, None, MOST, False) <= 0 for here in breaks)
