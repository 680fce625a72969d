"""The table of conditions is whole: a row for each name, and no other."""

import pytest

from linkassay.conditions import silent
from linkassay.model import ConditionName, ErrorKind, State, Strike
from linkassay.tables import load
from linkassay.tables.conditions import conditions, errors, require_whole, statuses


def test_each_name_has_one_row_and_no_row_is_of_another():
    for kind, key, names in (
        ("condition", "name", ConditionName),
        ("error", "error", ErrorKind),
    ):
        rows = [row[key] for row in load("conditions")[kind]]
        assert sorted(rows) == sorted(names)
    assert set(conditions()) == set(ConditionName)
    assert set(errors()) == set(ErrorKind)


def test_no_status_has_two_rows():
    listed = [status for row in load("conditions")["status"] for status in row["status"]]
    assert len(listed) == len(set(listed)) == len(statuses())


def test_a_name_without_a_row_is_refused_by_its_name():
    rows = set(ConditionName) - {ConditionName.GONE, ConditionName.TIMEOUT}
    with pytest.raises(ValueError, match=r"conditions\.toml has no .*condition.*: gone, timeout;"):
        require_whole(rows, ConditionName, "condition")


def test_what_proves_life_never_strikes_and_what_strikes_is_failing():
    for row in conditions().values():
        assert row.source
        assert not (row.proves_life and row.strike is not Strike.NONE)
        if row.strike is not Strike.NONE:
            assert row.initial_state is State.FAILING


def test_what_no_rule_speaks_of_has_a_reason_and_accuses_nobody():
    for row in conditions().values():
        assert (row.name in silent()) == bool(row.silent)
        if row.silent is not None:
            assert row.initial_state in (State.ALIVE, State.UNKNOWN)
