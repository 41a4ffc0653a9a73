"""A document as labelled lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaners.boilerplate.labels import confidence, is_silent, kind
from cleaners.boilerplate.lines import Line, weight, wrapped
from cleaners.rules import Rule

FURNISHED = 4
"""Labelled lines from which a page is surely one of a site. There one of them is enough to make a head or a tail, and a
bare 相关阅读 is the label of links that are lost; in a text with fewer it may be a heading of the article."""

COMMENTS = frozenset(f"boilerplate.{name}" for name in ("comment-box", "comment-count", "comment-time"))
"""Rules of what stands over and between readers' comments."""


BUTTONS = 5
"""Weak labels that show a page where no firm one does. At 2 a text that names a page's buttons loses them; at 8 the
pages of sites whose every word is a button stay."""

ANSWERS = "boilerplate.answers"
"""The rule of what stands around an answer: what readers write there is the text."""


class Removal(NamedTuple):
    """Why a line goes."""

    rule: str
    confidence: float


class Page(NamedTuple):
    """The lines of a document that have words, with the rule that each matches and its kind ("" for none, or for a
    rule that only says what the line may be).

    Indices of a page count these lines only; `numbers` gives their numbers in the document. `running` tells lines of
    running text without a label, and `body` reaches from the first of them to the last, or where there is none on a
    page of a site over the longest run of lines without a label; `indented` tells lines that begin with two spaces or
    more. `evidence` counts the labelled lines which say that furniture stands on the page,
    `has_answers` says that it is one of a question and its answers.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    rules: Sequence[Rule | None]
    kinds: Sequence[str]
    running: Sequence[bool]
    indented: Sequence[bool]
    body: range
    evidence: int
    has_answers: bool

    def labelled(self, i: int) -> Removal:
        """The removal of a line for its label."""
        rule = self.rules[i]
        assert rule is not None
        return Removal(rule.id, confidence(rule))

    @property
    def is_likely(self) -> bool:
        """Whether a label is firm, or weak ones are enough: a text about a page has the words of its buttons, too."""
        firm = any(what not in ("", "weak", "contact") for what in self.kinds)
        return firm or self.kinds.count("weak") >= BUTTONS or any(map(self.is_meta, range(len(self.kinds))))

    def is_word(self, i: int) -> bool:
        """Whether a line is a word that names channels and buttons, and as often heads a part of a text."""
        rule = self.rules[i]
        return rule is not None and kind(rule) == "word"

    def is_meta(self, i: int) -> bool:
        """Whether a line tells when the page was put up and how often it was read, and so that this is a page."""
        rule = self.rules[i]
        return rule is not None and kind(rule) == "meta"

    def speaks(self, i: int, *zones: str) -> bool:
        """Whether the label of a line is evidence of furniture around it, at one of these ends of a page.

        A copyright line in a manual is none for a page's head, and an editor's credit stands under any article.
        """
        rule = self.rules[i]
        return rule is not None and rule.more["zone"] in zones

    def is_comments(self, i: int) -> bool:
        """Whether the label of a line says that readers' comments stand here, and the page is none of answers."""
        rule = self.rules[i]
        return rule is not None and rule.id in COMMENTS and not self.has_answers

    def is_followed_by_unlabelled(self, i: int) -> bool:
        """Whether the next line is there and has no label."""
        return i + 1 < len(self.texts) and not self.kinds[i + 1]


def page_of(lines: Sequence[Line], labels: Mapping[int, Rule]) -> Page:
    """The document as a page."""
    numbers = [n for n, line in enumerate(lines) if line.text]
    texts = [lines[n].text for n in numbers]
    found = [labels.get(n) for n in numbers]
    full = wrapped(texts)
    running = [rule is None and (i in full or weight(texts[i]) > 0) for i, rule in enumerate(found)]
    last = len(running) - next((i for i, text in enumerate(reversed(running)) if text), len(running))
    body = range(running.index(True), last) if last else range(0)
    evidence = sum(rule is not None and bool(rule.more["zone"]) for rule in found)
    if not body and evidence >= FURNISHED:
        body = _longest_run([rule is None for rule in found])
    kinds = ["" if rule is None or is_silent(rule) else kind(rule) for rule in found]
    indented = [lines[n].at - lines[n].start > 1 for n in numbers]
    has_answers = any(rule is not None and rule.id == ANSWERS for rule in found)
    return Page(numbers, texts, found, kinds, running, indented, body, evidence, has_answers)


def _longest_run(marked: Sequence[bool]) -> range:
    """The longest run of marked lines: a song on its page has no sentence, but more lines than any list of links."""
    runs, start = [range(0)], 0
    for is_marked, group in groupby(marked):
        end = start + len(list(group))
        if is_marked:
            runs.append(range(start, end))
        start = end
    return max(runs, key=len)
