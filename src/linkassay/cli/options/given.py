"""What the caller of a command asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from linkassay.cli.also import Output
from linkassay.model import FailOn, FailStanding, HttpClient, Recheck, RuleLevel, Settings
from linkassay.report import Show


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asked for; `None` or empty leaves the configuration's word."""

    format: str = "text"
    stats: bool = False
    baseline: bool = False
    show: str = Show.NEWS.value
    output: Path | None = None
    also: tuple[Output, ...] = ()
    ledger: Path | None = None
    site_root: Path | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool | None = None
    offline: bool | None = None
    fail_on: str | None = None
    standing: tuple[FailStanding, ...] | None = None
    profile: str | None = None
    rule: tuple[tuple[str, RuleLevel], ...] = ()
    recheck: str | None = None
    max_time: float | None = None
    gap: float | None = None
    jobs: int | None = None
    workers: int | None = None
    http_client: str | None = None
    keep_alive: bool | None = None
    facts: bool | None = None
    allow_address: tuple[str, ...] = ()
    resolve: tuple[str, ...] = ()
    ca_file: Path | None = None
    contact: str | None = None
    ignore_robots: tuple[str, ...] = ()
    now: datetime | None = None
    crawl: int | None = None
    max_pages: int | None = None
    color: str = "auto"
    stdin_name: str | None = None
    files_from: str | None = None
    base: str | None = None
    watch: bool = False
    cluster: str | None = None

    def over(self, settings: Settings) -> Settings:
        """The configured settings with these options laid over them. A list replaces a list.

        Only levels of rules add up: what the configuration says of other rules holds.
        """
        given = {
            "ledger": None if self.ledger is None else str(self.ledger),
            "site_root": None if self.site_root is None else str(self.site_root),
            "include": self.include or None,
            "exclude": self.exclude or None,
            "gitignore": self.gitignore,
            "offline": self.offline,
            "fail_on": None if self.fail_on is None else FailOn(self.fail_on),
            "standing": self.standing,
            "rules": {**settings.rules, **dict(self.rule)} if self.rule else None,
            "recheck": None if self.recheck is None else Recheck(self.recheck),
            "max_time": self.max_time,
            "gap": self.gap,
            "jobs": self.jobs,
            "workers": self.workers,
            "http_client": None if self.http_client is None else HttpClient(self.http_client),
            "keep_alive": self.keep_alive,
            "facts": self.facts,
            "allow_address": self.allow_address or None,
            "resolve": self.resolve or None,
            "ca_file": None if self.ca_file is None else str(self.ca_file),
            "contact": self.contact,
            "crawl": self.crawl,
            "max_pages": self.max_pages,
            "ignore_robots": self.ignore_robots or None,
        }
        named: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        return replace(settings, **named)
