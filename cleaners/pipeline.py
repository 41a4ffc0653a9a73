"""The eight stages in their order, and `clean`, which runs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType

from cleaners.document import Document
from cleaners.gates import Pass, Watch
from cleaners.options import Options
from cleaners.source import Source

# The order carries reasons: `mojibake` first, while control and private-use characters that its bytes may hide in are
# still there; `characters` before anything that looks at punctuation; page furniture (`boilerplate`) before `wraps`,
# which joins what it stood between; `copies` on whole paragraphs, so after `wraps`; `script` and `punctuation` last,
# on text that stays.
STAGES: tuple[str, ...] = (
    "decoding",
    "mojibake",
    "characters",
    "boilerplate",
    "wraps",
    "copies",
    "script",
    "punctuation",
)


def clean(
    data: bytes | str, stages: Sequence[str] | None = None, options: Options | None = None, name: str = ""
) -> Document:
    """The cleaned document.

    `data` is a whole raw document, bytes or text; `stages` are names out of `STAGES`, run in that order whatever
    order they are given in (default: all; bytes are always decoded); `name` is a file name for the log. A name that
    ends in .html, .htm, .xhtml or .shtml, or text that begins like HTML, makes it a page, of which `boilerplate` keeps
    the article. Bytes that are no text pass as they are, flagged. Raises ValueError for an unknown stage; any input is
    accepted and `restore()` gives it back exactly.
    """
    chosen = STAGES if stages is None else tuple(_known(stages))
    options = options or _DEFAULTS
    document = opened(data, options, name)
    if not _is_text(document):
        return document
    if "boilerplate" in chosen:
        document = _extracted(document, name)
    text = seen = ""
    for number, (stage, one) in enumerate(_passes(chosen)):
        if one.gate is not None:
            if document.text is not text:
                text, seen = document.text, _watch(chosen, number).seen(document.text)
            if not (seen and one.gate().admits(seen)):
                continue
        document = document.edited(stage, one.findings(document.text, options))
    return document


_DEFAULTS = Options()


@cache
def _passes(stages: tuple[str, ...]) -> Sequence[tuple[str, Pass]]:
    """The passes of some stages, each with its stage."""
    return [(stage, one) for stage in stages if stage != "decoding" for one in passes_of(stage)]


@cache
def _watch(stages: tuple[str, ...], number: int) -> Watch:
    """The gates of a pass and of all that come after it, as one."""
    return Watch([one.gate() for _, one in _passes(stages)[number:] if one.gate is not None])


def _extracted(document: Document, name: str) -> Document:
    """The article of an HTML page, anything else as it is.

    A step of `boilerplate`, but before all stages: `characters` writes out entities, and `&lt;` would become markup;
    what is in scripts is no text for `mojibake` to look at, and its repairs are not to reach across tags.
    """
    html = _module("html")
    if not html.is_page(document.text, name):
        return document
    edits, metadata = html.extraction(document.text)
    return replace(document.edited("boilerplate", edits), metadata=metadata)


@cache
def passes_of(stage: str) -> Sequence[Pass]:
    """What a stage runs, each on what the one before made: `PASSES` of the module of its name, or its `findings`."""
    module = _module(stage)
    passes: Sequence[Pass] = getattr(module, "PASSES", None) or (Pass(module.findings),)
    return passes


@cache
def _module(name: str) -> ModuleType:
    """A module of the package, imported when it is first needed; a statement in a function takes longer every time."""
    return import_module(f"cleaners.{name}")


def opened(data: bytes | str, options: Options, name: str) -> Document:
    """The raw document: text as it is, bytes decoded, nothing cleaned."""
    if isinstance(data, str):
        return Document(data, Source.of_text(data, name))
    decoded = _module("decoding").decoded(data, options, name)
    document = Document(decoded.text, decoded.source)
    return document.edited("decoding", decoded.flags) if decoded.flags else document


def _is_text(document: Document) -> bool:
    """Whether a document just opened is text at all: of an image, stages would make garbled text."""
    return all(flag.rule != "decoding.not-text" for step in document.steps for flag in step.flags)


def _known(stages: Sequence[str]) -> Iterator[str]:
    unknown = [stage for stage in stages if stage not in STAGES]
    if unknown:
        raise ValueError(f"unknown stage {unknown[0]!r}; the stages are {', '.join(STAGES)}")
    return (stage for stage in STAGES if stage in stages)
