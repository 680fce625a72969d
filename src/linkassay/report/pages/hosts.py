"""The hosts of a run, and how their links stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from linkassay.model import LinkResult, State
from linkassay.urls import host_of

HELD = 2_000
"""So many hosts are counted apart; the links of any further one are counted together."""

SHOWN = 200
"""So many hosts have a row of their own."""

OTHERS = "all other hosts"

_BROKEN = (State.DEAD, State.FAILING)


@dataclass(slots=True)
class HostRow:
    """One host: how many links it has, and how many of them stand in each state."""

    host: str
    states: Counter[State] = field(default_factory=Counter)

    @property
    def links(self) -> int:
        """How many different links lead to it."""
        return self.states.total()

    def of(self, *states: str) -> int:
        """How many of them stand in one of these states."""
        return sum(self.states[State(state)] for state in states)


def host_rows(links: Iterable[LinkResult]) -> Sequence[HostRow]:
    """The hosts with dead or failing links first, then those with many; the rest as one row."""
    rows: dict[str, HostRow] = {}
    others = HostRow(OTHERS)
    for link in links:
        host = host_of(link.url)
        if not host:
            continue
        row = rows.get(host) or (
            rows.setdefault(host, HostRow(host)) if len(rows) < HELD else others
        )
        row.states[link.state.state] += 1
    ordered = sorted(rows.values(), key=lambda row: (-row.of(*_BROKEN), -row.links, row.host))
    for row in ordered[SHOWN:]:
        others.states += row.states
    return (*ordered[:SHOWN], *([others] if others.links else []))
