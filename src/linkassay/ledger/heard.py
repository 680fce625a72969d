"""Observations as rows: raw, as they came."""

from __future__ import annotations

from urllib.parse import urlsplit

from linkassay.ledger.content import listed, moment
from linkassay.ledger.rows import Key, Rows
from linkassay.model import Observation, PageFacts
from linkassay.urls import MalformedAddress, parse


def put_link(rows: Rows, url: str) -> Key:
    """A link by its identity, and its host. An identity is WHATWG form: its host reads plainly.

    What is no address (`is_link`) must not come here.
    """
    host = urlsplit(url).hostname if "://" in url else None
    owner = rows.put("hosts", {"host": host}) if host else None
    return rows.put("links", {"url": url}, {"host_id": owner})


def is_link(url: str) -> bool:
    """Whether an address can be followed; a malformed one has no row among the links."""
    try:
        parse(url)
    except MalformedAddress:
        return False
    return True


def put_observation(rows: Rows, run: Key, seen: Observation) -> Key:
    """One observation with its hops."""
    facts = seen.facts or PageFacts()
    key = rows.put(
        "observations",
        {
            "observed": moment(seen.when),
            "status": seen.status,
            "trouble": str(seen.error) if seen.error else None,
            "detail": seen.detail,
            "final_url": seen.final_url,
            "title": facts.title,
            "published": facts.published,
            "published_source": facts.published_source,
            "modified": facts.modified,
            "canonical": facts.canonical,
            "seconds": float(seen.seconds),
            "raw_bytes": seen.raw_bytes,
            "framing": str(seen.framing),
            "headers": listed(seen.headers),
            "vantage": seen.vantage,
            "body_sha256": seen.body_sha256,
        },
        {"run_id": run, "link_id": put_link(rows, seen.url)},
    )
    for position, hop in enumerate(seen.hops, 1):
        rows.put(
            "hops",
            {
                "position": position,
                "url": hop.url,
                "status": hop.status,
                "location": hop.location,
                "peer": hop.peer,
                "seconds": hop.seconds,
            },
            {"observation_id": key},
        )
    return key
