"""The elements that a page's blocks stand in, as one tree with sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from linkassay.extract.cited import CitedBlock
from linkassay.extract.parsed import Place


def outwards(place: Place | None) -> Iterator[Place]:
    """An element and those around it, the innermost first."""
    while place is not None:
        yield place
        place = place.outer


def around(places: Iterable[Place]) -> set[Place]:
    """Elements and all those around any of them."""
    found: set[Place] = set()
    for place in places:
        for element in outwards(place):
            if element in found:
                break
            found.add(element)
    return found


class Outline:
    """The elements of some blocks, each after those around it. Takes time that grows with both."""

    def __init__(self, blocks: Sequence[CitedBlock]) -> None:
        self.elements: list[Place] = []
        seen: set[Place] = set()
        for cited in blocks:
            new = []
            for element in outwards(cited.place):
                if element in seen:
                    break
                new.append(element)
            seen.update(new)
            self.elements += reversed(new)

    def sums(
        self, blocks: Iterable[CitedBlock], value: Callable[[CitedBlock], int]
    ) -> dict[Place, int]:
        """For each element, the values of all blocks in it, added up."""
        found = dict.fromkeys(self.elements, 0)
        for cited in blocks:
            if cited.place is not None:
                found[cited.place] += value(cited)
        for element in reversed(self.elements):
            if element.outer is not None:
                found[element.outer] += found[element]
        return found

    def holds(self, outer: Place, inner: Place | None) -> bool:
        """Whether a place is that of the outline or stands in it, told in no time."""
        if inner is None:
            return False
        begin, end = self._ranges[outer]
        return begin <= self._ranges[inner][0] < end

    @cached_property
    def _ranges(self) -> dict[Place, tuple[int, int]]:
        """For each element where it and the last one in it stand: those in it follow it at once."""
        ends = {element: index + 1 for index, element in enumerate(self.elements)}
        for element in reversed(self.elements):
            if element.outer is not None:
                ends[element.outer] = max(ends[element.outer], ends[element])
        return {element: (at, ends[element]) for at, element in enumerate(self.elements)}
