"""Meaning: from a source to all that it says.

Takes: a `Source`. Gives: a `Reading` (document, citations, attributions, clues), without the
secrets of its addresses; on demand one such address whole, or the names of its places alone; the
facts a fetched page states in its head. Never: opens a file, asks the web, or judges.
"""

from linkassay.extract.reading import anchors_of, extract, secret_addresses

__all__ = ["anchors_of", "extract", "secret_addresses"]
