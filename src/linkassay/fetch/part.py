"""A part of what is to be asked: what leaves it is given back, and others go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from linkassay import urls
from linkassay.fetch.batches import Batches, Record, Remember
from linkassay.fetch.errand import Errand
from linkassay.fetch.errors import FetchError
from linkassay.fetch.onward import onward_of, resume, take_rest
from linkassay.fetch.session import Session, flush_after
from linkassay.fetch.setup import Setup
from linkassay.model import ErrorKind, Lane, Onward, Rest


def ask_part(
    setup: Setup,
    lanes: Iterable[Lane],
    begun: Sequence[Onward],
    rests: Sequence[Rest],
    record: Record,
    remember: Remember | None,
    *,
    foreign: Callable[[str], bool],
    give_back: Callable[[Onward], None],
) -> None:
    """Ask a part; see `WebFetcher.ask_part`."""
    for rest in rests:
        take_rest(rest, setup)
    batches = Batches(record, remember)
    part = _Part(setup, batches, begun, foreign, give_back)
    try:
        part.run(part.lanes(lanes))
    except BaseException as error:
        flush_after(error, batches)
        raise
    batches.finish()


class _Part(Session):
    def __init__(
        self,
        setup: Setup,
        batches: Batches,
        begun: Sequence[Onward],
        foreign: Callable[[str], bool],
        give_back: Callable[[Onward], None],
    ) -> None:
        super().__init__(setup, batches, None)
        self._begun: dict[str, list[Onward]] = {}
        for onward in begun:
            self._begun.setdefault(urls.host_of(onward.url), []).append(onward)
        self._foreign = foreign
        self._give_back = give_back
        self._elsewhere = self._leaves

    def lanes(self, lanes: Iterable[Lane]) -> Iterator[Lane]:
        """The lanes, and those of hosts at which something is only gone on with."""
        yield from lanes
        for host, begun in tuple(self._begun.items()):
            yield Lane(host, iter(()), links=len(begun))

    def _begin(self, lane: Lane) -> Iterator[Errand]:
        for onward in self._begun.pop(lane.host, ()):
            errand = self._errand(onward.probe)
            resume(errand, onward)
            yield errand
        yield from super()._begin(lane)

    def _leaves(self, errand: Errand, refusal: FetchError | None) -> bool:
        """Whether others go on with an errand: it leads to another part, or the time is up.

        The robots.txt of a host is asked to its end, wherever it leads: nothing goes on without.
        """
        if errand.over != self._looked or errand.url is None:
            return False
        if refusal is None:
            leaves = self._foreign(urls.host_of(errand.url))
        else:
            leaves = refusal.kind is ErrorKind.TIME_UP
        if leaves:
            errand.over = self._left
        return leaves

    def _left(self, errand: Errand) -> None:
        self._give_back(onward_of(errand))
