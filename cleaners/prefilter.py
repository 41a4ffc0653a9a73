"""What can be said of the matches of a pattern without trying it, so that a table of rules is tried row by row only on
lines that can match: many times as fast as all rows as one pattern.

A match needs one of a few words (`required`), begins with one of a few letters (`beginnings`), and has no room for some
characters (`can_cover`). All three say too little rather than too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

# The parser of `re` itself, so that no second grammar has to be kept: its trees are stable since Python 3.5.
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

Node = Any
"""An operator of a parsed pattern, or what belongs to it: a code, a number, a list of parts, by the operator."""

MOST = 150
"""Words that are followed at a time; a pattern that begins with more has others farther on."""

LONGEST = 8
"""Times that a word is repeated in one that is looked for: more would hardly be rarer."""

COMMON = (
    "，。“”、：（）《》；？！…— 0123456789.,:()-/[]【】"
    "的一不人是在有中了大以和用上他地年我之出到可行要下定为也法生作分国國子成文方本民能自道个主個其家就得為第事件会"
    "你使來入公多天如工所日會来此理者而这這部全前十同或时時等表都面三代去名小市式政新然重高二于位加后外好安已建心於"
    "明水起那制北及只合对對後正相们任但們元力化南又发因字山常平度性最月物由發看着程西说通些保动取口各向回城学學意手"
    "提期目知立管被过過里与動原器四型将將当您情想指接数數更果格次特至與說路量院业五关利命太开很改教机業機海王當示經"
    "经置身进進金長长開關世何信先內共内军列包区區品委展应必應打把放无武比治清無直系美老解設设軍門门交今从令体便值具"
    "再受司员員基她存它实實少州府形從才服未条條江流现現省石色著还选選還間间體两並么产兩兵务務反容己并息收料查案每沒"
    "没產白百社种科種空見见除需非首东什住例依做即告女始完密持按東求活湖点算米花言資资走點光功史問增处头官引德支斯曰"
    "模步段河真章處規规问集頭麼且书京供別别单古叫商單土士往感技整施族書李样根樣死消源照电界神称稱笑类考計請计请近造"
)
"""The commonest characters of Chinese text, marks and digits first, then as the language model has them: words with
none but these say little, and are met everywhere."""


class _Known(NamedTuple):
    """Of a part of a pattern: all that it can match, None for too much to say; and words one of which it must have."""

    whole: frozenset[str] | None
    some: frozenset[str] | None


_EMPTY = frozenset({""})


@cache
def required(pattern: str) -> frozenset[str]:
    """Words of which every match of the pattern has at least one; empty where none can be told."""
    tree = _parser.parse(pattern)
    if tree.state.flags & re.IGNORECASE:
        return frozenset()
    known = _of_sequence(tree)
    words = _better(known.some, known.whole) or frozenset()
    return frozenset(word for word in words if not any(other in word for other in words - {word}))


@cache
def can_cover(pattern: str, char: str) -> bool:
    """Whether `char` can be part of a match of the pattern; of text that it only looks at, nothing is asked."""
    return any(_covers(part, char) for part in _parser.parse(pattern))


def _covers(part: tuple[Node, Node], char: str) -> bool:
    operator, argument = str(part[0]), part[1]
    if operator in ("AT", "ASSERT", "ASSERT_NOT"):
        return False
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return any(_covers(inner, char) for inner in argument[2])
    if operator == "SUBPATTERN":
        return any(_covers(inner, char) for inner in argument[3])
    if operator == "BRANCH":
        return any(_covers(inner, char) for choice in argument[1] for inner in choice)
    if operator in ("LITERAL", "NOT_LITERAL"):
        return (argument == ord(char)) is (operator == "LITERAL")
    if operator == "IN":
        return _has(argument, char)
    return True


def _has(items: Sequence[tuple[Node, Node]], char: str) -> bool:
    """Whether a class has a character."""
    is_negated = items[0][0] is _constants.NEGATE
    return any(_is_in(*item, char) for item in items[is_negated:]) is not is_negated


def _is_in(operator: Node, argument: Node, char: str) -> bool:
    if operator is _constants.LITERAL:
        return bool(argument == ord(char))
    if operator is _constants.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    return re.match(_CATEGORIES[str(argument)], char) is not None


_CATEGORIES = {
    f"CATEGORY_{is_not}{name}": "\\" + (letter.upper() if is_not else letter)
    for name, letter in (("SPACE", "s"), ("DIGIT", "d"), ("WORD", "w"))
    for is_not in ("", "NOT_")
}


@cache
def beginnings(pattern: str) -> frozenset[str] | None:
    """The letters that a match of the pattern can begin with, 0 for any digit; None where they are too many to tell.

    A match may begin with another character than a letter, too.
    """
    letters, may_be_empty = _begin_sequence(_parser.parse(pattern))
    return None if may_be_empty else letters


_Begin = tuple[frozenset[str] | None, bool]
"""The letters that a part of a pattern can begin with, and whether it may be empty."""


def _begin_sequence(parts: Iterable[tuple[Node, Node]]) -> _Begin:
    letters: frozenset[str] = frozenset()
    for operator, argument in parts:
        more, may_be_empty = _begin_part(str(operator), argument)
        if more is None:
            return None, False
        letters |= more
        if not may_be_empty:
            return letters, False
    return letters, True


def _begin_part(operator: str, argument: Node) -> _Begin:
    if operator == "LITERAL":
        return frozenset(filter(None, [_letter(chr(argument))])), False
    if operator == "IN":
        return _begin_class(argument), False
    if operator in ("AT", "ASSERT", "ASSERT_NOT"):
        return frozenset(), True
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        letters, may_be_empty = _begin_sequence(argument[2])
        return letters, may_be_empty or argument[0] == 0
    if operator == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _begin_sequence(argument[3])
    if operator == "BRANCH":
        choices = [_begin_sequence(parts) for parts in argument[1]]
        known = [letters for letters, _ in choices if letters is not None]
        union = frozenset[str]().union(*known) if len(known) == len(choices) else None
        return union, any(may_be_empty for _, may_be_empty in choices)
    return None, False


def _begin_class(items: Sequence[tuple[Node, Node]]) -> frozenset[str] | None:
    categories = {str(argument) for operator, argument in items if operator is _constants.CATEGORY}
    if items[0][0] is _constants.NEGATE:
        return frozenset() if "CATEGORY_WORD" in categories else None
    chars = list(_chars([item for item in items if item[0] is not _constants.CATEGORY]))
    if None in chars or not categories <= {"CATEGORY_SPACE", "CATEGORY_DIGIT", "CATEGORY_NOT_WORD"}:
        return None
    return frozenset(filter(None, map(_letter, [*filter(None, chars), *("0" * ("CATEGORY_DIGIT" in categories))])))


def _letter(char: str) -> str:
    """The character as a beginning: a letter, 0 for a digit, "" for others."""
    return "0" if char.isdecimal() else char if char.isalnum() or char == "_" else ""


def frequency(word: str) -> float:
    """A rough measure of how often a word is met, by its rarest character."""
    return min(1 / (5 + COMMON.index(char)) if char in COMMON else 1 / len(COMMON) / 4 for char in word)


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The words that are met less often; words that may be empty say nothing."""
    choices = [words for words in (one, other) if words and "" not in words]
    return min(choices, key=lambda words: sum(map(frequency, words)), default=None)


def _of_sequence(parts: Iterable[tuple[Node, Node]]) -> _Known:
    """What is known of parts that follow each other: of each run without a gap, and of the parts by themselves."""
    run, some, is_whole = _EMPTY, None, True
    for operator, argument in parts:
        known = _of_part(operator, argument)
        some = _better(some, known.some)
        if known.whole is not None and len(run) * len(known.whole) <= MOST:
            run = frozenset(a + b for a in run for b in known.whole)
        else:
            some, is_whole = _better(some, run), False
            run = known.whole or _EMPTY
    return _Known(run if is_whole else None, some if is_whole else _better(some, run))


def _of_part(operator: Node, argument: Node) -> _Known:
    name = str(operator)
    if name == "LITERAL":
        return _Known(frozenset({chr(argument)}), None)
    if name == "IN":
        return _Known(_of_class(argument), None)
    if name == "BRANCH":
        return _of_branch([_of_sequence(parts) for parts in argument[1]])
    if name == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _of_sequence(argument[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_repeat(*argument)
    if name == "ASSERT":
        known = _of_sequence(argument[1])
        return _Known(_EMPTY, _better(known.some, known.whole))
    return _Known(_EMPTY if name in ("AT", "ASSERT_NOT") else None, None)


def _of_class(items: Sequence[tuple[Node, Node]]) -> frozenset[str] | None:
    chars = list(_chars(items))
    return None if None in chars or len(chars) > MOST else frozenset(filter(None, chars))


def _chars(items: Sequence[tuple[Node, Node]]) -> Iterator[str | None]:
    """The characters of a class, None for what is not a short list of them."""
    for operator, argument in items:
        if operator is _constants.LITERAL:
            yield chr(argument)
        elif operator is _constants.RANGE and argument[1] - argument[0] < MOST:
            yield from map(chr, range(argument[0], argument[1] + 1))
        else:
            yield None


def _of_branch(choices: Sequence[_Known]) -> _Known:
    wholes = [known.whole for known in choices if known.whole is not None]
    words = [found for known in choices if (found := _better(known.some, known.whole))]
    whole = frozenset[str]().union(*wholes) if len(wholes) == len(choices) else None
    some = frozenset[str]().union(*words) if len(words) == len(choices) else None
    return _Known(whole if whole is not None and len(whole) <= MOST else None, some)


def _of_repeat(least: int, most: int, parts: Iterable[tuple[Node, Node]]) -> _Known:
    known = _of_sequence(parts)
    if least == 0:
        return _Known(_EMPTY | known.whole if most == 1 and known.whole is not None else None, None)
    if least == most == 1:
        return known
    return _Known(None, _better(known.some, _in_a_row(known.whole, least)))


def _in_a_row(words: frozenset[str] | None, times: int) -> frozenset[str] | None:
    """What several of some words in a row must have: a single one as often as that, else one of them."""
    return frozenset(word * min(times, LONGEST) for word in words) if words and len(words) == 1 else words


def finder(words: Iterable[str]) -> str:
    """A pattern that matches the first character of any of some words where they stand.

    A search for a class of characters, then a second class, is twice as fast as one for words side by side.
    """
    longer = sorted(word for word in words if len(word) > 1)
    single = "".join(re.escape(word) for word in words if len(word) == 1)
    firsts, seconds = ("".join(map(re.escape, sorted({word[i] for word in longer}))) for i in (0, 1))
    rests = "|".join(f"(?<={re.escape(word[0])})(?={re.escape(word[1:])})" for word in longer)
    choices = ([f"(?<=[{single}])"] if single else []) + ([f"(?=[{seconds}])(?:{rests})"] if longer else [])
    return f"[{firsts}{single}](?:{'|'.join(choices)})" if choices else "(?!)"


class Index:
    """Finds which of several patterns may match a text, by the words that they need."""

    def __init__(self, patterns: Mapping[int, str]) -> None:
        needed = {number: required(pattern) for number, pattern in patterns.items()}
        self._always = [number for number, words in needed.items() if not words]
        self._by_char: dict[str, dict[str, list[int]]] = {}
        for number, words in needed.items():
            for word in words:
                self._by_char.setdefault(min(word, key=frequency), {}).setdefault(word, []).append(number)
        self._chars = re.compile(f"[{''.join(map(re.escape, self._by_char))}]" if self._by_char else "(?!)")

    def candidates(self, text: str) -> set[int]:
        """The numbers of the patterns that may match somewhere in `text`; no other does."""
        found = set(self._always)
        for char in set(self._chars.findall(text)):
            for word, numbers in self._by_char[char].items():
                if word in text:
                    found.update(numbers)
        return found


class LineIndex:
    """The same for patterns that are tried at the beginning of a line, by what they can begin with first."""

    def __init__(self, patterns: Mapping[int, str]) -> None:
        self._all = Index(patterns)
        self._others = Index({number: pattern for number, pattern in patterns.items() if beginnings(pattern) is None})
        self._by_letter: dict[str, list[int]] = {}
        for number, pattern in patterns.items():
            for letter in beginnings(pattern) or ():
                self._by_letter.setdefault(letter, []).append(number)

    def candidates(self, line: str) -> Sequence[int]:
        """The numbers of the patterns that may match `line` from its beginning, in order; no other does."""
        letter = _letter(line[:1])
        found = self._others.candidates(line) if letter else self._all.candidates(line)
        beginning = self._by_letter.get(letter, ())
        return sorted(found.union(beginning)) if found else beginning
