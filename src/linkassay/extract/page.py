"""The facts in the head of a page that the web gave us, to compare and date a link's target."""

from __future__ import annotations

import re
from typing import Any

from linkassay.extract.decode import decode_leniently
from linkassay.extract.html_facts import article_fields
from linkassay.model import PageFacts

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_OVERLONG_TAG = re.compile(r"<(?!!--)[^<>]{8192,}")
_MOST_TAGS = 5000
"""40,000 attributes on one tag or 40,000 nested elements cost the parser seconds (research:
reliability 4), so no tag above 8 KiB and no more tags than this reach it."""

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
)
"""Meta elements for the day of publication, the clearest first (research: provenance 3)."""
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)


def page_facts(head: bytes, charset: str | None = None) -> PageFacts:
    """What the first bytes of a page say before its body begins. Never raises."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_before_body(decode_leniently(head, charset)))
    statements = _statements(tree)
    linked = _linked(tree)
    published, source = _first(statements, _PUBLISHED, linked, "datePublished")
    modified, _ = _first(statements, _MODIFIED, linked, "dateModified")
    return PageFacts(
        title=_title(tree),
        canonical=_canonical(tree),
        published=published,
        published_source=source,
        modified=modified,
    )


def _before_body(text: str) -> str:
    body = _BODY.search(text)
    head = _OVERLONG_TAG.sub("", text[: body.start()] if body else text)
    if head.count("<") <= _MOST_TAGS:
        return head
    at = 0
    for _ in range(_MOST_TAGS):
        at = head.find("<", at) + 1
    return head[: at - 1]


def _statements(tree: Any) -> dict[str, str]:
    """Meta elements: lower-case name to content, the first of each name."""
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        content = (attributes.get("content") or "").strip()
        keys = (attributes.get(key) for key in ("property", "name", "itemprop"))
        name = next((key.strip().lower() for key in keys if key), "")
        if name and content:
            found.setdefault(name, content)
    return found


def _linked(tree: Any) -> dict[str, str]:
    """Fields of the first article in the page's JSON-LD."""
    found: dict[str, str] = {}
    for node in tree.css('script[type="application/ld+json"]'):
        for name, value in article_fields(node.text()).items():
            found.setdefault(name, value)
    return found


def _first(
    statements: dict[str, str], names: tuple[str, ...], linked: dict[str, str], field: str
) -> tuple[str | None, str | None]:
    """A date as written and where it stood: JSON-LD before meta elements."""
    if field in linked:
        return linked[field], f"json-ld:{field}"
    name = next((name for name in names if name in statements), None)
    return (statements[name], name) if name else (None, None)


def _title(tree: Any) -> str | None:
    node = tree.css_first("title")
    return (" ".join(node.text().split()) or None) if node else None


def _canonical(tree: Any) -> str | None:
    for node in tree.css("link"):
        relations = (node.attributes.get("rel") or "").lower().split()
        address = (node.attributes.get("href") or "").strip()
        if "canonical" in relations and address:
            return str(address)
    return None
