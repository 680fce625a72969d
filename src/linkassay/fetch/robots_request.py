"""Asking for a robots.txt, as any other address is asked."""

from __future__ import annotations

from linkassay.fetch.chain import RedirectFollower
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.exchange import Bounds, Caps
from linkassay.fetch.robots import RobotsAnswer
from linkassay.model import Probe, Settings

MOST_BYTES = 500 * 1024
"""RFC 9309 section 2.5: a crawler parses at least 500 kibibytes."""

NOT_READ = Caps(0, 0)
"""What an answer other than 2xx says besides its status does not matter."""


async def ask_robots(follower: RedirectFollower, settings: Settings, url: str) -> RobotsAnswer:
    """Ask for the robots.txt at an address, and follow it. Never raises for what the web does."""
    bounds = Bounds(
        settings.hop_deadline, settings.max_header_bytes, settings.max_header_lines, _caps
    )
    chain = await follower.follow(Cleaner(Probe(url)), bounds)
    last = chain.last
    return RobotsAnswer(
        url=chain.hops[-1].url if chain.hops else url,
        status=last.status if last else None,
        error=chain.error,
        detail=chain.detail,
        data=last.body.data if last and last.body and not last.body.encoded else b"",
    )


def _caps(status: int, _media_type: str | None) -> Caps:
    return Caps(MOST_BYTES, MOST_BYTES) if 200 <= status < 300 else NOT_READ
