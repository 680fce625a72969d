"""The order of an audit, told once: read, ask, settle, judge, seal.

Takes: sources, articles to fetch, settings, `Readers`, a `Fetcher`, a `Ledger`, the audit's time
and run name. Gives: a `Report`. Never: prints, opens a file, or decides anything a room below
could decide.
"""

from linkassay.pipeline.audit import (
    AbandonedError,
    Audit,
    Interrupted,
    UnstoredError,
    audit,
    report,
)

__all__ = ["AbandonedError", "Audit", "Interrupted", "UnstoredError", "audit", "report"]
