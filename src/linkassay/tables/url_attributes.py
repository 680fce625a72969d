"""Attributes of HTML that carry an address, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from linkassay.model import Form
from linkassay.tables import load


class Meaning(StrEnum):
    """What an address in an attribute is to the document."""

    CITATION = "citation"
    RESOURCE = "resource"
    STATEMENT = "statement"


class Parser(StrEnum):
    """How an attribute writes its address or addresses."""

    URL = "url"
    URLS = "urls"
    SRCSET = "srcset"
    REFRESH = "refresh"
    CSS = "css"
    SCRIPT = "script"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class UrlAttribute:
    """One row of `url_attributes.toml`. `form` is set for citations alone.

    `rel` and `http_equiv` are words that the element's attribute of that name must have.
    """

    element: str
    attribute: str
    parser: Parser
    meaning: Meaning
    source: str
    form: Form | None = None
    rel: str | None = None
    http_equiv: str | None = None


@cache
def url_attributes() -> tuple[UrlAttribute, ...]:
    """Every row, in the table's order; raises `ValueError` for a word that is not a valid one."""
    return tuple(
        UrlAttribute(
            element=row["element"],
            attribute=row["attribute"],
            parser=Parser(row["parser"]),
            meaning=Meaning(row["meaning"]),
            source=row["source"],
            form=Form(row["form"]) if "form" in row else None,
            rel=row.get("rel"),
            http_equiv=row.get("http_equiv"),
        )
        for row in load("url_attributes")["attribute"]
    )


@cache
def citing_attributes() -> dict[str, tuple[tuple[str, Form], ...]]:
    """The attributes that cite with their forms, by the element they stand on."""
    found: dict[str, tuple[tuple[str, Form], ...]] = {}
    for row in url_attributes():
        if row.form is not None:
            found[row.element] = (*found.get(row.element, ()), (row.attribute, row.form))
    return found


@cache
def stated_relations() -> frozenset[str]:
    """The words of `rel` by which a `link` element states something of its page."""
    return frozenset(row.rel for row in url_attributes() if row.rel is not None)
