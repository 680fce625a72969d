"""What came of one request, as far as manners go; and how long a host asks to be left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from linkassay.dates import http_date, seconds_asked
from linkassay.model import ErrorKind

TOO_MANY = 429
"""RFC 6585 section 4: too many requests in a given amount of time."""

MAY_WAIT = frozenset({413, 429, 503})
"""Besides 3xx, the statuses with which `Retry-After` is defined (RFC 9110 sections 10.2.3, 15.5.14;
RFC 6585 section 4)."""

HANGS = frozenset({ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT, ErrorKind.DEADLINE})

BREAKDOWNS = frozenset(
    {ErrorKind.CONNECT, ErrorKind.DISCONNECTED, ErrorKind.PROTOCOL, ErrorKind.TLS_PROTOCOL}
)

MOST_PAUSE = 24 * 3600.0
"""Seconds. Whoever asks for more is asked again after a day: a slip of the pen must not hide a host
for years."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer or failure. `wait` is for how many seconds from now the host asks to be left."""

    status: int | None = None
    error: ErrorKind | None = None
    wait: float | None = None

    @property
    def refused(self) -> bool:
        """Whether it was too much for the host."""
        return self.status == TOO_MANY

    @property
    def hung(self) -> bool:
        """Whether time ran out, before an answer or within it."""
        return self.error in HANGS

    @property
    def failed(self) -> bool:
        """Whether the host itself failed: no matter which of its addresses was asked."""
        broken = self.error is not None and self.error in HANGS | BREAKDOWNS
        return broken or (self.status is not None and self.status >= 500)

    @property
    def good(self) -> bool:
        """Whether the host did its work; a 404 or 403 is an answer like another."""
        answered = self.status is not None and self.error is None
        return answered and not self.failed and not self.refused


def heard(
    status: int | None,
    error: ErrorKind | None,
    headers: Sequence[tuple[str, str]],
    date: str | None,
    now: Callable[[], datetime],
) -> Heard:
    """What one exchange says.

    `headers` are those kept, with lower-case names; `date` is the value of `Date`: the server's own
    clock counts where it tells it, and `now` else.
    """
    wait = None
    if status is not None and (status in MAY_WAIT or 300 <= status < 400):
        named = next((value for name, value in headers if name == "retry-after"), None)
        asked = None if named is None else seconds_asked(named, http_date(date) or now())
        wait = None if asked is None else min(asked, MOST_PAUSE)
    return Heard(status, error, wait)
