"""The run that is open, and who writes its rows."""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.ledger.answers import LookWriter
from linkassay.ledger.candidates import Candidates
from linkassay.ledger.copies import Copies
from linkassay.ledger.frontier import Frontier
from linkassay.ledger.keys import Keys
from linkassay.ledger.planning import Planning
from linkassay.ledger.results import ResultWriter
from linkassay.ledger.rounds import Rounds
from linkassay.ledger.run_documents import RunDocuments
from linkassay.ledger.run_lock import RunLock
from linkassay.ledger.transactions import Transactions


@dataclass(frozen=True, slots=True)
class OpenRun:
    """One run of a ledger while it is written; a private database has no lock."""

    key: int
    name: str
    lock: RunLock | None
    documents: RunDocuments
    frontier: Frontier
    planning: Planning
    candidates: Candidates
    rounds: Rounds
    looks: LookWriter
    results: ResultWriter
    copies: Copies

    @classmethod
    def begun(
        cls, transactions: Transactions, keys: Keys, key: int, name: str, lock: RunLock | None
    ) -> OpenRun:
        """The run whose row has this key."""
        connection = transactions.connection
        planning = Planning(transactions, key, keys)
        documents = RunDocuments(connection, key, keys)
        return cls(
            key,
            name,
            lock,
            documents,
            Frontier(transactions, key, documents),
            planning,
            Candidates(transactions, key, keys, planning),
            Rounds(transactions, key, keys, planning),
            LookWriter(connection, key),
            ResultWriter(connection, key, name, keys),
            Copies(connection, key),
        )
