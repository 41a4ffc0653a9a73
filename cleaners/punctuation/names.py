"""Lost middle dots in transliterated names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.edits import Flag, Span

# Characters that write the sounds of foreign names, after the tables of 世界人名翻译大辞典.
_SOUNDS = (
    "阿埃艾安奥巴贝本比彼伯布查茨达大戴德蒂丁杜恩尔法菲费芬弗夫福盖戈格古哈汉豪赫亨华霍基吉加杰金卡凯坎康考科克肯库"
    "拉莱兰朗劳勒雷理利莉丽林隆娄卢鲁路伦罗洛马迈梅门蒙米莫姆穆纳内妮尼诺努欧帕佩皮普奇恰乔琼让瑞萨塞森莎珊圣"
    "史斯丝苏索塔泰坦汤特汀托威韦维温文沃乌席西希夏谢辛休雅亚扬耶伊尤泽詹珍朱兹约翰逊里曼"
)
_LOST_DOT = re.compile(f"(?<=[{_SOUNDS}]{{2}})[?？.](?=[{_SOUNDS}]{{2}})")


def lost_dots(text: str, line: Span) -> Iterator[Flag]:
    """A question mark or full stop between two parts of a name: · in a code that had none (戴夫?汉森).

    Which mark was meant is not certain (他去了巴黎?马上…), so that it is shown and left.
    """
    for match in _LOST_DOT.finditer(text, *line):
        yield Flag(*match.span(), "punctuation.lost-dot", "a middle dot between two parts of a name?")
