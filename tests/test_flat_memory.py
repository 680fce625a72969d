"""Nothing of an audit is held for each of its links."""

from __future__ import annotations

import gc
import tracemalloc

import pytest

from fakes import NOW, Here
from linkassay import pipeline
from linkassay.ledger import keys, open_private
from linkassay.model import Hop, Observation, Settings, Source
from linkassay.pipeline import Audit

A_DOCUMENT = 50
A_HOST = 20
HEADERS = (("content-type", "text/html; charset=utf-8"), ("content-length", "517"))
HELD = 300
"""Bytes that a link may hold: less than a citation, a probe, an observation or a check of it. The
rest is what waits for cycles to be looked for, and caches that are not full yet."""


class Instantly:
    """A web that is all there."""

    def ask(self, lanes, record, remember=None, /):
        for lane in lanes:
            for window in lane.windows:
                record([seen(probe.url) for probe in window])


def seen(url):
    hops = (Hop(url, 200, None, "192.0.2.1", 0.1),)
    return Observation(url, NOW, hops, 200, headers=HEADERS, raw_bytes=517, seconds=0.1)


def documents(first, links):
    for start in range(first, first + links, A_DOCUMENT):
        numbers = range(start, start + A_DOCUMENT)
        rows = [f"- See https://h{n // A_HOST}.example/{n}/a-headline there." for n in numbers]
        yield Source(f"{start}.md", "\n".join(["# A list", "", *rows]).encode())


def peak(first, links):
    """Bytes that Python held at most during an audit of so many links, the report told."""
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    settings = Settings(contact="desk@paper.example")
    with open_private() as ledger:
        work = Audit(documents(first, links), (), settings, Here(), Instantly(), NOW, str(first))
        told = pipeline.audit(work, ledger)
        assert told.counts.links == links
        assert sum(1 for _ in told.links()) == links
    return tracemalloc.get_traced_memory()[1] - before


@pytest.mark.slow
def test_memory_does_not_grow_with_links(monkeypatch):
    """What is kept for all, such as compiled patterns and full caches, is there before."""
    monkeypatch.setattr(keys, "REMEMBERED", 500)
    tracemalloc.start()
    try:
        peak(100_000, 1_500)
        few, many = peak(200_000, 500), peak(300_000, 2_500)
    finally:
        tracemalloc.stop()
    assert many - few < HELD * 2_000
