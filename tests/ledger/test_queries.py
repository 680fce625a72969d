"""What a run reads: no query of it goes through a table of the log from end to end."""

from __future__ import annotations

import re

import pytest

from ledger import kills
from linkassay.ledger import open_ledger
from linkassay.ledger.declarations import Role
from linkassay.ledger.due_dates import teach
from linkassay.ledger.tables import TABLES

GROWING = {name for name, table in TABLES.items() if table.role in (Role.LOG, Role.VERDICT)}
SMALL = {"runs", "seals"}
"""One row a run."""
DAYS = ("2026-01-04", "2026-01-11", "2026-01-12")


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    """A ledger of some runs, and every query of one more with its plan."""
    path = tmp_path_factory.mktemp("queries") / "audit.db"
    for day in DAYS:
        kills.audit(path, day)
    said = set()
    kills.audit(path, kills.NEXT, said.add)
    with open_ledger(path) as ledger:
        ledger._connection.set_trace_callback(said.add)
        report = ledger.report(f"run-{kills.NEXT}")
        for parts in (report.documents(), report.links(), report.findings(), report.unread()):
            list(parts)
        assert report.counts.found()
    return path, said


def plans(path, said):
    """Each different statement, and the lines of its plan."""
    with open_ledger(path) as ledger:
        connection = ledger._connection
        teach(connection)
        for made in said:
            if "create temp table" in made:
                connection.execute(made)
        for statement in said:
            if re.match(r"\s*(select|insert|update|delete|with)", statement, re.IGNORECASE):
                rows = connection.execute(f"explain query plan {statement}").fetchall()
                yield statement, [row[3] for row in rows]


def names(statement):
    """The alias of each table in a statement."""
    found = re.findall(r"(?:from|join|update|into)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?", statement)
    return {alias: table for table, alias in found} | {table: table for table, _ in found}


def walks(path, said):
    """The statements that go through a table of the log, each with the line of its plan."""
    for statement, plan in plans(path, said):
        of = names(statement)
        for line in plan:
            scan = re.match(r"SCAN (\w+)", line)
            if scan and of.get(scan[1], scan[1]) in GROWING - SMALL:
                yield line, " ".join(statement.split())[:400]


def test_nothing_goes_through_the_whole_log(traced):
    found = sorted(walks(*traced))
    assert not found, "\n".join(map(str, found))


def test_a_walk_through_the_log_would_be_noticed(traced):
    path, _ = traced
    assert list(walks(path, {"select k.n from looks k join citations c using (link_id)"}))


def test_what_a_run_reads_does_not_grow_with_the_runs_before(tmp_path):
    """The same audit for the sixth time takes no more statements than for the third."""
    path = tmp_path / "audit.db"
    number = [len(kills.statements(path, f"2026-02-0{day}")) for day in range(1, 7)]
    assert number[5] <= number[2]
