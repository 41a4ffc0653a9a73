"""Labels of lines, from the rows of `data/boilerplate.tsv`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaners import rules
from cleaners.boilerplate.lines import Line
from cleaners.rules import Rule

LABEL_LENGTH = 400
"""Characters a labelled line has at most; a disclaimer in one line has up to 300. Longer lines are text, and no
pattern is tried on them."""

SIGN_WITHIN = 100
"""Characters of a sentence among which its word of furniture stands: no row lets more than 80 stand before it."""

ROW_LENGTH = 60
"""Characters of a row of labelled words at most, such as a tool bar or a row of channels."""

ROW_WORDS = 12
"""Words of such a row that are looked at."""

_GAP = re.compile(r"[\s|｜]+")
_SENTENCE_MARKS = ("。", "！", "？", "…", "”", "」", "，", "、", "；")
_SIGN = re.compile(
    "版权|版權|权利|授权|许可|转载|镜像|立场|观点|看法|意见|声明|提示|提醒|说明|来源|来自|源[自于]|注明|二维码|扫|码|备案|下载"
    "|侵[权删]|链接|地址|电话|热线|邮|评论|参与|客户端|顾问|ICP|安备|网站|本[网站报]|互联网|广告|举报|遵[守纪]|发送|加载|欢迎"
    "|赞赏|小礼物|蓝字|查看更多|尽在|APP|App|公众号|小程序|信息存储|发布平台|传递更多|上传并发布|著作权|记住本|一秒记住"
    "|手机用户|本章未完|[Cc]opyright|COPYRIGHT|©"
)


def labelled(lines: Sequence[Line]) -> dict[int, Rule]:
    """The first rule that each line matches, by the number of the line."""
    found, pattern, kinds = {}, _pattern(), whole_line_rules()
    for number, line in enumerate(lines):
        if 0 < len(line.text) <= LABEL_LENGTH and not _is_plain(line.text):
            match = pattern.match(line.text) or _row(line.text, pattern)
            if match is not None and match.lastgroup is not None:
                found[number] = kinds[int(match.lastgroup[1:])]
    return found


def _row(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The match of the first word of a line that is a row of words which would each be labelled alone."""
    if len(text) > ROW_LENGTH or not _GAP.search(text):
        return None
    words = [word for word in _GAP.split(text) if word]
    return pattern.match(words[0]) if len(words) > 1 and all(map(pattern.match, words[:ROW_WORDS])) else None


def _is_plain(text: str) -> bool:
    """Whether a line is a sentence without any word of furniture: no rule matches it, so none need be tried."""
    return (text.endswith(_SENTENCE_MARKS) or "，" in text) and not _SIGN.search(text, 0, SIGN_WITHIN)


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
def _pattern() -> re.Pattern[str]:
    """All rules as one alternation, so that a line is looked at once."""
    return re.compile("|".join(f"(?P<r{n}>{rule.pattern})" for n, rule in enumerate(whole_line_rules())))
