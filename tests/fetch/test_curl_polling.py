"""Who is ready: by epoll, and by whatever else the system has."""

import select
import socket

import pytest

from linkassay.fetch.curl.polling import BOTH, READ, WRITE, ByEpoll, BySelectors

HERE = [BySelectors, *([ByEpoll] if hasattr(select, "epoll") else [])]


@pytest.fixture
def line():
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


@pytest.fixture(params=HERE)
def poll(request):
    made = request.param()
    yield made
    made.close()


def test_what_is_wanted_is_told(poll, line):
    number = line[0].fileno()
    poll.register(number, READ)
    assert [*poll.poll(0.0)] == []
    line[1].send(b"x")
    assert [*poll.poll(0.0)] == [(number, READ)]
    poll.modify(number, WRITE)
    assert [*poll.poll(0.0)] == [(number, WRITE)]
    poll.modify(number, BOTH)
    assert [*poll.poll(0.0)] == [(number, BOTH)]


@pytest.mark.parametrize("first", [READ, WRITE, BOTH])
@pytest.mark.parametrize("then", [READ, WRITE, BOTH])
def test_what_is_watched_no_more_is_watched_again(poll, line, first, then):
    number = line[0].fileno()
    line[1].send(b"x")
    poll.register(number, first)
    poll.unregister(number)
    assert [*poll.poll(0.0)] == []
    for _ in range(2):
        poll.register(number, then)
        assert [*poll.poll(0.0)] == [(number, then)]
        poll.unregister(number)


@pytest.mark.parametrize("first", [READ, WRITE])
@pytest.mark.parametrize("then", [READ, WRITE, BOTH])
def test_nothing_came_meanwhile(poll, line, first, then):
    number = line[0].fileno()
    poll.register(number, first)
    poll.unregister(number)
    poll.register(number, then)
    line[1].send(b"x")
    assert [*poll.poll(0.0)] == [(number, then)]


@pytest.mark.parametrize("then", [READ, WRITE])
def test_a_number_that_was_closed_is_another_socket(poll, then):
    for _ in range(3):
        ours, theirs = socket.socketpair()
        theirs.send(b"x")
        poll.register(ours.fileno(), then)
        assert [*poll.poll(0.0)] == [(ours.fileno(), then)]
        poll.unregister(ours.fileno())
        ours.close()
        theirs.close()


@pytest.mark.skipif(not hasattr(select, "epoll"), reason="epoll is a call of Linux")
def test_what_comes_where_nobody_waits_wakes_once(line):
    poll, number = ByEpoll(), line[0].fileno()
    poll.register(number, READ)
    poll.unregister(number)
    line[1].send(b"x")
    assert [*poll.poll(0.0)] == []
    assert poll._poll.poll(0.0) == []
    poll.close()
