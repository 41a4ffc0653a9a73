"""Question marks that stand for something an old encoding could not write: middle dots and characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners import han
from cleaners.edits import Flag
from cleaners.punctuation.lines import Lines

CLAUSE = 40
"""Characters before a question mark that are searched for a word that asks."""

FEWEST_LOST, LOST_SHARE = 2, 1 / 3
"""Question marks between Han whose sentence asks nothing, and their share of all, from which a document has lost
characters. In sound text one in eight is such a mark (这书也能推荐？), and seldom two in a document."""

# Characters that write the sounds of foreign names, after the tables of 世界人名翻译大辞典.
SOUNDS = (
    "阿埃艾安奥巴贝本比彼伯布查茨达大戴德蒂丁杜恩尔法菲费芬弗夫福盖戈格古哈汉豪赫亨华霍基吉加杰金卡凯坎康考科克肯库"
    "拉莱兰朗劳勒雷理利莉丽林隆娄卢鲁路伦罗洛马迈曼梅门蒙米莫姆穆纳内妮尼诺努欧帕佩皮普奇恰乔琼让瑞萨塞森莎珊圣"
    "史斯丝苏索塔泰坦汤特汀托威韦维温文沃乌席西希夏谢辛休雅亚扬耶伊尤泽詹珍朱兹约翰逊里"
)
_LOST_DOT = re.compile(f"[?？.](?<=[{SOUNDS}]{{2}}.)(?=[{SOUNDS}]{{2}})")
_BETWEEN_HAN = re.compile(rf"\?(?<=[{han.HAN}]\?)\?*+(?=[{han.HAN}])")
_MARK = re.compile("[。！？!?\n]")
_ASKS = re.compile(
    "[吗呢么吧嘛啊呀哪谁何几怎啥咋岂乎哉耶]|什|多[少大久长远]|[是能可]否|难道|还是|有没有|([会能是好要行对])不\\1"
)


def lost(lines: Lines) -> Iterator[Flag]:
    """A flag for each mark that may stand for something lost, in order; such marks are left as they are."""
    flags = {
        Flag(*match.span(), "punctuation.lost-dot", "a middle dot between two parts of a name?")
        for match in lines.matches(_LOST_DOT)
    }
    between = lines.matches(_BETWEEN_HAN)
    unasked = [match.span() for match in between if not _asks(lines.text, match.start())]
    if len(unasked) >= FEWEST_LOST and len(unasked) >= LOST_SHARE * len(between):
        flags |= {Flag(*span, "punctuation.lost-character", "a character that is lost?") for span in unasked}
    yield from sorted(flags)


def _asks(text: str, at: int) -> bool:
    clause = _MARK.split(text[max(0, at - CLAUSE) : at])[-1]
    return _ASKS.search(clause) is not None
