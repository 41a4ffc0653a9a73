"""Repairs Chinese text: encodings, mojibake, boilerplate, broken lines, second copies, stray script, punctuation.

    >>> from cleaners import clean
    >>> clean("他说,这样就好。").text
    '他说，这样就好。'

Every change is an edit with its place, rule and confidence; `Document.restore` gives back the raw input exactly.
"""

from __future__ import annotations

from cleaners.document import Document
from cleaners.edits import Edit, EditError, Flag, PlacedEdit, PlacedFlag, Span, Step
from cleaners.options import Options
from cleaners.pipeline import STAGES, clean
from cleaners.source import RestoreError, Segment, Source

__version__ = "0.1.0"

__all__ = [
    "STAGES",
    "Document",
    "Edit",
    "EditError",
    "Flag",
    "Options",
    "PlacedEdit",
    "PlacedFlag",
    "RestoreError",
    "Segment",
    "Source",
    "Span",
    "Step",
    "clean",
]
