"""Every hostile answer ends by name: each server is asked once, as an audit would."""

from __future__ import annotations

import pytest

from fetch.asking import ask, by_each
from hostile_servers.catalogue import HOSTILE
from hostile_servers.meeting import LONG, asking, met
from hostile_servers.model import CHUNKED, LENGTH, OK, PAGE, broken_off
from hostile_servers.word import word
from linkassay.conditions import classify
from linkassay.model import ConditionName, ErrorKind, Framing, HttpClient, Look, Observation
from servers import Server

WHOLE = [OK + LENGTH + PAGE, CHUNKED + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)]


each = by_each(pytest.mark.slow)
pytestmark = pytest.mark.usefixtures("each")


@pytest.fixture(scope="module")
def seen(each: HttpClient) -> dict[str, Observation]:
    return met(list(HOSTILE))


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_as_it_must(seen, name):
    assert word(seen[name]) in HOSTILE[name].ends, seen[name]


def test_none_is_a_failure_of_ours_and_all_have_a_condition(seen):
    for name, look in seen.items():
        assert look.error is not ErrorKind.BUG, (name, look.detail)
        assert look.error is None or look.detail, name
        unknown = classify([Look(look)]).name is ConditionName.UNKNOWN
        assert unknown == (look.error is ErrorKind.HEADERS_TOO_LARGE), (name, look)


def test_little_is_read_and_few_are_asked(seen):
    for name, look in seen.items():
        assert look.raw_bytes <= 256 * 1024, name
        assert len(look.hops) <= 21, name


def test_there_are_as_many_as_there_must_be():
    assert len(HOSTILE) >= 125
    assert len(HOSTILE) + 2 * sum(map(len, WHOLE)) >= 353


@pytest.mark.parametrize("whole", WHOLE, ids=["length", "chunked"])
@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_an_answer_cut_at_any_byte_is_told_as_cut(whole, reset):
    cuts = {f"/{at}": broken_off(whole[:at], reset=reset) for at in range(len(whole))}
    with Server(cuts) as server:
        urls = {int(path[1:]): server.url(path, host=f"h{path[1:]}.test") for path in cuts}
        seen = ask(*urls.values(), by=asking(LONG))
    head = whole.index(b"\r\n\r\n") + 4
    named = {ErrorKind.DISCONNECTED, ErrorKind.PROTOCOL, ErrorKind.CONNECT}
    for at, url in urls.items():
        look = seen[url]
        assert look.error in named, (at, look)
        if at < head or look.status is None:
            assert look.status is None, (at, look)
        else:
            assert (look.status, look.framing) == (200, Framing.CUT), (at, look)
