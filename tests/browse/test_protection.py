"""Only our own host names are answered for, and an answer allows only what its page needs."""

from __future__ import annotations

import asyncio

import pytest

from linkassay.browse.protection import HEADERS, LOCAL_NAMES, POLICY, named_host, protect


async def page(scope, receive, send):
    """A site of one page, which sets a policy of its own."""
    headers = [(b"content-type", b"text/html"), (b"Content-Security-Policy", b"default-src *")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"secret"})


def ask(*headers, names=LOCAL_NAMES, kind="http"):
    """What the protected page sends to a request with these headers."""
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    asyncio.run(protect(page, names)({"type": kind, "headers": headers}, receive, send))
    return sent


def status(*hosts, **given):
    return ask(*((b"host", host) for host in hosts), **given)[0]["status"]


@pytest.mark.parametrize(
    "host",
    [b"127.0.0.1", b"127.0.0.1:8001", b"localhost", b"LocalHost:80", b"[::1]", b"[::1]:8001"],
)
def test_our_own_names_are_answered_for(host):
    assert status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        b"evil.example",
        b"evil.example:8001",
        b"localhost.evil.example",
        b"evil.example@127.0.0.1",
        b"127.0.0.1.evil.example",
        b"127.0.0.1, evil.example",
        b"127.0.0.1:8001:8001",
        b"127.0.0.1 ",
        b"::1",
        b"2130706433",
        b"",
        b"\xff",
    ],
)
def test_any_other_host_is_refused(host):
    start, body = ask((b"host", host))
    assert start["status"] == 400
    assert b"answers only for 127.0.0.1, ::1, localhost" in body["body"]
    assert b"secret" not in body["body"]


def test_no_host_and_two_hosts_are_refused():
    assert status() == 400
    assert status(b"127.0.0.1", b"evil.example") == 400
    assert status(b"evil.example", b"127.0.0.1") == 400


def test_the_name_that_it_was_told_to_serve_is_answered_for():
    names = (*LOCAL_NAMES, "Ledger.example")
    assert status(b"ledger.example:8001", names=names) == 200
    assert status(b"evil.example", names=names) == 400


def test_a_host_is_read_without_its_port():
    assert named_host([(b"Host", b"[::1]:8001")]) == "::1"
    assert named_host([(b"Host", b"LOCALHOST")]) == "localhost"
    assert named_host([]) is None


@pytest.mark.parametrize("host", [b"127.0.0.1", b"evil.example"])
def test_every_answer_carries_the_policy_once(host):
    found = [(name.lower(), value) for name, value in ask((b"host", host))[0]["headers"]]
    assert set(HEADERS) <= set(found)
    assert [name for name, _ in found].count(b"content-security-policy") == 1


def test_the_policy_lets_nothing_in_from_elsewhere_and_no_code_in_a_page():
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert {word for words in rules.values() for word in words.split()} == {
        "'none'", "'self'", "data:",
    }  # fmt: skip
    assert rules["script-src"] == rules["style-src"] == "'self'"


def test_a_socket_of_another_protocol_is_closed():
    assert ask((b"host", b"127.0.0.1"), kind="websocket") == [{"type": "websocket.close"}]
