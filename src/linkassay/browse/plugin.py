"""What Datasette asks us while it makes a page."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from markupsafe import Markup
from pluggy import HookimplMarker

from linkassay.browse.cells import REFERS, cell, row_link, visible
from linkassay.ledger.tables import TABLES

hookimpl = HookimplMarker("datasette")


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Our templates write what they show by `|visible`."""
    env.filters["visible"] = visible


@hookimpl
def render_cell(
    value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Awaitable[Markup] | None:
    """HTML for a cell, or `None` to leave it to Datasette.

    A key of another table leads to its row, under that row's label where one is at hand: Datasette
    gives a mapping where it has looked it up, and the page of one row is worth a look of ours.
    """
    other = REFERS.get(column)
    if other is None or not isinstance(value, dict | int):
        return cell(value, column)
    if isinstance(value, dict):
        key, label = value["value"], value["label"]
        return row_link(datasette.urls.row(database, other, str(key)), label or key)
    if table in TABLES:
        return _labelled(datasette, database, table, column, value)
    return row_link(datasette.urls.row(database, other, str(value)), value)


async def _labelled(datasette: Any, database: str, table: str, column: str, key: int) -> Markup:
    labels = await datasette.expand_foreign_keys(database, table, column, [key])
    address = datasette.urls.row(database, REFERS[column], str(key))
    return row_link(address, labels.get((column, key)) or key)
