"""Edits, and the arithmetic of positions before and after them.

A cleaner reads a text and yields edits; nothing here or elsewhere lets it return a text. Positions count code
points, from 0, in the text *before* the step that the edit belongs to: later steps may then rewrite what earlier
ones wrote, and each step on its own stays exact. The design follows CodeMirror's ChangeSet and ICU's Edits; unlike
the first it keeps the old text, so that undoing needs no copy of the raw document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class EditError(ValueError):
    """An edit that does not fit its text: it overlaps, is out of order, changes nothing, or `old` is not there."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """One replacement in the text before a step: `old` at `start` becomes `new`.

    `old` is "" for an insertion and `new` is "" for a deletion; the end is `start + len(old)`, so that it cannot
    disagree. `rule` names the row or heuristic that decided, `stage.name`. `confidence` is the estimated
    probability, 0 to 1, that an expert editor would make the same change.
    """

    start: int
    old: str
    new: str
    rule: str
    confidence: float = 1.0

    @property
    def end(self) -> int:
        """Where the replaced text ends, in the text before the step."""
        return self.start + len(self.old)


class Flag(NamedTuple):
    """Something a reader should look at, left as it is: `text[start:end]` of the text before the step.

    `rule` names what saw it, as in `Edit`; `note` says in a few words what it may be.
    """

    start: int
    end: int
    rule: str
    note: str = ""


class PlacedEdit(NamedTuple):
    """An edit of a whole document, with its place in the raw text and in the clean text."""

    stage: str
    rule: str
    old: str
    new: str
    confidence: float
    raw: Span
    clean: Span


class PlacedFlag(NamedTuple):
    """A flag of a whole document, with its place in the raw text and in the clean text."""

    stage: str
    rule: str
    note: str
    raw: Span
    clean: Span


def checked(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits as a tuple, or EditError naming the first that does not fit `text`."""
    kept: list[Edit] = []
    reached = 0
    for edit in edits:
        if edit.start < reached:
            raise EditError(
                f"{edit.rule}: edit at {edit.start} overlaps or comes before the one that ends at {reached}"
            )
        if edit.old == edit.new:
            raise EditError(f"{edit.rule}: edit at {edit.start} changes nothing ({edit.old!r})")
        if not text.startswith(edit.old, edit.start) or edit.end > len(text):
            found = text[edit.start : edit.end]
            raise EditError(f"{edit.rule}: expected {edit.old!r} at {edit.start}, found {found!r}")
        if not 0.0 <= edit.confidence <= 1.0:
            raise EditError(f"{edit.rule}: confidence {edit.confidence} at {edit.start} is not within 0 and 1")
        kept.append(edit)
        reached = edit.end
    return tuple(kept)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """`text` with checked edits carried out."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces.append(text[at : edit.start])
        pieces.append(edit.new)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def inverted(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that turn the text after a step back into the text before it."""
    shift, out = 0, []
    for edit in edits:
        out.append(edit._replace(start=edit.start + shift, old=edit.new, new=edit.old))
        shift += len(edit.new) - len(edit.old)
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Positions:
    """Maps spans of the text before a sequence of edits to spans of the text after it.

    A span that touches the inside of an edit is widened to the whole edit (ICU's rule: never guess inside one); an
    edit that only adjoins the span stays outside.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    after_starts: tuple[int, ...]
    after_ends: tuple[int, ...]

    @classmethod
    def of(cls, edits: Sequence[Edit]) -> Positions:
        """The mapping of checked edits."""
        back = inverted(edits)
        return cls(
            tuple(e.start for e in edits),
            tuple(e.end for e in edits),
            tuple(e.start for e in back),
            tuple(e.end for e in back),
        )

    def mapped(self, span: Span, *, is_place: bool | None = None) -> Span:
        """Where `span` of the text before is found in the text after.

        A place, an empty span, widens to an edit that adjoins it; `is_place` says whether it was one to begin with,
        where it has come through other mappings.
        """
        start, end = span
        first = bisect_right(self.ends, start)  # the first edit that ends after `start`
        if start == end and is_place is not False:
            first = bisect_left(self.ends, start)
            if first < len(self.starts) and self.starts[first] <= start:
                last = bisect_right(self.starts, end) - 1
                return Span(self.after_starts[first], self.after_ends[last])
        if first < len(self.starts) and self.starts[first] < start:
            new_start = self.after_starts[first]
        else:
            new_start = start + self._shift_before(first)
        last = bisect_left(self.starts, end) - 1  # the last edit that starts before `end`
        inside = last >= 0 and self.ends[last] > end
        new_end = self.after_ends[last] if inside else end + self._shift_before(last + 1)
        return Span(new_start, max(new_start, new_end))

    def _shift_before(self, index: int) -> int:
        """How far text that follows edit `index - 1` and precedes edit `index` has moved."""
        return self.after_ends[index - 1] - self.ends[index - 1] if index > 0 else 0


@dataclass(frozen=True, slots=True)
class Step:
    """What one cleaner did: its edits, in order and without overlap, and its flags; both in the text before it."""

    cleaner: str
    edits: tuple[Edit, ...]
    flags: tuple[Flag, ...] = ()
