from datetime import UTC, datetime

from linkassay.conditions import without_network
from linkassay.model import Hop, Observation, Trouble

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://example.org/a"


def seen(trouble=None, *statuses):
    hops = tuple(Hop(URL, status) for status in (*statuses, None))
    return Observation(URL, NOW, hops, None if trouble else 200, trouble)


DNS, TEMPORARY, CONNECT = (
    seen(Trouble.DNS_NAME), seen(Trouble.DNS_TEMPORARY), seen(Trouble.CONNECT_TIMEOUT)
)  # fmt: skip


def test_no_network_where_no_host_at_all_answered():
    assert without_network([DNS])
    assert without_network([DNS, TEMPORARY, CONNECT, seen(Trouble.CONNECT)])


def test_one_answer_of_any_kind_proves_a_network():
    assert not without_network([DNS, seen()])
    assert not without_network([DNS, seen(Trouble.TLS_EXPIRED)])
    assert not without_network([DNS, seen(Trouble.READ_TIMEOUT)])
    assert not without_network([DNS, seen(Trouble.CONNECT, 302)])


def test_what_was_never_asked_says_nothing():
    assert not without_network([])
    assert not without_network([seen(Trouble.ADDRESS_REFUSED), seen(Trouble.BUG)])
    assert without_network([DNS, seen(Trouble.ADDRESS_REFUSED), seen(Trouble.BUG)])
