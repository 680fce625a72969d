"""Which answers have facts of their page, and what is read for them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fetch.asking import one
from linkassay.extract.page import page_facts
from linkassay.fetch.sniffing import begins_like_html
from linkassay.model import Framing, PageFacts, Probe
from servers import Server, answer, chunked, raw

PAGE = "<!doctype html><title>Harbour</title><h1>It is open</h1><p id=there>Come and see"


def seen(behaviour, fragments: tuple[str, ...] = (), facts=page_facts, **changes):
    with Server({"/": behaviour}) as server:
        return one(Probe(server.url(), fragments=fragments), facts=facts, **changes)


@pytest.mark.parametrize(
    "status",
    ["200 OK", "203 Other", "300 Choices", "400 Bad", "401 Who", "403 No", "404 Not Found",
     "410 Gone", "418 Teapot", "429 Slow", "451 Law", "500 Broken", "503 Later", "999 No"],
)  # fmt: skip
def test_a_page_of_any_status_has_facts(status):
    found = seen(answer(PAGE, status=status))
    assert found.status == int(status[:3])
    assert (found.facts.title, found.facts.heading, found.facts.words) == (
        *("Harbour", "It is open"),
        6,
    )


@pytest.mark.parametrize(
    ("content_type", "body", "is_page"),
    [
        ("text/html", PAGE, True),
        ("application/xhtml+xml", PAGE, True),
        (None, PAGE, True),
        ("", "\n <HTML lang=en><title>Harbour</title>", True),
        ("html", "<!-- a --><title>Harbour</title>", True),
        (None, b"\xef\xbb\xbf<head><title>Harbour</title>", True),
        (None, "Harbour <title>Harbour</title>", False),
        (None, "<htmlx><title>Harbour</title>", False),
        (None, "<?xml version='1.0'?><title>Harbour</title>", False),
        (None, b"%PDF-1.7 <html>", False),
        ("text/plain", PAGE, False),
        ("application/json", PAGE, False),
        ("text/html", "", False),
    ],
)
def test_a_body_is_a_page_by_its_type_or_else_by_how_it_begins(content_type, body, is_page):
    found = seen(answer(body, content_type=content_type))
    assert (found.facts is not None) is is_page
    assert found.facts is None or found.facts.title == "Harbour"


@pytest.mark.parametrize(
    ("data", "is_page"),
    [(b"<A >", True), (b"<br>", True), (b"<!--", True), (b"<p/>", False), (b"", False)],
)
def test_how_a_page_begins(data, is_page):
    assert begins_like_html(data) is is_page


def test_an_encoding_that_nobody_asked_for_has_no_facts():
    assert seen(answer(PAGE, headers=(("Content-Encoding", "br"),))).facts is None


def heard_by(behaviour, fragments=(), **changes) -> list[tuple[int, tuple[str, ...], bool]]:
    """What the reader of facts was given: bytes, fragments, whether to the end."""
    heard = []

    def facts(
        head: bytes, _charset: str | None, fragments: Sequence[str], *, whole: bool
    ) -> PageFacts:
        heard.append((len(head), tuple(fragments), whole))
        return PageFacts()

    seen(behaviour, fragments, facts, **changes)
    return heard


LONG = "<p>" + "x" * 300_000
LONGER = "<p>" + "x" * (2 * 1024 * 1024)


def test_a_page_is_whole_where_it_came_to_its_end():
    assert heard_by(answer(PAGE)) == [(len(PAGE), (), True)]
    assert heard_by(chunked(PAGE.encode())) == [(len(PAGE), (), True)]
    assert heard_by(answer(LONG)) == [(256 * 1024, (), False)]
    assert heard_by(answer(LONG, status="404 No")) == [(256 * 1024, (), False)]
    assert heard_by(answer(PAGE), max_page_bytes=20) == [(20, (), False)]


def test_more_is_read_of_a_page_in_which_fragments_are_looked_for():
    assert heard_by(answer(LONG), ("a",)) == [(len(LONG), ("a",), True)]
    assert heard_by(answer(LONGER), ("a",)) == [(2 * 1024 * 1024, ("a",), False)]
    assert heard_by(answer(LONG, content_type="text/plain"), ("a",)) == []


def test_fragments_are_looked_up():
    found = seen(answer(PAGE), ("there", "gone", ":~:text=come%20and%20see", ":~:text=go%20away"))
    assert found.facts.missing_fragments == ("gone", ":~:text=go%20away")
    assert found.framing is Framing.LENGTH


def test_a_page_that_the_server_cuts_misses_no_fragment():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n"
    found = seen(raw(head + PAGE.encode()), ("gone",))
    assert found.framing is Framing.CUT
    assert found.facts is None or found.facts.missing_fragments == ()


def test_an_empty_page_is_a_page():
    found = seen(answer("<html></html>", status="500 Broken"))
    assert (found.facts.words, found.facts.script_only, found.facts.sketch) == (0, False, None)
