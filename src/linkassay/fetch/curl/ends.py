"""How a transfer ended: libcurl's codes as kinds of error."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from enum import Enum

from linkassay.fetch.curl.library import pycurl
from linkassay.fetch.errors import OWN_ERRNOS
from linkassay.fetch.exchange import Phase
from linkassay.model import ErrorKind


class Verdict(Enum):
    """What an end means besides a kind of error."""

    OWN = "this machine has no way to the address"
    MAYBE_OWN = "the address cannot be reached; why depends on the routes here"


HUNG_UP = "the server hung up before a complete head"

EARLY = (Phase.CONNECT, Phase.TLS)

BROKEN_OFF = frozenset(
    {errno.ECONNRESET, errno.EPIPE, errno.ETIMEDOUT, errno.ECONNABORTED, errno.EHOSTUNREACH}
)
"""Errors of recv() that say that a connection is gone (POSIX.1-2017, recv())."""


@dataclass(frozen=True, slots=True)
class End:
    """A code, the system's error number (`None`: any), and the phases in which it means something.

    `words` are ours where libcurl's say something else.
    """

    code: int
    numbers: frozenset[int] | None
    phases: tuple[Phase, ...]
    means: ErrorKind | Verdict
    words: str = ""


ENDS: tuple[End, ...] = (
    End(pycurl.E_COULDNT_CONNECT, OWN_ERRNOS, (Phase.CONNECT,), Verdict.OWN),
    End(
        pycurl.E_COULDNT_CONNECT,
        frozenset({errno.EHOSTUNREACH}),
        (Phase.CONNECT,),
        Verdict.MAYBE_OWN,
    ),
    End(pycurl.E_COULDNT_CONNECT, None, (Phase.CONNECT,), ErrorKind.CONNECT),
    End(pycurl.E_OPERATION_TIMEDOUT, None, EARLY, ErrorKind.CONNECT_TIMEOUT),
    End(pycurl.E_OPERATION_TIMEDOUT, None, (Phase.HEAD, Phase.BODY), ErrorKind.READ_TIMEOUT),
    End(pycurl.E_OK, None, (Phase.HEAD,), ErrorKind.DISCONNECTED, HUNG_UP),
    End(pycurl.E_GOT_NOTHING, None, (Phase.HEAD,), ErrorKind.DISCONNECTED, HUNG_UP),
    End(pycurl.E_RECV_ERROR, BROKEN_OFF, (Phase.HEAD, Phase.BODY), ErrorKind.DISCONNECTED),
    End(pycurl.E_PARTIAL_FILE, None, (Phase.BODY,), ErrorKind.PROTOCOL),
)
"""The first row that fits counts; what is in none is unclear. So is whatever fails in a handshake
besides the time: which fault of a certificate is named first, and which old ciphers are taken,
depends on the OpenSSL a library brings with it, and one of them must have the last word."""


def end_of(code: int, number: int, phase: Phase) -> End | None:
    """The row that fits, `None` where none does; `number` is the system's error number."""
    for end in ENDS:
        fits = end.numbers is None or number in end.numbers
        if end.code == code and fits and phase in end.phases:
            return end
    return None
