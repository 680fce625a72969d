"""How things stand now, and what the file knows of itself."""

from __future__ import annotations

from linkassay.ledger.declarations import Column, Role, Table, columns_of, key_of
from linkassay.ledger.tables.shared import CONDITION, DOCUMENT, LINK, VERSION
from linkassay.model import (
    Finding,
    Judgement,
    LinkState,
    State,
)

CURRENT: tuple[Table, ...] = (
    Table(
        "link_state",
        "How each link stands now, by all its checks together.",
        Role.CURRENT,
        (
            LINK,
            key_of("hosts", "The server it names.", optional=True),
            *columns_of(LinkState, only=("state",)),
            *CONDITION[:2],
            Column("status", "INTEGER", "Status of the last answer; null where none came.", True),
            Column("reason", "TEXT", "Why, in words; null where all is well.", True),
            *columns_of(LinkState, leave_out=("state",)),
            Column("first_checked", "TEXT", "When it was first looked at."),
            Column("last_checked", "TEXT", "When it was last looked at."),
            Column("last_alive", "TEXT", "When it was last seen alive.", True),
            Column("due", "TEXT", "From when on it is to be asked again; null: at once.", True),
            key_of("runs", "The run that last looked at it."),
            key_of(
                "runs", "The last run that certainly saw it.", optional=True, name="good_run_id"
            ),
            Column("good_look", "INTEGER", "The number of that run's look that saw it.", True),
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

OWN: tuple[Table, ...] = (
    Table(
        "host_notes",
        "What is remembered of each server, so that it is asked politely.",
        Role.OWN,
        (
            key_of("hosts", "The server."),
            Column("paused_until", "TEXT", "It asked not to be asked before.", True),
            Column("robots", "TEXT", "Its robots.txt, as it was read.", True),
            Column("robots_read", "TEXT", "When that was read.", True),
        ),
        key=("host_id",),
    ),
    Table(
        "known_sources",
        "What each source was read as last: the same bytes are not read again by the same code.",
        Role.OWN,
        (
            Column("locator", "TEXT", "Locator of the source."),
            Column("part", "INTEGER", "Which of its documents, counted from 0."),
            Column("parts", "INTEGER", "How many documents it holds."),
            Column("key", "BLOB", "SHA-256 of its bytes, and of the code that read them."),
            VERSION,
        ),
        key=("locator", "part"),
    ),
    Table(
        "judgements",
        "By what each document was judged last: what is as it was need not be judged again.",
        Role.OWN,
        (
            DOCUMENT,
            key_of("runs", "The run that judged it, or last found it as it was."),
            *columns_of(Judgement),
        ),
        key=("document_id",),
    ),
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
