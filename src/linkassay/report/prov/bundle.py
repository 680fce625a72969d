"""One bundle: where a document comes from, by its own credits, citations and dates.

What is stated becomes a relation of PROV-DM, and nothing else does: a first publication elsewhere
is a primary source, a re-issue a revision, a citation in prose or in a list of sources a
derivation. Addresses in boilerplate are no sources of the author's. Days of publication are bounds,
and not when an activity started and ended; so they have names of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linkassay.model import Attribution, Citation, CreditClass, DaySet, DocumentResult, Reading
from linkassay.report.prov.names import address_name, known_by, name, on_day, qualified, uri
from linkassay.report.prov.records import Records
from linkassay.report.published_days import published_days


def bundle_of(result: DocumentResult, reading: Reading) -> Records:
    """The provenance of one document."""
    bundle = _Bundle(result, reading)
    for citation in reading.citations:
        bundle.cite(citation)
    for attribution in reading.attributions:
        bundle.credit(attribution)
    return bundle.records


class _Bundle:
    """Gathers the records of one document."""

    def __init__(self, result: DocumentResult, reading: Reading) -> None:
        self.records = Records()
        self._sha256 = reading.document.sha256
        self._document = self.records.declare(
            "entity",
            name("document", self._sha256),
            {
                "prov:type": qualified("la:Document"),
                "prov:label": result.title,
                "prov:location": result.locator,
                "la:sha256": self._sha256,
                "la:mediaType": result.media_type,
                "la:language": reading.document.language,
            },
        )
        self._publication = self.records.declare(
            "activity",
            name("publication", self._sha256),
            {"prov:type": qualified("la:Publication")} | _bounds(*published_days(result.published)),
        )
        self.records.relate(
            "wasGeneratedBy", {"prov:entity": self._document, "prov:activity": self._publication}
        )

    def cite(self, citation: Citation) -> None:
        """A citation in prose or in a list of sources; an archived copy of it stands beside it."""
        link = citation.link
        if link is None or citation.code or citation.region.is_boilerplate:
            return
        source = self._source(link.url)
        self._derive(source)
        if link.capture is None:
            return
        copy = self.records.declare(
            "entity",
            address_name("capture", link.capture.url),
            {
                "prov:type": qualified("la:Capture"),
                "prov:location": uri(link.capture.url),
                "la:archive": link.capture.archive,
                "la:captured": None if link.capture.day is None else on_day(link.capture.day),
            },
        )
        self.records.relate("alternateOf", {"prov:alternate1": copy, "prov:alternate2": source})

    def credit(self, attribution: Attribution) -> None:
        """One credit; classes that say nothing of where the document comes from are left out."""
        if (told := _CREDITS.get(attribution.credit)) is not None:
            told(self, attribution)

    def written_by(self, credit: Attribution) -> None:
        """The document is attributed to whom the credit names."""
        self._attribute(self._document, credit)

    def published_by(self, credit: Attribution) -> None:
        """The document is attributed to its publisher, who published it."""
        self._attribute(self._document, credit)
        for agent in self._agents(credit):
            self.records.relate(
                "wasAssociatedWith", {"prov:activity": self._publication, "prov:agent": agent}
            )

    def published_first(self, credit: Attribution) -> None:
        """Another publication is the primary source; it lies where the credit's links lead."""
        first = self._earlier("la:FirstPublication", "original", credit)
        self._derive(first, "prov:PrimarySource")
        self._attribute(first, credit)

    def issued_before(self, credit: Attribution) -> None:
        """The document is a revision of an earlier edition."""
        self._derive(self._earlier("la:EarlierEdition", "edition", credit), "prov:Revision")

    def taken_over(self, credit: Attribution) -> None:
        """The document is derived from what another outlet published in between."""
        relay = self._earlier("la:Relay", "relay", credit)
        self._derive(relay)
        self._attribute(relay, credit)

    def canonical(self, credit: Attribution) -> None:
        """The page names another site's address as its own: both are of one work."""
        for url in credit.links:
            other = self.records.declare(
                "entity",
                address_name("canonical", url),
                {"prov:type": qualified("la:CanonicalPage"), "prov:location": uri(url)},
            )
            self._attribute(other, credit)
            self.records.relate(
                "alternateOf", {"prov:alternate1": self._document, "prov:alternate2": other}
            )

    def licensed(self, credit: Attribution) -> None:
        self.records.declare("entity", self._document, {"la:licence": credit.licence})

    def _earlier(self, kind: str, called: str, credit: Attribution) -> str:
        """An earlier form of the document, known by the words of the credit."""
        words = credit.outlet or credit.person or credit.text
        locations = [uri(url) for url in credit.links]
        return self.records.declare(
            "entity",
            name(called, self._sha256, known_by(words)),
            {
                "prov:type": qualified(kind),
                "prov:label": credit.text,
                "prov:location": locations[0] if len(locations) == 1 else locations or None,
            }
            | (_bounds(DaySet.on(credit.day)) if credit.day else {}),
        )

    def _source(self, url: str) -> str:
        return self.records.declare(
            "entity",
            address_name("link", url),
            {"prov:type": qualified("la:CitedSource"), "prov:location": uri(url)},
        )

    def _derive(self, source: str, kind: str | None = None) -> None:
        record: dict[str, Any] = {
            "prov:generatedEntity": self._document,
            "prov:usedEntity": source,
        }
        record |= {} if kind is None else {"prov:type": qualified(kind)}
        self.records.relate("wasDerivedFrom", record)

    def _attribute(self, entity: str, credit: Attribution) -> None:
        for agent in self._agents(credit):
            self.records.relate(
                "wasAttributedTo",
                {
                    "prov:entity": entity,
                    "prov:agent": agent,
                    "prov:type": qualified(name(credit.credit.value)),
                },
            )

    def _agents(self, credit: Attribution) -> list[str]:
        """Whom a credit names: a person, an outlet, or both."""
        return [
            self.records.declare(
                "agent",
                name(called, known_by(words)),
                {"prov:type": qualified(kind), "prov:label": words},
            )
            for called, kind, words in (
                ("person", "prov:Person", credit.person),
                ("outlet", "prov:Organization", credit.outlet),
            )
            if words is not None
        ]


_CREDITS: Mapping[CreditClass, Callable[[_Bundle, Attribution], None]] = {
    CreditClass.BYLINE: _Bundle.written_by,
    CreditClass.CONTRIBUTED: _Bundle.written_by,
    CreditClass.TRANSLATION: _Bundle.written_by,
    CreditClass.WIRE_CREDIT: _Bundle.written_by,
    CreditClass.PUBLISHER: _Bundle.published_by,
    CreditClass.ORIGIN: _Bundle.published_first,
    CreditClass.VIA: _Bundle.taken_over,
    CreditClass.CANONICAL: _Bundle.canonical,
    CreditClass.REISSUED: _Bundle.issued_before,
    CreditClass.LICENCE: _Bundle.licensed,
}


def _bounds(*readings: DaySet) -> dict[str, Any]:
    """The first and the last day of each reading, as far as it has them."""
    firsts = [on_day(days.earliest) for days in readings if days.earliest is not None]
    lasts = [on_day(days.latest) for days in readings if days.latest is not None]
    told = {"la:notBefore": firsts, "la:notAfter": lasts}
    return {key: days[0] if len(days) == 1 else days for key, days in told.items() if days}
