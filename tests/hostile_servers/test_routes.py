"""The nastiest servers, met on every other route on which something is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from fetch.asking import ask
from hostile_servers.catalogue import HOSTILE, NASTIEST
from hostile_servers.meeting import LATE, LONG, SHORT, asking, groups, met
from hostile_servers.word import word
from linkassay.model import ErrorKind, Framing, Probe, Purpose
from servers import ROBOTS, Behaviour, Request, Server, answer

PAGES = ("/a", "/b", "/c")
NAMED = (None, ErrorKind.HOST_PAUSED, ErrorKind.ROBOTS)
OTHERS = [item for item in Purpose if item not in (Purpose.CITED, Purpose.SIBLING, Purpose.CONTROL)]


def test_there_are_as_many_as_there_must_be():
    assert len(set(NASTIEST)) >= 20


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose.SIBLING,
        Purpose.CONTROL,
        *(pytest.param(item, marks=pytest.mark.slow) for item in OTHERS),
    ],
)
def test_it_ends_as_a_cited_one_does(purpose):
    for name, look in met(NASTIEST, purpose).items():
        assert word(look) in HOSTILE[name].ends, (name, look)


BY_TIME = [
    pytest.param(name, marks=[pytest.mark.slow] if HOSTILE[name].ends & LATE else [])
    for name in NASTIEST
]


@pytest.mark.parametrize("name", BY_TIME)
def test_an_article_of_it_has_an_end_and_no_source_unless_it_is_whole(name):
    late = bool(HOSTILE[name].ends & LATE)
    with Server({f"/{name}": HOSTILE[name].behaviour}) as server:
        probe = Probe(server.url(f"/{name}", "h0.test"), Purpose.ARTICLE)
        look, source = asking(SHORT if late else LONG).fetch_document(probe)
    assert look.error is not ErrorKind.BUG, look.detail
    assert look.error is None or look.detail
    if source is not None:
        assert (look.status, look.error) == (200, None)
        assert look.framing in (Framing.LENGTH, Framing.CHUNKED, Framing.CLOSE)
        assert len(source.data) <= 20 * 1024 * 1024


@pytest.mark.slow
def test_a_robots_txt_of_it_leaves_a_page_that_is_asked():
    for group, patience in groups(NASTIEST):
        hosts = [f"h{number}.test" for number in range(len(group))]
        with Server({ROBOTS: by_host(group), **dict.fromkeys(PAGES, answer())}) as server:
            urls = [server.url(page, host) for host in hosts for page in PAGES]
            seen = ask(*urls, by=asking(patience, ignore_robots=()))
        for look in seen.values():
            assert look.error is not ErrorKind.BUG
            assert patience is SHORT or look.error in NAMED, look
        asked = {request.headers["host"] for request in server.requests if request.target in PAGES}
        assert len(asked) == len(group)
        assert server.paths.count(ROBOTS) >= len(group)


def by_host(names: Sequence[str]) -> Behaviour:
    """The host `h7.test` behaves as the eighth of the names."""

    async def behave(request: Request, writer: asyncio.StreamWriter) -> None:
        number = int(request.headers["host"].partition(".")[0].removeprefix("h"))
        await HOSTILE[names[number]].behaviour(request, writer)

    return behave
