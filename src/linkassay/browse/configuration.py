"""Datasette's configuration for a ledger, generated: metadata, settings, pages."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from linkassay.browse.glossary import COLUMNS, TABLES, Shelf
from linkassay.browse.questions import QUESTIONS
from linkassay.ledger.views import VIEWS

_PLUGIN = '"""Chips and lists in cells."""\n\nfrom linkassay.browse.cells import render_cell\n'

_SORTED_VIEWS = {"run_history": "run_id", "link_history": "checked", "date_conflicts": "gap_days"}


def configuration(
    directory: Path, ledger: Path, columns: dict[str, tuple[str, ...]], *, local: bool = True
) -> None:
    """Write a Datasette configuration directory for `ledger`.

    `columns` are the ledger's own: table or view to its columns. For a site that is not `local`,
    free SQL and the download are off, because a query can eat a processor whatever the limit says
    (research: reliability 5).
    """
    _write(directory / "metadata.json", metadata(ledger.stem, columns, local=local))
    _write(directory / "settings.json", settings(local=local))
    plugin = directory / "plugins" / "linkassay_cells.py"
    plugin.parent.mkdir(parents=True, exist_ok=True)
    plugin.write_text(_PLUGIN, encoding="utf-8")
    site = files(__package__) / "site"
    for shelf in ("templates", "static"):
        (directory / shelf).mkdir(exist_ok=True)
        for page in (site / shelf).iterdir():
            (directory / shelf / page.name).write_bytes(page.read_bytes())


def settings(*, local: bool = True) -> dict[str, Any]:
    """Limits from measurement (research: ecosystem 1.4): facets need more than 200 ms."""
    return {
        "default_page_size": 50,
        "facet_time_limit_ms": 3000,
        "sql_time_limit_ms": 5000,
        "suggest_facets": False,
        "truncate_cells_html": 240,
        "allow_download": local,
        "default_cache_ttl": 0,
    }


def metadata(
    database: str, columns: dict[str, tuple[str, ...]], *, local: bool = True
) -> dict[str, Any]:
    """Titles, descriptions, facets, labels and questions for the database of that name."""
    tables: dict[str, Any] = {
        name: _table(shelf, columns.get(name, ())) for name, shelf in TABLES.items()
    }
    for name, view in VIEWS.items():
        tables[name] = {"title": view.title, "description": view.about}
        tables[name]["columns"] = _glossary(columns.get(name, ()), {})
        if name in _SORTED_VIEWS:
            tables[name]["sort_desc"] = _SORTED_VIEWS[name]
    for name in columns:
        if name.startswith(("_", "sqlite_")):
            tables[name] = {"hidden": True}
    return {
        "title": "linkassay: what the documents cite",
        "description": "Does each link still answer, who published first, and do the dates agree?",
        "extra_css_urls": ["/static/linkassay.css"],
        "databases": {
            database: {
                "title": "The ledger",
                "description": "Everything that the audits saw, how it was read, and what follows.",
                "allow_sql": local,
                "queries": {
                    slug: {
                        "title": question.title,
                        "description": question.about,
                        "sql": question.sql.strip(),
                        "hide_sql": True,
                    }
                    for slug, question in QUESTIONS.items()
                },
                "tables": tables,
            }
        },
    }


def _table(shelf: Shelf, columns: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": shelf.about,
        "facets": list(shelf.facets),
        "columns": _glossary(columns, shelf.columns),
    }
    if shelf.label:
        found["label_column"] = shelf.label
    if shelf.newest:
        found["sort_desc"] = shelf.newest
    return found


def _glossary(columns: tuple[str, ...], own: dict[str, str]) -> dict[str, str]:
    words = COLUMNS | own
    return {name: words[name] for name in columns if name in words}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
