"""The tables of a ledger (docs/design.md, Ledger)."""

from __future__ import annotations

from collections.abc import Mapping

from linkassay.ledger.declarations import Column, Role, Table, columns_of, key_of
from linkassay.model import (
    Attribution,
    Basis,
    Capture,
    Citation,
    Clue,
    Condition,
    Document,
    ErrorKind,
    ExplanationName,
    Finding,
    Framing,
    LinkState,
    NotChecked,
    Outcome,
    PageFacts,
    Purpose,
    Reading,
    Run,
    State,
    UnreadSource,
)

RUN = key_of("runs", "The run.")
LINK = key_of("links", "The link.")
DOCUMENT = key_of("documents", "The document.")
VERSION = key_of("document_versions", "The version of the document.", name="version_id")
LEAF = Column("leaf", "BLOB", "SHA-256 of the row's content: a leaf of the run's hash tree.")
_PAGES = ("page", "box", "definition_column", "definition_end_line", "definition_page",
          "definition_box")  # fmt: skip
"""Fields of a span that are kept as one column or not at all."""

_BOX = Column("box", "TEXT", "Page, left, top, right and bottom in a paged document.", True)

_CONDITION = columns_of(Condition, leave_out=("reason",), rename={"name": "condition"})

_READ = (
    Table(
        "runs",
        "Every audit that was begun.",
        Role.LOG,
        columns_of(Run, leave_out=("finished", "outcome")),
        unique=(("name",),),
    ),
    Table(
        "hosts",
        "The servers that the links name.",
        Role.LOG,
        (Column("host", "TEXT", "Name of the server."),),
        unique=(("host",),),
    ),
    Table(
        "links",
        "Each address once, in its identity form.",
        Role.LOG,
        (
            Column("url", "TEXT", "The address after the identity rules, secrets cut."),
            key_of("hosts", "The server it names.", optional=True),
            Column("secret", "INTEGER", "Whether a secret was cut out of the address."),
        ),
        unique=(("url",),),
        indexes=(("host_id",),),
    ),
    Table(
        "documents",
        "The documents audited so far.",
        Role.LOG,
        (*columns_of(Document, only=("locator",)),),
        unique=(("locator",),),
    ),
    Table(
        "document_versions",
        "Each state of a document that was read: its bytes, and what was found in them.",
        Role.LOG,
        (
            DOCUMENT,
            *columns_of(Document, leave_out=("locator", "sha256")),
            *columns_of(Reading, only=("relative_links", "notes")),
            Column("metadata", "TEXT", "What it says about itself: names and values."),
            *columns_of(Document, only=("sha256",)),
            Column("reading", "BLOB", "SHA-256 of all that was found in it."),
        ),
        unique=(("document_id", "sha256", "reading"),),
    ),
    Table(
        "citations",
        "Every address as a document writes it, in every version.",
        Role.LOG,
        (
            VERSION,
            key_of("links", "The link; none where the address is malformed.", optional=True),
            *columns_of(Citation, leave_out=_PAGES),
            _BOX,
        ),
        indexes=(("version_id",), ("link_id",)),
    ),
    Table(
        "attributions",
        "Credit lines: who published first, who wrote, who disclaims.",
        Role.LOG,
        (VERSION, *columns_of(Attribution, leave_out=_PAGES), _BOX),
        indexes=(("version_id",),),
    ),
    Table(
        "clues",
        "Hints at a date, each with where it stands, its source and the days it allows.",
        Role.LOG,
        (
            VERSION,
            key_of("links", "The link it dates; none where it dates the document.", optional=True),
            Column("earliest", "TEXT", "First day it allows; null where open.", True),
            Column("latest", "TEXT", "Last day it allows; null where open.", True),
            Column("intervals", "TEXT", "Its runs of days, where it has more than one.", True),
            *columns_of(Clue, leave_out=("subject", "days", *_PAGES)),
            _BOX,
        ),
        indexes=(("version_id",), ("link_id",)),
    ),
    Table(
        "captures",
        "Archived copies that documents cite.",
        Role.LOG,
        (LINK, *columns_of(Capture)),
        unique=(("link_id", "archive", "url"),),
    ),
)

_SEEN = (
    Table(
        "answers",
        "What the web answered, once however often it was seen again.",
        Role.LOG,
        (
            Column("status", "INTEGER", "Status of the last answer; null where none came.", True),
            Column("error", "TEXT", "Why no usable answer came.", True, words=tuple(ErrorKind)),
            Column("detail", "TEXT", "More on that, in the words of whoever failed."),
            Column(
                "final_url", "TEXT", "Where the redirect chain ended; null: where it began.", True
            ),
            *columns_of(PageFacts),
            Column("framing", "TEXT", "How the end of the body was proven.", words=tuple(Framing)),
            Column("headers", "TEXT", "The kept headers: names and values."),
            Column("hops", "TEXT", "The redirect chain: address, status and target of each hop."),
            Column("hash", "BLOB", "SHA-256 of all this, which names the answer."),
        ),
        unique=(("hash",),),
    ),
    Table(
        "looks",
        "Each time a link was looked at: when, what came, how that look alone is read.",
        Role.LOG,
        (
            RUN,
            LINK,
            Column("n", "INTEGER", "Which look of the run at this link, counted from 1."),
            Column("purpose", "TEXT", "Why it was asked.", words=tuple(Purpose)),
            Column("looked", "TEXT", "When."),
            key_of("answers", "What came."),
            *_CONDITION,
            Column("reason", "TEXT", "Why, in words; null where all is well.", True),
            Column("seconds", "REAL", "Time the whole redirect chain took."),
            Column("bytes", "INTEGER", "Bytes read of the last body."),
            Column("peers", "TEXT", "Of each hop: the IP address that answered, and the seconds."),
            Column("body", "BLOB", "SHA-256 of what was read of the last body.", True),
        ),
        key=("run_id", "link_id", "n"),
    ),
)

_JUDGED = (
    Table(
        "run_documents",
        "Which version of each document a run read.",
        Role.VERDICT,
        (
            RUN,
            DOCUMENT,
            VERSION,
            Column("position", "INTEGER", "Its number in the order of reading."),
            Column("fetched", "TEXT", "The day it was fetched from the web, if it was.", True),
            key_of(
                "documents",
                "The document it was before it was renamed.",
                optional=True,
                name="renamed_from",
            ),
        ),
        key=("run_id", "document_id"),
        indexes=(("document_id",), ("version_id",)),
    ),
    Table(
        "published",
        "When each document was published, as far as a run could say.",
        Role.VERDICT,
        (
            RUN,
            DOCUMENT,
            Column("days", "TEXT", "The days that are left: pairs of first and last."),
            Column("basis", "TEXT", "Whose words bound these days.", words=tuple(Basis)),
        ),
        key=("run_id", "document_id"),
    ),
    Table(
        "checks",
        "The verdict of each run on each link, over all its looks.",
        Role.VERDICT,
        (
            RUN,
            LINK,
            Column("checked", "TEXT", "When the last of its looks was made."),
            *_CONDITION,
            *columns_of(LinkState, leave_out=("strike_days",)),
            LEAF,
        ),
        unique=(("link_id", "run_id"),),
        indexes=(("run_id",),),
    ),
    Table(
        "changes",
        "Every change of a link's state.",
        Role.VERDICT,
        (
            LINK,
            RUN,
            Column("changed", "TEXT", "When it was seen."),
            Column("was", "TEXT", "The state before.", words=tuple(State)),
            *columns_of(LinkState, only=("state",)),
        ),
        indexes=(("run_id", "state"), ("link_id",)),
    ),
    Table(
        "findings",
        "What the rules said, each text once however often it is found again.",
        Role.LOG,
        (
            DOCUMENT,
            key_of("links", "The link it speaks of.", optional=True),
            *columns_of(Finding, leave_out=("document", "standing", *_PAGES)),
            _BOX,
            Column("hash", "BLOB", "SHA-256 of all this, which names the text."),
        ),
        unique=(("hash",),),
        indexes=(("document_id",), ("link_id",), ("fingerprint",)),
    ),
    Table(
        "run_findings",
        "What each run found, in the order of its report.",
        Role.VERDICT,
        (
            RUN,
            Column("position", "INTEGER", "Its number in the order of the report."),
            key_of("findings", "The finding."),
            *columns_of(Finding, only=("standing",)),
            LEAF,
        ),
        key=("run_id", "position"),
        indexes=(("finding_id",),),
    ),
    Table(
        "conflicts",
        "Links whose date does not fit the document that cites them.",
        Role.VERDICT,
        (
            RUN,
            VERSION,
            LINK,
            Column("claimed", "TEXT", "First day that the link claims.", True),
            Column("latest_allowed", "TEXT", "Latest day that the document allows."),
            *columns_of(Finding, only=("gap_days",)),
            Column("explanation", "TEXT", "What explains it.", True, words=tuple(ExplanationName)),
            Column("decided", "INTEGER", "Whether one side clearly weighs more."),
            Column("tried", "TEXT", "The explanations tried, each with its marks."),
        ),
        indexes=(("run_id",), ("version_id",), ("link_id",)),
    ),
    Table(
        "conflict_clues",
        "The clues that speak against a link's date.",
        Role.VERDICT,
        (key_of("conflicts", "The conflict."), key_of("clues", "The clue."), RUN),
        key=("conflict_id", "clue_id"),
        indexes=(("clue_id",),),
    ),
    Table(
        "not_checked",
        "Addresses that a run did not check, and why.",
        Role.VERDICT,
        (
            RUN,
            key_of("links", "The link; none where the address is malformed.", optional=True),
            *columns_of(NotChecked),
        ),
        indexes=(("run_id",), ("link_id",)),
    ),
    Table(
        "unread",
        "Sources that a run could not read.",
        Role.VERDICT,
        (RUN, *columns_of(UnreadSource)),
        indexes=(("run_id",),),
    ),
    Table(
        "departed",
        "Documents that had left the corpus when a run looked for them.",
        Role.VERDICT,
        (RUN, DOCUMENT),
        key=("run_id", "document_id"),
        indexes=(("document_id",),),
    ),
    Table(
        "seals",
        "Runs that were ended: what they amount to, and the proof of their rows.",
        Role.LOG,
        (
            RUN,
            Column("finished", "TEXT", "When it ended."),
            Column(
                "outcome",
                "TEXT",
                "How it ended.",
                words=(Outcome.COMPLETE, Outcome.NETWORK_DOWN),
            ),
            Column("documents", "INTEGER", "Documents read."),
            Column("links", "INTEGER", "Different links cited."),
            Column("open_findings", "INTEGER", "Findings that are open after it."),
            Column("new_findings", "INTEGER", "Of these new, worse or returned."),
            Column("fixed_findings", "INTEGER", "Findings that it saw fixed."),
            Column("rows", "INTEGER", "How many rows the proof covers."),
            Column("root", "BLOB", "Root of the hash tree over these rows."),
            Column(
                "previous", "BLOB", "Root of the run that was sealed before in this file.", True
            ),
        ),
        unique=(("run_id",),),
    ),
)

_CURRENT = (
    Table(
        "link_state",
        "How each link stands now, by all its checks together.",
        Role.CURRENT,
        (
            LINK,
            key_of("hosts", "The server it names.", optional=True),
            *columns_of(LinkState, only=("state",)),
            *_CONDITION[:2],
            Column("status", "INTEGER", "Status of the last answer; null where none came.", True),
            Column("reason", "TEXT", "Why, in words; null where all is well.", True),
            *columns_of(LinkState, leave_out=("state",)),
            Column("last_checked", "TEXT", "When it was last looked at."),
            Column("last_alive", "TEXT", "When it was last seen alive.", True),
            key_of("runs", "The run that last looked at it."),
        ),
        key=("link_id",),
        indexes=(("state", "since"), ("host_id",), ("condition",)),
    ),
    Table(
        "document_state",
        "How each document stands now.",
        Role.CURRENT,
        (
            DOCUMENT,
            VERSION,
            Column(
                "present", "INTEGER", "Whether it was in the corpus when that was last looked at."
            ),
            Column("identity", "TEXT", "The locator by which its findings are known."),
            Column("audited", "TEXT", "When it was last read."),
            key_of("runs", "The run that last read it."),
        ),
        key=("document_id",),
        indexes=(("version_id",), ("identity",)),
    ),
    Table(
        "host_state",
        "How the links of each server fare now.",
        Role.CURRENT,
        (
            key_of("hosts", "The server."),
            Column("links", "INTEGER", "How many of its links were ever looked at."),
            *(Column(str(state), "INTEGER", f"How many of these are {state}.") for state in State),
            Column("last_checked", "TEXT", "When one of them was last looked at."),
        ),
        key=("host_id",),
    ),
    Table(
        "open_findings",
        "What is to be looked at now: every finding that no later run has closed.",
        Role.CURRENT,
        (
            DOCUMENT,
            *columns_of(Finding, only=("line", "level", "rule", "message", "confidence")),
            key_of("links", "The link it speaks of.", optional=True),
            Column("first_seen", "TEXT", "When it was first found, ever."),
            Column("last_seen", "TEXT", "When it was last found."),
            Column("times", "INTEGER", "How many times it was opened: 2 where it had been closed."),
            *columns_of(Finding, only=("fingerprint",)),
            key_of("findings", "Its newest text."),
        ),
        key=("fingerprint",),
        indexes=(("document_id",), ("link_id",), ("finding_id",)),
    ),
)

_OWN = (
    Table(
        "lineage",
        "Which ledger this is, and how far its current state follows its log.",
        Role.OWN,
        (
            Column("name", "TEXT", "A random name, given when the file was begun."),
            Column("applied", "INTEGER", "The seal up to which the current state is brought."),
        ),
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table for table in (*_READ, *_SEEN, *_JUDGED, *_CURRENT, *_OWN)
}
"""Every table in the order in which they are made."""

DRAFTS = tuple(
    table.name
    for table in reversed(tuple(TABLES.values()))
    if table.role is Role.VERDICT and "run_id" in table.names
)
"""What a run that is taken up makes anew; who refers to another stands before it."""


JUDGED = tuple(name for name in DRAFTS if name not in ("run_documents", "departed", "unread"))
"""Of these, what judging made: all but what was read."""
