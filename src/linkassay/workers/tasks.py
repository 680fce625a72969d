"""What a worker does with a document. Each task gives bytes, as many as its limits allow.

`prepare` is no task: it is called before a worker is forked, so that each has what it loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from time import process_time

from linkassay.extract import extract, secret_addresses
from linkassay.extract import skim as skimmed
from linkassay.model import Citation, Limit, Reading, Source, codec
from linkassay.model.limits import BASE_ANSWER
from linkassay.workers.requests import Request
from linkassay.workers.transcript import told

ADDRESSES = tuple[tuple[str, str], ...]

SKIM_SHARE = 0.5
"""Of the time that a document gets its addresses are gathered for so long; the rest is for telling
them."""


_ANY = b"""A title

By Ana Bell

On 3 May 2019 Secretary of State Mike Pompeo said so (https://www.example.org/a/b.html?c=d).

This article was first published by The Harbour Courier.
"""
"""A text of our own that takes most of what reading takes: tables, and patterns made of them."""


@cache
def prepare() -> None:
    """Load all that is loaded when it is first needed, which takes 80 ms of CPU."""
    told(extract(Source("-", _ANY, "text/plain")), BASE_ANSWER)


def read(request: Request) -> bytearray:
    """The readings of a source."""
    return told(extract(request.source, key=request.key), request.limits.answer)


def skim(request: Request) -> bytearray:
    """One reading with the addresses of a source, as many as can be found in time."""
    until = process_time() + request.limits.cpu * SKIM_SHARE
    document, found = skimmed(request.source, key=request.key)
    citations = tuple(_in_time(found, until))
    reading = Reading(document, citations, limited=Limit.TIME)
    return told([reading], request.limits.answer)


def secrets(request: Request) -> bytes:
    """Each link of a source that has a secret: its URL, and the address as it must be asked."""
    found = dict.fromkeys(secret_addresses(request.source, key=request.key))
    return codec.dump(tuple(found))


def leads(request: Request) -> bytes:
    """What a source leads to."""
    from linkassay.extract.leads import leads_of

    return codec.dump(leads_of(request.source))


def _in_time(found: Iterable[Citation], until: float) -> Iterator[Citation]:
    for citation in found:
        yield citation
        if process_time() > until:
            return
