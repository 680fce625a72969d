"""What is remembered of servers elsewhere: of two notes the newer one holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from linkassay.ledger.codec import Cell, from_moment
from linkassay.ledger.exchange.lines import HOSTS_FORMAT, Line, head_of
from linkassay.ledger.keys import Keys

_TAKE = """
insert into host_notes (host_id, paused_until, robots, robots_read) values (?1, ?2, ?3, ?4)
on conflict (host_id) do update set
  paused_until = nullif(max(coalesce(paused_until, ''), coalesce(?2, '')), ''),
  robots = case when ?4 > coalesce(robots_read, '') then ?3 else robots end,
  robots_read = nullif(max(coalesce(robots_read, ''), coalesce(?4, '')), '')
where coalesce(?2, '') > coalesce(paused_until, '') or coalesce(?4, '') > coalesce(robots_read, '')
"""
"""Where nothing is newer nothing is written: whoever takes the same again changes no byte."""


def take_hosts(connection: sqlite3.Connection, keys: Keys, lines: Iterable[Line]) -> None:
    """Take lines about hosts. Raises `BrokenFileError`."""
    for line in lines:
        if line.number == 1:
            head_of(line, HOSTS_FORMAT)
            continue
        row = line.row
        host, robots = row.get("host"), row.get("robots")
        if not isinstance(host, str) or not host or not isinstance(robots, str | None):
            raise line.wrong("this is no note on a host")
        times = (_moment(line, "paused_until"), _moment(line, "robots_read"))
        connection.execute(_TAKE, (keys.host(host), times[0], robots, times[1]))


def _moment(line: Line, name: str) -> Cell:
    value = line.row.get(name)
    try:
        if value is not None:
            from_moment(value)
    except (ValueError, TypeError) as error:
        raise line.wrong(f"{name!r} is no time") from error
    return value if isinstance(value, str) else None
