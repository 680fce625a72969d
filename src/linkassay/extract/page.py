"""The facts of a page that the web gave us: to understand, compare and date an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linkassay.extract.decode import decode_leniently
from linkassay.extract.linked_data import is_linked_data, linked_data
from linkassay.extract.linked_own import LinkedWork, own_statements
from linkassay.extract.metadata import by_fact
from linkassay.extract.page_fragments import missing_fragments
from linkassay.extract.page_free import is_free
from linkassay.extract.page_leaving import address_ahead
from linkassay.extract.page_scan import Scan, scan
from linkassay.extract.page_shell import is_shell
from linkassay.extract.page_signs import signs_in
from linkassay.extract.page_sketch import sketch_of
from linkassay.extract.page_start_tag import Element
from linkassay.extract.page_words import compared_words, text_hash, word_count
from linkassay.model import Meta, PageFacts
from linkassay.tables.metadata import Fact

MOST_BYTES = 256 * 1024
"""Of a page so much is read for its facts, so that they do not depend on what else is wanted of it;
fragments are looked for in all that is given."""

_STATED = (Fact.CANONICAL, Fact.PUBLISHED, Fact.MODIFIED)


def page_facts(
    head: bytes,
    charset: str | None = None,
    fragments: Sequence[str] = (),
    *,
    whole: bool = True,
) -> PageFacts:
    """What the first bytes of a page say. Never raises; time grows with their number.

    `charset` is what the answer's header said. `fragments` are looked for where the page is `whole`
    (the bytes go to its end). Each day comes with the field that states it; the table of fields
    says which one counts. How many words a page shows is unknown where it shows none as far as it
    was read.
    """
    text = decode_leniently(head[:MOST_BYTES], charset)
    cut = not whole or len(head) > MOST_BYTES
    page = scan(text)
    shown = compared_words(page.text)
    count = word_count(page.text)
    ahead = address_ahead(page, count, cut=cut)
    shell = not cut and ahead is None and is_shell(text, page, count)
    stated = by_fact(head_statements(page))
    canonical, published, modified = (_first(stated, fact) for fact in _STATED)
    looked_for = fragments if whole and not shell else ()
    return PageFacts(
        title=page.title,
        heading=page.heading,
        words=None if cut and not count else count,
        canonical=canonical.value if canonical else None,
        language=_language(page),
        refresh=ahead,
        script_only=shell,
        password=any(map(_asks_password, page.named("input"))),
        free=is_free(page),
        signs=signs_in(page.title, page.heading, shown, count, text),
        published=published.value if published else None,
        published_source=published.name if published else None,
        modified=modified.value if modified else None,
        text_hash=text_hash(shown),
        sketch=sketch_of(shown),
        missing_fragments=_missing(head, charset, text, page, looked_for),
    )


def head_statements(page: Scan) -> list[Meta]:
    """What a page states about itself before its body, in document order."""
    return own_statements(list(_found(page)), page.title, None)


def _found(page: Scan) -> Iterator[Meta | LinkedWork]:
    for element in page.elements[: page.before_body]:
        yield from element.statements
        if element.name == "script" and is_linked_data(element.attributes.get("type")):
            for work in linked_data(element.text):
                yield LinkedWork(work, tuple(Meta(item.name, item.value) for item in work.values))


def _first(stated: Mapping[Fact, Sequence[Meta]], fact: Fact) -> Meta | None:
    return next(iter(stated.get(fact, ())), None)


def _language(page: Scan) -> str | None:
    """The language of the page (WHATWG HTML, 3.2.6.2): of its root element, else of the pragma."""
    for element in page.named("html"):
        for name in ("lang", "xml:lang"):
            if element.attributes.get(name, "").strip():
                return element.attributes[name].strip()
    for element in page.named("meta"):
        if element.attributes.get("http-equiv", "").strip().lower() == "content-language":
            said = element.attributes.get("content", "").strip()
            return said if said and "," not in said else None
    return None


def _asks_password(element: Element) -> bool:
    return element.attributes.get("type", "").strip().lower() == "password"


def _missing(
    head: bytes, charset: str | None, text: str, page: Scan, fragments: Sequence[str]
) -> tuple[str, ...]:
    if not fragments:
        return ()
    if len(head) > MOST_BYTES:
        text = decode_leniently(head, charset)
        page = scan(text)
    return missing_fragments(text, page.text, fragments)
