"""What the web answered, as rows, and back.

An answer is stored once however often it is seen again; a look says when it was seen, by whom it
was given and how long that took.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from linkassay.ledger.codec import (
    Cell,
    cells_of,
    encode,
    from_moment,
    joined,
    moment,
    noun_maker,
    storable,
)
from linkassay.ledger.states import is_well
from linkassay.ledger.tables import TABLES
from linkassay.model import (
    Condition,
    ErrorKind,
    Framing,
    Hop,
    Look,
    Observation,
    PageFacts,
    Purpose,
)

_AT_ONCE = 500
"""So many values stand in one query; SQLite takes 32,766."""

_INSERT_ANSWER = (
    f"insert into answers (id, {', '.join(TABLES['answers'].names)})"
    f" values (?, {', '.join('?' * len(TABLES['answers'].names))})"
)
_LAST_ANSWER = "select coalesce(max(id), 0) from answers"
_NO_FACTS = PageFacts()
_FACT_COLUMNS = tuple(field.name for field in fields(PageFacts))
_FACT_CELLS = cells_of(PageFacts, _FACT_COLUMNS)
_NO_FACT_CELLS = _FACT_CELLS(_NO_FACTS)
_facts_from = noun_maker(PageFacts, _FACT_COLUMNS)
_decode = json.JSONDecoder().decode

_REMEMBERED = 256
"""So many chains of hops and lists of headers that were read last are kept."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A look as its rows, but for what they refer to: made of nothing but what was seen.

    `url` is the link that was looked at, `look` the row from the purpose on without its answer.
    """

    url: str
    answer: tuple[Cell, ...]
    hash: bytes
    purpose: str
    looked: str
    look: tuple[Cell, ...]


def prepared(look: Look, condition: Condition) -> Prepared:
    """The rows of a look, with how it is read alone."""
    seen = look.observation
    answer = _answer_cells(seen)
    return Prepared(
        seen.url,
        answer,
        answer_hash(answer),
        look.purpose.value,
        moment(seen.when),
        _look_cells(seen, condition),
    )


class LookWriter:
    """Stores looks of one run."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self._connection = connection
        self._run = run

    def store(self, given: Iterable[tuple[int, Prepared]]) -> None:
        """Store looks, each with the key of its link, and of their answers what is new."""
        looks = list(given)
        answers = self._answers([look for _, look in looks])
        last = self._last([link for link, _ in looks])
        rows = []
        for link, look in looks:
            last[link] = number = last.get(link, 0) + 1
            rows.append((self._run, link, number, look.purpose, look.looked, answers[look.hash],
                         *look.look))  # fmt: skip
        self._connection.executemany(TABLES["looks"].insert, rows)

    def _last(self, links: Sequence[int]) -> dict[int, int]:
        """The number of the last look at each of these links, where there was one."""
        query = "select link_id, max(n) from looks where run_id = ? and link_id in ({}) group by 1"
        return dict(_in_parts(self._connection, query, links, self._run))

    def _answers(self, looks: Sequence[Prepared]) -> dict[bytes, int]:
        """The key of each answer by its hash; those that were not seen before are stored.

        Nobody else writes meanwhile, so new keys are known before they are used.
        """
        rows = {look.hash: look.answer for look in looks}
        query = "select hash, id from answers where hash in ({})"
        known: dict[bytes, int] = dict(_in_parts(self._connection, query, list(rows)))
        (last,) = self._connection.execute(_LAST_ANSWER).fetchone()
        new = [(digest, row) for digest, row in rows.items() if digest not in known]
        self._connection.executemany(
            _INSERT_ANSWER,
            [(key, *row, digest) for key, (digest, row) in enumerate(new, last + 1)],
        )
        known.update((digest, key) for key, (digest, _) in enumerate(new, last + 1))
        return known


def _in_parts(
    connection: sqlite3.Connection, query: str, values: Sequence[Cell], *before: Cell
) -> Iterable[tuple[Any, Any]]:
    """The pairs that a query gives for many values, asked some hundreds at a time."""
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        yield from connection.execute(query.format(", ".join("?" * len(part))), (*before, *part))


def _look_cells(seen: Observation, condition: Condition) -> tuple[Cell, ...]:
    return (
        condition.name.value,
        condition.confidence.value,
        condition.strike.value,
        None if is_well(condition) else storable(condition.reason),
        round(seen.seconds, 3),
        seen.raw_bytes,
        _peers(seen.hops),
        None if seen.body_sha256 is None else bytes.fromhex(seen.body_sha256),
    )


def answer_hash(row: Sequence[Cell]) -> bytes:
    """SHA-256 over the cells of an answer, in the order of the table's columns."""
    return sha256(joined(row).encode()).digest()


def _answer_cells(seen: Observation) -> tuple[Cell, ...]:
    final = seen.final_url
    return (
        seen.status,
        None if seen.error is None else seen.error.value,
        storable(seen.detail),
        None if final == seen.url else storable(final),
        *_FACT_CELLS(seen.facts or _NO_FACTS),
        seen.framing.value,
        storable(encode(seen.headers)),
        _hops(seen),
    )


def _hops(seen: Observation) -> str:
    """The chain without times and peers; the address of the first hop is the link's own."""
    if len(seen.hops) == 1 and seen.hops[0].location is None and seen.hops[0].url == seen.url:
        status = seen.hops[0].status
        return f"[[null,{'null' if status is None else status},null]]"
    hops = [(None if hop.url == seen.url else hop.url, hop.status, hop.location)
            for hop in seen.hops]  # fmt: skip
    return storable(encode(hops))


def _peers(hops: Sequence[Hop]) -> str:
    """Who answered each hop, and in how many seconds, to the millisecond."""
    return f"[{','.join([_peer(hop) for hop in hops])}]"


def _peer(hop: Hop) -> str:
    """An IP address needs no escapes."""
    peer = "null" if hop.peer is None else f'"{hop.peer}"'
    return f"[{peer},{'null' if hop.seconds is None else round(hop.seconds, 3)}]"


LOOK_COLUMNS = (
    "k.looked, k.purpose, k.seconds, k.bytes, k.peers, k.body, a.status, a.error, a.detail,"
    " a.framing, a.headers, a.hops, " + ", ".join(f"a.{name}" for name in _FACT_COLUMNS)
)
"""What `look_from` wants, in its order, of `looks k join answers a`."""


def look_from(url: str, row: Sequence[Any]) -> Look:
    """A look from its row; `row` holds the `LOOK_COLUMNS`."""
    (looked, purpose, seconds, size, peers, body, status, error, detail, framing, headers, hops,
     *facts) = row  # fmt: skip
    observation = Observation(
        url=url,
        when=from_moment(looked),
        hops=_hops_from(url, _chain(hops), _decode(peers)),
        status=status,
        error=None if error is None else ErrorKind(error),
        detail=detail,
        headers=_headers(headers),
        framing=Framing(framing),
        raw_bytes=size,
        body_sha256=None if body is None else body.hex(),
        seconds=seconds,
        facts=None if tuple(facts) == _NO_FACT_CELLS else _facts_from(facts),
    )
    return Look(observation, Purpose(purpose))


@lru_cache(_REMEMBERED)
def _chain(hops: str) -> tuple[Sequence[Any], ...]:
    """Few chains are told apart: most are one hop with a status."""
    return tuple(json.loads(hops))


@lru_cache(_REMEMBERED)
def _headers(headers: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(headers))


def _hops_from(url: str, hops: Sequence[Any], peers: Sequence[Any]) -> tuple[Hop, ...]:
    return tuple(
        Hop(at or url, status, location, *(by or (None, None)))
        for (at, status, location), by in zip_longest(hops, peers)
    )


LOOK_TOLD = (
    "k.n, k.purpose, k.looked, hex(a.hash), k.condition, k.confidence, k.strike, k.reason,"
    " cast(round(k.seconds * 1000) as integer), k.bytes, k.peers, hex(k.body)"
)
"""What a proof says of `looks k join answers a`. Milliseconds are whole: releases of SQLite differ
in the digits that they write of a fraction."""


def looks_at(connection: sqlite3.Connection, run: int, url: str) -> tuple[Look, ...]:
    """All looks of a run at one link, in their order."""
    rows = connection.execute(
        f"select {LOOK_COLUMNS} from links l join looks k on k.run_id = ? and k.link_id = l.id"
        " join answers a on a.id = k.answer_id where l.url = ? order by k.n",
        (run, url),
    )
    return tuple(look_from(url, row) for row in rows)


def looks_of(
    connection: sqlite3.Connection, run: int, links: Sequence[tuple[int, str]]
) -> list[tuple[str, tuple[Look, ...]]]:
    """All looks of a run at links, each given with its key, in their order."""
    query = (
        f"select k.link_id, {LOOK_COLUMNS} from looks k join answers a on a.id = k.answer_id"
        f" where k.run_id = ? and k.link_id in ({', '.join('?' * len(links))})"
        " order by k.link_id, k.n"
    )
    urls = dict(links)
    found: dict[int, list[Look]] = {link: [] for link in urls}
    for link, *row in connection.execute(query, (run, *urls)):
        found[link].append(look_from(urls[link], row))
    return [(urls[link], tuple(looks)) for link, looks in found.items()]
