"""Runs by their names."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from linkassay.errors import UsageError
from linkassay.ledger.codec import moment

LATEST, PREVIOUS = "latest", "previous"
"""What may be written for the newest run and for the one before it."""

_OFFERED = 5
"""So many names are offered to one who asked for a run that is not there."""

_LOOKED_THROUGH = 1_000
"""So many of the newest names are looked through for one that is like the one asked for."""


def key_of(connection: sqlite3.Connection, name: str, where: str) -> int:
    """The key of the run of this name. Raises `UsageError` where the ledger has none such."""
    row = connection.execute("select id from runs where name = ?", (name,)).fetchone()
    if row is None:
        raise _unknown(connection, name, where)
    return int(row[0])


def meant(connection: sqlite3.Connection, word: str, where: str) -> str:
    """The name of the run that is meant: by `latest`, `previous`, or the beginning of its name.

    Raises `UsageError` where there is no such run, or where several begin so.
    """
    if word in (LATEST, PREVIOUS):
        newest_names = newest(connection, 2)
        place = (LATEST, PREVIOUS).index(word)
        if place >= len(newest_names):
            raise UsageError(f"there is no {word} run in this ledger", where=where)
        return newest_names[place]
    rows = connection.execute(
        "select name from runs where name = :word or substr(name, 1, length(:word)) = :word"
        " order by name = :word desc, started desc, id desc limit :most",
        {"word": word, "most": _OFFERED + 1},
    ).fetchall()
    names = [name for (name,) in rows]
    if not (word and names):
        raise _unknown(connection, word, where)
    if names[0] != word and len(names) > 1:
        more = ", …" if len(names) > _OFFERED else ""
        raise UsageError(
            f"several runs begin with '{word}'",
            where=where,
            advice=f"write more of the name: {', '.join(names[:_OFFERED])}{more}",
        )
    return str(names[0])


def _unknown(connection: sqlite3.Connection, name: str, where: str) -> UsageError:
    from difflib import get_close_matches

    names = newest(connection, _LOOKED_THROUGH)
    near = [f"did you mean '{one}'?" for one in get_close_matches(name, names, n=1)]
    there = f"the newest are {', '.join(names[:_OFFERED])}" if names else "it holds no run yet"
    advice = " ".join((*near, there))
    return UsageError(f"there is no run '{name}' in this ledger", where=where, advice=advice)


_BEFORE = """
select r.id from runs r join runs o on o.id = :run join seals e on e.run_id = r.id
where (r.started, r.id) < (o.started, o.id)
  and (r.arguments = o.arguments or exists (select 1 from run_documents a
    join run_documents b on b.document_id = a.document_id and b.run_id = r.id
    where a.run_id = o.id))
order by r.arguments = o.arguments desc, r.started desc, r.id desc limit 1
"""


def before(connection: sqlite3.Connection, key: int) -> int | None:
    """The key of the sealed run before another one that read the same corpus.

    That is the last one with the same arguments, else the last one that read any of its documents.
    """
    row = connection.execute(_BEFORE, {"run": key}).fetchone()
    return None if row is None else int(row[0])


def in_order(connection: sqlite3.Connection, one: int, other: int) -> tuple[int, int]:
    """Two runs by their keys, the older one first."""
    query = "select id from runs where id in (?, ?) order by started, id"
    (older,), (newer,) = connection.execute(query, (one, other)).fetchall()
    return older, newer


def unsealed(connection: sqlite3.Connection, since: datetime) -> list[str]:
    """The names of the runs that began after a moment and are not sealed."""
    rows = connection.execute(
        "select name from runs where started > ?"
        " and not exists (select 1 from seals where run_id = runs.id)",
        (moment(since),),
    )
    return [name for (name,) in rows]


def newest(connection: sqlite3.Connection, most: int) -> list[str]:
    """The names of the newest runs, the newest first."""
    rows = connection.execute(
        "select name from runs order by started desc, id desc limit ?", (most,)
    )
    return [name for (name,) in rows]
