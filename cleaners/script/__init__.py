"""Simplified and traditional Chinese: what a document is written in, its strays, and conversion when asked for.

A stray is a character of the other script that got into a document from an input method or a copied passage; it is
converted with OpenCC where only one reading is possible. Names in 《》, quotations and passages that are in the other
script throughout, Japanese, and characters that both scripts use are left alone, flagged where a reader should look.
A document is converted as a whole only when `Options.target_script` says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.edits import Edit, Flag
from cleaners.gates import Pass
from cleaners.options import Options
from cleaners.script.conversion import converted
from cleaners.script.detection import Script, detected, is_chinese
from cleaners.script.region import region
from cleaners.script.strays import gate, strays

__all__ = ["PASSES", "Script", "detected", "is_chinese", "region"]


def _strays(text: str, options: Options) -> Iterable[Edit | Flag]:
    return strays(text) if options.target_script is None else ()


def _converted(text: str, options: Options) -> Iterable[Edit | Flag]:
    return () if options.target_script is None else converted(text, options.target_script)


PASSES = (Pass(_strays, gate), Pass(_converted))
