"""What is cut within a line that stays: credits behind the last sentence, links glued on, jammer tails; jump lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cleaners import han, rules
from cleaners.boilerplate.labels import confidence, kind
from cleaners.boilerplate.lines import Line
from cleaners.edits import Edit, Flag
from cleaners.rules import Rule

TAIL = 120
"""Characters at the end of a line in which something to cut is looked for."""

JAMMER_LENGTH = 8
"""Characters of a jammer tail: phpwind and its kin append eight printable ASCII characters to a line."""

JAMMER_LINES = 2
"""Different tails, behind the mark that ends a sentence, that a document needs before any tail is taken for jammer
text. At 1 a type such as Vec<i32> at the end of a line goes."""

JAMMER_CHANGES = 4
"""Changes between capitals, small letters, digits and marks in a tail that count it as random; words and numbers have
two or three."""

JAMMER = re.compile(rf"[ ,，]+([!-~]{{{JAMMER_LENGTH}}})$")
SIGN = re.compile(  # words and no classes: then one search skips what no word begins with
    r"编|編|责|責|校|返|w\s?[wWｗＷ]|W\s?[wWｗＷ]|ｗ\s?[wWｗＷ]|Ｗ\s?[wWｗＷ]|txt|TXT|举报|收藏|打印|纠错|分享|字号|字体"
)
ADDRESS = re.compile(r"[wＷｗW]\s?[wＷｗW]")
"""Of the address of a site that is disguised by width, case or spaces."""

PAGE = re.compile("[版页頁]")
_JUMP = re.compile(
    r"[(（\[【—－\-▶►→]*\s*(?:[上下][转轉接]|[转轉]|接|[紧緊]接)\s?(?:第?\s?[A-Z]?\s?[\d一二三四五六七八九十]{1,4}\s?[版页頁])\S{0,4}$"
)


def tails(lines: Sequence[Line]) -> dict[int, str]:
    """The jammer tails of a document, by number of the line: random ASCII that a forum appends against copying."""
    found, evidence = {}, set()
    for number, line in enumerate(lines):
        if line.text and "!" <= line.text[-1] <= "~" and (match := JAMMER.search(line.text[-TAIL:])):
            changes = _changes(match[1])
            if changes >= JAMMER_CHANGES - 1:
                found[number] = match[0]
            if changes >= JAMMER_CHANGES and line.text[: -len(match[0])].endswith(tuple(han.SENTENCE_END + "”）")):
                evidence.add(match[1])
    return found if len(evidence) >= JAMMER_LINES else {}


def _changes(tail: str) -> int:
    """How often the kind of character changes within a tail."""
    kinds = ["A" if c.isupper() else "a" if c.islower() else "0" if c.isdigit() else "!" for c in tail]
    return sum(a != b for a, b in pairwise(kinds))


def findings(line: Line, jammer: str | None) -> Iterator[Edit | Flag]:
    """What goes out of a line that stays, and the flag on a jump line."""
    text = line.text[-TAIL:]
    signed, paged = SIGN.search(text), PAGE.search(text[-6:])
    if not (jammer or signed or paged):
        return
    offset = line.at + len(line.text) - len(text)
    edits = [Edit(offset + len(text) - len(jammer), jammer, "", "boilerplate.jammer", 0.9)] if jammer else []
    if signed:
        edits += [_cut(match, rule, offset) for rule in cut_rules() for match in rule.find.finditer(text)]
    reached = line.start
    for edit in sorted(edits):
        if edit.start >= reached:
            yield edit
            reached = edit.end
    jump = _JUMP.search(text) if paged else None
    if jump and reached <= offset + jump.start():
        yield Flag(offset + jump.start(), offset + jump.end(), "boilerplate.jump-line", "the text goes on elsewhere")


def _cut(match: re.Match[str], rule: Rule, offset: int) -> Edit:
    """The edit of a match; its replacement is the beginning that stays."""
    kept = len(match.expand(rule.put))
    return Edit(offset + match.start() + kept, match[0][kept:], "", rule.id, confidence(rule))


@cache
def cut_rules() -> tuple[Rule, ...]:
    """The rules that cut something out of a line."""
    return tuple(rule for rule in rules.table("boilerplate") if kind(rule) == "cut")
