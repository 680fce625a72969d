"""Whether what was taken can be read: a cell may hold a text that no reader of it understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from linkassay.ledger.answers import LOOK_COLUMNS, look_from
from linkassay.ledger.codec import from_moment
from linkassay.ledger.exchange.lines import BrokenFileError, Line
from linkassay.ledger.readings import read_back
from linkassay.ledger.results import findings_where, published_from
from linkassay.ledger.states import state_from
from linkassay.ledger.stored_report import run_from

_LOOKS = f"""
select l.url, {LOOK_COLUMNS} from looks k join links l on l.id = k.link_id
join answers a on a.id = k.answer_id where k.run_id = ?
"""

_FINDINGS = """
'known' as standing from findings t join documents d on d.id = t.document_id where t.id = ?
"""

_CHECKS = """
select checked, state, strikes, since, strike_days, cause, falls from checks where run_id = ?
"""

_PUBLISHED = "select days, open from published where run_id = ?"

_DAYS = """
select fetched from run_documents where run_id = :run and fetched is not null union
select claimed from conflicts where run_id = :run and claimed is not null union
select latest_allowed from conflicts where run_id = :run
"""

_MOMENTS = "select changed from changes where run_id = :run"


def check_readable(
    connection: sqlite3.Connection,
    run: int,
    versions: Sequence[int],
    findings: Sequence[int],
    last: Line,
) -> None:
    """Raise `BrokenFileError` unless a run, and what is new with it, can be read back."""
    try:
        for _ in _read(connection, run, versions, findings):
            pass
    except BrokenFileError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        what = f"the file holds a value that is none of ours: {error}"
        raise BrokenFileError(what, where=last.where, advice="it was not taken") from error


def _read(
    connection: sqlite3.Connection, run: int, versions: Sequence[int], findings: Sequence[int]
) -> Iterator[object]:
    yield run_from(connection, run)
    for url, *cells in connection.execute(_LOOKS, (run,)):
        yield look_from(url, cells)
    for checked, *cells in connection.execute(_CHECKS, (run,)):
        yield from_moment(checked), state_from(cells)
    for days, is_open in connection.execute(_PUBLISHED, (run,)):
        yield published_from(days, is_open)
    for (day,) in connection.execute(_DAYS, {"run": run}):
        yield date.fromisoformat(day)
    for (moment,) in connection.execute(_MOMENTS, {"run": run}):
        yield from_moment(moment)
    for version in versions:
        yield read_back(connection, run, version, "")
    for finding in findings:
        yield list(findings_where(connection, _FINDINGS, (finding,)))
