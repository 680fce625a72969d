"""What is asked over https beside an http link: once, remembered, never where it tells nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes import FakeFetcher
from ledger.book import Book
from linkassay.model import Recheck, Settings, Standing

PLAIN, SECURE = "http://example.org/harbour", "https://example.org/harbour"
PAGE = "<!doctype html><title>Harbour</title><h1>Harbour</h1><p>It opens again."
TEXT = f"A headline\n\nSee {PLAIN} here.\n\nBy Ana Bell\n"


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def of(told):
    return [(item.advice, item.standing) for item in told.findings if item.rule == "insecure-http"]


def asked(book, day, answers, pages=(PLAIN, SECURE), text=TEXT, **more):
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    web = FakeFetcher(answers, shown=dict.fromkeys(pages, PAGE), when=when)
    told = book.audit(day, {"a.txt": text}, fetcher=web, **more)
    return told, web.asked_again.count(SECURE)


def test_https_is_asked_once_and_not_again_before_the_link_is_due(book):
    answers = {PLAIN: "200", SECURE: "200"}
    told, times = asked(book, "2026-01-01", answers)
    assert times == 1
    assert of(told) == [(f"Write {SECURE} instead.", Standing.NEW)]
    settings = Settings(recheck=Recheck.DUE)
    told, times = asked(book, "2026-01-02", answers, settings=settings)
    assert times == 0
    assert of(told) == [(f"Write {SECURE} instead.", Standing.KNOWN)]


def test_a_look_over_https_is_no_link_of_the_run(book):
    told, _ = asked(book, "2026-01-01", {PLAIN: "200", SECURE: "404"})
    assert [link.url for link in told.links] == [PLAIN]
    assert of(told) == []


@pytest.mark.parametrize(
    "answers",
    [
        {PLAIN: f"301 {SECURE}", SECURE: "200"},
        {PLAIN: "404", SECURE: "200"},
        {PLAIN: "301 https://other.example/harbour", "https://other.example/harbour": "200"},
    ],
    ids=["its redirect says so", "it is gone", "it has moved"],
)
def test_https_is_not_asked_where_that_would_tell_nothing(book, answers):
    _, times = asked(book, "2026-01-01", answers)
    assert times == 0


def test_an_address_that_is_cited_over_https_too_is_not_asked_twice(book):
    text = f"{TEXT}\nSee {SECURE} as well.\n"
    web = FakeFetcher({PLAIN: "200", SECURE: "200"}, shown=dict.fromkeys((PLAIN, SECURE), PAGE))
    told = book.audit("2026-01-01", {"a.txt": text}, fetcher=web)
    assert (web.asked.count(SECURE), web.asked_again.count(SECURE)) == (1, 0)
    assert len(of(told)) == 1
