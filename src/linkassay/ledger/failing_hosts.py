"""On how many hosts at once a run saw everything fail: more than a few, and the fault is ours."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from linkassay import conditions
from linkassay.model import ConditionName

_HOSTS_FAILING = """
select coalesce(sum(failed), 0), count(*) from (
  select l.host_id, min(k.condition in (select value from json_each(:strikes))) as failed
  from looks k join link_state s on s.link_id = k.link_id and s.state = 'alive'
    and s.last_checked <= (select started from runs where id = :run)
  join links l on l.id = k.link_id
  where k.run_id = :run and k.condition not in (select value from json_each(:nothing))
  group by l.host_id)
"""
"""A link that failed before tells nothing new, nor does a name that cannot exist, which is never
alive, nor a look by which nothing was learnt."""


def hosts_failing(
    connection: sqlite3.Connection, run: int, strikes: Collection[ConditionName]
) -> tuple[int, int]:
    """Of the hosts of links that were alive and were asked: those where all failed, and all."""
    told = {
        "run": run,
        "strikes": json.dumps([name.value for name in strikes]),
        "nothing": json.dumps([name.value for name in conditions.nothing_learnt()]),
    }
    failing, asked = connection.execute(_HOSTS_FAILING, told).fetchone()
    return int(failing), int(asked)
