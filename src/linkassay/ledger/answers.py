"""What the web answered, as rows, and back.

An answer is stored once however often it is seen again; a look says when it was seen, by whom it
was given and how long that took.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from linkassay.ledger.codec import Cell, from_moment, moment, storable
from linkassay.ledger.tables import TABLES
from linkassay.model import (
    Condition,
    ConditionName,
    ErrorKind,
    Framing,
    Hop,
    Look,
    Observation,
    PageFacts,
    Purpose,
)

REMEMBERED = 10_000
"""So many answers are known by heart before they are looked up again."""

_INSERT_ANSWER = f"{TABLES['answers'].insert} on conflict (hash) do nothing"
_FIND_ANSWER = "select id from answers where hash = ?"
_NO_FACTS = PageFacts()


class LookWriter:
    """Stores looks of one run."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self._connection = connection
        self._run = run
        self._known: dict[bytes, int] = {}

    def forget(self) -> None:
        """A rollback may have taken rows with it."""
        self._known.clear()

    def store(self, looks: Iterable[tuple[int, Look, Condition]]) -> None:
        """Store looks, each with the key of its link and how it alone is read."""
        rows = [self._row(link, look, condition) for link, look, condition in looks]
        self._connection.executemany(TABLES["looks"].insert, rows)

    def _row(self, link: int, look: Look, condition: Condition) -> tuple[Cell, ...]:
        seen = look.observation
        return (
            self._run,
            link,
            self._number(link),
            look.purpose.value,
            moment(seen.when),
            self._answer(seen),
            condition.name.value,
            condition.confidence.value,
            condition.strike.value,
            None if condition.name is ConditionName.OK else storable(condition.reason),
            seen.seconds,
            seen.raw_bytes,
            _peers(seen.hops),
            None if seen.body_sha256 is None else bytes.fromhex(seen.body_sha256),
        )

    def _number(self, link: int) -> int:
        (last,) = self._connection.execute(
            "select coalesce(max(n), 0) from looks where run_id = ? and link_id = ?",
            (self._run, link),
        ).fetchone()
        return int(last) + 1

    def _answer(self, seen: Observation) -> int:
        row = _answer_cells(seen)
        digest = answer_hash(row)
        known = self._known.get(digest)
        if known is not None:
            return known
        found = self._connection.execute(_FIND_ANSWER, (digest,)).fetchone()
        if found is None:
            made = self._connection.execute(_INSERT_ANSWER, (*row, digest))
            found = (made.lastrowid or 0,)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        key = self._known[digest] = int(found[0])
        return key


def answer_hash(row: Sequence[Cell]) -> bytes:
    """SHA-256 over the cells of an answer, in the order of the table's columns, as JSON."""
    return sha256(json.dumps(row, separators=(",", ":")).encode()).digest()


def _answer_cells(seen: Observation) -> tuple[Cell, ...]:
    facts = seen.facts or _NO_FACTS
    final = seen.final_url
    return (
        seen.status,
        None if seen.error is None else seen.error.value,
        _text(seen.detail),
        None if final == seen.url else _text(final),
        _text(facts.title),
        _text(facts.canonical),
        _text(facts.published),
        _text(facts.published_source),
        _text(facts.modified),
        seen.framing.value,
        _pairs(seen.headers),
        _hops(seen),
    )


def _text(value: str | None) -> str | None:
    return value if value is None or value.isascii() else storable(value)


def _pairs(headers: Sequence[tuple[str, str]]) -> str:
    return storable(json.dumps(headers, ensure_ascii=False)) if headers else "[]"


def _hops(seen: Observation) -> str:
    """The chain without times and peers; the address of the first hop is the link's own."""
    if len(seen.hops) == 1 and seen.hops[0].url == seen.url and seen.hops[0].location is None:
        return f"[[null, {json.dumps(seen.hops[0].status)}, null]]"
    hops = [(None if hop.url == seen.url else hop.url, hop.status, hop.location)
            for hop in seen.hops]  # fmt: skip
    return storable(json.dumps(hops, ensure_ascii=False))


def _peers(hops: Sequence[Hop]) -> str:
    """Who answered each hop, and in how many seconds, to the millisecond."""
    if not hops:
        return "[]"
    return json.dumps([(hop.peer, None if hop.seconds is None else round(hop.seconds, 3))
                       for hop in hops])  # fmt: skip


LOOK_COLUMNS = (
    "k.looked, k.purpose, k.seconds, k.bytes, k.peers, k.body, a.status, a.error, a.detail,"
    " a.title, a.canonical, a.published, a.published_source, a.modified, a.framing, a.headers,"
    " a.hops"
)
"""What `look_from` wants, in its order, of `looks k join answers a`."""


def look_from(url: str, row: Sequence[Any]) -> Look:
    """A look from its row; `row` holds the `LOOK_COLUMNS`."""
    (looked, purpose, seconds, size, peers, body, status, error, detail, *facts, framing, headers,
     hops) = row  # fmt: skip
    told = PageFacts(*facts)
    observation = Observation(
        url=url,
        when=from_moment(looked),
        hops=_hops_from(url, json.loads(hops), json.loads(peers)),
        status=status,
        error=None if error is None else ErrorKind(error),
        detail=detail,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        framing=Framing(framing),
        raw_bytes=size,
        body_sha256=None if body is None else body.hex(),
        seconds=seconds,
        facts=None if told == _NO_FACTS else told,
    )
    return Look(observation, Purpose(purpose))


def _hops_from(url: str, hops: Sequence[Any], peers: Sequence[Any]) -> tuple[Hop, ...]:
    return tuple(
        Hop(at or url, status, location, *(by or (None, None)))
        for (at, status, location), by in zip_longest(hops, peers)
    )


def looks_at(connection: sqlite3.Connection, run: int, link: int, url: str) -> tuple[Look, ...]:
    """All looks of a run at one link, in their order."""
    rows = connection.execute(
        f"select {LOOK_COLUMNS} from looks k join answers a on a.id = k.answer_id"
        " where k.run_id = ? and k.link_id = ? order by k.n",
        (run, link),
    )
    return tuple(look_from(url, row) for row in rows)


def since(text: str | None) -> datetime | None:
    """A stored moment, or none."""
    return None if text is None else from_moment(text)
