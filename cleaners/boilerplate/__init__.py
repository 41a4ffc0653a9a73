"""Page furniture: what stands around an article on its page and does not belong to it.

A line is never removed for its words alone where the same words can be part of an article. Rules (rows of
`data/boilerplate.tsv`) label physical lines; then the context decides: a weak label needs furniture beside it, a
heading such as 相关阅读 takes the headlines under it, a notice of copyright is decided as a block and only where an
article stands outside it. What has no known word goes by its shape, its place and its company (`features`, `odds`), in
the head and the tail of a page alone (`article`, `zones`). What is removed stays readable in the log. A jump line
(下转第五版) is kept and flagged: it says that the text goes on elsewhere.

Known limits: a page without one known word is not seen, nor one known sentence in the middle of a text (`gate`); links
between two paragraphs stay where no label stands over them; a second post or answer on the page is text like the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.boilerplate import blocks, cuts, fields, gate, pages, templates, zones
from cleaners.boilerplate.labels import labelled
from cleaners.boilerplate.lines import split
from cleaners.boilerplate.page import Page, Removal, page_of
from cleaners.data_formats import is_data
from cleaners.edits import Edit, Flag
from cleaners.options import Options


def findings(text: str, options: Options) -> Iterator[Edit | Flag]:
    """The furniture of a document as deletions, and flags on its jump lines."""
    seen = gate.Lines(text)
    known, printed, jammed, cut = seen.may_be_labelled(), seen.may_be_printed(), seen.may_be_jammed(), seen.cut()
    if not (known or jammed or printed or cut or options.templates):
        return
    lines = split(text)
    labels = labelled(seen.texts, gate.lines_with_words("\n".join([*seen.texts, ""]))) if known else {}
    removed = pages.removed(lines) if printed else {}
    if options.templates:
        removed |= templates.removed(lines, options.templates)
    if labels:
        removed = {**_furniture(page_of(lines, labels)), **removed}
    tails = cuts.tails(lines) if jammed else {}
    found = sorted({*removed, *tails, *cut})
    if found and is_data(text):
        return
    for number in found:
        line = lines[number]
        if number in removed:
            rule, confidence = removed[number]
            yield Edit(line.start, text[line.start : line.end], "", rule, confidence)
        else:
            yield from cuts.findings(line, tails.get(number))


def _furniture(page: Page) -> dict[int, Removal]:
    """The lines of a page that go for their words or their place; none where no article is left, or no page shows."""
    if not page.body or not page.is_likely:
        return {}
    notices = dict(blocks.notices(page))
    found = {**dict(zones.removed(page, notices)), **dict(blocks.removed(page, notices)), **notices}
    kept = set(fields.kept(page.texts))
    return {page.numbers[i]: removal for i, removal in found.items() if i not in kept}
