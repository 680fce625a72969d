"""Bodies whose end cannot be found, or never comes."""

import gzip
import zlib

from hostile_servers.model import CHUNKED, ENDLESS, LENGTH, OK, PAGE, broken_off, hostile, left_open
from servers import answer, chunked, drip, flood, raw, zipped

GZIP = (("Content-Encoding", "gzip"),)
WHOLE = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
FRAMED = OK + LENGTH + PAGE


def _named_gzip(length: int) -> bytes:
    """A gzip member whose file name has no end."""
    return b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03" + b"n" * length


BODIES = {
    "huge-chunk": hostile(raw(CHUNKED + b"ffffffffffffffffff\r\nabc"), "~protocol"),
    "endless-chunk-size": hostile(flood(b"0" * 1_000, CHUNKED, ENDLESS), "~protocol"),
    "chunk-size-of-text": hostile(raw(CHUNKED + b"zz\r\nabc\r\n"), "~protocol"),
    "negative-chunk": hostile(raw(CHUNKED + b"-5\r\nabc\r\n"), "~protocol"),
    "chunk-with-prefix": hostile(raw(CHUNKED + b"0x3\r\nabc\r\n0\r\n\r\n"), "~protocol"),
    "chunk-with-plus": hostile(raw(CHUNKED + b"+3\r\nabc\r\n0\r\n\r\n"), "~protocol"),
    "bad-chunk-end": hostile(raw(CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n"), "~protocol"),
    "chunks-by-lf": hostile(raw(CHUNKED + WHOLE.replace(b"\r\n", b"\n")), "200 ~protocol"),
    "cut-chunks": hostile(chunked(PAGE, end=False), "~protocol"),
    "cut-chunks-open": hostile(left_open(CHUNKED + b"5\r\nabc"), "~read-timeout"),
    "chunks-and-more": hostile(raw(CHUNKED + WHOLE + b"more" * 1_000), "200"),
    "endless-extension": hostile(flood(b"x" * 1_000, CHUNKED + b"1;", ENDLESS), "~protocol"),
    "extensions": hostile(
        flood(b"1;" + b"x" * 1_000 + b"\r\na\r\n", CHUNKED, ENDLESS), "~protocol"
    ),
    "endless-trailer": hostile(flood(b"X: y\r\n" * 100, CHUNKED + b"0\r\n", ENDLESS), "~protocol"),
    "trailer-with-a-length": hostile(
        raw(CHUNKED + WHOLE[:-2] + b"Content-Length: 9\r\nStatus: 500\r\n\r\n"), "200"
    ),
    "chunks-of-one": hostile(
        flood(b"1\r\na\r\n" * 100, CHUNKED, ENDLESS), "~protocol ~read-timeout ~deadline"
    ),
    "chunked-twice": hostile(
        raw(OK + b"Transfer-Encoding: chunked, chunked\r\n\r\n" + WHOLE), "200 ~protocol"
    ),
    "chunked-in-1.0": hostile(raw(CHUNKED.replace(b"1.1", b"1.0") + WHOLE), "200"),
    "not-quite-chunked": hostile(raw(OK + b"Transfer-Encoding: xchunked\r\n\r\n" + PAGE), "200"),
    "unknown-framing": hostile(raw(OK + b"Transfer-Encoding: snappy\r\n\r\n" + PAGE), "200"),
    "both-framings": hostile(
        raw(OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "200"
    ),
    "huge-length": hostile(
        raw(OK + b"Content-Length: 99999999999999999999999999\r\n\r\n" + PAGE), "200 ~protocol"
    ),
    "negative-length": hostile(raw(OK + b"Content-Length: -5\r\n\r\n" + PAGE), "200 ~protocol"),
    "length-with-plus": hostile(raw(OK + b"Content-Length: +5\r\n\r\n" + PAGE), "200 ~protocol"),
    "length-of-text": hostile(raw(OK + b"Content-Length: many\r\n\r\n" + PAGE), "200 ~protocol"),
    "length-of-power": hostile(raw(OK + b"Content-Length: 1e9\r\n\r\n" + PAGE), "200 ~protocol"),
    "two-lengths": hostile(
        raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "protocol"
    ),
    "one-length-twice": hostile(raw(OK + LENGTH[:-2] + LENGTH + PAGE), "200"),
    "too-long": hostile(answer(PAGE, length=10_000), "~protocol"),
    "too-long-open": hostile(left_open(OK + b"Content-Length: 9999\r\n\r\n" + PAGE),
                             "~read-timeout"),
    "too-short": hostile(answer(PAGE, length=10), "200"),
    "two-answers": hostile(raw(FRAMED + FRAMED), "200"),
    "body-of-204": hostile(raw(b"HTTP/1.1 204 No\r\nContent-Length: 3\r\n\r\nabc"), "204"),
    "body-of-205": hostile(raw(b"HTTP/1.1 205 No\r\nContent-Length: 3\r\n\r\nabc"), "205"),
    "body-of-304": hostile(raw(b"HTTP/1.1 304 No\r\nContent-Length: 3\r\n\r\nabc"), "304"),
    "endless-body": hostile(flood(b"<p>" * 1_000, OK + b"\r\n", ENDLESS), "200"),
    "endless-text": hostile(flood(b"abc" * 1_000, b"HTTP/1.1 200 OK\r\n\r\n", ENDLESS), "200"),
    "endless-error-page": hostile(
        flood(b"<p>" * 1_000, b"HTTP/1.1 500 Oh\r\nContent-Type: text/html\r\n\r\n", ENDLESS), "500"
    ),
    "radio": hostile(
        flood(bytes(1_000), b"HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n", ENDLESS), "200"
    ),
    "ten-gigabytes": hostile(
        flood(b"<p>" * 1_000, OK + b"Content-Length: 10000000000\r\n\r\n", ENDLESS), "200"
    ),
    "never-closed": hostile(left_open(OK + b"\r\n" + PAGE), "~read-timeout"),
    "whole-and-never-closed": hostile(left_open(FRAMED), "200"),
    "whole-and-reset": hostile(broken_off(FRAMED, reset=True), "200 ~disconnected disconnected"),
    "slow-body": hostile(drip(b"x", 0.05, OK + b"\r\n"), "~read-timeout ~deadline"),
    "slow-chunks": hostile(drip(b"1\r\na\r\n", 0.05, CHUNKED), "~read-timeout ~deadline"),
    "bomb": hostile(zipped(bytes(30_000_000)), "200"),
    "chunked-bomb": hostile(
        raw(CHUNKED[:-2] + b"Content-Encoding: gzip\r\n\r\n7fffffff\r\n",
            gzip.compress(bytes(30_000_000))), "200",
    ),
    "bomb-in-bomb": hostile(zipped(gzip.compress(bytes(30_000_000))), "200"),
    "bomb-as-deflate": hostile(
        answer(zlib.compress(bytes(30_000_000)), headers=(("Content-Encoding", "deflate"),)), "200"
    ),
    "bomb-of-error": hostile(
        answer(gzip.compress(bytes(30_000_000)), "404 Not Found", headers=GZIP), "404"
    ),
    "empty-members": hostile(
        flood(gzip.compress(b"") * 50, OK + b"Content-Encoding: gzip\r\n\r\n", ENDLESS), "200"
    ),
    "many-members": hostile(answer(gzip.compress(b"") * 500_000, headers=GZIP), "200"),
    "endless-file-name": hostile(answer(_named_gzip(900_000), headers=GZIP), "200 ~protocol"),
    "cut-gzip": hostile(zipped(PAGE * 99, keep=30), "~protocol"),
    "empty-gzip": hostile(answer(b"", headers=GZIP), "200"),
    "no-gzip": hostile(answer(PAGE, headers=GZIP), "~protocol"),
    "gzip-and-more": hostile(answer(gzip.compress(PAGE) + b"more", headers=GZIP), "~protocol 200"),
    "gzip-and-zeros": hostile(answer(gzip.compress(PAGE) + bytes(9_000), headers=GZIP), "200"),
    "gzip-of-wrong-sum": hostile(
        answer(gzip.compress(PAGE)[:-8] + bytes(8), headers=GZIP), "~protocol"
    ),
    "brotli-unasked": hostile(
        answer(b"\x0b\x02\x80", headers=(("Content-Encoding", "br"),)), "200"
    ),
    "odd-coding": hostile(answer(PAGE, headers=(("Content-Encoding", "br, gzip;x"),)), "200"),
    "many-codings": hostile(
        answer(PAGE, headers=(("Content-Encoding", "gzip, " * 900 + "gzip"),)), "200"
    ),
}  # fmt: skip
