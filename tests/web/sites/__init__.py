"""The hosts of the labelled web, one file for each class of behaviour."""

from __future__ import annotations

from collections import Counter
from functools import cache

from web.model import Host, Labelled, Place
from web.shapes import Shape
from web.sites import (
    addresses,
    changing,
    clients,
    dead,
    faults,
    fragments,
    gates,
    lapsed,
    live,
    lying,
    more_soft,
    more_walls,
    moved,
    plain,
    shared,
    soft,
    traps,
    tricky,
    walls,
    wire,
)

FILES = (
    live, traps, shared, plain, addresses, lying, tricky, clients, moved, wire, fragments,
    dead, soft, more_soft, lapsed, walls, more_walls, gates, faults, changing,
)  # fmt: skip


def shapes() -> list[Shape]:
    return [shape for file in FILES for shape in file.TABLE.shapes]


@cache
def places() -> tuple[Place, ...]:
    """Every part of the web. Raises `ValueError` where two of them claim one host or address."""
    made = tuple(place for shape in shapes() for place in shape.places())
    hosts = Counter(host.name for place in made for host in place.hosts)
    urls = Counter(link.url for place in made for link in place.links)
    twice = [name for name, count in (hosts + urls).items() if count > 1]
    if twice:
        raise ValueError(f"more than one part of the web claims {', '.join(twice)}")
    return made


def links() -> list[Labelled]:
    return [link for place in places() for link in place.links]


def hosts() -> list[Host]:
    return [host for place in places() for host in place.hosts]
