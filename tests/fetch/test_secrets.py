"""A secret is sent to its own host, and is found nowhere in what comes back."""

import json

import pytest

from fetch.asking import fetcher, one
from linkassay.fetch.cleaning import Cleaner, secret_values
from linkassay.model import ErrorKind, PageFacts, Probe, Purpose
from linkassay.urls.secrets import MARK
from servers import Server, answer, redirect

SECRET = "s3cr+t/Va=lue"
SENT = "s3cr%2Bt%2FVa%3Dlue"
FORMS = [
    SENT,
    SENT.lower(),
    "s3cr+t/Va=lue",
    "s3cr%2Bt/Va=lue",
    "S3CR%2BT%2FVA%3DLUE",
    "s3cr%252Bt%252fVa%253DLue",
]


def probe(server, path="/a?q=1&token={}"):
    return Probe(server.url(path.format("CUT")), secret_url=server.url(path.format(SENT)))


def is_found(observation):
    return any(form.lower() in repr(observation).lower() for form in FORMS)


def test_the_secret_is_sent_and_the_identity_is_stored():
    with Server({"*": answer()}) as server:
        seen = one(probe(server))
        assert server.requests[0].target == f"/a?q=1&token={SENT}"
        assert seen.url == seen.final_url == server.url("/a?q=1&token=CUT")
    assert seen.status == 200
    assert not is_found(seen)


@pytest.mark.parametrize("form", FORMS)
def test_what_repeats_the_secret_is_stored_without_it(form):
    def facts(head, charset, fragments, *, whole):
        return PageFacts(
            title=f"Results for {form}",
            canonical=f"https://example.org/?t={form}",
            published=form,
            published_source=form,
            modified=form,
        )

    echo = answer(
        form,
        headers=(
            ("ETag", f'"{form}"'),
            ("Server", f"x {form}"),
            ("Link", f"<https://example.org/{form}>; rel=canonical"),
        ),
    )
    with Server({"/a": redirect(f"/b?x={form}&token={form}"), "/b": echo}) as server:
        seen = one(probe(server), facts=facts)
        assert len(server.requests) == 2
    assert seen.status == 200
    assert seen.facts.title == f"Results for {MARK}"
    assert seen.header("etag") == f'"{MARK}"'
    assert not is_found(seen)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", ["/?token={}", "/path/{}/x", "/#token={}"])
def test_a_redirect_that_carries_the_secret_to_another_host_is_not_followed(form, target):
    with Server({"*": answer()}, host="127.0.0.2") as other:
        with Server({"*": redirect(other.url(target.format(form)))}) as server:
            seen = one(probe(server))
        assert other.connections == 0
    assert (seen.error, seen.status) == (ErrorKind.SECRET_WITHHELD, None)
    assert [hop.status for hop in seen.hops] == [302]
    assert "127.0.0.2" in seen.detail
    assert not is_found(seen)


def test_a_redirect_to_another_host_without_the_secret_is_followed():
    with Server({"*": answer()}, host="127.0.0.2") as other:
        with Server({"*": redirect(other.url("/welcome"))}) as server:
            seen = one(probe(server))
        assert other.paths == ["/welcome"]
    assert seen.status == 200
    assert not is_found(seen)


def test_a_redirect_on_the_own_host_may_carry_the_secret():
    with Server({"/a": redirect(f"/b?token={SENT}"), "/b": answer()}) as server:
        assert one(probe(server)).status == 200
        assert server.paths[1] == f"/b?token={SENT}"


def test_a_secret_that_comes_back_by_a_second_host_is_not_sent_there_either():
    with Server({}, host="127.0.0.2") as other, Server({"*": redirect(other.url("/x"))}) as server:
        third = f"http://127.0.0.3:{server.port}/?token={SENT}"
        other.behaviours["/x"] = redirect(third)
        seen = one(probe(server))
    assert seen.error is ErrorKind.SECRET_WITHHELD
    assert [hop.status for hop in seen.hops] == [302, 302]


@pytest.mark.parametrize(
    "location", ["http://[{}/", "ftp://127.0.0.1/{}", "javascript:{}", "http://127.0.0.1:99999/{}"]
)
def test_errors_do_not_tell_the_secret(location):
    with Server({"*": redirect(location.format(SENT))}) as server:
        seen = one(probe(server))
    assert seen.error is ErrorKind.BAD_REDIRECT
    assert not is_found(seen)


def test_a_failure_of_ours_does_not_tell_the_secret():
    def facts(head, charset, fragments, *, whole):
        raise RecursionError(SENT)

    with Server({"*": answer()}) as server:
        seen = one(probe(server), facts=facts)
    assert seen.error is ErrorKind.BUG
    assert not is_found(seen)


def test_an_article_is_named_by_its_identity():
    with Server({"*": answer(b"text")}) as server:
        asked = Probe(probe(server).url, Purpose.ARTICLE, probe(server).secret_url)
        seen, source = fetcher().fetch_document(asked)
    assert source.locator == asked.url
    assert not is_found((seen, source))


def test_userinfo_is_neither_sent_nor_stored_nor_taken_for_a_secret_value():
    with Server({"/": redirect("/x"), "/x": answer("<title>for me</title>")}) as server:
        server.behaviours["/"] = redirect(f"http://me:hunter2@127.0.0.1:{server.port}/x")
        asked = Probe(server.url(), secret_url=f"http://me:hunter2@127.0.0.1:{server.port}/")
        seen = one(asked)
        assert all("authorization" not in request.headers for request in server.requests)
    assert seen.status == 200
    assert "hunter2" not in repr(seen)
    assert "me:" not in json.dumps([hop.location for hop in seen.hops])
    assert seen.facts.title == "<title>for me</title>"


@pytest.mark.parametrize(
    ("url", "secret_url", "values"),
    [
        ("https://a.test/", None, set()),
        ("https://a.test/?k=CUT", "https://a.test/?k=abc", {"abc"}),
        ("https://a.test/CUT/x;sid=CUT#t=CUT", "https://a.test/p/x;sid=q#t=r", {"p", "q", "r"}),
        ("https://a.test/?k=CUT&l=x", "https://a.test/?k=x&l=x", set()),
        ("https://a.test/", "https://u:p@a.test/", set()),
    ],
)
def test_what_the_secret_address_has_besides_is_secret(url, secret_url, values):
    assert secret_values(Probe(url, secret_url=secret_url)) == values


def test_a_short_value_is_only_taken_out_where_it_stands_alone():
    cleaner = Cleaner(Probe("https://a.test/?k=CUT", secret_url="https://a.test/?k=1"))
    assert cleaner.text("k=1 of 2011, x1") == f"k={MARK} of 2011, x1"
    assert not cleaner.has_secret("https://b.test/2011")
