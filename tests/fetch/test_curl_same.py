"""The same server, the two adapters, the same exchange; or libcurl says that it is unclear."""

import pytest

from fetch.two_adapters import ask, bounds, by_curl, by_httpx, values
from hostile_servers.bodies import BODIES
from hostile_servers.heads import HEADS
from hostile_servers.redirects import REDIRECTS
from hostile_servers.strangers import STRANGERS
from linkassay.model import ErrorKind
from servers import Server, answer, chunked, raw, redirect

HOSTILE = HEADS | BODIES | REDIRECTS | STRANGERS

UNEQUAL = {
    "chunks-by-lf": "h11 refuses chunks with bare line ends; libcurl and browsers take them",
    "to-itself-forever": "each answer is another one",
    "to-itself-by-308": "each answer is another one",
    "to-itself-with-more-cookies": "each answer is another one",
    "to-itself-by-refresh": "each answer is another one",
}

READ_BY_PIECES = {"bomb", "chunked-bomb", "bomb-of-error", "slow-body", "slow-chunks"}
"""Where the decoded bytes reach their cap, the wire bytes depend on how many came at once; where
time is up, on what had come."""

SLOW = (
    "slow",
    "open",
    "mute",
    "never",
    "waits",
    "endless",
    "drip",
    "silent",
    "half-a-word",
    "chunks-of-one",
)

UNCLEAR = {
    "interim-with-a-length", "endless-line", "endless-name", "endless-status",
    "endless-version", "endless-fold", "endless-bare-cr", "one-long-header", "link-without-end",
    "endless-blank-lines", "slow-blank-lines", "many-headers", "endless-trailer", "huge-cookie",
    "nul-in-head", "to-bytes", "cr-cr-lf", "header-without-colon", "fold-first", "no-version",
    "version-0", "version-of-many-digits", "icy", "stray-bytes", "stray-line", "http-0.9",
    "ssh", "ssh-that-waits", "smtp", "ftp", "redis", "mysql", "rtsp", "sip", "tls", "http2",
    "http2-preface", "request", "zeros", "noise", "short-status", "negative-status",
    "status-of-text", "status-in-arabic-digits", "chunked-twice", "both-framings",
    "huge-length", "one-length-twice", "not-quite-chunked", "unknown-framing",
    "negative-length", "length-with-plus", "length-of-text", "length-of-power", "two-lengths",
    "huge-chunk", "endless-chunk-size", "chunk-size-of-text", "negative-chunk",
    "chunk-with-plus", "chunk-with-prefix", "bad-chunk-end", "endless-extension", "extensions",
    "to-many", "chunks-of-one",
}  # fmt: skip
"""What libcurl is not asked to read: no status line it knows, lines that are no header, two ways to
say how long a body is, chunks that are none, heads larger than it takes."""

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"

PLAIN = {
    "page": answer(),
    "empty": answer(b"", content_type=None),
    "missing": answer("<title>No</title>", "404 Not Found"),
    "chunked": chunked(b"<title>", b"A page</title>"),
    "closed": raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<p>words"),
    "no-content": raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "unchanged": raw(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 9\r\n\r\n'),
    "early-hints": raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + b"\r\nab"),
    "redirect": redirect("/elsewhere", 301),
    "redirect-with-a-body": raw(b"HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\n" + b"x" * 9_000),
    "capped": answer(b"x" * 200_000),
    "as-large-as-may-be": answer(b"x" * 100_000),
    "chunked-and-capped": chunked(*[b"x" * 9_000] * 20),
    "cut": answer(b"abc", length=9),
    "cut-in-a-chunk": chunked(b"abc", end=False),
    "nothing": raw(b""),
    "half-a-head": raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "half-a-word": raw(b"HT"),
    "many-facts": answer(
        headers=(
            ("Date", "Sat, 01 Mar 2025 00:00:00 GMT"), ("ETag", '"x"'), ("Refresh", "0; url=/a"),
            ("Last-Modified", "Sat, 01 Mar 2025 00:00:00 GMT"), ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"), ("LOCATION", "/caf\xe9"), ("X-Robots-Tag", "noindex"),
            ("Link", "</a>; rel=canonical"), ("Link", "</b>; rel=next"), ("Server", ""),
        )
    ),
    "folded": raw(OK + b"Server: a\r\n  b\r\n\tc\r\n\r\nab"),
    "trailer": raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\nX: y\r\n\r\n"
    ),
}  # fmt: skip


def compare(behaviours, seconds=5.0, at_once=12):
    """The names of what libcurl found unclear, after all the others came out equal."""
    names = [*behaviours]
    with Server({f"/{name}": behaviours[name] for name in names}) as server:
        asks = [ask(server.url(f"/{name}"), within=bounds(seconds)) for name in names]
        curl = by_curl(*asks)
        pieces = (asks[at : at + at_once] for at in range(0, len(asks), at_once))
        httpx = [result for piece in pieces for result in by_httpx(*piece)]
    for name, ours, theirs in zip(names, curl, httpx, strict=True):
        if ours.unclear:
            assert ours.error is ErrorKind.PROTOCOL
            assert (ours.status, ours.body) == (None, None)
        elif name not in UNEQUAL:
            mine, other = values(ours), values(theirs)
            assert mine.facts == other.facts, name
            if name not in READ_BY_PIECES:
                assert mine.body == other.body, name
    return {name for name, ours in zip(names, curl, strict=True) if ours.unclear}


def test_plain_answers_are_never_unclear():
    assert compare(PLAIN) == set()


def is_slow(name):
    return any(word in name for word in SLOW)


def test_quick_answers_of_hostile_servers():
    quick = {name: case.behaviour for name, case in HOSTILE.items() if not is_slow(name)}
    assert compare(quick) == {name for name in UNCLEAR if not is_slow(name)}


@pytest.mark.slow
def test_slow_answers_of_hostile_servers():
    slow = {name: case.behaviour for name, case in HOSTILE.items() if is_slow(name)}
    assert compare(slow, seconds=3.0) == {name for name in UNCLEAR if is_slow(name)}
