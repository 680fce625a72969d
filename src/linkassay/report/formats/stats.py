"""Counts alone: findings by rule, links by host, findings by document."""

from __future__ import annotations

from collections.abc import Callable

from linkassay.model import Report
from linkassay.report.layout import TextLayout, fitted
from linkassay.report.tallies import COUNTED, Table, tables
from linkassay.report.telling import Show, Telling
from linkassay.report.verdict import verdict

SHOWN = 20
"""So many rows of a table are shown, the largest; with `--show all` each."""

NARROWEST_NAME = 16
HEADINGS = {COUNTED: "links"}


def write(report: Report, out: Callable[[str], object], telling: Telling) -> None:
    """Write the verdict and each table that has a row; columns without a number are left out."""
    page = TextLayout(out, width=telling.width, colour=telling.colour)
    page.add((verdict(report), "bold"), hang=0)
    for table in tables(report):
        if table.tally.rows:
            page.blank_line()
            _tell(table, page, telling)


def _tell(table: Table, page: TextLayout, telling: Telling) -> None:
    most = len(table.tally.rows) if telling.show is Show.ALL else SHOWN
    shown = table.tally.first(most)
    columns = [one for one in table.columns if any(row.get(one) for _, row in shown)]
    sizes = [
        max(len(HEADINGS.get(one, one)), *(len(f"{row.get(one, 0):,}") for _, row in shown))
        for one in columns
    ]
    room = max(page.width - sum(size + 2 for size in sizes), NARROWEST_NAME)
    wide = min(max(fitted(name, room)[1] for name in (table.names, *(n for n, _ in shown))), room)
    page.row(_line(table.names, [HEADINGS.get(one, one) for one in columns], sizes, wide), "bold")
    for name, row in shown:
        page.row(_line(name, [f"{row.get(one, 0):,}" for one in columns], sizes, wide), "")
    if more := len(table.tally.rows) - len(shown) + table.tally.lost:
        page.add((f"and {more:,} more", "dim"))


def _line(name: str, cells: list[str], sizes: list[int], wide: int) -> str:
    words, size = fitted(name, wide)
    numbers = "".join(f"  {cell:>{room}}" for cell, room in zip(cells, sizes, strict=True))
    return f"{words}{' ' * (wide - size)}{numbers}"
