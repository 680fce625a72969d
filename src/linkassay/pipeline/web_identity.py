"""Whether a page of the web is a document of its own, or one that has another name."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from linkassay.model import Leads, NotReached, Source, Wanted
from linkassay.ports import Decide, Frontier
from linkassay.urls import is_home
from linkassay.urls.crawled import sameness, site_host

Why = tuple[NotReached, str]
"""Why a page is no document, and more on that."""


def why_none(
    wanted: Wanted, source: Source, leads: Leads, frontier: Frontier, decide: Decide
) -> Why | None:
    """Why a page that came is no document of its own; `None` where it is one.

    `decide` says what is done with the address that it names as its own.
    """
    ended, bound = source.locator, wanted.scope or not wanted.listed
    if bound and site_host(ended) != site_host(wanted.address):
        return NotReached.ELSEWHERE, ended
    if is_other(ended, wanted.address) and not _is_left(ended, wanted.address, frontier):
        return NotReached.DUPLICATE, ended
    if not leads.kept:
        return NotReached.NOINDEX, ""
    own = _own_address(leads.canonical, ended, wanted, frontier, decide)
    if own is not None:
        return NotReached.DUPLICATE, own
    return why_same_bytes(source, frontier)


def why_same_bytes(source: Source, frontier: Frontier) -> Why | None:
    """The same where the run has read a page of these bytes."""
    if frontier.has_bytes(sha256(source.data).hexdigest()):
        return NotReached.DUPLICATE, "the same bytes"
    return None


def _own_address(
    own: str | None, ended: str, wanted: Wanted, frontier: Frontier, decide: Decide
) -> str | None:
    """Another address that a page names as its own, where that is read in its place.

    Not where it is the front page, which templates name by mistake, or of another site, or
    where it was tried and gave no document.
    """
    if own is None or not is_other(own, ended):
        return None
    if site_host(own) != site_host(ended) or is_home(own):
        return None
    same = replace(wanted, address=own, found_on=wanted.address, changed=None)
    frontier.add([same], decide)
    fate = frontier.fate(own)
    if fate is None or not (fate.is_read or fate.outcome is None):
        return None
    return frontier.wanted(own).address


def is_other(one: str, address: str) -> bool:
    """Whether two addresses are not two ways to write one."""
    return sameness(one) != sameness(address)


def _is_left(ended: str, address: str, frontier: Frontier) -> bool:
    """Whether the address where a fetch ended is to be read as what came of it.

    It was not met, still waits, or was left for the one that led there.
    """
    fate = frontier.fate(ended)
    if fate is None or fate.may_be_read:
        return True
    return fate.reason is NotReached.DUPLICATE and not is_other(fate.detail, address)
