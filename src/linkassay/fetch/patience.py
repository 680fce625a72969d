"""How long a host is waited for, and when it is not asked any more in a round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from linkassay.fetch.errors import FetchError
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import HostRecord
from linkassay.model import ErrorKind, HostNote

ALMOST_A_SECOND = timedelta(microseconds=999_999)

Records = tuple[tuple[str, HostRecord], ...]
"""What is remembered of a host, and of the platform that it is a part of, by their names."""


class Patience:
    """What is left of gaps and pauses, by what hosts said. Times are of one monotonic clock.

    `most_wait` is for how many seconds a host that asks for a pause is waited for, `until` when
    this asking ends; where it `goes_on` elsewhere, that cuts no pause short. A pause that is not
    waited for is told to `remember` once for each host, dated by `now`.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        most_wait: float,
        until: float,
        remember: Callable[[HostNote], None],
        goes_on: bool,
    ) -> None:
        self._now = now
        self._most_wait = most_wait
        self.until = until
        self._last = float("inf") if goes_on else until
        self._remember = remember

    def left(self, records: Records, now: float) -> list[float]:
        """What is left of the gap or pause of each; 0 where there is none.

        Raises `FetchError` where a host is not asked any more: `HOST_PAUSED` or `TIME_UP`.
        """
        if now >= self.until:
            raise FetchError(ErrorKind.TIME_UP, "the time for asking was over")
        return [self._left(record, records, now) for _, record in records]

    def ends(self, records: Records, now: float) -> bool:
        """Whether a host is not asked any more, though there is time left."""
        return any(
            record.why_left is not None or self._is_too_long(record, now) for _, record in records
        )

    def learn(self, records: Records, heard: Heard, began: float, now: float) -> None:
        """Take what a host said, which ended `now`.

        A 429 is the platform's word, all else the host's own.
        """
        own, lane = records[0][1], records[-1][1]
        own.breaker.hear(heard)
        answered = heard.status is not None and not heard.hung
        for _, record in records:
            pace = record.pace
            if heard.good:
                pace.answered_well()
            if record is lane and heard.refused:
                pace.refused(began, now, heard.wait)
            elif record is own and not heard.refused and heard.wait is not None:
                pace.pause(now, heard.wait)
            pace.rest(now, now - began if answered else 0.0)
            if self._is_too_long(record, now):
                self._tell(records, record, now)

    def keep(self, record: HostRecord, note: HostNote, now: float) -> None:
        """Heed what an earlier run noted of a host: until when it asked not to be asked."""
        if note.paused_until is not None:
            record.pace.pause(now, (note.paused_until - self._now()).total_seconds())

    def _left(self, record: HostRecord, records: Records, now: float) -> float:
        if (why := record.why_left) is not None:
            raise FetchError(ErrorKind.HOST_PAUSED, why)
        if self._is_too_long(record, now):
            until = f"{self._tell(records, record, now):%Y-%m-%d %H:%M:%S} UTC"
            raise FetchError(ErrorKind.HOST_PAUSED, f"it asks to be left alone until {until}")
        return max(record.pace.ready_at - now, 0.0)

    def _is_too_long(self, record: HostRecord, now: float) -> bool:
        return record.pace.is_paused_too_long(now, self._most_wait, self._last)

    def _tell(self, records: Records, paused: HostRecord, now: float) -> datetime:
        """Have it remembered once until when a host is to be left alone; gives that time (UTC).

        `paused` is its own record or that of its platform.
        """
        name, own = records[0]
        end = paused.pace.paused_until
        if paused.pause is None or paused.pause[0] != end:
            date = (self._now() + timedelta(seconds=end - now)).astimezone(UTC)
            # To a whole second, and rather later than earlier.
            paused.pause = end, (date + ALMOST_A_SECOND).replace(microsecond=0)
        if own.told != end:
            own.told = end
            self._remember(HostNote(name, paused.pause[1]))
        return paused.pause[1]
