"""Datasette's configuration for a ledger, generated: metadata, settings, pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from linkassay.browse.canned_queries import CANNED_QUERIES
from linkassay.browse.descriptions import describe
from linkassay.browse.presentation import PRESENTATIONS, Presentation, left_out, order, title
from linkassay.ledger.tables import TABLES
from linkassay.ledger.views import VIEWS

_PLUGIN = (
    '"""How cells and pages look."""\n\n'
    "from linkassay.browse.plugin import (\n"
    "    handle_exception, prepare_jinja2_environment, render_cell,\n)\n"
)

Columns = Mapping[str, tuple[str, ...]]
"""Table or view of a ledger -> its columns."""


def configuration(directory: Path, ledger: Path, columns: Columns, *, local: bool = True) -> None:
    """Write a Datasette configuration directory for `ledger`, whose own `columns` are given.

    For a site that is not `local`, free SQL and the download are off: a query may run for
    `sql_time_limit_ms`, and many of them take a processor for good.
    """
    _write(directory / "metadata.json", metadata(ledger.stem, columns, local=local))
    _write(directory / "settings.json", settings(local=local))
    plugin = directory / "plugins" / "linkassay_cells.py"
    plugin.parent.mkdir(parents=True, exist_ok=True)
    plugin.write_text(_PLUGIN, encoding="utf-8")
    site = files(__package__) / "site"
    for folder in ("templates", "static"):
        (directory / folder).mkdir(exist_ok=True)
        for page in (site / folder).iterdir():
            (directory / folder / page.name).write_bytes(page.read_bytes())


def settings(*, local: bool = True) -> dict[str, Any]:
    """Datasette's limits. Facets of 300,000 links take longer than its own limit of 200 ms."""
    return {
        "default_page_size": 50,
        "facet_time_limit_ms": 3000,
        "sql_time_limit_ms": 5000,
        "suggest_facets": False,
        "truncate_cells_html": 240,
        "allow_download": local,
        "default_cache_ttl": 0,
    }


def metadata(database: str, columns: Columns, *, local: bool = True) -> dict[str, Any]:
    """Titles, descriptions, facets, labels and queries for the database of that name."""
    return {
        "title": "linkassay: what the documents cite",
        "description": "Does each link still answer, who published first, and do the dates agree?",
        "extra_css_urls": ["/static/linkassay.css"],
        "extra_js_urls": ["/static/linkassay.js"],
        "databases": {
            database: {
                "title": "The ledger",
                "description": "Everything that the audits saw, how it was read, and what follows.",
                "allow_sql": local,
                "queries": {slug: _query(slug) for slug in CANNED_QUERIES},
                "tables": _tables(columns),
            }
        },
    }


def _query(slug: str) -> dict[str, Any]:
    query = CANNED_QUERIES[slug]
    sql = query.sql.strip()
    return {"title": query.title, "description": query.about, "sql": sql, "hide_sql": True}


def _tables(columns: Columns) -> dict[str, Any]:
    """In the order in which they are listed; what is not ours or only for the file is hidden."""
    shown = [name for name in (*order(), *VIEWS) if name in columns]
    found = {name: _table(name, columns[name]) for name in shown}
    return found | {name: {"hidden": True} for name in columns if name not in found}


def _table(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    shown = PRESENTATIONS.get(name, Presentation())
    found: dict[str, Any] = {
        "title": title(name),
        "description": VIEWS[name].about if name in VIEWS else TABLES[name].about,
        "columns": describe(name, columns),
        "left_out": left_out(name),
    }
    if facets := [one for one in shown.facets if one in columns]:
        found["facets"] = facets
    if shown.label in columns:
        found["label_column"] = shown.label
    if shown.newest in columns:
        found["sort_desc"] = shown.newest
    return found


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
