"""What a line says of a row of each table: its columns, with addresses in place of numbers.

An answer, a finding and a version go by the beginning of their hash: the whole of it is proven by
the root, and in full it would be half of a compressed file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from linkassay.ledger.declarations import Column, Table
from linkassay.ledger.tables import TABLES

HASH_DIGITS = 16
"""64 bits: two of 10 million answers are alike in them once in 400,000 ledgers."""

_NAMED = {
    "links": "(select url from links where id = t.{column})",
    "documents": "(select locator from documents where id = t.{column})",
    "answers": "(select {short} from answers where id = t.{column})",
    "findings": "(select {short} from findings where id = t.{column})",
    "document_versions": "(select {short} from document_versions where id = t.{column})",
}

CLUES = """
(select group_concat(n) from (select (select count(*) from clues b
  where b.version_id = t.version_id and b.id < cc.clue_id) as n
  from conflict_clues cc where cc.conflict_id = t.id order by n))
"""
"""The clues against a link's date, by their numbers among those of the version."""

_DOCUMENT_OF_VERSION = """
(select d.locator from document_versions v join documents d on d.id = v.document_id
  where v.id = t.version_id)
"""


def short(column: str) -> str:
    """SQL for the beginning of a hash, as hexadecimal digits."""
    return f"lower(substr(hex({column}), 1, {HASH_DIGITS}))"


@dataclass(frozen=True)
class Shape:
    """How the rows of one table are told.

    `order` is what a run's rows are sorted by: the order of writing where something depends on it,
    else what does not change from ledger to ledger.
    """

    table: Table
    order: str
    part_of: str = ""
    """The table that a row belongs to the last line of."""

    @property
    def name(self) -> str:
        return self.table.name

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that a line tells."""
        left_out = {"run_id", "leaf", "host_id"} | ({"version_id"} if self.part_of else set())
        return tuple(one for one in self.table.columns if one.name not in left_out)

    @cached_property
    def told(self) -> Mapping[str, str]:
        """Each key of a line, with the SQL for it, of table `t`."""
        return dict(self._told())

    def _told(self) -> Iterator[tuple[str, str]]:
        for column in self.columns:
            name = column.name
            if name == "version_id" and "document_id" not in self.table.names:
                yield "document", _DOCUMENT_OF_VERSION
            yield key_of_line(column), _sql(self.table, column)
        if self.name == "conflicts":
            yield "clues", CLUES


def key_of_line(column: Column) -> str:
    """`link` for `link_id`; other columns keep their names."""
    return column.name.removesuffix("_id") if column.refers else column.name


def _sql(table: Table, column: Column) -> str:
    name = column.name
    if column.refers:
        hashed = "reading" if column.refers == "document_versions" else "hash"
        return _NAMED[column.refers].format(column=name, short=short(hashed))
    if name in HASHES.get(table.name, ()):
        return short(f"t.{name}")
    if column.type == "BLOB":
        return f"case when t.{name} is not null then lower(hex(t.{name})) end"
    return f"t.{name}"


HASHES = {"answers": ("hash",), "findings": ("hash",)}
"""Columns that are told by their beginning: the whole is made again from the row."""

NEW = ("links", "documents", "document_versions", "captures", "answers", "findings")
"""Tables of which a file holds what no run before it spoke of."""

_LINK = "(select url from links where id = t.link_id)"

_ORDERS = {
    **dict.fromkeys(NEW, "t.id"),
    **dict.fromkeys(("frontier", "changes", "conflicts", "not_checked", "unread"), "t.id"),
    **dict.fromkeys(("run_documents", "run_findings"), "t.position"),
    "runs": "t.id",
    "seals": "t.id",
    "looks": f"{_LINK}, t.n",
    "checks": _LINK,
    "not_due": _LINK,
    "resolved": f"{_LINK}, t.candidates",
    "published": "(select locator from documents where id = t.document_id)",
    "departed": "(select locator from documents where id = t.document_id)",
    "citations": "t.id",
    "attributions": "t.id",
    "clues": "t.id",
    "sketches": "t.id",
}

PARTS = ("citations", "attributions", "clues", "sketches")
"""Tables whose rows stand behind the version that they belong to."""

SHAPES: Mapping[str, Shape] = {
    name: Shape(TABLES[name], order, "document_versions" if name in PARTS else "")
    for name, order in _ORDERS.items()
}

OF_RUN = (
    "run_documents",
    "frontier",
    "resolved",
    "looks",
    "changes",
    "published",
    "conflicts",
    "run_findings",
    "not_checked",
    "not_due",
    "unread",
    "departed",
)
"""Tables of which a file holds all rows of its run, in their order; checks stand beside looks."""
