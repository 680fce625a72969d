"""What is remembered of hosts from one run to the next."""

from __future__ import annotations

import sqlite3

from linkassay.ledger.codec import cell, since
from linkassay.ledger.keys import Keys
from linkassay.model import HostNote

_NOTE = """
select h.host, n.paused_until, n.robots, n.robots_read from host_notes n
join hosts h on h.id = n.host_id where n.host_id = ?
"""

_REMEMBER = """
insert into host_notes (host_id, paused_until, robots, robots_read) values (?, ?, ?, ?)
on conflict (host_id) do update set
  paused_until = coalesce(excluded.paused_until, paused_until),
  robots = coalesce(excluded.robots, robots),
  robots_read = coalesce(excluded.robots_read, robots_read)
"""


def note_of(connection: sqlite3.Connection, host: int) -> HostNote | None:
    """What is remembered of the host with this key."""
    row = connection.execute(_NOTE, (host,)).fetchone()
    if row is None:
        return None
    name, paused_until, robots, robots_read = row
    return HostNote(name, since(paused_until), robots, since(robots_read))


def remember(connection: sqlite3.Connection, keys: Keys, note: HostNote) -> None:
    """Keep a note; what it does not tell of stays as it was."""
    told = (cell(note.paused_until), cell(note.robots), cell(note.robots_read))
    connection.execute(_REMEMBER, (keys.host(note.host), *told))
