"""Templates: the furniture of one site in its own words, learned from its documents.

A line that recurs over the documents of a site is furniture, whatever it says; digits, and with them dates, are folded,
widths and spaces too. `proposed` finds such lines with their document frequency, `written` makes the file that people
edit and share, `parsed` reads it into what `Options.templates` takes. A line of a template goes wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from cleaners.boilerplate.lines import Line, is_sentence, split
from cleaners.boilerplate.page import Removal

LEAST_DOCUMENTS = 3
"""Documents of a site that have a line of its template, at least; two may be an article and its reprint."""

LEAST_SHARE = 0.05
"""Share of the documents that have it, at least: a column of a site has its own furniture. Lower, and headings that
a few articles share (编者按) are proposed."""

LEAST_SENTENCE_SHARE = 0.3
"""The same for a sentence: reports of weather or markets have sentences in which only the figures differ."""

SHORTEST = 2
"""Characters of such a line without digits and marks; below, it is a page number or a row of stars."""

_SHARES = {False: LEAST_SHARE, True: LEAST_SENTENCE_SHARE}
_DIGITS = re.compile(r"\d+")
_FOLDED = re.compile(r"[\s0]+")
_HEAD = """\
# Lines that recur over the documents of a site, as `zhclean clean --templates FILE` takes them out.
# documents: how many of the documents have the line. Digits are written as one 0, spaces are left out.
# Take out the rows that belong to articles; a row that begins with # counts as taken out.
"""


def folded(line: str) -> str:
    """A line as templates know it: widths folded, each run of digits one 0, no spaces."""
    spaceless = "".join(unicodedata.normalize("NFKC", line).split())
    return _DIGITS.sub("0", unicodedata.normalize("NFKC", spaceless))


def proposed(texts: Iterable[str]) -> dict[str, int]:
    """The lines that recur over `texts`, the documents of one site, folded, with their document frequency.

    The most frequent stand first. A line that most of the time stands between two sentences is a part of the
    articles, and left out.
    """
    frequency: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        seen = dict(_lines(text))
        frequency.update(seen)
        outside.update(line for line, is_outside in seen.items() if is_outside)
    least = {is_one: max(LEAST_DOCUMENTS, share * count) for is_one, share in _SHARES.items()}
    return {line: n for line, n in frequency.most_common() if 2 * outside[line] >= n and n >= least[is_sentence(line)]}


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines of a document, folded, and whether each stands beside something that is no sentence."""
    texts = [line.text for line in split(text) if line.text]
    sentences = [False, *map(is_sentence, texts), False]
    for i, line in enumerate(texts):
        name = folded(line)
        if sum(map(str.isalpha, _FOLDED.sub("", name))) >= SHORTEST:
            yield name, not (sentences[i] and sentences[i + 2])


def written(proposals: Mapping[str, int]) -> str:
    """The file of a template: tab-separated, a comment head, the columns `documents` and `line`."""
    return _HEAD + "documents\tline\n" + "".join(f"{n}\t{line}\n" for line, n in proposals.items())


def parsed(text: str) -> tuple[str, ...]:
    """The lines of such a file, for `Options.templates`; ValueError names the row that is not of its form."""
    rows = [(n, row) for n, row in enumerate(text.splitlines(), 1) if row.strip() and not row.startswith("#")]
    if not rows or rows[0][1] != "documents\tline":
        raise ValueError("no template: the first row is not 'documents<TAB>line'; `zhclean templates` writes one")
    found = []
    for number, row in rows[1:]:
        cells = row.split("\t")
        if len(cells) != 2 or not cells[0].isdigit() or not folded(cells[1]):
            raise ValueError(f"line {number} of the template is not a number, a tab, and a line of text: {row[:60]!r}")
        found.append(folded(cells[1]))
    return tuple(sorted(set(found)))


def removed(lines: Sequence[Line], templates: tuple[str, ...]) -> dict[int, Removal]:
    """The lines of a document that its templates name, by number of the line."""
    named = _set(templates)
    return {n: Removal("boilerplate.template", 0.95) for n, line in enumerate(lines) if folded(line.text) in named}


@cache
def _set(templates: tuple[str, ...]) -> frozenset[str]:
    return frozenset(templates)
