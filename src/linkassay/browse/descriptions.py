"""What each column holds, in words that the ledger's own declarations say.

A table's columns are described where the table is declared. A view's column means what the column
means that it is taken from, unless the view says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from linkassay.ledger.declarations import Table
from linkassay.ledger.tables import TABLES
from linkassay.ledger.views import VIEWS, View

ROW_NUMBER = "The row's number in this file."
"""Of `id`, which SQLite gives and no declaration has."""

_SOURCE = re.compile(r"\b(?:from|join)\s+(\w+)\s+(\w+)")


def describe(name: str, columns: Iterable[str]) -> dict[str, str]:
    """The meaning of each of these columns of a table or view, as far as it is known."""
    known = meanings(name)
    return {column: known[column] for column in columns if column in known}


def meanings(name: str) -> Mapping[str, str]:
    """All that is said of the columns of a table or view."""
    if name in TABLES:
        return _of_table(TABLES[name])
    return _of_view(VIEWS[name]) if name in VIEWS else {}


def _of_table(table: Table) -> dict[str, str]:
    own = {column.name: column.meaning for column in table.columns}
    return {"id": ROW_NUMBER, **own} if table.key == ("id",) else own


def derived(view: View) -> dict[str, str]:
    """What a view's columns mean by where they are taken from."""
    elsewhere = {name: text for table in TABLES.values() for name, text in _of_table(table).items()}
    sources = {alias: meanings(name) for name, alias in _SOURCE.findall(view.sql)}
    for alias, column in re.findall(r"\b(\w+)\.(\w+)\b", view.sql):
        if column in sources.get(alias, {}):
            elsewhere[column] = sources[alias][column]
    return elsewhere


def _of_view(view: View) -> dict[str, str]:
    return derived(view) | dict(view.columns)
