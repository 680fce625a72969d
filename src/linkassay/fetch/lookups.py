"""From host names to addresses that may be dialled: looked up aside, and checked by the guard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from linkassay.fetch.aside import Aside
from linkassay.fetch.errors import FetchError
from linkassay.fetch.guard import check, port_refusal
from linkassay.fetch.resolver import Resolver
from linkassay.fetch.target import Target
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network
from linkassay.urls.ip import parse_ip

AT_ONCE = 256
"""A lookup that hangs holds a thread until the resolver gives up: so many that a few dozen names
without an answer do not make the others wait until their time is up."""

KEPT_SECONDS = 60.0
"""So long an answer of the resolver counts, as in libcurl: the resolver does not say how long it
holds. What is dialled later is what was checked then."""

MOST_KEPT = 10_000
"""Answers that are kept at most; the oldest go first."""

Found = tuple[str, ...] | FetchError
"""Checked addresses in the order to try them, or why there are none."""

Then = Callable[[Found], None]


@dataclass(slots=True, eq=False)
class _Lookup:
    until: float
    waiting: list[Then] = field(default_factory=list)


class Lookups:
    """Resolves each name once, however many wait for it. All times are of one monotonic clock.

    `seconds` bounds a lookup; `wake` is called from another thread when one has ended.
    """

    def __init__(
        self,
        resolver: Resolver,
        allowed: Sequence[Network] = (),
        *,
        seconds: float,
        monotonic: Callable[[], float],
        wake: Callable[[], None],
    ) -> None:
        self._resolver = resolver
        self._allowed = tuple(allowed)
        self._seconds = seconds
        self._monotonic = monotonic
        self._aside: Aside[Sequence[str]] = Aside(wake, AT_ONCE)
        self._kept: dict[tuple[str, int], tuple[float, Found]] = {}
        self._running: dict[tuple[str, int], _Lookup] = {}

    def find(self, target: Target, then: Then) -> None:
        """Give the addresses of a target to `then`: now where they are known, else in `collect`."""
        key = (target.host, target.port)
        known = self._kept.get(key)
        if known is not None and self._monotonic() - known[0] < KEPT_SECONDS:
            then(known[1])
        elif not self._allowed and (why := port_refusal(target.port)) is not None:
            then(FetchError(ErrorKind.PORT_REFUSED, why))
        elif parse_ip(target.host) is not None:
            found = self._checked((target.host,), target.port)
            self._keep(key, found)
            then(found)
        else:
            self._find_name(target.host, target.port, then)

    def collect(self) -> None:
        """Hand on what was found, and what was not found in time."""
        self._aside.collect()
        now = self._monotonic()
        for key in [key for key, one in self._running.items() if one.until <= now]:
            waited = f"no answer from the resolver in {self._seconds:g} s"
            self._end(key, FetchError(ErrorKind.DNS_TEMPORARY, f"{waited}: {key[0]}"), None)

    def ends(self) -> float:
        """When the first lookup that runs will have taken too long; infinity where none runs."""
        return min((one.until for one in self._running.values()), default=float("inf"))

    def _find_name(self, host: str, port: int, then: Then) -> None:
        key, now = (host, port), self._monotonic()
        lookup = self._running.get(key)
        if lookup is not None:
            lookup.waiting.append(then)
            return
        lookup = self._running[key] = _Lookup(now + self._seconds, [then])

        def come(found: Sequence[str] | Exception) -> None:
            self._end(key, self._read(found, host, port), lookup)

        self._aside.run(lambda: self._resolver.resolve(host, port), come)

    def _end(self, key: tuple[str, int], found: Found, lookup: _Lookup | None) -> None:
        """Hand an answer on; one that comes after its time finds nobody waiting."""
        if lookup is not None and self._running.get(key) is not lookup:
            return
        ended = self._running.pop(key)
        if not isinstance(found, FetchError):
            self._keep(key, found)
        for then in ended.waiting:
            then(found)

    def _keep(self, key: tuple[str, int], found: Found) -> None:
        while len(self._kept) >= MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept.pop(key, None)
        self._kept[key] = (self._monotonic(), found)

    def _read(self, found: Sequence[str] | Exception, host: str, port: int) -> Found:
        if isinstance(found, FetchError):
            return found
        if isinstance(found, Exception):
            return FetchError(ErrorKind.BUG, f"{type(found).__name__}: {found}")
        if not found:
            return FetchError(ErrorKind.DNS_NO_ADDRESS, f"the host name has no address: {host}")
        return self._checked(tuple(found), port)

    def _checked(self, addresses: tuple[str, ...], port: int) -> Found:
        try:
            check(addresses, port, self._allowed)
        except FetchError as refused:
            return refused
        return addresses
