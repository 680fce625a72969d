"""How far a run came with a corpus on the web."""

from __future__ import annotations

from linkassay.ledger.declarations import Column, Role, Table
from linkassay.ledger.tables.shared import RUN
from linkassay.model import NotReached, PageOutcome, WantedAs

CRAWLED: tuple[Table, ...] = (
    Table(
        "frontier",
        "What addresses of a corpus on the web led a run to, and what came of each.",
        Role.VERDICT,
        (
            RUN,
            Column("address", "TEXT", "The address as it is asked."),
            Column("same", "TEXT", "What all ways to write this address have in common."),
            Column("host", "TEXT", "The host that is asked."),
            Column("wanted_as", "TEXT", "What it is wanted for.", words=tuple(WantedAs)),
            Column("root", "TEXT", "The address that was named and leads there."),
            Column("depth", "INTEGER", "How many links lead there."),
            Column("found_on", "TEXT", "What was read to find it.", True),
            Column("changed", "TEXT", "When it last changed, as a listing says.", True),
            Column("scope", "TEXT", "The one site that it may be of, or speak of; empty: any."),
            Column("form", "TEXT", "What its address looks like; null where it is listed.", True),
            Column("rank", "INTEGER", "Its place in the order of asking."),
            Column("outcome", "TEXT", "What came of it.", True, words=tuple(PageOutcome)),
            Column("reason", "TEXT", "Why it was not reached.", True, words=tuple(NotReached)),
            Column("detail", "TEXT", "More on that, in words."),
            Column("asked", "INTEGER", "Whether its host was asked for it."),
            Column("settled", "INTEGER", "Its number in the order in which that was known.", True),
            Column("fruitful", "INTEGER", "Whether it has prose of its own."),
            Column("locator", "TEXT", "The document that it is.", True),
            Column("etag", "TEXT", "The validator that its answer gave.", True),
            Column("last_modified", "TEXT", "The time of change that its answer gave.", True),
            Column("left_out", "INTEGER", "Entries of a listing that were not looked at."),
            Column("whole", "INTEGER", "Whether it was read to its end."),
        ),
        unique=(("run_id", "same"),),
        indexes=(
            ("run_id", "host", "outcome", "rank"),
            ("same",),
            ("run_id", "form"),
            ("run_id", "found_on"),
        ),
    ),
)
