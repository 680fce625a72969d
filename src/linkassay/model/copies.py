"""Another document of the same audit with the same text in it."""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.model.documents import Reading
from linkassay.model.sketch import Share


@dataclass(frozen=True, slots=True)
class Sharing:
    """That a document shares its text with another one, which was read as number `position`.

    `version` is the key under which the ledger has what the other one says.
    """

    position: int
    version: int
    locator: str
    own: Share
    others: Share


@dataclass(frozen=True, slots=True)
class Copy:
    """A document of the run whose text stands in the case's document, or the other way round.

    `own` is how much of the case's document stands in the other, `others` how much of the other
    stands in it. `read_before` tells that the other came first in the order of reading.
    """

    reading: Reading
    own: Share
    others: Share
    read_before: bool
