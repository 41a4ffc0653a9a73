"""One definition of the characters of Chinese text, from Unicode data, for every pattern in the project."""

from __future__ import annotations

# Script=Han of Unicode 15.1 as ranges for a character class (Scripts.txt, https://www.unicode.org/Public/15.1.0/ucd/).
# It has what a hand-typed 一-龥 leaves out: 〇, the compatibility blocks, and the extensions up to I.
HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9"
    "\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0002a6df\U0002a700-\U0002b739"
    "\U0002b740-\U0002b81d\U0002b820-\U0002cea1\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U000323af"
)
"""Han characters, to be put inside [ ] of a pattern."""

KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""Hiragana and Katakana letters, without the middle dot and the length mark, which Chinese text uses too."""

HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb"
"""Hangul letters and syllables."""

CLOSING = "”’）》」』】〕］｝〉〗)]}\"'"
"""Marks that may follow the mark that ends a sentence."""

SENTENCE_END = "。！？!?…"
"""Marks that end a sentence."""

OPENING = "“‘（《「『【〔［｛〈〖([{"
"""Marks that open a quotation or a bracket."""

WIDE = "，。、：；？！…—·“”‘’（）《》〈〉「」『』【】〔〕％"
"""Marks of Chinese text that are as wide as a character: what stands beside them stands in Chinese."""
