"""Records of PROV-JSON: things by their names, and relations, each once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = dict[str, Any]

KINDS = (
    "entity",
    "activity",
    "agent",
    "wasGeneratedBy",
    "wasDerivedFrom",
    "wasAttributedTo",
    "wasAssociatedWith",
    "alternateOf",
)
"""In the order in which they are told."""


class Records:
    """What is declared and related, in the order in which it came."""

    def __init__(self) -> None:
        self._records: dict[str, dict[str, Record]] = {}
        self._related: dict[tuple[str, str], None] = {}

    def declare(self, kind: str, called: str, values: Mapping[str, Any]) -> str:
        """Declare a thing, or add to what is said of it; `None` says nothing. Gives its name."""
        known = self._records.setdefault(kind, {}).setdefault(called, {})
        for key, value in values.items():
            if value is not None:
                known.setdefault(key, value)
        return called

    def relate(self, kind: str, record: Record) -> None:
        """Add a relation, unless it is there."""
        seen = kind, repr(record)
        if seen not in self._related:
            self._related[seen] = None
            known = self._records.setdefault(kind, {})
            known[f"_:{kind}-{len(known) + 1}"] = record

    def told(self) -> dict[str, dict[str, Record]]:
        """All of it, as an object of PROV-JSON."""
        return {kind: self._records[kind] for kind in KINDS if kind in self._records}
