"""What a document must have for its lines to be looked at one by one.

Most of clean text is lines that end a sentence. They are passed over: only the few others are asked whether one is
known as furniture, recurs, counts pages, or may lose its end; of the sentences the first and the last, whether they
speak as a notice does. Each test asks for less than what it guards (`pages`, `cuts`), and a test holds it to that; of
labels, what no edit could follow from is left out: a weak one alone, and a sentence in the middle of a text in which
nothing else is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import pairwise

from cleaners.boilerplate import cuts, labels, pages
from cleaners.boilerplate.lines import is_open
from cleaners.prefilter import finder, required

ENDS = frozenset("。！？；，")
QUOTED_ENDS = frozenset(stop + mark for stop in "。！？…" for mark in "”’」』")
"""What a line ends with that is passed over: no page number, running head, jammer text or credit behind it."""

EDGES = (1, 2)
"""Sentences at the beginning and at the end of a text that are looked at for words of a notice, where nothing else is
known as furniture: a notice of one or two sentences stands there, and has its words in each."""

WEAK = 2
"""Weak labels that take a line away, at least: see `blocks`."""

WEAK_LENGTH = 16
"""Characters of a line that is looked at for a weak label before anything is known; longer ones stand beside others."""

EDGE_SIGNS = (
    "版权", "转载", "侵权", "授权", "许可", "立场", "观点", "声明", "二维码", "扫码", "本站", "本网", "公众号",
    "客户端", "上传", "仅供参考", "知识共享", "著作权", "记住本", "一秒记住", "功能介绍", "收藏", "安备", "ICP", "©",
    "opyright", "言论", "遵守", "修订", "帮助", "划线价", "求职", "版權", "轉載", "侵權", "授權", "許可", "立場",
    "觀點", "聲明", "著作權", "言論", "檢舉", "正文", "会员分享",
)  # fmt: skip
"""Words of a sentence that may be labelled though nothing else is."""

LONG_SIGNS = (
    *EDGE_SIGNS, "评论", "下载", "扫", "浏览", "跟贴", "跟帖", "阅读", "全文", "首页", "正文", "返回", "推荐", "编辑",
    "责编", "校对", "来源", "电话", "热线", "邮箱", "地址", "位置", "更新", "顾问", "备案", "技术支持", "关注",
    "点击", "长按", "标题", "微信", "报料", "爆料", "举报", "网址", "链接", "主办", "歌词", "通行证", "下一", "上一",
    "注明", "APP", "App", "Wiki", "监制", "审核", "图片", "服务", "未完", "查看", "联系", "Powered", "Processed",
    "評論", "下載", "閱讀", "編輯", "責編", "來源", "電話", "熱線", "郵", "關注", "點擊", "標題", "網址", "鏈接",
    "連結", "主辦", "圖片", "首頁", "推薦", "服務", "聯繫", "聯絡", "浏览器", "瀏覽器", "注册", "註冊", "分钟", "分鐘",
    "往下", "背景", "字体",
)  # fmt: skip
"""The same of a long line, or one with a comma, that ends no sentence."""

SLOGAN = 40
"""Characters of an invitation with a comma at most (打开APP，查看更多); longer lines with one are text or a notice."""

LONG = 18
"""Characters from which a line without a comma is labelled only where it has one of LONG_SIGNS, or a mark that parts or
numbers links."""

_LINK = re.compile(r"[|｜>＞»›→/／©※@\[［…·•_＿=]|】\s?【|^\d|\d\W?$|\s\S{1,6}\s+\S{1,6}\s")

_JUMPS = frozenset("版页頁")
"""What a jump line ends with, nearly."""

_WATERMARK = "wWｗＷ"
"""Letters of the addresses that stand as watermarks in the midst of a line (`boilerplate.book-site-tail`)."""


class Lines:
    """The lines of a document, without the spaces at their ends, and those that end no sentence (`odd`)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.texts = list(map(str.strip, text.split("\n")))
        self.odd = [
            n for n, line in enumerate(self.texts) if line and line[-1] not in ENDS and line[-2:] not in QUOTED_ENDS
        ]

    def may_be_labelled(self) -> bool:
        """Whether the labels of lines can take a line away."""
        texts = self.texts
        weak = 0
        for text in map(texts.__getitem__, self.odd):
            if len(text) > labels.LABEL_LENGTH or not _may_be_known(text):
                continue
            found = labels.strength(text, with_weak=len(text) <= WEAK_LENGTH)
            weak += found == 1
            if found > 1 or weak >= WEAK:
                return True
        return self._has_notice()

    def _has_notice(self) -> bool:
        first, last = EDGES
        ends = self.texts[:first] + self.texts[-last - 1 :]
        edges = [text for text in ends if len(text) <= labels.LABEL_LENGTH]
        signs = _finder(EDGE_SIGNS)
        if not signs.search("\n".join(edges)):
            return False
        return any(signs.search(text) and labels.strength(text, with_weak=False) for text in edges)

    def may_be_printed(self) -> bool:
        """Whether there is a page number, or a line follows itself or recurs in mid-sentence.

        Without, nothing is left of printed pages (`pages.removed`).
        """
        heads = [text for text in map(self.texts.__getitem__, self.odd) if len(text) <= pages.HEAD_LENGTH]
        if any(map(_may_be_number, heads)):
            return True
        if any(self.texts[m] == self.texts[n] and not any(self.texts[m + 1 : n]) for m, n in pairwise(self.odd)):
            return True
        return len(set(map(_folded, heads))) < len(heads) and self._recurs_in_mid_sentence()

    def _recurs_in_mid_sentence(self) -> bool:
        """Whether a line comes as often as a running head at least, and once where no sentence ends."""
        places: dict[str, list[int]] = defaultdict(list)
        for n in self.odd:
            places[_folded(self.texts[n])].append(n)
        often = (found for found in places.values() if len(found) >= pages.HEAD_TIMES)
        return any(is_open(self._above(n)) for found in often for n in found)

    def _above(self, n: int) -> str:
        """The line above with words, of those that are near."""
        return next(filter(None, self.texts[max(0, n - pages.ACROSS) : n][::-1]), "")

    def may_be_jammed(self) -> bool:
        """Whether a line may end in jammer text (`cuts.tails`)."""
        return any("!" <= self.texts[n][-1] <= "~" and cuts.JAMMER.search(self.texts[n]) for n in self.odd)

    def cut(self) -> set[int]:
        """The numbers of the lines that may lose their end or be jump lines (`cuts`)."""
        return {n for n in self.odd if _may_be_cut(self.texts[n])} | self._watermarked()

    def _watermarked(self) -> set[int]:
        if not any(map(self.text.__contains__, _WATERMARK)):
            return set()
        return {n for n, text in enumerate(self.texts) if cuts.ADDRESS.search(text)}


def _may_be_known(text: str) -> bool:
    """Whether a line that ends no sentence is worth a look at the rules."""
    if not labels.is_unlike_sentence(text):
        return _finder(LONG_SIGNS if len(text) <= SLOGAN else EDGE_SIGNS).search(text) is not None
    return len(text) < LONG or _LINK.search(text) is not None or _finder(LONG_SIGNS).search(text) is not None


def _may_be_number(text: str) -> bool:
    return pages.page_number(text) is not None or text[-1].isdigit() > text[-1].isascii()


def _folded(text: str) -> str:
    """A line without its spaces, as running heads are compared."""
    return "".join(text.split())


def _may_be_cut(text: str) -> bool:
    return not _JUMPS.isdisjoint(text[-6:]) or _cutting().search(text[-cuts.TAIL :]) is not None


def lines_with_words(text: str) -> set[int]:
    """The numbers of the lines with one of `labels.SIGNS`; `text` is the lines, each with its line end."""
    signed: set[int] = set()
    number = at = 0
    for match in _finder(labels.SIGNS).finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        signed.add(number)
    return signed


@cache
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(finder(words))


@cache
def _cutting() -> re.Pattern[str]:
    """The words of the rules that cut; a rule that needs no word may cut any line."""
    words = frozenset[str]().union(*(required(rule.pattern) or {""} for rule in cuts.cut_rules()))
    return re.compile(finder(words - set(_WATERMARK)) if "" not in words else "")
