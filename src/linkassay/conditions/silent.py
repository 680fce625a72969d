"""The conditions that no rule speaks of."""

from __future__ import annotations

from linkassay.model import ConditionName
from linkassay.tables.conditions import conditions

SILENT: frozenset[ConditionName] = frozenset(
    row.name for row in conditions().values() if row.silent is not None
)
"""Each for a reason, which stands in its row. Rules claim all others (`Rule.conditions`)."""
