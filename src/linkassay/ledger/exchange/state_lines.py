"""The lines of `state.ndjson`, which people review, and of `hosts.ndjson`, which nobody has to.

A line of the state changes only where something about its link, document or finding changed: no
number of a row, no time of a look, nothing that differs from week to week by itself, such as how
often a dead link has failed, of which a finding's words speak.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from linkassay.ledger.codec import Cell, encode
from linkassay.ledger.exchange.lines import HOSTS_FORMAT, STATE_FORMAT, VERSION, Row, summed

_STATES = {
    "document": """
select d.locator as document, v.title, v.media_type, s.present, v.sha256,
  nullif(s.identity, d.locator) as known_as, p.earliest as published_from,
  p.latest as published_until
from document_state s join documents d on d.id = s.document_id
join document_versions v on v.id = s.version_id
left join published p on p.run_id = s.run_id and p.document_id = s.document_id
order by d.locator""",
    "link": """
select l.url as link, s.state, s.condition, s.confidence, s.status, s.cause,
  case when s.state = 'failing' then s.strikes end as strikes, s.since
from link_state s join links l on l.id = s.link_id order by l.url""",
    "finding": """
select o.fingerprint as finding, d.locator as document, o.rule, o.level, o.confidence, l.url as
  link, o.line, substr(o.first_seen, 1, 10) as first_seen, o.times
from open_findings o join documents d on d.id = o.document_id
left join links l on l.id = o.link_id order by d.locator, o.rule, o.fingerprint""",
}

_HOSTS = """
select h.host, n.paused_until, n.robots, n.robots_read from host_notes n
join hosts h on h.id = n.host_id order by h.host
"""


def state_lines(connection: sqlite3.Connection) -> Iterator[str]:
    """How documents, links and findings stand now; nulls are left out."""
    yield _line({"format": STATE_FORMAT, "version": VERSION})
    for query in _STATES.values():
        yield from (_line(row) for row in _rows(connection, query))


def host_lines(connection: sqlite3.Connection) -> Iterator[str]:
    """What is remembered of each server, so that it is asked politely."""
    return map(summed, host_rows(connection))


def host_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    """What each of these lines says."""
    yield {"format": HOSTS_FORMAT, "version": VERSION}
    yield from _rows(connection, _HOSTS)


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[dict[str, Cell]]:
    cursor = connection.execute(query)
    names = [item[0] for item in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _line(row: Mapping[str, Cell]) -> str:
    return encode({key: value for key, value in row.items() if value is not None}) + "\n"
