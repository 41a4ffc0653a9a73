"""The eight stages in their order, and `clean`, which runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from cleaners import boilerplate, characters, copies, decoding, mojibake, punctuation, script, wraps
from cleaners.document import Document
from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.source import Source

Stage = Callable[[str, Options], Iterable[Edit | Flag]]

# The order carries reasons: `mojibake` first, while control and private-use characters that its bytes may hide in are
# still there; `characters` before anything that looks at punctuation; page furniture (`boilerplate`) before `wraps`,
# which joins what it stood between; `copies` on whole paragraphs, so after `wraps`; `script` and `punctuation` last,
# on text that stays.
_TEXT_STAGES: dict[str, Stage] = {
    "mojibake": mojibake.findings,
    "characters": characters.findings,
    "boilerplate": boilerplate.findings,
    "wraps": wraps.findings,
    "copies": copies.findings,
    "script": script.findings,
    "punctuation": punctuation.findings,
}

STAGES: tuple[str, ...] = ("decoding", *_TEXT_STAGES)


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
        if stage in _TEXT_STAGES:
            document = document.edited(stage, _TEXT_STAGES[stage](document.text, options))
    return document


def opened(data: bytes | str, options: Options, name: str) -> Document:
    """The raw document: text as it is, bytes decoded, nothing cleaned."""
    if isinstance(data, str):
        return Document(data, Source.of_text(data, name))
    decoded = decoding.decoded(data, options, name)
    return Document(decoded.text, decoded.source).edited("decoding", decoded.flags)


def _known(stages: Sequence[str]) -> Iterator[str]:
    unknown = [stage for stage in stages if stage not in STAGES]
    if unknown:
        raise ValueError(f"unknown stage {unknown[0]!r}; the stages are {', '.join(STAGES)}")
    return (stage for stage in STAGES if stage in stages)
