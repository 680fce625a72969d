"""The tables of a ledger (docs/design.md, Ledger)."""

from __future__ import annotations

from collections.abc import Mapping

from linkassay.ledger.declarations import Role, Table
from linkassay.ledger.tables.crawling import CRAWLED
from linkassay.ledger.tables.current import CURRENT, OWN
from linkassay.ledger.tables.judging import JUDGED_TABLES
from linkassay.ledger.tables.looking import SEEN
from linkassay.ledger.tables.reading import READ

TABLES: Mapping[str, Table] = {
    table.name: table for table in (*READ, *CRAWLED, *SEEN, *JUDGED_TABLES, *CURRENT, *OWN)
}
"""Every table in the order in which they are made."""

DRAFTS = tuple(
    table.name
    for table in reversed(tuple(TABLES.values()))
    if table.role is Role.VERDICT and "run_id" in table.names
)
"""What a run that is taken up makes anew; who refers to another stands before it."""


_READ_AND_PLANNED = ("run_documents", "frontier", "departed", "unread", "not_due")
JUDGED = tuple(name for name in DRAFTS if name not in _READ_AND_PLANNED)
"""Of these, what judging made: all but what was read, and who was left alone."""
