"""Clues about a link's target from what the web answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from http import HTTPStatus

from linkassay.dates.statement import read_statement
from linkassay.model import DOCUMENT, Clock, Clue, DaySet, Link, Observation, link_subject
from linkassay.tables.clues import clue_rule, field_rule
from linkassay.urls import dated_path


def capture_clue(day: date) -> Clue:
    """The clue that a document was fetched, and so captured, on a day."""
    return clue_rule("fetch-day").clue(
        DOCUMENT, DaySet.on(day), "fetched for this audit", text=day.isoformat()
    )


def answer_clues(link: Link, observation: Observation) -> Iterator[Clue]:
    """The date in the address a redirect leads to, and the date the page states in its head.

    Only a 2xx answer speaks of the target: an error page's address and head do not. `304 Not
    Modified` says that the page is as it was, whose facts the observation then has.
    """
    status = observation.status
    if status is None or not (200 <= status < 300 or status == HTTPStatus.NOT_MODIFIED):
        return
    subject = link_subject(link.url)
    final = observation.final_url
    if final != link.url and (dated := dated_path(final)) is not None and dated.days:
        yield clue_rule("redirect-target-date").clue(
            subject, dated.days, f"redirect target {dated.text}", text=final
        )
    facts = observation.facts
    stated = None if facts is None else page_clue(link.url, facts.published, facts.published_source)
    if stated is not None:
        yield stated


def page_clue(url: str, published: str | None, source: str | None) -> Clue | None:
    """The date that the page of a link states in its head; `source` is the field that states it."""
    days = None if published is None else _days_stated(published)
    if published is None or days is None:
        return None
    named = source or "published"
    rule = field_rule(named, Clock.PUBLISHED)
    return rule.clue(link_subject(url), days, named, text=published)


_days_stated = lru_cache(maxsize=1024)(read_statement)
"""Pages of one site often state the same day."""
