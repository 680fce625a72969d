"""Rounds of asking on a cluster: each link once, each lane in one bundle, whatever is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster.web import RUN, Clock, FakeCrowd, Web, asked, fetcher, lane_at, lanes_of
from fakes import NOW
from linkassay.cluster.asking import bundle_settings
from linkassay.cluster.parcels import packed, shard_from
from linkassay.cluster.serving import serve
from linkassay.errors import LinkassayError
from linkassay.model import ErrorKind, Hop, HostNote, HostSettings, Observation, Rest, Settings

HOSTS = [f"host{number}.example" for number in range(7)] + ["a.github.io", "b.github.io"]
LINKS = [f"https://{host}/{page}" for host in HOSTS for page in range(5)]
CROSSED = {
    LINKS[0]: LINKS[7],
    LINKS[7]: "https://elsewhere.example/",
    "https://elsewhere.example/": LINKS[12],
    LINKS[3]: LINKS[4],
}
"""Redirects through four lanes, one of them cited by nobody, and one that stays at home."""


def alone(web, links=LINKS):
    """What one machine sees that asks all by itself."""
    return asked(FakeCrowd(web, places=1), links)


def test_each_link_is_seen_once_and_as_one_machine_sees_it():
    web = Web(CROSSED)
    assert asked(FakeCrowd(web), LINKS) == alone(Web(CROSSED))
    assert set(web.requests) == {*LINKS, "https://elsewhere.example/"}
    assert web.requests[LINKS[12]] == 3
    assert sum(web.requests.values()) == len(LINKS) + 6


@settings(max_examples=40, deadline=None)
@given(
    leads=st.dictionaries(st.sampled_from(LINKS), st.sampled_from([*LINKS, "https://x.example/"])),
    places=st.integers(1, 5),
    lost=st.sets(st.integers(1, 6)),
    twice=st.booleans(),
    steps=st.integers(1, 20),
    seed=st.integers(),
)
def test_in_any_order_with_losses_and_repeats_it_is_the_same(
    leads, places, lost, twice, steps, seed
):
    leads = {url: to for url, to in leads.items() if url < to}
    crowd = FakeCrowd(
        Web(leads, steps=steps),
        places=places,
        lost={2 * number for number in lost},
        twice=twice,
        seed=seed,
    )
    seen, wanted = asked(crowd, LINKS), alone(Web(leads))
    lost_for_good = {url for url, one in seen.items() if one.error is ErrorKind.BUG}
    assert {url: one for url, one in seen.items() if url not in lost_for_good} == {
        url: one for url, one in wanted.items() if url not in lost_for_good
    }


def test_a_lost_bundle_goes_out_again_and_counts_once():
    web = Web()
    seen = asked(FakeCrowd(web, lost=[1]), LINKS)
    assert all(one.status == 200 for one in seen.values())
    assert set(web.requests.values()) == {1}


def test_what_is_lost_again_and_again_is_our_own_trouble_and_no_strike():
    seen = asked(FakeCrowd(Web(), lost=range(100)), LINKS)
    assert {one.error for one in seen.values()} == {ErrorKind.BUG}
    assert "were lost: gone" in seen[LINKS[0]].detail


def spoilt(change):
    """Machines whose shards were changed on the way."""

    def served(bundle, make):
        return packed(change(shard_from(serve(bundle, make))))

    return served


@pytest.mark.parametrize(
    "change",
    [
        lambda shard: replace(shard, run="another"),
        lambda shard: replace(shard, number=shard.number + 1),
        lambda shard: replace(shard, seen=shard.seen[1:]),
        lambda shard: replace(shard, seen=(*shard.seen, shard.seen[0])),
        lambda shard: replace(
            shard, seen=(replace(shard.seen[0], url="https://x.example/"), *shard.seen[1:])
        ),
    ],
)
def test_a_shard_that_tells_of_anything_else_is_not_believed(change):
    seen = asked(FakeCrowd(Web(), serve=spoilt(change)), LINKS)
    assert {one.error for one in seen.values()} == {ErrorKind.BUG}


def test_no_shard_is_believed_that_cannot_be_read():
    seen = asked(FakeCrowd(Web(), serve=lambda *_: b"linkassay-bundle 1\n"), LINKS)
    assert {one.error for one in seen.values()} == {ErrorKind.BUG}


def test_another_version_is_told_and_ends_the_asking():
    def other(bundle, make):
        return b"linkassay-shard 9.9.9\n" + serve(bundle, make).partition(b"\n")[2]

    with pytest.raises(LinkassayError, match=r"on the other machine it is 9\.9\.9") as raised:
        asked(FakeCrowd(Web(), serve=other), LINKS)
    assert "the same version" in raised.value.advice


def test_an_error_of_ours_there_is_told_here():
    class Broken(Web):
        def engine(self, bundle):
            raise LinkassayError("the file cannot be read", where="ca.pem", advice="put it there")

    with pytest.raises(LinkassayError, match="the file cannot be read") as raised:
        asked(FakeCrowd(Broken()), LINKS)
    assert (raised.value.where, raised.value.advice) == ("ca.pem", "put it there")


def test_what_came_before_an_interruption_is_handed_over():
    class Stopped(FakeCrowd):
        def come(self, seconds):
            if self.cancelled == () and seconds:
                raise KeyboardInterrupt
            yield from self._done

    seen = []
    crowd = Stopped(Web())
    with pytest.raises(KeyboardInterrupt):
        fetcher(crowd).ask(lanes_of(LINKS), seen.extend)
    assert sorted(one.url for one in seen) == sorted(LINKS)
    assert crowd.cancelled == (1, 2)


def test_a_lane_rests_between_two_bundles_as_long_as_the_first_one_says():
    clock, times = Clock(), []
    web = Web(rest=2.5)

    class Timed(FakeCrowd):
        def submit(self, number, bundle):
            times.append(clock())
            super().submit(number, bundle)

    asked(Timed(web), [f"https://one.example/{page}" for page in range(125)],
          settings=Settings(gap=1.0), clock=clock)  # fmt: skip
    assert [len(bundle.load.parts[0].probes) for bundle in web.bundles] == [61, 61, 3]
    assert [one - before for before, one in pairwise(times)] == [2.5, 2.5]


def test_rests_hold_from_one_round_to_the_next():
    clock, web = Clock(), Web(rest=4.0)
    one = fetcher(FakeCrowd(web), clock=clock)
    for page in range(2):
        one.ask(lanes_of([f"https://one.example/{page}"]), lambda _: None)
    assert clock() == 4.0
    assert [bundle.load.rests for bundle in web.bundles] == [
        (),
        (Rest("one.example", 4.0, "slow"),),
    ]


def test_what_is_known_of_a_host_goes_out_and_what_is_learnt_comes_back():
    notes, web = [], Web()
    known = HostNote("one.example", paused_until=NOW - timedelta(days=1))
    one = fetcher(FakeCrowd(web))
    one.ask(lanes_of(["https://one.example/"], [known]), lambda _: None, notes.append)
    assert web.bundles[0].load.parts[0].note == known
    assert notes == [HostNote("one.example", None, "", NOW)]


@pytest.mark.parametrize(("name", "most"), [("MOST", 3), ("MOST_BYTES", 3 * len("slow"))])
def test_what_is_remembered_of_lanes_is_bounded(monkeypatch, name, most):
    monkeypatch.setattr(f"linkassay.cluster.memory.{name}", most)
    web = Web(rest=1.0)
    one = fetcher(FakeCrowd(web))
    for _ in range(2):
        one.ask(lanes_of(LINKS), lambda _: None)
    assert sum(len(bundle.load.rests) for bundle in web.bundles) <= 3


def test_of_a_host_that_is_given_up_nothing_more_is_asked():
    links = [f"https://one.example/{page}" for page in range(200)]
    web = Web(paused=frozenset({"one.example"}))
    seen = asked(FakeCrowd(web), [*links, *LINKS], settings=Settings(gap=1.0))
    assert {seen[url].error for url in links} == {ErrorKind.HOST_PAUSED}
    assert {seen[url].detail for url in links} == {"paused"}
    assert all(seen[url].status == 200 for url in LINKS)
    told = [
        part for bundle in web.bundles for part in bundle.load.parts if part.host == "one.example"
    ]
    assert sum(len(part.probes) for part in told) == 61


def test_when_the_time_is_up_the_rest_is_told_as_not_asked():
    clock, web = Clock(), Web(rest=30.0)
    links = [f"https://one.example/{page}" for page in range(300)]
    seen = asked(FakeCrowd(web), links, settings=Settings(gap=1.0, max_time=45.0), clock=clock)
    assert len(seen) == len(links)
    assert sum(one.error is ErrorKind.TIME_UP for one in seen.values()) == 300 - 2 * 61
    assert [bundle.settings.max_time for bundle in web.bundles] == [45.0, 15.0]


def test_a_cluster_without_machines_is_waited_for_and_then_told():
    class Gone(FakeCrowd):
        def places(self):
            return 0

    clock = Clock()
    with pytest.raises(LinkassayError, match="has had no machine for 60 s"):
        asked(Gone(Web()), LINKS, clock=clock)
    assert 60 < clock() < 62


def test_a_bundle_hears_of_its_own_hosts_and_secrets_alone():
    named = ("host1.example", "host2.example", "host3.example")
    hosts = tuple(HostSettings(host, headers=(("X-Key", host),)) for host in named)
    web = Web()
    asked(
        FakeCrowd(web, places=7),
        LINKS,
        settings=Settings(gap=0, hosts=hosts, ledger="secret/place.db"),
        credentials=dict.fromkeys(named, ("user", "password")),
        secret_key=b"key",
    )
    for bundle in web.bundles:
        own = {part.host for part in bundle.load.parts}
        assert {one.host for one in bundle.settings.hosts} == own & set(named)
        assert set(bundle.credentials) == own & set(named)
        assert bundle.settings.ledger is None
        assert (bundle.run, bundle.secret_key) == (RUN, b"key")
        assert "password" not in repr(bundle)


def test_lanes_are_shared_out_among_the_machines_that_are_free():
    web = Web()
    asked(FakeCrowd(web, places=4), LINKS)
    assert {len(bundle.load.lanes) for bundle in web.bundles[:4]} == {2}
    assert lane_at("https://a.github.io/") == lane_at("https://b.github.io/")


def test_what_many_addresses_lead_to_waits_in_a_bounded_room(monkeypatch):
    """While too much waits to be gone on with, nothing new is begun, and nothing is lost."""
    monkeypatch.setattr("linkassay.cluster.pool.MOST_GIVEN_BACK", 3)
    monkeypatch.setattr("linkassay.cluster.pool.MOST_LANES", 2)
    leads = dict.fromkeys(LINKS, "https://one.example/")
    web = Web(leads, rest=1.0)
    seen = asked(FakeCrowd(web, places=1), LINKS)
    assert {one.final_url for one in seen.values()} == {"https://one.example/"}
    waiting = 0
    for bundle in web.bundles:
        fresh = sum(len(part.probes) for part in bundle.load.parts)
        waiting += fresh - len(bundle.load.begun)
        assert not fresh or waiting - fresh < 3
    assert waiting == 0


def test_when_the_time_is_up_what_waits_behind_a_full_room_is_told_too(monkeypatch):
    monkeypatch.setattr("linkassay.cluster.pool.MOST_GIVEN_BACK", 3)
    monkeypatch.setattr("linkassay.cluster.pool.MOST_LANES", 2)
    web = Web(dict.fromkeys(LINKS, "https://one.example/"), rest=30.0)
    seen = asked(FakeCrowd(web, places=1), LINKS, settings=Settings(gap=0, max_time=40.0))
    assert sorted(seen) == sorted(LINKS)
    assert ErrorKind.TIME_UP in {one.error for one in seen.values()}


def test_of_each_setting_it_is_known_whether_bundles_have_it():
    """A new one must be put into `bundle_settings`, or here, where asking does not depend on it."""
    here = {
        "corpus", "include", "exclude", "gitignore", "site_root", "ledger", "offline", "fail_on",
        "standing", "jobs", "workers", "resume_days", "recheck", "controls", "profile", "rules",
        "suppressions", "retry_pause", "max_source_bytes", "tolerance_days", "crawl", "max_pages",
    }  # fmt: skip
    other = Settings(**{one.name: object() for one in fields(Settings)} | {"hosts": ()})
    carried = bundle_settings(other, frozenset(), 5.0)
    same = {
        one.name
        for one in fields(Settings)
        if getattr(carried, one.name) is getattr(other, one.name)
    }
    assert same | {"max_time"} | here == {one.name for one in fields(Settings)}
    assert not same & here
    assert carried.max_time == 5.0


def test_a_bundle_without_a_gap_is_a_small_one(monkeypatch):
    monkeypatch.setattr("linkassay.cluster.fetcher.LINKS_WITHOUT_GAP", 3)
    small, usual = Web(), Web()
    asked(FakeCrowd(small), LINKS)
    asked(FakeCrowd(usual), LINKS, settings=Settings(gap=0.001))
    sizes = [[links_of(bundle) for bundle in web.bundles] for web in (small, usual)]
    assert max(sizes[0]) == 3
    assert max(sizes[1]) > 3


def links_of(bundle):
    return sum(len(part.probes) for part in bundle.load.parts)


def test_what_was_told_is_let_go():
    """An engine stays as long as nobody looks for cycles, and it knows who takes what it sees."""
    taken = []

    class Engine:
        def ask_part(self, lanes, begun, rests, record, remember, /, *, foreign, give_back):
            record([Observation(LINKS[0], NOW, (Hop(LINKS[0], 200),), 200)])
            taken.append(record.__self__)

        def rests(self):
            return []

    crowd = FakeCrowd(Web(), serve=lambda bundle, _engine: serve(bundle, lambda _: Engine()))
    asked(crowd, LINKS[:1])
    assert taken == [[]]
