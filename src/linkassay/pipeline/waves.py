"""One wave of pages: fetched side by side within bounds, and what each answer says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from linkassay import conditions
from linkassay.model import (
    Condition,
    ErrorKind,
    HostNote,
    Lane,
    Leads,
    Observation,
    Probe,
    Source,
    Validators,
)
from linkassay.ports import Fetcher
from linkassay.urls.crawled import crawled

BYTES_AT_ONCE = 64 * 1024 * 1024
"""So much of fetched pages is in hand before no further one is asked; then they are read."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address as it came, its source by the name of the address where it ended."""

    observation: Observation
    source: Source | None

    @property
    def url(self) -> str:
        return self.observation.url


def fetched(observation: Observation, source: Source | None) -> Fetched:
    """What a fetch gave; a page is read at the address where it stands."""
    ended = crawled(observation.final_url)
    if source is None or ended is None:
        return Fetched(observation, source)
    return Fetched(observation, replace(source, locator=ended))


def fetch_wave(
    fetcher: Fetcher, lanes: Sequence[Lane], remember: Callable[[HostNote], None]
) -> Sequence[Fetched]:
    """One wave; no transaction is open while the web is asked."""
    found: list[Fetched] = []
    size = 0

    def take(observation: Observation, source: Source | None) -> None:
        nonlocal size
        found.append(fetched(observation, source))
        size += 0 if source is None else len(source.data)

    def bounded(probes: Iterable[Sequence[Probe]]) -> Iterator[Sequence[Probe]]:
        for window in probes:
            for probe in window:
                if size < BYTES_AT_ONCE:
                    yield (probe,)

    held = (replace(lane, windows=bounded(lane.windows)) for lane in lanes)
    fetcher.fetch_documents(held, take, remember)
    return found


def condition(item: Fetched) -> Condition:
    """How what came is read alone."""
    return conditions.classify_observation(item.observation)


def says_no(seen: Observation) -> bool:
    """Whether a host has no such file, or lets nobody see it."""
    forbidden = seen.error is ErrorKind.ROBOTS
    return forbidden or (seen.status is not None and 400 <= seen.status < 500)


def validators(seen: Observation) -> Validators:
    """What makes the next request for the same address conditional."""
    return Validators(seen.header("etag"), seen.header("last-modified"))


def with_header(leads: Leads, seen: Observation) -> Leads:
    """What a page asks of programs may stand in a header of its answer, too."""
    from linkassay.extract.leads import wishes

    kept, followed = wishes([seen.header("x-robots-tag") or ""])
    return replace(leads, kept=leads.kept and kept, followed=leads.followed and followed)
