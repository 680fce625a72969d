"""Where a chain of redirects led: to the page that was cited, or away from it.

The path alone does not tell: front pages are moved, and pages get new names. Kept is a page whose
name, number or title is found again at the end. Lost is one whose readers are sent to the front
page, a section, a search, an error page, or where a name that cannot exist is sent, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from linkassay.conditions.folded import title_parts, words
from linkassay.conditions.identity import ENOUGH_WORDS, titled
from linkassay.conditions.kept import (
    kept_in_address,
    kept_in_host,
    kept_in_other_words,
    same_but_for_form,
    same_search,
)
from linkassay.conditions.own_words import is_romanised, named_words, shared, telling_words
from linkassay.conditions.places import (
    Place,
    is_front,
    place,
    segment_names,
    telling_names,
)
from linkassay.conditions.same_page import ends_alike
from linkassay.conditions.soft_404 import stated_notice
from linkassay.model import ConditionName, Confidence, Observation
from linkassay.tables.link_hosts import HostKind, hosts_of
from linkassay.urls import host_of, registrable, same_site
from linkassay.urls.parts import parts_of

PERMANENT = frozenset({301, 308})
"""RFC 9110 15.4.2 and 15.4.9."""

_FOR_NOW = frozenset({302, 303, 307})
"""RFC 9110 15.4.3, 15.4.4 and 15.4.8."""

_CODE = re.compile(r"/(?=[A-Za-z0-9_-]*[A-Z0-9])[A-Za-z0-9_-]{2,12}/?")
_LONGEST_SHORT_HOST = 9
"""Characters of the name of a host that is kept for short addresses (our own choice)."""
_NAMED_WELL, _HEADLINE = 3, 4
"""Of so many telling words a page that is the same has one at least (our own choice). With more,
the name was made from a headline, which pages keep."""


class Kept(StrEnum):
    """Whether the end of a chain is the page that was cited."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a chain ended, as a condition: `says` completes "The link …".

    Only where `kept` is yes may the new address be advised; `because` says why, in words that
    complete "It is the page: …", or "It is not the page: …".
    """

    name: ConditionName
    says: str
    confidence: Confidence
    kept: Kept
    because: str


def redirect(observation: Observation, sibling: Observation | None = None) -> Destination | None:
    """How a chain that ended with success is read; `None` where it ended where it began.

    `sibling` is what the server said to a name that cannot exist (`urls.sibling`).
    """
    asked, final = observation.url, observation.final_url
    if len(observation.hops) < 2 or final == asked:
        return None
    if is_front(asked) and place(final) is not Place.ERROR:
        return _of_front(observation)
    if _is_short_link(asked) and not same_site(asked, final) and place(final) is not Place.ERROR:
        return _answered(observation, Kept.UNKNOWN, "its address stands for another place")
    if same_but_for_form(asked, final) or same_search(asked, final):
        return _answered(observation, Kept.YES, "the address is the same in all that tells pages")
    lost = _lost_place(observation)
    if sibling is not None and sibling.final_url == final:
        return _along(observation, lost)
    if lost is None or place(final) in (Place.PERHAPS_ERROR, Place.SITEMAP, Place.HOME):
        kept = kept_in_host(asked, final) or (
            None if place(final) is Place.HOME else kept_in_address(asked, final)
        )
        if kept is not None:
            return _answered(observation, Kept.YES, kept)
    along = sibling is not None and (
        ends_alike(observation, sibling)
        or (lost is not None and _without_query(sibling.final_url) == _without_query(final))
    )
    title = titled(observation) if lost is None or lost[0] is _Lost.SECTION else None
    if along:
        return _along(observation, lost)
    if title is not None:
        return _answered(observation, Kept.YES, f"its title “{title}” has the words of the address")
    reworded = kept_in_other_words(asked, final) if lost is None and sibling is not None else None
    if reworded is not None:
        return _answered(observation, Kept.YES, reworded)
    if lost is not None:
        sure = lost[0] is _Lost.ERROR and _says_so_too(observation)
        doubt = Confidence.PROBABLE if sure else Confidence.SUSPECTED
        return _away(observation, lost[0], lost[1], doubt)
    shallow = _looks_shallower(observation) and (
        sibling is None or _is_named_as_section(observation)
    )
    if shallow or _has_nothing_of_it(observation):
        why = "neither its address nor its title has anything of the page's name"
        return _away(observation, _Lost.ELSEWHERE, why, Confidence.SUSPECTED)
    return _answered(observation, Kept.UNKNOWN, "nothing of the page's name is found again")


def _along(observation: Observation, lost: tuple[_Lost, str] | None) -> Destination:
    """Where a name that cannot exist is sent, too: a lost page, or what stands before all pages."""
    why = "a name that cannot exist is sent there, too"
    doubt = Confidence.PROBABLE if lost or not _may_be_gate(observation) else Confidence.SUSPECTED
    return _away(observation, lost[0] if lost else _Lost.ELSEWHERE, why, doubt)


def _may_be_gate(observation: Observation) -> bool:
    """Whether the end may be a wall that no table knows: it is short and does not say that there
    is nothing, it asks for a password, or its address holds the one that was asked."""
    facts = observation.facts
    path = unquote(parts_of(observation.url).path).rstrip("/")
    if path and path in unquote(unquote(parts_of(observation.final_url).query)):
        return True
    if facts is None or facts.password:
        return True
    short = facts.words is not None and facts.words < ENOUGH_WORDS
    return short and stated_notice(observation) is None


class _Lost(StrEnum):
    """What a chain led to instead of the page, as it is told."""

    HOME = "the site's front page"
    OTHER_HOME = "the front page of another site"
    SECTION = "the section it stood in"
    SEARCH = "a search"
    SITEMAP = "a list of the site's pages"
    ERROR = "an error page"
    ELSEWHERE = "another page"


_LOST_BY_PLACE = {
    Place.SEARCH: _Lost.SEARCH,
    Place.SITEMAP: _Lost.SITEMAP,
    Place.ERROR: _Lost.ERROR,
    Place.PERHAPS_ERROR: _Lost.ERROR,
}


def _lost_place(observation: Observation) -> tuple[_Lost, str] | None:
    """What the final address names, where that is never the page that was asked for."""
    asked, final = observation.url, observation.final_url
    where = place(final)
    if where is Place.ERROR and any(code in asked for code in ("404", "410")):
        return None
    if where in _LOST_BY_PLACE and place(asked) is not where:
        lost = _LOST_BY_PLACE[where]
        return lost, f"{lost.value} was not asked for"
    if where is Place.HOME:
        lost = _Lost.HOME if same_site(asked, final) else _Lost.OTHER_HOME
        return lost, "a page was asked for"
    if _is_section(asked, final):
        return _Lost.SECTION, "a page in it was asked for"
    return None


def _is_section(asked: str, final: str) -> bool:
    """Whether the end is a part of the asked path, from its beginning."""
    if not same_site(asked, final) or parts_of(final).query:
        return False
    long, short = segment_names(asked), telling_names(final)
    return 0 < len(short) < len(long) and long[: len(short)] == short


def _of_front(observation: Observation) -> Destination:
    asked, final = observation.url, observation.final_url
    brand = registrable(host_of(asked)).partition(".")[0]
    if same_site(asked, final) or registrable(host_of(final)).partition(".")[0] == brand:
        return _answered(observation, Kept.YES, "the site's front page was asked for")
    return _answered(observation, Kept.UNKNOWN, "the site's front page leads to another site")


def _without_query(url: str) -> str:
    return url.partition("?")[0].rstrip("/")


def _is_short_link(url: str) -> bool:
    """Whether an address stands for another place: by its host, or by the shape of short links."""
    row = hosts_of(host_of(url))
    if row is not None:
        return row.kind in (HostKind.SHORTENER, HostKind.RESOLVER)
    parts = parts_of(url)
    short = len(host_of(url).removeprefix("www.")) <= _LONGEST_SHORT_HOST
    return short and not parts.query and _CODE.fullmatch(parts.path) is not None


def _says_so_too(observation: Observation) -> bool:
    """Whether the page at an error's address says so, or shows next to nothing."""
    facts = observation.facts
    if stated_notice(observation) is not None:
        return True
    few = facts is not None and facts.words is not None and facts.words < ENOUGH_WORDS
    return few and place(observation.final_url) is Place.ERROR


def _looks_shallower(observation: Observation) -> bool:
    """Whether the end lies higher than the page did, and its title is of something else."""
    facts = observation.facts
    asked, final = observation.url, observation.final_url
    if facts is None or facts.title is None or len(named_words(asked)) < 2:
        return False
    if len(segment_names(final)) >= len(segment_names(asked)) or parts_of(final).query:
        return False
    said = telling_words(f"{facts.title} {facts.heading or ''} {' '.join(segment_names(final))}")
    return shared(named_words(asked), said) == 0


def _has_nothing_of_it(observation: Observation) -> bool:
    """Whether not one of several words of the page's name is found again.

    Of a name as long as a headline that is enough; of a shorter one where the end is no likely new
    place of it: it lies higher, is short, or was told to be for a while only. A title in another
    script than the address tells nothing.
    """
    facts = observation.facts
    asked, final = named_words(observation.url), observation.final_url
    if facts is None or len(asked) < _NAMED_WELL:
        return False
    said = telling_words(f"{facts.title or ''} {facts.heading or ''}")
    path = telling_words(unquote(final.partition("://")[2].partition("/")[2]))
    readable = bool(said) and all(map(is_romanised, said))
    if not readable or shared(asked, said) + shared(asked, path):
        return False
    higher = len(segment_names(final)) < len(segment_names(observation.url))
    short = facts.words is not None and facts.words < ENOUGH_WORDS
    for_now = any(hop.status in _FOR_NOW for hop in observation.hops)
    return len(asked) >= _HEADLINE or higher or short or for_now


def _is_named_as_section(observation: Observation) -> bool:
    """Whether the end has the name of its only part for a heading: `/news` is “News”."""
    facts = observation.facts
    names = telling_names(observation.final_url)
    if facts is None or len(names) != 1:
        return False
    said = (part for text in (facts.title, facts.heading) for part in title_parts(text or ""))
    name = tuple(names[0].split())
    return any(len(words(part)) == len(name) == shared(name, tuple(words(part))) for part in said)


def _away(observation: Observation, lost: _Lost, why: str, doubt: Confidence) -> Destination:
    home = lost is _Lost.HOME
    name = ConditionName.REDIRECT_HOME if home else ConditionName.REDIRECT_ELSEWHERE
    says = f"redirects to {lost.value}: {observation.final_url}"
    return Destination(name, says, doubt, Kept.NO, why)


def _answered(observation: Observation, kept: Kept, because: str) -> Destination:
    final = observation.final_url
    doubt = Confidence.PROBABLE
    if titled(observation) is not None:
        doubt = Confidence.CERTAIN
    before = observation.hops[:-1]
    if any(hop.status is not None and 200 <= hop.status < 300 for hop in before):
        says = f"answers, and a page on the way sends its readers on to {final}"
        return Destination(ConditionName.CLIENT_REDIRECT, says, doubt, kept, because)
    if all(hop.status in PERMANENT for hop in before):
        says = f"has moved for good to {final}"
        return Destination(ConditionName.OK_REDIRECTED, says, doubt, kept, because)
    says = f"answers by a redirect to {final}"
    if not same_site(observation.url, final):
        says = f"answers by way of {host_of(final)}: {final}"
    return Destination(ConditionName.OK_VIA_TEMPORARY, says, doubt, kept, because)
