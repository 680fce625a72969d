"""Whether two answers are one page, although the addresses that were asked differ."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from linkassay.conditions.folded import words
from linkassay.model import Observation, PageFacts

SAME_BITS = 6
"""Sketches of one page with another name, day or number in it differ in no more bits (measured on
generated templates: tests/conditions/test_same_page.py)."""

_SHORTEST_ECHO = 4


def same_page(one: Observation, other: Observation) -> bool:
    """Whether two answers show one page: the same bytes, the same place, or nearly the same words.

    What repeats the address that was asked (its name in a title, the address in a parameter) is no
    difference. Pages with different titles are two, however much of their frame they share.
    """
    if one.body_sha256 is not None and one.body_sha256 == other.body_sha256:
        return True
    if ends_alike(one, other):
        return True
    first, second = one.facts, other.facts
    if first is None or second is None:
        return False
    if first.text_hash is not None and first.text_hash == second.text_hash:
        return True
    return _titles_alike(one, other) and near(first, second)


def ends_alike(one: Observation, other: Observation) -> bool:
    """Whether two chains of redirects end at one place, whatever it repeats of what was asked."""
    if len(one.hops) < 2 or len(other.hops) < 2:
        return False
    if one.final_url in (one.url, other.url) or other.final_url in (one.url, other.url):
        return False
    return _without_echo(one.final_url, one.url) == _without_echo(other.final_url, other.url)


def near(one: PageFacts, other: PageFacts, bits: int = SAME_BITS) -> bool:
    """Whether two pages show nearly the same words."""
    if one.sketch is None or other.sketch is None:
        return False
    return (int(one.sketch, 16) ^ int(other.sketch, 16)).bit_count() <= bits


def _titles_alike(one: Observation, other: Observation) -> bool:
    first, second = one.facts, other.facts
    if first is None or second is None:
        return False
    return _alike(first.title, one.url, second.title, other.url) and _alike(
        first.heading, one.url, second.heading, other.url
    )


def _alike(mine: str | None, my_url: str, theirs: str | None, their_url: str) -> bool:
    """Whether two titles say the same; what each of both repeats of its own address is left out."""
    first, second = _counted(mine), _counted(theirs)
    if first == second:
        return True
    my_rest, their_rest = _without_named(first, my_url), _without_named(second, their_url)
    return my_rest == their_rest and my_rest != first and their_rest != second


def _counted(text: str | None) -> list[str]:
    return ["0" if word.isdigit() else word for word in words(text or "")]


def _without_named(said: list[str], url: str) -> list[str]:
    named = set(words(unquote(_path_and_query(url))))
    return [word for word in said if word not in named]


def _without_echo(final: str, asked: str) -> str:
    """An address without what it repeats of the asked one: all of it, its path, its name."""
    plain = unquote(unquote(final)).removesuffix("/")
    address = unquote(asked)
    path = _path_and_query(address)
    name = path.rstrip("/").rpartition("/")[2]
    stem = name.partition(".")[0].partition("?")[0]
    for echo in (address, path, path.strip("/"), name, stem):
        if len(echo) >= _SHORTEST_ECHO:
            plain = plain.replace(echo, "")
    return plain


def _path_and_query(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")
