"""Counts by rule, host and document: true, in columns, and few however many names there are."""

from __future__ import annotations

from collections import Counter

import pytest
from rich.cells import cell_len

from linkassay.model import LinkResult, LinkState, State
from linkassay.report import tallies
from linkassay.report.tallies import COUNTED, Tally, tables
from report.golden import RUN, golden_report
from report.listreport import ListReport
from report.snapshots import written


def test_the_amounts_are_those_of_the_report() -> None:
    told = golden_report()
    found = [one for one in told.findings() if one.told_with is None]
    rules, hosts, documents = tables(told)
    assert sum(row[COUNTED] for row in rules.tally.rows.values()) == len(found)
    opened = Counter(one.document for one in found if one.standing.is_open)
    assert {name: row[COUNTED] for name, row in documents.tally.rows.items()} == opened
    assert sum(row[COUNTED] for row in hosts.tally.rows.values()) == len(list(told.links()))


@pytest.mark.parametrize("width", [24, 60, 100])
def test_columns_stand_below_their_headings(width: int) -> None:
    links = tuple(
        LinkResult(f"https://{name}.example/", LinkState(state))
        for name, state in (("a-long-name-of-a-host-" * 4, State.ALIVE), ("b", State.DEAD))
    )
    rows = written(ListReport(RUN, all_links=links), "stats", width=width).splitlines()
    (heading,) = [at for at, row in enumerate(rows) if row.endswith("dead")]
    assert len({cell_len(row) for row in rows[heading : heading + 3]}) == 1
    assert rows[heading + 1].rsplit(maxsplit=3)[1:] in (["1", "1", "0"], ["1", "0", "1"])


def test_few_names_are_kept_and_the_others_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "MOST_KEPT", 10)
    tally = Tally()
    for number in range(100):
        tally.add("often")
        tally.add(f"{number}")
    assert len(tally.rows) <= 10
    assert tally.rows["often"][COUNTED] == 100
    assert tally.lost + len(tally.rows) == 101
