"""Kinds of conditions: silent ones, those by which nothing was learnt, and proofs of life."""

from __future__ import annotations

from linkassay.model import ConditionName, State
from linkassay.tables.conditions import conditions

SILENT: frozenset[ConditionName] = frozenset(
    row.name for row in conditions().values() if row.silent is not None
)
"""Each for a reason, which stands in its row. Rules claim all others (`Rule.conditions`)."""

NOTHING_LEARNT: frozenset[ConditionName] = frozenset(
    row.name for row in conditions().values() if row.initial_state is State.UNKNOWN
)
"""A link that was only seen so counts as not checked: nothing new and nothing fixed follows."""

PROOFS_OF_LIFE: frozenset[ConditionName] = frozenset(
    row.name for row in conditions().values() if row.proves_life
)
"""Seen only so, a link is alive, whatever came before (docs/design.md, States)."""
