"""The checks of what one document cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from linkassay.model.conditions import LinkCheck


@dataclass(frozen=True, slots=True)
class StatedDay:
    """The day that the page of a link states of itself."""

    published: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Checks(Mapping[str, LinkCheck]):
    """The checks of the links that a document cites, by their URLs.

    Those of links that are `well` are made by `make` when they are asked for, as nearly none is:
    such a link is alive, and its own address showed the page in the last look, over `https:`. No
    rule speaks of it, and what it dates is by the day that its page states, if that states one.
    `telling` are all others.
    """

    telling: Mapping[str, LinkCheck]
    well: Mapping[str, StatedDay | None]
    make: Callable[[str], LinkCheck]

    def __getitem__(self, url: str) -> LinkCheck:
        found = self.telling.get(url)
        if found is not None:
            return found
        if url in self.well:
            return self.make(url)
        raise KeyError(url)

    def __iter__(self) -> Iterator[str]:
        return chain(self.telling, self.well)

    def __len__(self) -> int:
        return len(self.telling) + len(self.well)


def telling(checks: Mapping[str, LinkCheck]) -> Mapping[str, LinkCheck]:
    """The checks from which something may follow."""
    return checks.telling if isinstance(checks, Checks) else checks


def well(checks: Mapping[str, LinkCheck]) -> Mapping[str, StatedDay | None]:
    """The URLs of links from whose checks nothing follows but the days that their pages state."""
    return checks.well if isinstance(checks, Checks) else {}
