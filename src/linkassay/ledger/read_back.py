"""What documents say, from their rows."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from linkassay.ledger.codec import Cell, days_from, noun_of
from linkassay.ledger.meant import choice
from linkassay.ledger.nouns import maker_of
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Capture,
    Citation,
    Clue,
    DaySet,
    Document,
    Limit,
    Link,
    Meta,
    Reading,
    link_subject,
)
from linkassay.urls import host_of


def read_back(connection: sqlite3.Connection, run: int, version: int, locator: str) -> Reading:
    """A version as a run takes it, without the text of the document."""
    (row,) = _rows(connection, "document_versions", "id = ?", (version,))
    metadata = tuple(Meta(*pair) for pair in json.loads(str(row["metadata"])))
    document = noun_of(Document, row, locator=locator, text="", metadata=metadata)
    cited = list(_citations(connection, run, version))
    reading = Reading(
        document,
        tuple(citation for citation, _ in cited),
        tuple(_attributions(connection, version)),
        tuple(clue for _, clue in clues_of(connection, version)),
        notes=tuple(json.loads(str(row["notes"]))),
        limited=None if row["limited"] is None else Limit(row["limited"]),
        suppressions=noun_of(
            Reading, {"suppressions": row["suppressions"]}, document=document
        ).suppressions,
    )
    return _meant(reading, [chosen for _, chosen in cited])


def _meant(reading: Reading, chosen: Sequence[Link | None]) -> Reading:
    """The reading with what was chosen for its wrapped addresses."""
    if not any(chosen):
        return reading
    from linkassay.extract.chosen import with_chosen  # most documents do without

    return with_chosen(reading, chosen)


_ATTRIBUTIONS = "select * from attributions where version_id = ? order by id"


def _attributions(connection: sqlite3.Connection, version: int) -> Iterator[Attribution]:
    columns, rows = _told(connection, _ATTRIBUTIONS, (version,))
    return map(maker_of(Attribution, columns), rows)


_CLUES = """
select c.*, l.url from clues c left join links l on l.id = c.link_id
where c.version_id = ? order by c.id
"""


def clues_of(connection: sqlite3.Connection, version: int) -> Iterator[tuple[int, Clue]]:
    """The clues of a version, each with its key."""
    columns, rows = _told(connection, _CLUES, (version,))
    make = maker_of(Clue, columns, ("subject", "days"))
    key, several, first, last = map(columns.index, ("id", "intervals", "earliest", "latest"))
    for row in rows:
        days = _days(row[several], row[first], row[last])
        yield row[key], make(row, DOCUMENT if row[-1] is None else link_subject(row[-1]), days)


def _days(intervals: str | None, earliest: str | None, latest: str | None) -> DaySet:
    return days_from([[earliest, latest]] if intervals is None else json.loads(intervals))


_CITATIONS = f"""
select c.*, l.url, b.url as chosen from citations c
left join links l on l.id = c.link_id {choice("?")} left join links b on b.id = r.chosen_id
where c.version_id = ? order by c.id
"""


def _citations(
    connection: sqlite3.Connection, run: int, version: int
) -> Iterator[tuple[Citation, Link | None]]:
    """Each citation as it was read, and the candidate that a run chose for it."""
    captures = _captures(connection, version)
    columns, rows = _told(connection, _CITATIONS, (run, version))
    make = maker_of(Citation, columns, ("link", "parsed"))
    told, hidden = columns.index("parsed"), columns.index("secret")
    for row in rows:
        *_, url, chosen = row
        parsed = url if row[told] is None else row[told]
        capture = captures.get((url, parsed)) if captures else None
        if captures and capture is None and url and host_of(parsed) != host_of(url):
            # It goes through an archive; who cites the page itself cites no copy of another's.
            capture = captures.get((url, None))
        link = None if url is None else link_from(url, capture, secret=bool(row[hidden]))
        yield make(row, link, parsed), None if chosen is None else link_from(chosen)


def _captures(
    connection: sqlite3.Connection, version: int
) -> dict[tuple[str, str | None], Capture]:
    """The copies of what a version cites, by link and address, and any copy of a link."""
    query = (
        "select l.url as link, p.* from captures p join links l on l.id = p.link_id"
        " where p.link_id in (select link_id from citations where version_id = ?)"
    )
    found: dict[tuple[str, str | None], Capture] = {}
    for row in _mapped(connection, query, (version,)):
        copy = noun_of(Capture, row)
        found[row["link"], row["url"]] = found[row["link"], None] = copy
    return found


_PLAIN = re.compile(r"(https?)://([a-z0-9.-]*[a-z])(/[^?#\s]*)(?:[?#]\S*)?")
"""Most identities: a name and no port. The parts of such a one are read at once."""


def link_from(url: str, capture: Capture | None = None, *, secret: bool = False) -> Link:
    """A link from its identity. An identity is WHATWG form, so its parts are read plainly."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        scheme, host, path = plain.groups()
        return Link(url, scheme, host, 443 if scheme == "https" else 80, path, capture, secret)
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443, "ftp": 21}.get(parts.scheme, 0)
    return Link(url, parts.scheme, host_of(url), port, parts.path, capture, secret)


def _rows(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[Cell]
) -> Iterator[dict[str, Any]]:
    return _mapped(connection, f"select * from {table} where {where}", values)


def _mapped(
    connection: sqlite3.Connection, query: str, values: Sequence[Cell]
) -> Iterator[dict[str, Any]]:
    cursor = connection.execute(query, values)
    names = [item[0] for item in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _told(
    connection: sqlite3.Connection, query: str, values: Sequence[Cell]
) -> tuple[tuple[str, ...], sqlite3.Cursor]:
    """The names of a query's columns, and its rows."""
    cursor = connection.execute(query, values)
    return tuple(item[0] for item in cursor.description), cursor
