"""What a robots.txt says to us: the lines that concern us, and what they forbid (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "linkassay"  # noqa: S105 - a name, not a secret
"""Our product token (RFC 9309 section 2.2.1)."""

MOST_NAMED = 200
"""Lines among which the one that forbids an address is looked for, so that it can be told."""

_AGENT = frozenset({"user-agent", "useragent", "user agent"})
_RULES = frozenset({"allow", "disallow", "crawl-delay", "crawl delay"})
_MISSPELLED = frozenset({"dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
"""Of `disallow`, as Google's reader of robots.txt takes them too (github.com/google/robotstxt)."""
_FOR_ALL_AGENTS = frozenset({"sitemap", "sitemaps", "site-map", "host"})
"""They stand anywhere and end no list of agents (RFC 9309 section 2.2.4)."""


class RobotsRules:
    """The rules of one robots.txt that hold for us.

    `lines` are its allow, disallow and delay lines in our groups, as they were written, and `size`
    the characters of all of them.
    """

    def __init__(self, lines: tuple[str, ...] = ()) -> None:
        self.lines = lines
        self.size = sum(map(len, lines))
        self._single: tuple[tuple[str, Protego], ...] | None = None

    @property
    def delay(self) -> float | None:
        """The `Crawl-delay` in seconds; a finite number of 0 or more, without any bound."""
        return self._parsed.crawl_delay(TOKEN)

    @cached_property
    def _parsed(self) -> Protego:
        return _parsed(self.lines)

    def allows(self, url: str) -> bool:
        """Whether an address may be asked; `/robots.txt` always may (RFC 9309 section 2.2.2)."""
        return self._parsed.can_fetch(url, TOKEN)

    def line_against(self, url: str) -> str | None:
        """The longest line that forbids an address, `None` where none of the first ones does."""
        if self._single is None:
            self._single = tuple((line, _parsed((line,))) for line in self.lines[:MOST_NAMED])
        against = [line for line, rule in self._single if not rule.can_fetch(url, TOKEN)]
        return max(against, key=len, default=None)


def rules_of(text: str) -> RobotsRules:
    """The rules of a robots.txt for us: of all groups that name us, else of those for `*`.

    Groups for others are left out before the parser sees them: it gives each agent of a group rules
    of its own, and 500 KiB of agents and rules would take it minutes and gigabytes. A
    name counts without its version (RFC 9309 section 2.2.1 has none in it). Linear in the text.
    """
    own: list[str] = []
    everyone: list[str] = []
    named = False
    for agents, line in _grouped(text):
        if TOKEN in agents:
            named = True
            own.append(line)
        elif "*" in agents:
            everyone.append(line)
    kept = own if named else everyone
    return RobotsRules(tuple(line for line in kept if line))


def _grouped(text: str) -> Iterator[tuple[frozenset[str], str]]:
    """Each rule with those of `TOKEN` and `*` that its group is for; before them an empty one."""
    agents: set[str] = set()
    group: frozenset[str] | None = None  # known once its list of agents is over
    for line in text.removeprefix("\ufeff").splitlines():
        bare = line.partition("#")[0].strip()
        field, value = _field(bare)
        if field in _AGENT:
            if group is not None:
                agents, group = set(), None
            agents.update({_token(value)} & {TOKEN, "*"})
        elif field in _FOR_ALL_AGENTS or not field:
            continue
        else:
            if group is None:
                group = frozenset(agents)
                yield group, ""
            if field in _RULES or field in _MISSPELLED:
                yield group, bare
    if group is None:
        yield frozenset(agents), ""


def _field(line: str) -> tuple[str, str]:
    """A line's field in lower case and its value; the colon may be missing, as parsers allow."""
    name, colon, value = line.partition(":")
    name = " ".join(name.lower().split())
    if colon and (name in _KNOWN or " " not in name):
        return name, value.strip()
    words = line.split(None, 2)
    for count in (2, 1):
        name = " ".join(words[:count]).lower()
        if name in _KNOWN:
            return name, " ".join(words[count:])
    return "", ""


def _token(value: str) -> str:
    """`linkassay` of `LinkAssay/1.0*`."""
    name = value.strip().lower()
    return name if name == "*" else name.partition("/")[0].rstrip("* ")


def _parsed(lines: tuple[str, ...]) -> Protego:
    from protego import Protego  # with the first robots.txt, not with the fetcher

    return Protego.parse("\n".join(("User-agent: *", *lines)))


_KNOWN = _AGENT | _RULES | _MISSPELLED | _FOR_ALL_AGENTS
