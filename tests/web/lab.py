"""`python -m web.lab PLAN`, inside a namespace: runs a plan, prints a line of JSON for each day.

The plan is a file of JSON, see `replay.Plan`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from web import behaviours, controls, namespace, peers, rows, sites, trials
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
        with Internet([*hosts, *controls.hosts()]) as internet:
            assay = _assay(folder / str(at), internet, links)
            done = assay.check(0)
            yield {"name": name, "code": done.code, "seconds": round(done.seconds, 1)}


def _peers(plan: Plan, folder: Path) -> Told:
    """Other checkers, one after the other, on the first day."""
    links = [link for link in sites.links() if plan.wants(link)]
    folder.chmod(0o755)
    with Internet(sites.hosts()) as internet:
        authority = folder / "authority.pem"
        internet.trust(authority)
        _trust_everywhere(authority)
        for name, program in plan.peers.items():
            internet.turn(0)
            own = folder / name
            own.mkdir(mode=0o777)
            own.chmod(0o777)
            began = time.monotonic()
            says = peers.PEERS[name](program, own, [link.url for link in links], authority)
            hosts = {rows.host_of(url): ok for url, ok in says.items()}
            yield {
                "name": name,
                "seconds": round(time.monotonic() - began, 1),
                "requests": len(internet.log.asked),
                "rows": [rows.peer_row(link, hosts.get(link.host)) for link in links],
            }
            internet.log.asked.clear()


def _trust_everywhere(authority: Path) -> None:
    """For programs that read no environment: the system's own file, in this namespace alone."""
    for file in ("/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/cert.pem"):
        if Path(file).exists():
            subprocess.run(["mount", "--bind", str(authority), file], check=True)


def _outages(plan: Plan, folder: Path) -> Told:
    """How many findings and requests a host costs that is out."""
    for at, (name, links, hosts) in enumerate(trials.outages()):
        with Internet([*hosts, *controls.hosts()]) as internet:
            done = _assay(folder / f"outage {at}", internet, links).check(0)
            out = links[0].host
            findings = [
                item
                for item in done.told["findings"]
                if item["url"]
                and rows.host_of(item["url"]) == out
                and item["rule"] != "insecure-http"
            ]
            asked = sum(rows.host_of(item.url) == out for item in internet.log.asked)
            yield {
                "name": name, "findings": len(findings), "asked": asked,
                "seconds": round(done.seconds, 1),
            }  # fmt: skip


TRIALS: dict[str, Callable[[Plan, Path], Told]] = {
    "replay": _replay,
    "behaviours": _behaviours,
    "limited": _limited,
    "bad-minutes": _bad_minutes,
    "outages": _outages,
    "peers": _peers,
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
    with Internet([*hosts, *controls.hosts()]) as internet:
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
                "rows": list(rows.rows(day, links, done.told, internet.log.asked)),
            }


if __name__ == "__main__":
    main(Plan.read(Path(sys.argv[1])))
