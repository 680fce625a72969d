"""A run: its settings, and the report that holds everything it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from linkassay.model.dating import Dating
from linkassay.model.judging import Finding, Level, LinkCheck, Standing
from linkassay.model.reading import Reading


class FailOn(StrEnum):
    """The least level that turns the exit code to 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every limit and threshold; `config` fills it, everybody reads it.

    Times are seconds, sizes bytes. Limits follow research: reliability 3.3; the gap and the number
    of hosts design section 5.
    """

    corpus: tuple[str, ...] = ("seeds",)
    ledger: str | None = None
    offline: bool = False
    fail_on: FailOn = FailOn.WARNING
    gap: float = 1.0
    allow_address: tuple[str, ...] = ()
    resolve: tuple[str, ...] = ()
    ca_file: str | None = None
    contact: str | None = None
    hosts_at_once: int = 16
    deadline: float = 30.0
    hop_deadline: float = 15.0
    max_redirects: int = 10
    max_wire_bytes: int = 10 * 1024 * 1024
    max_body_bytes: int = 20 * 1024 * 1024
    max_page_bytes: int = 256 * 1024
    max_header_bytes: int = 64 * 1024
    max_header_lines: int = 256
    max_source_bytes: int = 64 * 1024 * 1024
    tolerance_days: int = 1


@dataclass(frozen=True, slots=True)
class Tool:
    """Who made a report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run: `id` is unique, `settings_digest` a hash of all settings, `rules` those that ran.

    `remembers` is false where no ledger is kept, so that nothing can be new or known.
    """

    id: str
    started: datetime
    settings_digest: str
    rules: tuple[str, ...]
    offline: bool = False
    allowed_addresses: tuple[str, ...] = ()
    finished: datetime | None = None
    remembers: bool = True


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A link that was not asked or could not be asked, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnreadSource:
    """A source that could not be read: what, where, and the next step.

    `unreached` tells that our own missing network is why.
    """

    locator: str
    problem: str
    advice: str = ""
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A reading with its dating."""

    reading: Reading
    dating: Dating


@dataclass(frozen=True, slots=True)
class Report:
    """What one run has to tell. `findings` is the one ordered list, fixed ones at its end."""

    tool: Tool
    run: Run
    documents: tuple[Dated, ...] = ()
    links: tuple[LinkCheck, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    unread: tuple[UnreadSource, ...] = ()
    network_down: bool = False

    def counts(self) -> Mapping[Level, int]:
        """Open findings (not fixed) per level."""
        tally = dict.fromkeys(Level, 0)
        for finding in self.findings:
            if finding.standing is not Standing.FIXED:
                tally[finding.level] += 1
        return tally
