"""Which errors bother a host, and so owe it a gap."""

import anyio
import httpcore
import pytest

from fetch.asking import NOW
from linkassay.fetch.chain import RedirectFollower
from linkassay.fetch.cleaning import Cleaner
from linkassay.fetch.errors import FetchError
from linkassay.fetch.exchange import Bounds, Caps
from linkassay.fetch.hosts import Hosts
from linkassay.fetch.places import Places
from linkassay.fetch.request_headers import RequestHeaders
from linkassay.fetch.throttle import HostThrottle
from linkassay.fetch.transport import client_for
from linkassay.model import ErrorKind, Probe

BEFORE_ANY_CONNECTION = {
    ErrorKind.DNS_NAME,
    ErrorKind.DNS_NO_ADDRESS,
    ErrorKind.DNS_TEMPORARY,
    ErrorKind.NO_ROUTE,
    ErrorKind.ADDRESS_REFUSED,
    ErrorKind.PORT_REFUSED,
    ErrorKind.INTERCEPTED,
}


@pytest.mark.parametrize("kind", ErrorKind)
def test_a_gap_is_owed_to_a_host_unless_it_was_never_reached(kind):
    class Failing(httpcore.AsyncNetworkBackend):
        async def connect_tcp(self, *asked, **options):
            raise FetchError(kind, "as it says")

    hosts = Hosts(1.0, (), lambda: 0.0)
    throttle = HostThrottle(
        hosts, Places(1, monotonic=lambda: 0.0), monotonic=lambda: 0.0, now=lambda: NOW,
        most_wait=60.0, until=9.0, remember=print,
    )  # fmt: skip
    follower = RedirectFollower(
        client_for(Failing(), None),
        throttle,
        headers=RequestHeaders("linkassay/0"),
        deadline=9.0,
        max_redirects=1,
        monotonic=lambda: 0.0,
    )
    bounds = Bounds(9.0, 100, 100, lambda status, media_type: Caps(1, 1))
    chain = anyio.run(follower.follow, Cleaner(Probe("http://a.test:81/")), bounds)
    assert (chain.error, chain.detail) == (kind, "as it says")
    owes_a_gap = hosts.get("a.test", 0.0).pace.free_at == 1.0
    assert owes_a_gap == (kind not in BEFORE_ANY_CONNECTION)
