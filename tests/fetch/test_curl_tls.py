"""TLS by libcurl: what holds is the same, and what fails is left to the other adapter's OpenSSL."""

import os
import ssl
import subprocess
import sys

import pytest
import trustme

from fetch.test_tls import NAME, OLD, authority, ca_file, context, self_signed, with_issuers
from fetch.two_adapters import ask, bounds, by_curl, by_httpx, values
from hostile_servers.model import broken_off, left_open
from linkassay.errors import UsageError
from linkassay.fetch.curl.exchanges import CurlExchanges
from linkassay.fetch.exchange import Phase
from linkassay.model import ErrorKind, Framing
from servers import Server, answer, chunked, raw

__all__ = ["authority", "ca_file"]


def both(server, ca_file, name=NAME, **given):
    made = ask(f"https://{name}:{server.port}/", within=bounds(**given))
    return by_curl(made, ca_file=ca_file)[0], by_httpx(made, ca_file=ca_file)[0]


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "behaviour",
    [
        answer(), chunked(b"abc"), chunked(b"abc", end=False), answer(b"abc", length=9),
        raw(OK + b"\r\nwords"), raw(b""), broken_off(OK + b"\r\nwords", reset=True),
        answer(b"x" * 300_000),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_answers_are_the_same(authority, ca_file, behaviour, newest):
    tls = context(authority, NAME)
    tls.maximum_version = newest
    with Server({"/": behaviour}, tls=tls) as server:
        ours, theirs = both(server, ca_file)
    assert not ours.unclear
    assert values(ours) == values(theirs)


def test_names_with_a_dot_and_addresses(authority, ca_file):
    with Server({"/": answer()}, tls=context(authority, NAME, "127.0.0.1")) as server:
        for name in (f"{NAME}.", "127.0.0.1"):
            ours, theirs = both(server, ca_file, name)
            assert (ours.status, values(ours)) == (200, values(theirs))


def test_a_certificate_that_fails_is_left_to_the_other(authority, ca_file):
    """Nothing is sent to such a server, and nothing is said of it."""
    certificates = [
        context(authority, NAME, not_before=OLD, not_after=OLD.replace(year=2002)),
        context(authority, "other.test"),
        with_issuers(trustme.CA(), NAME),
        context(authority.create_child_ca(), NAME, chain=False),
        self_signed(),
    ]
    for tls in certificates:
        with Server({"/": answer()}, tls=tls) as server:
            ours, theirs = both(server, ca_file)
            assert server.requests == []
        assert (ours.unclear, ours.status, ours.phase) == (True, None, Phase.TLS)
        assert ours.peer == theirs.peer == "127.0.0.1"
        assert theirs.error is not None


def test_an_issuer_in_the_middle_is_no_anchor(authority, tmp_path):
    """Whoever trusts an issuer in the middle alone does not trust the chain, as Python does."""
    between = authority.create_child_ca()
    path = tmp_path / "between.pem"
    between.cert_pem.write_to_path(str(path))
    with Server({"/": answer()}, tls=context(between, NAME)) as server:
        ours, theirs = both(server, str(path))
    assert (ours.unclear, theirs.status) == (True, None)


def test_without_our_authority_the_worlds_are_asked(authority):
    with Server({"/": answer()}, tls=with_issuers(authority, NAME)) as server:
        assert both(server, None)[0].unclear
        assert server.requests == []


def test_an_old_protocol_is_not_spoken(authority, ca_file):
    old = context(authority, NAME)
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with Server({"/": answer()}, tls=old) as server:
        assert both(server, ca_file)[0].unclear


def test_silence_in_the_handshake_is_a_timeout(ca_file):
    class Mute(Server):
        async def _talk(self, reader, writer):
            await left_open(b"", 3.0)(None, writer)

    with Mute({}) as server:
        ours, theirs = both(server, ca_file, seconds=0.4)
    assert (ours.error, ours.phase) == (ErrorKind.CONNECT_TIMEOUT, Phase.TLS)
    assert values(ours) == values(theirs)


def test_http1_alone_is_offered(authority, ca_file):
    tls = context(authority, NAME)
    tls.set_alpn_protocols(["h2", "http/1.1"])
    with Server({"/": answer()}, tls=tls) as server:
        ours, _ = both(server, ca_file)
    assert (ours.status, ours.framing) == (200, Framing.LENGTH)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_ca_file_that_cannot_be_read_is_a_usage_error(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError) as caught:
        CurlExchanges(str(path))
    assert caught.value.where == str(path)


ASKING = """
import os, sys
from fetch.two_adapters import ask, by_curl
(seen,) = by_curl(ask(sys.argv[1]), ca_file=sys.argv[2])
print(seen.status, os.environ["SSLKEYLOGFILE"])
"""


def test_keys_and_authorities_do_not_come_from_the_environment(authority, ca_file, tmp_path):
    log = tmp_path / "keys"
    with Server({"/": answer()}, tls=context(authority, NAME)) as server:
        stranger = tmp_path / "stranger.pem"
        trustme.CA().cert_pem.write_to_path(str(stranger))
        for trusted, told, status in ((ca_file, stranger, "200"), (stranger, ca_file, "None")):
            done = subprocess.run(
                [sys.executable, "-c", ASKING, f"https://{NAME}:{server.port}/", str(trusted)],
                env={
                    **os.environ, "SSLKEYLOGFILE": str(log), "SSL_CERT_FILE": str(told),
                    "CURL_CA_BUNDLE": str(told), "PYTHONPATH": os.pathsep.join(sys.path),
                },
                capture_output=True,
                text=True,
                check=True,
            )  # fmt: skip
            assert done.stdout.split() == [status, str(log)]
    assert not log.exists()
