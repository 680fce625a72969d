"""Bundles asked with the real fetcher, on loopback servers with many names."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

from linkassay import urls
from linkassay.fetch import WebFetcher
from linkassay.model import Lane, Probe, Settings

MOMENT = datetime(2026, 1, 4, tzinfo=UTC)
NAMES = tuple(f"host{number}.example" for number in range(6))


def settings_for(port, **more):
    pins = tuple(f"{name}:{port}:127.0.0.1" for name in NAMES)
    usual = {"gap": 0.0, "allow_address": ("127.0.0.0/8",), "resolve": pins}
    return Settings(**usual | more)


def web_fetcher(settings, **more):
    return WebFetcher(
        settings, now=lambda: MOMENT, monotonic=time.monotonic, user_agent="agent", **more
    )


def engine(bundle):
    """What a machine makes of a bundle."""
    return web_fetcher(
        bundle.settings, secret_key=bundle.secret_key, credentials=bundle.credentials
    )


def lanes_of(probes):
    hosts = {}
    for probe in probes:
        hosts.setdefault(urls.host_of(probe.url), []).append(probe)
    for host, mine in hosts.items():
        yield Lane(host, iter([mine]), None, len(mine))


def seen(fetcher, addresses):
    """What comes of each address, without what differs from time to time."""
    found = []
    probes = [one if isinstance(one, Probe) else Probe(one) for one in addresses]
    fetcher.ask(lanes_of(probes), found.extend)
    assert len({one.url for one in found}) == len(found) == len(probes)
    return {one.url: timeless(one) for one in found}


def timeless(observation):
    hops = tuple(replace(hop, seconds=None) for hop in observation.hops)
    return replace(observation, hops=hops, seconds=0.0)
