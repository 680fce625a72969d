"""What counts as a failure of a host, and when it is left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.dates import http_date
from linkassay.fetch.breaker import Breaker
from linkassay.fetch.heard import Heard, heard
from linkassay.model import ErrorKind

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OK, MISSING, BROKEN = Heard(200), Heard(404), Heard(503)
HANG = Heard(error=ErrorKind.READ_TIMEOUT)

FAILED = {
    ErrorKind.CONNECT, ErrorKind.CONNECT_TIMEOUT, ErrorKind.READ_TIMEOUT, ErrorKind.DEADLINE,
    ErrorKind.DISCONNECTED, ErrorKind.PROTOCOL, ErrorKind.TLS_PROTOCOL,
}  # fmt: skip


def after(*said):
    breaker = Breaker()
    for one in said:
        breaker.hear(one)
    return breaker


@pytest.mark.parametrize("kind", ErrorKind)
def test_a_host_has_failed_where_the_fault_is_its_own_and_not_one_address_s(kind):
    assert Heard(error=kind).failed == (kind in FAILED)
    assert not Heard(error=kind).good
    assert Heard(error=kind).hung == (kind.value.endswith("timeout") or kind.value == "deadline")


@pytest.mark.parametrize("status", [200, 204, 301, 401, 403, 404, 410, 451, 499])
def test_every_other_answer_is_good(status):
    assert (Heard(status).good, Heard(status).failed) == (True, False)


@pytest.mark.parametrize(
    ("status", "failed"), [(500, True), (503, True), (599, True), (429, False)]
)
def test_breakdowns_and_refusals_are_not(status, failed):
    assert (Heard(status).good, Heard(status).failed) == (False, failed)


def test_a_body_that_never_ends_is_a_hang_in_spite_of_its_status():
    cut = Heard(200, ErrorKind.READ_TIMEOUT)
    assert (cut.good, cut.hung, cut.failed) == (False, True, True)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([BROKEN] * 4, None),
        ([BROKEN] * 5, "5 failures in a row"),
        ([HANG], None),
        ([HANG] * 2, "2 time-outs in a row"),
        ([HANG, BROKEN, HANG], None),
        ([HANG, OK, HANG], None),
        ([BROKEN] * 4 + [MISSING] + [BROKEN] * 4, None),
        ([BROKEN, HANG, BROKEN, BROKEN, BROKEN], "5 failures in a row"),
        ([BROKEN] * 4 + [Heard(error=ErrorKind.TLS_EXPIRED), BROKEN], "5 failures in a row"),
        ([BROKEN] * 4 + [Heard(429), BROKEN], "5 failures in a row"),
        ([Heard(429)] * 9, None),
    ],
)
def test_it_opens_after_five_failures_or_two_hangs_in_a_row(said, why):
    assert after(*said).why == why


def test_half_open_one_failure_opens_it_and_one_answer_closes_it():
    for said, why in ((BROKEN, "5 failures in a row"), (HANG, "5 failures in a row"), (OK, None)):
        breaker = after(*[BROKEN] * 7)
        breaker.half_open()
        assert breaker.why is None
        breaker.hear(said)
        assert breaker.why == why
    breaker = after(HANG, HANG, HANG)
    breaker.half_open()
    breaker.hear(HANG)
    assert breaker.why == "2 time-outs in a row"


def test_a_new_round_does_not_make_a_sound_host_suspect():
    breaker = after(OK)
    breaker.half_open()
    assert (breaker.failures, breaker.hangs, breaker.is_settled) == (0, 0, True)


# -- Retry-After


def asked(status, retry_after, date=None):
    """What an answer with these headers says."""
    lines = () if retry_after is None else (("retry-after", retry_after),)
    return heard(status, None, lines, date, lambda: NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("1 minute", None), ("１２", None),
        ("0x10", None),
        ("1e3", None), ("nan", None), ("inf", None), ("Tue", None), ("2026-11-24T09:01:00Z", None),
        ("0", 0.0), ("2", 2.0), (" 60 ", 60.0), ("-5", 0.0), ("1.5", 1.5), ("007", 7.0),
        ("99999999999", 86_400.0), ("9" * 400, 86_400.0),
        ("Tue, 24 Nov 2026 09:01:30 GMT", 90.0),  # RFC 9110's own form
        ("Tuesday, 24-Nov-26 09:01:30 GMT", 90.0),  # RFC 850
        ("Tue Nov 24 09:01:30 2026", 90.0),  # asctime
        ("Tue, 24 Nov 2026 10:01:30 +0100", 90.0),
        ("Tue, 24 Nov 2026 08:00:00 GMT", 0.0),  # past
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0),
        ("Tue, 99 Nov 2026 09:01:30 GMT", None),
        ("Tue, 24 Nov 2026 09:01:30 +9999999999", None),
    ],
)  # fmt: skip
def test_both_forms_of_retry_after_are_read_and_nothing_else(value, seconds):
    assert asked(429, value).wait == seconds


@given(st.text(max_size=60) | st.integers().map(str) | st.floats().map(str))
def test_no_retry_after_raises_or_asks_for_more_than_a_day(value):
    seconds = asked(429, value).wait
    assert seconds is None or 0 <= seconds <= 86_400


@pytest.mark.parametrize(
    ("status", "wait"),
    [(429, 9.0), (503, 9.0), (413, 9.0), (301, 9.0), (200, None), (404, None), (None, None)],
)
def test_retry_after_counts_where_it_is_defined(status, wait):
    assert asked(status, "9").wait == wait


def test_a_date_is_read_on_the_server_s_own_clock():
    told = "Mon, 02 Jan 2017 00:00:00 GMT"
    assert asked(429, "Mon, 02 Jan 2017 00:00:07 GMT", told).wait == 7.0
    assert NOW - http_date(told) > timedelta(days=3000)
