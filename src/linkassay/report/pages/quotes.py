"""The words of a document around what a finding speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from linkassay.model import Citation, Finding, Reading, Report
from linkassay.report.escape import folded

LONGEST = 400
"""So many letters of a document's own words are quoted at most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: what is cited, between what stands before and after it."""

    before: str
    cited: str
    after: str


class Quotes:
    """Quotes findings' documents; holds the citations of one document at a time."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._locator = ""
        self._reading: Reading | None = None

    def of(self, finding: Finding) -> Quote | None:
        """The words around its citation; `None` where there is none, or it is all there is."""
        if finding.url is None or finding.line is None:
            return None
        citation = self._citation(finding)
        return None if citation is None else quote_of(citation)

    def _citation(self, finding: Finding) -> Citation | None:
        if finding.document != self._locator or self._reading is None:
            self._locator = finding.document
            try:
                self._reading = self._report.reading(finding.document)
            except KeyError:  # a finding of an earlier answer may be of a document not read now
                self._reading = None
        cited = () if self._reading is None else self._reading.citations
        here = [item for item in cited if finding.url in (item.url, item.written)]
        return next((item for item in here if item.span.line == finding.line), None)


def quote_of(citation: Citation) -> Quote | None:
    """A citation's words, its anchor (else its address) set apart."""
    context = folded(citation.context)
    for words in filter(None, (citation.anchor, citation.written)):
        before, found, after = context.partition(words)
        if found and (before.strip() or after.strip()):
            room = max(0, LONGEST - len(words)) // 2
            start = before if len(before) <= room else f"\u2026{before[len(before) - room :]}"
            return Quote(start, words, after if len(after) <= room else f"{after[:room]}\u2026")
    if citation.anchor and citation.anchor != citation.written:
        return Quote("", citation.anchor, "")
    return None
