"""Walls: answers to us as a program, which say nothing about the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import inf

from linkassay.conditions.arrival import Naming, arrival
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import (
    have,
    names_itself,
    say_together,
    says_nothing_there,
    shows_at_most,
    signs_of,
)
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.model.host_names import is_within
from linkassay.tables import walls as table
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import PageSign, SignKind, SignPlace, SignWeight
from linkassay.tables.walls import HeaderSign, StatusSign, WallAddress
from linkassay.urls import host_of
from linkassay.urls.parts import parts_of

_GONE = frozenset({404, 410})
_REFUSALS = frozenset({401, 403, 405, 406, 418, 428, 429})
"""Statuses with which programs are refused; a server does not say so of a page that is gone."""
_LIMIT = 429
_BUSY = 503
_NEXT_TO_NOTHING = 25
"""So few words has a page that only runs a check (our own choice)."""
_CHECK_WORDS = 120
_ORDER = tuple(SignWeight)

_DENIALS = ("title-access-denied", "heading-access-denied")
CAPTCHA = "captcha-widget"
"""The sign of a field that only people can fill in."""


def wall(observation: Observation) -> str | None:
    """The wall this answer is, in words for people, or `None`."""
    return _by_head(observation) or _by_address(observation) or _by_page(observation)


def walled(observation: Observation) -> Barrier | None:
    """The wall this answer is. What its head says is certain; words of a page are not."""
    words = wall(observation)
    if words is None:
        return None
    proven = have(signs_of(observation.facts, SignKind.WALL), SignWeight.PROOF)
    sure = proven or _by_head(observation) is not None
    says = f"shows programs {words}, so the page was not seen"
    confidence = Confidence.CERTAIN if sure else Confidence.PROBABLE
    return Barrier(ConditionName.BOT_BLOCKED, says, confidence)


def _by_head(observation: Observation) -> str | None:
    known, status = _by_header(), observation.status
    names = [name for name, _ in observation.headers if name in known]
    if names:
        first = min([_first_sign(name, observation.header(name) or "", status) for name in names])
        if first < inf:
            return table.header_signs()[int(first)].wall
    for row in _by_status().get(status, ()):
        if _on(observation.final_url, row.host):
            return row.wall
    return None


@cache
def _by_header() -> Mapping[str, Sequence[int]]:
    """The signs of each header that may tell of a wall, by their numbers."""
    found: dict[str, list[int]] = {}
    for number, sign in enumerate(table.header_signs()):
        found.setdefault(sign.header.lower(), []).append(number)
    return found


@cache
def _by_status() -> Mapping[int | None, Sequence[StatusSign]]:
    found: dict[int | None, list[StatusSign]] = {}
    for row in table.status_signs():
        found.setdefault(row.status, []).append(row)
    return found


def _by_address(observation: Observation) -> str | None:
    where = arrival(observation)
    if where is None or observation.status in _GONE:
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
    signs = signs_of(observation.facts, SignKind.WALL)
    if not signs or not _counts(observation, signs):
        return None
    return min(signs, key=lambda row: _ORDER.index(row.weight)).says


def _counts(observation: Observation, signs: Sequence[PageSign]) -> bool:
    """Whether these signs make a wall of an answer of this status."""
    status = observation.status or 0
    if have(signs, SignWeight.PROOF):
        return True
    refused = status in _REFUSALS
    about = have(signs, SignWeight.SUBJECT)
    # Too many requests are a limit for all, until it speaks of programs.
    said = have(signs, SignWeight.NOTICE) or say_together(
        signs, refused=refused and status != _LIMIT
    )
    hinted = have(signs, SignWeight.HINT)
    if refused:
        return said or hinted or about
    if status in _GONE:
        return said and not says_nothing_there(observation)
    supported = have(signs, SignWeight.CLUE) and (hinted or about)
    if status == _BUSY:
        return said or supported
    if not 200 <= status < 300 or names_itself(observation):
        return False
    if said or supported or _denies(signs) or _asks_for_proof(observation.facts, signs):
        return not says_nothing_there(observation)
    return _shows_nothing_else(observation.facts, signs)


def _denies(signs: Sequence[PageSign]) -> bool:
    """Whether title and heading both deny access: nobody's page is called so twice."""
    return {SignPlace.TITLE, SignPlace.HEADING} <= {
        row.where for row in signs if row.sign in _DENIALS
    }


def _asks_for_proof(facts: PageFacts | None, signs: Sequence[PageSign]) -> bool:
    """Whether there is little beside a field that only people can fill in, and a word for that."""
    if facts is None or facts.password or CAPTCHA not in facts.signs:
        return False
    return have(signs, SignWeight.SUBJECT, SignWeight.ACT)


def _shows_nothing_else(facts: PageFacts | None, signs: Sequence[PageSign]) -> bool:
    """Whether a page that has a sign, though none that says it all, has next to nothing else.

    An application's shell has a title, and a short note has a heading.
    """
    if facts is None or not shows_at_most(facts, _NEXT_TO_NOTHING):
        return False
    if have(signs, SignWeight.CLUE) or (CAPTCHA in facts.signs and facts.words):
        return True
    if facts.heading is not None:
        return False
    return have(signs, SignWeight.SUBJECT) or (have(signs, SignWeight.HINT) and not facts.title)


@lru_cache(maxsize=512)
def _first_sign(name: str, value: str, status: int | None) -> float:
    """The number of the first sign that a header of this value is; infinite where it is none."""
    signs = table.header_signs()
    return next((at for at in _by_header()[name] if _shows(value, status, signs[at])), inf)


def _shows(value: str, status: int | None, sign: HeaderSign) -> bool:
    if sign.statuses and status not in sign.statuses:
        return False
    if status in _GONE and not sign.challenge:
        return False
    value = value.casefold().strip()
    if value in sign.exceptions:
        return False
    return sign.value is None or sign.value in value


def _lies_at(url: str, row: WallAddress) -> bool:
    path = parts_of(url).path.casefold()
    return path.startswith(row.path.casefold()) and _on(url, row.host)


def _on(url: str, site: str | None) -> bool:
    return site is None or is_within(host_of(url), site)
