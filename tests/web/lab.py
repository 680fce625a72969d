"""`python -m web.lab PLAN`, inside a namespace: runs a plan, prints a line of JSON for each day.

The plan is a file of JSON, see `replay.Plan`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from web import behaviours, namespace, rows, sites, trials
from web.assay import Assay
from web.internet import Internet, Sky
from web.model import Host, Labelled
from web.replay import Plan
from web.warc import Warc

Told = Iterator[dict[str, Any]]


def main(plan: Plan) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        namespace.settle(folder)
        for told in TRIALS[plan.trial](plan, folder):
            print(json.dumps(told), flush=True)


def _replay(plan: Plan, folder: Path) -> Told:
    links = [link for link in sites.links() if plan.wants(link)]
    yield from _days(plan, folder, links, sites.hosts())


def _behaviours(plan: Plan, folder: Path) -> Told:
    yield from _days(plan, folder, *behaviours.made())


def _limited(plan: Plan, folder: Path) -> Told:
    bucket = trials.Bucket(20, 10)
    links, hosts = trials.limited(bucket)
    for told in _days(plan, folder, links, hosts, gap=0.1):
        yield {**told, "refused": bucket.refused}


def _bad_minutes(plan: Plan, folder: Path) -> Told:
    """A trial without a ledger, as a build runs it."""
    for at, (name, links, hosts) in enumerate(trials.bad_minutes()):
        with Internet(hosts) as internet:
            assay = _assay(folder / str(at), internet, links)
            done = assay.check(0)
            yield {"name": name, "code": done.code, "seconds": round(done.seconds, 1)}


TRIALS: dict[str, Callable[[Plan, Path], Told]] = {
    "replay": _replay,
    "behaviours": _behaviours,
    "limited": _limited,
    "bad-minutes": _bad_minutes,
}


def _assay(folder: Path, internet: Internet, links: Sequence[Labelled], gap: float = 0.0) -> Assay:
    folder.mkdir(exist_ok=True)
    authority = folder / "authority.pem"
    internet.trust(authority)
    assay = Assay(folder, authority, gap)
    assay.cite([link.url for link in links])
    return assay


def _days(
    plan: Plan,
    folder: Path,
    links: Sequence[Labelled],
    hosts: Sequence[Host],
    gap: float = 0.0,
) -> Told:
    with Internet(hosts) as internet:
        assay = _assay(folder / "work", internet, links, gap)
        for day in plan.days:
            internet.turn(day, Sky(plan.skies.get(str(day), Sky.CLEAR)))
            with Warc.of(plan.warc if day == plan.days[0] else None) as warc:
                internet.log.recorder = warc.response if warc else None
                done = assay.audit(day)
                internet.log.recorder = None
            yield {
                "day": day,
                "outcome": done.told["run"]["outcome"],
                "code": done.code,
                "seconds": round(done.seconds, 1),
                "requests": rows.requests(day, internet.log.asked),
                "rows": list(rows.rows(day, links, done.told)),
            }


if __name__ == "__main__":
    main(Plan.read(Path(sys.argv[1])))
