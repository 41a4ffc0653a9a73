"""Simplified and traditional Chinese: what a document is written in, its strays, and conversion when asked for.

A stray is a traditional character or word that got into a simplified document from an input method or a copied
passage; it is converted with OpenCC where only one reading is possible. Names in 《》, quotations and passages that
are traditional throughout, Japanese, and characters that both scripts use are left alone, and flagged where a reader
should look. A document is converted as a whole only when `Options.target_script` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.edits import Edit, Flag
from cleaners.options import Options
from cleaners.script.conversion import converted
from cleaners.script.detection import Script, detected
from cleaners.script.region import region
from cleaners.script.strays import strays

__all__ = ["Script", "detected", "findings", "region"]


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The edits and flags of the stage: strays, or the whole document where a target script is given."""
    if options.target_script is None:
        return strays(text)
    return converted(text, options.target_script)
