"""The site, started for real on loopback and looked at, then stopped."""

from __future__ import annotations

import json
import re
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from browse import ledger_of_runs as sample
from browse.running import read, running


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return sample.make(tmp_path_factory.mktemp("site") / "our audit.db", runs=2)


@pytest.fixture(scope="module")
def site(ledger, tmp_path_factory):
    with running(ledger, tmp_path_factory.mktemp("scratch")) as url:
        yield url


def test_the_front_page_asks_the_questions(site):
    page = read(site)
    assert site.startswith("http://127.0.0.1:")
    assert "Which links are broken now?" in page
    assert "What does a document cite?" in page


def test_the_database_page_tells_what_each_table_is(site):
    page = read(f"{site}our~20audit")
    assert "What is to be looked at now" in page
    assert "Health of each host" in page
    assert "_sqlite_migrations" not in page
    assert "lineage" not in page


def test_a_table_page_shows_labels_and_chips(site):
    page = read(f"{site}our~20audit/open_findings")
    assert sample.HARBOUR in page
    assert '<span class="chip chip-warning">warning</span>' in page


@pytest.mark.parametrize(
    ("slug", "rows"),
    [
        ("broken-now", 1),
        ("new-since-last-run", 3),
        ("date-conflicts", 3),
        ("who-published-first", 2),
        ("redirects-to-mend", 1),
        ("what-a-document-cites", 11),
    ],
)
def test_every_canned_query_has_its_page_and_its_rows(site, slug, rows):
    assert "The query" in read(f"{site}our~20audit/{slug}")
    assert len(json.loads(read(f"{site}our~20audit/{slug}.json?_shape=array"))) == rows


def test_a_parameter_narrows_the_answer(site):
    rows = json.loads(
        read(f"{site}our~20audit/what-a-document-cites.json?_shape=array&document=museum")
    )
    assert {row["document"] for row in rows} == {sample.MUSEUM}


def test_every_page_of_the_site_opens(site):
    found = json.loads(read(f"{site}our~20audit.json"))
    names = [table["name"] for table in found["tables"]] + [v["name"] for v in found["views"]]
    assert len(names) > 25
    for name in names:
        assert "message-error" not in read(f"{site}our~20audit/{name}")


def test_a_row_page_tells_what_each_column_holds_and_leads_on(site):
    page = read(f"{site}our~20audit/links/2")
    assert "The address after the identity rules, secrets cut." in page
    assert '/hosts/2">news.example</a>' in page
    assert "Rows that name this one" in page


def test_a_document_leads_to_what_it_cites_and_a_host_to_its_links(site):
    broken = read(f"{site}our~20audit/broken-now")
    (there,) = re.findall('href="([^"]*)">' + sample.HARBOUR, broken)
    assert sample.MOVED in read(f"{site}{there.removeprefix('/')}")
    hosts = read(f"{site}our~20audit/domain_health")
    (there,) = re.findall('href="([^"]*)">library.example<', hosts)
    links = read(f"{site}{there.removeprefix('/')}")
    assert "catalogue?id=77412" in links
    assert sample.FINE not in links


def test_a_page_of_rows_shows_no_hash_and_the_row_a_short_one(site):
    assert "Binary" not in read(f"{site}our~20audit/checks")
    assert 'class="col-leaf"><code title="' in read(f"{site}our~20audit/checks/1")
    assert "Binary" not in read(f"{site}our~20audit?sql=select+leaf+from+checks")


def test_what_cannot_be_seen_is_a_mark_wherever_it_is_shown(site):
    for path in ("citations", "citations?_facet=context", "citations/5", "citations_now"):
        page = read(f"{site}our~20audit/{path}")
        assert "\\u{202e}" in page, path
        assert "\u202e" not in page, path


def test_no_page_holds_code_or_styles_of_its_own(site):
    """The policy would block them."""
    for path in ("", "our~20audit", "our~20audit/links", "our~20audit/links/1",
                 "our~20audit/broken-now", "our~20audit?sql=select+1"):  # fmt: skip
        page = read(f"{site}{path}")
        assert "<style" not in page
        assert 'style="' not in page
        assert "<script>" not in page


def answer_to(site, host):
    """The whole answer to a request that names `host`, over a socket of our own."""
    address = urlsplit(site)
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b"")).decode()


def test_another_host_name_gets_nothing(site):
    """A name that leads to 127.0.0.1 must not make the browser take us for that site."""
    refused = answer_to(site, "evil.example")
    assert refused.startswith("HTTP/1.1 400 ")
    assert "answers only for 127.0.0.1, ::1, localhost" in refused
    assert "linkassay: what" not in refused
    for host in ("localhost", "127.0.0.1:1", "[::1]"):
        assert answer_to(site, host).startswith("HTTP/1.1 200 ")


@pytest.mark.parametrize("path", ["", "our~20audit.json", "static/linkassay.css", "nowhere"])
def test_every_answer_carries_the_policy(site, path):
    try:
        headers = urllib.request.urlopen(f"{site}{path}", timeout=20).headers
    except urllib.error.HTTPError as error:
        headers = error.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_nobody_writes_through_the_site(site):
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(f"{site}our~20audit?sql=delete+from+open_findings")
    assert caught.value.code == 400


def test_a_wrong_address_is_a_page_and_nothing_is_printed(ledger, tmp_path):
    """Where nobody reads what is printed, a full pipe would bring the site to a stop."""
    process_said = []
    with running(ledger, tmp_path, said=process_said) as url:
        for path in ("nowhere", "our~20audit/nowhere", "our~20audit/nowhere.json"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                read(f"{url}{path}")
            assert caught.value.code == 404
            assert "not found" in caught.value.read().decode().lower()
    assert process_said == ["ended\n"]
