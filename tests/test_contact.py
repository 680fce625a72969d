"""A corpus of many hosts is not asked without somebody to write to."""

from datetime import UTC, datetime

import pytest

from fakes import FakeFetcher
from ledger.book import Book
from linkassay.errors import Exit, UsageError
from linkassay.model import Settings
from linkassay.plan import MOST_UNTOLD

TOLD = Settings(contact="desk@paper.example")


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def corpus(hosts, links=1):
    urls = [f"https://www.site{host}.example/{n}" for host in range(hosts) for n in range(links)]
    return {"a.md": "".join(f"See {url} there.\n\n" for url in urls)}, dict.fromkeys(urls, "200")


def test_many_hosts_want_a_contact_before_anything_is_asked(book):
    documents, web = corpus(MOST_UNTOLD + 1)
    with pytest.raises(UsageError) as caught:
        book.audit("2026-01-01", documents, web)
    assert caught.value.exit is Exit.USAGE
    assert "201 hosts" in caught.value.what
    for way in ('contact = "you@example.org"', "linkassay.toml", "LINKASSAY_CONTACT", "--contact"):
        assert way in caught.value.advice
    assert book.asked == []
    assert book.one("select count(*) from document_versions") == 1


def test_the_same_audit_goes_on_once_there_is_one(book):
    documents, web = corpus(MOST_UNTOLD + 1)
    with pytest.raises(UsageError):
        book.audit("2026-01-01", documents, web)
    report = book.audit("2026-01-02", documents, web, settings=TOLD)
    assert report.run.name == "run-2026-01-01"
    assert report.counts.links == len(book.asked) == MOST_UNTOLD + 1


def test_many_links_of_few_hosts_want_none(book):
    documents, web = corpus(MOST_UNTOLD, links=3)
    assert book.audit("2026-01-01", documents, web).counts.links == 3 * MOST_UNTOLD


def test_what_is_not_asked_does_not_count(book):
    documents, web = corpus(MOST_UNTOLD + 1)
    quiet = FakeFetcher(web, when=datetime(2026, 1, 1, tzinfo=UTC), asked=book.asked)
    offline = Settings(offline=True)
    report = book.audit("2026-01-01", documents, web, settings=offline, fetcher=quiet)
    assert report.counts.links == MOST_UNTOLD + 1
    assert book.asked == []
