"""The header lines of a request, by the reason for which something is asked."""

from __future__ import annotations

from collections.abc import Sequence

from linkassay.fetch.host_settings import OwnHeaders, overlaid
from linkassay.fetch.target import Target
from linkassay.model import Probe, Purpose, Validators

ACCEPT = "text/html,application/xhtml+xml,*/*;q=0.8"

ACCEPT_OF_BROWSERS = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
)
"""What browsers say when they open a page, as MDN lists their default values of `Accept`."""

ACCEPT_LANGUAGE = "en-US,en;q=0.9,*;q=0.5"
"""Any language, English before others (RFC 9110, 12.5.4): servers answer 403 and 404 to a request
without the header, and the language of an answer must not change from one machine to the next."""


class RequestHeaders:
    """Makes the lines between `Host` and `Connection`. `user_agent` names us, and nobody else;
    `own` are those that the configuration has for a host.

    The second look differs from the first in what a browser says of the page it wants. It has no
    `Sec-Fetch-*` and no `Sec-CH-UA`: those state what kind of program asks, and by whose wish, and
    we are none that may state it.
    """

    def __init__(self, user_agent: str, own: OwnHeaders | None = None) -> None:
        self._own = own or OwnHeaders()
        self._first = _lines(user_agent, ACCEPT)
        self._second = (*_lines(user_agent, ACCEPT_OF_BROWSERS), ("Upgrade-Insecure-Requests", "1"))

    def lines(
        self, probe: Probe, targets: Sequence[Target], *, cookies: str
    ) -> tuple[tuple[str, str], ...]:
        """For the last of the targets that a probe's chain has so far.

        Only the first one is made conditional.
        """
        lines = self._second if probe.purpose is Purpose.SECOND_LOOK else self._first
        if cookies:
            lines = (*lines, ("Cookie", cookies))
        if len(targets) == 1 and probe.validators is not None:
            lines = (*lines, *_conditions(probe.validators))
        own = self._own.lines(targets)
        return overlaid(lines, own) if own else lines


def _lines(user_agent: str, accept: str) -> tuple[tuple[str, str], ...]:
    return (
        ("User-Agent", user_agent),
        ("Accept", accept),
        ("Accept-Language", ACCEPT_LANGUAGE),
        ("Accept-Encoding", "gzip"),
    )


def _conditions(validators: Validators) -> list[tuple[str, str]]:
    """RFC 9110, 13.1.2 and 13.1.3; what came with the last answer and is no header is left out."""
    stated = (
        ("If-None-Match", validators.etag),
        ("If-Modified-Since", validators.last_modified),
    )
    return [(name, value) for name, value in stated if value and _is_sendable(value)]


def _is_sendable(value: str) -> bool:
    return value.isascii() and value.isprintable()
