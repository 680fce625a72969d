"""A ledger on disk that is audited into, and what stands in it, told without its own numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builders import Told, found_in, opened_in, told
from fakes import FakeFetcher, Here
from linkassay import pipeline
from linkassay.ledger import open_ledger
from linkassay.ledger.tables import TABLES
from linkassay.model import Finding, Limit, Settings, Source, UnreadSource, Walked
from linkassay.pipeline import Audit

A = "https://example.org/a"
B = "https://example.com/b"
WELL = {A: "200", B: "200"}


def citing(*urls: str, title: str = "A headline") -> str:
    """A document that draws no finding by itself."""
    return f"{title}\n\n" + "\n\n".join(f"See {url} there." for url in urls) + "\n"


def documents_in(documents: Mapping[str, str | bytes]) -> Mapping[str, str]:
    """The documents by locator, as files that are there."""
    return dict.fromkeys(documents, "")


OF_THE_FILE = frozenset({"lineage", "known_sources", "judgements"})
"""Which file it is, and what need not be read and judged again for it."""


@dataclass
class Book:
    """Audits into one file, which is opened and closed for each. `code` reads and judges; without
    it all is read and judged anew."""

    path: Path
    asked: list[str] = field(default_factory=list)
    code: bytes | None = b"code"

    def audit(
        self,
        day: str,
        documents: Mapping[str, str | bytes],
        web: Mapping[str, str] | None = None,
        **more: Any,
    ) -> Told:
        with open_ledger(self.path) as ledger:
            return told(pipeline.audit(self.work(day, documents, web, **more), ledger))

    def work(
        self,
        day: str,
        documents: Mapping[str, str | bytes],
        web: Mapping[str, str] | None = None,
        *,
        walked: Sequence[str] = (),
        unread: Iterable[UnreadSource] = (),
        offline: bool = False,
        name: str = "",
        exists: Iterable[str] = (),
        settings: Settings | None = None,
        fetcher: FakeFetcher | None = None,
        files: Mapping[str, str] | None = None,
        limited: Limit | None = None,
        pages: Mapping[str, str] | None = None,
        articles: Sequence[str] = (),
    ) -> Audit:
        """`files` are those around the documents; without them nobody looks for any."""
        when = datetime.fromisoformat(day).replace(tzinfo=UTC)
        there = frozenset(exists)
        return Audit(
            [*sources(documents), *unread, *(Walked(prefix) for prefix in walked)],
            articles,
            settings or Settings(offline=offline),
            Here(limited=limited),
            fetcher
            or FakeFetcher(
                WELL if web is None else web, shown=pages or {}, when=when, asked=self.asked
            ),
            when,
            name or f"run-{day}",
            exists=there.__contains__,
            find=None if files is None else found_in({**documents_in(documents), **files}),
            open_beside=None if files is None else opened_in(files),
            # A reader that is limited is another one: it reads anew.
            code=None if self.code is None or limited is not None else lambda: self.code,
        )

    def told(self, name: str) -> Told:
        """A run as it is told once more."""
        with open_ledger(self.path) as ledger:
            return told(ledger.report(name))

    def rows(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query, values).fetchall()

    def one(self, query: str, *values: object) -> Any:
        (row,) = self.rows(query, *values)
        return row[0] if len(row) == 1 else row

    def open(self) -> list[tuple[Any, ...]]:
        """Document, rule, day on which it was first seen, and times of each open finding."""
        return self.rows(
            "select d.locator, o.rule, substr(o.first_seen, 1, 10), o.times from open_findings o"
            " join documents d on d.id = o.document_id order by d.locator, o.rule, o.fingerprint"
        )

    @contextmanager
    def tampering(self) -> Iterator[sqlite3.Connection]:
        """A connection on which nothing guards the log."""
        with closing(sqlite3.connect(self.path)) as connection:
            names = connection.execute("select name from sqlite_master where type = 'trigger'")
            for (name,) in names.fetchall():
                connection.execute(f"drop trigger {name}")
            yield connection
            connection.commit()


def sources(documents: Mapping[str, str | bytes]) -> list[Source]:
    return [
        Source(locator, text.encode() if isinstance(text, str) else text)
        for locator, text in documents.items()
    ]


def standings(report: Told) -> list[tuple[str, str]]:
    """Rule and standing of each finding, sorted."""
    return sorted((finding.rule, str(finding.standing)) for finding in report.findings)


def of(report: Told, rule: str) -> Finding:
    """The only finding of a rule."""
    (found,) = [finding for finding in report.findings if finding.rule == rule]
    return found


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table but those about the file itself, sorted, without the numbers of rows."""
    with closing(sqlite3.connect(path)) as connection:
        told = _Content(connection)
        return {name: told.table(name) for name in TABLES if name not in OF_THE_FILE}


class _Content:
    """The rows of a ledger with what they refer to in place of numbers."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], tuple[Any, ...]] = {}

    def table(self, name: str) -> list[tuple[Any, ...]]:
        columns = ", ".join(TABLES[name].names)
        rows = self._connection.execute(f"select {columns} from {name}").fetchall()
        return sorted((self._row(name, row) for row in rows), key=repr)

    def _row(self, name: str, row: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            self._referred(column.refers, value) if column.refers and value is not None else value
            for column, value in zip(TABLES[name].columns, row, strict=True)
        )

    def _referred(self, table: str, key: int) -> tuple[Any, ...]:
        found = self._known.get((table, key))
        if found is None:
            columns = ", ".join(TABLES[table].names)
            query = f"select {columns} from {table} where id = ?"
            row = self._connection.execute(query, (key,)).fetchone()
            found = self._known[table, key] = self._row(table, row)
        return found
