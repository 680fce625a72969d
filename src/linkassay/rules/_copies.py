"""What the rule about copies asks of two documents: which is older, and does one name the other."""

from __future__ import annotations

import posixpath

from linkassay.dates.statements import statements
from linkassay.model import Clue, CreditClass, DaySet, Document, Reading
from linkassay.rules._credits import stated
from linkassay.tables.metadata import Fact
from linkassay.urls import MalformedAddress, parse, registrable

OF_ITSELF = frozenset({
    CreditClass.BYLINE, CreditClass.DATELINE, CreditClass.CONTRIBUTED, CreditClass.PUBLISHER,
    CreditClass.DISCLAIMER, CreditClass.LICENCE, CreditClass.CORRECTION, CreditClass.RELATED,
    CreditClass.PUBLISHED, CreditClass.UPDATED, CreditClass.ACCESSED, CreditClass.PHOTO_CREDIT,
    CreditClass.SPONSORED,
})  # fmt: skip
"""Credits that do not say that the text is somebody else's; every other class does."""


def stated_day(reading: Reading) -> DaySet | None:
    """The day that a document states of itself; `None` where it states none."""
    clue = statement(reading)
    return None if clue is None else clue.days


def statement(reading: Reading) -> Clue | None:
    """The most trusted of a document's statements of its own day."""
    return next(iter(statements(reading.clues)), None)


def is_older(one: DaySet | None, other: DaySet | None) -> bool:
    """Whether one day lies before the other, as far as both are known."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest


def is_same_document(one: Document, other: Document) -> bool:
    """Whether two documents are one in two formats, or in two versions of a corpus.

    They have the same name but for its ending, and lie in one folder or have one title.
    """
    folder, name = posixpath.split(one.locator)
    other_folder, other_name = posixpath.split(other.locator)
    if posixpath.splitext(name)[0] != posixpath.splitext(other_name)[0]:
        return False
    return folder == other_folder or (one.title is not None and one.title == other.title)


def is_marked(reading: Reading, other: Reading) -> bool:
    """Whether a document says that its text is somebody else's, or names the other one.

    It says so by a credit, a link to the other or its site, or the other's title in a credit line
    or as the words of a link; or both are of one outlet.
    """
    if any(item.credit not in OF_ITSELF for item in reading.attributions):
        return True
    if _names(reading) & _names(other) or _sites(reading) & _sites(other):
        return True
    return _cites(reading, other) or _tells_title(reading, other.document.title)


def _cites(reading: Reading, other: Reading) -> bool:
    locator, sites = other.document.locator, _sites(other)
    return any(
        citation.target == locator
        or (
            citation.link is not None
            and (citation.link.url == locator or registrable(citation.link.host) in sites)
        )
        for citation in reading.citations
    )


def _tells_title(reading: Reading, title: str | None) -> bool:
    """Whether the other's title stands in a credit line or is what a link says."""
    if title is None:
        return False
    sought = title.casefold()
    anchors = (citation.anchor or "" for citation in reading.citations)
    lines = (item.text for item in reading.attributions)
    return any(sought in words.casefold() for words in (*anchors, *lines))


def _names(reading: Reading) -> frozenset[str]:
    """The names of a document's own outlet."""
    credited = (
        item.outlet
        for item in reading.attributions
        if item.credit is CreditClass.PUBLISHER and item.outlet is not None
    )
    facts = (item.value for item in stated(reading.document, Fact.PUBLISHER, Fact.SITE_NAME))
    return frozenset(
        " ".join(name.split()).casefold().removeprefix("the ") for name in (*credited, *facts)
    )


def _sites(reading: Reading) -> frozenset[str]:
    """The registrable domains at which a document says that it lies."""
    addresses = (meta.value for meta in stated(reading.document, Fact.CANONICAL))
    return frozenset(_site(one) for one in (reading.document.locator, *addresses)) - {""}


def _site(address: str) -> str:
    if "://" not in address:
        return ""
    try:
        return registrable(parse(address).link.host)
    except MalformedAddress:
        return ""
