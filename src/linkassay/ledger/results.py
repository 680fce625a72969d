"""What was found: findings, conflicts and days of publication as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from linkassay.ledger.codec import (
    Cell,
    box,
    cell,
    cells_of,
    listed,
    noun_of,
    storable,
)
from linkassay.ledger.hashing import finding_hash, leaf
from linkassay.ledger.judgements import Judgements
from linkassay.ledger.keys import Keys
from linkassay.ledger.readings import clues_of
from linkassay.ledger.tables import TABLES
from linkassay.model import (
    Clue,
    Conflict,
    Evidence,
    EvidenceKind,
    Finding,
    Judged,
    Published,
    Standing,
)

FINDING_CELLS = TABLES["findings"].names[2:-2]
_CLOSED = tuple(standing.value for standing in Standing if not standing.is_open)
IN_ORDER = f"f.standing in {_CLOSED!r}, f.position"
"""The order of a report: open findings first, then those that were closed."""


class ResultWriter:
    """Stores what one run found, document by document."""

    def __init__(self, connection: sqlite3.Connection, run: int, name: str, keys: Keys) -> None:
        self._connection = connection
        self._run = run
        self._name = name
        self._keys = keys
        self._position = 0
        self.judgements = Judgements(connection, run, name)

    def add(
        self,
        document: int,
        version: int,
        judged: Judged,
    ) -> None:
        """Store all that was found in one document, after what stands of those before it."""
        self._position = self.judgements.before(document, self._position)
        self.judgements.note(document, judged.judgement)
        self._published(document, judged.published)
        self._conflicts(version, judged.conflicts)
        self.findings(judged.findings)

    def rest(self) -> None:
        """Store what stands of the documents behind the last one that was judged."""
        self._position = self.judgements.rest(self._position)

    def findings(self, findings: Sequence[Finding]) -> None:
        """Store findings in their order; a text that is there already is not stored again."""
        rows = []
        for finding in findings:
            key, digest = self._text(finding)
            self._position += 1
            told = (self._position, digest, finding.standing.value)
            rows.append(
                (self._run, self._position, key, finding.standing.value,
                 leaf("finding", self._name, *told))
            )  # fmt: skip
        self._connection.executemany(TABLES["run_findings"].insert, rows)

    def _text(self, finding: Finding) -> tuple[int, bytes]:
        row = [*cells_of(Finding, FINDING_CELLS)(finding), box(finding.span)]
        digest = finding_hash(finding.document, row)
        found = self._connection.execute(
            "select id from findings where hash = ?", (digest,)
        ).fetchone()
        if found is not None:
            return int(found[0]), digest
        link = self._link(finding.url) if finding.url else None
        document = self._keys.document(finding.document)
        made = self._connection.execute(TABLES["findings"].insert, (document, link, *row, digest))
        return made.lastrowid or 0, digest

    def _link(self, url: str) -> int | None:
        query = "select id from links where url = ?"
        row = self._connection.execute(query, (storable(url),)).fetchone()
        return None if row is None else int(row[0])

    def _published(self, document: int, published: Published | None) -> None:
        """Store when a document was published."""
        if published is not None:
            pairs = published.days
            ends = (cell(published.earliest), cell(published.latest))
            row = (self._run, document, *ends, cell(pairs), int(published.open))
            self._connection.execute(TABLES["published"].insert, row)

    def _conflicts(self, version: int, conflicts: Sequence[Conflict]) -> None:
        """Store the links whose date does not fit, each with the clues against it."""
        if not conflicts:
            return
        keys = {clue: key for key, clue in clues_of(self._connection, version)}
        for conflict in conflicts:
            made = self._connection.execute(
                TABLES["conflicts"].insert, self._conflict(version, conflict)
            )
            self._against(made.lastrowid or 0, conflict, keys)

    def _conflict(self, version: int, conflict: Conflict) -> tuple[Cell, ...]:
        holds = conflict.explanation
        tried = [
            {"name": one.name.value, "holds": one.holds, "marks": list(one.marks),
             "proof": one.proof}
            for one in conflict.tried
        ]  # fmt: skip
        return (
            self._run,
            version,
            self._keys.link(conflict.url),
            cell(conflict.claimed.days.earliest),
            cell(conflict.latest_allowed),
            conflict.gap_days,
            None if holds is None else holds.name.value,
            int(conflict.decided),
            listed(tried),
        )

    def _against(self, conflict: int, item: Conflict, keys: dict[Clue, int]) -> None:
        """A clue of the run itself, the day of the fetch, has no row and is left out."""
        rows = {(conflict, keys[clue], self._run) for clue in item.against if clue in keys}
        self._connection.executemany(TABLES["conflict_clues"].insert, sorted(rows))


def finding_from(row: dict[str, Any], standing: Standing) -> Finding:
    """A finding from its row, with the document's locator in it."""
    evidence = tuple(
        Evidence(EvidenceKind(item["kind"]), item["text"], item["line"])
        for item in json.loads(row["evidence"])
    )
    found: Finding = noun_of(
        Finding,
        {name: value for name, value in row.items() if name not in ("evidence", "standing")},
        document=row["locator"],
        evidence=evidence,
        standing=standing,
    )
    return found


def findings_where(
    connection: sqlite3.Connection, source: str, values: Sequence[Cell] | Mapping[str, Cell]
) -> Iterator[tuple[Finding, str]]:
    """Findings with the standing their row says; `source` is SQL from `from` on, `t` the texts."""
    cursor = connection.execute(f"select t.*, d.locator, {source}", values)
    names = [item[0] for item in cursor.description]
    for values_of_row in cursor:
        row = dict(zip(names, values_of_row, strict=True))
        yield finding_from(row, Standing(row["standing"])), row["fingerprint"]


def published_from(days: str | None, is_open: int | None) -> Published | None:
    """When a document was published, from its row."""
    if days is None:
        return None
    found: Published = noun_of(Published, {"days": days, "open": is_open})
    return found
