"""What a wrapped address is: itself, or the first of its candidates that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from linkassay import conditions, plan
from linkassay.model import Candidates, Chosen, Condition, SkipReason, Wrapped
from linkassay.ports import Ledger

Seen = Callable[[str], Condition | None]
"""How the answer of a link is read; `None` where it was not asked in this run."""


@dataclass(frozen=True, slots=True)
class Way:
    """How far a wrapped address is known.

    Either `ask` is the next candidate, or all is asked: then `chosen` is what it is, `None` where
    no candidate is better than the address itself.
    """

    ask: str | None = None
    chosen: Chosen | None = None


def way_of(item: Wrapped, first: Condition, seen: Seen) -> Way:
    """The candidates of a wrapped address in their order, whose first reading was seen as `first`.

    The first that is certainly there is the link. Where there is none, one of which nothing is
    known but that it did not fail (a wall, a redirect, a trouble of ours) is it for this run: a
    finding is made only where all fail.
    """
    stays = conditions.speaking_against().get(first.name)
    if stays is None:
        return Way()
    not_failed: Chosen | None = None
    for url in plan.candidates(item):
        condition = seen(url)
        if condition is None:
            return Way(ask=url)
        if conditions.is_certain_ok(condition):
            return Way(chosen=Chosen(item, url, for_good=stays is Candidates.FOR_GOOD))
        if not_failed is None and condition.name not in conditions.speaking_against():
            not_failed = Chosen(item, url, for_good=False)
    return Way(chosen=not_failed)


def next_candidates(ledger: Ledger) -> Iterator[str]:
    """The next candidate of each wrapped address that is not known yet."""
    for ways in _ways(ledger):
        yield from (way.ask for _, way in ways if way.ask is not None)


def choose(ledger: Ledger, *, down: bool) -> None:
    """Store what each wrapped address is; one whose candidates were not all asked is not checked.

    With the network `down` nobody was asked for more.
    """
    for ways in _ways(ledger):
        chosen = [way.chosen for _, way in ways if way.chosen is not None]
        ledger.choices.choose(chosen, [item for item, way in ways if way.ask is not None])
    ledger.choices.end(SkipReason.NETWORK_DOWN if down else SkipReason.INTERRUPTED)


def _ways(ledger: Ledger) -> Iterator[list[tuple[Wrapped, Way]]]:
    """How far each wrapped address that failed is known, in chunks."""

    def seen(url: str) -> Condition | None:
        looks = ledger.looks_at(url)
        return conditions.classify(looks) if looks else None

    for chunk in ledger.choices.wrapped(conditions.speaking_against()):
        firsts = [(item, seen(item.url)) for item in chunk]
        yield [(item, way_of(item, first, seen)) for item, first in firsts if first is not None]
