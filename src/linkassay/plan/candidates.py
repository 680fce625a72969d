"""What else a wrapped address may be."""

from __future__ import annotations

from linkassay.model import Wrapped
from linkassay.plan.skipping import ASKED_SCHEMES
from linkassay.urls import MalformedAddress, parse
from linkassay.urls.secrets import MARK

MOST_CANDIDATES = 6
"""So many candidates of one wrapped address are asked (our own choice): a document cannot make us
ask a host for more."""


def candidates(item: Wrapped) -> tuple[str, ...]:
    """The identities of a wrapped address's candidates that can be asked, in their order.

    One that lost a secret is none, since it could not be asked whole. What is also written in one
    piece elsewhere was put together rightly: then nothing shorter was meant.
    """
    found: dict[str, None] = {}
    for written in item.candidates:
        url = _identity(written)
        if url is None or url == item.url or (item.whole and item.url.startswith(url)):
            continue
        found[url] = None
    return tuple(found)[:MOST_CANDIDATES]


def _identity(written: str) -> str | None:
    if MARK in written:
        return None
    try:
        url = parse(written).link.url
    except MalformedAddress:
        return None
    return url if url.startswith(ASKED_SCHEMES) else None
