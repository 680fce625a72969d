"""Outlets: their names, their hosts, and what the addresses of their articles look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from linkassay.model.host_names import is_within
from linkassay.tables import rows

_TABLES = (
    "outlets_agencies",
    "outlets_north_america",
    "outlets_britain_ireland",
    "outlets_german",
    "outlets_romance",
    "outlets_eastern_europe",
    "outlets_other",
)


class OutletKind(StrEnum):
    """What an outlet is. Only an agency's texts are printed by others as a rule."""

    AGENCY = "agency"
    SYNDICATE = "syndicate"
    NEWSPAPER = "newspaper"
    MAGAZINE = "magazine"
    JOURNAL = "journal"
    BROADCASTER = "broadcaster"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name an outlet had from `since` to the day before `until`, as far as these are known."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the `outlets_*.toml`.

    `name` is as a credit line writes it, `also` other spellings and short forms that are in use,
    `since` the first day on which these can have been in use. `hosts` are the domains it publishes
    on. `country` is in ISO 3166-1, `language` in ISO 639-1. An `ordinary_word` is also met in texts
    that do not speak of the outlet. `forms` are the shapes of its articles' addresses
    (`urls.AddressForm` says how they are written); without any, none is known.
    """

    name: str
    kind: OutletKind
    source: str
    also: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    hosts: tuple[str, ...] = ()
    owner: str | None = None
    country: str | None = None
    language: str | None = None
    since: date | None = None
    ordinary_word: bool = False
    forms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the present one first."""
        return (self.name, *self.also, *(old.name for old in self.former))

    def in_use_since(self, name: str) -> date | None:
        """The first day on which a name of the outlet can have been in use; `None`: not known."""
        for old in self.former:
            if _key(old.name) == _key(name):
                return old.since
        return self.since

    def owns(self, host: str) -> bool:
        """Whether a host is one of the outlet's or lies below one."""
        return any(is_within(host, own) for own in self.hosts)


@cache
def outlets() -> tuple[Outlet, ...]:
    """All rows, in the tables' order."""
    return tuple(
        row
        for table in _TABLES
        for row in rows(table, "outlet", Outlet, since=_first_day, until=_first_day)
    )


def outlet_named(name: str) -> Outlet | None:
    """The outlet with exactly this name or other spelling, a leading article aside.

    Capitals do not matter, but for a name that is an ordinary word: `time` is no magazine.
    """
    found = _by_name().get(_key(name))
    if found is not None and found.ordinary_word and _bare(name)[:1].islower():
        return None
    return found


def outlet_of_host(host: str) -> Outlet | None:
    """The first outlet that owns a host."""
    return _known_owner(host) if len(host) <= _LONGEST_HOST else _owner(host)


def _owner(host: str) -> Outlet | None:
    labels = host.split(".")
    owned = _by_host()
    tails = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((owned[tail] for tail in tails if tail in owned), None)


_LONGEST_HOST = 253
"""Characters of a name (RFC 1035, 2.3.4); what is longer is not remembered."""

_known_owner = lru_cache(maxsize=4096)(_owner)
"""Links of a document share their hosts."""


def outlets_in(text: str) -> Iterator[tuple[Outlet, int, int]]:
    """The outlets a text names, with where (start, end), longest names first at each place.

    A name that is an ordinary word counts where it is all of the text, stands between quotation
    marks, or has its capital in the middle of a sentence of a language that is sparing with them.
    """
    end = 0
    for word in _WORD.finditer(text):
        for name in _by_first_word().get(word[0], ()) if word.start() >= end else ():
            if text.startswith(name, word.start()) and _ends(text, word.start() + len(name)):
                start, end = word.start(), word.start() + len(name)
                outlet = _by_name()[_key(name)]
                if not outlet.ordinary_word or _is_meant(outlet, text[:start], text[end:]):
                    yield outlet, start, end
                break


_WORD = re.compile(r"\w+")
_QUOTES = "\"'“”„«»‘’‚‹›*_"


def _is_meant(outlet: Outlet, before: str, after: str) -> bool:
    """Whether the outlet is meant by its name, which is an ordinary word, between two texts."""
    before, after = before.rstrip(), after.lstrip()
    if not before.strip(_QUOTES) and not after.strip(_QUOTES + "."):
        return True
    if before[-1:] and before[-1] in _QUOTES and after[:1] and after[0] in _QUOTES:
        return True
    in_sentence = before[-1:].isalnum() or before.endswith((",", "("))
    return in_sentence and outlet.language != "de"


@cache
def _by_name() -> dict[str, Outlet]:
    return {_key(name): outlet for outlet in outlets() for name in outlet.names}


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in reversed(outlets()) for host in outlet.hosts}


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The names by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted({name for row in outlets() for name in row.names}, key=len, reverse=True):
        first = _WORD.match(name)
        if first is not None:
            found.setdefault(first[0], []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _ends(text: str, at: int) -> bool:
    """Whether no word goes on at a place."""
    return not text[at : at + 1].isalnum()


def _key(name: str) -> str:
    return " ".join(name.split()).lower().removeprefix("the ")


def _bare(name: str) -> str:
    """A name without a leading English article."""
    words = name.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() == "the" else words)


def _first_day(written: str) -> date:
    parts = [int(part) for part in written.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day)
