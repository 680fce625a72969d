"""Heads of answers, as browsers take them and as they may be cut into pieces."""

import anyio
import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.tidying import came
from linkassay.fetch.errors import failure_of
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.head_lines import LARGE
from linkassay.model import ErrorKind, Framing

BOUNDS = HeadBounds(most_bytes=4_096, most_lines=50)
BARE = HeadBounds(most_bytes=4_096, most_lines=50, bare=True)
WIDE = HeadBounds(most_bytes=256 * 1024, most_lines=2_000)


def read(data: bytes, size: int = 1 << 20, *, bare=False):
    """What came of the bytes, fed in pieces of one size, then the end."""
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return came(*pieces, bounds=BARE if bare else BOUNDS)


def refused(data: bytes, *, bare=False) -> ErrorKind:
    with pytest.raises(Exception) as caught:  # noqa: PT011 (whatever it is, it is named)
        read(data, bare=bare)
    return failure_of(caught.value).kind


@pytest.mark.parametrize(
    "line",
    [
        b"HTTP/1.1 200 OK", b"HTTP/1.0 200 OK", b"HTTP/1.1 200", b"HTTP/1.1 200 ", b"HTTP/2.0 200",
        b"HTTP/2 200 OK", b"HTTP/9.9 200 \xc3\x9cber", b"HTTP/1.1  200\tFine", b"http/1.1 200 ok",
        b"HTTP 200 OK", b"HTTP/1.1", b"ICY 200 OK", b"\r\n\r\n\nHTTP/1.1 200 OK",
        b"\0\1\2\3HTTP/1.1 200 OK", b"\xef\xbb\xbfHTTP/1.1 200 OK",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("size", [1, 3, 1 << 20])
def test_status_lines_that_browsers_take(line, end, size):
    head = read(line + end + b"X: y" + end + end + b"body", size)
    assert (head.status, head.lines, head.body) == (200, ((b"X", b"y"),), b"body")


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n", b"<html>old</html>\r\n\r\n", b"220 mail.test ESMTP\r\n",
        b"HTTP/1.1 000 \r\n\r\n", b"HTTP/1.1 1000 Big\r\n\r\n", b"HTTP/1.1 99 Low\r\n\r\n",
        b"HTTPS is what you want\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"12345HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 101 Switching\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_no_head_is_a_protocol_error(data):
    assert refused(data) is ErrorKind.PROTOCOL


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ErrorKind.DISCONNECTED),
        (b"HTT", ErrorKind.DISCONNECTED),
        (b"HTTP/1.1 200 OK\r\nContent-Ty", ErrorKind.DISCONNECTED),
        (b"HTTP/1.1 100 Continue\r\n\r\n", ErrorKind.DISCONNECTED),
        (b"<b>", ErrorKind.PROTOCOL),
    ],
)
def test_why_a_stream_must_not_end_before_its_head(data, kind):
    assert refused(data) is kind


PAGE = b"\n<!DOCTYPE html>\n<title>A page of old</title>" + b"<p>Words" * 200


@pytest.mark.parametrize("data", [PAGE, b"<p>x", b"<title>" + b"x" * 600])
@pytest.mark.parametrize("size", [1, 5, 100, 1 << 20])
def test_a_page_without_a_head_is_one_where_browsers_show_it(data, size):
    head = read(data, size, bare=True)
    assert (head.status, head.lines, head.framing) == (200, (), Framing.CLOSE)
    assert head.body == data.lstrip(b"\n")
    assert refused(data) is ErrorKind.PROTOCOL


@pytest.mark.parametrize(
    "data",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n" + b"x" * 600, b"220 mail.test ESMTP\r\n", b"hi",
        b"<?xml version='1.0'?><x/>", b"HTTP/1.1 100 Continue\r\n\r\n<p>A page</p>",
        b"x" * 600 + b"<p>",
    ],
)  # fmt: skip
def test_what_is_no_page_is_no_answer_on_any_port(data):
    assert refused(data, bare=True) is ErrorKind.PROTOCOL


def test_lines_that_are_no_headers_are_left_out():
    written = b"X-Powered By: a\r\nno colon\r\n: nameless\r\nReal : b\r\n  and c\r\nEmpty:\r\n"
    head = read(b"HTTP/1.1 200 OK\r\n folded\r\n" + written + b"\r\n")
    assert head.lines == ((b"Real", b"b and c"), (b"Empty", b""))


def test_a_few_interim_answers_are_skipped_and_more_are_refused():
    interim = b"HTTP/1.1 100 Continue\r\n\r\n" + b"HTTP/1.1 103 Early Hints\nLink: </a>\n\n"
    head = read(interim * 4 + b"HTTP/1.1 404 No\r\n\r\nx")
    assert (head.status, head.body) == (404, b"x")
    assert refused(interim * 5) is ErrorKind.PROTOCOL


def test_bounds_hold_for_all_heads_together():
    assert (
        refused(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 51 + b"\r\n") is ErrorKind.HEADERS_TOO_LARGE
    )
    assert refused(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 4_096) is ErrorKind.HEADERS_TOO_LARGE
    interim = b"HTTP/1.1 103 Early Hints\r\nX: " + b"y" * 1_000 + b"\r\n\r\n"
    assert refused(interim * 5) is ErrorKind.HEADERS_TOO_LARGE
    assert refused(b"\r\n" * 2_100) is ErrorKind.HEADERS_TOO_LARGE


@pytest.mark.parametrize(
    ("lines", "framing", "size"),
    [
        (b"", Framing.CLOSE, 7),
        (b"Content-Length: 5\r\n", Framing.LENGTH, 5),
        (b"Content-Length: 5\r\nContent-Length: 5\r\n", Framing.LENGTH, 5),
        (b"Content-Length: 5, 5\r\n", Framing.LENGTH, 5),
        (b"Content-Length: 5\r\ncontent-length: 05\r\n", Framing.LENGTH, 5),
        (b"Content-Length: -1\r\n", Framing.CLOSE, 7),
        (b"Content-Length: five\r\n", Framing.CLOSE, 7),
        (b"Content-Length:\r\n", Framing.CLOSE, 7),
        (b"Content-Length: 00000000000000000000005\r\n", Framing.CLOSE, 7),
        (b"Transfer-Encoding: chunked\r\ntransfer-encoding: CHUNKED\r\n", Framing.CHUNKED, 5),
        (b"Transfer-Encoding: Chunked\r\nContent-Length: 5\r\n", Framing.CHUNKED, 5),
        (b"Transfer-Encoding: gzip, chunked\r\n", Framing.CHUNKED, 5),
        (b"Transfer-Encoding: identity\r\nContent-Length: 5\r\n", Framing.LENGTH, 5),
        (b"Transfer-Encoding: chunked\r\nContent-Length: 5, 6\r\n", Framing.CHUNKED, 5),
    ],
)
def test_how_the_body_ends(lines, framing, size):
    body = b"5\r\nabcde\r\n0\r\n\r\n" if framing is Framing.CHUNKED else b"abcdefg"
    head = read(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n" + body)
    assert (head.framing, head.body) == (framing, b"abcdefg"[:size])


@pytest.mark.parametrize("status", [204, 304])
@pytest.mark.parametrize(
    "line", [b"Content-Length: 5", b"Content-Length: 5, 6", b"Transfer-Encoding: chunked"]
)
def test_a_status_without_a_body_has_none_whatever_it_says(status, line):
    head = read(b"HTTP/1.1 %d X\r\n%b\r\n\r\nabcdefg" % (status, line))
    assert (head.framing, head.body) == (Framing.NONE, b"")


@pytest.mark.parametrize("lengths", [b"5\r\nContent-Length: 6", b"5, 6"])
def test_two_different_lengths_are_a_protocol_error(lengths):
    assert refused(b"HTTP/1.1 200 OK\r\nContent-Length: " + lengths + b"\r\n\r\n") is (
        ErrorKind.PROTOCOL
    )


@pytest.mark.parametrize("blank", [b"\r", b"\v", b"\f"])
def test_blanks_that_no_library_takes_are_blanks(blank):
    head = read(b"HTTP/1.1 200 OK\r\nX:" + blank + b"a" + blank + b"b" + blank + b"\r\n\r\n")
    assert head.lines == ((b"X", b"a b"),)


@pytest.mark.parametrize(
    "large",
    [
        b"X-Policy: " + b"y" * 200_000 + b"\r\n",
        b"X-Policy: y\r\n" * 1_900 + b"X-Other: " + b"y" * 100_000 + b"\r\n",
        b"Link: " + b"y" * 200_000 + b"\r\n",
        (b"Set-Cookie: " + b"y" * 2_000 + b"\r\n") * 90,
    ],
)
@pytest.mark.parametrize("size", [100, 50_000, 1 << 20])
def test_of_a_large_head_what_is_read_is_kept(large, size):
    lines = b"Content-Type: text/html\r\nLocation: /x\r\n"
    data = b"HTTP/1.1 302 Go\r\n" + lines + large + b"Content-Length: 4\r\n\r\nbody, and more"
    head = came(*(data[at : at + size] for at in range(0, len(data), size)), bounds=WIDE)
    assert (head.status, head.framing, head.body) == (302, Framing.LENGTH, b"body")
    assert head.lines[0] == (b"Content-Length", b"4")
    assert head.lines[1:3] == ((b"Content-Type", b"text/html"), (b"Location", b"/x"))
    assert not any(name.startswith(b"X-") for name, _ in head.lines)
    assert sum(len(name) + len(value) for name, value in head.lines) <= LARGE


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True).filter(
    lambda name: name.lower() not in ("content-length", "transfer-encoding")
)
VALUES = st.text("abc xyz,;=\"/'", max_size=20).map(str.strip)


def untidied(data: bytes):
    """Status and header lines as httpcore reads them without us."""

    async def ask():
        backend = httpcore.AsyncMockBackend([data])
        async with httpcore.AsyncConnectionPool(network_backend=backend) as pool:
            answer = await pool.request("GET", "http://host.test/")
            return answer.status, tuple(answer.headers)

    return anyio.run(ask)


@given(st.integers(200, 599), st.lists(st.tuples(NAMES, VALUES), max_size=8), st.integers(1, 200))
def test_sound_heads_are_read_as_without_us(status, pairs, size):
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
    data = f"HTTP/1.1 {status} Said\r\n{lines}\r\n".encode()
    head = read(data, size)
    assert (head.status, head.lines) == untidied(data)
    assert head.body == b""


HEAD_ERRORS = {ErrorKind.PROTOCOL, ErrorKind.HEADERS_TOO_LARGE, ErrorKind.DISCONNECTED}


@given(st.binary(max_size=300), st.integers(1, 9), st.booleans(), st.booleans())
def test_any_bytes_are_a_head_or_a_named_error(data, size, begun, bare):
    try:
        read((b"HTTP/1.1 200 OK\r\n" if begun else b"") + data, size, bare=bare)
    except Exception as error:
        assert failure_of(error).kind in HEAD_ERRORS  # noqa: PT017


@given(st.lists(st.binary(max_size=40).map(lambda line: line.translate(None, b"\n\0"))))
def test_the_library_takes_every_head_that_was_tidied(lines):
    written = b"".join(b"%b\r\n" % line for line in lines if line.strip())
    assert read(b"HTTP/1.1 200 OK\r\n" + written[:3_000] + b"\r\n\r\n").status == 200
