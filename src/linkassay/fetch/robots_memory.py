"""What is remembered of the robots.txt of hosts: during an audit, and from one to the next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from linkassay import urls
from linkassay.fetch.robots_rules import RobotsRules, rules_of
from linkassay.model import HostNote

FRESH = timedelta(hours=24)
"""RFC 9309 section 2.4: no cached copy is used for more than 24 hours."""

LASTING = timedelta(days=30)
"""So long an old copy stands in for one that cannot be read (RFC 9309 sections 2.3.1.4, 2.4)."""

MOST_ORIGINS = 4_000
MOST_CHARACTERS = 16 * 1024 * 1024
"""What is kept at most during an audit; whatever was used last stays longest."""

_ORIGIN = "# "
_GROUP = "User-agent: *\n"


@dataclass(slots=True)
class RobotsRecord:
    """The robots.txt of one origin.

    `failure` says why it could not be read (empty where it could), `reached` whether the host was
    reached at all, `attempts` how often it was asked for. `let` is the one address that was let
    through where no more than one may be asked. `stands_in` says that an older copy is used.
    """

    read: datetime
    rules: RobotsRules
    failure: str = ""
    reached: bool = True
    attempts: int = 1
    let: str | None = None
    stands_in: bool = False

    @property
    def size(self) -> int:
        return self.rules.size


class RobotsMemory:
    """Records by origin (`https://www.example.org`), as many as there is room for."""

    def __init__(self) -> None:
        self._records: OrderedDict[str, RobotsRecord] = OrderedDict()
        self._of_host: dict[str, set[str]] = {}
        self._characters = 0

    def get(self, origin: str, now: datetime) -> RobotsRecord | None:
        """What is known of an origin and is not too old."""
        record = self._records.get(origin)
        if record is None or not timedelta() <= now - record.read < FRESH:
            return None
        self._records.move_to_end(origin)
        return record

    def old_copy(self, origin: str, now: datetime) -> RobotsRules | None:
        """The rules that were read some time ago, where they may still stand in."""
        record = self._records.get(origin)
        if record is None or record.failure or now - record.read > LASTING:
            return None
        return record.rules

    def put(self, origin: str, record: RobotsRecord) -> None:
        """Remember a record; what was not used for longest is forgotten where there is no room."""
        self._drop(origin)
        self._records[origin] = record
        self._of_host.setdefault(urls.host_of(origin), set()).add(origin)
        self._characters += record.size
        while len(self._records) > MOST_ORIGINS or self._characters > MOST_CHARACTERS:
            self._drop(next(iter(self._records)))

    def take(self, note: HostNote) -> None:
        """Remember what a note of an earlier audit tells, unless something is known already."""
        for origin, record in records_of(note):
            if origin not in self._records:
                self.put(origin, record)

    def of_host(self, host: str) -> Mapping[str, RobotsRecord]:
        """All that is known of the origins of a host."""
        return {at: self._records[at] for at in sorted(self._of_host.get(host, ()))}

    def note(self, host: str) -> HostNote:
        """What is to be remembered of a host after this audit: what its origins allowed."""
        records = self.of_host(host)
        return note_of(
            host,
            {at: one for at, one in records.items() if not (one.failure or one.stands_in)},
        )

    def _drop(self, origin: str) -> None:
        record = self._records.pop(origin, None)
        if record is None:
            return
        self._characters -= record.size
        host = urls.host_of(origin)
        self._of_host[host].discard(origin)
        if not self._of_host[host]:
            del self._of_host[host]


def note_of(host: str, records: Mapping[str, RobotsRecord]) -> HostNote:
    """A note of the records of a host: the lines of each under a comment that names its origin.

    It is as old as the oldest of them, and says nothing where there are none.
    """
    if not records:
        return HostNote(host)
    parts = [
        "\n".join((_ORIGIN + origin, *record.rules.lines)) for origin, record in records.items()
    ]
    return HostNote(
        host,
        robots="\n".join(parts),
        robots_read=min(record.read for record in records.values()),
    )


def records_of(note: HostNote) -> Iterator[tuple[str, RobotsRecord]]:
    """The records that a note tells of; an origin of another host is none of them."""
    if note.robots is None or note.robots_read is None:
        return
    for part in f"\n{note.robots}".split(f"\n{_ORIGIN}")[1:]:
        origin, _, lines = part.partition("\n")
        if urls.host_of(origin) == note.host:
            yield origin, RobotsRecord(note.robots_read, rules_of(_GROUP + lines))
