"""What a page states about itself: one reading of its fields, however the page was parsed.

Works on the attributes of elements as any parser gives them, and on statements once they are made.
The names, and which of two fields counts, stand in `tables/metadata.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from linkassay.model import Clock, Meta
from linkassay.tables.metadata import Fact, Field, field_named
from linkassay.tables.url_attributes import stated_relations
from linkassay.urls.refresh import refresh_of

_ADDRESS = re.compile(r"https?:|//|www\.", re.IGNORECASE)
_NAMES = {
    Fact.AUTHOR,
    Fact.AUTHOR_OUTLET,
    Fact.PUBLISHER,
    Fact.RIGHTS_HOLDER,
    Fact.SOURCE_ORGANIZATION,
}
_CLOCKS = {Fact.PUBLISHED: Clock.PUBLISHED, Fact.MODIFIED: Clock.MODIFIED}
_CANONICAL = "canonical"
_BASED_ON = frozenset(("isbasedon", "isbasedonurl"))


@dataclass(frozen=True, slots=True)
class Facts:
    """The statement that counts for each fact; of authors and sources, all of the best field.

    Each keeps the field's name, its value as written and, where known, its span.
    """

    published: Meta | None = None
    modified: Meta | None = None
    authors: tuple[Meta, ...] = ()
    publisher: Meta | None = None
    site_name: Meta | None = None
    licence: Meta | None = None
    rights_holder: Meta | None = None
    source_organization: Meta | None = None
    credit_text: Meta | None = None
    title: Meta | None = None
    description: Meta | None = None
    section: Meta | None = None
    canonical: Meta | None = None
    page_address: Meta | None = None
    based_on: tuple[Meta, ...] = ()


def facts(statements: Iterable[Meta]) -> Facts:
    """What the statements of one page amount to. Unknown fields are passed over."""
    best = by_fact(statements)

    def first(fact: Fact) -> Meta | None:
        return next(iter(best.get(fact, ())), None)

    return Facts(
        published=first(Fact.PUBLISHED),
        modified=first(Fact.MODIFIED),
        authors=tuple(best.get(Fact.AUTHOR, ())),
        publisher=first(Fact.PUBLISHER),
        site_name=first(Fact.SITE_NAME),
        licence=first(Fact.LICENCE),
        rights_holder=first(Fact.RIGHTS_HOLDER),
        source_organization=first(Fact.SOURCE_ORGANIZATION),
        credit_text=first(Fact.CREDIT_TEXT),
        title=first(Fact.TITLE),
        description=first(Fact.DESCRIPTION),
        section=first(Fact.SECTION),
        canonical=first(Fact.CANONICAL),
        page_address=first(Fact.PAGE_ADDRESS),
        based_on=tuple(best.get(Fact.BASED_ON, ())),
    )


def by_fact(statements: Iterable[Meta]) -> dict[Fact, list[Meta]]:
    """For each fact, what its most trusted field states, each value once."""
    ranks: dict[Fact, int] = {}
    found: dict[Fact, dict[str, Meta]] = {}
    for item in statements:
        field = field_named(item.name)
        if field is None or _is_no_name(field, item):
            continue
        if field.rank < ranks.get(field.fact, field.rank + 1):
            ranks[field.fact], found[field.fact] = field.rank, {}
        if field.rank == ranks[field.fact]:
            found[field.fact].setdefault(item.value, item)
    return {fact: list(values.values()) for fact, values in found.items()}


def by_field(statements: Iterable[Meta], fact: Fact) -> list[list[Meta]]:
    """What is stated of one fact, field by field, the most trusted row of the table first.

    Each value once; an address is nobody's name.
    """
    found: dict[int, dict[str, Meta]] = {}
    for item in statements:
        field = field_named(item.name)
        if field is not None and field.fact is fact and not _is_no_name(field, item):
            found.setdefault(field.rank, {}).setdefault(item.value, item)
    return [list(found[rank].values()) for rank in sorted(found)]


def clock_of(name: str) -> Clock | None:
    """Which of a page's times a field of this name states; `None` where it states none."""
    field = field_named(name)
    return _CLOCKS.get(field.fact) if field else None


def meta_statements(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The names (lower case) and the value that a `meta` element states, once for each name.

    `property` and `itemprop` may hold several names (RDFa Core 1.1; WHATWG HTML, microdata).
    `refresh` states the address to which the page sends its reader on.
    """
    content = (attributes.get("content") or "").strip()
    if content:
        yield from ((name, content) for name in dict.fromkeys(_meta_names(attributes)))
        yield from _refresh(attributes, content)


def link_statements(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """What a `link` element states: `canonical` or `link:` and the relation, and an address.

    Of microdata it states the work that the page is based on; what else stands in such elements is
    as often said of a picture.
    """
    address = (attributes.get("href") or "").strip()
    relations = dict.fromkeys((attributes.get("rel") or "").lower().split())
    for relation in relations if address else ():
        if relation in stated_relations():
            yield relation if relation == _CANONICAL else f"link:{relation}", address
    stated = _BASED_ON.intersection(_words(attributes, "itemprop"))
    yield from ((name, address) for name in sorted(stated) if address)


def time_statements(
    attributes: Mapping[str, str | None], *, in_article: bool
) -> Iterator[tuple[str, str]]:
    """What a `time` element states: by its itemprop, else `time` where it is the article's own."""
    moment = (attributes.get("datetime") or "").strip()
    names = [name for name in _words(attributes, "itemprop") if clock_of(name) is not None]
    if not names and in_article:
        names = ["time"]
    yield from ((name, moment) for name in names if moment)


def _meta_names(attributes: Mapping[str, str | None]) -> Iterator[str]:
    yield from _words(attributes, "property")
    name = (attributes.get("name") or "").strip().lower()
    yield from [name] if name else []
    yield from _words(attributes, "itemprop")


def _refresh(attributes: Mapping[str, str | None], content: str) -> Iterator[tuple[str, str]]:
    """The address of a refresh (WHATWG HTML, the pragma directive of that name)."""
    if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        found = refresh_of(content)
        if found is not None and found.address:
            yield "refresh", found.address


def _words(attributes: Mapping[str, str | None], key: str) -> list[str]:
    return (attributes.get(key) or "").lower().split()


def _is_no_name(field: Field, item: Meta) -> bool:
    return field.fact in _NAMES and _ADDRESS.match(item.value) is not None
