"""What is known of the ids in a document's addresses, and which address lost its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from linkassay.model import Link, Reading
from linkassay.tables.outlets import outlet_of_host
from linkassay.urls import HostPattern, LostId, article_id, lost_id

ENOUGH_SIBLINGS = 2
"""So many other addresses of a host must carry an id of one form (our own choice)."""

Patterns = Callable[[str], HostPattern | None]
"""What the addresses of a host have in common, as far as that is known."""


def no_patterns(host: str) -> None:
    """Nothing is known of any host."""


class KnownIds:
    """The forms of ids by host: of the outlets, of other documents, and of this one."""

    def __init__(self, reading: Reading, patterns: Patterns) -> None:
        self._patterns = patterns
        self._here: dict[str, Counter[str]] = {}
        for link in reading.links():
            if (found := article_id(link.url)) is not None:
                self._here.setdefault(link.host, Counter())[found.form] += 1

    def lost_by(self, link: Link) -> LostId | None:
        """The id that the addresses of a link's host carry and this one lacks.

        Known from the outlet's forms, from addresses that were seen in other documents, or from
        two other addresses of the same host in this one.
        """
        if article_id(link.url) is not None:
            return None
        outlet = outlet_of_host(link.host)
        if outlet is not None and outlet.forms:
            return lost_id(outlet.forms, link.path)
        learnt = self._patterns(link.host)
        if learnt is not None:
            return LostId(learnt.form)
        siblings = self._here.get(link.host)
        form, count = siblings.most_common(1)[0] if siblings else ("", 0)
        return LostId(form) if count >= ENOUGH_SIBLINGS else None
