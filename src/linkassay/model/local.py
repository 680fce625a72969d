"""Where a relative address leads: into the files that lie around its document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LocalTarget:
    """A file as a relative address names it, whether it is there or not.

    `path` is its locator. With `from_root` the address began with a slash: then `path` is meant
    from the root of a site, wherever that is, and begins with no slash.
    """

    path: str
    from_root: bool = False

    @property
    def name(self) -> str:
        """The locator, with the slash that stands for the root of a site."""
        return f"/{self.path}" if self.from_root else self.path


class Presence(StrEnum):
    """Whether the file that a relative address names is there."""

    PRESENT = "present"
    MISSING = "missing"
    UNKNOWN = "unknown"
    """It cannot be told: it may be made by a generator, or lies outside of what can be seen."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """What is known of the file that a relative address names.

    `near` is the locator of a file whose name differs from a missing one in case alone. `sought` is
    the locator that was looked for, where the address does not say it (from the root of a site).
    `anchors` are the names of the places in it, `None` where they are not known.
    """

    presence: Presence = Presence.UNKNOWN
    near: str | None = None
    sought: str | None = None
    anchors: frozenset[str] | None = None
