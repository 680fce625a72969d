"""What a server can make us do is bounded: counted in work, never in time."""

import anyio
import httpcore
import pytest

from fetch.asking import one
from fetch.tidying import TLS, came
from linkassay.fetch.effort import FREE_TINY_READS, FREE_WRAPPING, TINY_READS, Effort
from linkassay.fetch.errors import failure_of
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.tidied import TidiedStream
from linkassay.fetch.tls import SentCertificates
from linkassay.model import ErrorKind, Framing
from servers import Server, chunked, flood, raw

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("status", [b"100 Continue", b"102 Processing", b"103 Early Hints"])
def test_interim_answers_without_end_are_refused_at_the_ninth(status):
    interim = b"HTTP/1.1 " + status + b"\r\n\r\n"
    sent = []

    async def behave(request, writer):
        for _ in range(2_000_000):
            writer.write(interim * 100)
            await writer.drain()
            sent.append(100)

    with Server({"/": behave}) as server:
        seen = one(server.url())
    assert (seen.error, seen.status) == (ErrorKind.PROTOCOL, None)
    assert "interim" in seen.detail
    assert sum(sent) < 1_000_000


@pytest.mark.parametrize(
    "chunk", [b"1;" + b"x" * 1_000 + b"\r\na\r\n", b"1\r\na\r\n", b"0001;a=b\r\na\r\n"]
)
def test_chunks_that_are_mostly_wrapping_are_refused(chunk):
    with Server({"/": flood(chunk, CHUNKED, 50_000_000)}) as server:
        seen = one(server.url(), max_page_bytes=10_000_000)
    assert (seen.error, seen.status, seen.framing) == (ErrorKind.PROTOCOL, 200, Framing.CUT)
    assert "chunks" in seen.detail
    assert seen.raw_bytes <= FREE_WRAPPING + 64 * 1024


def test_small_chunks_of_a_small_page_are_taken():
    page = b"<title>Slow and sure</title>" * 100
    with Server({"/": chunked(*(page[at : at + 1] for at in range(len(page))))}) as server:
        seen = one(server.url())
    assert (seen.error, seen.raw_bytes, seen.framing) == (None, len(page), Framing.CHUNKED)


BOUNDS = HeadBounds(most_bytes=10_000, most_lines=10)


def test_a_trailer_is_read_to_its_end():
    body = (b"3\r\nabc\r\n0\r\nX: y\r\n", b"\r\n")
    assert came(CHUNKED, *body, bounds=BOUNDS).body == b"abc"
    with pytest.raises(httpcore.RemoteProtocolError):
        came(CHUNKED, body[0], bounds=BOUNDS)


@pytest.mark.parametrize("data", [b"zz\r\n", b"3\r\nabcd\r\n", b"-1\r\n", b"3 3\r\n", b""])
def test_broken_chunks_are_a_protocol_error(data):
    with pytest.raises(httpcore.RemoteProtocolError) as caught:
        came(CHUNKED, data, bounds=BOUNDS)
    assert failure_of(caught.value).kind is ErrorKind.PROTOCOL


class Dripping:
    """A stream that gives one byte at a time, and counts."""

    def __init__(self, data):
        self.data = data
        self.reads = 0

    async def read(self, size, timeout=None):
        self.reads += 1
        piece, self.data = self.data[:1], self.data[1:]
        return piece


def test_a_server_that_sends_byte_by_byte_is_left_to_gather():
    pauses = []

    async def pause(seconds):
        pauses.append(seconds)

    async def read():
        tidied = TidiedStream(stream, BOUNDS, Effort(pause), SentCertificates(TLS), lambda: None)
        return await tidied.read(64 * 1024)

    stream = Dripping(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 5_000 + b"\r\n\r\n")
    assert anyio.run(read).startswith(b"HTTP/1.1 200 ")
    assert len(pauses) == (stream.reads - FREE_TINY_READS) // TINY_READS
    assert min(pauses) > 0


def test_a_head_in_many_pieces_is_an_answer():
    pieces = [b"HTTP/1.1 200 OK\r\n", *(b"X-%d: y\r\n" % at for at in range(300)), b"\r\n"]
    with Server({"/": raw(*pieces)}) as server:
        assert one(server.url()).status == 200
