"""A text with nothing but addresses, one a line (sitemaps.org: "text file")."""

from __future__ import annotations

from linkassay.extract.leads.collected import Collected
from linkassay.model import Leads, LeadsKind

_WEB = ("http://", "https://")


def read_addresses(data: bytes, address: str) -> Leads | None:
    """The addresses; `None` where another line stands among them. `#` begins a remark."""
    found = Collected(address)
    for line in data.decode("utf-8-sig", "replace").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if not text.lower().startswith(_WEB) or len(text.split()) != 1:
            return None
        found.add(text)
    told = found.told(LeadsKind.ADDRESSES)
    return told if told.entries else None
