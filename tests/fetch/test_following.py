"""What an answer makes of an errand: whom it bothers, where it leads."""

import time

import pytest

from fetch.asking import AGENT, NOW, settings
from linkassay.fetch.errands import Errands
from linkassay.fetch.errors import Failure
from linkassay.fetch.exchange import Exchange, fail
from linkassay.fetch.following import Following
from linkassay.fetch.setup import Setup
from linkassay.fetch.target import target_of
from linkassay.fetch.told import fact_in, tell
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
URL = "http://a.test/x"
SETUP = Setup(settings(), lambda: NOW, time.monotonic, AGENT, None, None)


def begun(url=URL):
    """An errand whose first request has begun, and the request."""
    errand = Errands(SETUP).page(Probe(url), print)
    return errand, Following(SETUP).ask(errand, target_of(url), ("93.184.216.34",))


def heard(errand, status=None, lines=(), error=None, took=0.5):
    """What the host is treated by after such an answer; the errand has gone on."""
    result, following = Exchange(), Following(SETUP)
    if status is not None:
        tell(result, status, (fact_in(*line) for line in lines))
    if error is not None:
        fail(result, Failure(error, "as it says"))
    came = following.hear(errand, result, took)
    following.go_on(errand)
    return came


@pytest.mark.parametrize("kind", ErrorKind)
def test_a_host_is_bothered_unless_it_was_never_reached(kind):
    errand, _ = begun()
    assert (heard(errand, error=kind) is None) == (kind in BEFORE_ANY_CONNECTION)
    assert (errand.chain.error, errand.chain.detail) == (kind, "as it says")
    assert errand.url is None


def test_a_redirect_leads_on_and_a_page_does_not():
    errand, _ = begun()
    heard(errand, 301, [(b"Location", b"//b.test/y")])
    assert errand.url == "http://b.test/y"
    errand, _ = begun()
    heard(errand, 200)
    assert errand.url is None


def test_what_is_asked_once_more_is_one_hop_and_no_circle():
    errand, ask = begun()
    Following(SETUP).again(errand)
    assert errand.plain
    assert not ask.plain
    again = Following(SETUP).ask(errand, target_of(URL), ask.addresses)
    assert again.plain
    heard(errand, 302, [(b"Location", b"/y")])
    assert (len(errand.chain.hops), errand.url, errand.plain) == (1, "http://a.test/y", False)


def test_the_time_of_all_hops_is_bounded():
    errand, ask = begun()
    assert ask.bounds.seconds == SETUP.settings.hop_deadline
    heard(errand, 302, [(b"Location", b"/y")], took=SETUP.settings.deadline - 1.5)
    ask = Following(SETUP).ask(errand, target_of(errand.url), ask.addresses)
    assert ask.bounds.seconds == pytest.approx(1.5)
    blamed = heard(errand, error=ErrorKind.READ_TIMEOUT, took=1.5)
    assert blamed.error is None
    assert errand.chain.error is ErrorKind.DEADLINE
