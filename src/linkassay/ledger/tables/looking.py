"""What was seen: answers, and the looks that got them."""

from __future__ import annotations

from linkassay.ledger.declarations import Column, Role, Table, columns_of, key_of
from linkassay.ledger.tables.shared import CONDITION, LINK, RUN
from linkassay.model import (
    ErrorKind,
    Framing,
    PageFacts,
    Purpose,
)

SEEN: tuple[Table, ...] = (
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
            *CONDITION,
            Column("reason", "TEXT", "Why, in words; null where all is well.", True),
            Column("seconds", "REAL", "Time the whole redirect chain took."),
            Column("bytes", "INTEGER", "Bytes read of the last body."),
            Column("peers", "TEXT", "Of each hop: the IP address that answered, and the seconds."),
            Column("body", "BLOB", "SHA-256 of what was read of the last body.", True),
        ),
        key=("run_id", "link_id", "n"),
    ),
)
