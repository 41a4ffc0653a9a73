"""Labels of lines, from the rows of `data/boilerplate.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from cleaners import rules
from cleaners.prefilter import LineIndex, can_cover
from cleaners.rules import Rule

LABEL_LENGTH = 400
"""Characters a labelled line has at most; a disclaimer in one line has up to 300. Longer lines are text, and no
pattern is tried on them."""

FENCES = "，。的"
"""What most sentences have and most furniture has not: a rule that has no place for it cannot match the line."""

_SENTENCE_MARKS = ("。", "！", "？", "…", "”", "」", "，", "、", "；")
SIGNS = (
    "版权", "版權", "权利", "授权", "许可", "转载", "镜像", "立场", "观点", "看法", "意见", "声明", "提示", "提醒",
    "说明", "来源", "来自", "源自", "源于", "注明", "二维码", "扫", "码", "备案", "下载", "侵权", "链接", "地址",
    "电话", "热线", "邮", "评论", "参与", "客户端", "顾问", "ICP", "安备", "网站", "本网", "本站", "本报", "互联网",
    "广告", "copyright", "Copyright", "COPYRIGHT", "©", "举报",
)  # fmt: skip
"""Words of furniture: a sentence without any is left at once."""


def labelled(lines: Sequence[str], signed: Iterable[int]) -> dict[int, Rule]:
    """The first rule that each line matches, by the number of the line.

    Lines come without the spaces at their ends; `signed` are the numbers of those that have one of SIGNS.
    """
    found, rows = {}, whole_line_rules()
    others = (n for n, text in enumerate(lines) if "，" not in text and not text.endswith(_SENTENCE_MARKS) and text)
    for number in {*signed, *others}:
        text = lines[number]
        if len(text) <= LABEL_LENGTH:
            for n in _index("，" in text, "。" in text, "的" in text).candidates(text):
                if rows[n].find.match(text):
                    found[number] = rows[n]
                    break
    return found


@cache
def whole_line_rules() -> tuple[Rule, ...]:
    """The rules that decide on a line as a whole."""
    return tuple(rule for rule in rules.table("boilerplate") if kind(rule) != "cut")


def kind(rule: Rule) -> str:
    """What a match of the rule does: see the head of the table."""
    return rule.more["kind"]


def confidence(rule: Rule) -> float:
    """The estimated probability that an editor would remove what the rule matches."""
    return float(rule.more["confidence"])


@cache
def _index(*fences: bool) -> LineIndex:
    """The numbers of the rules that can match a line with some of FENCES in it, by their beginnings and words."""
    there = [char for char, is_there in zip(FENCES, fences, strict=True) if is_there]
    patterns = {number: rule.pattern for number, rule in enumerate(whole_line_rules())}
    return LineIndex({n: pattern for n, pattern in patterns.items() if all(can_cover(pattern, c) for c in there)})
