"""The order of an audit, told once.

Takes: sources, articles to fetch, settings, a `Fetcher`, a `Ledger`, the audit's time and run id.
Gives: a `Report`. Never: prints, opens a file, or decides anything a room below could decide.
"""

from linkassay.pipeline.desk import NoLedger, UnstoredError
from linkassay.pipeline.order import audit

__all__ = ["NoLedger", "UnstoredError", "audit"]
