"""Why the rules that are code make their edits, in words; rows of tables carry their own reason."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "boilerplate.html-entity": "an entity of an HTML page, written out as a browser does it",
    "boilerplate.html-furniture": "what stands around the article of an HTML page",
    "boilerplate.html-markup": "tags, scripts, and white space of an HTML page",
    "boilerplate.jammer": "random letters that a forum appends to its lines against copying",
    "boilerplate.list": "a headline listed under a label such as 相关阅读",
    "boilerplate.notice": "a line of a copyright notice, which goes as a block",
    "boilerplate.page-head": "a line before the article, among furniture",
    "boilerplate.page-number": "the number of a page, alone on its line",
    "boilerplate.page-tail": "a line behind the article, among furniture",
    "boilerplate.page-title": "the title that a page has once more in its head",
    "boilerplate.running-head": "a line that recurs at the head or foot of pages",
    "boilerplate.stitched-line": "the last line of a page, taken twice",
    "boilerplate.template": "a line that recurs over the documents of its site",
    "characters.compatibility": "a compatibility ideograph as Unicode's canonical mapping writes it",
    "characters.composed": "letters with combining marks as NFC writes them",
    "characters.entity": "an entity of HTML that never got decoded",
    "characters.full-width": "Latin letters and digits of full width",
    "characters.private-use": "a private code that GBK had before Unicode knew the character",
    "characters.radical": "a radical that stands for the character, as fonts of PDF files write it",
    "copies.second-copy": "the same text stands in the document once more",
    "punctuation.bracket": "brackets of half width around Chinese",
    "punctuation.letter-spacing": "a line with a space between all characters",
    "punctuation.quotation": "straight quotation marks that pair off around Chinese",
    "punctuation.space-beside-mark": "a space beside a full-width mark, against the document's way",
    "punctuation.space-run": "several spaces between words",
    **dict.fromkeys(
        (f"script.{configuration}" for configuration in ("t2s", "s2t", "s2twp", "s2hk", "t2tw", "t2hk")),
        "the whole document is converted, as was asked for",
    ),
    "script.stray": "a traditional character or word in simplified text",
    "script.stray-simplified": "a simplified character in traditional text",
    "wraps.blank-line": "a blank line between paragraphs, or the indent behind it",
    "wraps.column-break": "a sentence goes on in the next line",
    "wraps.indent": "the indent of a paragraph",
    "wraps.line-end": "spaces at the end of a line",
    "wraps.page-break": "a sentence goes on behind the end of a page",
    "wraps.width": "a line that was broken where its width was full",
}
