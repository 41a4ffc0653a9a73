"""For and against a join, in nats.

A nat of evidence is the natural logarithm of how much likelier the sight is at a break in mid-paragraph than at the end
of a paragraph. Evidence adds up; the sum is the log-odds of the join. Weights were set on development texts of many
kinds (`docs/structure.md`), to half a nat: finer ones changed nothing.
"""

from __future__ import annotations

from math import log

from cleaners.language_model import model
from cleaners.wraps import shapes
from cleaners.wraps.breaks import NARROWEST, Break, start_cost
from cleaners.wraps.geometry import Geometry, extent
from cleaners.wraps.regions import STEP_PRIOR, Region, hangs, size_of, step

PARALLEL = -5.0
"""Two lines that begin with the same bullet, with names of fields, or with one number and the next."""

RUNS_ON = 5.0
"""A line that begins with a mark which no paragraph begins with."""

TRAILS = frozenset("的们了等着們著")
"""Characters that follow a word and, alone, begin no paragraph; but 等待, 了解 do."""

TRAILING, WORD_COST = 2.5, 5.0
"""What such a beginning is worth, and the nats of a second character from which the two make no word."""

FUNCTION_WORDS = frozenset(
    "的和与與及或在对對将將向把被从從为為是由以于於并並而且但就都也仅更最很不该這这那其之到给給让讓使令"
)
"""Characters that end no paragraph and no heading."""

FINAL_WORDS = frozenset("的了之其")
"""Those among them that also end sentences, so that they say something only where the text is wrapped."""

TAIL_COST = 2.0
"""Nats up to which such a character is expected, being the tail of a word."""

FUNCTION_WORD, COMMA = 1.5, 2.0

LONG_COMMA = 3.0
"""A comma at the end of a line that is too long for verse."""

MOST_COMMAS = 0.2
"""Share of lines ending in a comma above which commas mean nothing: verse, lists of terms."""

CLOSED_BELOW = 6.0
"""A bracket left open that the line below closes."""

QUOTE_CLOSED_BELOW = 3.0
"""The same of a quotation that begins after the first words of a line; others may span paragraphs."""

OPEN_BRACKET, OPEN_QUOTE, OPENING_LAST = 2.5, 1.0, 4.0
"""A bracket left open; a quotation left open, which may span paragraphs; an opening mark as the last character."""

FULL, NEARLY = 3.0, 1.5
"""A line that has no room for the next word, and one within the tolerance."""

TITLE = 1.5
"""Nats against a join after the first line of a text, which is a title more often than any other line is."""

UNWRAPPED = -4.5
"""Log-odds of a join before any evidence in text that is one paragraph a line: about one break in a hundred."""

LABEL, SHORTEST_LABEL = 3.0, 9
"""What lines of up to four characters lose: cells, buttons of a page, one character under the other."""

NEVER = -10.0
"""After a full stop in text that is not wrapped: nothing outweighs it."""

MOST_AFTER_STOP = TRAILING + CLOSED_BELOW
"""The most that the words on either side can say for a join after a full stop: how the line below begins, and a bracket
left open above. Its end and the language model say nothing for it, and no row of the table of beginnings does."""

VERSE = -3.0
"""Two lines of one length, less than half the width, that end in marks, the first in a comma: a couplet."""

HANGING = 5.0
"""Without a blank line, the text at the indent of an item of Markdown and the like is part of the item."""

NAME = 3.0
"""Nats against a join after a first line without any Chinese character, the name of what the next line tells about."""

LONGEST_HEADLINE, HEADLINE = 100, 3.0
"""Columns of the longest headline, and the nats against a join after what is written as one."""

MARKUP = 3.0
"""What Markdown and the like, which is typed and not cut out of pages, takes from breaks that no width explains."""

LEANING, LEANS = frozenset("但因它这這"), 1.0
"""Characters that begin sentences which lean on the one before, and what they are worth: one to two nats in most kinds
of text, less in stories."""

LEANING_SLOPE, EVEN, MOST_LEANING = 0.25, 1.0, 1.5
"""Nats of evidence a nat of the language model, the nats at which it is even, and the most evidence, that a sentence
goes on with a paragraph. From 4,900 ends of sentences in news and web pages that the model has not seen; the area under
the curve is only 0.61."""

SHORTEST_CLAUSE, CLAUSE, MOST_HEADING = 10, 50, 1.5
"""First lines without a comma or a full stop are headings the likelier, the wider the text: of first lines of
paragraphs, exp(-(width - 10) / 25) have none, from 30 to 80 columns. Half of that counts, because the language model
knows headings, too; and the most of it, in nats."""

BYLINE = 60
"""Columns of the longest byline."""


def log_odds(here: Break, after: Break | None, region: Region, first: bool) -> float:
    """The log-odds that a break is one in mid-paragraph.

    `first` says whether the line above begins a paragraph, `after` is the next break.
    """
    if shapes.are_cells(here.above.text, here.below.text):
        return NEVER
    if here.runs_on:
        return -RUNS_ON if here.terminal and shapes.pauses_on(here.below.text) else RUNS_ON
    habit = _habit(here, region)
    if here.terminal and region.geometry is None and habit + MOST_AFTER_STOP + NEVER < 0:
        return NEVER
    total = _ending(here, region) + _beginning(here) + _left_open(here) + habit
    if region.geometry is None:
        return total + _unwrapped(here, region) + here.gain
    return total + _wrapped(here, after, region, region.geometry, first)


def most_odds(here: Break, region: Region) -> float:
    """The most that the log-odds of a break can be that ends no sentence, in a region that is not wrapped.

    Only what may speak for a join is looked at; what speaks against one takes most of the time.
    """
    above, below = here.above.text, here.below.text
    ending = OPENING_LAST if shapes.ends_in_opening(above) else 0.0
    beginning = TRAILING if below[0] in TRAILS or shapes.is_cut_number(above, below) else 0.0
    return _habit(here, region) + ending + beginning + _left_open(here) + _unwrapped(here, region) + here.gain


def _habit(here: Break, region: Region) -> float:
    """What blank lines and indents mean in this region."""
    sight = step(here, region.base)
    turn = region.steps.nats(sight, STEP_PRIOR[sight])
    return region.blanks.nats(min(here.below.blanks, 3)) + (min(turn, 0.0) if sight[0] > 0 else turn)


def _ending(here: Break, region: Region) -> float:
    """What the end of the line above says whether the text is wrapped or not."""
    text = here.above.text
    if (
        shapes.is_jump(text)
        or shapes.is_rule(text)
        or shapes.leads_to_last_item(text)
        or (shapes.is_apart(text) and not _is_stretched(here, region.geometry))
    ):
        return -6.0
    if here.above.edge < BYLINE and shapes.beginnings().kind(text) == "byline":
        return -5.0
    return OPENING_LAST if shapes.ends_in_opening(text) else 0.0


def _is_stretched(here: Break, geometry: Geometry | None) -> bool:
    """Whether the line above looks like a row only because its gaps were widened to fill the width."""
    if geometry is None or here.below.blanks:
        return False
    full = abs(extent(here.above, geometry.pitch) - geometry.width) <= 1 + geometry.tolerance
    return full and shapes.is_row(here.above.text)


def _beginning(here: Break) -> float:
    text = here.below.text
    if text[0] in TRAILS and model().cost("\n" + text[0], text[1:2] or "。") > WORD_COST:
        return TRAILING
    if shapes.is_cut_number(here.above.text, text):
        return TRAILING
    if shapes.is_parallel(here.above.text, text) or shapes.is_answer(here.above.text, text):
        return PARALLEL
    return shapes.beginnings().nats.get(here.begins, 0.0)


def _left_open(here: Break) -> float:
    opening = shapes.left_open(here.above.text)
    if not opening:
        return 0.0
    closed = shapes.closes(here.below.text[:60], opening)
    if opening in "“「『":
        return QUOTE_CLOSED_BELOW if closed and here.above.text.rfind(opening) > 0 else OPEN_QUOTE
    return CLOSED_BELOW if closed else OPEN_BRACKET


def _wrapped(here: Break, after: Break | None, region: Region, geometry: Geometry, first: bool) -> float:
    """Log-odds from how a line ends where lines are filled to a width."""
    if region.typed and _is_typed_on(here, geometry):
        return 0.0
    if region.typed and not here.below.blanks and not here.begins and hangs(here):
        return HANGING
    room = geometry.room(here) - (region.deficit if first else 0)
    if room > geometry.tolerance:
        return here.gain + _short(here, after, room - geometry.tolerance, region)
    total = here.gain + (FULL if room <= 0 else NEARLY)
    if first and not shapes.has_han(here.above.text) and shapes.has_han(here.below.text):
        total -= NAME
    if first and not shapes.has_clauses(here.above.text):
        total -= min(MOST_HEADING, max(0, geometry.width - SHORTEST_CLAUSE) / CLAUSE)
    if not here.terminal:
        return total + _mark(here)
    return total - FULL + region.at_full_stop + _leaning(here) + _after_stop(here, after, region, geometry)


def _short(here: Break, after: Break | None, room: int, region: Region) -> float:
    """What it says that the next word had room on the line above, `room` columns too much."""
    above, below = here.above.text, here.below.text
    if here.terminal:
        return -5.0 - min(4.0, room / 5)
    if above[-1] in "，," and len(above) == len(below) and after and after.marked and room > here.above.edge:
        return VERSE
    if above[-1] == "，" and max(here.above.edge, here.below.edge) < NARROWEST <= room and shapes.has_han(below[0]):
        return VERSE  # 祝好， over a name
    if (
        here.comma
        and region.commas < MOST_COMMAS
        and (
            above[-1] == "、" or below[0] not in "“「" or shapes.left_open(above)  # a comma may introduce speech
        )
    ):
        return COMMA
    if shapes.ends_in_address(above) and below[0].isascii() and below[0].isalnum():
        return COMMA
    headline = -HEADLINE if _is_headline(above) else 0.0
    return headline + _mark(here) + 1.0 - min(7.0, 14 * room / (here.above.edge + room))


def _is_headline(text: str) -> bool:
    """Whether a line is written as headlines are, and does not begin as an article does."""
    return shapes.is_headline(text) and not shapes.begins_article(text)


def _mark(here: Break) -> float:
    """What the last character says where lines are filled to a width."""
    last = here.above.text[-1]
    if ends_in_function_word(here.above.text):
        return FUNCTION_WORD
    if here.comma:
        return COMMA
    if last in "：:":
        return -2.0
    return 0.0 if here.word or last in "；;" else -0.5


def _is_typed_on(here: Break, geometry: Geometry) -> bool:
    """Whether a sentence ends and the next line follows at once, neither of two short lines, as those of verse are."""
    ends = here.terminal or here.above.text[-1] == "："
    return ends and not here.below.blanks and 2 * max(here.above.edge, here.below.edge) >= geometry.width


def _leaning(here: Break) -> float:
    """What the first words after a full stop say: sentences in mid-paragraph begin otherwise than paragraphs."""
    text = here.below.text
    ahead = start_cost("\n", text) - start_cost("。", text)
    leans = LEANS if text[0] in LEANING else 0.0
    return max(-MOST_LEANING, min(MOST_LEANING, LEANING_SLOPE * (ahead + EVEN) + leans))


def ends_in_function_word(text: str) -> bool:
    """Whether the last character is a function word, and not the tail of another word, as in 倾向 and 首都."""
    return text[-1] in FUNCTION_WORDS and model().cost(text[-3:-1], text[-1]) > TAIL_COST


def _after_stop(here: Break, after: Break | None, region: Region, geometry: Geometry) -> float:
    """What the line after a full line with a full stop looks like: a heading, a first line, or any other."""
    if after is None or shapes.is_fragment(after.below.text):
        return 0.0
    room = geometry.room(after)
    if room > geometry.tolerance + region.deficit:
        return 0.0 if after.terminal or here.below.text[0] in "（(" else -2.5
    if region.deficit:
        return -3.0 if room > geometry.tolerance else 2.0
    return 0.0


def _unwrapped(here: Break, region: Region) -> float:
    """Log-odds from how a line ends where each line should be a paragraph."""
    above = here.above
    if here.terminal:
        return NEVER
    if above.edge < LONGEST_HEADLINE and _is_headline(above.text):
        return UNWRAPPED - HEADLINE
    size = size_of(above.text, above.edge)
    broken = region.broken[size]
    odds = log(broken / (1 - broken)) - (MARKUP if region.markup else 0.0)
    if here.comma:
        if size == 3:
            return odds + LONG_COMMA
        return odds + COMMA if size > 1 and region.commas < MOST_COMMAS else UNWRAPPED
    if not here.word:
        return UNWRAPPED - (1.5 if above.text[-1] in "；;" else 3.0)
    if size == 0 and above.edge < NARROWEST:
        return UNWRAPPED - (LABEL if above.edge < SHORTEST_LABEL else 1.0)
    last = above.text[-1]
    return odds + (FUNCTION_WORD if last not in FINAL_WORDS and ends_in_function_word(above.text) else 0.0)
