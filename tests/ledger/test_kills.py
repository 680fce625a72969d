"""An audit that is killed anywhere is taken up: nothing is lost, nothing is asked again."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from ledger import kills
from ledger.book import content
from linkassay.ledger.current import bring_up_to_date
from linkassay.ledger.transactions import Transactions

OF_EACH_STAGE = 7
FEW = 8


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A ledger that has one run, and how the two after it end when nobody kills them."""
    folder = tmp_path_factory.mktemp("kills")
    start, whole = folder / "start.db", folder / "whole.db"
    kills.audit(start, kills.FIRST)
    shutil.copy(start, whole)
    seen = kills.statements(whole, kills.NEXT)
    return start, content(whole), seen


def chosen(seen):
    """Statements of every stage, the first and the last of each and some between."""
    found = {}
    for stage, pattern in kills.STAGES.items():
        of_stage = [at for at, said in enumerate(seen) if re.search(pattern, said.lower())]
        assert len(of_stage) > 1, stage
        step = (len(of_stage) - 1) / (OF_EACH_STAGE - 1)
        for number in range(OF_EACH_STAGE):
            found.setdefault(of_stage[round(number * step)], stage)
    return dict(sorted(found.items()))


def assert_nothing_is_lost(folder, before, numbers):
    start, wanted, _ = before
    for number in numbers:
        path = folder / f"{number}.db"
        shutil.copy(start, path)
        assert kills.killed(path, kills.NEXT, number)
        sealed, again = kills.resumed(path, kills.NEXT)
        assert again == 0, number
        if sealed:
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                apply(connection, path)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert connection.execute("pragma foreign_key_check").fetchall() == []
        found = content(path)
        for table in wanted:
            assert found[table] == wanted[table], (number, table)


def apply(connection, path):
    """What the next run does first."""
    bring_up_to_date(Transactions(connection, str(path)))


def test_a_run_that_was_killed_ends_as_if_it_had_not_been(tmp_path, before):
    numbers = list(chosen(before[2]))
    assert_nothing_is_lost(tmp_path, before, numbers[3 :: len(numbers) // FEW])


@pytest.mark.slow
def test_a_run_that_was_killed_at_any_stage_ends_as_if_it_had_not_been(tmp_path, before):
    numbers = list(chosen(before[2]))
    assert len(numbers) >= 50
    assert_nothing_is_lost(tmp_path, before, numbers)
