"""What goes over the wire is the target's, whatever httpx makes of an address."""

import anyio
import httpcore
import pytest

from fetch.tidying import PEER, TLS, URL, came
from linkassay.fetch.effort import Effort
from linkassay.fetch.head import HeadBounds
from linkassay.fetch.target import target_of
from linkassay.fetch.tidied import TidiedBackend
from linkassay.fetch.tls import SentCertificates

BOUNDS = HeadBounds(most_bytes=4_096, most_lines=50)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"


class Listening(httpcore.AsyncMockBackend):
    """A backend that notes whom it connects to, what is written and whether all was closed."""

    def __init__(self, *pieces):
        super().__init__(list(pieces))
        self.dialled = []
        self.written = b""
        self.open = 0

    async def connect_tcp(self, host, port, *rest, **options):
        self.dialled.append((host, port))
        self.open += 1
        return Heard(await super().connect_tcp(host, port), self)


class Heard(httpcore.AsyncNetworkStream):
    def __init__(self, stream, backend):
        self.stream = stream
        self.backend = backend

    async def read(self, max_bytes, timeout=None):
        return await self.stream.read(max_bytes)

    async def write(self, buffer, timeout=None):
        self.backend.written += buffer

    async def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        self.backend.dialled.append(server_hostname)
        return self

    async def aclose(self):
        self.backend.open = 0

    def get_extra_info(self, info):
        return self.stream.get_extra_info(info)


@pytest.mark.parametrize(
    ("url", "dialled", "line", "host"),
    [
        ("http://host.test/a?b#c", [(PEER, 80)], "/a?b", "host.test"),
        ("http://☃.test:81/", [(PEER, 81)], "/", "xn--n3h.test:81"),
        ("http://xn--n3h.test/", [(PEER, 80)], "/", "xn--n3h.test"),
        ("http://host.test:0/", [(PEER, 0)], "/", "host.test:0"),
        ("http://a_b.test./x", [(PEER, 80)], "/x", "a_b.test."),
        ("http://[2001:DB8::1]:8080/", [(PEER, 8080)], "/", "[2001:db8::1]:8080"),
        ("http://h.test/it's|^{}\"?q='", [(PEER, 80)], "/it's|^%7B%7D%22?q=%27", "h.test"),
        ("http://h.test/" + "x" * 70_000, [(PEER, 80)], "/" + "x" * 70_000, "h.test"),
        ("https://h.test./", [(PEER, 443), "h.test"], "/", "h.test."),
    ],
)
def test_a_target_is_asked_as_browsers_read_it(url, dialled, line, host):
    backend = Listening(OK, b"ok")
    assert came(bounds=BOUNDS, backend=backend, url=url).body == b"ok"
    assert backend.dialled == dialled
    assert backend.written.decode() == f"GET {line} HTTP/1.1\r\nHost: {host}\r\n" + (
        "Connection: close\r\n\r\n"
    )
    assert backend.open == 0


def test_two_answers_at_once_are_one():
    backend = Listening(OK + b"ok" + OK + b"no")
    assert came(bounds=BOUNDS, backend=backend).body == b"ok"
    assert backend.open == 0


def test_a_handshake_that_is_given_up_leaves_nothing_open():
    class Mute(Heard):
        async def start_tls(self, ssl_context, server_hostname=None, timeout=None):
            self.backend.scope.cancel()
            await anyio.sleep_forever()

    class Silent(Listening):
        async def connect_tcp(self, host, port, *rest, **options):
            return Mute(await super().connect_tcp(host, port), self)

    async def shake(backend):
        tidied = TidiedBackend(
            backend, target_of(URL), BOUNDS, Effort(), SentCertificates(TLS), lambda: None
        )
        stream = await tidied.connect_tcp("host.test", 443)
        assert backend.open == 1
        with anyio.CancelScope() as backend.scope:
            await stream.start_tls(TLS, "host.test")
        return backend.scope.cancelled_caught

    backend = Silent()
    assert anyio.run(shake, backend)
    assert backend.open == 0
