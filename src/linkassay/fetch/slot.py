"""Leave to ask a host once, and what is learnt of the host by it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from linkassay.dates import http_date
from linkassay.fetch.heard import Heard, heard
from linkassay.model import ErrorKind


class Slot:
    """Whoever finds that nobody was asked says so in `asked`: no gap is owed then.

    `now` is the time where a server does not tell its own.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.asked = True
        self.heard = Heard()

    def hear(
        self,
        status: int | None,
        error: ErrorKind | None,
        headers: Sequence[tuple[str, str]],
        date: str | None,
    ) -> None:
        """Learn what came of the request.

        `headers` are those kept, with lower-case names; `date` is the value of `Date`.
        """
        asked = next((value for name, value in headers if name == "retry-after"), None)
        self.heard = heard(status, error, asked, http_date(date) or self._now())
