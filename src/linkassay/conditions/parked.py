"""Hosts without a page of their own: names for sale, servers as installed, suspended accounts.

Each kind has signs that do not depend on each other: a phrase of its title, one of its text, marks
in its source, a market for names at the end of a redirect, one page for all addresses. One is a
suspicion, two make it probable. A page whose title has the words of its address is about parking,
not parked.
"""

from __future__ import annotations

import re
from functools import cache

from linkassay.conditions.barrier import Barrier
from linkassay.conditions.folded import words
from linkassay.conditions.identity import titled
from linkassay.conditions.places import is_front
from linkassay.conditions.same_page import same_page, told_apart
from linkassay.model import ConditionName, Confidence, Observation, PageFacts
from linkassay.tables.link_hosts import HostKind, hosts_of
from linkassay.tables.page_signs import SignKind, SignPlace, name_nouns, page_signs, sign_named
from linkassay.urls import host_of, registrable, same_site

_LANDER = re.compile(r"ww\d{1,3}\.")
"""The host to which parking services send the visitors of a name: `ww25.example`."""
_FEW_WORDS = 400
"""Pages of parked names show fewer (our own choice)."""
_VERY_FEW = 60
_FEWEST = 40
_NOTICE_WORDS = 150


def parked(observation: Observation, sibling: Observation | None = None) -> Barrier | None:
    """Whether an answer is the page of a name that is for sale or kept without a page."""
    facts = observation.facts
    if facts is None or not _may_be(observation):
        return None
    at_market = _at_market(observation)
    if not at_market and not is_front(observation.url) and told_apart(observation, sibling):
        return None
    wording = (_by_table(facts, SignKind.PARKED, _PARKED_WORDS) or _offers_itself(observation))[:1]
    signs = [
        *_of_market(observation, at_market),
        *wording,
        *_by_table(facts, SignKind.PARKED, _PARKED_MARKS),
    ]
    if not signs and not (_shows_under(facts, _FEW_WORDS) and _titled_by_host(observation)):
        return None
    signs += _beside(observation, facts, bool(wording))
    if _is_everywhere(observation, sibling):
        signs.append("shows the same page at every address")
    if signs == wording and not _shows_under(facts, _NOTICE_WORDS):
        return None
    return _barrier(ConditionName.PARKED, "leads to a name that is for sale or unused: it", signs)


def default_page(observation: Observation, sibling: Observation | None = None) -> Barrier | None:
    """Whether an answer is the page that a server shows before anybody has put one there."""
    return _of_kind(
        observation, sibling, SignKind.DEFAULT_PAGE, ConditionName.DEFAULT_PAGE, _DEFAULT_SAYS
    )


def suspended(observation: Observation, sibling: Observation | None = None) -> Barrier | None:
    """Whether an answer says that the account of the site was closed, or its name has run out."""
    return _of_kind(
        observation, sibling, SignKind.SUSPENDED, ConditionName.SUSPENDED, _SUSPENDED_SAYS
    )


_PARKED_WORDS = {
    SignPlace.TITLE: "has a title that offers the name",
    SignPlace.HEADING: "has a heading that offers the name",
    SignPlace.TEXT: "shows a text that offers the name",
}
"""Headings are part of the text, and often the title once more: together they are one sign."""
_PARKED_MARKS = {SignPlace.SOURCE: "carries the marks of a parking service"}
_DEFAULT_SAYS = {
    SignPlace.TITLE: "has the title that its software brings along",
    SignPlace.HEADING: "has the heading that its software brings along",
    SignPlace.TEXT: "has the text that its software brings along",
    SignPlace.SOURCE: "carries the marks of its software's own page",
}
_SUSPENDED_SAYS = {
    SignPlace.TITLE: "has a title that says that the account is closed",
    SignPlace.HEADING: "has a heading that says that the account is closed",
    SignPlace.TEXT: "shows a text that says that the account is closed",
    SignPlace.SOURCE: "carries the marks of a host's notice",
}

_LEADS_TO = {
    ConditionName.DEFAULT_PAGE: "leads to a server on which nobody has put a site: it",
    ConditionName.SUSPENDED: "leads to a site that is switched off: it",
}


def _of_kind(
    observation: Observation,
    sibling: Observation | None,
    kind: SignKind,
    name: ConditionName,
    says: dict[SignPlace, str],
) -> Barrier | None:
    facts = observation.facts
    if facts is None or not facts.signs:
        return None
    signs = _by_table(facts, kind, says)
    if not signs or signs == [says[SignPlace.TEXT]] or not _may_be(observation):
        return None
    if len(signs) == 1 and not _shows_under(facts, _NOTICE_WORDS):
        return None
    if (
        kind is SignKind.DEFAULT_PAGE
        and not is_front(observation.url)
        and told_apart(observation, sibling)
    ):
        return None
    # What comes with a server is shown where a site begins; elsewhere a short page may be one.
    begins = kind is not SignKind.DEFAULT_PAGE or is_front(observation.url)
    if begins and _shows_under(facts, _VERY_FEW):
        signs.append(f"shows {facts.words} words")
    if _is_everywhere(observation, sibling):
        signs.append("shows the same page at every address")
    if _notice_address(observation):
        signs.append("is sent on to a notice of its host")
    return _barrier(name, _LEADS_TO[name], signs)


def _may_be(observation: Observation) -> bool:
    """Whether the answer has a page that does not bear the words of the address in its title."""
    if observation.status is None or not 200 <= observation.status < 300:
        return False
    return is_front(observation.url) or titled(observation) is None or _at_market(observation)


def _by_table(facts: PageFacts, kind: SignKind, says: dict[SignPlace, str]) -> list[str]:
    """What the signs of a kind say, once for each place; title and heading are one."""
    if not facts.signs:
        return []
    rows = [row for name in facts.signs if (row := sign_named(name)) is not None]
    places = {row.where for row in rows if row.kind is kind}
    if SignPlace.TITLE in places:
        places.discard(SignPlace.HEADING)
    return [text for where, text in says.items() if where in places]


def _offers_itself(observation: Observation) -> list[str]:
    """What title and heading say with the host's own name for "domain", or in the middle of the
    phrase."""
    facts = observation.facts
    name = " ".join(words(registrable(host_of(observation.url))))
    for where, text in (
        (SignPlace.TITLE, facts.title if facts else None),
        (SignPlace.HEADING, facts.heading if facts else None),
    ):
        said = " ".join(words(text or ""))
        read = (said.replace(name, noun).split() for noun in ("", *name_nouns()))
        if name in said and any(_offers_in(" ".join(one)) for one in read):
            return [_PARKED_WORDS[where]]
    return []


def _offers_in(said: str) -> bool:
    return any(f" {phrase} " in f" {said} " for phrase in _offers())


@cache
def _offers() -> tuple[str, ...]:
    """The phrases of titles that offer a name."""
    rows = (row for row in page_signs() if row.kind is SignKind.PARKED)
    titles = (row for row in rows if row.where is SignPlace.TITLE)
    return tuple(" ".join(words(phrase)) for row in titles for phrase in row.words)


def _of_market(observation: Observation, at_market: bool) -> list[str]:
    if not at_market:
        return []
    signs = [f"is sent on to a market for names ({host_of(observation.final_url)})"]
    rest = observation.final_url.partition("://")[2].lower()
    if registrable(host_of(observation.url)) in rest:
        signs.append("offers its own name there")
    return signs


def _beside(observation: Observation, facts: PageFacts, wording: bool) -> list[str]:
    """What strengthens a first sign: that the page has the host's name for a title, or in its
    offer, that it shows next to nothing, that it lies on a host made for such pages."""
    signs: list[str] = []
    if (_shows_under(facts, _FEW_WORDS) and _titled_by_host(observation)) or (
        _shows_under(facts, _VERY_FEW) and _titled_by_label(observation)
    ):
        signs.append("is titled by nothing but its host's name")
    elif wording and _names_its_host(observation, facts):
        signs.append("names its host in its title")
    if wording and _shows_under(facts, _FEWEST):
        signs.append(f"shows {facts.words} words")
    if _LANDER.match(host_of(observation.final_url)) and not same_host(observation):
        signs.append("is sent on to a lander")
    return signs


def _names_its_host(observation: Observation, facts: PageFacts) -> bool:
    name = registrable(host_of(observation.url))
    return any(name in (text or "").lower() for text in (facts.title, facts.heading))


def _shows_under(facts: PageFacts, limit: int) -> bool:
    return facts.words is not None and facts.words < limit


def _at_market(observation: Observation) -> bool:
    final = observation.final_url
    row = hosts_of(host_of(final))
    if row is None or row.kind is not HostKind.MARKET or same_site(observation.url, final):
        return False
    rest = final.partition("://")[2].partition("/")[2].lower()
    return not row.path or any(name in rest for name in row.path)


def _titled_by_host(observation: Observation) -> bool:
    """Whether the title is the host's name and no more, as domains are written."""
    facts = observation.facts
    title = (facts.title or "").strip().lower() if facts is not None else ""
    bare = title.removeprefix("http://").removeprefix("https://").removeprefix("www.").rstrip("/")
    name = registrable(host_of(observation.url))
    return bare == name or words(bare) == [*words(name), *words(name)]


def _titled_by_label(observation: Observation) -> bool:
    """Whether the title is the host's name without its ending."""
    facts = observation.facts
    said = "".join(words(facts.title or "")) if facts is not None else ""
    label = registrable(host_of(observation.url)).partition(".")[0]
    return said == "".join(words(label)) != ""


def same_host(observation: Observation) -> bool:
    """Whether a chain ended at the host that was asked."""
    return host_of(observation.final_url) == host_of(observation.url)


def _is_everywhere(observation: Observation, sibling: Observation | None) -> bool:
    if sibling is None or is_front(observation.url):
        return False
    facts = observation.facts
    if facts is not None and facts.script_only:
        return False
    return same_page(observation, sibling)


def _notice_address(observation: Observation) -> bool:
    final = observation.final_url.lower()
    return final != observation.url.lower() and any(name in final for name in _NOTICE_PATHS)


_NOTICE_PATHS = ("suspendedpage.cgi", "/suspended", "account-suspended", "bandwidth")
"""Where hosts send the visitors of a closed account: cPanel, and our own choice."""


def _barrier(name: ConditionName, says: str, signs: list[str]) -> Barrier:
    confidence = Confidence.PROBABLE if len(signs) > 1 else Confidence.SUSPECTED
    return Barrier(name, f"{says} {' and '.join(signs[:2])}", confidence)
