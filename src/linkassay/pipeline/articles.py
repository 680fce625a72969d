"""Articles named by their address: fetched, then read like files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from linkassay import conditions
from linkassay.model import Observation, Probe, Source, UnreadSource
from linkassay.pipeline.desk import Desk
from linkassay.ports import Fetcher
from linkassay.urls import MalformedAddress, parse


def fetch_article(url: str, fetcher: Fetcher, desk: Desk) -> Source | UnreadSource:
    """One article, read like a file; what came instead of it is told with the next step."""
    try:
        parse(url)
    except MalformedAddress as fault:
        return UnreadSource(
            url, f"is no address of a page: {_as_clause(fault.reason)}", "Correct it."
        )
    observation, source = fetcher.read(Probe(url, reason="article"))
    desk.receive(observation)
    desk.hand_over()
    if source is not None:
        return source
    said = conditions.classify(observation)
    advice = "Check the address, or audit a saved copy."
    if said.name == "address-refused":
        advice = "If that is meant, name its range with --allow-address (it lifts the port, too)."
    return UnreadSource(url, f"the article {said.reason}", advice)


def _as_clause(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def blame_network(
    unread: Iterable[UnreadSource], heard: Mapping[str, Observation]
) -> tuple[UnreadSource, ...]:
    """Articles that nobody answered for while nobody answered at all: the network is to blame."""
    return tuple(
        replace(
            item,
            problem="could not be fetched: no host answered",
            advice="Check the network.",
            unreached=True,
        )
        if item.locator in heard and conditions.unreached(heard[item.locator])
        else item
        for item in unread
    )
