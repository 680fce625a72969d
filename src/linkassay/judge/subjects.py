"""What of a document a rule is asked about: the subjects of its kind that bear its sign."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from linkassay.judge.signs import Signs
from linkassay.model import Case, Link, Rule, SubjectKind


class Subjects:
    """The subjects of one document. `whole` is the case of the document itself."""

    def __init__(self, whole: Case) -> None:
        self._whole = whole
        self._signs = Signs(whole)

    def of(self, rule: Rule) -> Iterator[Case]:
        """The case of each subject that a rule can have something to say of, in their order."""
        whole, signs = self._whole, self._signs
        match rule.subject:
            case SubjectKind.DOCUMENT:
                yield whole
            case SubjectKind.CITATION:
                for citation in signs.citations(rule):
                    yield self._case(citation=citation, link=citation.link)
            case SubjectKind.LINK:
                for link in signs.links(rule):
                    yield self._case(link=link)
            case SubjectKind.HOST:
                for host, links in _by_host(whole.reading.links(), signs.hosts(rule)):
                    yield self._case(host=host, links=tuple(links))
            case SubjectKind.FILE:
                for target in whole.reading.targets():
                    yield self._case(target=target)
            case SubjectKind.ATTRIBUTION:
                for attribution in whole.reading.attributions:
                    yield self._case(attribution=attribution)
            case SubjectKind.SUPPRESSION:
                return
            case SubjectKind.COPY:
                for copy in whole.copies:
                    yield self._case(copy=copy)

    def _case(self, **subject: Any) -> Case:
        """By hand, since `replace` takes four times as long."""
        whole = self._whole
        return Case(
            whole.reading,
            whole.dating,
            whole.checks,
            whole.now,
            outages=whole.outages,
            files=whole.files,
            copies=whole.copies,
            **subject,
        )


def _by_host(links: Iterable[Link], hosts: Collection[str]) -> Iterable[tuple[str, list[Link]]]:
    """Some hosts in the order in which they are cited, each with all links that lead there."""
    found: dict[str, list[Link]] = {}
    for link in links if hosts else ():
        if link.host in hosts:
            found.setdefault(link.host, []).append(link)
    return found.items()
