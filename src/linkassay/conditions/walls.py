"""Walls: answers to us as a program, which say nothing about the page."""

from __future__ import annotations

from urllib.parse import urlsplit

from linkassay.model import Observation
from linkassay.tables import walls as table
from linkassay.tables.walls import HeaderSign


def wall(observation: Observation) -> str | None:
    """The wall this answer is, in words for people, or `None`."""
    for sign in table.header_signs():
        if _shows(observation, sign):
            return sign.wall
    for row in table.status_signs():
        if row.status == observation.status and _on(observation.final_url, row.host):
            return row.wall
    if len(observation.hops) > 1 and host(observation.final_url) in table.consent_hosts():
        return "a page that asks for consent first"
    return None


def asks_for_login(asked: str, final: str) -> bool:
    """Whether a chain from `asked` ends at a sign-in page that was not itself asked for."""
    return bool((_segments(final) - _segments(asked)) & table.login_segments())


def host(url: str) -> str:
    """The host of an address, lower case; empty where it has none that can be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _shows(observation: Observation, sign: HeaderSign) -> bool:
    value = observation.header(sign.header)
    if value is None or (sign.statuses and observation.status not in sign.statuses):
        return False
    value = value.casefold().strip()
    if value in sign.exceptions:
        return False
    return sign.value is None or sign.value in value


def _on(url: str, site: str | None) -> bool:
    name = host(url)
    return site is None or name == site or name.endswith(f".{site}")


def _segments(url: str) -> frozenset[str]:
    """Path segments in lower case, an ending such as `.php` cut off."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return frozenset()
    return frozenset(part.partition(".")[0] for part in path.lower().split("/") if part)
