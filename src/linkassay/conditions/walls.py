"""Walls: answers to us as a program, which say nothing about the page."""

from __future__ import annotations

from urllib.parse import urlsplit

from linkassay.conditions.arrival import Naming, arrival, names_gate
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import names_itself, shows_at_most, signs_of
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.tables import walls as table
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind
from linkassay.tables.walls import HeaderSign, PageWall, SignWeight, WallAddress
from linkassay.urls import host_of

_GONE = frozenset({404, 410})
_REFUSALS = frozenset({401, 403, 405, 406, 418, 428, 429})
"""Statuses with which programs are refused; a server does not say so of a page that is gone."""
_BUSY = 503
_NEXT_TO_NOTHING = 25
"""So few words has a page that only runs a check (our own choice)."""
_CHECK_WORDS = 120


def wall(observation: Observation) -> str | None:
    """The wall this answer is, in words for people, or `None`."""
    return _by_head(observation) or _by_address(observation) or _by_page(observation)


def walled(observation: Observation) -> Barrier | None:
    """The wall this answer is. What its head says is certain; words of a page are not."""
    words = wall(observation)
    if words is None:
        return None
    sure = _by_head(observation) is not None or any(
        row.weight is SignWeight.PROOF for row in _rows(observation)
    )
    says = f"shows programs {words}, so the page was not seen"
    confidence = Confidence.CERTAIN if sure else Confidence.PROBABLE
    return Barrier(ConditionName.BOT_BLOCKED, says, confidence)


def _by_head(observation: Observation) -> str | None:
    for sign in table.header_signs():
        if _shows(observation, sign):
            return sign.wall
    for row in table.status_signs():
        if row.status == observation.status and _on(observation.final_url, row.host):
            return row.wall
    return None


def _by_address(observation: Observation) -> str | None:
    where = arrival(observation)
    if where is None or observation.status in _GONE or names_gate(where.asked, Gate.WALL):
        return None
    for row in table.wall_addresses():
        if _lies_at(where.final, row):
            return row.wall
    naming = where.naming(Gate.WALL)
    signed = bool(signs_of(observation.facts, SignKind.WALL)) or (
        naming is Naming.ALONE and shows_at_most(observation.facts, _CHECK_WORDS)
    )
    return "a check for robots" if naming and (where.comes_back() or signed) else None


def _by_page(observation: Observation) -> str | None:
    rows = _rows(observation)
    counted = sorted((row.weight for row in rows), key=_strength)
    if not rows or not _counts(observation, counted):
        return None
    return min(rows, key=lambda row: _strength(row.weight)).wall


def _counts(observation: Observation, weights: list[SignWeight]) -> bool:
    """Whether signs of these weights make a wall of an answer of this status."""
    status = observation.status or 0
    best = weights[0]
    if best is SignWeight.PROOF:
        return True
    supported = best is SignWeight.HINT and SignWeight.CLUE in weights
    if status in _REFUSALS:
        return best is not SignWeight.CLUE
    if status == _BUSY:
        return best is SignWeight.NOTICE or supported
    if not 200 <= status < 300 or names_itself(observation):
        return False
    if best is SignWeight.NOTICE or supported:
        return True
    return best is SignWeight.HINT and _shows_nothing_else(observation)


def _shows_nothing_else(observation: Observation) -> bool:
    """Whether the page is bare: an application's shell has a title, a captcha's page may have."""
    facts = observation.facts
    if facts is None or not shows_at_most(facts, _NEXT_TO_NOTHING):
        return False
    if "captcha-widget" in facts.signs and facts.words:
        return True
    return not facts.title and not facts.heading


def _strength(weight: SignWeight) -> int:
    return list(SignWeight).index(weight)


def _rows(observation: Observation) -> list[PageWall]:
    found = map(table.page_wall, signs_of(observation.facts, SignKind.WALL))
    return [row for row in found if row is not None]


def _shows(observation: Observation, sign: HeaderSign) -> bool:
    value = observation.header(sign.header)
    if value is None or (sign.statuses and observation.status not in sign.statuses):
        return False
    if observation.status in _GONE and not sign.challenge:
        return False
    value = value.casefold().strip()
    if value in sign.exceptions:
        return False
    return sign.value is None or sign.value in value


def _lies_at(url: str, row: WallAddress) -> bool:
    try:
        path = urlsplit(url).path
    except ValueError:
        return False
    return path.casefold().startswith(row.path.casefold()) and _on(url, row.host)


def _on(url: str, site: str | None) -> bool:
    name = host_of(url)
    return site is None or name == site or name.endswith(f".{site}")
