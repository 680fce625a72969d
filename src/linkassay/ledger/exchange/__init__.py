"""The ledger as text that outlives the machine: one file a run, and one that people review.

Takes: a ledger, a folder, other ledgers. Gives: files that another ledger is built from, and a
ledger built from such files or from ledgers, all without a number of any row.
Never: rewrites the file of a sealed run, or believes a file that does not prove itself.
"""

from __future__ import annotations

from linkassay.ledger.exchange.exporting import Exported, export
from linkassay.ledger.exchange.importing import Export, Imported, find_export, import_files
from linkassay.ledger.exchange.merging import Merged, merge

__all__ = [
    "Export",
    "Exported",
    "Imported",
    "Merged",
    "export",
    "find_export",
    "import_files",
    "merge",
]
