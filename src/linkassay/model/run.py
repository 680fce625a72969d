"""A run: its settings, what it did not check, and the report that tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Protocol

from linkassay.model.asking import Observation
from linkassay.model.conditions import Condition, Confidence, LinkState
from linkassay.model.dating import Published
from linkassay.model.documents import Limit, Reading
from linkassay.model.findings import Finding, Level, Standing
from linkassay.model.frontier import NotReached, Unreached
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
    settings is taken up again. `jobs` is how many documents are read at once; `None`: as many as
    there are cores. `max_time` bounds the asking of a whole audit. `ignore_robots` are hosts whose
    robots.txt is not heeded. `controls` are pages whose answers are known
    (`None`: those of the table). `retry_pause` is how long what may pass by itself is left alone
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
    hosts_at_once: int = 16
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


class Outcome(StrEnum):
    """How a run ended."""

    COMPLETE = "complete"
    NETWORK_DOWN = "network-down"
    """No public host answered at all."""
    SUSPECT = "suspect"
    """So many hosts failed at once that the fault is more likely ours: nothing counts as failed."""
    UNFINISHED = "unfinished"
    """It has no seal yet: it was broken off, or still goes on."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run, or what was begun of it. `arguments` are the documents named by the caller.

    `remembers` is false where no ledger is kept, so that nothing can be new or known.
    """

    name: Annotated[str, "Unique name of the run, in the order of time."]
    started: Annotated[datetime, "When it began."]
    settings_digest: Annotated[str, "Hash of all settings that can change what is found."]
    rules: Annotated[tuple[str, ...], "The rules that ran."]
    tool: Annotated[str, "Name and version of the program."] = ""
    arguments: Annotated[tuple[str, ...], "The documents and folders that were named."] = ()
    offline: Annotated[bool, "Whether it asked nothing on purpose."] = False
    allowed_addresses: Annotated[
        tuple[str, ...], "Address ranges that were let past the guard."
    ] = ()
    finished: Annotated[datetime | None, "When it was sealed."] = None
    outcome: Annotated[Outcome, "How it ended."] = Outcome.UNFINISHED
    base: Annotated[
        str | None, "The commit that its findings are compared with, in place of a run before."
    ] = None
    remembers: bool = True


class SkipReason(StrEnum):
    """Why an address was not checked."""

    MALFORMED = "malformed"
    SCHEME = "scheme"
    """Not http or https."""
    PLACE = "place"
    """It is relative, and which file it names cannot be told."""
    CODE = "code"
    """It stands in code alone, as an example does."""
    OFFLINE = "offline"
    NETWORK_DOWN = "network-down"
    OWN_TROUBLE = "own-trouble"
    """It was asked, and the trouble was ours."""
    SECRET = "secret"  # noqa: S105 - a reason, not a secret
    """It needs a secret that the ledger does not hold, and its document cannot be read again."""
    INTERRUPTED = "interrupted"
    NOT_DUE = "not-due"
    """It was asked not long ago, and what was seen then still stands."""
    HOST_PAUSED = "host-paused"
    """Its host failed too often in this run, or asked for a pause."""
    TIME_UP = "time-up"
    """The time given to the audit was over."""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """An address that was not asked or could not be asked, and why."""

    url: Annotated[str, "The link, or the malformed address as written."]
    reason: Annotated[SkipReason, "Why it was not checked."]
    detail: Annotated[str, "More on that, in words."] = ""


@dataclass(frozen=True, slots=True)
class UnreadSource:
    """A source that could not be read: what, where, and the next step."""

    locator: Annotated[str, "Locator of the source."]
    problem: Annotated[str, "Why it was not read, in words that follow its name."]
    advice: Annotated[str, "What to do."] = ""
    network_down: Annotated[bool, "Whether our own missing network is why."] = False
    named: Annotated[
        bool, "Whether the caller named it; one that was met on a walk stops nobody."
    ] = True


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document of a run, as a report heads it."""

    locator: Annotated[str, "Path from the corpus root, or the address, or the name given."]
    title: Annotated[str | None, "Its title."]
    media_type: Annotated[str, "What kind of document it was read as."]
    published: Annotated[Published | None, "When it was published, as far as its clues say."] = None
    notes: Annotated[tuple[str, ...], "What was repaired in reading it."] = ()
    limited: Annotated[Limit | None, "Why it was not read in full; null where it was."] = None


@dataclass(frozen=True, slots=True)
class LinkResult:
    """One link of a run: how it stands, and what was seen of it in this run."""

    url: Annotated[str, "The address after the identity rules, secrets cut."]
    state: LinkState
    condition: Condition | None = None
    observation: Observation | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings counted in four ways: those that are open and were found now, or all of them."""

    levels: Annotated[Mapping[Level, int], "By level."] = field(default_factory=dict)
    confidences: Annotated[Mapping[Confidence, int], "By confidence."] = field(default_factory=dict)
    standings: Annotated[Mapping[Standing, int], "All by standing."] = field(default_factory=dict)
    news: Annotated[Mapping[Level, int], "The new, worse and returned ones by level."] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run amounts to. Levels and confidences count open findings that were found now."""

    documents: Annotated[int, "Documents read."] = 0
    citations: Annotated[int, "Addresses as the documents write them."] = 0
    links: Annotated[int, "Different links cited."] = 0
    local: Annotated[int, "Relative addresses, which lead to files and places in them."] = 0
    levels: Annotated[Mapping[Level, int], "Open findings by level."] = field(default_factory=dict)
    news: Annotated[Mapping[Level, int], "New, worse and returned findings by level."] = field(
        default_factory=dict
    )
    confidences: Annotated[Mapping[Confidence, int], "Open findings by confidence."] = field(
        default_factory=dict
    )
    standings: Annotated[Mapping[Standing, int], "All findings by standing."] = field(
        default_factory=dict
    )
    by_standing: Annotated[
        Mapping[Standing, Mapping[Level, int]],
        "Open findings that were found now, by standing and level.",
    ] = field(default_factory=dict)
    told_with: Annotated[
        Tally, "Those of them that another finding tells too: no problems of their own."
    ] = field(default_factory=Tally)
    not_checked: Annotated[Mapping[SkipReason, int], "Addresses not checked, by reason."] = field(
        default_factory=dict
    )
    not_reached: Annotated[
        Mapping[NotReached, int], "Pages of a corpus on the web that were not read, by reason."
    ] = field(default_factory=dict)
    unread: Annotated[int, "Sources not read."] = 0
    unread_of_network: Annotated[int, "Of these, for want of a network of our own."] = 0
    unread_walked: Annotated[int, "Of these, what was only met on a walk through a folder."] = 0

    @property
    def unread_named(self) -> int:
        """Sources that the caller named and that could not be read, though the network was up."""
        return self.unread - self.unread_of_network - self.unread_walked

    def found(self) -> int:
        """How many findings are open and were found in this run."""
        return sum(self.levels.values())


class Report(Protocol):
    """A run as it is told: counts, and iterators that hold one thing at a time.

    Each call gives a new iterator. `findings` is the one ordered list: by document as they come,
    the worst first, then by line; those that are no longer open stand at the end.
    """

    @property
    def run(self) -> Run: ...

    @property
    def before(self) -> Run | None:
        """The sealed run before it that read the same corpus: what is new is new since then."""
        ...

    @property
    def counts(self) -> Counts: ...

    def documents(self) -> Iterator[DocumentResult]: ...

    def reading(self, locator: str, /) -> Reading:
        """What one document of the run says; raises `KeyError` for one it does not have."""
        ...

    def links(self) -> Iterator[LinkResult]: ...

    def findings(self) -> Iterator[Finding]: ...

    def not_checked(self) -> Iterator[NotChecked]: ...

    def unread(self) -> Iterator[UnreadSource]: ...

    def not_reached(self) -> Iterator[Unreached]:
        """Pages that something on the web leads to and that are no documents of the run."""
        ...
