"""A corpus on the web: what an address leads to, and how far a run came with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated


class LeadsKind(StrEnum):
    """What a source that was fetched is, as far as it leads to others."""

    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap-index"
    FEED = "feed"
    ADDRESSES = "addresses"
    """A text with nothing but addresses, one a line."""
    ROBOTS = "robots"
    """A robots.txt, which names sitemaps."""
    PAGE = "page"
    """An HTML page, which leads to others by its links."""
    OTHER = "other"
    """Anything else: it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An address that a source leads to; `changed` is a day or a moment in UTC (ISO 8601)."""

    address: str
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Leads:
    """What a source leads to, in its order.

    Addresses are absolute and stand as browsers write them, without the part after `#`. Of a page:
    `canonical` is the address that it names as its own, `kept` says whether programs may keep it,
    `followed` whether they may go where it leads. `left_out` counts entries beyond what is read of
    one listing; `problem` says where a listing could not be read to its
    end.
    """

    kind: LeadsKind
    entries: tuple[Entry, ...] = ()
    canonical: str | None = None
    kept: bool = True
    followed: bool = True
    left_out: int = 0
    problem: str = ""

    @property
    def is_listing(self) -> bool:
        """Whether it is no document itself, but names some."""
        return self.kind not in (LeadsKind.PAGE, LeadsKind.OTHER)


class WantedAs(StrEnum):
    """What an address is wanted for."""

    NAMED = "named"
    """The caller named it."""
    LISTING = "listing"
    """It must list pages: a listing names it as another one."""
    GUESS = "guess"
    """It may list pages: robots.txt and the usual place of a site's sitemap."""
    PAGE = "page"
    """It is to be read as a document."""


class PageOutcome(StrEnum):
    """What came of an address."""

    READ = "read"
    """It was fetched and read."""
    UNCHANGED = "unchanged"
    """Its host says that it is as it was: the stored reading is taken again."""
    STANDS = "stands"
    """Not asked, since it was fetched after the day of its last change."""
    LISTED = "listed"
    """It lists pages, and its entries were taken."""
    ABSENT = "absent"
    """There is no listing where one might have been."""
    NOT_REACHED = "not-reached"


class NotReached(StrEnum):
    """Why a page is not among the documents of a run though something leads to it."""

    DUPLICATE = "duplicate"
    """It is a document that was read under another address."""
    DEPTH = "depth"
    """More links lead to it than are followed."""
    MOST_PAGES = "most-pages"
    """So many pages were asked already in this run."""
    TRAP = "trap"
    """Addresses of its form brought nothing new again and again."""
    ROBOTS = "robots"
    """Its host's robots.txt asks programs to keep off."""
    NOINDEX = "noindex"
    """It asks programs not to keep it."""
    ELSEWHERE = "elsewhere"
    """It is, or leads to, another host than the one that was named."""
    SECRET = "secret"  # noqa: S105 - a reason, not a secret
    """Its address holds a secret, which is not followed."""
    KIND = "kind"
    """It is no kind of document that is read."""
    FAILED = "failed"
    """It did not answer with a page."""
    PAUSED = "host-paused"
    """Its host failed too often, or asked for a pause."""
    TIME_UP = "time-up"
    """The time given to the audit was over."""
    CUT = "cut"
    """It stands in a listing behind what is read of one."""
    INTERRUPTED = "interrupted"
    """The run was broken off before it was asked."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A page that something leads to and that is no document of the run, and why."""

    address: Annotated[str, "The address."]
    reason: Annotated[NotReached, "Why it is no document of the run."]
    detail: Annotated[str, "More on that, in words."] = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that a run knows of and what led to it.

    `root` is the address that the caller named, `depth` how many links lead from there. `changed`
    is what a listing says of its last change. `listed` says whether a listing names it: then it is
    no trap. `scope` is the one site that a page must be of and
    that a listing may speak of, empty where it may be any.
    """

    address: str
    wanted_as: WantedAs
    root: str
    depth: int
    found_on: str | None = None
    changed: str | None = None
    listed: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the last sealed run that read a page knows of it.

    `locator` names its document, `fetched` is the day (ISO 8601) on which its host last gave or
    confirmed it.
    """

    locator: str
    fetched: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with an address: left alone for a reason, or asked, the least rank first."""

    rank: int = 0
    reason: NotReached | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of an address so far; `outcome` is `None` while it waits."""

    outcome: PageOutcome | None = None
    reason: NotReached | None = None
    detail: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it is a document of the run."""
        return self.outcome in (PageOutcome.READ, PageOutcome.UNCHANGED, PageOutcome.STANDS)

    @property
    def may_be_read(self) -> bool:
        """Whether nothing speaks against reading it, but for how far it is."""
        return self.outcome is None or self.reason is NotReached.DEPTH
