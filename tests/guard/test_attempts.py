"""The connection guard against every form, by every route, where each address can be reached.

All attempts are made by one process in a network namespace in which a canary listens on every
unicast address there is; see `guard.attempts`.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from fetch.asking import by_each
from guard import ranges, spellings
from linkassay.model import HttpClient, Purpose
from web import namespace

pytestmark = pytest.mark.skipif(
    namespace.missing() is not None, reason=f"no network namespace: {namespace.missing()}"
)

each = by_each(pytest.mark.slow)

FEW, ALL = 40, 1
PATIENT = 600.0

NOT_DIALLED = ["224.0.0.0/4", "255.255.255.255/32", "127.255.255.255/32", "fe80::/10", "ff00::/8"]
"""Multicast, broadcast and link-local addresses: no stream can be opened to them from here."""

ENDS = {
    "direct": {"address-refused", "404"},
    "ports": {"port-refused"},
    "redirected": {"address-refused", "bad-redirect"},
    "refresh": {"address-refused", "200"},
    "meta": {"address-refused", "200"},
    "robots": {"200"},
}
"""How attempts may end; elsewhere all are refused. 404: of two hosts in one address the outside is
meant. 200: the page sends its readers to no address at all, or its robots.txt does."""

ARTICLES = [f"article by {how}" for how in ("location", "refresh", "meta")]

OPEN = ["open: direct", "open: location", "open: refresh", "open: meta"]


@cache
def made(every: int, client: HttpClient) -> Mapping[str, Mapping[str, Any]]:
    """What came of each route, by its name."""
    command = namespace.command("guard.attempts", str(every))
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=PATIENT,
        check=False,
        env={**os.environ, "LINKASSAY_HTTP_CLIENT": client},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return {told["route"]: told for told in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module", params=[FEW, pytest.param(ALL, marks=pytest.mark.slow)])
def routes(request: pytest.FixtureRequest, each: HttpClient) -> Mapping[str, Mapping[str, Any]]:
    return made(request.param, each)


def guarded(routes):
    return {name: told for name, told in routes.items() if name not in (*OPEN, "sockets")}


def test_nothing_inside_is_ever_reached(routes):
    assert {
        name: told["touched"] for name, told in guarded(routes).items() if told["touched"]
    } == {}


def test_every_attempt_is_refused_by_name(routes):
    for name, told in guarded(routes).items():
        if name != "program":
            assert told["attempts"] > 0
            assert set(told["ends"]) <= ENDS.get(name, {"address-refused"}), told


def test_what_leads_inside_was_asked_first(routes):
    assert routes["redirected"]["outside"] == routes["redirected"]["attempts"]
    assert routes["robots"]["outside"] == 2 * routes["robots"]["attempts"]
    for name in ("refresh", "meta", *Purpose, *ARTICLES):
        assert routes[name]["led"] >= 0.45 * routes[name]["attempts"] > 0, name
    for number in (0, 2):
        assert routes[f"rebound {number}"]["led"] == routes[f"rebound {number}"]["attempts"]


def test_no_article_is_read_from_inside(routes):
    assert [routes[name]["sources"] for name in ARTICLES] == [0, 0, 0]


def test_the_program_asks_beside_a_page_too_and_reaches_nothing(routes):
    told = routes["program"]
    assert told["beside"] > 0
    assert told["ends"]["address-refused"] >= 0.6 * told["attempts"]


def test_the_canary_hears_every_address_that_can_be_dialled(routes):
    told = routes["sockets"]
    silent = [ip_network(text) for text in NOT_DIALLED]
    assert len(told["touched"]) > 140
    for text in told["unseen"]:
        assert any(ip_address(text) in network for network in silent), text


def test_a_fetcher_that_may_go_everywhere_is_heard_by_the_canary(routes):
    for name in OPEN:
        assert len(routes[name]["touched"]) >= 0.6 * min(routes[name]["attempts"], 150), name


@pytest.mark.slow
def test_there_are_as_many_attempts_as_there_must_be(each):
    assert len(ranges.V4) >= 25
    assert len(ranges.V6) >= 31
    assert len(spellings.V4) >= 20
    assert sum(told["attempts"] for told in guarded(made(ALL, each)).values()) >= 4_332
