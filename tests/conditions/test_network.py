from datetime import UTC, datetime

from linkassay.conditions import without_network
from linkassay.model import ErrorKind, Hop, Observation

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://example.org/a"


def seen(error=None, *statuses):
    hops = tuple(Hop(URL, status) for status in (*statuses, None))
    return Observation(URL, NOW, hops, None if error else 200, error)


DNS, TEMPORARY, CONNECT = (
    seen(ErrorKind.DNS_NAME), seen(ErrorKind.DNS_TEMPORARY), seen(ErrorKind.CONNECT_TIMEOUT)
)  # fmt: skip


def test_no_network_where_no_host_at_all_answered():
    assert without_network([DNS])
    assert without_network([DNS, TEMPORARY, CONNECT, seen(ErrorKind.CONNECT)])


def test_one_answer_of_any_kind_proves_a_network():
    assert not without_network([DNS, seen()])
    assert not without_network([DNS, seen(ErrorKind.TLS_EXPIRED)])
    assert not without_network([DNS, seen(ErrorKind.READ_TIMEOUT)])
    assert not without_network([DNS, seen(ErrorKind.CONNECT, 302)])


def test_what_was_never_asked_says_nothing():
    assert not without_network([])
    assert not without_network([seen(ErrorKind.ADDRESS_REFUSED), seen(ErrorKind.BUG)])
    assert without_network([DNS, seen(ErrorKind.ADDRESS_REFUSED), seen(ErrorKind.BUG)])
