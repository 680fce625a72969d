"""What Datasette asks us while it makes a page."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from pluggy import HookimplMarker

from linkassay.browse.cells import REFERS, cell, row_link, visible
from linkassay.ledger.tables import TABLES

Response: Any = import_module("datasette").Response

hookimpl = HookimplMarker("datasette")

TOO_SLOW = "The query took too long and was stopped. Ask for less at a time."


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Our templates write what they show by `|visible`."""
    env.filters["visible"] = visible


@hookimpl
def render_cell(
    value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Awaitable[Markup] | None:
    """HTML for a cell, or `None` to leave it to Datasette.

    A document leads to all that it cites, a host to its links. A key of another table leads to its
    row, under that row's label where one is at hand: Datasette gives a mapping where it has looked
    it up, and the page of one row is worth a look of ours.
    """
    if isinstance(value, str) and value and column in ("document", "cited_in"):
        query = datasette.urls.query(database, "what-a-document-cites")
        return row_link(f"{query}?{urlencode({'document': value})}", value)
    if isinstance(value, str) and value and column == "host":
        links = datasette.urls.table(database, "links_now")
        return row_link(f"{links}?{urlencode({'host': value})}", value)
    return _reference(value, column, table, database, datasette)


def _reference(
    value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | Awaitable[Markup] | None:
    """A cell that names another row leads there; any other is told by its own value."""
    other = REFERS.get(column)
    if other is None or not isinstance(value, dict | int):
        return cell(value, column)
    if isinstance(value, dict):
        key, label = value["value"], value["label"]
        return row_link(datasette.urls.row(database, other, str(key)), label or key)
    if table is not None and table in TABLES:
        return _labelled(datasette, database, table, column, value)
    return row_link(datasette.urls.row(database, other, str(value)), value)


async def _labelled(datasette: Any, database: str, table: str, column: str, key: int) -> Markup:
    labels = await datasette.expand_foreign_keys(database, table, column, [key])
    address = datasette.urls.row(database, REFERS[column], str(key))
    return row_link(address, labels.get((column, key)) or key)


@hookimpl
def handle_exception(
    datasette: Any, request: Any, exception: Exception
) -> Callable[[], Awaitable[Any]]:
    """A page, or JSON where that was asked for, with what went wrong.

    It stands for Datasette's own, which prints every wrong address with all that it knows; only
    what nobody expected goes to the log.
    """

    async def answer() -> Any:
        told = _told(exception)
        if request.path.endswith(".json"):
            return Response.json({"ok": False, **told}, status=told["status"])
        page = datasette.jinja_env.get_template("error.html")
        shared = {"urls": datasette.urls, "app_css_hash": datasette.app_css_hash()}
        return Response.html(await page.render_async(**told, **shared), status=told["status"])

    return answer


def _told(exception: Exception) -> dict[str, Any]:
    """The status, title and message of an error, which Datasette keeps as attributes."""
    status = getattr(exception, "status", None)
    if status is None:
        logging.getLogger(__name__).error("a page failed", exc_info=exception)
    too_slow = getattr(exception, "message_is_html", False)
    message = getattr(exception, "message", None) or "; ".join(map(str, exception.args))
    return {
        "status": status or 500,
        "title": getattr(exception, "title", None),
        "error": TOO_SLOW if too_slow else message,
    }
