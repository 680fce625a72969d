"""Meaning: from a source to all that it says.

Takes: a `Source`. Gives: a `Reading` (document, citations, attributions, clues), without the
secrets of its addresses; on demand its citations alone, one such address whole, the bare
addresses of a source that cannot be read in full, or (`leads`, loaded with the first one that is
followed) where a page or a listing leads; the facts of a page that the web gave.
Never: opens a file, asks the web, or judges.
"""

from linkassay.extract.decode import Decoded
from linkassay.extract.kinds import HTML, Kind, decoded_as, has_places
from linkassay.extract.reading import citations, extract, secret_addresses
from linkassay.extract.skim import skim, unread

__all__ = [
    "HTML",
    "Decoded",
    "Kind",
    "citations",
    "decoded_as",
    "extract",
    "has_places",
    "secret_addresses",
    "skim",
    "unread",
]
