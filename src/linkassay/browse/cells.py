"""How a cell looks: chips, lists, days, addresses that lead out, rows that lead on.

Everything from the ledger is escaped here, and what a reader could not see is written as a mark.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from linkassay.ledger.tables import TABLES
from linkassay.report.escape import mark, unseen

EMPTY = Markup("&nbsp;")

CHIPS = frozenset(
    {"error", "warning", "note", "alive", "failing", "flapping", "dead", "unverifiable", "unknown"}
    | {"malformed", "new", "worse", "returned", "fixed", "accepted", "suppressed"}
    | {"complete", "unfinished", "network-down", "suspect"}
)
CHIP_COLUMNS = frozenset({"level", "state", "state_now", "was", "standing", "outcome"})

REFERS: Mapping[str, str] = {
    column.name: column.refers
    for table in TABLES.values()
    for column in table.columns
    if column.refers
}
"""Column -> the table whose row it names; one name means the same everywhere."""

_YES_OR_NO = frozenset(
    column.name
    for table in TABLES.values()
    for column in table.columns
    if column.type == "INTEGER" and column.meaning.startswith("Whether")
)

_SHOWN_AS_THEY_ARE = frozenset("\t\n\r")
"""Control characters that a browser shows as a blank."""

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\dZ")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_HEX_DIGITS = 12
_MOST_OF_AN_ADDRESS = 120


def visible(text: object) -> str:
    """The text with each control, format and bidirectional character as a mark."""
    return "".join(
        mark(one) if unseen(one) and one not in _SHOWN_AS_THEY_ARE else one for one in str(text)
    )


def cell(value: Any, column: str) -> Markup | None:
    """HTML for a cell, or `None` where plain text will do, which Datasette shortens by itself."""
    if isinstance(value, bytes):
        return _short_hash(value)
    if isinstance(value, int) and column in _YES_OR_NO:
        return escape("yes" if value else "no")
    return _text(value, column) if isinstance(value, str) else None


def _text(text: str, column: str) -> Markup | None:
    if column in CHIP_COLUMNS and text in CHIPS:
        return Markup('<span class="chip chip-{0}">{0}</span>').format(text)
    if column in _ITEMS and text.startswith("["):
        return _list(text, _ITEMS[column])
    if found := _moment(text):
        return found
    if (shown := visible(text)) != text:
        return escape(shown)
    return _address(text.strip()) if _leads_out(text.strip()) else None


def _leads_out(text: str) -> bool:
    """Whether it is an address that a browser could follow; what is malformed stays text."""
    if not _ADDRESS.fullmatch(text):
        return False
    try:
        return bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _moment(text: str) -> Markup | None:
    """A moment to the minute; the whole of it stays in the markup."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    return Markup('<time datetime="{}">{} {}</time>').format(text, *found.groups())


def _address(url: str) -> Markup:
    """A way out. Only http and https lead anywhere, and no one there learns from where."""
    shown = url if len(url) <= _MOST_OF_AN_ADDRESS else url[: _MOST_OF_AN_ADDRESS - 1] + "…"
    return Markup('<a class="out" href="{}" rel="noopener noreferrer">{}</a>').format(url, shown)


def _short_hash(value: bytes) -> Markup:
    digits = value.hex()
    if len(digits) <= _HEX_DIGITS:
        return Markup("<code>{}</code>").format(digits)
    return Markup('<code title="{}">{}…</code>').format(digits, digits[:_HEX_DIGITS])


def row_link(address: str, label: object) -> Markup:
    """A cell that leads to another row, named by its label or its number."""
    if isinstance(label, str):
        shown = _moment(label) or visible(label)
        return Markup('<a class="labelled" href="{}">{}</a>').format(address, shown)
    return Markup('<a href="{}">{}</a>').format(address, label)


def _list(text: str, item: Callable[[Any], Markup]) -> Markup | None:
    try:
        items = json.loads(text)
        lines = [item(one) for one in items]
    except (ValueError, TypeError, AttributeError):
        return escape(visible(text))
    if not lines:
        return EMPTY
    rows = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<ul class="cell">{}</ul>').format(rows)


def _plain(item: Any) -> Markup:
    return escape(visible(item))


def _evidence(item: Mapping[str, Any]) -> Markup:
    line = item.get("line")
    where = Markup("<small>line {}</small> ").format(line) if line is not None else Markup("")
    return where + _plain(item.get("text", ""))


def _explanation(item: Mapping[str, Any]) -> Markup:
    holds = "holds" if item.get("holds") else "does not hold"
    marks = "; ".join(map(str, item.get("marks", ())))
    return _plain(f"{item.get('name')} {holds}" + (f": {marks}" if marks else ""))


def _named(item: tuple[object, object]) -> Markup:
    name, value = item
    return _plain(f"{name}: {value}")


def _hop(item: tuple[str | None, int | None, str | None]) -> Markup:
    url, status, location = item
    onward = f" → {location}" if location else ""
    return _plain(f"{status or 'no answer'} {url or 'at the link itself'}{onward}")


def _peer(item: tuple[str | None, float | None]) -> Markup:
    peer, seconds = item
    return _plain((peer or "nobody") + ("" if seconds is None else f" in {seconds} s"))


def _days(item: tuple[str | None, str | None]) -> Markup:
    first, last = item
    return _plain(first if first == last else f"{first or '…'} to {last or '…'}")


_ITEMS: Mapping[str, Callable[[Any], Markup]] = {
    "evidence": _evidence,
    "tried": _explanation,
    "hops": _hop,
    "peers": _peer,
    "headers": _named,
    "metadata": _named,
    "strike_days": _named,
    "falls": _plain,
    "signs": _plain,
    "missing_fragments": _plain,
    "days": _days,
    "intervals": _days,
    "links": _plain,
    "candidates": _plain,
    "rules": _plain,
    "arguments": _plain,
    "allowed_addresses": _plain,
    "notes": _plain,
}
"""How an item of each stored list is told."""
