"""Pages that send their readers on: a header, or what the page says itself."""

import pytest

from fetch.asking import AllHome, fetcher, one
from linkassay.extract.page import page_facts
from linkassay.fetch.refresh import refresh_target
from linkassay.model import ErrorKind, Probe, Purpose
from servers import Server, answer, redirect


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("0; url=/x", "/x"), ("0;URL=/x", "/x"), (" 5 ; Url = '/x y' z", "/x y"), ("0, /x", "/x"),
        ('3;url="/x"', "/x"), ("0 /x", "/x"), ("0.5; url=/x", "/x"), ("30; url=/x", "/x"),
        ("0; url=http://h.test/?url=1", "http://h.test/?url=1"),
        ("31; url=/x", None), ("99999999999; url=/x", None), ("0", None), ("", None), (None, None),
        ("url=/x", None), ("0; url=", None), ("0; url=''", None), ("-1; url=/x", None),
    ],
)  # fmt: skip
def test_where_a_header_leads(value, target):
    assert refresh_target(value) == target


def refreshing(to, status="200 OK"):
    return answer(b"<p>Wait", status, headers=(("Refresh", f"0; url={to}"),))


def meta(to):
    return answer(f'<meta http-equiv="Refresh" content="0; url={to}"><p>Wait')


@pytest.mark.parametrize("leaving", [refreshing, meta])
def test_a_page_that_sends_on_is_a_hop_with_its_success(leaving):
    with Server({"/": leaving("/x"), "/x": answer("<title>there</title>")}) as server:
        seen = one(server.url(), facts=page_facts)
        assert server.paths == ["/", "/x"]
        assert seen.final_url == server.url("/x")
    assert [(hop.status, hop.location) for hop in seen.hops] == [(200, "/x"), (200, None)]
    assert (seen.status, seen.error, seen.facts.title) == (200, None, "there")


@pytest.mark.parametrize("leaving", [refreshing, meta])
@pytest.mark.parametrize("to", ["/", "/#part", "", "javascript:history.back()", "mailto:a@b.test",
                                "intent://x/#Intent;end", "http:///x", "http://[::1/"])  # fmt: skip
def test_a_page_that_sends_nowhere_else_stays(leaving, to):
    with Server({"/": leaving(to)}) as server:
        seen = one(server.url(), facts=page_facts)
        assert server.paths == ["/"]
    assert (seen.status, seen.error) == (200, None)
    assert [hop.location for hop in seen.hops] == [None]
    assert seen.facts is not None


def test_pages_that_send_to_each_other_are_shown_and_no_circle():
    with Server({"/a": meta("/b"), "/b": meta("/c"), "/c": meta("/a")}) as server:
        seen = one(server.url("/a"), facts=page_facts)
        assert server.paths == ["/a", "/b", "/c"]
    assert (seen.status, seen.error) == (200, None)
    assert [hop.location for hop in seen.hops] == ["/b", "/c", None]


def test_a_server_that_redirects_back_to_the_page_that_sends_on_is_a_circle():
    with Server({"/a": meta("/b"), "/b": redirect("/a")}) as server:
        assert one(server.url("/a"), facts=page_facts).error is ErrorKind.REDIRECT_LOOP


def test_the_number_of_hops_counts_both_kinds():
    steps = {f"/{at}": (meta, redirect)[at % 2](f"/{at + 1}") for at in range(30)}
    with Server(steps) as server:
        seen = one(server.url("/0"), facts=page_facts)
    assert (seen.error, len(seen.hops)) == (ErrorKind.TOO_MANY_REDIRECTS, 21)


@pytest.mark.parametrize("status", ["404 Not Found", "500 Broken"])
def test_a_page_of_no_success_is_not_left(status):
    with Server({"/": refreshing("/x", status), "/x": answer()}) as server:
        assert one(server.url(), facts=page_facts).status == int(status[:3])
        assert server.paths == ["/"]


def test_what_was_asked_last_is_what_counts():
    with Server({"/": meta("/x"), "/x": answer("gone", "404 Not Found")}) as server:
        seen = one(server.url(), facts=page_facts)
    assert (seen.status, [hop.status for hop in seen.hops]) == (404, [200, 404])


def test_a_secret_goes_to_no_other_host_by_a_page():
    with Server({"*": answer()}, host="127.0.0.2") as other:
        with Server({"/": meta(other.url("/?t=s3cret"))}) as server:
            probe = Probe(server.url("/?t=CUT"), secret_url=server.url("/?t=s3cret"))
            seen = one(probe, facts=page_facts)
        assert other.connections == 0
    assert (seen.error, seen.status) == (ErrorKind.SECRET_WITHHELD, None)
    assert "s3cret" not in repr(seen)


def test_cookies_of_a_page_go_along_with_its_reader():
    first = answer(headers=(("Set-Cookie", "id=1"), ("Refresh", "0; url=/x")))
    with Server({"/": first, "/x": answer()}) as server:
        one(server.url(), facts=page_facts)
        assert [request.headers.get("cookie") for request in server.requests] == [None, "id=1"]


@pytest.mark.parametrize("leaving", [refreshing, meta])
def test_nothing_reaches_a_guarded_address_by_a_page(leaving):
    with Server({"*": answer()}) as canary:
        hosts = ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]",
                 "localhost", "any.test", "10.0.0.1", "169.254.169.254"]  # fmt: skip
        behaviours = {
            f"/{at}": leaving(f"http://{host}:{canary.port}/") for at, host in enumerate(hosts)
        }
        with Server(behaviours, host="127.0.0.2") as first:
            by = fetcher(facts=page_facts, resolver=AllHome(), allow_address=("127.0.0.2/32",))
            seen = [one(first.url(path), by=by) for path in behaviours]
            assert len(first.requests) == len(hosts)
    assert canary.connections == 0
    assert {item.error for item in seen} == {ErrorKind.ADDRESS_REFUSED}
    assert {item.hops[0].status for item in seen} == {200}


def test_an_article_is_fetched_from_where_its_page_sends_on():
    with Server({"/": meta("/x"), "/x": answer("<p>The article")}) as server:
        by = fetcher(facts=page_facts)
        seen, source = by.fetch_document(Probe(server.url(), Purpose.ARTICLE))
        assert seen.final_url == server.url("/x")
    assert source.data == b"<p>The article"
