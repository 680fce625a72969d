"""What servers write into addresses to know one visitor again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from linkassay.tables import rows


@dataclass(frozen=True, slots=True)
class SessionParameter:
    """Names of query parameters, in lower case."""

    names: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class SessionPath:
    """What such a part of a path looks like."""

    pattern: str
    source: str


@cache
def session_names() -> frozenset[str]:
    """All names of query parameters, in lower case."""
    found = (row.names for row in rows("sessions", "parameter", SessionParameter))
    return frozenset().union(*found)


@cache
def session_paths() -> tuple[re.Pattern[str], ...]:
    """The patterns of such parts of a path."""
    return tuple(re.compile(row.pattern) for row in rows("sessions", "path", SessionPath))
