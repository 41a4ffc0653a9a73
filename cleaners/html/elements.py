"""The elements that hold the lines of a page, and what they hold. Every pass is linear in lines and elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cleaners.html.lines import Element, Line


def elements_of(lines: Iterable[Line]) -> list[Element]:
    """The elements that hold the lines, the outer ones first."""
    return sorted(extents(lines), key=lambda element: element.depth)


def extents(lines: Iterable[Line]) -> Mapping[Element, int]:
    """For each element the number of its first line."""
    first: dict[Element, int] = {}
    for number, line in enumerate(lines):
        for element in line.block.around():
            if element in first:
                break
            first[element] = number
    return first


def held_by(elements: Iterable[Element], holders: set[Element]) -> set[Element]:
    """Those of the elements, outer ones first, that are holders or stand in one."""
    held: set[Element] = set()
    for element in elements:
        if element in holders or element.parent in held:
            held.add(element)
    return held


def sums(elements: Sequence[Element], amounts: Iterable[tuple[Element, float]]) -> dict[Element, float]:
    """What each element holds, itself and in what stands in it."""
    held = dict.fromkeys(elements, 0.0)
    for element, amount in amounts:
        held[element] += amount
    for element in reversed(elements):
        if element.parent is not None:
            held[element.parent] += held[element]
    return held
