"""Which adapter makes the requests of a round."""

from contextlib import closing

import pytest

from fetch.asking import AGENT, NOW, fetcher, lanes, settings
from linkassay.errors import UsageError
from linkassay.fetch import choosing
from linkassay.fetch.choosing import MANY_LINKS, ByCurl, choose
from linkassay.fetch.httpx_exchanges import HttpxExchanges
from linkassay.fetch.setup import Setup
from linkassay.model import HttpClient, Lane, Probe
from servers import Server, answer, raw

FEW = [Lane("a.test", iter(()), links=MANY_LINKS - 1)]
MANY = [*FEW, Lane("b.test", iter(()), links=1)]


@pytest.fixture
def without_curl(monkeypatch):
    monkeypatch.setattr(choosing, "has_curl", lambda: False)


def chosen(wanted, listed):
    """The kind of adapter, and the lanes as they are given back."""
    setup = Setup(settings(http_client=wanted), lambda: NOW, lambda: 0.0, AGENT, None, None)
    made, again = choose(setup, iter(listed))
    with closing(made):
        return type(made), [*again]


@pytest.mark.parametrize(
    ("wanted", "listed", "kind"),
    [
        (HttpClient.AUTO, FEW, HttpxExchanges),
        (HttpClient.AUTO, MANY, ByCurl),
        (HttpClient.CURL, FEW, ByCurl),
        (HttpClient.HTTPX, MANY, HttpxExchanges),
    ],
)
def test_libcurl_is_for_many_links_or_for_whoever_wants_it(wanted, listed, kind):
    pytest.importorskip("pycurl", reason="the extra `fast` is not installed")
    assert chosen(wanted, listed) == (kind, listed)


@pytest.mark.usefixtures("without_curl")
@pytest.mark.parametrize("wanted", [HttpClient.AUTO, HttpClient.HTTPX])
def test_without_libcurl_httpx_asks(wanted):
    assert chosen(wanted, MANY) == (HttpxExchanges, MANY)


@pytest.mark.usefixtures("without_curl")
def test_whoever_wants_libcurl_and_has_none_is_told_how_to_get_it():
    with pytest.raises(UsageError, match="curl is not installed") as caught:
        chosen(HttpClient.CURL, FEW)
    assert "linkassay[fast]" in caught.value.advice


def test_what_libcurl_cannot_read_is_asked_again_by_httpx_after_the_gap():
    """A status line that browsers take and libcurl does not; the next address is asked in turn."""
    pytest.importorskip("pycurl", reason="the extra `fast` is not installed")
    strange = raw(b"ICY 200 OK\r\nContent-Type: text/html\r\n\r\n<title>A station</title>")
    with Server({"/strange": strange, "/plain": answer("ok")}) as server:
        seen = []
        probes = [Probe(server.url("/strange")), Probe(server.url("/plain"))]
        by = fetcher(http_client=HttpClient.CURL, gap=0.1)
        by.ask(lanes(*probes), seen.extend)
        assert server.paths == ["/strange", "/strange", "/plain"]
    assert [(one.status, len(one.hops), one.error) for one in seen] == [(200, 1, None)] * 2
