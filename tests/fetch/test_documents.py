"""Fetching one article whole."""

import gzip

import pytest

from fetch.asking import fetcher
from linkassay.model import ErrorKind, Framing, Probe, Purpose, Source
from servers import Server, answer, chunked, missing, raw, redirect, zipped


def fetch(behaviour, path="/", **changes):
    with Server({"/": behaviour, "/next": answer(b"there", content_type="text/plain")}) as server:
        url = server.url(path)
        return url, *fetcher(**changes).fetch_document(Probe(url, Purpose.ARTICLE))


def test_a_whole_body_becomes_a_source():
    body = b"x" * 600_000
    url, seen, source = fetch(answer(body, content_type='Text/HTML; Charset="ISO-8859-1"'))
    assert source == Source(url, body, "text/html", "iso-8859-1")
    assert (seen.status, seen.framing, seen.raw_bytes) == (200, Framing.LENGTH, len(body))
    assert seen.facts is None


def test_the_source_is_named_as_it_was_asked_for():
    url, seen, source = fetch(redirect("/next"))
    assert source == Source(url, b"there", "text/plain", None)
    assert seen.final_url.endswith("/next")


@pytest.mark.parametrize("padding", [1, 8, 200_000])
def test_zeros_after_a_gzip_body_are_padding_and_no_error(padding):
    padded = gzip.compress(b"whole") + bytes(padding)
    _, seen, source = fetch(answer(padded, headers=(("Content-Encoding", "gzip"),)))
    assert (seen.error, seen.framing) == (None, Framing.LENGTH)
    assert source.data == b"whole"


def test_anything_but_zeros_after_a_gzip_body_is_an_error():
    damaged = gzip.compress(b"whole") + bytes(8) + b"x"
    _, seen, source = fetch(answer(damaged, headers=(("Content-Encoding", "gzip"),)))
    assert (seen.error, source) == (ErrorKind.PROTOCOL, None)


def test_gzip_is_decoded_in_all_its_members():
    twice = gzip.compress(b"one ") + gzip.compress(b"two")
    _, _, source = fetch(answer(twice, headers=(("Content-Encoding", "x-gzip"),)))
    assert source.data == b"one two"
    assert fetch(zipped(b"abc" * 1000))[2].data == b"abc" * 1000


@pytest.mark.parametrize(
    "behaviour",
    [
        missing,
        answer(b"abc", length=10),
        chunked(b"abc", end=False),
        zipped(b"abc" * 100, keep=20),
        answer(b"abc", headers=(("Content-Encoding", "br"),)),
        answer(b"abc", headers=(("Content-Encoding", "gzip, gzip"),)),
        raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
        raw(b"nonsense"),
        redirect("/"),
    ],
)
def test_anything_less_than_a_complete_body_is_no_source(behaviour):
    assert fetch(behaviour)[2] is None


def test_a_body_over_a_cap_is_no_source():
    _, seen, source = fetch(answer(b"x" * 5000), max_wire_bytes=4000)
    assert (source, seen.framing) == (None, Framing.CAPPED)
    _, seen, source = fetch(zipped(bytes(5_000_000)), max_body_bytes=1_000_000)
    assert (source, seen.framing, seen.error) == (None, Framing.CAPPED, None)


def test_an_error_is_an_observation_here_too():
    seen, source = fetcher(allow_address=()).fetch_document(Probe("http://127.0.0.1/"))
    assert (seen.error, source) == (ErrorKind.ADDRESS_REFUSED, None)
