"""Whether two answers are one page, although the addresses that were asked differ.

Titles and headings tell first: pages share a frame, and a sketch of all words tells more of the
frame than of what stands in it. Measured on 28,800 generated pairs (frames of 10 to 800 words): of
two pages in one frame of 300 words, each with 80 of its own, half are within 9 bits; of one short
notice with another name in it, a tenth is beyond 20. So bits only count beside the number of words
and alike titles, and the wide limits only where a title repeats what was asked.
"""

from __future__ import annotations

from enum import IntEnum
from http import HTTPStatus
from urllib.parse import unquote

from linkassay.conditions.folded import words
from linkassay.conditions.media import DATA, media_type
from linkassay.model import Observation, PageFacts, bits_apart
from linkassay.urls.parts import parts_of

SAME_BITS = 6
"""Of one page at two times (another day, a counter, an advertisement)."""

_EQUAL_BITS, _EQUAL_WORDS = 2, 2
"""Of two addresses: no more than a day or a number differs, which sketches leave out."""
_WIDE = ((60, 24), (150, 20))
_WIDEST = 16
"""Of pages that show fewer than so many words, so many bits; of longer ones the last."""
_MORE_WORDS, _MORE_SHARE = 8, 0.03
_SHORTEST_ECHO = 4
_SMALL = 1024
"""Bytes of an answer for programs that may be no more than an error (our own choice)."""


class Likeness(IntEnum):
    """How far two answers are one page."""

    NO = 0
    PERHAPS = 1
    """One frame and one title, and about as many words."""
    SAME = 2


def same_page(one: Observation, other: Observation) -> bool:
    """Whether two answers show one page: the same bytes or words, the same place, the same page
    but for what it repeats of the address that was asked."""
    return likeness(one, other) is Likeness.SAME


def likeness(one: Observation, other: Observation) -> Likeness:
    """How far two answers to different addresses are one page."""
    if one.body_sha256 is not None and one.body_sha256 == other.body_sha256:
        return Likeness.SAME
    if ends_alike(one, other):
        return Likeness.SAME
    first, second = one.facts, other.facts
    if first is None and second is None:
        return Likeness.PERHAPS if _small_data_alike(one, other) else Likeness.NO
    if first is None or second is None:
        return Likeness.NO
    if first.text_hash is not None and first.text_hash == second.text_hash:
        return Likeness.SAME
    titles = _titles(one, other)
    if not any(titles) or None in titles:
        return Likeness.NO
    return _of_words(first, second, repeats="echo" in titles)


def _small_data_alike(one: Observation, other: Observation) -> bool:
    """Whether both are small answers for programs of one kind and size, as a program's own word
    that it has nothing: but for what it repeats of the name that was asked."""
    kind = media_type(one)
    if kind is None or kind != media_type(other) or not kind.endswith(DATA):
        return False
    apart = abs(one.raw_bytes - other.raw_bytes)
    longer = abs(len(one.url) - len(other.url))
    return 0 < max(one.raw_bytes, other.raw_bytes) <= _SMALL and apart in (0, longer)


def told_apart(one: Observation, sibling: Observation | None) -> bool:
    """Whether a server answers a name that cannot exist otherwise than it answered `one`."""
    if sibling is None or sibling.status is None:
        return False
    if sibling.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return True
    return 200 <= sibling.status < 300 and likeness(one, sibling) is Likeness.NO


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
    return bits_apart(one.sketch, other.sketch) <= bits


def _of_words(one: PageFacts, other: PageFacts, *, repeats: bool) -> Likeness:
    """By the words that two pages show whose titles are alike."""
    if one.words is None or other.words is None:
        return Likeness.NO
    longer = max(one.words, other.words)
    apart = abs(one.words - other.words)
    if apart <= _EQUAL_WORDS and near(one, other, _EQUAL_BITS):
        return Likeness.SAME
    wide = next((bits for limit, bits in _WIDE if longer < limit), _WIDEST)
    if apart > max(_MORE_WORDS, _MORE_SHARE * longer) or not near(one, other, wide):
        return Likeness.NO
    elsewhere = one.canonical is not None and one.canonical == other.canonical
    return Likeness.SAME if repeats or elsewhere else Likeness.PERHAPS


def _titles(one: Observation, other: Observation) -> tuple[str | None, str | None]:
    """How titles and headings are alike: `None` not at all, empty where there is none, `echo`
    where each repeats its own address."""
    first, second = one.facts, other.facts
    if first is None or second is None:
        return None, None
    return (
        _alike(first.title, one.url, second.title, other.url),
        _alike(first.heading, one.url, second.heading, other.url),
    )


def _alike(mine: str | None, my_url: str, theirs: str | None, their_url: str) -> str | None:
    first, second = _counted(mine), _counted(theirs)
    if first == second:
        return "equal" if first else ""
    my_rest, their_rest = _without_named(first, my_url), _without_named(second, their_url)
    repeated = my_rest != first and their_rest != second
    return "echo" if repeated and my_rest == their_rest else None


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
    parts = parts_of(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
