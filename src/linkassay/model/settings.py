"""What an audit is asked to do: settings as the configuration and the caller give them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from linkassay.model.findings import Level
from linkassay.model.host_names import is_within
from linkassay.model.suppressions import Suppression


class FailOn(StrEnum):
    """The least level that turns the exit code to 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class FailStanding(StrEnum):
    """How a finding stands that can turn the exit code to 1."""

    NEW = "new"
    WORSE = "worse"
    RETURNED = "returned"
    KNOWN = "known"
    ALL = "all"


NEWS = (FailStanding.NEW, FailStanding.WORSE, FailStanding.RETURNED)
"""What nobody was told of before: what fails an audit unless something else is asked for."""


@dataclass(frozen=True, slots=True)
class HostSettings:
    """What the configuration says of one host (its subdomains too).

    `headers` are sent to it alone; `credentials` names environment variables: the user's and the
    password's. `accept` are conditions or statuses that count as fine there until `expires`.
    """

    host: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    credentials: tuple[str, str] | None = None
    gap: float | None = None
    accept: tuple[str, ...] = ()
    reason: str = ""
    expires: date | None = None

    def covers(self, host: str) -> bool:
        """Whether a host (as links have it) is this one or below it."""
        return is_within(host.rstrip("."), self.host)


@dataclass(frozen=True, slots=True)
class ControlPage:
    """A page whose answer is known: `body` is all of it, or the status is all that is told."""

    url: str
    status: int = 200
    body: str = ""


class Recheck(StrEnum):
    """Which links an audit asks again."""

    DUE = "due"
    """Those whose time has come."""
    FAILING = "failing"
    """Those that fail, flap or are dead, and those of which nothing is known."""
    ALL = "all"


class HttpClient(StrEnum):
    """What makes the requests."""

    AUTO = "auto"
    """libcurl for many links where it is installed, and httpx else."""
    HTTPX = "httpx"
    CURL = "curl"


class RuleLevel(StrEnum):
    """What the configuration makes of a rule."""

    OFF = "off"
    """It does not run."""
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def level(self) -> Level | None:
        """The level of all that the rule finds; `None` where it does not run."""
        return None if self is RuleLevel.OFF else Level(self.value)


class Profile(StrEnum):
    """Who uses the program, for what: settings that go together."""

    EDITOR = "editor"
    """One article before it is published."""
    DOCS = "docs"
    """The documentation of a program."""
    ARCHIVE = "archive"
    """Many old documents that are kept as they are."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every limit and threshold; `config` fills it, everybody reads it.

    Times are seconds, sizes bytes. `include` and `exclude` are patterns of files that a walk
    through a folder is to meet or to pass over, as in a `.gitignore` file; with `gitignore` it
    passes over what git ignores. An unsealed run younger than `resume_days` days with the same
    settings is taken up again. `jobs` is how many documents are read or judged at once; `None`:
    as many as there are cores. `max_time` bounds the asking of a whole audit. `ignore_robots` are
    hosts whose robots.txt is not heeded. `controls` are pages whose answers are known (`None`:
    those of the table). `retry_pause` is how long what may pass by itself is left alone
    before it is asked again in a run, `most_wait` how long a host that asks for a pause is waited
    for. `crawl` is how many links are followed from a site that the corpus names (`None`: none);
    of pages that the caller does not name, at most `max_pages` are asked in a run. `rules` are
    those that do not run, or at another level than their own; a `profile` has filled in what the
    configuration leaves open.
    """

    corpus: tuple[str, ...] = ("seeds",)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool = True
    site_root: str | None = None
    ledger: str | None = None
    offline: bool = False
    fail_on: FailOn = FailOn.WARNING
    standing: tuple[FailStanding, ...] = (FailStanding.ALL,)
    gap: float = 1.0
    jobs: int | None = None
    workers: int | None = None
    http_client: HttpClient = HttpClient.AUTO
    keep_alive: bool = False
    facts: bool = True
    allow_address: tuple[str, ...] = ()
    resolve: tuple[str, ...] = ()
    ca_file: str | None = None
    contact: str | None = None
    resume_days: float = 8.0
    recheck: Recheck = Recheck.ALL
    max_time: float | None = None
    ignore_robots: tuple[str, ...] = ()
    hosts: tuple[HostSettings, ...] = ()
    controls: tuple[ControlPage, ...] | None = None
    profile: Profile | None = None
    rules: Mapping[str, RuleLevel] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    hosts_at_once: int = 1_000
    retry_pause: float = 2.0
    most_wait: float = 60.0
    deadline: float = 30.0
    hop_deadline: float = 15.0
    max_redirects: int = 20
    max_wire_bytes: int = 10 * 1024 * 1024
    max_body_bytes: int = 20 * 1024 * 1024
    max_page_bytes: int = 256 * 1024
    max_header_bytes: int = 256 * 1024
    max_header_lines: int = 2_000
    max_source_bytes: int = 64 * 1024 * 1024
    tolerance_days: int = 1
    crawl: int | None = None
    max_pages: int = 500
