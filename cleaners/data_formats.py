"""Text that programs read: JSON, YAML, INI and TOML, catalogues of messages, subtitles, transcripts, manual sources.

Its line ends, indents and half-width marks are syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.edits import Span

SAMPLE = 20_000
"""Characters that are looked at."""

FEWEST_LINES = 3
"""Lines of the shortest file of keys and values: with fewer, a title and a label look like one."""

KEYED = 0.9
"""Share of lines that are keys with values, items or sections: the rest are values of several lines."""

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]]|\[\s*-?\d[\d.]*\s*,)')
"""How a JSON object or array begins; [1] of a reference is none."""

_LINE = re.compile(r"^[^\S\n]*(?![\s#;]|//)[^\n]+", re.MULTILINE)
"""A line that is no comment."""

_KEYED = re.compile(
    r"\s*(?:- \s*)?(?:"
    r"[\"']?[^\s:=，。；：？！“”（）\"'-][^:=，。；：？！“”\"'\n]{0,40}[\"']?[ \t]*(?::(?=\s|$)|=)"  # 名称: 值
    r"|\[{1,2}[^\[\]，。；：？！\n]{1,60}\]{1,2}\s*$"  # a section
    r"|- ?[^\s-])"
    r"|\s*- \S"
)
_KEY = re.compile(r"\s*(?:- )?[^\s:，。；：？！“”][^:，。；：？！“”\n]{0,40}: +\S[^\n。！？]*$")
_NESTED = re.compile(
    r"^(?P<indent>[ \t]*)(?:- )?[^\s:#，。；：？！][^:\n，。；：？！]{0,40}:[ \t]*\n(?P=indent)(?:[ \t]+|- )\S",
    re.MULTILINE,
)
"""A key of YAML with nothing behind it but what is indented, or listed, below."""

_SECTION = re.compile(
    r"^\[{1,2}[^\[\]，。；：？！\n]{1,60}\]{1,2}[ \t]*\n(?:[ \t]*[#;][^\n]*\n)*"
    r"[^\s=\n，。；：？！][^=\n，。；：？！]{0,40}=",
    re.MULTILINE,
)
"""A section of INI or TOML, and its first key."""

_LITERAL = re.compile(
    r"^(?P<key>(?P<indent>[ \t]*)(?:- )?[^\s:#，。；：？！][^:\n，。；：？！]{0,40}:[ \t]*[|>][-+]?[ \t]*\n)"
    r"(?:(?P=indent)[ \t]+\S[^\n]*\n|[ \t]*\n)+",
    re.MULTILINE,
)
"""A key of YAML with a text of several lines behind it, indented."""

TIMED = 0.5
"""Share of lines with a time before them that make the words of a song; a note or a log of a talk may have a few."""

_HEAD = r"(?:[^\n]{0,80}\n){0,6}?"
"""What may stand before the first thing that tells a format: a title, a number, a comment."""

_FORMATS = re.compile(
    r"(?:\#[^\n]*\n|[^\S\n]*\n)*+msg(?:id|ctxt)\ \""  # a catalogue of messages, gettext
    rf"|{_HEAD}(?:\d{{1,2}}:)?\d\d:\d\d[.,]\d{{2,3}}\ -->\ (?:\d{{1,2}}:)?\d\d:\d\d"  # subtitles, SubRip and WebVTT
    rf"|{_HEAD}\[Script\ Info\]"  # subtitles, SubStation Alpha
    r"|[.'](?:\\\"|[A-Za-z]{2}\ )(?:[^\n]*\n){0,400}?(?:\.(?:SH|Sh)\ |\.(?:TH|Dt)\ )"  # the source of a manual page
    rf"|{_HEAD}@Begin\n"  # a transcript of CHAT
    r"|\s*BEGIN:V(?:CARD|CALENDAR)\n"  # an address book, a calendar
    r"|(?:%[^\n]*\n|[^\S\n]*\n)*+@[A-Za-z]{3,15}\{[^\s,{}]{1,80},[ \t]*\n\s*[\w-]{1,30}\s*="  # a bibliography of BibTeX
    r"|\s*diff\ --git\ a/",  # differences between files
    re.VERBOSE,
)
"""How a file of each of those formats begins; in the midst of a text, as an example, they say nothing."""

_FENCED = re.compile(r"^(?:> ?)?```[^`]*^(?:> ?)?```", re.MULTILINE)
_TIMED = re.compile(r"\[(?:\d{1,3}:\d\d[.:]\d{1,3}|(?:ti|ar|al|by|offset|length|re|ve):[^\]\n]*)\]")
"""A time, or a field of the words of a song (LRC)."""


def fenced(text: str) -> Iterator[Span]:
    """The fenced blocks of Markdown: code, or samples of what a program reads and writes."""
    if "```" in text:
        yield from (Span(*match.span()) for match in _FENCED.finditer(text))


def is_data(text: str) -> bool:
    """Whether a text is JSON, YAML with something nested, INI or TOML with a section, or in a format of `_FORMATS`.

    Flat keys with colons are not told from labels in prose (姓名: 张三), and are none.
    """
    if _JSON.match(text):
        return text.rstrip()[-1:] in ("}", "]")
    sample = text[:SAMPLE]
    if _FORMATS.match(sample):
        return True
    if ":" not in sample and "[" not in sample:
        return False
    lines = _LINE.findall(sample)
    if "[" in sample and _share(_TIMED, lines) >= TIMED:
        return True
    keys = _LITERAL.sub(r"\g<key>", sample)
    if keys == sample and not _NESTED.search(sample) and not ("[" in sample and _SECTION.search(sample)):
        return False
    return _share(_KEYED, _LINE.findall(keys)) >= KEYED


def is_keyed(text: str) -> bool:
    """Whether nearly all lines are a key with a value behind a colon and a space, as a record or flat YAML has them."""
    return _share(_KEY, _LINE.findall(text[:SAMPLE])) >= KEYED


def _share(pattern: re.Pattern[str], lines: Sequence[str]) -> float:
    """The share of lines that begin with a pattern; none of too few lines."""
    return sum(pattern.match(line) is not None for line in lines) / len(lines) if len(lines) >= FEWEST_LINES else 0.0
