"""What one machine hands to the next: an address on its way, and how a host is to be treated."""

from __future__ import annotations

from dataclasses import dataclass, field

from linkassay.model.asking import Hop, Probe


@dataclass(frozen=True, slots=True)
class Onward:
    """A probe between two requests: what was heard on its way so far, and what is asked next.

    `url` is the address as it must be sent, and may hold a secret; `hops` are those that were
    asked, in `seconds` altogether. `trail` is what only `fetch` reads (cookies, where it has
    been); it is empty for a probe that was not begun.
    """

    probe: Probe
    url: str = field(repr=False)
    hops: tuple[Hop, ...] = ()
    seconds: float = 0.0
    trail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """How a host or a platform is to be treated from now on.

    It is to be left alone for so many `seconds`; `pace` is what only `fetch` reads (how often it
    refused or failed in a row), empty where there is nothing to remember.
    """

    name: str
    seconds: float
    pace: str = ""
