"""Who answered in a run, and what did not: what tells of our own way out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from linkassay.ledger.answers import LOOK_COLUMNS, look_from
from linkassay.model import ErrorKind, Observation

_PEERS = """
select distinct json_extract(p.value, '$[0]') from looks k
join answers a on a.id = k.answer_id join json_each(a.hops) h
left join json_each(k.peers) p on p.key = h.key
where k.run_id = ? and json_extract(h.value, '$[1]') is not null
"""
"""An answer has a status; who gave it stands under the number of its hop."""

_FAILED = f"""
select l.url, {LOOK_COLUMNS} from looks k join answers a on a.id = k.answer_id
join links l on l.id = k.link_id
where k.run_id = ? and a.error in (select value from json_each(?))
"""


def peers(connection: sqlite3.Connection, run: int) -> Iterator[str | None]:
    """Each IP address that answered in a run, once; `None` where an answer does not tell it."""
    for (peer,) in connection.execute(_PEERS, (run,)):
        yield peer


def failed_by(
    connection: sqlite3.Connection, run: int, errors: Collection[ErrorKind]
) -> Iterator[Observation]:
    """What a run saw that failed by one of these errors."""
    told = json.dumps([error.value for error in errors])
    for url, *row in connection.execute(_FAILED, (run, told)):
        yield look_from(url, row).observation
