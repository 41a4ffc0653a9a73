"""The document: a text, where it came from, and every step that changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from cleaners.edits import (
    Edit,
    EditError,
    Flag,
    PlacedEdit,
    PlacedFlag,
    Positions,
    Span,
    Step,
    applied,
    checked,
    inverted,
)
from cleaners.source import Source

SpanMapping = Callable[[Span], Span]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its whole history. `edited` is the only way to a changed text."""

    text: str
    source: Source
    steps: tuple[Step, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What an HTML page says about its article: `title`, `date` (ISO 8601), `author`, `source`, `site`, where found."""

    def edited(self, cleaner: str, findings: Iterable[Edit | Flag]) -> Document:
        """The document after one more step.

        Raises EditError where an edit overlaps another, is out of order, or does not find its `old`. A step without
        findings leaves the document as it is.
        """
        edits: list[Edit] = []
        flags: list[Flag] = []
        for finding in findings:
            if isinstance(finding, Edit):
                edits.append(finding)
            else:
                flags.append(finding)
        if not edits and not flags:
            return self
        for flag in flags:
            if not 0 <= flag.start <= flag.end <= len(self.text):
                raise EditError(f"{cleaner}: flag {flag.rule} at {flag.start}-{flag.end} lies outside the text")
        try:
            step = Step(cleaner, checked(self.text, edits), tuple(sorted(flags)))
        except EditError as error:
            raise EditError(f"{cleaner}: {error}") from None
        return replace(self, text=applied(self.text, step.edits), steps=(*self.steps, step))

    def raw_text(self) -> str:
        """The text as it was decoded, before any step."""
        text = self.text
        for step in reversed(self.steps):
            back = inverted(step.edits)
            text = applied(text, checked(text, back))
        return text

    def restore(self) -> bytes | str:
        """The raw input, exactly: bytes where bytes were given, else the str."""
        return self.source.raw(self.raw_text())

    def origin(self, start: int, end: int) -> Span:
        """The span of raw text that `text[start:end]` came from, widened to whole edits."""
        return _through(_backwards(self.steps), Span(start, end))

    @property
    def edits(self) -> tuple[PlacedEdit, ...]:
        """All edits in the order in which they were made, each with its place in the raw and in the clean text."""
        return tuple(
            PlacedEdit(step.cleaner, e.rule, e.old, e.new, e.confidence, raw(Span(e.start, e.end)), clean(Span(*after)))
            for step, here, raw, clean in self._places()
            for e, after in zip(step.edits, zip(here.after_starts, here.after_ends, strict=True), strict=True)
        )

    @property
    def edit_counts(self) -> dict[str, int]:
        """How many edits each stage made, for those that made any."""
        counts: dict[str, int] = {}
        for step in self.steps:
            if step.edits:
                counts[step.cleaner] = counts.get(step.cleaner, 0) + len(step.edits)
        return counts

    @property
    def flags(self) -> tuple[PlacedFlag, ...]:
        """All flags, each with its place in the raw and in the clean text; one about the whole document stays at 0."""
        return tuple(
            PlacedFlag(step.cleaner, f.rule, f.note, _WHOLE, _WHOLE)
            if (span := Span(f.start, f.end)) == _WHOLE
            else PlacedFlag(step.cleaner, f.rule, f.note, raw(span), clean(here.mapped(span)))
            for step, here, raw, clean in self._places()
            for f in step.flags
        )

    def _places(self) -> Iterator[tuple[Step, Positions, SpanMapping, SpanMapping]]:
        """Each step, its own mapping, and what maps spans before it to the raw and spans after it to the clean text."""
        back = _backwards(self.steps)
        forth = [Positions.of(step.edits) for step in self.steps]
        for i, step in enumerate(self.steps):
            yield step, forth[i], partial(_through, back[len(back) - i :]), partial(_through, forth[i + 1 :])


_WHOLE = Span(0, 0)
"""Where a flag stands that is about no place but about the document."""


def _backwards(steps: Sequence[Step]) -> list[Positions]:
    """Mappings from the clean text to the raw text, last step first."""
    return [Positions.of(inverted(step.edits)) for step in reversed(steps)]


def _through(mappings: Sequence[Positions], span: Span) -> Span:
    is_place = span.start == span.end
    for mapping in mappings:
        span = mapping.mapped(span, is_place=is_place)
    return span
