"""HTML entities left over in running text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleaners.edits import Edit

NEAR = 60
"""Characters of the line on either side in which markup, an address or code makes an entity part of the source."""

# Named with its semicolon, numeric, escaped twice; &nbsp alone is the one that pages often write without it.
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp(?![A-Za-z0-9;])")
_SOURCE = re.compile(r"</?[A-Za-z!]|`|://|\bwww\.|[=+]\s*[\"']|[\"']\s*[,;)]")
_QUOTED = re.compile(r"[“‘「『（(\"'《〈]&[^&]*;[”’」』）)\"'》〉]")
_ABOUT = re.compile(r"转义|轉義|实体|實體|编码|編碼|特殊字符|[Hh][Tt][Mm][Ll]\s?(?:代码|標籤|标签|字符)|entit(?:y|ies)")
"""Words of a sentence that is about entities."""

NEAR_ABOUT = 24
"""Characters on either side in which such a word says so; farther off it is about something else."""

_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NOT_TEXT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufffd-\uffff]")


def entities(text: str) -> Iterator[Edit]:
    """The edits that write out entities; those in markup, code, addresses and quotation marks stay."""
    for match in _ENTITY.finditer(text):
        new = _written_out(match[0])
        if new is not None and not _is_source(text, match):
            yield Edit(match.start(), match[0], new, "characters.entity", 0.98)


def _written_out(entity: str) -> str | None:
    """The character for an entity, or None where there is none or it is no text."""
    once = html.unescape(entity)
    new = html.unescape(once)
    if new == entity or not 1 <= len(new) <= 2 or _NOT_TEXT.search(new):
        return None
    return _INVISIBLE.sub("", _SPACES.sub(" ", new))


def _is_source(text: str, match: re.Match[str]) -> bool:
    """Whether the entity stands in markup, code or an address, or is what the sentence talks about."""
    start, end = max(0, match.start() - NEAR), match.end() + NEAR
    start = text.rfind("\n", start, match.start()) + 1 or start
    line_end = text.find("\n", match.end(), end)
    end = end if line_end < 0 else line_end
    quoted = _QUOTED.fullmatch(text, max(0, match.start() - 1), match.end() + 1)
    about = _ABOUT.search(text, max(start, match.start() - NEAR_ABOUT), min(end, match.end() + NEAR_ABOUT))
    return quoted is not None or about is not None or _SOURCE.search(text, start, end) is not None
