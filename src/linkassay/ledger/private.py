"""A run that its ledger no longer takes goes on in a database of our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from linkassay.ledger.connection import connect_private

_VERSIONS = (
    "(select version_id from kept.run_documents where run_id = :run union"
    " select version_id from kept.document_state)"
)
_LINKS = (
    f"(select link_id from kept.citations where version_id in {_VERSIONS} union"
    f" select link_id from kept.clues where version_id in {_VERSIONS} union"
    " select link_id from kept.looks where run_id = :run union"
    " select chosen_id from kept.resolved where run_id = :run)"
)

_LAST_CHECK = (
    f"(run_id, link_id) in (select run_id, link_id from kept.link_state where link_id in {_LINKS})"
)
_LAST_LOOK = f"run_id, link_id, look from kept.checks where {_LAST_CHECK}"

_LOOKS = (
    "(run_id = :run or (run_id, link_id, n) in (select good_run_id, link_id, good_look"
    f" from kept.link_state where link_id in {_LINKS} union select {_LAST_LOOK}))"
)
"""What the run saw, what its links last certainly were, and what was seen of them last."""

_OF_RUN: Mapping[str, str] = {
    "runs": "id = :run",
    "hosts": f"id in (select host_id from kept.links where id in {_LINKS})",
    "links": f"id in {_LINKS}",
    "documents": "1",
    "document_versions": f"id in {_VERSIONS}",
    "citations": f"version_id in {_VERSIONS}",
    "attributions": f"version_id in {_VERSIONS}",
    "clues": f"version_id in {_VERSIONS}",
    "sketches": f"version_id in {_VERSIONS}",
    "captures": f"link_id in {_LINKS}",
    "answers": f"id in (select answer_id from kept.looks where {_LOOKS})",
    "looks": _LOOKS,
    "checks": _LAST_CHECK,
    "host_notes": f"host_id in (select host_id from kept.links where id in {_LINKS})",
    "frontier": "run_id = :run",
    "run_documents": "run_id = :run",
    "resolved": "run_id = :run",
    "departed": "run_id = :run",
    "unread": "run_id = :run",
    "findings": "id in (select finding_id from kept.open_findings)",
    "link_state": f"link_id in {_LINKS}",
    "document_state": "1",
    "open_findings": "1",
}
"""What a run needs of each table to go on elsewhere. What it has judged is judged again."""


def carry_over(path: Path, run: int) -> sqlite3.Connection:
    """A private database with what one run of the ledger at `path` has read and seen."""
    connection = connect_private()
    connection.execute("attach database ? as kept", (f"file:{quote(str(path))}?mode=ro",))
    connection.execute("begin")
    for table, of_run in _OF_RUN.items():
        query = f"insert into main.{table} select * from kept.{table} where {of_run}"
        connection.execute(query, {"run": run})
    connection.execute("commit")
    connection.execute("detach database kept")
    return connection
