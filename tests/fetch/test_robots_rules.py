"""Which lines of a robots.txt concern us, and what they forbid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from fetch.asking import NOW
from linkassay.fetch.robots_memory import RobotsRecord, note_of, records_of
from linkassay.fetch.robots_rules import TOKEN, rules_of

SITE = "https://www.example.org"
PRIVATE = f"{SITE}/private/page"
OPEN = f"{SITE}/open"


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("", True),
        ("<!doctype html><title>Disallow: /</title>", True),
        ("User-agent: *\nDisallow: /private", False),
        ("\ufeffUser-agent: *\r\nDisallow: /private\r\n", False),
        ("user-agent:*\rdisallow:/private", False),
        ("User-agent: * # all\nDisallow: /private # please", False),
        ("User-agent: *\n\n\nDisallow: /private", False),
        ("User agent *\nDisallow /private", False),
        ("User-agent: *\nDisalow: /private", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: other\nDisallow: /", True),
        ("Disallow: /private", True),
        # The longest rule wins, and of two as long the one that allows.
        ("User-agent: *\nDisallow: /p\nAllow: /private/", True),
        ("User-agent: *\nAllow: /\nDisallow: /private", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private", True),
        ("User-agent: *\nDisallow: /*/page$", False),
        ("User-agent: *\nDisallow: /%70rivate", False),
        # Our own group goes before the one for all.
        ("User-agent: *\nDisallow: /\nUser-agent: LinkAssay\nDisallow: /x", True),
        ("User-agent: linkassay\nDisallow: /private\nUser-agent: *\nAllow: /", False),
        ("User-agent: linkassay/1.0\nDisallow: /private", False),
        ("User-agent: linkassay\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: linkassay", True),
        # A part of our name is the name of somebody else.
        ("User-agent: link\nDisallow: /", True),
        ("User-agent: linkassay-news\nDisallow: /", True),
        # Groups of several agents, and several groups of one agent.
        ("User-agent: other\nUser-agent: *\nDisallow: /private", False),
        ("User-agent: *\nSitemap: https://a.example/s.xml\nUser-agent: b\nDisallow: /p", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: *\nDisallow: /private", False),
        ("User-agent: *\nCrawl-delay: 1\nUser-agent: other\nDisallow: /", True),
        ("User-agent: *\nNoindex: /x\nUser-agent: other\nDisallow: /", True),
    ],
)
def test_what_is_allowed(text, private):
    rules = rules_of(text)
    assert rules.allows(PRIVATE) is private
    assert rules.allows(OPEN)
    assert rules.allows(f"{SITE}/robots.txt")
    if not private:
        assert rules.line_against(PRIVATE) in {
            line.partition(" #")[0] for line in text.splitlines()
        }


def test_the_line_that_forbids_is_the_longest():
    rules = rules_of("User-agent: *\nDisallow: /private # all of it\nDisallow: /p\nDisallow: /x")
    assert rules.line_against(PRIVATE) == "Disallow: /private"


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7.5", 7.5),
        ("User-agent: *\nCrawl delay 7", 7.0),
        ("User-agent: *\nCrawl-delay: 99999999", 99_999_999.0),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: *\nCrawl-delay: -1", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("User-agent: other\nCrawl-delay: 7", None),
        ("User-agent: *\nCrawl-delay: 7\nUser-agent: linkassay\nCrawl-delay: 1", 1.0),
    ],
)
def test_the_delay_that_is_asked_for(text, delay):
    assert rules_of(text).delay == delay


def test_many_agents_with_many_rules_are_read_at_once():
    """Read as a whole, each of 10,000 agents would get 10,000 rules: gigabytes."""
    agents = "".join(f"User-agent: a{number}\n" for number in range(10_000))
    text = agents + "".join(f"Disallow: /{number}\n" for number in range(10_000))
    assert rules_of(text).lines == ()
    assert len(rules_of(f"User-agent: *\n{text}").lines) == 10_000


LINES = st.lists(
    st.sampled_from(
        [
            "User-agent: *", "User-agent: linkassay", "user-agent: other", "User-agent: google*",
            "Disallow: /", "Disallow: /private", "Allow: /private/", "Disallow: /*e$", "Disallow:",
            "Crawl-delay: 3", "Sitemap: https://a.example/s", "Host: a.example", "", "# a comment",
            "Request-rate: 1/5", "words", "Unknown: yes",
        ]
    ),
    max_size=14,
)  # fmt: skip


@given(LINES)
def test_the_lines_that_concern_us_say_what_the_whole_says(lines):
    whole, ours = Protego.parse("\n".join(lines)), rules_of("\n".join(lines))
    for url in (PRIVATE, OPEN, f"{SITE}/private/", SITE):
        assert ours.allows(url) == whole.can_fetch(url, TOKEN), lines
    assert ours.delay == whole.crawl_delay(TOKEN)


def test_a_note_gives_back_what_it_was_made_of():
    told = {
        f"{scheme}://www.example.org": RobotsRecord(NOW, rules_of(f"User-agent: *\n{lines}"))
        for scheme, lines in (("http", ""), ("https", "Disallow: /private\nCrawl-delay: 2"))
    }
    note = note_of("www.example.org", told)
    back = dict(records_of(note))
    assert {origin: record.rules.lines for origin, record in back.items()} == {
        "http://www.example.org": (),
        "https://www.example.org": ("Disallow: /private", "Crawl-delay: 2"),
    }
    assert {record.read for record in back.values()} == {NOW}


HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.builds(
            "{}{}{}".format,
            st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Host", "disallow"]),
            st.sampled_from([":", " ", ": ", "", "::"]),
            st.text(st.sampled_from("/*$%?#&=aZ0ä\u0085\u2028\x00 .-+eE_\\[]"), max_size=30),
        ),
    ),
    max_size=12,
)


@given(HOSTILE, st.text(st.sampled_from("/*$%?&=aZ0.-+_~;:@!"), max_size=30))
def test_whatever_it_says_it_is_read(lines, path):
    rules = rules_of("\n".join(["User-agent: *", *lines]))
    url = f"{SITE}/{path}"
    assert rules.allows(url) or rules.line_against(url) is not None
    assert rules.delay is None or 0 <= rules.delay < float("inf")
    note = note_of("www.example.org", {SITE: RobotsRecord(NOW, rules)})
    ((origin, back),) = records_of(note)
    assert origin == SITE
    assert back.rules.allows(url) == rules.allows(url)
    assert back.rules.delay == rules.delay
