"""What hosts ask of programs in their robots.txt (RFC 9309), heeded before each request.

Each origin (scheme, host and port) is asked for it once a day, through the same guard and in the
same lane as its links. What comes of that:

- It answers 2xx: its rules hold. 4xx, or redirects that lead nowhere: there are none, all may be
  asked (RFC 9309 sections 2.3.1.2, 2.3.1.3).
- It answers 5xx, or is broken off: a copy of the last 30 days stands in. Where there is none,
  section 2.3.1.4 wants all to be left alone. But a host that is dying answers every address so, and
  its death would never be seen. So *one* address is asked; it tells the one from the other. Before
  a second one, robots.txt is asked for once more; where it still cannot be read, the rest is not
  asked.
- The host is not reached at all (no such name, refused, no TLS): there is nobody who could wish to
  be left alone. Its links are asked, as far as the lane lets them.

A redirect is held to the robots.txt of each host that it leads to. An article that the caller named
is a person's own request, and is asked in any case; so are control pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from linkassay import urls
from linkassay.fetch.errors import FetchError
from linkassay.fetch.robots_memory import RobotsMemory, RobotsRecord
from linkassay.fetch.robots_rules import RobotsRules, rules_of
from linkassay.fetch.target import Target
from linkassay.model import ErrorKind, HostNote
from linkassay.model.host_names import is_within

PATH = "/robots.txt"

MOST_ATTEMPTS = 2
"""So often a robots.txt that cannot be read is asked for in one audit."""

MOST_DELAY = 300.0
"""Seconds. A longer `Crawl-delay` is not waited for (Heritrix has the same bound)."""

UNREACHED = frozenset(
    {
        ErrorKind.DNS_NAME,
        ErrorKind.DNS_NO_ADDRESS,
        ErrorKind.DNS_TEMPORARY,
        ErrorKind.NO_ROUTE,
        ErrorKind.CONNECT,
        ErrorKind.CONNECT_TIMEOUT,
        ErrorKind.TLS_EXPIRED,
        ErrorKind.TLS_NOT_YET_VALID,
        ErrorKind.TLS_WRONG_HOST,
        ErrorKind.TLS_UNTRUSTED,
        ErrorKind.TLS_INCOMPLETE_CHAIN,
        ErrorKind.TLS_PROTOCOL,
        ErrorKind.ADDRESS_REFUSED,
        ErrorKind.PORT_REFUSED,
        ErrorKind.INTERCEPTED,
        ErrorKind.BUG,
    }
)
"""Errors with which nobody was reached who could have an answer."""

LEADS_NOWHERE = frozenset(
    {
        ErrorKind.TOO_MANY_REDIRECTS,
        ErrorKind.REDIRECT_LOOP,
        ErrorKind.COOKIE_LOOP,
        ErrorKind.BAD_REDIRECT,
        ErrorKind.APP_REDIRECT,
    }
)
"""Errors of a redirect that names no robots.txt."""

REFUSED = frozenset({ErrorKind.ADDRESS_REFUSED, ErrorKind.PORT_REFUSED})
"""So does one that leads to where nobody is asked."""

NOT_NOW = frozenset({ErrorKind.HOST_PAUSED, ErrorKind.TIME_UP})
"""Nothing was asked because of us or the lane: it holds for the address as well."""


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What came of asking for a robots.txt: the address it ended at, and the first bytes of it."""

    url: str
    status: int | None = None
    error: ErrorKind | None = None
    detail: str = ""
    data: bytes = b""


class Robots:
    """Says of each address whether its host lets programs ask for it.

    Whoever asks looks what is `known` first, asks for it where nothing is, has it learnt, and is
    then admitted or not. `ignored` are hosts (with those below them) that are not asked for one,
    `pace` is told the delay in seconds that a host wishes for, and `remember` what is worth
    remembering of a host. `now` dates what was read.
    """

    def __init__(
        self,
        memory: RobotsMemory,
        *,
        ignored: Sequence[str] = (),
        now: Callable[[], datetime],
        pace: Callable[[str, float], None],
        remember: Callable[[HostNote], None],
    ) -> None:
        self._memory = memory
        self._ignored = tuple(ignored)
        self._now = now
        self._pace = pace
        self._remember = remember

    def known(self, target: Target) -> RobotsRecord | None:
        """What holds for an address; `None` where its origin's robots.txt is to be asked first."""
        if target.directory == PATH or self._is_ignored(target.host.rstrip(".")):
            return _FREE
        record = self._memory.get(target.origin, self._now())
        return None if record is None or _is_worth_another(record, target) else record

    def admit(self, record: RobotsRecord, target: Target) -> None:
        """Return where an address may be asked by what is `known`; else raise `FetchError`.

        Its kind is `ROBOTS` where robots.txt forbids it, and `HOST_PAUSED` where it cannot be read
        or asks for a delay that is too long.
        """
        if record.failure:
            _admit_unread(record, target.origin, target.url)
        elif record.rules.lines:
            self._admit_read(record, target)

    def _is_ignored(self, host: str) -> bool:
        return bool(self._ignored) and any(is_within(host, item) for item in self._ignored)

    def learn(self, origin: str, answer: RobotsAnswer, rules: RobotsRules) -> None:
        """Remember what came of asking for a robots.txt; `rules` are those that it has.

        Raises `FetchError` where nobody may be asked now: it holds for the addresses as well.
        """
        elsewhere = origin_of(answer.url) != origin
        if answer.error is not None and answer.error in NOT_NOW and not elsewhere:
            raise FetchError(answer.error, answer.detail)
        before = self._memory.get(origin, self._now())
        record = RobotsRecord(self._now(), rules, _failure(answer, elsewhere))
        record.reached = elsewhere or answer.error not in UNREACHED
        if before is not None:
            record.attempts, record.let = before.attempts + 1, before.let
        if not record.failure:
            self._memory.put(origin, record)
            self._tell(origin)
            self._know_target(answer, origin, record)
            return
        copy = self._memory.old_copy(origin, record.read)
        if copy is not None and record.reached:
            record = RobotsRecord(record.read, copy, stands_in=True)
        self._memory.put(origin, record)

    def _know_target(self, answer: RobotsAnswer, origin: str, record: RobotsRecord) -> None:
        """A robots.txt that another one leads to is the one of its own origin as well."""
        target = origin_of(answer.url)
        if answer.error is None and target != origin and answer.url == target + PATH:
            self._memory.put(target, RobotsRecord(record.read, record.rules))
            self._tell(target)

    def _tell(self, origin: str) -> None:
        note = self._memory.note(urls.host_of(origin))
        if note.robots is not None:
            self._remember(note)

    def _admit_read(self, record: RobotsRecord, target: Target) -> None:
        rules, origin, url = record.rules, target.origin, target.url
        if not rules.allows(url):
            line = rules.line_against(url)
            said = "" if line is None else f": {line}"
            raise FetchError(ErrorKind.ROBOTS, f"{origin}{PATH} asks programs to keep off{said}")
        delay = rules.delay or 0.0
        if delay <= MOST_DELAY:
            if delay:
                self._pace(target.host, delay)
            return
        if record.let is not None:
            wish = f"{origin}{PATH} asks for a delay of {delay:,.0f} s after each request"
            raise FetchError(ErrorKind.HOST_PAUSED, f"{wish}; so long is not waited")
        record.let = url


_FREE = RobotsRecord(datetime.min.replace(tzinfo=UTC), RobotsRules())
"""What holds where nobody is asked for a robots.txt."""


def origin_of(url: str) -> str:
    """Scheme, host and port where it is not the scheme's own: `http://www.example.org:8080`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _is_worth_another(record: RobotsRecord, target: Target) -> bool:
    """Whether a robots.txt that was not read is asked for again before this address."""
    if not record.failure or record.attempts >= MOST_ATTEMPTS:
        return False
    return record.let not in (None, target.url)


def _admit_unread(record: RobotsRecord, origin: str, url: str) -> None:
    if record.let is None:
        record.let = url
    elif record.let != url and record.reached:
        why = f"{origin}{PATH} cannot be read ({record.failure})"
        raise FetchError(ErrorKind.HOST_PAUSED, f"{why}; until then one address is asked")


def _failure(answer: RobotsAnswer, elsewhere: bool) -> str:
    """Why a robots.txt could not be read, empty where it was or where there is none.

    `elsewhere` says that a redirect had led to another origin.
    """
    if answer.error is None:
        return str(answer.status) if answer.status is None or answer.status >= 500 else ""
    nowhere = answer.error in (LEADS_NOWHERE | REFUSED if elsewhere else LEADS_NOWHERE)
    return "" if nowhere else answer.error.value


def rules_in(answer: RobotsAnswer) -> RobotsRules:
    """The rules of a robots.txt as it came; none where it is not there."""
    if answer.error is not None or answer.status is None or not 200 <= answer.status < 300:
        return RobotsRules()
    return rules_of(answer.data.decode("utf-8", "replace"))
