"""What the configuration has sent to a host: headers and credentials, and to that host alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from linkassay import urls
from linkassay.model import HostSettings

if TYPE_CHECKING:
    from linkassay.fetch.target import Target

Credentials = tuple[str, str]
"""User and password."""

Lines = Sequence[tuple[str, str]]

SECRET_FROM = 8
"""Characters from which a value that was sent is taken out of what is stored: shorter ones are
words (`public`, `en-US`)."""


@dataclass(frozen=True, slots=True)
class OwnHeaders:
    """The headers for each host that the configuration names, credentials among them.

    Of several names the nearest one counts, as for all settings of a host.
    """

    hosts: tuple[HostSettings, ...] = ()
    credentials: Mapping[str, Credentials] = field(default_factory=dict, repr=False)
    """By the name in the settings; their values come from the environment."""

    def lines(self, targets: Sequence[Target]) -> Lines:
        """What is sent to the last of these targets: all that one chain has asked, in order.

        Nothing once the chain has left its first host or port, or gone from https to http: whoever
        is led to a host by another one gets no key to it.
        """
        if not self.hosts:
            return ()
        if not all(_is_same(before, after) for before, after in pairwise(targets)):
            return ()
        return self._of(targets[0].host)

    def secrets(self, url: str) -> frozenset[str]:
        """The values sent to the host of an address, in each form they may come back in."""
        if not self.hosts:
            return frozenset()
        host = urls.host_of(url).strip("[]")
        found = {value for _, value in self._of(host)}
        for entry in self._covering(host):
            found |= set(self.credentials.get(entry.host, ())[1:])
        tokens = {value.removeprefix("Basic ") for value in found}
        return frozenset(value for value in found | tokens if len(value) >= SECRET_FROM)

    def _of(self, host: str) -> Lines:
        for entry in self._covering(host):
            login = self.credentials.get(entry.host)
            if login is None:
                return entry.headers
            others = (line for line in entry.headers if line[0].lower() != "authorization")
            return (*others, ("Authorization", _basic(login)))
        return ()

    def _covering(self, host: str) -> Sequence[HostSettings]:
        """The entry that counts for a host (IPv6 without brackets), if there is one."""
        name = f"[{host}]" if ":" in host else host
        found = (entry for entry in self.hosts if entry.covers(name))
        return sorted(found, key=lambda entry: -len(entry.host))[:1]


def overlaid(lines: Lines, own: Lines) -> tuple[tuple[str, str], ...]:
    """The lines of a request with those of the configuration in place of ours of the same name."""
    names = {name.lower() for name, _ in own}
    return (*(line for line in lines if line[0].lower() not in names), *own)


def _basic(login: Credentials) -> str:
    """RFC 7617 section 2, with UTF-8."""
    user, password = login
    return "Basic " + b64encode(f"{user}:{password}".encode("utf-8", "surrogateescape")).decode()


def _is_same(before: Target, after: Target) -> bool:
    """Whether a step stays at its host and port; from http to https the ports may be their own."""
    if before.host != after.host:
        return False
    if before.scheme == after.scheme:
        return before.port == after.port
    return after.secure and before.is_own_port and after.is_own_port
