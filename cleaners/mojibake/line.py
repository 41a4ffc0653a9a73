"""What stands beside a place on its line."""

from __future__ import annotations


def sides(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What stands before and behind `text[start:end]` on its line, at most `reach` characters of each."""
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    return before, text[end : end + reach].partition("\n")[0]
