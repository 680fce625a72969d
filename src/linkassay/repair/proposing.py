"""What can be mended in one document: at most one repair for each place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from linkassay.model import LinkCheck, LocalFile, LocalTarget, Reading, Repair
from linkassay.repair.addresses import moved, secured
from linkassay.repair.fragments import fragments
from linkassay.repair.lines import duplicates, wrapped


def propose(
    reading: Reading,
    checks: Mapping[str, LinkCheck],
    files: Mapping[LocalTarget, LocalFile],
    leading_to: Callable[[str], Sequence[str]],
) -> Sequence[Repair]:
    """The repairs of a document in the order of its source.

    `leading_to` gives the links of the run whose redirects end at an address. Of several repairs
    of one place the first kind counts: a line that is taken out need not be mended.
    """
    found: dict[int, Repair] = {}
    for repair in _all(reading, checks, files, leading_to):
        if repair.span.start is not None:
            found.setdefault(repair.span.start, repair)
    return [found[start] for start in sorted(found)]


def _all(
    reading: Reading,
    checks: Mapping[str, LinkCheck],
    files: Mapping[LocalTarget, LocalFile],
    leading_to: Callable[[str], Sequence[str]],
) -> Iterator[Repair]:
    yield from duplicates(reading)
    yield from moved(reading, checks, leading_to)
    yield from secured(reading, checks)
    yield from wrapped(reading, checks)
    yield from fragments(reading, files)
