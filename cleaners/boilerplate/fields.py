"""The fields of a record that belongs to its document: 索引号 and 发文机关 before an official notice, 摘要 and
中图分类号 before a paper, 作词 and 作曲 before a song, 品牌 and 型号 of a thing that is sold.

A line of them looks like the furniture between a title and its text: short, with a date or a number, in no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cleaners.boilerplate.labels import simplified

NAMES = frozenset((
    "索引号", "信息索引号", "索取号", "发文机关", "发布机构", "制发机关", "发布机关", "发文字号", "发布文号", "文号",
    "成文日期", "公开日期", "生成日期", "主题分类", "信息分类", "体裁分类", "组配分类", "公文种类", "公文时效",
    "有效性", "生效日期", "实施日期", "失效日期", "废止日期", "效力级别", "时效性", "公开方式", "公开形式",
    "公开范围", "公开类别", "主题词", "信息名称", "内容概述", "签发人", "标题", "分类", "发文日期", "案号", "案由",
    "审理法院", "裁判日期", "文书类型", "审理程序", "摘要", "关键词", "关键字", "中图分类号", "文献标识码",
    "文章编号", "基金项目", "作者简介", "通讯作者", "收稿日期", "修回日期", "DOI", "引用本文", "引用格式", "作者单位",
    "题名", "题名/责任者", "出版发行项", "ISBN", "ISBN及定价", "载体形态项", "索书号", "提要文摘附注", "学科主题",
    "个人责任者", "丛编项", "出版社", "出版年", "页数", "装帧", "译者", "原作名", "歌手", "演唱", "作词", "作曲",
    "编曲", "填词", "谱曲", "专辑", "所属专辑", "词曲", "品牌", "型号", "产品型号", "商品名称", "商品编号",
    "商品毛重", "商品产地", "货号", "产地", "材质", "净含量", "保质期", "配料", "配料表", "生产厂家", "批准文号",
    "职位名称", "工作地点", "工作地址", "学历要求", "工作经验", "招聘人数", "项目编号", "项目名称", "采购人",
    "中标金额", "预算金额", "导演", "编剧", "主演", "片长", "制片国家/地区", "上映日期", "拼音", "注音", "部首",
    "笔画", "释义", "近义词", "反义词", "出处", "例句", "别名", "学名", "外文名", "中文名",
))  # fmt: skip
"""Names of fields, by the forms of offices, journals, libraries, courts, songs, films, goods, and dictionaries. No
field that web pages have of themselves (来源, 作者, 发布日期, 浏览次数)."""

FEWEST = 2
"""Different names that make a record; one may be a button or a tag (关键词)."""

APART = 6
"""Lines from one field of a record to the next at most."""

LONGEST = 16
"""Characters of a name with the spaces that it is spread by at most."""

_NAME = re.compile(r"[【\[]?([^:：】\]\n]{2,16}?)\s*(?:[】\]]\s*[:：]?|[:：]|$)\s*(.?)")
_REFERENCES = re.compile(r"(?:主要)?(?:参考(?:文献|资料|书目)|注释|脚注|引用文献)\s*[:：]?")
_REFERENCE = re.compile(r"[\[［【^]\s?|\d{1,3}[.．、\s]|[(（]\d{1,3}[)）]|[①-⑳]|[*†‡]\s")


def kept(texts: Sequence[str]) -> Iterator[int]:
    """The lines of records: the fields, and the value under a name that stands alone; and those of references."""
    found = {i: name for i, text in enumerate(texts) if (name := _name(text))}
    for i, name in found.items():
        if len({name, *(found[j] for j in range(i - APART, i + APART + 1) if j in found)}) >= FEWEST:
            yield i
            if i + 1 < len(texts) and _is_bare(texts[i]):
                yield i + 1
    yield from _references(texts)


def _references(texts: Sequence[str]) -> Iterator[int]:
    """The numbered lines under a heading of references, and the heading."""
    for i, text in enumerate(texts):
        if _REFERENCES.fullmatch(simplified(text[: LONGEST + 2])):
            yield i
            yield from takewhile(lambda j: _REFERENCE.match(texts[j]), range(i + 1, len(texts)))


def _name(text: str) -> str:
    """The name of the field that a line begins with; "" for none."""
    match = _NAME.match(text[: LONGEST + 2])
    name = "".join(simplified(match[1]).split()) if match else ""
    return name if name in NAMES else ""


def _is_bare(text: str) -> bool:
    match = _NAME.match(text[: LONGEST + 2])
    return match is not None and not match[2]
