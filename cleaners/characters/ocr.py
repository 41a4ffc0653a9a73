"""Signs of text recognition (OCR) that went wrong: flagged, never repaired, for what was printed is not there.

Counted on 1.7 million characters of clean documents in sixteen genres: 21 halves of characters, all of them really
split, in old names; one mixed piece; no letter in a number and no lone digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Flag
from cleaners.gates import Gate
from cleaners.options import Options

HALVES = "氵亻讠扌忄钅纟饣礻衤犭刂灬冫彳艹"
"""Components that only books on writing have alone; before a Han character one is half of a split character."""

LETTERS_AS_DIGITS = "OolI"
"""Letters that are read for 0 and 1."""

MOST = 2
"""Digits with a space on one side alone up to which they are flagged; more number the items of a list."""

UNITS = (
    "年月日号號时時点點分秒刻周天岁歲届屆期世纪個个位名人口家户戶次倍回遍趟场場轮輪局盘盤下声聲步元块塊毛角美万萬亿億千百十米公英里尺寸厘毫克斤"
    "升吨噸亩畝平方立度瓦伏赫兆字节節章篇首段句行列排组組队隊班级級册卷集部本套双雙对對副把张張支枝朵棵头頭只隻匹条條项項款种種"
    "台辆輛艘架座栋棟间間所层層楼樓室件份批代大小维維权權股成比多余餘来來至到和或、％"
)
"""What a number may stand before: units, measure words, parts of a book."""

NEAR = 40
"""Characters on either side in which words such as 部首 make the components of characters the subject."""

_HAN = f"[{han.HAN}]"
_HALF = re.compile(f"[{HALVES}](?={_HAN})")
_ABOUT_WRITING = re.compile("旁|部首|偏|笔画|筆畫|字形")
_FIGURES = "年月日%％元万亿"
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])(?=[0-9]*[{LETTERS_AS_DIGITS}])[0-9{LETTERS_AS_DIGITS}]{{3,6}}(?=[{_FIGURES}])"
)
_TERM = "[2-6][Gg]|[2-5][Dd]|[248][Kk]|1[BVv]"  # 5G, 3D, 4K, 1V1: words of modern Chinese
_MIXED = re.compile(
    f" (?<={_HAN} )(?!{_TERM})[0-9][A-Za-z](?={_HAN})|[0-9](?<={_HAN}[0-9])(?<!(?={_TERM})[0-9])[A-Za-z] (?={_HAN})"
)
_DIGIT = re.compile(f" (?<={_HAN} )[0-9](?={_HAN})(?![{UNITS}])")

_IN_NUMBER = f"(?:(?=[0-9])|(?<=[0-9].))(?=[0-9{LETTERS_AS_DIGITS}]{{0,5}}[{_FIGURES}])"
_SPACED = (
    f"(?:(?<={_HAN} )(?=[0-9](?:(?![{UNITS}])|[A-Za-z]){_HAN})(?!{_TERM})"
    f"|(?<={_HAN}[0-9][A-Za-z] )(?<!(?:{_TERM}) )(?={_HAN}))"
)
GATE = Gate.of_any(Gate(HALVES, f"(?={_HAN})"), Gate(LETTERS_AS_DIGITS, _IN_NUMBER), Gate(" ", _SPACED))
"""What each finding has: a half before a Han character; a letter beside a digit, in a number; the space of a piece."""


def noise(text: str, options: Options) -> Iterator[Flag]:
    """Flags on halves of characters, letters in numbers, and pieces that no one writes."""
    yield from _halves(text)
    for match in _NUMBER.finditer(text):
        yield Flag(*match.span(), "characters.ocr-number", "a letter in a number: read wrongly?")
    for match in _MIXED.finditer(text):
        yield Flag(*match.span(), "characters.ocr-mixed", "a digit and a letter for a character: read wrongly?")
    digits = list(_DIGIT.finditer(text))
    for match in digits if len(digits) <= MOST else ():
        yield Flag(*match.span(), "characters.ocr-digit", "a digit without a unit: a mark read wrongly?")


def _halves(text: str) -> Iterator[Flag]:
    """Halves before a Han character, but where the text is about writing."""
    for match in _HALF.finditer(text):
        if not _ABOUT_WRITING.search(text, max(0, match.start() - NEAR), match.end() + NEAR):
            yield Flag(*match.span(), "characters.ocr-half", "half of a character: split by text recognition?")
