"""A labelled answer: what a person would call it, and how the rooms read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from conditions.soft_answers import Page, answer
from linkassay.conditions.moved import Destination, Kept, redirect
from linkassay.conditions.parked import default_page, parked, suspended
from linkassay.conditions.soft_404 import soft_404
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.urls import sibling

DAY = date(2026, 3, 4)


class Truth(StrEnum):
    """What a person would say."""

    SOFT_404 = "soft-404"
    PARKED = "parked"
    DEFAULT_PAGE = "default-page"
    SUSPENDED = "suspended"
    LOST = "lost"
    LIVE = "live"
    KEPT = "kept"
    """It moved, and its new address may be advised."""
    UNSURE = "unsure"
    """It may have moved; nothing may be advised."""


@dataclass(frozen=True, slots=True)
class Case:
    """An answer and what was said to a sibling. `noted`: one sign is all there is."""

    name: str
    truth: Truth
    seen: Observation
    sibling: Observation | None = None
    noted: bool = False

    @property
    def held_out(self) -> bool:
        """A third, told by a hash: it was looked at only when all was done."""
        return sha256(self.name.encode()).digest()[0] % 3 == 0


@dataclass(frozen=True, slots=True)
class Read:
    """The surest reading of a case. `name` is `None` where nothing speaks against the page."""

    name: ConditionName | None
    confidence: Confidence | None
    arrival: Destination | None
    says: str = ""


def read(case: Case) -> Read:
    """A case as the rooms read it."""
    arrival = redirect(case.seen, case.sibling)
    found = [
        barrier
        for judge in (parked, suspended, default_page, soft_404)
        if (barrier := judge(case.seen, case.sibling)) is not None
    ]
    told: list[tuple[ConditionName, Confidence, str]] = [
        (one.name, one.confidence, one.says) for one in found
    ]
    if arrival is not None and arrival.kept is Kept.NO:
        told.append((arrival.name, arrival.confidence, arrival.says))
    told.sort(key=lambda one: one[1] is not Confidence.PROBABLE)
    name, confidence, says = told[0] if told else (None, None, "")
    return Read(name, confidence, arrival, says)


def beside(url: str, page: Callable[[str], Page]) -> tuple[Observation, Observation]:
    """The answers to an address and to its sibling by a server that makes pages of addresses."""
    other = sibling(url, DAY)
    assert other is not None
    return answer(url, page(url)), answer(other, page(other))


def page_of(row: dict[str, Any]) -> Page:
    """The page that a row describes."""
    return Page(**{key: row[key] for key in row if key in Page.__dataclass_fields__})
