"""What documents say, as rows.

A version is bytes *and* what we made of them. The same bytes read alike in fifty runs are stored
once; a better reader makes a new version, and the old one stays as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from linkassay.ledger.codec import Cell, box, cell, cells_of, listed
from linkassay.ledger.keys import Keys
from linkassay.ledger.reading_hash import CAPTURE, OWN, Row, reading_hash
from linkassay.ledger.sketches import sketch_cells, write_sketch
from linkassay.ledger.tables import TABLES
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Capture,
    Citation,
    Clue,
    Document,
    Reading,
    link_subject,
)
from linkassay.model.fields import plain

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
        if "link_id" not in TABLES[name].names:
            cells = [[version, *row] for _, row in rows]
        else:
            links = [None if url is None else self._keys.link(url) for url, _ in rows]
            cells = [[version, link, *row] for link, (_, row) in zip(links, rows, strict=True)]
        self._connection.executemany(TABLES[name].insert, cells)

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


def _citation(item: Citation) -> list[Cell]:
    names = TABLES["citations"].names[3:-1]
    if item.link is not None and item.parsed == item.link.url:
        item = replace(item, parsed=None)
    secret = item.link is not None and item.link.secret
    return [int(secret), *cells_of(Citation, names)(item), box(item.span)]


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
