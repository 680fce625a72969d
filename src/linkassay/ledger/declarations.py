"""What a table is: its columns with what each holds, made from the nouns where a noun is stored.

Everything about a table derives from its declaration: the statement that makes it, its triggers,
and the words about its columns in Datasette.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, get_origin

from linkassay.model.fields import Field, fields_of


class Role(Enum):
    """How a table may change."""

    LOG = "log"
    """What was read and seen: rows are only ever added."""
    VERDICT = "verdict"
    """What a run makes of it: final once the run is sealed, made anew where it is taken up."""
    CURRENT = "current"
    """How things stand now: follows from the log, and can be rebuilt from it."""
    OWN = "own"
    """About the file itself, and how we go about: no run is judged by it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its SQLite type, what it holds, and what it may hold.

    `words` is a closed vocabulary and becomes a CHECK, the usual words first: a chain of OR stops
    at the first that fits, where IN builds its list anew for each row (8 µs of 11 for a row of
    `looks`). `refers` names the table of a foreign key.
    """

    name: str
    type: str
    meaning: str
    optional: bool = False
    refers: str | None = None
    words: tuple[str, ...] = ()

    @property
    def definition(self) -> str:
        parts = [self.name, self.type]
        if not self.optional:
            parts.append("NOT NULL")
        if self.refers:
            parts.append(f"REFERENCES {self.refers} (id)")
        if self.words:
            words = " OR ".join(f"{self.name} = '{word}'" for word in self.words)
            parts.append(f"CHECK ({words})")
        return " ".join(parts)


@dataclass(frozen=True)
class Table:
    """One table. `about` is a sentence for a reader; `key` are the columns that name a row.

    Where `key` is given without `id`, the rows are kept in its order and have no number of their
    own. `unique` are natural keys, `indexes` further column lists that are looked up by.
    """

    name: str
    about: str
    role: Role
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns that a writer fills, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def statements(self) -> tuple[str, ...]:
        """What makes the table and its indexes."""
        return (self._create(), *self._indexes())

    @property
    def triggers(self) -> tuple[str, ...]:
        """What refuses changes that the table's role forbids."""
        return tuple(self._triggers())

    @cached_property
    def insert(self) -> str:
        marks = ", ".join("?" for _ in self.columns)
        return f"insert into {self.name} ({', '.join(self.names)}) values ({marks})"

    def _create(self) -> str:
        numbered = self.key == ("id",)
        parts = ["id INTEGER PRIMARY KEY"] if numbered else []
        parts += [column.definition for column in self.columns]
        if not numbered:
            parts.append(f"PRIMARY KEY ({', '.join(self.key)})")
        parts += [f"UNIQUE ({', '.join(columns)})" for columns in self.unique]
        options = "STRICT" if numbered else "STRICT, WITHOUT ROWID"
        inside = ",\n    ".join(parts)
        return f"create table {self.name} (\n    {inside}\n) {options}"

    def _indexes(self) -> list[str]:
        return [
            f"create index {self.name}_{'_'.join(columns)} on {self.name} ({', '.join(columns)})"
            for columns in self.indexes
        ]

    def _triggers(self) -> list[str]:
        if self.role is Role.LOG:
            return [self._trigger(verb, "") for verb in ("update", "delete")]
        if self.role is Role.VERDICT:
            sealed = " when exists (select 1 from seals where run_id = old.run_id)"
            return [self._trigger(verb, sealed) for verb in ("update", "delete")]
        return []

    def _trigger(self, verb: str, condition: str) -> str:
        return (
            f"create trigger {self.name}_no_{verb} before {verb} on {self.name}{condition} begin"
            f" select raise(abort, 'the ledger only grows: no {verb} in {self.name}'); end"
        )


def columns_of(
    noun: type,
    *,
    leave_out: Collection[str] = (),
    only: Collection[str] = (),
    rename: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Column, ...]:
    """A column for each told field of a noun (`model/fields.py`), in its order."""
    return tuple(
        _column(field, rename.get(field.name, sql_name(field.name)))
        for field in fields_of(noun)
        if field.name not in leave_out and (not only or field.name in only)
    )


def key_of(table: str, meaning: str, *, optional: bool = False, name: str = "") -> Column:
    """A foreign key to a table, `document_id` for `documents`."""
    return Column(
        name or f"{table.removesuffix('s')}_id", "INTEGER", meaning, optional, refers=table
    )


_TYPES = {str: "TEXT", int: "INTEGER", bool: "INTEGER", float: "REAL", bytes: "BLOB"}
_RESERVED = {"start": "start_offset", "end": "end_offset", "group": "clue_group"}
"""Field names that mean something else in SQL, or say too little there."""


def sql_name(name: str) -> str:
    """The column's name for a field's."""
    return _RESERVED.get(name, name)


def _column(field: Field, name: str) -> Column:
    words: tuple[str, ...] = ()
    kind: Any = field.kind
    if get_origin(kind) is None and isinstance(kind, type) and issubclass(kind, StrEnum):
        words = tuple(kind)
    return Column(
        name,
        _TYPES.get(kind, "TEXT"),
        field.meaning,
        field.optional,
        words=words,
    )
