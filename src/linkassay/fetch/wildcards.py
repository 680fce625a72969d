"""A resolver that answers for names which do not exist, and what it answers with.

Some providers, hotels and companies send every unknown name to a page of their own. A dead host
then seems to live there.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Sequence
from threading import Lock, Thread
from time import monotonic

from linkassay.fetch.errors import FetchError
from linkassay.fetch.guard import refusal
from linkassay.fetch.resolver import Resolver
from linkassay.model import ErrorKind
from linkassay.tables.networks import Network
from linkassay.urls.ip import parse_ip

ENDINGS = ("com", "org")
"""Of two registries, none of which answers for names that nobody registered."""

LETTERS = 25
"""26^25 names: none of them is registered."""

SECONDS = 3.0
"""All there is to wait for the resolver's word on the two names."""


def impossible_names() -> tuple[str, ...]:
    """Two names that cannot exist, others each time."""
    return tuple(
        "".join(random.choices(string.ascii_lowercase, k=LETTERS)) + f".{ending}"
        for ending in ENDINGS
    )


class HonestResolver:
    """Passes on what a resolver answers, but not what it answers for names that do not exist.

    Two such names are looked up once, before the first address counts; a host that has only the
    addresses they have is `INTERCEPTED`, be they public or those of a hotel's own network. A host
    with an address of this machine, or of a range that the caller allowed, is none of this
    resolver's business. `known` keeps what was found for the next resolver.
    """

    def __init__(
        self,
        following: Resolver,
        allowed: Sequence[Network] = (),
        *,
        known: list[frozenset[str]] | None = None,
        names: Callable[[], Sequence[str]] = impossible_names,
        seconds: float = SECONDS,
    ) -> None:
        self._following = following
        self._allowed = tuple(allowed)
        self._known = [] if known is None else known
        self._names = names
        self._seconds = seconds
        self._lock = Lock()

    def resolve(self, host: str, port: int) -> Sequence[str]:
        """As the following resolver; raises `FetchError(INTERCEPTED)` too."""
        found = self._following.resolve(host, port)
        if not found or any(map(self._is_ours, found)):
            return found
        if set(found) <= self._own_addresses(port):
            detail = f"the resolver answers {', '.join(found)} for names that do not exist, too"
            raise FetchError(ErrorKind.INTERCEPTED, f"{detail}: {host}")
        return found

    def _is_ours(self, address: str) -> bool:
        """Whether an address is this machine's, or is refused only where it was not allowed."""
        parsed = parse_ip(address)
        if parsed is None or parsed.is_loopback:
            return True
        return refusal(address) is not None and refusal(address, self._allowed) is None

    def _own_addresses(self, port: int) -> frozenset[str]:
        """What the resolver answers with by itself; looked up once."""
        with self._lock:
            if not self._known:
                self._known.append(frozenset(self._answers(port)))
        return self._known[0]

    def _answers(self, port: int) -> set[str]:
        """What comes in time; a lookup that goes on after that is left behind."""
        answers: list[Sequence[str]] = []

        def look_up(name: str) -> None:
            try:
                answers.append(self._following.resolve(name, port))
            except FetchError:
                return

        threads = [Thread(target=look_up, args=(name,), daemon=True) for name in self._names()]
        for thread in threads:
            thread.start()
        until = monotonic() + self._seconds
        for thread in threads:
            thread.join(max(until - monotonic(), 0.0))
        return {address for one in [*answers] for address in one}
