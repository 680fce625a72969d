"""Observations from literals: an answer, or an error."""

from datetime import UTC, datetime

from linkassay.model import Framing, Hop, Observation

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DEEP = "https://www.example.org/2019/story.html"


def seen(status=200, *, via=(), final=None, url=DEEP, raw_bytes=10, **changes):
    """An answer, perhaps after redirects with the statuses `via`, ending at `final`."""
    values = {"framing": Framing.LENGTH} | changes
    headers = tuple(values.pop("headers", {}).items())
    hops = [Hop(url, step, "x") for step in via]
    hops.append(Hop(final or url, status))
    return Observation(
        url, NOW, tuple(hops), status, headers=headers, raw_bytes=raw_bytes, **values
    )


def failed(error, **changes):
    return Observation(DEEP, NOW, (Hop(DEEP),), error=error, **changes)


def peers_of(looks):
    """Who answered, at any hop."""
    return [hop.peer for look in looks for hop in look.hops if hop.status is not None]
