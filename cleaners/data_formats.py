"""Text that programs read: JSON, YAML, INI and TOML. Its line ends, indents and half-width marks are syntax."""

from __future__ import annotations

import re

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


def is_data(text: str) -> bool:
    """Whether a text is JSON, YAML with something nested, or INI or TOML with a section.

    Flat keys with colons are not told from labels in prose (姓名: 张三), and are none.
    """
    if _JSON.match(text):
        return text.rstrip()[-1:] in ("}", "]")
    sample = text[:SAMPLE]
    if not (":" in sample and _NESTED.search(sample)) and not ("[" in sample and _SECTION.search(sample)):
        return False
    lines = _LINE.findall(sample)
    return len(lines) >= FEWEST_LINES and sum(_KEYED.match(line) is not None for line in lines) >= KEYED * len(lines)
