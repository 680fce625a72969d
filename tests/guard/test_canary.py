"""Nothing may reach the canary: a listening socket that every name leads to."""

import pytest

from fetch.asking import AllHome, ask, by_each, fetcher
from linkassay.fetch import lookups
from linkassay.model import ErrorKind
from servers import Server, answer, redirect

# The canary listens on 127.0.0.1; the first hop of the redirect trials on 127.0.0.2, which alone
# is allowed.
FIRST_HOP = ("127.0.0.2/32",)

each = by_each()
pytestmark = pytest.mark.usefixtures("each")

HOSTS = [
    # plain, short, decimal, octal, hex and mixed forms of loopback
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "017700000001", "0177.0.0.1", "0177.1",
    "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0X7F.0x0.0.1", "127.0.0.1.", "127.000.000.001",
    "0", "0.0.0.0", "00000000",
    # other special IPv4
    "10.0.0.1", "100.64.0.1", "168.63.129.16", "169.254.169.254", "172.16.0.1", "192.0.0.192",
    "192.168.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "2852039166", "0xa9fea9fe",
    # IPv6 and what carries an IPv4 address
    "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::127.0.0.1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]",
    "[2001:0:7f00:1::]", "[2606:4700::5efe:7f00:1]", "[2606:4700::200:5efe:127.0.0.1]",
    "[fe80::1]", "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[3fff::1]",
    "[5f00::1]", "[100::1]", "[2001:db8::1]",
    # names, in clothes
    "localhost", "LOCALHOST", "localhost.", "anything.test", "user:secret@other.test",
    "127.0.0.1.nip.test", "metadata.google.internal", "xn--bcher-kva.test", "bücher.test",
    "a.test%00.b.test", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
]  # fmt: skip


class Mixed:
    """Public and private answers together; the first hop's name is an honest one."""

    def __init__(self, *answers):
        self.answers = answers

    def resolve(self, host, port):
        return self.answers


class Rebinding:
    """The allowed address at the first question, the canary at every other."""

    def __init__(self):
        self.asked = 0

    def resolve(self, host, port):
        self.asked += 1
        return ("127.0.0.2",) if self.asked == 1 else ("127.0.0.1",)


@pytest.fixture
def canary():
    with Server({"*": answer()}) as server:
        yield server


def addresses(canary):
    """Each host on the canary's port and on port 80, which needs no listener to be refused."""
    for host in HOSTS:
        yield f"http://{host}:{canary.port}/"
        yield f"http://{host}/"
        yield f"https://{host}:{canary.port}/x"


def test_no_direct_address_reaches_the_canary(canary):
    urls = list(addresses(canary))
    seen = ask(*urls, by=fetcher(resolver=AllHome(), allow_address=FIRST_HOP))
    assert canary.connections == 0
    assert len(seen) == len(urls)
    for observation in seen.values():
        assert observation.error in {ErrorKind.ADDRESS_REFUSED, ErrorKind.BUG}, observation
        assert observation.status is None
    refused = [item for item in seen.values() if item.error is ErrorKind.ADDRESS_REFUSED]
    assert len(refused) > 0.9 * len(urls)


def test_no_redirect_reaches_the_canary(canary):
    targets = list(addresses(canary))
    behaviours = {f"/{at}": redirect(target) for at, target in enumerate(targets)}
    with Server(behaviours, host="127.0.0.2") as first:
        urls = [first.url(path) for path in behaviours]
        seen = ask(*urls, by=fetcher(resolver=AllHome(), allow_address=FIRST_HOP))
    assert canary.connections == 0
    # The positive control: every trial went through the allowed address first.
    assert len(first.requests) == len(urls)
    for observation in seen.values():
        assert observation.hops[0].status == 302, observation
        assert observation.hops[0].peer == "127.0.0.2"
        assert observation.status is None
        assert observation.error in {
            ErrorKind.ADDRESS_REFUSED,
            ErrorKind.BAD_REDIRECT,
            ErrorKind.BUG,
        }, observation


def test_no_page_that_sends_on_reaches_the_canary(canary):
    targets = list(addresses(canary))
    behaviours = {
        f"/{at}": answer(headers=(("Refresh", f"0; url={target}"),))
        for at, target in enumerate(targets)
        if target.isascii()
    }
    with Server(behaviours, host="127.0.0.2") as first:
        urls = [first.url(path) for path in behaviours]
        seen = ask(*urls, by=fetcher(resolver=AllHome(), allow_address=FIRST_HOP))
    assert canary.connections == 0
    assert len(first.requests) == len(urls)
    for observation in seen.values():
        assert observation.hops[0].status == 200, observation
        # What is no address at all is not followed; all others are, up to the guard.
        followed = len(observation.hops) == 2
        assert observation.error is (ErrorKind.ADDRESS_REFUSED if followed else None), observation
    assert sum(len(item.hops) == 2 for item in seen.values()) > 0.9 * len(urls)


class FirstOrCanary:
    """Names below `first.test` lead to the first hop, all others to the canary."""

    def resolve(self, host, port):
        return ("127.0.0.2",) if host.endswith(".first.test") else ("127.0.0.1",)


def test_no_redirect_of_a_robots_txt_reaches_the_canary(canary):
    targets = list(addresses(canary))

    async def lead_on(request, writer):
        number = int(request.headers["host"].partition(".")[0].removeprefix("n"))
        await redirect(targets[number])(request, writer)

    with Server({"/robots.txt": lead_on, "/page": answer()}, host="127.0.0.2") as first:
        by = fetcher(resolver=FirstOrCanary(), allow_address=FIRST_HOP, ignore_robots=())
        urls = [first.url("/page", f"n{number}.first.test") for number in range(len(targets))]
        seen = ask(*urls, by=by)
    assert canary.connections == 0
    # The positive control: each host was asked for its robots.txt, and then for its page.
    assert first.paths.count("/robots.txt") == len(targets)
    assert {item.status for item in seen.values()} == {200}


def test_no_robots_txt_of_an_address_inside_is_asked_for(canary):
    urls = list(addresses(canary))
    by = fetcher(resolver=AllHome(), allow_address=FIRST_HOP, ignore_robots=())
    seen = ask(*urls, by=by)
    assert len(seen) == len(urls)
    assert canary.connections == 0


@pytest.mark.parametrize(
    "answers",
    [
        ("1.1.1.1", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1"),
        ("127.0.0.2", "127.0.0.1"),
        ("127.0.0.2", "::ffff:127.0.0.1"),
        ("127.0.0.2", "64:ff9b::7f00:1"),
        ("127.0.0.2",) * 50 + ("::1",),
    ],
)
def test_one_private_answer_among_others_reaches_nothing(canary, answers):
    by = fetcher(resolver=Mixed(*answers), allow_address=FIRST_HOP)
    url = f"http://mixed.test:{canary.port}/"
    assert ask(url, by=by)[url].error is ErrorKind.ADDRESS_REFUSED
    with Server({"/": redirect(url)}, host="127.0.0.2") as first:
        redirected = ask(first.url(), by=by)[first.url()]
    assert redirected.error is ErrorKind.ADDRESS_REFUSED
    assert len(first.requests) == 1
    assert canary.connections == 0


def test_a_name_that_changes_its_mind_reaches_nothing(canary, monkeypatch):
    monkeypatch.setattr(lookups, "KEPT_SECONDS", 0.0)
    resolver = Rebinding()
    with Server({"/": redirect("/again")}, host="127.0.0.2") as first:
        url = first.url(host="rebinding.test")
        ignored = ("rebinding.test",)
        by = fetcher(resolver=resolver, allow_address=FIRST_HOP, ignore_robots=ignored)
        observation = ask(url, by=by)[url]
    assert resolver.asked == 2
    assert first.paths == ["/"]
    assert observation.error is ErrorKind.ADDRESS_REFUSED
    assert canary.connections == 0


def test_within_a_minute_what_was_checked_is_what_is_dialled(canary):
    resolver = Rebinding()
    with Server({"/": redirect("/again"), "/again": answer()}, host="127.0.0.2") as first:
        url = first.url(host="rebinding.test")
        by = fetcher(resolver=resolver, allow_address=FIRST_HOP, ignore_robots=("rebinding.test",))
        observation = ask(url, by=by)[url]
    assert (resolver.asked, observation.status) == (1, 200)
    assert canary.connections == 0


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "unix", "javascript", "data", "ws"])
def test_other_schemes_open_nothing(canary, scheme):
    target = f"{scheme}://127.0.0.1:{canary.port}/x"
    direct = ask(target)[target]
    assert direct.error is ErrorKind.ADDRESS_REFUSED
    with Server({"/": redirect(target)}, host="127.0.0.2") as first:
        redirected = ask(first.url())[first.url()]
    app = scheme == "unix"
    assert redirected.error is (ErrorKind.APP_REDIRECT if app else ErrorKind.BAD_REDIRECT)
    assert canary.connections == 0


def test_without_an_allowed_range_neither_address_nor_port_passes(canary):
    by = fetcher(resolver=AllHome(), allow_address=())
    seen = ask(f"http://a.test:{canary.port}/", "http://a.test/", by=by)
    assert [item.error for item in seen.values()] == [
        ErrorKind.PORT_REFUSED,
        ErrorKind.ADDRESS_REFUSED,
    ]
    assert canary.connections == 0


def test_an_allowed_range_reaches_it_in_every_form(canary):
    hosts = ["127.0.0.1", "any.test", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"]
    seen = ask(
        *(f"http://{host}:{canary.port}/" for host in hosts),
        by=fetcher(resolver=AllHome(), allow_address=("127.0.0.1/32",)),
    )
    assert {item.status for item in seen.values()} == {200}
    assert len(canary.requests) == len(hosts)
