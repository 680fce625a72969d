"""The page of scores: every goal with both halves beside it, then every score in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from docgen.markdown import table
from score.halves import Half
from score.tally import Scored, Tally

HEAD = """<!-- written by `make score ARGS=--write`; the data lies beside the repository -->

# Scores

How good the readings of dates and credits are, measured on {day}. Every set is split by a hash into
*tune*, which may be looked into while a rule is shaped, and *report*, which is only counted; the
gap is tune less report, in points. Shares have 95 % intervals (E. B. Wilson, 1927). What a score
counts is found without the reader that it scores. An open interval is no day, and a note is not
found. `make score` prints more: addresses, regions, titles, authors.
"""


def page(scores: Sequence[Scored], day: date) -> str:
    """The page."""
    goals = table(("score", "what", "goal", "tune", "report", "gap"), _goals(scores))
    parts = [HEAD.format(day=day.isoformat()), "## Against the goals\n", goals]
    for one in scores:
        parts += [f"## {one.name}\n", f"{one.about}\n"]
        parts.append(table(("what", "tune", "report", "gap"), _rows(one, one.names())))
    return "\n".join(parts)


def _goals(scores: Iterable[Scored]) -> Iterator[tuple[str, ...]]:
    for one in scores:
        for what, *figures in _rows(one, one.goals):
            yield one.name, what, one.goals[what], *figures


def _rows(one: Scored, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    columns = {half: dict(rows) for half, rows in one.columns.items()}
    for what in names:
        tune, report = (columns.get(half, {}).get(what) for half in (Half.TUNE, Half.REPORT))
        yield what, _figure(tune), _figure(report), _gap(tune, report)


def _figure(tally: Tally | None) -> str:
    return "-" if tally is None else str(tally)


def _gap(tune: Tally | None, report: Tally | None) -> str:
    """How much better the half is that may be looked into."""
    if tune is None or report is None or not tune.of or not report.of:
        return "-"
    return f"{100 * (tune.hits / tune.of - report.hits / report.of):+.1f}"
