"""Readings as rows: a document, the version that was read, and what stands in it.

A version is bytes *and* what we made of them. The same bytes read alike in fifty runs are stored
once; a better extractor makes a new version, and the old reading stays as it was.
"""

from __future__ import annotations

from typing import NamedTuple

from linkassay.ledger.content import Scalar, content_hash, day, listed
from linkassay.ledger.heard import put_link
from linkassay.ledger.rows import Key, Rows
from linkassay.model import DOCUMENT, Attribution, Citation, Clue, Reading, Span

_LINK_SUBJECT = "link:"


class Stored(NamedTuple):
    """Where a reading went."""

    document: Key
    version: Key


def put_document(rows: Rows, locator: str) -> Key:
    """A document, known by its locator alone."""
    return rows.put("documents", {"locator": locator})


def put_reading(rows: Rows, run: Key, reading: Reading) -> Stored:
    """A document's version with its citations, credit lines and clues, noted as read by `run`."""
    source = reading.document
    document = put_document(rows, source.locator)
    version = rows.put(
        "document_versions",
        {
            "label": f"{source.locator} @ {source.sha256[:8]}",
            "title": source.title,
            "media_type": source.media_type,
            "language": source.language,
            "sha256": source.sha256,
            "reading_sha256": _reading_hash(reading),
        },
        {"document_id": document},
    )
    rows.put("run_documents", {}, {"run_id": run, "document_id": document, "version_id": version})
    for citation in reading.citations:
        _put_citation(rows, version, citation)
    for attribution in reading.attributions:
        rows.put("attributions", _attribution(attribution), {"version_id": version})
    for clue in reading.clues:
        put_clue(rows, version, clue)
    return Stored(document, version)


def put_clue(rows: Rows, version: Key, clue: Clue) -> Key:
    """A clue of this version; one about a link's target also names the link."""
    target = clue.subject.removeprefix(_LINK_SUBJECT) if clue.subject != DOCUMENT else None
    return rows.put(
        "clues",
        _clue(clue),
        {"version_id": version, "link_id": put_link(rows, target) if target else None},
    )


def _reading_hash(reading: Reading) -> str:
    """Over all that has a place in the document. Clues that the web gave have none: they may come
    and go while the document stays the same.
    """
    parts: list[dict[str, Scalar]] = [_citation(item) for item in reading.citations]
    parts += [_attribution(item) for item in reading.attributions]
    parts += [_clue(item) for item in reading.clues if item.span is not None]
    hashes = [content_hash("part", part) for part in parts]
    return content_hash("reading", {"parts": " ".join(hashes)})


def _put_citation(rows: Rows, version: Key, citation: Citation) -> None:
    link = put_link(rows, citation.link.url) if citation.link else None
    rows.put("citations", _citation(citation), {"version_id": version, "link_id": link})
    copy = citation.link.capture if citation.link else None
    if copy is not None:
        kept: dict[str, Scalar] = {"archive": copy.archive, "day": day(copy.day), "url": copy.url}
        rows.put("captures", kept, {"link_id": link})


def _where(span: Span | None) -> dict[str, Scalar]:
    return {"line": span.line if span else None, "column": span.column if span else None}


def _citation(citation: Citation) -> dict[str, Scalar]:
    return _where(citation.span) | {
        "anchor": citation.anchor,
        "form": str(citation.form),
        "region": str(citation.region),
        "context": citation.context,
        "written": citation.written,
        "error": citation.error,
        "candidates": listed(citation.candidates),
        "start_offset": citation.span.start,
        "end_offset": citation.span.end,
    }


def _attribution(credit: Attribution) -> dict[str, Scalar]:
    return _where(credit.span) | {
        "credit": str(credit.credit),
        "text": credit.text,
        "outlet": credit.outlet,
        "person": credit.person,
        "day": day(credit.day),
        "licence": credit.licence,
        "links": listed(credit.links),
        "similarity": credit.similarity,
    }


def _clue(clue: Clue) -> dict[str, Scalar]:
    return _where(clue.span) | {
        "text": clue.text,
        "clock": str(clue.clock),
        "earliest": day(clue.days.earliest),
        "latest": day(clue.days.latest),
        "family": str(clue.group),
        "source": clue.source,
        "rule": clue.rule,
        "weight": float(clue.weight),
        "weight_latest": clue.weight_latest,
        "subject": clue.subject,
        "intervals": listed([day(part.earliest), day(part.latest)] for part in clue.days),
    }
