"""robots.txt on loopback: who is asked for it, what it forbids, what is remembered of it."""

from datetime import timedelta

import pytest

from fetch.asking import NOW, ask, fetcher, lanes, needs_curl
from linkassay.fetch.errors import FetchError
from linkassay.fetch.robots import Robots, RobotsAnswer, rules_in
from linkassay.fetch.robots_memory import RobotsMemory
from linkassay.fetch.target import target_of
from linkassay.model import ErrorKind, HostNote, HttpClient, Lane, Probe, Purpose
from servers import Server, answer, drip, flood, raw, redirect

PAGE = answer("<title>A page</title>")


def robots(text, **more):
    return answer(text, content_type="text/plain", **more)


def site(robots_txt, **more):
    return Server({"/robots.txt": robots_txt, "*": PAGE, **more})


def heedful(**changes):
    """A fetcher that heeds every robots.txt."""
    return fetcher(ignore_robots=(), **changes)


def asked(server, paths, by=None, **changes):
    """The observation of each path, in their order, as a lane asks them one after the other."""
    by = by or heedful(**changes)
    return [ask(server.url(path), by=by)[server.url(path)] for path in paths]


def test_it_is_asked_for_once_and_before_the_links():
    with site(robots("User-agent: *\nDisallow: /private")) as server:
        urls = [server.url(f"/{number}") for number in range(9)]
        seen = ask(*urls, by=heedful())
    assert server.paths[0] == "/robots.txt"
    assert sorted(server.paths[1:]) == [f"/{number}" for number in range(9)]
    assert {item.status for item in seen.values()} == {200}


def test_what_it_forbids_is_not_asked_and_the_line_is_named():
    with site(robots("User-agent: *\nDisallow: /private # us")) as server:
        (seen,) = asked(server, ["/private/page?x=1"])
    assert server.paths == ["/robots.txt"]
    assert seen.error is ErrorKind.ROBOTS
    assert seen.status is None
    assert [hop.status for hop in seen.hops] == [None]
    assert seen.detail.endswith("/robots.txt asks programs to keep off: Disallow: /private")


@pytest.mark.parametrize(
    "none",
    [
        answer("", status="404 Not Found"),
        answer("", status="410 Gone"),
        answer("User-agent: *\nDisallow: /", status="401 Unauthorized"),
        answer("User-agent: *\nDisallow: /", status="403 Forbidden"),
        answer("", status="429 Too Many Requests"),
        answer("<!doctype html><h1>Welcome</h1>"),
        robots(b"\xff\xfe\x00" * 99),
        robots(""),
        redirect("/robots.txt"),
        redirect("mailto:desk@paper.example"),
        redirect("http://169.254.169.254/robots.txt"),
        robots("User-agent: *\nDisallow: /", headers=(("Content-Encoding", "br"),)),
    ],
)
def test_where_there_is_none_all_may_be_asked(none):
    with site(none) as server:
        assert [item.status for item in asked(server, ["/a", "/b", "/c"])] == [200, 200, 200]
    assert server.paths.count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (answer("", status="500 Oh"), "500"),
        (answer("", status="503 Later"), "503"),
        (raw(b""), "disconnected"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser"), "protocol"),
    ],
)
def test_where_it_cannot_be_read_one_address_is_asked(broken, why):
    with site(broken) as server:
        first, *others = asked(server, ["/a", "/b", "/a", "/c"])
    assert first.status == 200
    assert [item.error for item in others] == [ErrorKind.HOST_PAUSED, None, ErrorKind.HOST_PAUSED]
    assert f"cannot be read ({why})" in others[0].detail
    assert server.paths == ["/robots.txt", "/a", "/robots.txt", "/a"]


def test_one_that_can_be_read_at_the_second_try_holds():
    pages = iter([answer("", status="500 Oh"), robots("User-agent: *\nDisallow: /private")])

    async def behave(request, writer):
        await next(pages)(request, writer)

    with site(behave) as server:
        seen = asked(server, ["/a", "/private", "/b"])
    assert [item.error for item in seen] == [None, ErrorKind.ROBOTS, None]
    assert server.paths == ["/robots.txt", "/a", "/robots.txt", "/b"]


def test_a_host_that_dies_is_seen_to_die():
    with Server({"*": answer("", status="503 Later")}) as server:
        assert [item.status for item in asked(server, ["/a"])] == [503]
    with Server({"*": drip(b"", 30)}) as server:
        (seen,) = asked(server, ["/a"], hop_deadline=0.2)
    assert seen.error is ErrorKind.READ_TIMEOUT


def test_where_nobody_is_reached_the_links_tell_it():
    with site(PAGE) as server:
        gone = server.url("/a")
    seen = ask(gone, f"{gone}b", f"{gone}c", by=heedful())
    assert {item.error for item in seen.values()} == {ErrorKind.CONNECT}


def test_a_redirect_to_another_host_is_followed_and_not_asked_for_there_again():
    with site(robots("User-agent: *\nDisallow: /private")) as there:
        behaviours = {
            "/robots.txt": redirect(there.url("/robots.txt")),
            "/open": redirect(there.url("/open")),
            "/moved": redirect(there.url("/private")),
        }
        with Server(behaviours, host="127.0.0.2") as here:
            seen = asked(here, ["/private", "/open", "/moved"])
    assert [item.error for item in seen] == [ErrorKind.ROBOTS, None, ErrorKind.ROBOTS]
    assert here.paths == ["/robots.txt", "/open", "/moved"]
    assert there.paths == ["/robots.txt", "/open"]


@pytest.mark.parametrize(
    "client", [HttpClient.HTTPX, pytest.param(HttpClient.CURL, marks=needs_curl)]
)
def test_one_that_goes_on_on_its_own_host_is_not_held_up_by_those_who_wait_for_it(client):
    """As from http to https; and what libcurl leaves to httpx is asked a second time."""
    rules = b"User-agent: *\nDisallow: /private"
    old = raw(b"ICY 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(rules), rules))
    with site(old) as there, site(redirect(there.url("/robots.txt"))) as here:
        by = heedful(http_client=client)
        seen = ask(*(one.url(at) for one in (here, there) for at in ("/a", "/private")), by=by)
    assert [item.error for item in seen.values()].count(ErrorKind.ROBOTS) == 2
    assert sorted(set(here.paths)) == ["/a", "/robots.txt"]
    assert sorted(set(there.paths)) == ["/a", "/robots.txt"]


def test_hosts_whose_files_lie_with_each_other_do_not_wait_for_ever():
    rules = robots("User-agent: *\nDisallow: /private")
    here, there = Server({}, host="127.0.0.1"), Server({}, host="127.0.0.2")
    with here, there:
        for one, other in ((here, there), (there, here)):
            moved = redirect(other.url("/rules.txt"))
            one.behaviours = {"/robots.txt": moved, "/rules.txt": rules, "*": PAGE}
        page, private = here.url("/a"), there.url("/private")
        seen = ask(page, private, by=heedful())
    assert (seen[page].status, seen[private].error) == (200, ErrorKind.ROBOTS)


def test_each_host_of_a_chain_is_heeded_and_the_hops_so_far_are_kept():
    with (
        site(robots("User-agent: *\nDisallow: /x")) as there,
        Server({"/a": redirect(there.url("/x"))}, host="127.0.0.2") as here,
    ):
        (seen,) = asked(here, ["/a"])
    assert (here.robots, here.paths) == (1, ["/a"])
    assert there.paths == ["/robots.txt"]
    assert seen.error is ErrorKind.ROBOTS
    assert [(hop.url, hop.status) for hop in seen.hops] == [
        (here.url("/a"), 302),
        (there.url("/x"), None),
    ]


def test_the_file_itself_may_always_be_asked():
    with site(robots("User-agent: *\nDisallow: /")) as server:
        (seen,) = asked(server, ["/robots.txt"])
    assert seen.status == 200
    assert server.paths == ["/robots.txt"]


@pytest.mark.parametrize(("ignored", "is_asked"), [("127.0.0.1", False), ("7.0.0.1", True)])
def test_a_host_that_is_ignored_is_not_asked_for_it(ignored, is_asked):
    with site(robots("User-agent: *\nDisallow: /")) as server:
        (seen,) = asked(server, ["/a"], by=fetcher(ignore_robots=(ignored,)))
    assert (seen.error is ErrorKind.ROBOTS) is is_asked
    assert ("/robots.txt" in server.paths) is is_asked


def test_hosts_below_an_ignored_one_are_ignored_too():
    class Home:
        def resolve(self, host, port):
            return ("127.0.0.1",)

    with site(robots("User-agent: *\nDisallow: /")) as server:
        by = fetcher(ignore_robots=("paper.example",), resolver=Home())
        hosts = ["paper.example", "www.paper.example", "newspaper.example"]
        seen = ask(*(server.url("/a", host) for host in hosts), by=by)
    assert [item.error for item in seen.values()] == [None, None, ErrorKind.ROBOTS]


def test_a_page_of_known_answer_and_an_article_are_asked_in_any_case():
    with site(robots("User-agent: *\nDisallow: /")) as server:
        probe = Probe(server.url("/a"), Purpose.CONTROL)
        assert ask(probe, by=heedful())[probe.url].status == 200
        observation, source = heedful().fetch_document(Probe(server.url("/b"), Purpose.ARTICLE))
    assert observation.status == 200
    assert source is not None
    assert server.paths == ["/a", "/b"]


def test_other_looks_at_a_link_are_held_to_it():
    purposes = set(Purpose) - {Purpose.CONTROL, Purpose.ARTICLE}
    with site(robots("User-agent: *\nDisallow: /")) as server:
        by = heedful()
        errors = {
            ask(Probe(server.url("/a"), one), by=by)[server.url("/a")].error for one in purposes
        }
    assert errors == {ErrorKind.ROBOTS}
    assert server.paths == ["/robots.txt"]


def test_a_delay_that_is_too_long_is_not_waited_for():
    with site(robots("User-agent: *\nCrawl-delay: 99999999")) as server:
        seen = asked(server, ["/a", "/b", "/a"])
    assert [item.error for item in seen] == [None, ErrorKind.HOST_PAUSED, ErrorKind.HOST_PAUSED]
    assert "asks for a delay of 99,999,999 s" in seen[1].detail
    assert server.paths == ["/robots.txt", "/a"]


def test_only_the_first_500_kib_are_read():
    filler = b"# nothing\n" * 10_000
    text = b"User-agent: *\nDisallow: /private\n" + filler * 6 + b"Disallow: /late\n"
    with site(robots(text)) as server:
        seen = asked(server, ["/private", "/late"])
    assert [item.error for item in seen] == [ErrorKind.ROBOTS, None]


def test_one_without_an_end_is_cut():
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /private\n"
    with site(flood(b"Allow: /\n" * 1_000, head, 50 * 1024 * 1024)) as server:
        seen = asked(server, ["/private/x", "/open"])
    assert [item.error for item in seen] == [ErrorKind.ROBOTS, None]


# -- what is remembered


def rounds(server, *paths, by, note=None):
    """One round of one lane; the observations and the notes that came of it."""
    observations, notes = [], []
    probes = [Probe(server.url(path)) for path in paths]
    by.ask([Lane("127.0.0.1", iter([probes]), note)], observations.extend, notes.append)
    return observations, notes


def test_a_second_round_asks_no_more():
    with site(robots("User-agent: *\nDisallow: /private")) as server:
        by = heedful()
        rounds(server, "/a", by=by)
        seen, _ = rounds(server, "/private", by=by)
    assert seen[0].error is ErrorKind.ROBOTS
    assert server.paths == ["/robots.txt", "/a"]


def test_rules_that_we_fail_to_read_are_no_leave_to_ask(monkeypatch):
    """As where a robots.txt cannot be had: one address tells whether the host lives."""

    def failing(answer):
        raise RecursionError("too deep")

    monkeypatch.setattr("linkassay.fetch.gate.rules_in", failing)
    with site(robots("User-agent: *\nDisallow: /")) as server:
        seen, by = [], heedful()
        by.ask(lanes(*(Probe(server.url(f"/{number}")) for number in range(4))), seen.extend)
    assert [one.error for one in seen].count(None) == 1
    assert {one.error for one in seen} == {None, ErrorKind.HOST_PAUSED}


class Scripted:
    """A web that has one robots.txt, and a clock."""

    def __init__(self, answer, memory=None):
        self.answer, self.now, self.asked = answer, NOW, []
        self.delays, self.notes = [], []
        self.robots = Robots(
            memory or RobotsMemory(),
            now=lambda: self.now,
            pace=lambda host, delay: self.delays.append((host, delay)),
            remember=self.notes.append,
        )

    def admit(self, url):
        """As whoever asks does it: what is missing is asked for and learnt first."""
        target = target_of(url)
        record = self.robots.known(target)
        if record is None:
            self.asked.append(f"{target.origin}/robots.txt")
            self.robots.learn(target.origin, self.answer, rules_in(self.answer))
            record = self.robots.known(target)
        self.robots.admit(record, target)


def refusal(web, url):
    """Why an address is not asked, `None` where it is."""
    try:
        web.admit(url)
    except FetchError as error:
        return error.kind
    return None


TEXT = RobotsAnswer(
    "https://www.paper.example/robots.txt",
    200,
    data=b"User-agent: *\nDisallow: /private\nCrawl-delay: 7",
)


def test_the_delay_is_told_to_the_lane():
    web = Scripted(TEXT)
    web.admit("https://www.paper.example/a")
    assert web.delays == [("www.paper.example", 7.0)]


@pytest.mark.parametrize(("hours", "times"), [(23.9, 1), (24.1, 2), (-0.1, 2)])
def test_it_is_asked_for_again_after_a_day(hours, times):
    web = Scripted(TEXT)
    web.admit("https://www.paper.example/a")
    web.now += timedelta(hours=hours)
    web.admit("https://www.paper.example/b")
    assert web.asked == ["https://www.paper.example/robots.txt"] * times


def test_the_next_audit_knows_what_was_noted():
    web = Scripted(TEXT)
    web.admit("https://www.paper.example/a")
    (note,) = web.notes
    assert (note.host, note.robots_read, note.paused_until) == ("www.paper.example", NOW, None)
    memory = RobotsMemory()
    memory.take(note)
    later = Scripted(TEXT, memory)
    later.admit("https://www.paper.example/b")
    assert later.asked == []
    assert later.delays == [("www.paper.example", 7.0)]
    later.admit("http://www.paper.example/b")
    assert later.asked == ["http://www.paper.example/robots.txt"]


def test_that_there_is_none_is_noted_and_that_it_failed_is_not():
    missing = Scripted(RobotsAnswer("https://www.paper.example/robots.txt", 404))
    missing.admit("https://www.paper.example/a")
    assert missing.notes == [
        HostNote("www.paper.example", None, "# https://www.paper.example", NOW)
    ]
    failed = Scripted(RobotsAnswer("https://www.paper.example/robots.txt", 500))
    failed.admit("https://www.paper.example/a")
    assert failed.notes == []


@pytest.mark.parametrize(
    ("days", "failed", "is_heeded"),
    [
        (29, RobotsAnswer(TEXT.url, 503), True),
        (31, RobotsAnswer(TEXT.url, 503), False),
        (29, RobotsAnswer(TEXT.url, error=ErrorKind.DISCONNECTED), True),
        (29, RobotsAnswer(TEXT.url, error=ErrorKind.DNS_NAME), False),
        (29, RobotsAnswer(TEXT.url, 404), False),
    ],
)
def test_an_old_copy_stands_in_for_one_that_cannot_be_read(days, failed, is_heeded):
    web = Scripted(TEXT)
    web.admit("https://www.paper.example/a")
    web.answer, web.now = failed, NOW + timedelta(days=days)
    found = [refusal(web, "https://www.paper.example/private") for _ in range(2)]
    assert found == [ErrorKind.ROBOTS if is_heeded else None] * 2
    assert len(web.asked) == 2
    # What stands in is no news of the host.
    web.answer = RobotsAnswer("http://www.paper.example/robots.txt", 404)
    web.admit("http://www.paper.example/open")
    assert all(note.robots_read == NOW for note in web.notes if "Disallow" in note.robots)


def test_a_lane_that_is_paused_leaves_nothing_behind():
    url = "https://www.paper.example/robots.txt"
    web = Scripted(RobotsAnswer(url, error=ErrorKind.HOST_PAUSED, detail="later"))
    urls = [f"https://www.paper.example/{number}" for number in range(3)]
    assert [refusal(web, url) for url in urls] == [ErrorKind.HOST_PAUSED] * 3
    web.answer = TEXT
    assert refusal(web, "https://www.paper.example/private") is ErrorKind.ROBOTS


def test_a_note_of_another_host_is_not_heeded():
    note = HostNote("a.example", None, "# https://b.example\nDisallow: /", NOW)
    memory = RobotsMemory()
    memory.take(note)
    assert memory.get("https://b.example", NOW) is None


def test_the_memory_has_bounds(monkeypatch):
    monkeypatch.setattr("linkassay.fetch.robots_memory.MOST_ORIGINS", 3)
    memory = RobotsMemory()
    for number in range(5):
        memory.take(HostNote(f"{number}.example", None, f"# https://{number}.example", NOW))
    kept = [memory.get(f"https://{number}.example", NOW) is not None for number in range(5)]
    assert kept == [False, False, True, True, True]
    monkeypatch.setattr("linkassay.fetch.robots_memory.MOST_CHARACTERS", 40)
    for number in (5, 6, 7):
        text = f"# https://{number}.example\nDisallow: /{'x' * 20}"
        memory.take(HostNote(f"{number}.example", None, text, NOW))
    assert memory.get("https://6.example", NOW) is None
    assert memory.get("https://7.example", NOW) is not None


def test_hosts_are_heeded_side_by_side():
    with site(robots("User-agent: *\nDisallow: /private")) as server:
        probes = [Probe(server.url(f"/{number}")) for number in range(40)]
        by, seen = heedful(), []
        by.ask(lanes(*probes), seen.extend)
    assert len(seen) == 40
    assert server.paths.count("/robots.txt") == 1
