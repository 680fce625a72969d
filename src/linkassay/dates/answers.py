"""Clues about a link's target from what the web answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkassay.dates.statement import read_statement
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Group, Link, Observation, link_subject
from linkassay.urls import dated_path

METADATA_WEIGHT = {"json-ld:datePublished": 0.92, "article:published_time": 0.95}
"""Start weights of research: provenance 11."""


def capture_clue(day: date) -> Clue:
    """The clue that a document was fetched, and so captured, on a day."""
    return Clue(
        DOCUMENT,
        Clock.CAPTURED,
        DaySet.on(day),
        "fetched for this audit",
        "fetch-day",
        Group.SERVER,
        1.0,
        text=day.isoformat(),
    )


def answer_clues(link: Link, observation: Observation) -> Iterator[Clue]:
    """The date in the address a redirect leads to, and the date the page states in its head.

    Only a 2xx answer is a witness: an error page's address and head say nothing about the target.
    """
    if observation.status is None or not 200 <= observation.status < 300:
        return
    subject = link_subject(link.url)
    final = observation.final_url
    if final != link.url and (dated := dated_path(final)) is not None and dated.days:
        yield Clue(
            subject,
            Clock.PUBLISHED,
            dated.days,
            f"redirect target {dated.text}",
            "redirect-target-date",
            Group.SERVER,
            0.97,
            text=final,
        )
    facts = observation.facts
    if facts is None or facts.published is None:
        return
    if (days := read_statement(facts.published)) is not None:
        source = facts.published_source or "published"
        yield Clue(
            subject,
            Clock.PUBLISHED,
            days,
            source,
            "target-metadata",
            Group.METADATA,
            METADATA_WEIGHT.get(source, 0.9),
            text=facts.published,
        )
