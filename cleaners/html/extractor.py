"""What trafilatura takes for the article: a vote on each line of a page, for its text has no places in the source."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from configparser import ConfigParser

SIZE = 2_000_000
"""Characters of a page above which it is not asked: it takes about a second for each million."""

MOST_TAGS = 30_000
"""Tags of a page above which it is not asked: it takes about a second for each ten thousand. Articles have a few
thousand; a dump of a table has more."""

SMALLEST = 60
"""Characters that it must find. Its default, 250, is for languages with spaces; a Chinese notice has a hundred."""

_BEGINNING = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def article(page: str) -> str:
    """The text that trafilatura keeps of a page, without white space; "" where it finds none."""
    if len(page) > SIZE or page.count("<") > MOST_TAGS:
        return ""
    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else every page without text is on stderr
    beginning = _BEGINNING.search(page)
    source = _NOT_XML.sub(" ", page[beginning.start() if beginning else 0 :])
    text = trafilatura.extract(source, include_comments=False, favor_precision=True, config=_settings())
    return "".join((text or "").split())


@cache
def _settings() -> ConfigParser:
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings["DEFAULT"].update({"MIN_EXTRACTED_SIZE": str(SMALLEST), "MIN_OUTPUT_SIZE": "1"})
    return settings
