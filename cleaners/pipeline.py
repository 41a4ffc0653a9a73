"""The eight stages in their order, and `clean`, which runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module

from cleaners.document import Document
from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.source import Source

Pass = Callable[[str, Options], Iterable[Edit | Flag]]
"""One reading of a text: what it finds becomes one step of the document."""

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
    order they are given in (default: all; bytes are always decoded); `name` is a file name for the log. Raises
    ValueError for an unknown stage; any input is accepted and `restore()` gives it back exactly.
    """
    chosen = STAGES if stages is None else _known(stages)
    options = options or Options()
    document = opened(data, options, name)
    for stage in chosen:
        if stage != "decoding" and gate_of(stage)(document.text):
            for findings in passes_of(stage):
                document = document.edited(stage, findings(document.text, options))
    return document


@cache
def passes_of(stage: str) -> Sequence[Pass]:
    """What a stage runs, each on what the one before made: the `PASSES` of the module of its name, or its `findings`.

    The module is imported when it is first needed.
    """
    module = import_module(f"cleaners.{stage}")
    passes: Sequence[Pass] = getattr(module, "PASSES", None) or (module.findings,)
    return passes


@cache
def gate_of(stage: str) -> Callable[[str], bool]:
    """Whether a stage has anything to look at in a text: the `opens` of the module of its name, if it has one."""
    gate: Callable[[str], bool] = getattr(import_module(f"cleaners.{stage}"), "opens", bool)
    return gate


def opened(data: bytes | str, options: Options, name: str) -> Document:
    """The raw document: text as it is, bytes decoded, nothing cleaned."""
    if isinstance(data, str):
        return Document(data, Source.of_text(data, name))
    from cleaners import decoding

    decoded = decoding.decoded(data, options, name)
    return Document(decoded.text, decoded.source).edited("decoding", decoded.flags)


def _known(stages: Sequence[str]) -> Iterator[str]:
    unknown = [stage for stage in stages if stage not in STAGES]
    if unknown:
        raise ValueError(f"unknown stage {unknown[0]!r}; the stages are {', '.join(STAGES)}")
    return (stage for stage in STAGES if stage in stages)
