"""What the files before a run's own have told already: it is not told again.

That depends on the line of runs before it alone, which its seal names, so that every ledger that
holds the run writes the same file.
"""

from __future__ import annotations

import sqlite3

from linkassay.ledger.exchange.shapes import NEW

_CITED = "c where c.version_id in (select id from temp.told_document_versions where run = :run)"

_SPOKEN_OF = {
    "answers": "select answer_id from looks where run_id = :run",
    "findings": "select finding_id from run_findings where run_id = :run",
    "document_versions": "select version_id from run_documents where run_id = :run"
    " union select version_id from conflicts where run_id = :run",
    "documents": "select document_id from run_documents where run_id = :run"
    " union select renamed_from from run_documents where run_id = :run"
    " union select document_id from departed where run_id = :run"
    " union select document_id from published where run_id = :run"
    " union select document_id from document_versions"
    "   where id in (select id from temp.told_document_versions where run = :run)"
    " union select document_id from findings"
    "   where id in (select id from temp.told_findings where run = :run)",
    "captures": "select p.id from captures p where exists (select 1 from citations c"
    "   join temp.told_document_versions v on v.id = c.version_id and v.run = :run"
    "   where c.link_id = p.link_id and c.parsed = p.url)",
    "links": f"select c.link_id from citations {_CITED}"
    f" union select c.link_id from clues {_CITED}"
    " union select link_id from findings"
    "   where id in (select id from temp.told_findings where run = :run)"
    " union select link_id from looks where run_id = :run"
    " union select link_id from checks where run_id = :run"
    " union select link_id from changes where run_id = :run"
    " union select link_id from resolved where run_id = :run"
    " union select chosen_id from resolved where run_id = :run"
    " union select link_id from conflicts where run_id = :run"
    " union select link_id from not_checked where run_id = :run"
    " union select link_id from not_due where run_id = :run",
}
"""What a run speaks of, table by table; what other queries read stands before them."""

_BEFORE = """
with recursive line (run_id, previous) as (
  select run_id, previous from seals where root = :root
  union select e.run_id, e.previous from line l join seals e on e.root = l.previous)
select run_id from line
"""


class Told:
    """The rows that a line of runs has told of."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._line: set[int] = set()
        for table in NEW:
            connection.execute(
                f"create temp table if not exists told_{table}"
                " (id INTEGER PRIMARY KEY, run INTEGER)"
            )
            connection.execute(f"delete from temp.told_{table}")

    def follow(self, previous: bytes | None) -> None:
        """Stand at the end of the line of runs whose last one has this root."""
        rows = self._connection.execute(_BEFORE, {"root": previous})
        line = {run for (run,) in rows}
        if not self._line <= line:
            for table in NEW:
                self._connection.execute(f"delete from temp.told_{table}")
            self._line = set()
        for run in sorted(line - self._line):
            self.tell(run)

    def tell(self, run: int) -> None:
        """Take in what one run speaks of; what is new with it has its number."""
        self._line.add(run)
        for table, spoken_of in _SPOKEN_OF.items():
            self._connection.execute(
                f"with spoken (id) as ({spoken_of})"
                f" insert or ignore into temp.told_{table} (id, run)"
                " select id, :run from spoken where id is not null",
                {"run": run},
            )
