"""Which subjects of a document bear the sign without which a rule has nothing to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from linkassay.conditions import OF_HOST, PASSING, silent, told_of
from linkassay.model import Case, Citation, ConditionName, Link, Rule, Sign, State, telling
from linkassay.urls import dated_path

_OWN_RULE = frozenset({State.FLAPPING, State.DEAD})
"""A link in such a state has a rule of its own, whatever it answers today."""

OF_CITATION: Mapping[Sign, Callable[[Citation], bool]] = MappingProxyType(
    {
        Sign.ARCHIVED: lambda one: one.link is not None and one.link.capture is not None,
        Sign.DECEITFUL: lambda one: bool(one.deceits),
        Sign.MALFORMED: lambda one: one.error is not None,
        Sign.PLACE: lambda one: bool(one.fragment),
    }
)
"""The signs of citations that stand in them."""


class Signs:
    """The signs in one document. Each is looked for once, when the first rule asks for it."""

    def __init__(self, whole: Case) -> None:
        self._whole = whole
        self._links = whole.reading.links()

    def citations(self, rule: Rule) -> Iterable[Citation]:
        """The citations that bear a rule's sign; all where it names none."""
        cited = self._whole.reading.citations
        if rule.sign is None:
            return cited
        if rule.sign is Sign.DATED:
            dated = {link.url for link in self._dated}
            return [one for one in cited if one.link is not None and one.link.url in dated]
        bears = OF_CITATION[rule.sign]
        return [one for one in cited if bears(one)]

    def links(self, rule: Rule) -> Iterable[Link]:
        """The links that bear a rule's sign; all where it names none."""
        match rule.sign:
            case None:
                return self._links
            case Sign.TOLD:
                return [link for link, told, own in self._told if own or told in rule.conditions]
            case Sign.DATED:
                return self._dated
            case Sign.CONFLICT:
                late = {conflict.url for conflict in self._whole.dating.conflicts}
                return [link for link in self._links if link.url in late] if late else ()
            case Sign.UNSECURED:
                told = telling(self._whole.checks)
                return [link for link in self._links if _is_unsecured(link) and link.url in told]
            case Sign.REPEATED:
                return self._repeated()
            case _:
                raise ValueError(f"no link bears the sign {rule.sign}")

    def hosts(self, rule: Rule) -> Collection[str]:
        """The hosts of links that bear a rule's sign; all where it names none."""
        match rule.sign:
            case None:
                return self._whole.reading.hosts()
            case Sign.TOLD:
                of_host = OF_HOST | PASSING
                return {link.host for link, told, _ in self._told if told in of_host}
            case _:
                raise ValueError(f"no host bears the sign {rule.sign}")

    @cached_property
    def _told(self) -> list[tuple[Link, ConditionName, bool]]:
        """The links of which something is told: what, and whether whatever it is has one rule."""
        found, checks = [], telling(self._whole.checks)
        for link in self._links if checks else ():
            check = checks.get(link.url)
            told = None if check is None else told_of(check)
            if check is None or told is None:
                continue
            own = check.state.state in _OWN_RULE
            if own or told.name not in silent():
                found.append((link, told.name, own))
        return found

    @cached_property
    def _dated(self) -> list[Link]:
        return [link for link in self._links if dated_path(link.url) is not None]

    def _repeated(self) -> list[Link]:
        reading = self._whole.reading
        if len(reading.citations) == len(self._links):
            return []
        return [link for link in self._links if len(reading.citing(link.url)) > 1]


def _is_unsecured(link: Link) -> bool:
    return link.url.startswith("http:")
