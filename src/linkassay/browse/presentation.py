"""How each table and view is first shown: its title, order, facets, and what stands for a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linkassay.ledger.declarations import Role
from linkassay.ledger.tables import TABLES
from linkassay.ledger.views import VIEWS


@dataclass(frozen=True, slots=True)
class Presentation:
    """A table or view as a reader meets it.

    `label` is the column that stands for a row elsewhere; `newest` sorts by that column downwards.
    `facets` cost a count over the whole table, so only the current state has any.
    `left_out` are columns that only the page of a row shows.
    """

    facets: tuple[str, ...] = ()
    label: str | None = None
    newest: str | None = None
    left_out: tuple[str, ...] = ()


_SPAN = ("column", "end_line", "start_offset", "end_offset", "box")
_DEFINITION = ("definition_line", "definition_start", "definition_end")

PRESENTATIONS: Mapping[str, Presentation] = {
    "open_findings": Presentation(
        ("level", "rule", "confidence", "document_id"),
        label="message",
        newest="last_seen",
        left_out=("finding_id",),
    ),
    "link_state": Presentation(
        ("state", "condition", "status", "host_id"),
        newest="last_checked",
        left_out=("strike_days", "falls"),
    ),
    "document_state": Presentation(newest="audited", left_out=("identity",)),
    "host_state": Presentation(),
    "documents": Presentation(label="locator"),
    "document_versions": Presentation(label="title", newest="id", left_out=("sha256",)),
    "citations": Presentation(
        label="written",
        left_out=(*_SPAN, *_DEFINITION, "parsed", "candidates", "alone", "interrupts"),
    ),
    "attributions": Presentation(label="text", left_out=_SPAN),
    "clues": Presentation(label="text", left_out=_SPAN),
    "links": Presentation(label="url"),
    "hosts": Presentation(label="host"),
    "captures": Presentation(label="url"),
    "answers": Presentation(label="status", newest="id", left_out=("headers",)),
    "looks": Presentation(newest="run_id", left_out=("n", "strike", "bytes", "peers")),
    "checks": Presentation(label="condition", newest="id"),
    "changes": Presentation(newest="id"),
    "findings": Presentation(
        label="message", newest="id", left_out=(*_SPAN, "fingerprint", "evidence", "advice")
    ),
    "run_findings": Presentation(newest="run_id"),
    "conflicts": Presentation(label="claimed", newest="id"),
    "conflict_clues": Presentation(),
    "resolved": Presentation(newest="run_id"),
    "published": Presentation(newest="run_id"),
    "not_checked": Presentation(label="reason", newest="id"),
    "unread": Presentation(label="locator", newest="id"),
    "departed": Presentation(),
    "frontier": Presentation(
        label="address",
        newest="id",
        left_out=("same", "rank", "form", "scope", "etag", "last_modified", "settled"),
    ),
    "runs": Presentation(
        label="started",
        newest="id",
        left_out=("settings_digest", "rules", "allowed_addresses", "arguments"),
    ),
    "run_documents": Presentation(newest="run_id"),
    "seals": Presentation(label="outcome", newest="id"),
    "links_now": Presentation(
        ("state", "condition", "status"), newest="last_checked", left_out=("confidence", "host_id")
    ),
    "run_history": Presentation(newest="run_id"),
    "date_conflicts": Presentation(newest="gap_days"),
    "domain_health": Presentation(newest="dead"),
    "link_history": Presentation(newest="run_id"),
    "observations": Presentation(
        newest="run_id", left_out=("headers", "peers", "framing", "detail", "n")
    ),
}
"""The current state first, then what was read, asked and judged, then the runs, then the views
that want an order. A table that is not named is shown last and plain."""


def order() -> tuple[str, ...]:
    """Every table that is shown, in the order of the list of tables."""
    shown = [name for name, table in TABLES.items() if table.role is not Role.OWN]
    first = [name for name in PRESENTATIONS if name in shown]
    return (*first, *(name for name in shown if name not in PRESENTATIONS))


def title(name: str) -> str:
    """What a table or view is called on its page."""
    return VIEWS[name].title if name in VIEWS else name.replace("_", " ").capitalize()


def left_out(name: str) -> list[str]:
    """Columns that only the page of a row shows: those named above, and every hash."""
    named = PRESENTATIONS.get(name, Presentation()).left_out
    if name not in TABLES:
        return list(named)
    return [*named, *(column.name for column in TABLES[name].columns if column.type == "BLOB")]
