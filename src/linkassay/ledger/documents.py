"""The documents of a run, read back with all that judging needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from linkassay.ledger.checks_back import checks_of
from linkassay.ledger.codec import storable
from linkassay.ledger.copies import Copies
from linkassay.ledger.identity import IDENTITY
from linkassay.ledger.readings import read_back
from linkassay.ledger.results import findings_where
from linkassay.model import (
    Copy,
    History,
    Reading,
    Sharing,
    Standing,
    StoredDocument,
    Unjudged,
)

AT_ONCE = 100
"""So many documents are looked up at a time: to find the next ones looks through all of a run's."""

_DOCUMENTS = f"""
select r.position, d.id, d.locator, r.version_id, r.fetched, r.renamed_from, {IDENTITY},
  (select count(*) from citations c where c.version_id = r.version_id)
from run_documents r join documents d on d.id = r.document_id
where r.run_id = ? and r.position > ? and r.position not in (select position from temp.kept)
order by r.position limit {AT_ONCE}
"""

_ANCHORS = """
select v.anchors from documents d
join run_documents r on r.document_id = d.id and r.run_id = ?
join document_versions v on v.id = r.version_id where d.locator = ?
"""

MOST_LINKS = 1_000
"""So many links of a host are looked through for what its addresses have in common."""

_LINKS_OF_HOST = """
select l.url from hosts h join links l on l.host_id = h.id where h.host = ?
  and (exists (select 1 from citations c where c.link_id = l.id)
    or exists (select 1 from resolved r where r.chosen_id = l.id))
order by l.id desc limit ?
"""

_OPEN = """
f.standing from (select 'known' as standing, o.* from open_findings o) f
join findings t on t.id = f.finding_id join documents d on d.id = f.document_id
where f.document_id in (?, ?) order by t.line, t.id
"""

_CLOSED = """
select distinct f.fingerprint from findings f where f.document_id in (?, ?)
  and not exists (select 1 from open_findings o where o.fingerprint = f.fingerprint)
  and exists (select 1 from run_findings n join seals e on e.run_id = n.run_id
    where n.finding_id = f.id)
"""


def unjudged(connection: sqlite3.Connection, run: int, copies: Copies) -> Iterator[Unjudged]:
    """Each document of a run that is to be judged, in the order of reading."""
    last = 0
    while rows := connection.execute(_DOCUMENTS, (run, last)).fetchall():
        last = rows[-1][0]
        for position, document, locator, version, fetched, renamed, identity, citations in rows:
            yield Unjudged(
                position,
                document,
                version,
                locator,
                identity,
                citations,
                None if fetched is None else date.fromisoformat(fetched),
                renamed,
                tuple(copies.of(position)),
            )


def stored(connection: sqlite3.Connection, run: int, item: Unjudged) -> StoredDocument:
    """A document with all that judging needs. Of temporary tables it needs none."""
    reading = read_back(connection, run, item.version, item.locator)
    return StoredDocument(
        reading,
        checks_of(connection, run, item.version, reading),
        _history(connection, item.document, item.renamed_from, reading),
        item.identity,
        item.fetched,
        tuple(_copy(connection, run, other, item.position) for other in item.sharing),
    )


def _copy(connection: sqlite3.Connection, run: int, other: Sharing, position: int) -> Copy:
    reading = read_back(connection, run, other.version, other.locator)
    return Copy(reading, other.own, other.others, read_before=other.position < position)


MOST_LEADING = 20
"""So many links that lead to one address are told: more than one other is enough to doubt it."""


def leading_to(connection: sqlite3.Connection, run: int, url: str) -> Sequence[str]:
    """Links that a run looked at and whose redirects ended at an address."""
    query = (
        "select distinct l.url from looks k join answers a on a.id = k.answer_id"
        " join links l on l.id = k.link_id where k.run_id = ? and a.final_url = ? limit ?"
    )
    rows = connection.execute(query, (run, storable(url), MOST_LEADING))
    return [row[0] for row in rows]


def addresses_on(connection: sqlite3.Connection, host: str) -> Sequence[str]:
    """The newest links of a host, in order of their keys from the newest on."""
    return [url for (url,) in connection.execute(_LINKS_OF_HOST, (host, MOST_LINKS))]


def anchors(connection: sqlite3.Connection, run: int, locator: str) -> Sequence[str] | None:
    """The names of the places in a document of a run; raises `KeyError` for one it did not read."""
    found = connection.execute(_ANCHORS, (run, locator)).fetchone()
    if found is None:
        raise KeyError(locator)
    return None if found[0] is None else tuple(json.loads(found[0]))


def _history(
    connection: sqlite3.Connection, document: int, renamed: int | None, reading: Reading
) -> History:
    both = (document, renamed)
    found = [finding for finding, _ in findings_where(connection, _OPEN, both)]
    closed = connection.execute(_CLOSED, both)
    here = reading.document.locator
    return History(
        tuple(replace(item, document=here, standing=Standing.KNOWN) for item in found),
        frozenset(fingerprint for (fingerprint,) in closed),
    )
