"""All that one document says, without the secrets of its addresses.

What leaves this room goes into a ledger, a report and a page for everybody, so it is cut here,
once, field by field. The source's own text and blocks are not stored and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from linkassay.model import (
    Attribution,
    Citation,
    Clue,
    Deceit,
    Document,
    Link,
    Meta,
    Reading,
    Suppression,
    link_subject,
)
from linkassay.urls.deceit import name_before_at
from linkassay.urls.secrets import cut, cut_text, may_hold, secret_values, shown, without

T = TypeVar("T", Citation, Clue, Meta)

_LINK = link_subject("")


def without_secrets(reading: Reading, key: bytes | None = None) -> Reading:
    """The reading with every address cut; with `key` different secrets are different links."""
    return replace(
        reading,
        document=_document(reading.document, key),
        citations=tuple(citation_without_secrets(item, key) for item in reading.citations),
        attributions=tuple(_attribution(item, key) for item in reading.attributions),
        clues=tuple(_clue(item, key) for item in reading.clues),
        notes=_texts(reading.notes, key),
        suppressions=tuple(_suppression(item, key) for item in reading.suppressions),
    )


def _suppression(item: Suppression, key: bytes | None) -> Suppression:
    return replace(
        item,
        place=shown(item.place, key),
        reason=cut_text(item.reason, key),
        rule=cut_text(item.rule, key),
        error=cut_text(item.error, key),
    )


def _document(document: Document, key: bytes | None) -> Document:
    return replace(
        document,
        locator=shown(document.locator, key),
        title=_text(document.title, key),
        dek=_text(document.dek, key),
        language=_text(document.language, key),
        metadata=tuple(_meta(item, key) for item in document.metadata),
    )


def _meta(meta: Meta, key: bytes | None) -> Meta:
    return _changed(meta, name=cut_text(meta.name, key), value=cut_text(meta.value, key))


def citation_without_secrets(citation: Citation, key: bytes | None = None) -> Citation:
    """A citation as `without_secrets` tells it; itself where nothing in it may hold a secret."""
    if not any(map(may_hold, dict.fromkeys(_told(citation)))):
        return citation
    plain = _changed(
        citation,
        written=_with_lure(citation, _written(citation.written, key)),
        link=citation.link and _link(citation.link, key),
        parsed=citation.parsed and cut(citation.parsed, key),
        error=_text(citation.error, key),
        target=_place(citation.target, key),
        fragment=_place(citation.fragment, key),
        anchor=_text(citation.anchor, key),
        context=cut_text(citation.context, key),
        candidates=tuple(cut(item, key) for item in citation.candidates),
    )
    return plain if plain.written == citation.written else _of_its_own(citation, plain)


def _told(citation: Citation) -> Iterator[str]:
    """All texts of a citation in which a secret may stand; most often some of them are alike."""
    link = citation.link
    if link is not None:
        yield link.url
        if link.capture is not None:
            yield link.capture.url
    if link is None or citation.written != link.url:
        yield citation.written.replace("&", "%")  # a reference may hide a sign of a secret
    yield citation.context
    others = (citation.parsed, citation.error, citation.target, citation.fragment, citation.anchor)
    yield from filter(None, others)
    yield from citation.candidates


def _written(written: str, key: bytes | None) -> str:
    """The source's own characters, or what they mean where a reference hides a secret in them."""
    plain = cut(written, key)
    if "&" not in plain:
        return plain
    from html import unescape

    meant = unescape(plain)
    return plain if cut(meant, key) == meant else cut(meant, key)


def _with_lure(citation: Citation, plain: str) -> str:
    """What is written, with the host's name before its `@` that a reader is to take for the host.

    Without it nobody would find the address in the document.
    """
    lured = Deceit.USER_LIKE_HOST in citation.deceits
    name = name_before_at(citation.written) if lured else None
    return plain if name is None else _AUTHORITY.sub(rf"\g<0>{name}@", plain)


_AUTHORITY = re.compile(r"^[^/\\]*[/\\]*")


def _place(name: str | None, key: bytes | None) -> str | None:
    """A file or a place in it; one whose name holds a secret is not told: it would be another."""
    return name if name is None or cut(name, key) == name else None


def _of_its_own(citation: Citation, plain: Citation) -> Citation:
    """Its secrets, taken out of all else that is told of the same citation.

    A reading of a wrapped address that ends inside a secret is left out.
    """
    values = secret_values(citation.written)
    return replace(
        plain,
        anchor=plain.anchor and without(plain.anchor, values),
        context=without(plain.context, values),
        candidates=tuple(item for item in plain.candidates if plain.written.startswith(item)),
    )


def _link(link: Link, key: bytes | None) -> Link:
    url = cut(link.url, key)
    capture = link.capture and replace(link.capture, url=cut(link.capture.url, key))
    if url == link.url and capture == link.capture:
        return link
    path = cut(link.path, key)
    return replace(link, url=url, path=path, capture=capture, secret=url != link.url)


def _attribution(item: Attribution, key: bytes | None) -> Attribution:
    return replace(
        item,
        text=cut_text(item.text, key),
        source=cut_text(item.source, key),
        outlet=_text(item.outlet, key),
        person=_text(item.person, key),
        licence=_text(item.licence, key),
        links=tuple(cut(url, key) for url in item.links),
    )


def _clue(clue: Clue, key: bytes | None) -> Clue:
    subject = clue.subject
    if subject.startswith(_LINK):
        subject = link_subject(cut(subject.removeprefix(_LINK), key))
    source, text = cut_text(clue.source, key), cut_text(clue.text, key)
    return _changed(clue, subject=subject, source=source, text=text)


def _changed(item: T, **values: Any) -> T:
    """The item with these values; itself where they are the ones it has."""
    differ = {name: value for name, value in values.items() if value != getattr(item, name)}
    return replace(item, **differ) if differ else item


def _texts(texts: Iterable[str], key: bytes | None) -> tuple[str, ...]:
    return tuple(cut_text(text, key) for text in texts)


def _text(text: str | None, key: bytes | None) -> str | None:
    return text and cut_text(text, key)
