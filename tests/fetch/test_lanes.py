"""Turns, gaps and pauses on a clock that only moves when somebody waits."""

from datetime import timedelta

import anyio
import pytest

from fetch.asking import NOW, ask, one
from fetch.virtual import OK, World
from linkassay.fetch.heard import Heard
from linkassay.fetch.hosts import FORGET_AT, Hosts
from linkassay.model import ErrorKind, HostNote, HostSettings
from servers import Server, answer, redirect

PAUSED, TIME_UP = ErrorKind.HOST_PAUSED, ErrorKind.TIME_UP
HANG = Heard(error=ErrorKind.READ_TIMEOUT), 15.0
BROKEN = Heard(503)


def first_then(first, then=OK):
    return lambda host, count: first if count == 0 else then


# -- gaps


def test_between_two_requests_to_a_host_lies_the_gap():
    assert World(1.0, took=0.25).ask(["a"] * 5).gaps() == [1.0] * 4


def test_a_gap_is_longer_by_what_is_on_its_way_and_no_gap_is_none():
    assert World(0.05, took=0.25, on_its_way=0.002).ask(["a"] * 3).gaps() == [0.502] * 2
    assert World(0.0, took=1.0, on_its_way=0.002).ask(["a"] * 9).starts()[-1] == 2.0


def test_no_gap_is_owed_to_a_host_that_nobody_asked():
    world = World(1.0, took=0.25, asked=False).ask(["a"] * 5)
    assert world.starts() == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_many_who_ask_one_host_wait_for_each_other():
    world = World(1.0).ask(*[["a"]] * 5)
    assert world.starts() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert world.most == 1


def test_hosts_do_not_wait_for_each_other():
    world = World(2.0).ask(*[[host] * 3 for host in "abc"])
    assert max(world.starts()) == 4.0


def test_a_slow_answer_earns_twice_its_time():
    assert World(1.0, took=0.7).ask(["a"] * 3).gaps() == [1.4, 1.4]


def test_a_time_out_is_no_answer_that_makes_the_gap_longer():
    world = World(1.0, answers=first_then(HANG)).ask(["a"] * 2)
    assert world.gaps() == [1.0]


def test_a_host_has_the_gap_that_the_settings_name_for_it():
    hosts = (HostSettings("b.test", gap=3.0), HostSettings("y.b.test", gap=0.5))
    world = World(1.0, hosts=hosts).ask(*[[h] * 2 for h in ("a.test", "x.b.test", "y.b.test")])
    assert [world.starts(h)[1] for h in ("a.test", "x.b.test", "y.b.test")] == [1.0, 3.0, 0.5]


def test_a_host_whose_robots_txt_asks_for_it_has_a_longer_gap():
    world = World(1.0).ask(["a"] * 3, prepare=lambda lanes: lanes.slow_down("a", 10.0, 0.0))
    assert world.gaps() == [10.0, 10.0]


def test_the_gap_holds_from_one_round_to_the_next():
    world = World(3.0).ask(["a"]).ask(["a"])
    assert world.starts() == [0.0, 3.0]


def test_four_are_in_flight_without_a_gap():
    world = World(0.0, took=1.0).ask(*[["a"]] * 9)
    assert world.most == 4
    assert world.starts() == [0.0] * 4 + [1.0] * 4 + [2.0]


# -- lanes


def test_of_hosts_that_may_be_asked_the_one_with_most_left_comes_first():
    lanes = World(1.0).lanes()
    for host, links in (("a", 1), ("b", 3), ("c", 2)):
        lanes.open(host, iter([host] * links), 0.0, links)
    assert [lanes.next(0.0).item for _ in range(3)] == ["b", "c", "a"]
    assert lanes.next(0.0) is None


@pytest.mark.parametrize(
    ("names", "starts"),
    [
        (["a.github.io", "b.github.io", "c.github.io"], [0.0, 1.0, 2.0]),
        (["a.test", "A.test.", "a.test"], [0.0, 1.0, 2.0]),
        (["a.example.org", "b.example.org"], [0.0, 0.0]),
    ],
)
def test_sites_of_one_platform_are_asked_one_after_the_other(names, starts):
    world = World(1.0).ask(*[[name] for name in names])
    assert world.starts() == starts


def test_a_site_that_wants_to_be_asked_slowly_does_not_hold_its_platform_up():
    world = World(1.0).ask(
        ["a.github.io"] * 2, ["b.github.io"] * 3,
        prepare=lambda lanes: lanes.slow_down("a.github.io", 100.0, 0.0),
    )  # fmt: skip
    assert max(world.starts("b.github.io")) < 10.0
    assert world.starts("a.github.io") == [0.0, 100.0]


def test_a_site_that_fails_does_not_speak_for_its_platform_but_its_429_does():
    def answers(host, count):
        return Heard(503, wait=20.0) if host.startswith("a") and not count else OK

    world = World(1.0, answers=answers).ask(["a.github.io"] * 2, ["b.github.io"] * 3)
    assert world.starts("a.github.io") == [0.0, 20.0]
    assert max(world.starts("b.github.io")) < 10.0

    def refusing(host, count):
        return Heard(429, wait=20.0) if host.startswith("a") and not count else OK

    world = World(1.0, answers=refusing).ask(["a.github.io"] * 2, ["b.github.io"] * 3)
    assert world.starts()[:2] == [0.0, 20.0]


# -- pauses


@pytest.mark.parametrize("gap", [0.0, 0.1, 1.0])
@pytest.mark.parametrize("status", [429, 503, 301])
def test_nobody_is_asked_before_the_pause_is_over(gap, status):
    world = World(gap, answers=first_then(Heard(status, wait=7.0))).ask(["a"], ["b"], ["a"], ["a"])
    early = [start for start in world.starts("a") if 0 < start < 7.0]
    assert early == []
    assert world.starts("b") == [0.0]
    assert len(world.starts("a")) == 3


def test_who_waits_for_a_pause_holds_no_place():
    world = World(1.0, at_once=1, answers=first_then(Heard(429, wait=30.0)))
    world.answers = lambda host, count: Heard(429, wait=30.0) if host == "a" and not count else OK
    world.ask(["a"] * 2, *[[f"h{at}"] for at in range(20)])
    assert max(world.starts("h19")) == 0.0
    assert world.starts("a") == [0.0, 30.0]


def test_a_pause_longer_than_one_waits_ends_the_lane_and_is_remembered():
    world = World(1.0, answers=first_then(Heard(429, wait=3600.0))).ask(["a"] * 5)
    assert world.starts() == [0.0]
    assert [(host, kind, at) for host, kind, at, _ in world.refused] == [("a", PAUSED, 0.0)] * 4
    assert world.refused[0][3] == "it asks to be left alone until 2026-11-24 10:00:00 UTC"
    assert world.notes == [HostNote("a", NOW + timedelta(hours=1))]


def test_a_long_pause_is_remembered_though_nothing_else_is_to_be_asked():
    world = World(0.0, answers=first_then(Heard(503, wait=100.0))).ask(["a"])
    assert world.notes == [HostNote("a", NOW + timedelta(seconds=100))]


def test_a_short_pause_is_not_remembered():
    assert World(1.0, answers=first_then(Heard(429, wait=5.0))).ask(["a"] * 2).notes == []


def test_a_host_that_asks_for_pause_after_pause_is_not_waited_for_again_and_again():
    world = World(1.0, answers=lambda host, count: Heard(429, wait=60.0)).ask(["a"] * 20)
    assert world.starts() == [0.0, 60.0]
    assert len(world.refused) == 18
    assert world.notes == [HostNote("a", NOW + timedelta(seconds=120))]


def test_a_host_that_refuses_again_and_again_is_left_alone_however_short_its_pauses():
    world = World(1.0, answers=lambda host, count: Heard(429, wait=0.0)).ask(["a"] * 20)
    assert len(world.log) == 5
    assert {detail for *_, detail in world.refused} == {"5 refusals (429) in a row"}


def test_a_host_that_refused_again_and_again_is_asked_once_more_in_the_next_round():
    world = World(1.0, answers=lambda host, count: Heard(429, wait=0.0))
    assert len(world.ask(["a"] * 20).ask(["a"] * 20).log) == 6


def test_a_host_that_answers_well_between_its_pauses_is_waited_for_each_time():
    answers = [Heard(429, wait=40.0), OK] * 4
    world = World(1.0, answers=lambda host, count: answers[count]).ask(["a"] * 8)
    assert len(world.log) == 8
    assert world.refused == []


def test_a_pause_holds_from_one_round_to_the_next():
    world = World(0.0, answers=first_then(Heard(429, wait=30.0))).ask(["a"]).ask(["a"])
    assert world.starts() == [0.0, 30.0]


@pytest.mark.parametrize(("seconds", "starts"), [(-5.0, [0.0]), (40.0, [40.0]), (90.0, [])])
def test_a_pause_that_an_earlier_run_noted_is_kept(seconds, starts):
    note = HostNote("a", NOW + timedelta(seconds=seconds))
    world = World(1.0).ask(["a"], prepare=lambda lanes: lanes.keep(note, 0.0))
    assert world.starts() == starts


# -- the breaker


def test_a_host_that_fails_five_times_in_a_row_is_left_alone():
    world = World(1.0, answers=lambda host, count: BROKEN).ask(["a"] * 20, ["b"] * 2)
    assert len(world.starts("a")) == 5
    assert len(world.starts("b")) == 2
    assert {(kind, detail) for host, kind, _, detail in world.refused if host == "a"} == {
        (PAUSED, "5 failures in a row")
    }
    assert world.notes == []


def test_a_host_that_hangs_twice_is_left_alone():
    world = World(1.0, answers=lambda host, count: HANG).ask(["a"] * 20)
    assert world.starts() == [0.0, 16.0]
    assert {detail for *_, detail in world.refused} == {"2 time-outs in a row"}
    assert max(at for _, _, at, _ in world.refused) == 31.0


def test_the_next_round_asks_once_more():
    world = World(1.0, answers=lambda host, count: BROKEN).ask(["a"] * 9).ask(["a"] * 9)
    assert len(world.log) == 6
    assert len(world.refused) == 4 + 8


def test_the_next_round_goes_on_where_the_host_answers_again():
    broken = World(1.0, answers=lambda host, count: BROKEN if count < 5 else OK)
    broken.ask(["a"] * 9).ask(["a"] * 9)
    assert len(broken.log) == 5 + 9


# -- time


def test_when_the_time_is_over_nobody_is_asked_any_more():
    world = World(1.0, until=2.5).ask(["a"] * 9)
    assert world.starts() == [0.0, 1.0, 2.0]
    assert {(kind, at) for _, kind, at, _ in world.refused} == {(TIME_UP, 2.5)}
    assert len(world.refused) == 6


def test_a_pause_beyond_the_end_of_time_is_not_waited_for():
    world = World(1.0, until=10.0, answers=first_then(Heard(429, wait=20.0))).ask(["a"] * 2)
    assert [(kind, at) for _, kind, at, _ in world.refused] == [(PAUSED, 0.0)]


# -- places


def test_no_more_requests_at_once_than_wanted():
    world = World(1.0, at_once=4, took=0.3).ask(*[[f"h{at}"] for at in range(20)])
    assert world.most == 4
    assert max(end for _, _, end in world.log) == pytest.approx(1.5)


def test_a_host_that_waits_for_its_gap_holds_no_place():
    world = World(10.0, at_once=1, took=1.0).ask(["slow"] * 4, *[[f"h{at}"] for at in range(8)])
    others = [end for host, _, end in world.log if host != "slow"]
    assert max(others) < 11.0


def test_a_pause_that_began_while_a_place_was_waited_for_is_kept():
    def answers(host, count):
        return (OK, 3.0) if host == "b" else (Heard(429, wait=10.0) if not count else OK, 1.0)

    world = World(0.0, at_once=2, answers=answers).ask(["a"], ["b"], ["a"])
    assert world.starts("a") == [0.0, 11.0]


def test_whoever_got_a_place_too_late_gives_it_back():
    world = World(1.0, at_once=1, took=3.0, until=2.0).ask(["a"], ["b"], ["c"])
    assert [(host, kind, at) for host, kind, at, _ in world.refused] == [
        ("b", TIME_UP, 3.0), ("c", TIME_UP, 3.0),
    ]  # fmt: skip


# -- what others wait for


def test_what_others_wait_for_is_given_while_they_are_held_though_a_pause_put_it_back():
    lanes = World(0.0).lanes()
    lanes.put_first("a", "page", 0.0)
    under_way = lanes.next(0.0)
    lanes.hold("a", 0.0)
    lanes.put_before("a", "robots.txt", 0.0)
    lanes.put_first("a", "held", 0.0)
    turn = lanes.next(0.0)
    lanes.end(under_way, Heard(429, wait=5.0), 1.0)
    assert not lanes.still_free(turn, 1.0)
    assert lanes.ready_at() == 6.0
    assert lanes.next(6.0).item == "robots.txt"


# -- memory


def ask_each_once(world, hosts, heard, between):
    """How many hosts are remembered at most while so many are asked once, one after the other."""
    lanes, clock, most = world.lanes(), world.clock, 0
    for at in range(hosts):
        lanes.open(f"h{at}", iter([at]), clock.now)
        turn = lanes.next(clock.now)
        assert f"h{at}" in world.hosts
        lanes.end(turn, heard, clock.now)
        assert lanes.next(clock.now + 10.0) is None
        clock.now += between
        most = max(most, len(world.hosts))
    return most


def test_a_host_of_which_nothing_is_worth_remembering_is_forgotten():
    assert ask_each_once(World(2.0), 5 * FORGET_AT, OK, 0.01) <= FORGET_AT + 1


def test_a_host_that_is_being_asked_is_not_forgotten():
    hosts = Hosts(1.0, (), lambda: 0.0)
    hosts.get("a", 0.0).users += 1
    for at in range(2 * FORGET_AT):
        hosts.get(f"h{at}", 0.0)
    assert "a" in hosts
    assert "h0" not in hosts


def test_hosts_that_all_fail_are_not_remembered_without_end():
    assert ask_each_once(World(2.0), 25_000, BROKEN, 0.0) <= 10_001


@pytest.mark.parametrize(("gap", "most"), [(0.02, 1), (0.0, 4)])
def test_one_request_is_in_flight_per_host_or_four_without_a_gap(gap, most):
    flying, highest = 0, 0

    async def count(request, writer):
        nonlocal flying, highest
        flying += 1
        highest = max(highest, flying)
        await anyio.sleep(0.03 if gap else 0.2)
        await answer()(request, writer)
        flying -= 1

    with Server({"*": count}) as server:
        seen = ask(*(server.url(f"/{at}") for at in range(9)), gap=gap)
    assert len(seen) == 9
    assert highest == most


def test_many_hosts_that_redirect_to_each_other_all_end():
    with Server({"/a": redirect("/x"), "/x": answer()}) as one, Server({}, "127.0.0.2") as two:
        one.behaviours["/to"] = redirect(two.url("/back"))
        two.behaviours["/back"] = redirect(one.url("/x"))
        urls = [one.url(f"/to?{at}") for at in range(5)]
        urls += [two.url(f"/back?{at}") for at in range(5)]
        seen = ask(*urls, gap=0.005, hosts_at_once=1)
    assert {observation.status for observation in seen.values()} == {200}


def test_making_a_fetcher_and_asking_nothing_opens_nothing():
    import os
    import subprocess
    import sys

    script = (
        "import sys\n"
        "events = []\n"
        "sys.addaudithook(lambda name, args: events.append(name))\n"
        "from datetime import UTC, datetime\n"
        "from linkassay.fetch import WebFetcher\n"
        "from linkassay.model import Settings\n"
        "made = WebFetcher(Settings(), now=lambda: datetime.now(UTC), monotonic=lambda: 0.0,\n"
        "                  user_agent='x')\n"
        "made.ask(iter(()), print)\n"
        "assert not [name for name in events if name.startswith('socket.')], events\n"
        "assert not {'h11', 'httpcore', 'anyio', 'ssl'} & sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_environment_does_not_count(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere")
    with Server({"/": answer()}) as server:
        assert one(server.url()).status == 200
