"""`python -m hostile_servers.child SECONDS ROUTE URL…`: asks, and counts what asking costs.

Each address is asked alone, by the route: `page`, `fragment` (which are
looked up in it), or `article`. Prints a line of JSON for each: how
it ended, the CPU seconds of this process, and by how many MiB its memory had to grow beyond what it
ever was.
"""

from __future__ import annotations

import gc
import json
import sys
import time

from fetch.asking import fetcher, lanes
from hostile.audited import memory
from hostile_servers.hosts import Hosts
from hostile_servers.word import word
from linkassay.extract.page import page_facts
from linkassay.model import Observation, Probe, Purpose

FRAGMENTS = ("a-place", ":~:text=some%20words,and%20others", ":~:text=w%20w-,w,-w%20w", "x")


def asked(url: str, route: str, seconds: float) -> Observation:
    by = fetcher(page_facts, resolver=Hosts(), hop_deadline=seconds, deadline=2 * seconds)
    if route == "article":
        return by.fetch_document(Probe(url, Purpose.ARTICLE))[0]
    seen: list[Observation] = []
    by.ask(lanes(Probe(url, fragments=FRAGMENTS if route == "fragment" else ())), seen.extend)
    (look,) = seen
    return look


def main(seconds: float, route: str, first: str, *urls: str) -> None:
    asked(first, route, seconds)
    before = memory()
    for url in urls:
        gc.collect()
        began = time.process_time()
        look = asked(url, route, seconds)
        spent = time.process_time() - began
        grown = memory() - before
        line = {"url": url, "end": word(look), "cpu": round(spent, 2), "grown": round(grown, 1)}
        print(json.dumps(line | {"seconds": round(look.seconds, 2)}), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], *sys.argv[3:])
