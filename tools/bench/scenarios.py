"""The scenarios by name, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench import (
    again,
    cluster,
    dating,
    field,
    flood,
    fresh_tls,
    growth,
    hanging,
    ledger,
    million,
    one_host,
    page_facts,
    parts,
    reading,
    second_link,
    startup,
    streams,
    workers,
)
from bench.sizes import Size


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is measured, and how. `usual` is whether it runs when none is named."""

    about: str
    run: Callable[[Size], None]
    usual: bool = True


SCENARIOS: Mapping[str, Scenario] = {
    "flood": Scenario("links on 50 hosts that answer at once", flood.main),
    "parts": Scenario("the profile of one link by part", parts.main),
    "one-host": Scenario("all links on one host", one_host.main),
    "fresh-tls": Scenario("a handshake for each of many host-ports", fresh_tls.main),
    "field": Scenario("slow, fast and broken hosts, against the bound of manners", field.main),
    "hanging": Scenario("hosts that hang beside hosts that answer", hanging.main),
    "second-link": Scenario("what is lost between two links of a host", second_link.main),
    "memory": Scenario("memory of all processes for many links", million.main),
    "again": Scenario("the same audit again: nothing due, all due and 304", again.main),
    "seed": Scenario("start-up, and one document of 3 links offline", startup.main),
    "cluster": Scenario("two workers of a cluster beside two processes", cluster.main),
    "reading": Scenario("pace of reading on one core", reading.main, usual=False),
    "page-facts": Scenario("pace of the facts of fetched pages", page_facts.main, usual=False),
    "dating": Scenario("clues, credits and dating of 1,000 words", dating.main, usual=False),
    "growth": Scenario("how hostile documents grow", growth.main, usual=False),
    "workers": Scenario("reading in workers", workers.main, usual=False),
    "ledger": Scenario("writing runs, and beginning the next", ledger.main, usual=False),
    "streams": Scenario("memory of runs of two sizes", streams.main, usual=False),
}
