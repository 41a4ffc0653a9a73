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
    "(?:写作|写成|[写印刻题书绣悬挂]着|题[为写词字]|手书|汉字[是为]?|[繁正]体字?[是为]?|[本古俗亦又或]作|字样[是为]?"
    "|书法(?:作品)?|匾额|[牌横]匾|条幅|横幅|[楹对]联|碑文|墨宝|落款)[了的有]?[：:，]?\\Z"
)
_AS_WRITTEN = re.compile(
    "[的这]?(?:[两二三四五六七八几]个)?(?:大字|字样|匾额|[牌横]匾|条幅|书法|碑文|[楹对]联|墨宝|印章|落款)"
)
"""What announces a quotation that is given in the characters it is written with, and what follows one."""


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

    What stands beside it says so (写作“鐵”, “厚德載物”的匾额), or it has before it the same in simplified characters:
    面粉（麵粉）.
    """
    inside = "".join(dictionary.traditional().get(char, char) for char in text[start + 1 : end - 1])
    return (
        text.endswith(inside, 0, start)
        or _WRITTEN_SO.search(text, max(0, start - 8), start) is not None
        or _AS_WRITTEN.match(text, end) is not None
    )
