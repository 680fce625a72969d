"""What is stored of pages of the web: how earlier runs read them, and where they led."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from linkassay.model import Earlier, PageOutcome
from linkassay.urls.crawled import crawled, sameness

WITH_DOCUMENT = f"('{PageOutcome.READ}', '{PageOutcome.UNCHANGED}', '{PageOutcome.STANDS}')"
"""Outcomes of an address that is a document of its run, as a list of SQL."""

_EARLIER = f"""
select f.locator, r.fetched, f.etag, f.last_modified from frontier f
join seals e on e.run_id = f.run_id
join documents d on d.locator = f.locator
join document_state s on s.document_id = d.id and s.present
join runs u on u.id = s.run_id
join run_documents r on r.run_id = s.run_id and r.document_id = s.document_id
where f.same = :same and f.run_id <> :run and f.outcome in {WITH_DOCUMENT}
  and r.fetched is not null and u.tool = (select tool from runs where id = :run)
  and not exists (select 1 from citations c where c.version_id = s.version_id and c.secret)
order by f.run_id desc limit 1
"""
"""A reading is taken again only where the same version of the program made it, and where it needs
no secret that its source alone has."""

_CITED = """
select distinct l.url from documents d join run_documents r
  on r.document_id = d.id and r.run_id = ? join citations c on c.version_id = r.version_id
join links l on l.id = c.link_id where d.locator = ?
"""


class PagesBefore:
    """The pages that one run may take again."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self._connection = connection
        self._run = run

    def earlier(self, same: str) -> Earlier | None:
        """What the last sealed run knows of a page, by the sameness of its address."""
        row = self._connection.execute(_EARLIER, {"same": same, "run": self._run}).fetchone()
        return None if row is None else Earlier(*row)

    def leads_of(self, locator: str) -> Sequence[str]:
        """Where a page led in earlier runs, of what its stored reading cites."""
        found: dict[str, None] = {}
        for (url,) in self._connection.execute(_CITED, (self._run, locator)).fetchall():
            address = crawled(url) if "://" in url else None
            known = "select 1 from frontier where same = ? and run_id <> ? limit 1"
            values = (sameness(address or ""), self._run)
            if address is not None and self._connection.execute(known, values).fetchone():
                found[address] = None
        return tuple(found)

    def has_prose(self, locator: str) -> bool:
        """Whether a document of this run has prose of its own."""
        query = (
            "select 1 from documents d"
            " join run_documents r on r.document_id = d.id and r.run_id = ?"
            " join sketches k on k.version_id = r.version_id where d.locator = ?"
        )
        return self._connection.execute(query, (self._run, locator)).fetchone() is not None
