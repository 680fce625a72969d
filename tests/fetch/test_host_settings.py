"""Headers and credentials of the configuration: sent to their host, told to nobody else."""

from base64 import b64encode

import pytest

from fetch.asking import AGENT, NOW, ask, facts, one, settings
from linkassay.fetch import WebFetcher
from linkassay.fetch.host_settings import OwnHeaders, overlaid
from linkassay.fetch.target import target_of
from linkassay.model import HostSettings, Probe
from servers import Server, answer, redirect

LOGIN = ("reader", "correct horse")
TOKEN = b64encode(b"reader:correct horse").decode()
HERE = HostSettings("127.0.0.1", (("X-Api", "key-12345678"),), ("WIKI_USER", "WIKI_PASSWORD"))


def knowing(*hosts, credentials=None, **changes):
    return WebFetcher(
        settings(hosts=hosts, **changes),
        now=lambda: NOW,
        monotonic=lambda: 0.0,
        user_agent=AGENT,
        facts=facts,
        credentials=credentials or {},
    )


def keys(server):
    """What each request to a server carried of it."""
    found = (request.headers for request in server.requests)
    return [(one.get("x-api"), one.get("authorization")) for one in found]


SENT = ("key-12345678", f"Basic {TOKEN}")
NOTHING = (None, None)


def test_they_are_sent_to_their_host_in_place_of_ours():
    language = HostSettings("127.0.0.1", (("accept-language", "de"), ("X-Api", "key-12345678")))
    with Server({"*": answer()}) as server:
        ask(server.url("/a"), by=knowing(HERE, credentials={"127.0.0.1": LOGIN}))
        ask(server.url("/b"), by=knowing(language))
    assert keys(server) == [SENT, ("key-12345678", None)]
    first, second = (request.headers for request in server.requests)
    assert first["accept-language"] != "de"
    assert second["accept-language"] == "de"


def test_an_article_is_asked_for_with_them():
    with Server({"*": answer()}) as server:
        knowing(HERE, credentials={"127.0.0.1": LOGIN}).fetch_document(Probe(server.url("/a")))
    assert keys(server) == [SENT]


def test_a_redirect_takes_none_of_it_to_another_host_or_port_or_back():
    with (
        Server({"*": answer()}) as port,
        Server({"/a": redirect("/b"), "/d": redirect(port.url("/x"))}) as here,
        Server({}, host="127.0.0.2") as there,
    ):
        here.behaviours = {**here.behaviours, "/b": redirect(there.url("/c")), "/e": answer()}
        there.behaviours = {"/c": redirect(here.url("/e"))}
        by = knowing(HERE, credentials={"127.0.0.1": LOGIN})
        ask(here.url("/a"), by=by)
        ask(here.url("/d"), by=by)
    assert list(zip(here.paths, keys(here), strict=True)) == [
        ("/a", SENT),
        ("/b", SENT),
        ("/e", NOTHING),
        ("/d", SENT),
    ]
    assert keys(there) == [NOTHING]
    assert keys(port) == [NOTHING]


def test_a_host_that_is_led_to_by_another_one_gets_no_key():
    with (
        Server({"*": answer()}) as here,
        Server({"*": redirect(here.url("/x"))}, host="127.0.0.2") as there,
    ):
        ask(there.url("/a"), by=knowing(HERE, credentials={"127.0.0.1": LOGIN}))
    assert keys(here) == [NOTHING]


OWN = OwnHeaders((HostSettings("paper.example", (("X-Api", "v"),)),))


@pytest.mark.parametrize(
    ("chain", "is_sent"),
    [
        (["https://paper.example/"], True),
        (["http://paper.example/"], True),
        (["https://www.paper.example/"], True),
        (["https://PAPER.example:443/"], True),
        (["https://newspaper.example/"], False),
        (["https://paper.example.org/"], False),
        (["https://paper.example@evil.example/"], False),
        (["http://paper.example/", "https://paper.example/x"], True),
        (["https://paper.example/", "https://paper.example/x"], True),
        (["https://paper.example/", "http://paper.example/x"], False),
        (["https://paper.example/", "http://paper.example/", "https://paper.example/x"], False),
        (["https://paper.example/", "https://www.paper.example/"], False),
        (["https://paper.example/", "https://paper.example:8443/"], False),
        (["http://paper.example/", "https://paper.example:8443/"], False),
        (["https://evil.example/", "https://paper.example/"], False),
    ],
)
def test_where_a_chain_may_take_them(chain, is_sent):
    assert list(OWN.lines([target_of(url) for url in chain])) == [("X-Api", "v")] * is_sent


def test_the_nearest_name_counts_alone():
    own = OwnHeaders(
        (
            HostSettings("paper.example", (("X-Api", "v"),)),
            HostSettings("shop.paper.example", gap=1.0),
        )
    )
    assert own.lines([target_of("https://shop.paper.example/")]) == ()


def test_an_ipv6_address_is_a_host_too():
    own = OwnHeaders((HostSettings("[::1]", (("X-Api", "v"),)),))
    assert own.lines([target_of("http://[0:0::1]:8080/")]) == (("X-Api", "v"),)


def test_one_name_is_sent_once():
    assert overlaid([("Accept", "a"), ("Cookie", "b")], [("accept", "c")]) == (
        ("Cookie", "b"),
        ("accept", "c"),
    )
    login = OwnHeaders(
        (HostSettings("a.example", (("authorization", "Bearer x"),)),), {"a.example": LOGIN}
    )
    assert login.lines([target_of("https://a.example/")]) == (("Authorization", f"Basic {TOKEN}"),)


async def echo(request, writer):
    """Gives back all that it was sent, wherever it can."""
    said = f"{request.headers.get('authorization')} {request.headers.get('x-api')}"
    plain = "correct horse correct%20horse"
    headers = (
        ("ETag", f'"{said}"'),
        ("Server", f"{plain} {said}"),
        ("Location", f"/next?{said.replace(' ', '%20')}&p={plain.split()[-1]}"),
    )
    await answer(f"<title>{said} {plain}</title>", "200 OK", headers=headers)(request, writer)


def test_what_a_host_gives_back_of_them_is_not_stored():
    with Server({"*": echo}) as server:
        by = knowing(HERE, credentials={"127.0.0.1": LOGIN})
        (seen,) = ask(server.url("/a"), by=by).values()
    assert keys(server) == [SENT]
    told = repr(seen)
    assert "title" in told
    for secret in ("key-12345678", TOKEN, "correct horse", "correct%20horse"):
        assert secret not in told


def test_nothing_of_them_is_in_the_words_of_our_values():
    by = knowing(HERE, credentials={"127.0.0.1": LOGIN})
    told = repr(by._setup) + repr(HERE) + repr(settings(hosts=(HERE,)))
    for secret in ("key-12345678", "correct horse"):
        assert secret not in told


def test_a_host_without_settings_is_asked_as_ever():
    with Server({"*": answer()}) as server:
        one(server.url("/a"))
    assert keys(server) == [NOTHING]
