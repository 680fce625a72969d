"""Whether the page of an `http:` link is known to answer over `https:`, too."""

from __future__ import annotations

from linkassay.conditions.kinds import proofs_of_life
from linkassay.conditions.same_page import same_page
from linkassay.model import LinkCheck, Observation
from linkassay.urls.secure import over_https


def secure_address(check: LinkCheck) -> str | None:
    """The same address with `https:`, where it is known to show the page that the link shows.

    Its own redirect to that says so, or the page seen there (`LinkCheck.secure`). A link that does
    not answer proves nothing.
    """
    wanted, seen, condition = over_https(check.link.url), check.observation, check.condition
    if wanted is None or seen is None or condition is None:
        return None
    if condition.name not in proofs_of_life():
        return None
    if any(hop.url == wanted for hop in seen.hops):
        return wanted
    beside = check.secure
    return wanted if beside is not None and _is_page(beside) and same_page(seen, beside) else None


def wants_secure_look(final_url: str) -> bool:
    """Whether the answer of an `http:` link, by where it ended, leaves open what `https:` shows."""
    return not final_url.startswith("https://")


def _is_page(seen: Observation) -> bool:
    """A whole page that did not send its reader back to `http:`."""
    succeeded = seen.error is None and seen.status is not None and 200 <= seen.status < 300
    return succeeded and seen.final_url.startswith("https://")
