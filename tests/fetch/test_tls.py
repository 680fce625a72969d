"""TLS errors, by certificates of an authority made on the spot."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from fetch.asking import ask, fetcher, one
from linkassay.errors import UsageError
from linkassay.model import ErrorKind
from servers import Server, answer, raw

NAME = "good.test"
OLD = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def ca_file(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def context(authority, *names, chain=True, **dates):
    """A server's settings, with the certificates between its own and the root where wanted."""
    issued = authority.issue_cert(*names, **dates)
    certificates = issued.cert_chain_pems if chain else issued.cert_chain_pems[:1]
    return sending(issued, *certificates)


def with_issuers(authority, *names):
    """A server's settings that send the authority's own certificate too."""
    issued = authority.issue_cert(*names)
    return sending(issued, *issued.cert_chain_pems, authority.cert_pem)


def self_signed():
    """An authority's own certificate, used by a server."""
    authority = trustme.CA()
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with authority.private_key_pem.tempfile() as key, authority.cert_pem.tempfile() as pem:
        made.load_cert_chain(pem, key)
    return made


def sending(issued, *certificates):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    text = b"".join(item.bytes() for item in (issued.private_key_pem, *certificates))
    with trustme.Blob(text).tempfile() as path:
        made.load_cert_chain(path)
    return made


def look(server, ca_file, name=NAME, hop_deadline=5.0):
    by = fetcher(
        ca_file=ca_file, resolve=(f"{NAME}:{server.port}:127.0.0.1",), hop_deadline=hop_deadline
    )
    return one(f"https://{name}:{server.port}/", by=by)


def test_a_valid_certificate_is_fine(authority, ca_file):
    with Server({"/": answer()}, tls=context(authority, NAME)) as server:
        seen = look(server, ca_file)
        assert server.requests[0].headers["host"] == f"{NAME}:{server.port}"
    assert (seen.status, seen.error) == (200, None)
    assert seen.hops[0].peer == "127.0.0.1"


def test_the_dot_at_the_end_of_a_host_is_in_no_certificate(authority, ca_file):
    with Server({"/": answer()}, tls=context(authority, NAME)) as server:
        assert look(server, ca_file, f"{NAME}.").status == 200


def test_each_error_has_its_name(authority, ca_file):
    later = datetime.now(UTC) + timedelta(days=30)
    certificates = {
        ErrorKind.TLS_EXPIRED: context(
            authority, NAME, not_before=OLD, not_after=OLD + timedelta(days=9)
        ),
        ErrorKind.TLS_NOT_YET_VALID: context(
            authority, NAME, not_before=later, not_after=later + timedelta(days=9)
        ),
        ErrorKind.TLS_WRONG_HOST: context(authority, "other.test"),
        ErrorKind.TLS_UNTRUSTED: with_issuers(trustme.CA(), NAME),
    }
    for error, tls in certificates.items():
        with Server({"/": answer()}, tls=tls) as server:
            seen = look(server, ca_file)
            assert server.requests == []
        assert (seen.error, seen.status) == (error, None)
        assert seen.hops[0].peer == "127.0.0.1"


def test_a_certificate_for_a_name_does_not_serve_the_address(authority, ca_file):
    with Server({"/": answer()}, tls=context(authority, NAME)) as server:
        assert look(server, ca_file, "127.0.0.1").error is ErrorKind.TLS_WRONG_HOST


def test_without_our_authority_the_worlds_are_asked(authority):
    with Server({"/": answer()}, tls=with_issuers(authority, NAME)) as server:
        assert look(server, None).error is ErrorKind.TLS_UNTRUSTED


@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_that_keeps_its_issuer_to_itself_has_an_incomplete_chain(
    authority, ca_file, newest
):
    between = authority.create_child_ca()
    whole, alone = context(between, NAME), context(between, NAME, chain=False)
    for tls, error in ((whole, None), (alone, ErrorKind.TLS_INCOMPLETE_CHAIN)):
        tls.maximum_version = newest
        with Server({"/": answer()}, tls=tls) as server:
            assert look(server, ca_file).error is error


@pytest.mark.parametrize("newest", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_whole_chain_to_a_stranger_is_untrusted(ca_file, newest):
    stranger = trustme.CA().create_child_ca()
    for tls in (context(stranger, NAME), with_issuers(stranger, NAME), self_signed()):
        tls.maximum_version = newest
        with Server({"/": answer()}, tls=tls) as server:
            assert look(server, ca_file).error is ErrorKind.TLS_UNTRUSTED


def test_handshakes_side_by_side_are_told_apart(authority, ca_file):
    alone = context(authority.create_child_ca(), NAME, chain=False)
    stranger = with_issuers(trustme.CA(), NAME)
    with Server({"/": answer()}, tls=alone) as one_, Server({"/": answer()}, tls=stranger) as two:
        names = [f"h{at}.test" for at in range(12)]
        rules = [
            f"{name}:{server.port}:127.0.0.1"
            for name, server in zip(names, [one_, two] * 6, strict=True)
        ]
        urls = [f"https://{rule.rpartition(':')[0]}/" for rule in rules]
        seen = ask(*urls, by=fetcher(ca_file=ca_file, resolve=tuple(rules)))
    assert [seen[url].error for url in urls] == [
        ErrorKind.TLS_INCOMPLETE_CHAIN,
        ErrorKind.TLS_UNTRUSTED,
    ] * 6


def test_plain_http_and_silence_on_a_tls_port(ca_file):
    async def hang_up(reader, writer):
        await reader.read(1)
        writer.close()

    class Rude(Server):
        async def _talk(self, reader, writer):
            await hang_up(reader, writer)

    class Plain(Server):
        async def _talk(self, reader, writer):
            await reader.read(1)
            await raw(b"HTTP/1.1 400 Bad Request\r\n\r\n")(None, writer)
            await writer.drain()
            writer.close()

    class Mute(Server):
        async def _talk(self, reader, writer):
            await asyncio.sleep(10)

    for kind, error in (
        (Rude, ErrorKind.TLS_PROTOCOL),
        (Plain, ErrorKind.TLS_PROTOCOL),
        (Mute, ErrorKind.CONNECT_TIMEOUT),
    ):
        with kind({}) as server:
            seen = look(server, ca_file, hop_deadline=0.5 if kind is Mute else 5.0)
        assert (seen.error, seen.status) == (error, None)


def test_an_old_protocol_is_refused(authority, ca_file):
    old = context(authority, NAME)
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with Server({"/": answer()}, tls=old) as server:
        assert look(server, ca_file).error is ErrorKind.TLS_PROTOCOL


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_ca_file_that_cannot_be_read_is_a_usage_error(tmp_path, content):
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError) as caught:
        one("https://good.test/", ca_file=str(path))
    assert caught.value.where == str(path)
