"""The documents of a run, read back with all that judging needs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from http import HTTPStatus

from linkassay import conditions, plan
from linkassay.ledger.answers import LOOK_COLUMNS, look_from, looks_at
from linkassay.ledger.codec import storable
from linkassay.ledger.copies import Copies
from linkassay.ledger.good_looks import GOOD, GOOD_COLUMNS, good_from
from linkassay.ledger.identity import IDENTITY
from linkassay.ledger.meant import MEANT, choice
from linkassay.ledger.readings import read_back
from linkassay.ledger.results import findings_where
from linkassay.ledger.states import condition_from, state_from
from linkassay.model import (
    History,
    Link,
    LinkCheck,
    Reading,
    Standing,
    State,
    StoredDocument,
    Tried,
    Wrapped,
)
from linkassay.urls.secure import over_https

AT_ONCE = 100
"""So many documents are looked up at a time: to find the next ones looks through all of a run's."""

_DOCUMENTS = f"""
select r.position, d.id, d.locator, r.version_id, r.fetched, r.renamed_from, {IDENTITY}
from run_documents r join documents d on d.id = r.document_id
where r.run_id = ? and r.position > ? and r.position not in (select position from temp.kept)
order by r.position limit {AT_ONCE}
"""

_ANCHORS = """
select v.anchors from documents d
join run_documents r on r.document_id = d.id and r.run_id = ?
join document_versions v on v.id = r.version_id where d.locator = ?
"""

_CHECKS = f"""
select l.url, c.run_id, c.condition, c.confidence, c.strike, c.reason,
  c.state, c.strikes, c.since, c.strike_days, c.cause, c.falls,
  s.state, s.strikes, s.since, s.strike_days, s.cause, s.falls, {GOOD_COLUMNS}, {LOOK_COLUMNS}
from links l left join link_state s on s.link_id = l.id
left join not_due n on n.run_id = :run and n.link_id = l.id
left join checks c on c.link_id = l.id and c.run_id = coalesce(
  (select run_id from checks where run_id = :run and link_id = l.id),
  case when n.link_id is not null then s.run_id end)
left join looks k on k.run_id = c.run_id and k.link_id = l.id and k.n = c.look
left join answers a on a.id = k.answer_id {GOOD}
where l.id in (select {MEANT} from citations c {choice(":run")} where c.version_id = :version)
"""

_LOOK = 12 + len(LOOK_COLUMNS.split(", "))
"""Where the columns of the look begin, behind two states and the last good look."""

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


def stored_documents(
    connection: sqlite3.Connection, run: int, copies: Copies
) -> Iterator[tuple[int, int, StoredDocument]]:
    """Each document of a run that is to be judged, in the order of reading.

    After the keys of itself and its version.
    """
    last = 0
    while rows := connection.execute(_DOCUMENTS, (run, last)).fetchall():
        last = rows[-1][0]
        for position, document, locator, version, fetched, renamed, identity in rows:
            reading = read_back(connection, run, version, locator)
            links = {link.url: link for link in reading.links()}
            checked = list(_checks(connection, run, version, links))
            checks = {check.link.url: check for check, _ in checked}
            made = {check.link.url: by for check, by in checked}
            yield (
                document,
                version,
                StoredDocument(
                    reading,
                    _with_tried(connection, made, reading, checks),
                    _history(connection, document, renamed, reading),
                    identity,
                    None if fetched is None else date.fromisoformat(fetched),
                    tuple(copies.of(position)),
                ),
            )


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


def _checks(
    connection: sqlite3.Connection, run: int, version: int, links: dict[str, Link]
) -> Iterator[tuple[LinkCheck, int]]:
    """The checks of what a version cites, each with the run that made it.

    That is an earlier one for a link that was not due.
    """
    for url, by, *told in connection.execute(_CHECKS, {"run": run, "version": version}):
        link, verdict, row = links[url], told[:4], told[4:]
        if by is None:
            yield LinkCheck(link, None, None, state_from(row[6:12])), run
            continue
        known, seen = good_from(url, row[12:_LOOK]), look_from(url, row[_LOOK:]).observation
        if seen.status == HTTPStatus.NOT_MODIFIED and known is not None:
            seen = replace(seen, facts=known.facts)
        state = state_from(row[:6] if by == run else row[6:12])
        last_seen = None if by == run else seen.when
        check = LinkCheck(link, seen, condition_from(*verdict), state, (), last_seen)
        yield _with_looks(connection, by, check), by


def _with_looks(connection: sqlite3.Connection, run: int, check: LinkCheck) -> LinkCheck:
    """The check with the looks of its run that it rests on, if a rule may speak of it."""
    seen, found = check.observation, check.condition
    beside = over_https(check.link.url)
    if beside is not None and (asked := looks_at(connection, run, beside)):
        check = replace(check, secure=asked[-1].observation)
    settled = check.state.state is State.ALIVE
    if seen is None or found is None or (settled and found.name in conditions.silent()):
        return check
    url = check.link.url
    beside = plan.sibling_of(url, seen.when.date()) if conditions.looks_like_life(found) else None
    others = () if beside is None else looks_at(connection, run, beside)
    sibling = others[-1].observation if others else None
    return replace(check, looks=looks_at(connection, run, url), sibling=sibling)


def _with_tried(
    connection: sqlite3.Connection,
    made: Mapping[str, int],
    reading: Reading,
    checks: dict[str, LinkCheck],
) -> dict[str, LinkCheck]:
    """The checks, those of wrapped addresses with the candidates that failed too."""
    for citation in reading.citations:
        check = checks.get(citation.url)
        if check is None or check.condition is None or not citation.candidates:
            continue
        if citation.first_read is None and check.condition.name in conditions.speaking_against():
            wrapped = Wrapped(citation.url, citation.candidates)
            seen = _tried(connection, made[citation.url], wrapped)
            tried = tuple(dict.fromkeys((*check.tried, *seen)))
            checks[citation.url] = replace(check, tried=tried)
    return checks


def _tried(connection: sqlite3.Connection, run: int, item: Wrapped) -> Iterator[Tried]:
    for url in plan.candidates(item):
        if looks := looks_at(connection, run, url):
            yield Tried(url, conditions.classify(looks))


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
