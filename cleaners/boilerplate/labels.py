"""Labels of lines, from the rows of `data/boilerplate.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from cleaners import rules
from cleaners.prefilter import LineIndex, can_cover
from cleaners.rules import Rule

LABEL_LENGTH = 400
"""Characters a labelled line has at most; a disclaimer in one line has up to 300. Longer lines are text, and no
pattern is tried on them."""

ROW_LENGTH = 60
"""Characters of a row of labelled words at most, such as a tool bar or a row of channels."""

ROW_WORDS = 12
"""Words of such a row that are looked at."""

WORD_LENGTH = 16
"""Characters of a word of such a row at most; a longer one is a headline."""

FENCES = "，。的"
"""What most sentences have and most furniture has not: a rule that has no place for it cannot match the line."""

ROW_GAP = re.compile(r"[\s|｜]+")
"""What parts the words of such a row."""

_STRONG = frozenset(("line", "tail", "label", "notice", "clause", "address"))
_WEAK = frozenset(("weak", "contact"))
_SILENT = frozenset(("word", "meta"))
_STRONG_OR_META = _STRONG | {"meta"}
_STRONG_OR_WEAK = _STRONG_OR_META | _WEAK
_ANY = _STRONG | _WEAK | _SILENT
"""Kinds of rules: see the head of the table."""

_SENTENCE_MARKS = ("。", "！", "？", "…", "”", "」", "，", "、", "；")
SIGNS = (
    "版权", "版權", "权利", "授权", "许可", "转载", "镜像", "立场", "观点", "看法", "意见", "声明", "提示", "提醒",
    "说明", "来源", "来自", "源自", "源于", "注明", "二维码", "扫", "码", "备案", "下载", "侵权", "侵删", "链接",
    "地址", "电话", "热线", "邮", "评论", "参与", "客户端", "顾问", "ICP", "安备", "网站", "本网", "本站", "本报",
    "互联网", "广告", "举报", "遵守", "遵纪", "发送", "加载", "欢迎", "赞赏", "小礼物", "蓝字", "查看更多", "尽在",
    "APP", "App", "公众号", "小程序", "信息存储", "发布平台", "传递更多", "上传并发布", "著作权", "记住本",
    "一秒记住", "手机用户", "本章未完", "收藏", "分享", "网友", "功能介绍", "仅供", "帮助", "修订", "知识共享",
    "言论", "划线价", "原标题", "版權", "授權", "轉載", "觀點", "聲明", "註明", "掃", "侵權", "電話", "評論", "網友",
    "言論", "檢舉", "發文", "回应", "浏览器", "瀏覽器", "注册", "註冊", "阅读", "閱讀", "读完", "正文", "导航",
    "分钟", "分鐘", "有人找我吗", "弹幕", "copyright", "Copyright", "COPYRIGHT", "©",
)  # fmt: skip
"""Words of furniture: a sentence without any is left at once."""


def labelled(lines: Sequence[str], signed: Iterable[int] | None = None) -> dict[int, Rule]:
    """The first rule that each line matches, by the number of the line.

    Lines come without the spaces at their ends; `signed` are the numbers of those that have one of SIGNS, where they
    are known: then sentences without any are passed over.
    """
    numbers = range(len(lines)) if signed is None else sorted({*signed, *_unlike_sentences(lines)})
    texts = ((n, lines[n]) for n in numbers if 0 < len(lines[n]) <= LABEL_LENGTH)
    return {n: rule for n, text in texts if (rule := _rule(text) or _of_row(text))}


def is_unlike_sentence(text: str) -> bool:
    """Whether a line is labelled without one of SIGNS: no comma in it, no mark of a sentence at its end."""
    return "，" not in text and not text.endswith(_SENTENCE_MARKS)


def _unlike_sentences(lines: Sequence[str]) -> Iterator[int]:
    return (n for n, text in enumerate(lines) if text and is_unlike_sentence(text))


def strength(text: str, *, with_weak: bool) -> int:
    """2 for a line with a rule that can take it away alone or says that this is a page, 1 for one that can beside
    others, 0 for any other line.

    Weak rules are tried `with_weak` alone, and on the words of a row too.
    """
    if len(text) > LABEL_LENGTH:
        return 0
    kinds = _STRONG_OR_WEAK if with_weak else _STRONG_OR_META
    rule = _rule(text, kinds) or (_of_row(text) if with_weak else None)
    return 0 if rule is None or kind(rule) == "word" else 1 if kind(rule) in _WEAK else 2


def _rule(text: str, kinds: frozenset[str] = _ANY) -> Rule | None:
    """The first rule that a line matches, in either script; of some kinds, or of all."""
    rows, text = whole_line_rules(), simplified(text)
    for number in _index(kinds, *map(text.__contains__, FENCES)).candidates(text):
        if rows[number].find.match(text):
            return rows[number]
    return None


def _of_row(text: str) -> Rule | None:
    """The rule of a line that is a row of words which would each be labelled alone: of the first that says most."""
    if len(text) > ROW_LENGTH or not ROW_GAP.search(text):
        return None
    words = [word for word in ROW_GAP.split(text) if word]
    if not words or max(map(len, words)) > WORD_LENGTH:
        return None
    found: list[Rule] = []
    for word in words[:ROW_WORDS]:
        if not (rule := _rule(word)):
            return None
        found.append(rule)
    return min(found, key=lambda rule: kind(rule) == "word") if len(found) > 1 else None


@cache
def whole_line_rules() -> tuple[Rule, ...]:
    """The rules that decide on a line as a whole."""
    return tuple(rule for rule in rules.table("boilerplate") if kind(rule) != "cut")


def simplified(text: str) -> str:
    """A line with the traditional characters simplified that the rules may meet."""
    return text.translate(_forms()) if _traditional().search(text) else text


@cache
def _forms() -> dict[int, str]:
    """The simplified form of the traditional characters that the rules may meet, for `str.translate`."""
    return {ord(row["traditional"]): row["simplified"] for row in rules.rows("boilerplate_forms")}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _forms()))}]")


def kind(rule: Rule) -> str:
    """What a match of the rule does: see the head of the table."""
    return rule.more["kind"]


def is_silent(rule: Rule) -> bool:
    """Whether a match takes nothing away and only says what the line may be, or what the page is."""
    return kind(rule) in _SILENT


def confidence(rule: Rule) -> float:
    """The estimated probability that an editor would remove what the rule matches."""
    return float(rule.more["confidence"])


@cache
def _index(kinds: frozenset[str], *fences: bool) -> LineIndex:
    """The numbers of the rules that can match a line with some of FENCES in it, by their beginnings and words."""
    there = [char for char, is_there in zip(FENCES, fences, strict=True) if is_there]
    rows = whole_line_rules()
    patterns = {number: rule.pattern for number, rule in enumerate(rows) if kind(rule) in kinds}
    return LineIndex({n: pattern for n, pattern in patterns.items() if all(can_cover(pattern, c) for c in there)})
