"""JSON Feed (jsonfeed.org, version 1 and 1.1)."""

from __future__ import annotations

import json

from linkassay.extract.leads.collected import Collected
from linkassay.extract.leads.moments import moment
from linkassay.model import Leads, LeadsKind

_VERSION = "https://jsonfeed.org/version/"


def read_json_feed(data: bytes, address: str) -> Leads | None:
    """The items of a feed; `None` for any other JSON."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_VERSION):
        return None
    found, items = Collected(address), feed.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("url"), str):
            found.add(item["url"], _changed(item))
    return found.told(LeadsKind.FEED)


def _changed(item: dict[str, object]) -> str | None:
    days = (item.get(name) for name in ("date_modified", "date_published"))
    read = (moment(day) for day in days if isinstance(day, str))
    return max(filter(None, read), default=None)
