"""Browsing: the ledger in Datasette, ready to look at.

Takes: a ledger file. Gives: a local web site with titles, descriptions and canned queries, which
answers only for its own host names. Never: changes a row, or judges.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def serve(
    ledger: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8001,
    announce: Callable[[str], None],
) -> None:
    """Serve the ledger until SIGINT or SIGTERM; `announce` gets the address once it answers.

    `port` 0 takes any free one. Raises `UsageError` where Datasette cannot be imported, there is no
    ledger yet, or the port is taken, and `LedgerError` where the file is not a ledger.
    """
    from linkassay.browse.server import run

    run(ledger, host, port, announce)
