"""Sources that need not be read again: what is stored is what reading them would give."""

from __future__ import annotations

import sqlite3

from linkassay.ledger.codec import storable
from linkassay.ledger.tables import TABLES
from linkassay.model import KnownBy

_FORGET = "delete from known_sources where locator = ?"

_NUMBER = "select count(*) = max(parts) from known_sources where locator = ? and key = ?"

_VERSIONS = """
select v.document_id, k.version_id from known_sources k
join document_versions v on v.id = k.version_id where k.locator = ? and k.key = ? order by k.part
"""


def note(connection: sqlite3.Connection, known_by: KnownBy, version: int) -> None:
    """Note that a part of a source was read as this version; what was noted before it goes."""
    locator = storable(known_by.locator)
    if known_by.part == 0:
        connection.execute(_FORGET, (locator,))
    row = (locator, known_by.part, known_by.parts, known_by.key, version)
    connection.execute(TABLES["known_sources"].insert, row)


def is_known(connection: sqlite3.Connection, known_by: KnownBy) -> bool:
    """Whether every part of a source is there as its key names it; a killed run left some."""
    (whole,) = connection.execute(_NUMBER, (storable(known_by.locator), known_by.key)).fetchone()
    return bool(whole)


def versions(connection: sqlite3.Connection, known_by: KnownBy) -> list[tuple[int, int]]:
    """The documents of a source in their order, each with its version."""
    return connection.execute(_VERSIONS, (storable(known_by.locator), known_by.key)).fetchall()
