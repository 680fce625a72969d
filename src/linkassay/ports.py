"""The three protocols the wiring is given.

Takes: the nouns. Gives: `Readers`, `Fetcher` and `Ledger` with its parts, which the rim implements
and tests can fake.
Never: does anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from linkassay.model import (
    Chosen,
    Condition,
    ConditionName,
    Decision,
    Earlier,
    ErrorKind,
    Fate,
    Finding,
    HostNote,
    Judged,
    KnownBy,
    Lane,
    Leads,
    Look,
    NotChecked,
    NotReached,
    Observation,
    Outcome,
    PageOutcome,
    Probe,
    Purpose,
    Reading,
    Report,
    Run,
    Settled,
    SkipReason,
    Source,
    StillStands,
    StoredDocument,
    Target,
    Unjudged,
    UnreadSource,
    Unsettled,
    Validators,
    Wanted,
    Wrapped,
)

Told = Sequence[Reading] | UnreadSource
"""What comes of one source: its documents, or why it is not read."""


class Readers(Protocol):
    """Reads documents. What a document does to its reader is told in the reading."""

    def read(self, sources: Iterable[Source | UnreadSource], /) -> Iterator[Told]:
        """What comes of each source, in their order; one that is unread comes out as it is.

        Sources are taken ahead of what is given, as many as are read at once. The readings have no
        texts and blocks, like those that are read back from a ledger.
        """

    def secret_addresses(self, source: Source, /) -> Sequence[tuple[str, str]]:
        """Each link of a source that has a secret: its URL, and the address as it must be asked.

        Nothing where it cannot be read.
        """

    def leads(self, sources: Iterable[Source], /) -> Iterator[Leads]:
        """What each source leads to, in the order of the sources."""

    def rest(self) -> None:
        """Let go of what reading took: for a while there will be nothing to read."""


class Hands(Protocol):
    """Does one kind of work in processes of its own, which know what this one knew."""

    def each(
        self, tasks: Iterable[bytes], begin: Callable[[], Callable[[bytes], bytes]], /
    ) -> Generator[bytes | None]:
        """What is made of each task, in their order; `None` where it must be done here instead.

        Every process calls `begin` once, and what that gives with each of its tasks. A task is not
        done where doing it raises, where no process can be had, and where the one that had it died.
        Tasks are taken ahead of what is given. Closed, it leaves no process behind.
        """


class Fetcher(Protocol):
    """Asks the web. Errors come back inside the observation; only a bug of ours raises."""

    def ask(
        self,
        lanes: Iterable[Lane],
        record: Callable[[Sequence[Observation]], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """Ask every probe of every lane, and hand the observations over in batches as they come.

        Each probe gives exactly one observation. Lanes are taken and their windows opened only as
        there is room for them, so that memory does not grow with their number. `record` and
        `remember` are called one at a time, perhaps in another thread. What was answered
        before an interruption or an exception of `record` is handed over first, and then it comes
        out. `remember` gets what is worth knowing of a host in later runs; what a note does not
        tell is not changed by it.
        """

    def fetch_documents(
        self,
        lanes: Iterable[Lane],
        take: Callable[[Observation, Source | None], None],
        remember: Callable[[HostNote], None] | None = None,
        /,
    ) -> None:
        """Fetch every probe of every lane whole, under the manners of `ask`, robots.txt heeded.

        Each is handed to `take` as it comes; what that keeps stays in memory, so that whoever calls
        bounds how many probes the lanes hold. No `Source` where no complete 2xx body came.
        """

    def fetch_document(self, probe: Probe, /) -> tuple[Observation, Source | None]:
        """Fetch one article whole. No `Source` where no complete 2xx body came."""

    def rest(self) -> None:
        """Let go of what asking took: for a while nothing will be asked."""


class Choices(Protocol):
    """Which wrapped addresses of a run failed, and what they are instead; raises `LedgerError`."""

    def wrapped(self, names: Collection[ConditionName], /) -> Iterator[Sequence[Wrapped]]:
        """Each wrapped address that was looked at in this run and seen so, in chunks.

        Those for which a candidate was chosen are left out.
        """

    def ask(self, urls: Iterable[str], /) -> int:
        """Begin another round of asking with these links; gives how many are to be asked.

        What this run looked at is not asked again.
        """

    def choose(self, chosen: Sequence[Chosen], waiting: Sequence[Wrapped], /) -> None:
        """Store what wrapped addresses are in this run; `waiting` are those still to be asked."""

    def end(self, reason: SkipReason, /) -> None:
        """All is chosen. What was asked for a wrapped address and is not it gets no verdict.

        Those that still wait are not checked for this reason.
        """


class Rounds(Protocol):
    """Further rounds of asking in a run, after each link was asked once; raises `LedgerError`."""

    def ask(self, items: Iterable[tuple[str, Purpose]], /) -> int:
        """Begin another round with these addresses, each for its purpose; gives how many they are.

        They are asked although this run may have looked at them before, or nobody cites them; only
        a sibling that it has looked at is not asked again, nor is an address over https.
        `Ledger.lanes` gives them then. A look at an address that is only asked as a sibling, over
        https or as a control gets no verdict.
        """

    def looked(
        self,
        names: Collection[ConditionName],
        /,
        *,
        unsure: Collection[ConditionName] = (),
    ) -> Iterator[Sequence[tuple[str, tuple[Look, ...]]]]:
        """Links with all their looks in this run, in chunks, by how the last of these is read.

        Those that were seen as one of `names`, or not quite certainly as one of `unsure`.
        """

    def ended(
        self, names: Collection[ConditionName], /, *, beginning: str
    ) -> Iterator[Sequence[tuple[str, str]]]:
        """Links and where their last look in this run ended, in chunks.

        Those that it read as one of `names`, and whose address has this `beginning`.
        """

    def peers(self) -> Iterator[str | None]:
        """Each IP address that answered in this run, once; `None` where an answer tells none."""

    def failed_by(self, errors: Collection[ErrorKind], /) -> Iterator[Observation]:
        """What this run saw that failed by one of these errors."""

    def known(self, url: str, /) -> Observation | None:
        """What the last look of the sealed runs saw that certainly was the page of a link."""

    def hosts_failing(self, strikes: Collection[ConditionName], /) -> tuple[int, int]:
        """Of the hosts of links that were alive before this run and that it has looked at:

        on how many every look was seen as one of `strikes`, and how many they are. Looks by which
        nothing was learnt do not count.
        """

    def remember(self, note: HostNote, /) -> None:
        """Keep what is known of a host; `Lane.note` tells it. What the note leaves open stays."""


Decide = Callable[[Wanted, Earlier | None], Decision]
"""What is done with an address, by what is known of it."""


class Frontier(Protocol):
    """What a run's corpus on the web leads to, and what came of each address.

    Addresses are as `Leads` gives them; all ways to write one are one. Raises `LedgerError`.
    """

    def add(self, wanted: Iterable[Wanted], decide: Decide, /) -> int:
        """Note addresses that were not known yet; gives how many of them are to be fetched."""

    def keep(self) -> None:
        """Take up again what the run had read before it was broken off."""

    def lanes(self, most: int, /) -> Sequence[Lane]:
        """What is to be fetched next, at most so many pages, host by host; listings come first.

        What is left of a form that has proven to be a trap is closed.
        """

    def wanted(self, address: str, /) -> Wanted:
        """What is known of an address; raises `KeyError` where nothing is."""

    def fate(self, address: str, /) -> Fate | None:
        """What came of an address so far; `None` where it is not known at all."""

    def room(self) -> int:
        """How many more addresses can be noted; more are not."""

    def settle(
        self,
        address: str,
        outcome: PageOutcome,
        reason: NotReached | None = None,
        detail: str = "",
        *,
        asked: bool = True,
        locator: str | None = None,
        validators: Validators | None = None,
        fruitful: bool = False,
        left_out: int = 0,
        whole: bool = True,
    ) -> None:
        """Note what came of an address.

        `fruitful` says that it has prose of its own, `whole` that nothing it may lead to was
        missed, but for the entries `left_out`.
        """

    def take_again(self, address: str, outcome: PageOutcome, fetched: str | None, /) -> bool:
        """Take the stored reading of a page as the one of this run; whether there is one.

        `fetched` is the day on which its host confirmed it, `None` where it was not asked.
        """

    def that_stand(self, most: int, /) -> Sequence[str]:
        """Some of the addresses that need not be asked, since they are as they were."""

    def ask_after_all(self, address: str, /) -> None:
        """An address that need not have been asked is to be asked: its reading is gone."""

    def leads_of(self, locator: str, /) -> Sequence[str]:
        """Where a page led in earlier runs, of what its stored reading cites."""

    def has_bytes(self, sha256: str, /) -> bool:
        """Whether the run has read a document of the web that has these bytes."""

    def asked(self, *, listings: bool = False) -> int:
        """How many pages were asked in this run, or how many listings."""

    def close(self, reason: NotReached, /) -> None:
        """What still waits is not fetched."""

    def close_host(self, host: str, reason: NotReached, detail: str, /) -> None:
        """What still waits of a host is not fetched."""

    def close_listings(self, reason: NotReached, /) -> None:
        """No more listings are read."""

    def reopen_duplicates(self, address: str, /) -> None:
        """Pages that named this address as their own are read themselves: it did not come."""


class Stored(Protocol):
    """What judging reads of a run; raises `LedgerError`."""

    def document(self, item: Unjudged, /) -> StoredDocument:
        """A document that is to be judged, read back."""

    def anchors(self, locator: str, /) -> Sequence[str] | None:
        """The names of the places in a document of the run; `None` where they cannot be told.

        Raises `KeyError` for a document that the run did not read.
        """

    def addresses_on(self, host: str, /) -> Sequence[str]:
        """Links of a host that any document of any run cites; the newest, where there are many."""


class Ledger(Stored, Protocol):
    """Remembers, and is the working memory of a run. Every method raises `LedgerError`.

    What it was given and has committed stays, whatever happens after. A run counts once it is
    sealed; until then it may be taken up again. The steps are called in the order told here.
    """

    @property
    def remembers(self) -> bool:
        """Whether anything of a run is left when the ledger is closed."""

    def begin(self, run: Run, /, resume_days: float = 0.0) -> Run:
        """Begin a run, or take up the unsealed one of the same audit; gives the run meant.

        Only one that is younger than `resume_days` days is taken up: its looks are kept.
        """

    # Reading: one document at a time, then it may be forgotten.

    def add_document(
        self, reading: Reading, /, *, fetched: date | None = None, known_by: KnownBy | None = None
    ) -> None:
        """Store what one document says; one that the run has read already is left as it is.

        With `known_by` its source can be taken up in later runs without being read.
        """

    def has_read(self, known_by: KnownBy, /) -> bool:
        """Whether all documents of a source are stored as its `key` names them."""

    def take_again(self, known_by: KnownBy, /) -> None:
        """The documents of a source that it `has_read`, as they are stored, are the next ones."""

    def keep_article(self, locator: str, /) -> bool:
        """Whether the run, before it was broken off, has fetched and read the article `locator`.

        Then it counts as read here, and need not be fetched.
        """

    def add_unread(self, item: UnreadSource, /) -> None:
        """Note a source that could not be read."""

    def commit(self) -> None:
        """Make what was given so far stay; what was added is read back only after that."""

    def hurry(self) -> None:
        """Somebody waits for the end: other programs are no longer given way for long."""

    def end_reading(self, walked: Sequence[str], exists: Callable[[str], bool], /) -> None:
        """All is read; what is missing below these locator prefixes has left the corpus.

        What `exists` all the same was passed over by the walk, and has not left.
        """

    @property
    def frontier(self) -> Frontier:
        """What the run's corpus on the web leads to."""

    # Asking: from the plan to the answers.

    def leave(self, those: StillStands, /) -> None:
        """Note all links that the run's documents cite and need not be asked, in one go.

        Those in code alone, and what is not asked at all, are not among them. Called before
        `targets`, which gives the others.
        """

    def targets(self) -> Iterator[Target]:
        """Each address that the run's documents cite, once: links first.

        But for those that the run has left alone.
        """

    def plan(self, decided: Iterable[tuple[Target, SkipReason | None]], /) -> int:
        """Note what is to be asked and what is not; gives how many links are to be asked.

        What this run looked at before it was taken up is not asked again.
        """

    def hosts_planned(self) -> int:
        """How many hosts there is something to ask of."""

    def lanes(self) -> Iterator[Lane]:
        """What is to be asked, host by host.

        A probe names the places that the run's documents cite in the page. One of a cited link
        without such places is conditional, where the last good look gave it something to go by.
        """

    def citing(self, url: str, /) -> Iterator[str]:
        """The locators of the run's documents that cite a link."""

    def record(self, looks: Sequence[tuple[Look, Condition]], /, *, patient: bool = True) -> bool:
        """Store looks as they came, each with how it is read alone, and commit them.

        Without patience it is `False`, and nothing is stored, while another program holds the
        ledger: whoever asks the web has no time to wait.
        """

    @property
    def choices(self) -> Choices:
        """What the wrapped addresses of the run are."""

    @property
    def rounds(self) -> Rounds:
        """What is asked once more, or besides."""

    def skip(self, items: Sequence[NotChecked], /) -> None:
        """Note links that could not be checked after all."""

    # Settling: what this run's looks mean for each link.

    def looks_at(self, url: str, /) -> Sequence[Look]:
        """The looks of the run at one link, in their order."""

    def settle_alive(self, proofs: Collection[ConditionName], /) -> None:
        """Store the verdict on links whose only look is a certain proof of life: they are alive.

        Those that stood otherwise before, or fell in the past, are left to `unsettled`.
        """

    def unsettled(self) -> Iterator[Sequence[Unsettled]]:
        """Each other link that was looked at in this run, with its state before, in chunks."""

    def settle(self, checks: Sequence[Settled], /) -> None:
        """Store the verdict of this run on links."""

    # Judging: one document at a time, read back.

    def keep_judgements(self, day: date, judge: bytes, /) -> int:
        """What was found in documents that are as they were is found again; gives how many.

        Those whose last judgement, by this very `judge`, still stands on this day: they were read
        alike, none of their links was asked since or stands otherwise, and no document shares their
        text. `unjudged` gives the others.
        """

    def unjudged(self) -> Iterator[Unjudged]:
        """The run's documents that are to be judged, in the order in which they were read."""

    def beside(self) -> Callable[[], Stored] | None:
        """Opens in another process what was stored up to now; `None` where only this one has it.

        That process may be a fork of this one, if it is made before anything else is asked of the
        ledger.
        """

    def leading_to(self, url: str, /) -> Sequence[str]:
        """Links that this run looked at and whose redirects ended at an address, a few of them."""

    def add_judged(self, item: Unjudged, judged: Judged, /) -> None:
        """Store what was found in a document."""

    def departed(self) -> Iterator[Sequence[Finding]]:
        """For each document that left the corpus, the findings that were open on it."""

    def add_closed(self, findings: Sequence[Finding], /) -> None:
        """Store findings that are no longer open, of documents that this run did not read."""

    # The end.

    def seal(self, finished: datetime, outcome: Outcome, /) -> None:
        """Close the run for good: count it, prove it, and bring the current state up to date."""

    def report(self, name: str, /) -> Report:
        """A run as it is told; raises `UsageError` where there is no such run."""

    def take_up(self, name: str, /) -> Run:
        """Open an unsealed run again, only to judge what is stored of it; it stays unsealed."""

    def elsewhere(self) -> Ledger:
        """A private ledger that holds the open run as far as it was stored, to go on in."""
