"""An address on its way from one machine to the next."""

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
