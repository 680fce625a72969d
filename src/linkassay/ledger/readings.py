"""What documents say, as rows, and back.

A version is bytes *and* what we made of them. The same bytes read alike in fifty runs are stored
once; a better reader makes a new version, and the old one stays as it was.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from linkassay.ledger.codec import Cell, box, cell, cells_of, days_from, listed, noun_maker, noun_of
from linkassay.ledger.keys import Keys
from linkassay.ledger.meant import choice
from linkassay.ledger.reading_hash import CAPTURE, OWN, Row, reading_hash
from linkassay.ledger.sketches import sketch_cells, write_sketch
from linkassay.ledger.tables import TABLES
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
from linkassay.model.fields import plain
from linkassay.urls import host_of

_LINK_SUBJECT = link_subject("")


class ReadingWriter:
    """Stores what documents say."""

    def __init__(self, connection: sqlite3.Connection, keys: Keys) -> None:
        self._connection = connection
        self._keys = keys

    def store(self, reading: Reading) -> tuple[int, int]:
        """The keys of the document and of its version; nothing is stored twice."""
        source = reading.document
        document = self._keys.document(cell_text(source.locator))
        parts: dict[str, list[tuple[str | None, list[Cell]]]] = {
            "citations": [(_url(item), _citation(item)) for item in reading.citations],
            "attributions": [(None, _attribution(item)) for item in reading.attributions],
            "clues": [(_dated(item), _clue(item)) for item in reading.clues],
        }
        row = _version(reading)
        says = reading_hash(
            [row[name] for name in OWN],
            ((table, part) for table, rows in parts.items() for part in rows),
            _captured(reading),
            sketch_cells(reading.sketch),
        )
        version = self._version(document, source.sha256, says)
        if version is not None:
            return document, version
        version = self._new_version(row | {"document_id": document, "reading": says})
        for table, rows in parts.items():
            self._many(table, version, rows)
        self._captures(reading)
        write_sketch(self._connection, version, reading.sketch)
        return document, version

    def _version(self, document: int, digest: str, says: bytes) -> int | None:
        found = self._connection.execute(
            "select id from document_versions where document_id = ? and sha256 = ? and reading = ?",
            (document, digest, says),
        ).fetchone()
        return None if found is None else int(found[0])

    def _new_version(self, row: Mapping[str, Cell]) -> int:
        table = TABLES["document_versions"]
        made = self._connection.execute(table.insert, [row[name] for name in table.names])
        return made.lastrowid or 0

    def _many(self, name: str, version: int, rows: Sequence[Row]) -> None:
        insert = TABLES[name].insert
        if "link_id" not in TABLES[name].names:
            self._connection.executemany(insert, ((version, *row) for _, row in rows))
            return
        links = self._keys.links(url for url, _ in rows if url is not None)
        cells = ((version, None if url is None else links[url], *row) for url, row in rows)
        self._connection.executemany(insert, cells)

    def _captures(self, reading: Reading) -> None:
        for link in (item.link for item in reading.citations):
            if link is not None and link.capture is not None:
                table = TABLES["captures"]
                row = (self._keys.link(link.url), *cells_of(Capture, CAPTURE)(link.capture))
                self._connection.execute(f"{table.insert} on conflict do nothing", row)


def cell_text(text: str) -> str:
    """A text as it is stored."""
    return str(cell(text))


def _version(reading: Reading) -> dict[str, Cell]:
    """The row of a version, but for what it refers to."""
    names = TABLES["document_versions"].names
    of_document = cells_of(Document, names)(reading.document)
    of_reading = cells_of(Reading, names)(reading)
    both = zip(names, of_document, of_reading, strict=True)
    row = {name: mine if theirs is None else theirs for name, mine, theirs in both}
    metadata = tuple((item.name, item.value) for item in reading.document.metadata)
    return row | {"metadata": cell(metadata)}


def _url(item: Citation) -> str | None:
    return None if item.link is None else item.link.url


def _dated(item: Clue) -> str | None:
    return None if item.subject == DOCUMENT else item.subject.removeprefix(_LINK_SUBJECT)


def _captured(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    """The archived copies that the document cites by their addresses."""
    for item in reading.citations:
        link = item.link
        if link is not None and link.capture is not None and link.capture.url == item.parsed:
            yield (link.url, *cells_of(Capture, CAPTURE)(link.capture))


_CITED = TABLES["citations"].names[3:-1]
_OF_CITATION = cells_of(Citation, _CITED)
_PARSED = 1 + _CITED.index("parsed")


def _citation(item: Citation) -> list[Cell]:
    link = item.link
    cells = [int(link is not None and link.secret), *_OF_CITATION(item), box(item.span)]
    if link is not None and item.parsed == link.url:
        cells[_PARSED] = None
    return cells


def _attribution(item: Attribution) -> list[Cell]:
    names = TABLES["attributions"].names[1:-1]
    return [*cells_of(Attribution, names)(item), box(item.span)]


def _clue(item: Clue) -> list[Cell]:
    names = TABLES["clues"].names[5:-1]
    several = len(item.days.intervals) != 1
    return [
        cell(item.days.earliest),
        cell(item.days.latest),
        listed(plain(item.days)) if several else None,
        *cells_of(Clue, names)(item),
        box(item.span),
    ]


# --- and back ---


def read_back(connection: sqlite3.Connection, run: int, version: int, locator: str) -> Reading:
    """A version as a run takes it, without the text of the document."""
    (row,) = _rows(connection, "document_versions", "id = ?", (version,))
    metadata = tuple(Meta(*pair) for pair in json.loads(str(row["metadata"])))
    document = noun_of(Document, row, locator=locator, text="", metadata=metadata)
    cited = list(_citations(connection, run, version))
    reading = Reading(
        document,
        tuple(citation for citation, _ in cited),
        tuple(noun_of(Attribution, r) for r in _of_version(connection, "attributions", version)),
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


def clues_of(connection: sqlite3.Connection, version: int) -> Iterator[tuple[int, Clue]]:
    """The clues of a version, each with its key."""
    query = (
        "select c.*, l.url from clues c left join links l on l.id = c.link_id"
        " where c.version_id = ? order by c.id"
    )
    names, rows = _named(connection, query, (version,))
    make = noun_maker(Clue, names)
    ends = itemgetter(*(names.index(name) for name in ("intervals", "earliest", "latest")))
    for row in rows:
        url = row[-1]
        subject = DOCUMENT if url is None else link_subject(url)
        yield row[0], make(row, subject=subject, days=_days(*ends(row)))


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
    names, rows = _named(connection, _CITATIONS, (run, version))
    make = noun_maker(Citation, names)
    own, cut, as_is = (names.index(name) for name in ("parsed", "secret", "written"))
    for row in rows:
        *_, url, chosen = row
        parsed = url if row[own] is None else row[own]
        capture = captures.get((url, parsed)) if captures else None
        if captures and capture is None and url and host_of(parsed) != host_of(url):
            # It goes through an archive; who cites the page itself cites no copy of another's.
            capture = captures.get((url, None))
        link = None if url is None else link_from(url, capture, secret=bool(row[cut]))
        written = parsed if row[as_is] == parsed else row[as_is]  # one text, where they are one
        other = None if chosen is None else link_from(chosen)
        yield make(row, link=link, parsed=parsed, written=written), other


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


_USUAL = re.compile(r"(https?)://([a-z0-9.-]+)(?::([0-9]+))?(/[^?#]*)", re.ASCII)
_PORTS = {"http": 80, "https": 443, "ftp": 21}


def link_from(url: str, capture: Capture | None = None, *, secret: bool = False) -> Link:
    """A link from its identity. An identity is WHATWG form, so its parts are read plainly."""
    usual = _USUAL.match(url)
    if usual is not None:
        scheme, host, own, path = usual.groups()
        return Link(url, scheme, host, int(own or _PORTS[scheme]), path, capture, secret)
    parts = urlsplit(url)
    port = parts.port or _PORTS.get(parts.scheme, 0)
    return Link(url, parts.scheme, host_of(url), port, parts.path, capture, secret)


def _of_version(
    connection: sqlite3.Connection, table: str, version: int
) -> Iterator[dict[str, Any]]:
    return _rows(connection, table, "version_id = ? order by id", (version,))


def _rows(
    connection: sqlite3.Connection, table: str, where: str, values: Sequence[Cell]
) -> Iterator[dict[str, Any]]:
    return _mapped(connection, f"select * from {table} where {where}", values)


def _mapped(
    connection: sqlite3.Connection, query: str, values: Sequence[Cell]
) -> Iterator[dict[str, Any]]:
    names, rows = _named(connection, query, values)
    for row in rows:
        yield dict(zip(names, row, strict=True))


def _named(
    connection: sqlite3.Connection, query: str, values: Sequence[Cell]
) -> tuple[tuple[str, ...], Iterator[Sequence[Any]]]:
    """The names of a query's columns, and its rows."""
    cursor = connection.execute(query, values)
    return tuple(item[0] for item in cursor.description), cursor
