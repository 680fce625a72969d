"""Every hostile answer ends in a named error or a status, and never in a failure of ours.

One server holds them all; each is asked once, all in one run, as an audit would meet them.
"""

import asyncio
import gzip
import socket
import struct

import pytest

from fetch.asking import AllHome, ask, fetcher
from linkassay.model import ErrorKind, Framing
from servers import Server, answer, chunked, drip, flood, raw, redirect, zipped

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PAGE = b"<!doctype html><title>A page</title><p>Words of a page."
WHOLE = [
    OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
]
QUICK = {"hop_deadline": 1.5, "deadline": 4.0, "hosts_at_once": 64}


def broken_off(data: bytes, *, reset: bool):
    """These bytes, then the end of the connection: in order, or by a reset."""

    async def behave(request, writer):
        writer.write(data)
        await writer.drain()
        if reset:
            end = writer.transport.get_extra_info("socket")
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            await asyncio.sleep(0)
            writer.transport.abort()

    return behave


HOSTILE = {
    "endless-100": flood(b"HTTP/1.1 100 Continue\r\n\r\n" * 40, b"", 50_000_000),
    "endless-103": flood(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 40, b"", 50_000_000),
    "endless-head": flood(b"X: " + b"y" * 900 + b"\r\n", OK, 50_000_000),
    "endless-line": flood(b"y" * 1_000, OK + b"X: ", 50_000_000),
    "endless-status": flood(b"y" * 1_000, b"HTTP/1.1 200 ", 50_000_000),
    "endless-blank-lines": flood(b"\r\n" * 500, b"", 50_000_000),
    "endless-fold": flood(b" folded\r\n" * 100, OK + b"X: y\r\n", 50_000_000),
    "endless-body": flood(b"<p>" * 1_000, OK + b"\r\n", 50_000_000),
    "endless-text": flood(b"abc" * 1_000, b"HTTP/1.1 200 OK\r\n\r\n", 50_000_000),
    "endless-extension": flood(b"x" * 1_000, CHUNKED + b"1;", 50_000_000),
    "endless-trailer": flood(b"X: y\r\n" * 100, CHUNKED + b"0\r\n", 50_000_000),
    "chunks-of-one": flood(b"1\r\na\r\n" * 100, CHUNKED, 50_000_000),
    "huge-chunk": raw(CHUNKED + b"ffffffffffffffffff\r\nabc"),
    "chunk-size-of-text": raw(CHUNKED + b"zz\r\nabc\r\n"),
    "negative-chunk": raw(CHUNKED + b"-5\r\nabc\r\n"),
    "bad-chunk-end": raw(CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n"),
    "cut-chunks": chunked(PAGE, end=False),
    "huge-length": raw(OK + b"Content-Length: 99999999999999999999999999\r\n\r\nabc"),
    "negative-length": raw(OK + b"Content-Length: -5\r\n\r\nabc"),
    "two-lengths": raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
    "too-long": answer(PAGE, length=10_000),
    "too-short": answer(PAGE, length=10),
    "both-framings": raw(OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    "unknown-framing": raw(OK + b"Transfer-Encoding: snappy\r\n\r\nabc"),
    "two-answers": raw(WHOLE[0] + WHOLE[0]),
    "body-of-204": raw(b"HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc"),
    "body-of-304": raw(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\nabc"),
    "upgrade": raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n\x81\x00"),
    "bomb": zipped(bytes(30_000_000)),
    "bomb-in-bomb": zipped(gzip.compress(bytes(30_000_000))),
    "cut-gzip": zipped(PAGE * 99, keep=30),
    "no-gzip": answer(PAGE, headers=(("Content-Encoding", "gzip"),)),
    "odd-coding": answer(PAGE, headers=(("Content-Encoding", "br, gzip;x"),)),
    "many-codings": answer(PAGE, headers=(("Content-Encoding", "gzip, " * 900 + "gzip"),)),
    "odd-charset": answer(PAGE, content_type="text/html; charset=bz2_codec"),
    "long-type": answer(PAGE, content_type="text/html; x=" + "y" * 60_000),
    "nul-in-head": raw(OK + b"X: a\x00b\r\n\r\n"),
    "controls-in-head": raw(OK + b"Server: \x1b[31m\x07\x08\r\n\r\n" + PAGE),
    "bare-cr": raw(OK.replace(b"\r\n", b"\r") + b"\r\r" + PAGE),
    "high-bytes": raw(b"HTTP/1.1 200 \xff\xfe\r\n\xff: \xfe\r\nServer: \xff\r\n\r\n" + PAGE),
    "nameless-header": raw(OK + b": y\r\n\r\n" + PAGE),
    "many-headers": raw(OK + b"X: y\r\n" * 5_000 + b"\r\n"),
    "huge-cookie": answer(PAGE, headers=(("Set-Cookie", "a=" + "x" * 90_000),)),
    "many-cookies": answer(PAGE, headers=(("Set-Cookie", "a=b; Path=/"),) * 1_900),
    "ssh": raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "smtp": drip(b"220 mail.test ESMTP\r\n", 0.05),
    "tls": raw(b"\x15\x03\x01\x00\x02\x02\x28"),
    "http2": raw(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + bytes(18)),
    "zeros": flood(bytes(1_000), b"", 50_000_000),
    "no-version": raw(b"HTTP/ 200 OK\r\n\r\n"),
    "long-status": raw(b"HTTP/1.1 20000000000 OK\r\n\r\n"),
    "status-of-text": raw(b"HTTP/1.1 OK 200\r\n\r\n"),
    "no-answer": raw(b""),
    "mute": drip(b"", 0.2),
    "slow-head": drip(b"X", 0.05, OK),
    "slow-body": drip(b"x", 0.05, OK + b"\r\n"),
    "slow-chunks": drip(b"1\r\na\r\n", 0.05, CHUNKED),
    "to-itself": redirect("/to-itself"),
    "to-nowhere": redirect(""),
    "to-port-0": redirect("http://127.0.0.1:0/"),
    "to-inside": redirect("http://169.254.169.254/latest/"),
    "to-a-script": redirect("javascript:alert(1)"),
    "to-a-file": redirect("file:///etc/passwd"),
    "to-an-application": redirect("intent://x/#Intent;end"),
    "to-a-long-address": redirect("/" + "x" * 60_000),
    "to-bytes": raw(b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\x00\r\n\r\n"),
    "to-many": answer(b"", "302 Found", None, (("Location", "/a"), ("Location", "/b"))),
    "refresh-inside": answer(PAGE, headers=(("Refresh", "0; url=http://10.0.0.1/"),)),
    "refresh-to-text": answer(PAGE, headers=(("Refresh", "0" * 50_000 + "; url=\\\\["),)),
}  # fmt: skip


def test_hostile_answers_end_in_a_named_error_or_a_status():
    with Server({f"/{name}": behaviour for name, behaviour in HOSTILE.items()}) as server:
        # A host each, so that none waits for another or is spared because of it.
        urls = {name: server.url(f"/{name}", host=f"h{at}.test") for at, name in enumerate(HOSTILE)}
        seen = ask(*urls.values(), by=fetcher(resolver=AllHome(), **QUICK))
    for name, url in urls.items():
        look = seen[url]
        assert look.error is not ErrorKind.BUG, (name, look.detail)
        assert look.error is not None or look.status is not None, name
        assert look.error is None or look.detail, name
        assert look.raw_bytes <= 256 * 1024, name
        assert len(look.hops) <= 21, name


@pytest.mark.parametrize("whole", WHOLE, ids=["length", "chunked"])
@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_an_answer_cut_at_any_byte_is_told_as_cut(whole, reset):
    cuts = {f"/{at}": broken_off(whole[:at], reset=reset) for at in range(len(whole))}
    with Server(cuts) as server:
        urls = {int(path[1:]): server.url(path, host=f"h{path[1:]}.test") for path in cuts}
        seen = ask(*urls.values(), by=fetcher(resolver=AllHome(), **QUICK))
    head = whole.index(b"\r\n\r\n") + 4
    named = {ErrorKind.DISCONNECTED, ErrorKind.PROTOCOL, ErrorKind.CONNECT}
    for at, url in urls.items():
        look = seen[url]
        assert look.error in named, (at, look)
        if at < head or look.status is None:
            assert look.status is None, (at, look)
        else:
            assert (look.status, look.framing) == (200, Framing.CUT), (at, look)
