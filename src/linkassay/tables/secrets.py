"""What of an address is a secret, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from linkassay.tables import load


@dataclass(frozen=True, slots=True)
class SecretParameter:
    """Parameters whose value is cut where `shape` is found in it, and `never` is not.

    `beside` is a name that must stand in the same query or fragment. `cut` and `kept` are examples.
    """

    names: tuple[str, ...]
    shape: re.Pattern[str]
    beside: str | None
    never: re.Pattern[str] | None
    except_hosts: tuple[str, ...]
    source: str
    cut: str
    kept: str | None

    def holds(self, value: str) -> bool:
        """Whether a percent-decoded value is a secret under one of these names."""
        if self.never is not None and self.never.search(value):
            return False
        return self.shape.search(value) is not None


@dataclass(frozen=True, slots=True)
class SecretPath:
    """A place in a path: what follows a segment in `after`, or the group `secret` of `pattern`."""

    after: tuple[str, ...]
    shape: re.Pattern[str] | None
    pattern: re.Pattern[str] | None
    source: str
    cut: str
    kept: str


@dataclass(frozen=True, slots=True)
class SecretValue:
    """A value that gives itself away wherever it stands; `starts` is how it begins."""

    starts: str
    pattern: str
    source: str
    cut: str
    kept: str


@cache
def shapes() -> Mapping[str, re.Pattern[str]]:
    """The shapes of values by their names."""
    return {row["name"]: re.compile(row["pattern"], re.DOTALL) for row in load("secrets")["shape"]}


@cache
def parameters() -> tuple[SecretParameter, ...]:
    """All rows of parameters, in the table's order."""
    return tuple(
        SecretParameter(
            names=tuple(row["names"]),
            shape=shapes()[row["shape"]],
            beside=row.get("beside"),
            never=re.compile(row["never"]) if "never" in row else None,
            except_hosts=tuple(row.get("except_hosts", ())),
            source=row["source"],
            cut=row["cut"],
            kept=row.get("kept"),
        )
        for row in load("secrets")["parameter"]
    )


@cache
def by_name() -> Mapping[str, SecretParameter]:
    """The row of each name, as `folded` writes it."""
    return {name: row for row in parameters() for name in row.names}


@cache
def paths() -> tuple[SecretPath, ...]:
    """All rows of paths, in the table's order."""
    return tuple(
        SecretPath(
            after=tuple(row.get("after", ())),
            shape=shapes()[row["shape"]] if "shape" in row else None,
            pattern=re.compile(row["pattern"]) if "pattern" in row else None,
            source=row["source"],
            cut=row["cut"],
            kept=row["kept"],
        )
        for row in load("secrets")["path"]
    )


@cache
def values() -> tuple[SecretValue, ...]:
    """All values that give themselves away, in the table's order."""
    return tuple(
        SecretValue(row["starts"], row["pattern"], row["source"], row["cut"], row["kept"])
        for row in load("secrets")["value"]
    )


def folded(name: str) -> str:
    """A percent-decoded parameter name as the table writes it: `user[Api-Key]` is `apikey`.

    White space that browsers drop and backslashes that Markdown drops are dropped, too.
    """
    outer, bracket, inner = name.rstrip("]").rpartition("[")
    plain = (inner or outer) if bracket else name
    return plain.translate(_DROPPED).strip().lower()


_DROPPED = str.maketrans("", "", "-_.[]\\\t\n\r")
