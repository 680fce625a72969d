"""Where a refresh leads: the value of a `Refresh` header, or of a `meta` element of that name."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANK = r"[\t\n\f\r ]*+"
_REFRESH = re.compile(
    rf"{_BLANK}(?P<seconds>[0-9]*+)(?P<part>[0-9.]*+)"
    rf"(?:(?=[;,\t\n\f\r ]){_BLANK}[;,]?+{_BLANK}(?P<rest>.*))?\Z",
    re.DOTALL,
)
_URL = re.compile(rf"u(?:r(?:l(?:{_BLANK}=(?P<address>.*))?)?)?", re.IGNORECASE | re.DOTALL)

MOST_SECONDS = 30
"""A page that stays longer is read before it is left: a slide show, a session that ends (our own
choice)."""

_ENDLESS = 10**6
"""A longer delay is told as this one: Python refuses to read numbers of more than 4,300 digits."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """After `seconds` a browser goes to `address` (as written; `None`: it loads the page again)."""

    seconds: int
    address: str | None = None

    @property
    def leads_to(self) -> str | None:
        """The address, where the page is left within `MOST_SECONDS`."""
        return self.address if self.seconds <= MOST_SECONDS else None


def refresh_of(value: str) -> Refresh | None:
    """What a value asks a browser to do; `None` where it asks nothing.

    By the shared declarative refresh steps of WHATWG HTML (4.2.5.3). Never raises; linear.
    """
    found = _REFRESH.match(value)
    if found is None or not (found["seconds"] or found["part"].startswith(".")):
        return None
    digits = found["seconds"].lstrip("0") or "0"
    seconds = int(digits) if len(digits) < len(str(_ENDLESS)) else _ENDLESS
    return Refresh(seconds, _address(found["rest"] or "") or None)


def _address(rest: str) -> str:
    """The address, without the `url=` before it and the quotes around it."""
    named = _URL.match(rest)
    if named is not None and named["address"] is None:
        return rest.strip()  # a name that only begins like the word, as `us/page.html`
    written = (named["address"] if named else rest).lstrip("\t\n\f\r ")
    if written[:1] in ("'", '"'):
        written = written[1:].partition(written[0])[0]
    return written.strip()
