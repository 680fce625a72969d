"""What the web answers is kept without secrets: its own, and those it was asked with."""

from __future__ import annotations

import re

import pytest

from fetch.asking import fetcher, one
from linkassay.fetch.cleaning import Cleaner
from linkassay.model import ErrorKind, PageFacts, Probe
from linkassay.urls.secrets import cut
from planted import Plants, behaviours
from servers import Server, answer, redirect

KEY = b"a key of this test"


def page_facts(head: bytes, *_about: object, whole: bool) -> PageFacts:
    page = head.decode()
    found = {name: re.search(pattern, page) for name, pattern in FACTS.items()}
    return PageFacts(**{name: match[1] for name, match in found.items() if match})


FACTS = {"title": "<title>(.*?)</title>", "canonical": 'href="(.*?)"'}


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize("path", ["/redirect", "/broken", "/page", "/article"])
def test_no_secret_of_an_answer_is_kept(path: str, key: bytes | None):
    plant = Plants()
    site = ""
    with Server(behaviours(plant, lambda: site)) as server:
        site = f"127.0.0.1:{server.port}"
        asked = server.url(f"{path}?token={plant('asked')}")
        probe = Probe(cut(asked, key), secret_url=asked)
        seen = one(probe, facts=page_facts, secret_key=key)
        assert server.requests[0].target == f"{path}?token={plant('asked')}"
    assert plant.found_in(repr(seen)) == set()
    assert seen.hops[0].url == probe.url, "asked and kept have one mark"


def test_a_page_that_repeats_what_it_was_asked_with_is_cut():
    with Server({"*": answer("<title>You sent n0tlisted77</title>")}) as server:
        url = server.url("/?x=n0tlisted77")
        seen = one(Probe(server.url("/?x=REDACTED"), secret_url=url), facts=page_facts)
    assert seen.facts is not None
    assert seen.facts.title == "You sent REDACTED"


def test_a_redirect_that_hides_a_name_behind_a_control_character_is_cut():
    location = "https://me:hunter2@a.example/?to\x00ken=abc123&to\tken=abc123"
    shown = Cleaner(Probe("https://a.example/")).url(location)
    assert shown == "https://a.example/?token=REDACTED&token=REDACTED"


def test_what_a_page_states_and_its_headers_are_cut():
    cleaner = Cleaner(Probe("https://a.example/"), KEY)
    mark = cut("?token=abc123", KEY)
    facts = cleaner.facts(PageFacts(title="At /x?token=abc123 now", canonical="/x?token=abc123"))
    assert facts == PageFacts(title=f"At /x{mark} now", canonical=f"/x{mark}")
    headers = [("link", '</x?token=abc123>; rel="canonical"'), ("location", "/x?token=abc123")]
    assert cleaner.headers(headers) == (
        ("link", f'</x{mark}>; rel="canonical"'),
        ("location", f"/x{mark}"),
    )


def test_a_secret_is_sent_to_its_own_host_alone():
    with Server({"*": answer()}, host="::1") as other, Server({}) as server:
        away = other.url("/?token=q1w2e3r4")
        server.behaviours = {"*": redirect(away)}
        probe = Probe(server.url("/?token=REDACTED"), secret_url=server.url("/?token=q1w2e3r4"))
        seen = one(probe, by=fetcher())
        assert other.requests == []
    assert seen.error is ErrorKind.SECRET_WITHHELD
    assert "q1w2e3r4" not in repr(seen)


def test_a_hash_stays_whole_where_a_short_secret_stands_in_it_by_chance():
    cleaner = Cleaner(Probe("https://a.example/?q=CUT", secret_url="https://a.example/?q=abcd"))
    facts = PageFacts(title="abcd", text_hash="00abcd0000000000", sketch="00000000abcd0000")
    cleaned = cleaner.facts(facts)
    assert cleaned.title != facts.title
    assert (cleaned.text_hash, cleaned.sketch) == (facts.text_hash, facts.sketch)
