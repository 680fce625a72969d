"""Settings that go together, as a table, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from linkassay.model import FailOn, Profile, Recheck, RuleLevel
from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What one profile settles, and why in a sentence; `None` where it leaves a setting alone."""

    name: Profile
    why: str
    fail_on: FailOn | None = None
    recheck: Recheck | None = None
    rules: Mapping[str, RuleLevel] = field(default_factory=dict)

    def settled(self) -> dict[str, Any]:
        """The settings that it fills in, by the names of their fields."""
        given = {"fail_on": self.fail_on, "recheck": self.recheck}
        return {name: value for name, value in given.items() if value is not None}


@cache
def profiles() -> Mapping[Profile, ProfileRow]:
    """Every profile by its name; raises `ValueError` where the table is not whole."""
    found = {row.name: row for row in rows("profiles", "profile", ProfileRow, rules=_levels)}
    missing = sorted(set(Profile) - set(found))
    if missing:
        raise ValueError(f"tables/profiles.toml has no [[profile]] row for: {', '.join(missing)}")
    return found


def _levels(written: Mapping[str, str]) -> dict[str, RuleLevel]:
    return {rule: RuleLevel(level) for rule, level in written.items()}
