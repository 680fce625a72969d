"""Probes out of the plan: what is asked, with what documents and earlier answers say of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from linkassay.ledger.good_looks import GOOD, validators
from linkassay.model import Probe, Purpose
from linkassay.urls.secrets import MARK

WINDOW = 64
"""So many probes of a host are handed out at a time."""

MOST_FRAGMENTS = 50
"""So many places in one page are looked up (our own choice): documents cannot make us look for
more."""

_IS_CUT = """
exists (select 1 from citations c join run_documents d on d.version_id = c.version_id
  where c.link_id = l.id and c.secret and d.run_id = :run)
"""
"""Whether the run's documents cite a link `l` with a secret, which asking needs."""

_PROBES = f"""
select l.id, l.url, {_IS_CUT}, t.purpose,
  exists (select 1 from citations c where c.link_id = l.id and c.parsed is not null),
  ga.status, ga.headers, ga.hops
from temp.to_ask t join links l on l.id = t.link_id
left join link_state s on s.link_id = l.id
  and s.last_checked <= (select started from runs where id = :run) {GOOD}
where t.host_id = :host and t.link_id > :after order by t.link_id limit {WINDOW}
"""

_FRAGMENTS = """
select distinct c.link_id, substr(c.parsed, instr(c.parsed, '#') + 1) as fragment
from citations c where c.link_id in ({}) and instr(c.parsed, '#') > 0
  and exists (select 1 from run_documents d where d.run_id = ? and d.version_id = c.version_id)
order by 1, 2
"""

_OF_PAGES = frozenset({Purpose.CITED, Purpose.CANDIDATE, Purpose.RETRY, Purpose.SECOND_LOOK})


def probes(
    connection: sqlite3.Connection, run: int, host: int, after: int
) -> list[tuple[int, Probe]]:
    """The next probes of a host behind the link `after`, each with the key of its link."""
    rows = connection.execute(_PROBES, {"run": run, "host": host, "after": after}).fetchall()
    if not rows:
        return []
    cited = _fragments(connection, run, [link for link, _, _, _, other, *_ in rows if other])
    return [
        (link, _probe(url, bool(secret), Purpose(purpose), cited.get(link, ()), good))
        for link, url, secret, purpose, _, *good in rows
    ]


def _probe(
    url: str,
    secret: bool,
    purpose: Purpose,
    fragments: tuple[str, ...],
    good: Sequence[str | int | None],
) -> Probe:
    """An answer that only says "as before" shows no page, in which a place could be looked up."""
    if purpose not in _OF_PAGES:
        return Probe(url, purpose, secret=secret)
    conditional = purpose is Purpose.CITED and not fragments
    return Probe(
        url,
        purpose,
        secret=secret,
        fragments=fragments,
        validators=validators(*good) if conditional else None,  # type: ignore[arg-type]
    )


def _fragments(
    connection: sqlite3.Connection, run: int, links: Sequence[int]
) -> Mapping[int, tuple[str, ...]]:
    """The places that the run's documents cite in each page, as written after the `#`.

    `links` are those that are somewhere cited by another address than their own.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    if not links:
        return {}
    query = _FRAGMENTS.format(", ".join("?" * len(links)))
    for link, fragment in connection.execute(query, (*links, run)):
        if fragment and MARK not in fragment and len(found[link]) < MOST_FRAGMENTS:
            found[link].append(fragment)
    return {link: tuple(fragments) for link, fragments in found.items()}
