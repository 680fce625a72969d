"""Sign-in pages: the page is there for those who have an account."""

from __future__ import annotations

from linkassay.conditions.arrival import Arrival, Naming, arrival, names_gate
from linkassay.conditions.barrier import Barrier
from linkassay.conditions.page_signs import have, names_itself, shows_at_most, signs_of
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.tables.gates import Gate
from linkassay.tables.page_signs import SignKind, SignPlace, SignWeight

_FORM_WORDS = 250
"""With more words, a page with a field for a password is a page with a small form (our choice)."""
_NOTICE_WORDS = 60
"""So short is a page that says no more than that one must sign in (our own choice)."""
_SHOWN = frozenset({401, 403})


def login(observation: Observation) -> Barrier | None:
    """Whether this answer is a sign-in page that was not itself asked for."""
    status = observation.status
    if status is None or not (200 <= status < 300 or status in _SHOWN):
        return None
    where = arrival(observation)
    if where is None and not signs_of(observation.facts, SignKind.LOGIN):
        return None
    if names_gate(observation.url, Gate.LOGIN):
        return None
    if where is not None and _is_gate(where, observation.facts):
        return _barrier(f"redirects to a sign-in page: {where.final}")
    if _asks(observation):
        return _barrier("shows a sign-in page instead of its own")
    if status not in _SHOWN and _keeps_back(observation):
        return _barrier("says that it is kept for readers with an account")
    return None


def _keeps_back(observation: Observation) -> bool:
    """Whether a short page says that this reader may not see it. A bare 403 says so of anything."""
    signs = signs_of(observation.facts, SignKind.LOGIN)
    return have(signs, SignWeight.PROOF) and not names_itself(observation)


def _is_gate(where: Arrival, facts: PageFacts | None) -> bool:
    naming = where.naming(Gate.LOGIN)
    if naming is Naming.ALONE and (_has_form(facts) or not _is_page(facts)):
        return True
    if naming is Naming.NO:
        return _has_form(facts) and (where.comes_back(only_back=False) or _is_titled(facts))
    return where.comes_back() or _has_form(facts)


def _asks(observation: Observation) -> bool:
    facts = observation.facts
    signs = signs_of(facts, SignKind.LOGIN)
    if not signs or names_itself(observation):
        return False
    if _has_form(facts) and (_is_titled(facts) or not _has_heading(facts)):
        return True
    return shows_at_most(facts, _NOTICE_WORDS) and any(
        row.where is SignPlace.TEXT and row.weight is SignWeight.NOTICE for row in signs
    )


def _has_form(facts: PageFacts | None) -> bool:
    """Whether the page is little more than a form that asks for a password."""
    return facts is not None and facts.password and shows_at_most(facts, _FORM_WORDS)


def _has_heading(facts: PageFacts | None) -> bool:
    return facts is not None and facts.heading is not None


def _is_titled(facts: PageFacts | None) -> bool:
    return any(row.where is not SignPlace.TEXT for row in signs_of(facts, SignKind.LOGIN))


def _is_page(facts: PageFacts | None) -> bool:
    """Whether there is more to read than a sign-in page has."""
    return facts is not None and facts.words is not None and facts.words > _FORM_WORDS


def _barrier(says: str) -> Barrier:
    return Barrier(ConditionName.AUTH_REQUIRED, says, Confidence.PROBABLE)
