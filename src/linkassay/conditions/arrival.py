"""Where a chain of redirects ended, and whether its address names a gate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl, unquote

from linkassay.model import Observation
from linkassay.tables.gates import (
    Gate,
    Words,
    gate_hosts,
    labels,
    path_names,
    protocol_parameters,
    return_parameters,
)
from linkassay.urls import host_of, registrable, same_site
from linkassay.urls.ip import is_public, parse_ip
from linkassay.urls.parts import parts_of

_LONGEST_NAME = 4
_ENDINGS = frozenset(
    ["php", "aspx", "asp", "html", "htm", "xhtml", "shtml", "jsp", "jsf", "do", "action", "cgi"]
)
_SMALL_TO_CAPITAL, _SIGNS = re.compile("(?<=[a-z])(?=[A-Z])"), re.compile("[^0-9A-Za-z]+")
"""Of segments that have no letters but these."""
_LOCAL_ENDINGS = ("lan", "local", "localdomain", "home", "internal", "intranet", "corp", "arpa")
"""RFC 6762 (local), RFC 8375 (home.arpa), ICANN (internal) and names that routers give."""


class Naming(IntEnum):
    """How clearly an address names a gate."""

    NO = 0
    WEAK = 1
    """Others have such names too."""
    ALONE = 2


@dataclass(frozen=True, slots=True)
class Arrival:
    """The address that was asked, those on the way, and the one at which the chain ended."""

    asked: str
    way: tuple[str, ...]
    final: str

    @property
    def at_other_site(self) -> bool:
        return not same_site(self.asked, self.final)

    @property
    def at_local_host(self) -> bool:
        """Whether it ended at an IP address, or a name that only a local network knows."""
        host = host_of(self.final).strip("[]")
        if parse_ip(host) is not None:
            return parse_ip(host_of(self.asked).strip("[]")) is None or not is_public(host)
        return (bool(host) and "." not in host) or host.rpartition(".")[2] in _LOCAL_ENDINGS

    def naming(self, gate: Gate) -> Naming:
        """How clearly the end names a gate that the asked address did not name."""
        return max(self._by_host(gate), self._by_path(gate), self._by_protocol(gate))

    def comes_back(self, *, only_back: bool = True) -> bool:
        """Whether a parameter of the end holds an address of the way, or its path.

        `only_back`: a parameter that has no other purpose.
        """
        known = return_parameters(only_back=only_back)
        targets = [target for url in self.way if (target := _Target.of(url)) is not None]
        return any(
            target.is_in(value)
            for name, value in _parameters(self.final)
            if name in known
            for target in targets
        )

    @property
    def carries_whole(self) -> bool:
        """Whether any parameter of the end holds a whole address of the way."""
        return any(
            "://" in unquote(value) and target.is_in(value)
            for url in self.way
            if (target := _Target.of(url)) is not None
            for _, value in _parameters(self.final)
        )

    def _by_host(self, gate: Gate) -> Naming:
        host = host_of(self.final)
        if any(gate_hosts().get(name) is gate for name in _with_parents(host)):
            return Naming.ALONE
        new = _labels(host) - _labels(host_of(self.asked))
        sure = labels(gate, alone=True)
        if new & sure & _labels(host.removesuffix(registrable(host)) + "."):
            return Naming.ALONE
        return Naming.WEAK if new & (sure | labels(gate, alone=False)) else Naming.NO

    def _by_path(self, gate: Gate) -> Naming:
        words = path_words(self.final)
        new = _runs(words) - _runs(path_words(self.asked))
        alone = new & path_names(gate, alone=True)
        if any(words[-len(name) :] == name for name in alone):
            return Naming.ALONE
        return Naming.WEAK if alone or new & path_names(gate, alone=False) else Naming.NO

    def _by_protocol(self, gate: Gate) -> Naming:
        named = {name for name, _ in _parameters(self.final)}
        named -= {name for name, _ in _parameters(self.asked)}
        found = named & protocol_parameters(gate)
        if gate is Gate.PORTAL and len(found) == 1:
            return Naming.WEAK
        return Naming.ALONE if found else Naming.NO


def arrival(observation: Observation) -> Arrival | None:
    """Where the chain ended, if it left the asked address. `None` if it did not.

    Where the last answer points to an address that was not asked any more, that is the end.
    """
    hops = observation.hops
    if not hops:
        return None
    last = hops[-1]
    way = (observation.url, *(hop.url for hop in hops[:-1]))
    if observation.error is not None and last.location and "://" in last.location:
        return Arrival(observation.url, (*way, last.url), last.location)
    if len(hops) < 2 or last.url in (observation.url, hops[0].url):
        return None
    return Arrival(observation.url, way, last.url)


def names_gate(url: str, gate: Gate, *, weak: bool = False) -> bool:
    """Whether an address is one of a gate by itself; with `weak` by a name of others, too."""
    runs, found = _runs(path_words(url)), _labels(host_of(url))
    if runs & path_names(gate, alone=True) or found & labels(gate, alone=True):
        return True
    return weak and bool(runs & path_names(gate, alone=False) or found & labels(gate, alone=False))


@lru_cache(maxsize=64)
def path_words(url: str) -> Words:
    """The words of a path, and of a route behind `#/`: `/users/sign_in` is users, sign, in."""
    parts = parts_of(url)
    route = parts.fragment.removeprefix("!")
    path = parts.path + (route.partition("?")[0] if route.startswith("/") else "")
    words = tuple(word for part in unquote(path).split("/") for word in _words(part))
    return words[:-1] if len(words) > 1 and words[-1] in _ENDINGS else words


@dataclass(frozen=True, slots=True)
class _Target:
    """Host and path of an address, as they are looked for in the value of a parameter."""

    host: str
    path: str

    @classmethod
    def of(cls, url: str) -> _Target | None:
        parts = parts_of(url)
        if not parts.hostname:
            return None
        return cls(parts.hostname.removeprefix("www."), unquote(parts.path).rstrip("/").casefold())

    def is_in(self, value: str) -> bool:
        """Whether a value is this address or its path, as sent or encoded once more."""
        text = unquote(unquote(value)).casefold()
        path = text.partition("#")[0].partition("?")[0].rstrip("/")
        if not self.path:
            return (
                path.removeprefix("https://").removeprefix("http://").removeprefix("www.")
                == self.host
                or text == "/"
            )
        return (
            path == self.path
            or path == self.path.lstrip("/")
            or path.endswith(f"{self.host}{self.path}")
        )


@lru_cache(maxsize=64)
def _parameters(url: str) -> tuple[tuple[str, str], ...]:
    """Names (folded) and values of the parameters of an address, and of a route behind `#/`."""
    parts = parts_of(url)
    query = "&".join(part for part in (parts.query, parts.fragment.partition("?")[2]) if part)
    try:
        found = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return ()
    return tuple((_folded_name(name), value) for name, value in found)


def _folded_name(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


@lru_cache(maxsize=256)
def _labels(host: str) -> frozenset[str]:
    """The labels of a host and their parts between hyphens, without figures at their ends."""
    found = host.split(".")[:-1]
    parts = [part for label in found for part in (label, *label.split("-"))]
    return frozenset(part.rstrip("0123456789") for part in parts) - {""}


def _with_parents(host: str) -> Iterator[str]:
    while host:
        yield host
        host = host.partition(".")[2]


@lru_cache(maxsize=64)
def _runs(words: Words) -> frozenset[Words]:
    """Every run of words that may be a name."""
    return frozenset(
        words[start : start + length]
        for start in range(len(words))
        for length in range(1, _LONGEST_NAME + 1)
    )


def _words(segment: str) -> list[str]:
    """The words of one segment: cut at signs and where a capital letter follows a small one."""
    if segment.isascii():
        return _SIGNS.sub(" ", _SMALL_TO_CAPITAL.sub(" ", segment)).lower().split()
    cut = "".join(
        f"{one} " if one.islower() and two.isupper() else one
        for one, two in pairwise(f"{segment} ")
    )
    return _without_accents(cut.casefold()).split()


def _without_accents(text: str) -> str:
    """Latin letters without their accents; all signs become blanks."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(char):
            if kept and not kept[-1].isascii():
                kept.append(char)
        else:
            kept.append(char if char.isalnum() else " ")
    return unicodedata.normalize("NFC", "".join(kept))
