"""The checks of what a document cites, read back as far as judging needs them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from http import HTTPStatus

from linkassay import conditions, plan
from linkassay.ledger.answers import LOOK_COLUMNS, look_from, looks_at
from linkassay.ledger.codec import encode
from linkassay.ledger.good_looks import GOOD, GOOD_COLUMNS, good_from
from linkassay.ledger.meant import MEANT, choice
from linkassay.ledger.states import condition_from, state_from
from linkassay.model import (
    Checks,
    ConditionName,
    Link,
    LinkCheck,
    Reading,
    State,
    StatedDay,
    Tried,
    Wrapped,
)
from linkassay.urls.secure import over_https

_JOINED = f"""
from links l left join link_state s on s.link_id = l.id
left join not_due n on n.run_id = :run and n.link_id = l.id
left join checks c on c.link_id = l.id and c.run_id = coalesce(
  (select run_id from checks where run_id = :run and link_id = l.id),
  case when n.link_id is not null then s.run_id end)
left join looks k on k.run_id = c.run_id and k.link_id = l.id and k.n = c.look
left join answers a on a.id = k.answer_id {GOOD}
"""

_WELL = f"""
c.condition = '{ConditionName.OK}'
  and case c.run_id when :run then c.state else s.state end = '{State.ALIVE}'
  and a.final_url is null
  and not (substr(l.url, 1, 5) = 'http:'
    and exists (select 1 from links b where b.url = 'https:' || substr(l.url, 6)))
"""
"""Of such a check only a stated day matters (`model.Checks`), unless the same address was looked at
over https."""

_STATED = f"""
case when a.status between 200 and 299 then a.published
  when a.status = {HTTPStatus.NOT_MODIFIED:d} then ga.published end,
case a.status when {HTTPStatus.NOT_MODIFIED:d} then ga.published_source else a.published_source end
"""
"""Only a page that was shown, or is as it was, speaks of its day (`dates.answer_clues`)."""

_AT_A_GLANCE = f"""
select l.url, l.id, {_WELL}, {_STATED} {_JOINED}
where l.id in (select {MEANT} from citations c {choice(":run")} where c.version_id = :version)
"""

_CHECKS = f"""
select l.url, c.run_id, case when l.url glob 'http://*' then exists
    (select 1 from links b where b.url = 'https://' || substr(l.url, 8)) end,
  c.condition, c.confidence, c.strike, c.reason,
  c.state, c.strikes, c.since, c.strike_days, c.cause, c.falls,
  s.state, s.strikes, s.since, s.strike_days, s.cause, s.falls, {GOOD_COLUMNS}, {LOOK_COLUMNS}
{_JOINED} where l.id in (select value from json_each(:links))
"""

_LOOK = 12 + len(LOOK_COLUMNS.split(", "))
"""Where the columns of the look begin, behind two states and the last good look."""


def checks_of(connection: sqlite3.Connection, run: int, version: int, reading: Reading) -> Checks:
    """The checks of what a version cites.

    Those of wrapped addresses come with the candidates that failed too.
    """
    well: dict[str, StatedDay | None] = {}
    known: dict[str, int] = {}
    keys: list[int] = []
    values = {"run": run, "version": version}
    for url, key, is_well, day, field in connection.execute(_AT_A_GLANCE, values):
        if is_well:
            well[url] = None if day is None else StatedDay(day, field)
            known[url] = key
        else:
            keys.append(key)
    checked = list(_checks(connection, run, keys, reading)) if keys else []
    telling = {check.link.url: check for check, _ in checked}
    made = {check.link.url: by for check, by in checked}
    return Checks(
        _with_tried(connection, made, reading, telling),
        well,
        partial(_one, connection, run, known, reading),
    )


def _one(
    connection: sqlite3.Connection, run: int, keys: Mapping[str, int], reading: Reading, url: str
) -> LinkCheck:
    ((check, _),) = _checks(connection, run, (keys[url],), reading)
    return check


def _checks(
    connection: sqlite3.Connection, run: int, keys: Iterable[int], reading: Reading
) -> Iterator[tuple[LinkCheck, int]]:
    """The checks of links, each with the run that made it.

    That is an earlier one for a link that was not due.
    """
    rows = connection.execute(_CHECKS, {"run": run, "links": encode([*keys])})
    for cited, by, is_secure, *told in rows.fetchall():
        link, verdict, row = _link(reading, cited), told[:4], told[4:]
        url = link.url  # One text for all that names it: a document may cite very many.
        if by is None:
            yield LinkCheck(link, None, None, state_from(row[6:12])), run
            continue
        seen = look_from(url, row[_LOOK:]).observation
        if seen.status == HTTPStatus.NOT_MODIFIED:
            known = good_from(url, row[12:_LOOK])
            seen = seen if known is None else replace(seen, facts=known.facts)
        state = state_from(row[:6] if by == run else row[6:12])
        last_seen = None if by == run else seen.when
        check = LinkCheck(link, seen, condition_from(*verdict), state, (), last_seen)
        if is_secure:
            check = _with_secure(connection, by, check)
        yield _with_looks(connection, by, check), by


def _with_secure(connection: sqlite3.Connection, run: int, check: LinkCheck) -> LinkCheck:
    """The check with what the same address over https showed its run, if that looked at it."""
    beside = over_https(check.link.url)
    asked = () if beside is None else looks_at(connection, run, beside)
    return replace(check, secure=asked[-1].observation) if asked else check


def _link(reading: Reading, url: str) -> Link:
    """The link of an address that a reading cites."""
    (link,) = {item.link for item in reading.citing(url)[:1]}
    if link is None:
        raise KeyError(url)
    return link


def _with_looks(connection: sqlite3.Connection, run: int, check: LinkCheck) -> LinkCheck:
    """The check with the looks of its run that it rests on, if a rule may speak of it."""
    seen, found = check.observation, check.condition
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
