"""What a run holds, counted by rule, host and document: little, however large the run is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linkassay.model import Report, Standing, State
from linkassay.report.words import LEVELS
from linkassay.urls import host_of

MOST_KEPT = 10_000
"""So many names are counted at a time; where there are more, the smaller half is forgotten."""

COUNTED = "counted"
"""The column by which rows stand in order."""


@dataclass(slots=True)
class Tally:
    """Amounts by name and column. `lost` is how many names were forgotten."""

    rows: dict[str, Counter[str]] = field(default_factory=dict)
    lost: int = 0

    def add(self, name: str, *columns: str) -> None:
        """One more of a name, in each of these columns."""
        row = self.rows.get(name)
        if row is None:
            if len(self.rows) >= MOST_KEPT:
                self._forget()
            row = self.rows[name] = Counter()
        row.update((COUNTED, *columns))

    def first(self, most: int) -> Sequence[tuple[str, Mapping[str, int]]]:
        """The largest rows, by name where they are alike."""
        order = sorted(self.rows.items(), key=lambda item: (-item[1][COUNTED], item[0]))
        return order[:most]

    def _forget(self) -> None:
        kept = dict(self.first(MOST_KEPT // 2))
        self.lost += len(self.rows) - len(kept)
        self.rows = {name: Counter(row) for name, row in kept.items()}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what its names are, its columns, and its rows."""

    names: str
    columns: tuple[str, ...]
    tally: Tally


def tables(report: Report) -> tuple[Table, ...]:
    """The tables of a run: findings by rule, links by host, findings by document."""
    rules, documents, hosts = Tally(), Tally(), Tally()
    for finding in report.findings():
        if finding.told_with is not None:
            continue
        standing = finding.standing
        news = ("new",) if standing.is_news else ()
        rules.add(finding.rule, "open" if standing.is_open else standing.value, *news)
        if standing.is_open:
            documents.add(finding.document, finding.level.value, *news)
    for link in report.links():
        hosts.add(host_of(link.url) or "-", link.state.state.value)
    closed = tuple(one.value for one in Standing if not one.is_open)
    return (
        Table("findings by rule", ("open", "new", *closed), rules),
        Table("links by host", (COUNTED, *(one.value for one in State)), hosts),
        Table("findings by document", (*(one.value for one in LEVELS), "new"), documents),
    )
