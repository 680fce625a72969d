"""What a document says goes on without the secrets of its addresses, and can be asked with them."""

from __future__ import annotations

import re
from dataclasses import Field, fields, replace
from datetime import date

import pytest

from linkassay.extract import extract, secret_addresses
from linkassay.extract.cited import LONGEST_WORD, cite
from linkassay.extract.parsed import RawLink
from linkassay.extract.secrets import without_secrets
from linkassay.model import (
    Attribution,
    Capture,
    Citation,
    Clock,
    Clue,
    CreditClass,
    DaySet,
    Document,
    Form,
    Group,
    Link,
    Meta,
    Reading,
    Source,
    Span,
    link_subject,
)
from planted import Plants, markdown, text


def reveal(source: Source, url: str, *, key: bytes | None = None) -> str | None:
    """Of several secrets of one link the first."""
    return dict(reversed(list(secret_addresses(source, key=key)))).get(url)


KEY = b"a key of this test"
SITE = "harbour.example"
WORDS = "and so on " * 30


def read(content: str, locator: str = "a.md", key: bytes | None = None) -> Reading:
    (reading,) = extract(Source(locator, content.encode()), key=key)
    return reading


def kept(reading: Reading) -> str:
    """All of a reading that is stored: the source's own text and blocks are not."""
    document = reading.document
    stored = replace(document, text="", blocks=(), passages=())
    return repr((stored, reading.citations, reading.attributions, reading.clues, reading.notes))


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize(("make", "locator"), [(markdown, "a.md"), (text, "a.txt")])
def test_no_secret_of_a_document_goes_on(make, locator: str, key: bytes | None):
    plant = Plants()
    source = make(plant, SITE)
    assert plant.found_in(source) == set(plant.values)
    assert plant.found_in(kept(read(source, locator, key))) == set()


def test_with_a_key_two_secrets_are_two_links_and_without_they_are_one():
    source = "See https://a.example/?token=one111 and https://a.example/?token=two222 there."
    assert len(read(source).links()) == 1
    assert len(read(source, key=KEY).links()) == 2
    assert all(link.secret for link in read(source, key=KEY).links())


def test_user_name_and_password_make_no_secret_link_since_they_are_never_sent():
    (citation,) = read("See https://me:hunter2@a.example/x there.").citations
    assert citation.written == citation.parsed == "https://a.example/x"
    assert citation.link is not None
    assert not citation.link.secret


def test_a_secret_in_a_fragment_is_cut_and_not_needed_for_asking():
    (citation,) = read("See https://a.example/x#access_token=abc there.").citations
    assert citation.parsed == "https://a.example/x#access_token=REDACTED"
    assert citation.link is not None
    assert not citation.link.secret


def test_a_copy_in_an_archive_is_cut_with_its_original():
    url = "https://web.archive.org/web/20190329000000/https://u:hunter2@a.example/?token=abc123"
    reading = read(f"See {url} there.")
    assert "hunter2" not in kept(reading)
    assert "abc123" not in kept(reading)
    (link,) = reading.links()
    assert link.secret
    assert link.url == "https://a.example/?token=REDACTED"
    assert link.capture is not None
    assert link.capture.url.endswith("/https://a.example/?token=REDACTED")
    assert {clue.subject for clue in reading.clues} <= {f"link:{link.url}"}


def test_a_document_without_secrets_is_told_as_it_stands():
    source = "# A\n\nSee [it](https://a.example/b?c=d&page=2#e), by a@b.example; x = y."
    reading = read(source)
    (citation,) = reading.citations
    assert citation.written == "https://a.example/b?c=d&page=2#e"
    assert citation.context == "See it, by a@b.example; x = y."


def test_the_reason_why_an_address_is_malformed_quotes_no_password():
    (citation,) = read("[x](http://me:hunter2/y@a.example/)").citations
    assert citation.error == "What stands after the colon is not a port number."
    (harmless,) = read("[x](http://a.example:harbour/)").citations
    assert harmless.error == "“harbour” is not a port number."


def test_a_reading_of_a_wrapped_address_that_ends_inside_a_secret_is_left_out():
    reading = read("See\nhttps://a.example/x?page=1&sid=abcdefgh-\n1234abcd99 there.", "a.txt")
    (citation,) = reading.citations
    assert citation.written == "https://a.example/x?page=1&sid=REDACTED"
    assert not [item for item in citation.candidates if "abcdefgh" in item]


@pytest.mark.parametrize("before", range(90, 150, 7))
def test_a_context_holds_no_half_of_a_secret(before: int):
    other = "https://b.example/?token=q1w2e3r4t5y6u7"
    source = f"{WORDS}{other} {'x' * before} https://a.example/ {'y' * before} {other} {WORDS}"
    for citation in read(source, "a.txt").citations:
        assert not [at for at in range(11) if "q1w2e3r4t5y6u7"[at : at + 4] in citation.context]


def test_a_context_is_cut_between_words_where_a_secret_may_stand():
    source = f"{WORDS}https://a.example/?page=2 {WORDS}"
    (citation,) = read(source, "a.txt").citations
    assert set(citation.context.split()) == {"and", "so", "on", "https://a.example/?page=2"}


def test_a_long_address_is_whole_in_its_context_and_an_endless_one_is_not_there():
    for length, whole in ((500, True), (2 * LONGEST_WORD, False)):
        url = "https://a.example/?page=" + "2" * length
        raw = RawLink(url, Span(1, 1), Form.BARE, offset=len(WORDS))
        context = cite(raw, f"{WORDS}{url} {WORDS}", whole=True).context
        assert (url in context) == whole
        assert ("2" in context) == whole


def test_what_must_be_asked_is_found_in_the_document_again():
    content = (
        "See https://me:pw@a.example/?token=one111#x and https://a.example/?token=two222, "
        "https://a.example/?page=2 and https://a.example/reset/4f9a8b7c6d5e4f3a2b1c there."
    )
    source = Source("a.txt", content.encode())
    for key in (None, KEY):
        links = [link.url for link in read(content, "a.txt", key).links() if link.secret]
        real = [reveal(source, url, key=key) for url in links]
        assert dict(secret_addresses(source, key=key)).keys() == set(links)
        if key:
            assert real == [
                "https://a.example/?token=one111",
                "https://a.example/?token=two222",
                "https://a.example/reset/4f9a8b7c6d5e4f3a2b1c",
            ]
        else:
            assert real[0] == "https://a.example/?token=one111"
    assert reveal(source, "https://a.example/?page=2") is None
    assert reveal(source, "https://a.example/?token=REDACTED", key=KEY) is None


ADDRESS = "https://me:hunter2@a.example/?token=q1w2e3r4t5y6#access_token=q1w2e3r4t5y6"
NOT_OF_THE_SOURCE = {"sha256", "media_type", "rule", "scheme", "host", "archive"}
"""What we make ourselves."""


def is_text(item: Field) -> bool:
    return re.match(r"(?:Annotated\[)?\(?str(?: \| None)?\b", item.type) is not None


def made(kind: type, **given):
    """A value of `kind` with an address in each of its texts that come from a source."""
    texts = {item.name for item in fields(kind) if is_text(item)} - NOT_OF_THE_SOURCE
    ours = dict.fromkeys(NOT_OF_THE_SOURCE & {item.name for item in fields(kind)}, "x")
    return kind(**dict.fromkeys(texts, ADDRESS) | ours | given)


def test_every_text_that_a_reading_has_is_cut():
    here = Span(1, 1)
    link = made(Link, port=443, capture=made(Capture, day=None))
    days = DaySet.between(date(2019, 1, 1), date(2019, 1, 2))
    reading = Reading(
        made(Document, text="", metadata=(made(Meta),)),
        (made(Citation, span=here, form=Form.BARE, link=link, candidates=(ADDRESS,)),),
        (made(Attribution, credit=CreditClass.ORIGIN, span=here, links=(ADDRESS,)),),
        (
            made(Clue, subject=link_subject(ADDRESS), clock=Clock.EVENT, days=days,
                 group=Group.URL),
        ),
        notes=(ADDRESS,),
    )  # fmt: skip
    assert kept(reading).count("hunter2") >= 20
    for key in (None, KEY):
        plain = kept(without_secrets(reading, key))
        assert "hunter2" not in plain
        assert "q1w2e3" not in plain


def test_a_secret_that_stands_alone_beside_its_address_is_cut():
    source = "The [page for q1w2e3r4t5y6](https://a.example/?token=q1w2e3r4t5y6) of q1w2e3r4t5y6."
    assert "q1w2e3r4t5y6" not in kept(read(source))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://me:hunter2&#64;a.example/", "https://a.example/"),
        ("https://a.example/?token&#61;hunter2&amp;x=1", "https://a.example/?token=REDACTED&x=1"),
        ("https://a.example/?x=1&amp;token=hunter2", "https://a.example/?x=1&amp;token=REDACTED"),
        ("https://a.example/?x=1&amp;y=2", "https://a.example/?x=1&amp;y=2"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "<p><a href='{}'>x</a></p>"])
def test_a_character_reference_hides_no_secret(form: str, written: str, told: str):
    (citation,) = read(form.format(written)).citations
    assert citation.written == told
