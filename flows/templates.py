"""Files of templates: read for a run, and proposed from documents of a site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cleaners import clean
from cleaners.boilerplate import templates

STAGES = ("decoding", "mojibake", "characters")
"""What runs before `boilerplate` sees a document; lines are learned as it will see them."""


class TemplateError(ValueError):
    """The file of a template cannot be read, or is none."""


def read(path: Path) -> tuple[str, ...]:
    """The lines of a template for `Options.templates`."""
    try:
        return templates.parsed(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise TemplateError(f"cannot read the template {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TemplateError(f"the template {path} is not UTF-8") from None
    except ValueError as error:
        raise TemplateError(f"{path}: {error}") from None


def proposals(documents: Iterable[bytes]) -> str:
    """The file of a template for the site of these raw documents."""
    return templates.written(templates.proposed(clean(data, stages=STAGES).text for data in documents))
