"""An answer of success, read as a page: whether it is the one that was meant.

What the page says of itself counts, what was seen of it before, and what the server says to a name
beside it that cannot exist.
"""

from __future__ import annotations

from http import HTTPStatus

from linkassay.conditions.barrier import Barrier
from linkassay.conditions.hinted_gates import hinted_gate
from linkassay.conditions.identity import proves_itself, says_missing, titled
from linkassay.conditions.moved import Destination, Kept, redirect
from linkassay.conditions.parked import default_page, parked, suspended
from linkassay.conditions.refusals import paywalled
from linkassay.conditions.same_page import ends_alike, near
from linkassay.conditions.soft_404 import soft_404
from linkassay.model import Condition, ConditionName, Confidence, Observation, Strike

_FAR_BITS = 12
"""Other pages differ in more (`score.page_facts`: what is compared there)."""
_ABSENT = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def read_page(
    observation: Observation,
    says: str,
    sure: Confidence,
    sibling: Observation | None,
    known: Observation | None,
) -> Condition:
    """The condition of an answer of success that has a body.

    `says` completes "The link …" for one that is the page. `sure` is the most that its status
    allows. `sibling` and `known`: see `classify`.
    """
    destination = redirect(observation, sibling)
    lookalike = None if _is_known(observation, known) else _lookalike(observation, sibling)
    lost = destination if destination is not None and destination.kept is Kept.NO else None
    if lost is not None and lookalike is None and lost.confidence is Confidence.SUSPECTED:
        gate = _gate_of_all(observation, sibling)
        if gate is not None:
            return _doubted(gate.name, gate.says, gate.confidence)
    if lost is not None and (lookalike is None or lost.confidence is Confidence.PROBABLE):
        return _doubted(lost.name, lost.says, lost.confidence)
    if lookalike is not None:
        return _doubted(lookalike.name, lookalike.says, lookalike.confidence)
    if destination is not None:
        return _in_its_places(observation, _arrived(observation, destination, known))
    proof = _proof(observation, sibling, known)
    return _in_its_places(observation, _found(observation, says, sure if proof else None))


def _gate_of_all(observation: Observation, sibling: Observation | None) -> Barrier | None:
    """What stands at the place where a server sends every name, if that hints at something."""
    everywhere = sibling is not None and ends_alike(observation, sibling)
    return hinted_gate(observation) if everywhere else None


def _lookalike(observation: Observation, sibling: Observation | None) -> Barrier | None:
    """What the page is instead; of several readings the surest."""
    facts = observation.facts
    if facts is not None and facts.script_only:
        return None
    judges = (suspended, default_page, parked, soft_404)
    found = [one for judge in judges if (one := judge(observation, sibling)) is not None]
    probable = (one for one in found if one.confidence is Confidence.PROBABLE)
    return next(probable, found[0] if found else None)


def _doubted(name: ConditionName, says: str, confidence: Confidence) -> Condition:
    """A suspicion strikes nobody; two signs do."""
    strike = Strike.NONE if confidence is Confidence.SUSPECTED else Strike.NORMAL
    return Condition(name, confidence, says, strike)


def _arrived(
    observation: Observation, destination: Destination, known: Observation | None
) -> Condition:
    """A redirect of which nothing says that it lost the page; certain where the page was kept.

    What a server answers to other names proves nothing of this one's target.
    """
    if destination.kept is Kept.YES or proves_itself(observation, known) is not None:
        return Condition(destination.name, Confidence.CERTAIN, destination.says)
    name, says = destination.name, destination.says
    if name is ConditionName.OK_REDIRECTED:
        # Nobody is to write an address down that may be another page's.
        name, says = ConditionName.OK_VIA_TEMPORARY, f"{says}, where nothing shows it to be itself"
    return Condition(name, Confidence.PROBABLE, says)


def _found(observation: Observation, says: str, proven: Confidence | None) -> Condition:
    """A page of which nothing says that it is another one."""
    facts = observation.facts
    if facts is not None and facts.script_only:
        says = f"{says} with a page that a script fills, which was not seen"
    elif paywalled(observation):
        says = f"{says}, behind a paywall"
    return Condition(ConditionName.OK, proven or Confidence.PROBABLE, says)


def _proof(
    observation: Observation, sibling: Observation | None, known: Observation | None
) -> str | None:
    """Why it certainly is the page that was meant, in words; `None` where nothing proves it."""
    if observation.facts is None and observation.header("content-type") is None:
        return "there is nothing to look into"
    proof = proves_itself(observation, known)
    if proof is None and not _is_another(observation, known):
        proof = _told_apart(observation, sibling)
    return proof


def _is_another(observation: Observation, known: Observation | None) -> bool:
    """Whether the page was known by a title with the words of its address, and has another title
    and other words now: addresses are given away again."""
    now, before = observation.facts, known.facts if known is not None else None
    if known is None or now is None or before is None or now.script_only:
        return False
    retitled = now.title != before.title and now.heading != before.heading
    return retitled and titled(known) is not None and not near(now, before, _FAR_BITS)


def _told_apart(observation: Observation, sibling: Observation | None) -> str | None:
    """Whether the server answers a name that cannot exist otherwise, as one that it does not have.

    A page that a script fills is the same for all names that the script knows.
    """
    if sibling is None:
        return None
    if sibling.status in _ABSENT:
        return "a name beside it that cannot exist is not found"
    if sibling.status is None or not 200 <= sibling.status < 300:
        return None
    away = redirect(sibling)
    if away is not None and away.kept is not Kept.YES and redirect(observation) is None:
        return "a name beside it that cannot exist is sent elsewhere"
    if says_missing(sibling) and not says_missing(observation):
        return "a name beside it that cannot exist is answered as missing"
    return None


def _is_known(observation: Observation, known: Observation | None) -> bool:
    """Whether it shows the very words that were seen when it certainly was the page."""
    now = observation.facts.text_hash if observation.facts else None
    before = known.facts.text_hash if known is not None and known.facts else None
    return now is not None and now == before


def _in_its_places(observation: Observation, found: Condition) -> Condition:
    """The same, or that the page lacks a place that is cited in it."""
    missing = observation.facts.missing_fragments if observation.facts is not None else ()
    if not missing:
        return found
    named = " and ".join(f"“#{one}”" for one in missing)
    says = f"{found.reason}, and has no place named {named}"
    return Condition(ConditionName.FRAGMENT_MISSING, found.confidence, says)
