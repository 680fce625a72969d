"""What was read: documents and all that they say."""

from __future__ import annotations

from linkassay.ledger.declarations import Column, Role, Table, columns_of, key_of
from linkassay.ledger.tables.shared import BOX, DOCUMENT, LINK, PAGES, VERSION
from linkassay.model import (
    Attribution,
    Capture,
    Citation,
    Clue,
    Document,
    Reading,
    Run,
)

READ: tuple[Table, ...] = (
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
        "Each address once, in its identity form: cited ones, and those asked beside them.",
        Role.LOG,
        (
            Column("url", "TEXT", "The address after the identity rules, secrets cut."),
            key_of("hosts", "The server it names.", optional=True),
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
            *columns_of(Reading, only=("notes", "limited", "suppressions")),
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
            Column("secret", "INTEGER", "Whether a secret was cut out of the address."),
            *columns_of(Citation, leave_out=PAGES),
            BOX,
        ),
        indexes=(("version_id",), ("link_id",)),
    ),
    Table(
        "attributions",
        "Credit lines: who published first, who wrote, who disclaims.",
        Role.LOG,
        (VERSION, *columns_of(Attribution, leave_out=PAGES), BOX),
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
            *columns_of(Clue, leave_out=("subject", "days", *PAGES)),
            BOX,
        ),
        indexes=(("version_id",), ("link_id",)),
    ),
    Table(
        "sketches",
        "A sample of each version's prose, by which documents are compared.",
        Role.LOG,
        (
            VERSION,
            Column("level", "INTEGER", "How often the sample was halved; 0 holds all shingles."),
            Column("hashes", "BLOB", "64-bit hashes of its shingles, ascending."),
        ),
        unique=(("version_id",),),
    ),
    Table(
        "captures",
        "Archived copies that documents cite.",
        Role.LOG,
        (LINK, *columns_of(Capture)),
        unique=(("link_id", "archive", "url"),),
    ),
)
