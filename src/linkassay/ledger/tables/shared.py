"""Columns that several tables share."""

from __future__ import annotations

from linkassay.ledger.declarations import Column, columns_of, key_of
from linkassay.model import (
    Condition,
)

RUN = key_of("runs", "The run.")
LINK = key_of("links", "The link.")
DOCUMENT = key_of("documents", "The document.")
VERSION = key_of("document_versions", "The version of the document.", name="version_id")
LEAF = Column("leaf", "BLOB", "SHA-256 of the row's content: a leaf of the run's hash tree.")
PAGES = ("page", "box", "definition_end_line", "definition_page", "definition_box")
"""Fields of a span that are kept as one column or not at all."""

BOX = Column("box", "TEXT", "Page, left, top, right and bottom in a paged document.", True)

CONDITION = columns_of(Condition, leave_out=("reason",), rename={"name": "condition"})
