"""The last look at each link that certainly saw the page: what later looks are compared with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from linkassay.ledger.answers import LOOK_COLUMNS, look_from
from linkassay.model import Observation, Validators

GOOD_COLUMNS = ", ".join(
    column.replace("k.", "gk.", 1).replace("a.", "ga.", 1) for column in LOOK_COLUMNS.split(", ")
)
"""What `good_from` wants, of what `GOOD` joins."""

GOOD = (
    "left join looks gk on gk.run_id = s.good_run_id and gk.link_id = s.link_id"
    " and gk.n = s.good_look left join answers ga on ga.id = gk.answer_id"
)
"""The join of the last good look to the state `s` of a link."""

_KNOWN = f"""
select {GOOD_COLUMNS} from links l join link_state s on s.link_id = l.id {GOOD}
where l.url = :url and gk.looked <= coalesce(
  (select max(k.looked) from looks k where k.run_id = :run and k.link_id = l.id),
  (select started from runs where id = :run))
"""


def good_from(url: str, row: Sequence[Any]) -> Observation | None:
    """What the last good look saw, from the `GOOD_COLUMNS`; `None` where there was none."""
    return None if row[0] is None else look_from(url, row).observation


def known(connection: sqlite3.Connection, run: int, url: str) -> Observation | None:
    """What the last look saw that certainly was the page of a link; none after a run's own."""
    row = connection.execute(_KNOWN, {"run": run, "url": url}).fetchone()
    return None if row is None else good_from(url, row)


def validators(status: int | None, headers: str | None, hops: str | None) -> Validators | None:
    """What makes the next request conditional, from cells of the last good answer.

    Only where the address itself gave the page, without a redirect: what a validator is of must be
    what it is sent to (RFC 9110 8.8, 13.1).
    """
    if status != HTTPStatus.OK or not headers or not hops or len(json.loads(hops)) != 1:
        return None
    told = dict(json.loads(headers))
    found = Validators(told.get("etag"), told.get("last-modified"))
    return None if found == Validators() else found
