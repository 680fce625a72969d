"""How values become text in the ledger, and what a row's content hash is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

Scalar = str | int | float | None


def moment(when: datetime) -> str:
    """An aware time as UTC text to the second, `2026-11-24T08:00:00Z`: Datasette facets by it.

    Raises `ValueError` for a naive time, which would mean another moment on another machine.
    """
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone")
    return when.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_moment(text: str) -> datetime:
    """The aware time that `moment` wrote."""
    return datetime.fromisoformat(text)


def day(value: date | None) -> str | None:
    """A day as ISO text."""
    return None if value is None else value.isoformat()


def listed(items: Iterable[object]) -> str:
    """A JSON array for a reader: one line, characters as they are."""
    return json.dumps(list(items), ensure_ascii=False)


def storable(value: Scalar) -> Scalar:
    """The value with lone surrogates replaced: SQLite takes UTF-8 and nothing else."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def content_hash(table: str, content: Mapping[str, Scalar]) -> str:
    """SHA-256 over a table's name and a row's content, parents named by their own hashes.

    It holds no integer key, so the same row has the same hash in every ledger: merging is
    insert-or-ignore (design 7).
    """
    canonical = json.dumps([table, dict(content)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
