"""What libcurl's codes mean: each row of the table once, and nothing that is in none."""

import errno

import pytest

from fetch import two_adapters  # (skips without pycurl)
from linkassay.fetch.curl.ends import EARLY, ENDS, Verdict, end_of
from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.errors import OWN_ERRNOS
from linkassay.fetch.exchange import Phase
from linkassay.model import ErrorKind

assert two_adapters

LATE = tuple(phase for phase in Phase if phase not in EARLY)


@pytest.mark.parametrize(
    ("code", "number", "phases", "means"),
    [
        (7, errno.ENETUNREACH, [Phase.CONNECT], Verdict.OWN),
        (7, errno.EHOSTUNREACH, [Phase.CONNECT], Verdict.MAYBE_OWN),
        (7, errno.ECONNREFUSED, [Phase.CONNECT], ErrorKind.CONNECT),
        (28, 0, EARLY, ErrorKind.CONNECT_TIMEOUT),
        (28, 0, LATE, ErrorKind.READ_TIMEOUT),
        (52, 0, [Phase.HEAD], ErrorKind.DISCONNECTED),
        (0, 0, [Phase.HEAD], ErrorKind.DISCONNECTED),
        (56, errno.ECONNRESET, LATE, ErrorKind.DISCONNECTED),
        (18, 0, [Phase.BODY], ErrorKind.PROTOCOL),
    ],
)
def test_what_means_something(code, number, phases, means):
    for phase in Phase:
        end = end_of(code, number, phase)
        assert (end is not None and end.means is means) == (phase in phases)


def test_each_errno_of_ours_is_ours():
    means = {end_of(pycurl.E_COULDNT_CONNECT, number, Phase.CONNECT).means for number in OWN_ERRNOS}
    assert means == {Verdict.OWN}


def test_no_fault_of_a_handshake_or_of_grammar_is_told():
    """Codes by which a server would be accused of what another reader may see otherwise."""
    told = {end.code for end in ENDS}
    for code in (1, 2, 3, 6, 8, 23, 35, 51, 55, 60, 61, 77, 91, 92, 100):
        assert code not in told
    assert all(phase is not Phase.TLS or end.code == 28 for end in ENDS for phase in end.phases)


def test_no_row_stands_behind_one_that_takes_its_place():
    for at, end in enumerate(ENDS):
        for phase in end.phases:
            for number in end.numbers or [0]:
                assert end_of(end.code, number, phase) is ENDS[at]
