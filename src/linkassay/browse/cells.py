"""How some cells look: words of judgement as chips, stored lists as lists.

Datasette loads this as a plugin. Everything from the ledger is escaped here.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape
from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")

_CHIPS = frozenset(
    {"error", "warning", "note", "alive", "failing", "dead", "unverifiable", "unknown"}
    | {"malformed", "new", "fixed", "complete", "unfinished", "network-down"}
)
_CHIP_COLUMNS = frozenset({"level", "state", "state_before", "standing", "outcome"})
_LIST_COLUMNS = frozenset(
    {"evidence", "links", "candidates", "rules", "allowed_addresses", "tried"}
)


@hookimpl
def render_cell(value: Any, column: str) -> Markup | None:
    """HTML for a chip or a list, or `None` to leave the cell to Datasette."""
    if not isinstance(value, str):
        return None
    if column in _CHIP_COLUMNS and value in _CHIPS:
        return Markup('<span class="chip chip-{0}">{0}</span>').format(value)
    if column in _LIST_COLUMNS and value.startswith("["):
        return _list(value)
    return None


def _list(text: str) -> Markup | None:
    try:
        items = json.loads(text)
    except ValueError:
        return None
    lines = Markup("").join(Markup("<li>{}</li>").format(_item(item)) for item in items)
    return Markup('<ul class="cell">{}</ul>').format(lines) if items else Markup("")


def _item(item: Any) -> Markup:
    if not isinstance(item, dict):
        return escape(item)
    if "marks" in item:
        verdict = "holds" if item.get("holds") else "does not hold"
        marks = "; ".join(map(str, item["marks"]))
        return escape(f"{item.get('name')} {verdict}" + (f": {marks}" if marks else ""))
    line = item.get("line")
    where = Markup("<small>line {}</small> ").format(line) if line is not None else Markup("")
    return where + escape(item.get("text", ""))
