"""Where a chain has been: what tells a circle from a wall that wants its cookie back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from linkassay.fetch.cookies import CookieJar
from linkassay.fetch.target import Target, target_of
from linkassay.model import ErrorKind

MOST_VISITS = 5
"""Times one address is asked in a chain, with other cookies each time. Walls that set a cookie and
send back want two; a server that forgets us each time is not to be asked twenty times."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as a circle sees it: the address without its fragment, and the cookies sent."""

    address: str
    cookies: str = field(repr=False)


@dataclass(slots=True)
class Trail:
    """The requests of one chain in their order, and the cookies set on it, which end with it.

    `setters` says which requests were answered with a cookie.
    """

    targets: list[Target] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    setters: list[bool] = field(default_factory=list)
    jar: CookieJar = field(default_factory=CookieJar, repr=False)

    def begin(self, url: str, target: Target) -> str:
        """Note that this address is asked now; gives the cookies to be sent with it."""
        visit = self._visit(url, target)
        self.targets.append(target)
        self.visits.append(visit)
        self.setters.append(False)
        return visit.cookies

    def forget_last(self) -> None:
        """The last request does not count: it is made once more."""
        del self.targets[-1], self.visits[-1], self.setters[-1]

    def heard(self, cookies: Sequence[str], date: str | None) -> None:
        """Take the `Set-Cookie` values and the `Date` of the answer to the last request."""
        self.setters[-1] = bool(cookies)
        self.jar.take(self.targets[-1], cookies, date)

    def knows(self, url: str) -> bool:
        """Whether this address was asked already."""
        address = _without_fragment(url)
        return any(visit.address == address for visit in self.visits)

    def circle(self, url: str) -> ErrorKind | None:
        """What kind of circle asking this address now would close, if it would close one.

        The same address with other cookies is another question, but not for ever.
        """
        visit = self._visit(url, target_of(url))
        times = [at for at, seen in enumerate(self.visits) if seen.address == visit.address]
        if visit not in self.visits and len(times) < MOST_VISITS:
            return None
        set_on_it = any(self.setters[times[0] :])
        return ErrorKind.COOKIE_LOOP if set_on_it else ErrorKind.REDIRECT_LOOP

    def _visit(self, url: str, target: Target) -> Visit:
        return Visit(_without_fragment(url), self.jar.header(target))


def _without_fragment(url: str) -> str:
    """The fragment is never sent."""
    return url.partition("#")[0]
