"""The trials beside the replay: 48 behaviours, a host with a limit, one bad minute."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from score.web_days import Day, Row, lines_of, read
from score.web_words import DEAD, LIVE, PLACE, SOFT, WALLED, alarm, called_lost, seen_dead, unseen

UNSCORED = ("chain-25", "robots-disallowed")


def behaviours() -> str:
    """The figures that lychee and others were compared by."""
    (day,) = read(lines_of("web", "--trial", "behaviours", "--days", "0"))
    rows = [row for row in day.rows if row["kind"] not in UNSCORED]
    wrong = {
        "alarms on live": [row for row in rows if row["truth"] == LIVE and alarm(row)],
        "dead missed": [row for row in rows if row["truth"] == DEAD and not _dead(row)],
        "soft-dead missed": [row for row in rows if row["truth"] == SOFT and not called_lost(row)],
        "undecidable called broken": [r for r in rows if r["truth"] == WALLED and alarm(r)],
        "live not seen": [row for row in rows if row["truth"] == LIVE and unseen(row)],
    }
    lines = [f"  {name}: {_named(found)}" for name, found in wrong.items()]
    busy = sorted(day.rows, key=lambda row: row["asked"], reverse=True)[:6]
    most = ", ".join(f"{row['kind']} {row['asked']}" for row in busy)
    asked = (
        f"  requests: {day.requests['pages']} ({most} …), {day.requests['robots']} for robots.txt"
    )
    title = f"the {len(rows)} behaviours of other checkers' trials, {day.seconds:.0f} s"
    return "\n".join([title, *lines, asked])


def _named(rows: Sequence[Row]) -> str:
    return f"{len(rows)} ({', '.join(row['kind'] for row in rows)})" if rows else "0"


def _dead(row: Row) -> bool:
    return seen_dead(row) if not row["kind"].startswith(PLACE) else bool(row["findings"])


def limited() -> str:
    """300 links of a host that takes 20 at once and 10 a second (`--gap 0.1`)."""
    (line,) = lines_of("web", "--trial", "limited", "--days", "0")
    told: dict[str, Any] = json.loads(line)
    refused = told.pop("refused")
    day = Day(**told)
    false = sum(row["state"] != "alive" for row in day.rows)
    return (
        f"one limited host, {len(day.rows)} links: {false} not called alive, {refused} answers "
        f"429, {day.seconds:.1f} s"
    )


def bad_minutes() -> str:
    """Whether one bad minute of a host turns a build red."""
    found = [json.loads(line) for line in lines_of("web", "--trial", "bad-minutes", "--days", "0")]
    red = [item["name"] for item in found if item["code"] != 0]
    return f"one bad minute: {len(red)} of {len(found)} builds red ({', '.join(red) or 'none'})"


def outages() -> str:
    """What a host with 20 links costs that is out: findings, requests, seconds."""
    found = [json.loads(line) for line in lines_of("web", "--trial", "outages", "--days", "0")]
    told = [
        f"  {item['name']}: {item['findings']} findings, {item['asked']} requests, "
        f"{item['seconds']:.0f} s"
        for item in found
    ]
    return "\n".join(["a host with 20 links that is out", *told])
