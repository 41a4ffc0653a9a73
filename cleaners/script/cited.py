"""Characters that a text speaks about instead of using them: dictionaries, lessons of writing, inscriptions."""

from __future__ import annotations

import re

from cleaners import han
from cleaners.script import dictionary

DISTANCE = 16
"""Characters between a headword and its simplified form: pinyin, 同, brackets. Further off stands another entry."""

_ALONE = re.compile(f"[“「『‘【〔][{han.HAN}][”」』’】〕]")
_OPENING = "“「『‘【〔（(［["
_UP_TO_FORM = re.compile(f"[^{han.HAN}\n。；]*[同作即为是简写体]{{0,3}}[^{han.HAN}\n。；]*[{re.escape(_OPENING)}]")
_FROM_FORM = re.compile(f"[”」』’】〕）)]?[{re.escape(_OPENING)}]")
_WRITTEN_SO = re.compile(
    "(?:写作|写成|写着|印着|刻着|题着|题为|汉字[是为]?|[繁正]体字?[是为]?|[本古俗亦又或]作|字样[是为]?)[：:，]?\\Z"
)
"""What announces a quotation that is given in the characters it is written with."""


def is_cited(text: str, start: int, end: int, own: str) -> bool:
    """Whether `text[start:end]`, which the script of the text writes as `own`, is spoken about.

    It stands alone between quotation marks, or is set beside that form: 裏 lǐ 同“里”, 发（發）.
    """
    if end == start + 1 and _ALONE.match(text, start - 1):
        return True
    at = text.find(own, end, end + DISTANCE)
    if at >= 0 and _UP_TO_FORM.fullmatch(text, end, at):
        return True
    at = text.rfind(own, max(0, start - len(own) - 2), start)
    return at >= 0 and _FROM_FORM.fullmatch(text, at + len(own), start) is not None


def is_shown(text: str, start: int, end: int) -> bool:
    """Whether the quotation or bracket `text[start:end]` shows how something is written.

    What stands before it says so (写作“鐵”), or is the same in simplified characters: 面粉（麵粉）.
    """
    inside = "".join(dictionary.traditional().get(char, char) for char in text[start + 1 : end - 1])
    return text.endswith(inside, 0, start) or _WRITTEN_SO.search(text, max(0, start - 6), start) is not None
