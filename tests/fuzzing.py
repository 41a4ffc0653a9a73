"""Bytes and text to search with: what encodings, misreadings, losses and damage make of the project's own sentences."""

from __future__ import annotations

import base64
import json
import quopri
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from hypothesis import strategies as st

from cleaners import charsets
from cleaners.mojibake.paths import paths
from tests.garbling import misread

SENTENCES = json.loads((Path(__file__).parents[1] / "benchmarks" / "texts.json").read_text(encoding="utf-8"))
CHINESE = (*SENTENCES["zh"], *SENTENCES["yue"], "山裡的春天來得晚，桃花開的時候，平原上的麥子已經黃了。")
FOREIGN = tuple(line for language in ("ja", "ko", "fr", "ru") for line in SENTENCES[language])

CODECS = (
    "gbk", "gb18030", "big5", "big5hkscs", "euc-tw", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
    "hz", "iso2022_jp_2", "iso2022_kr", "utf-7", "cp932", "euc_jp", "cp949", "cp1252", "cp1251",
)  # fmt: skip
TRUE = ("utf-8", "utf-8", "utf-8", "gb18030", "big5hkscs", "utf-16-le")
WRONG = (
    "gbk", "gb18030", "cp950", "cp932", "cp949", "latin-1", "cp1252", "cp1251", "cp1250", "mac_roman", "cp437",
    "cp866", "koi8-r", "cp874",
)  # fmt: skip

MARKS = "\ufffd?\u00a0€"
"""What stands for lost bytes."""


def _between(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


POOLS = (
    *dict.fromkeys("".join(path.wrong.table) for path in paths()),
    MARKS,
    _between(0xE000, 0xE765),
    _between(0xD800, 0xDFFF),
    _between(0x00, 0x1F) + _between(0x7F, 0x9F),
    _between(0x20, 0x7E),
    _between(0xA0, 0xFF),
    _between(0x400, 0x45F),
    _between(0xAC00, 0xD7A3),
    _between(0xFF61, 0xFF9F),
    _between(0x2500, 0x257F),
    "鈥銆锛锟斤拷縺繧嚙踝蕭占쏙ï¿½ÃÂ",
    "".join(CHINESE),
    "\n\n \u3000，。：“”",
)
"""Characters that a wrong decoder writes, that stand for losses, or that are as they should be."""

ESCAPED: tuple[Callable[[str], str], ...] = (
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: "".join(f"&#x{ord(char):X};" for char in text),
    lambda text: json.dumps(text)[1:-1],
    quote,
    lambda text: quote(text.encode("gb18030")),
    lambda text: quopri.encodestring(text.encode()).decode(),
    lambda text: text.encode("hz", "replace").decode(),
    lambda text: text.encode("utf-7").decode(),
    lambda text: f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?=",
    lambda text: str(text.encode()),
)


@st.composite
def chinese(draw: st.DrawFn) -> str:
    """A piece of a sentence, or a few sentences."""
    text = "".join(draw(st.lists(st.sampled_from(CHINESE), min_size=1, max_size=3)))
    start = draw(st.integers(0, len(text)))
    return text[start:][: draw(st.integers(1, 80))]


chars = st.one_of(*(st.sampled_from(pool) for pool in POOLS))


@st.composite
def of_pools(draw: st.DrawFn) -> str:
    """Characters of one pool, or of all, or one character many times."""
    pool = draw(st.sampled_from(POOLS))
    kind = draw(st.integers(0, 2))
    if kind == 0:
        return draw(chars) * draw(st.integers(1, 60))
    return draw(st.text(st.sampled_from(pool) if kind == 1 else chars, max_size=40))


@st.composite
def garbled(draw: st.DrawFn) -> str:
    """A piece of Chinese that was misread once to three times."""
    true = draw(st.sampled_from(TRUE))
    text = draw(chinese()).encode(true, "ignore").decode(true)
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        text = misread(text, true, draw(st.sampled_from(WRONG)), draw(st.sampled_from(ERRORS)))[:300]
        true = "utf-8"
    return text


WRONG_CODECS = {
    "gbk": "gbk", "big5": "cp950", "shift-jis": "cp932", "euc-kr": "cp949", "macroman": "mac_roman",
    **{name: name for name in ("cp1252", "cp1251", "cp1250", "cp437", "cp866", "koi8-r", "cp874")},
}  # fmt: skip
PATHS = tuple(path for path in paths() if path.wrong.name in WRONG_CODECS)
"""The paths that `misread` can go; the others have no codec of their own."""

ERRORS = ("browser", "windows", "ignore", "replace")


@st.composite
def lossless(draw: st.DrawFn) -> str:
    """Two sentences or a few, misread without a loss if the wrong decoder can."""
    text = "".join(draw(st.lists(st.sampled_from(SENTENCES["zh"]), min_size=1, max_size=3)))
    path = draw(st.sampled_from(PATHS))
    try:
        return misread(text, path.true.codec, WRONG_CODECS[path.wrong.name], "strict")
    except UnicodeError:
        return text


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Garbled text with characters dropped, replaced, or put in."""
    text = draw(garbled())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        new = draw(st.one_of(st.just(""), st.sampled_from(MARKS), chars))
        text = text[:at] + new + text[at + draw(st.integers(0, 2)) :]
    return text


escaped = st.builds(lambda form, text: form(text), st.sampled_from(ESCAPED), chinese())
foreign = st.sampled_from(FOREIGN)
clean_text = st.lists(st.sampled_from((*CHINESE, *FOREIGN, "\n")), min_size=1, max_size=6).map("".join)
parts = st.one_of(garbled(), damaged(), damaged(), of_pools(), of_pools(), chinese(), escaped, foreign)
strings = st.builds(
    lambda between, found: between.join(found),
    st.sampled_from(("", "\n", " ", "，", "\r\n")),
    st.lists(parts, min_size=1, max_size=5),
)


@st.composite
def encoded(draw: st.DrawFn) -> bytes:
    """Text in one encoding, with bytes dropped, replaced, or put in."""
    text = draw(st.one_of(chinese(), chinese(), foreign))
    data = charsets.encoded(text, draw(st.sampled_from(CODECS)))
    for _ in range(draw(st.sampled_from((0, 0, 1, 2, 5)))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=2)) + data[at + draw(st.integers(0, 3)) :]
    return data


as_utf8 = strings.map(lambda text: text.encode("utf-8", "surrogatepass"))
byte_strings = st.builds(
    lambda between, found: between.join(found),
    st.sampled_from((b"", b"\n", b" ", b"\0", b"\xff", b"\xef\xbb\xbf")),
    st.lists(st.one_of(encoded(), encoded(), encoded(), as_utf8, st.binary(max_size=60)), min_size=1, max_size=5),
)
