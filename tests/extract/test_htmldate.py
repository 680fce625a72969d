"""What htmldate says of a page that states no day: the weakest witness, asked last."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from linkassay.extract import extract
from linkassay.model import DOCUMENT, Clock, Clue, Reading, Source
from linkassay.tables.clues import clue_rule

WORDS = "<p>The harbour will be rebuilt at last, the council said after a long debate.</p>"
DAY = '<script>var page = {"publicationDate": "2019-03-29T14:27:32"};</script>'


def page(body: str = "", head: str = "") -> str:
    title = "The harbour budget"
    return f"<!doctype html><title>{title}</title>{head}<h1>{title}</h1>{WORDS}{body}{WORDS}"


def read(text: str) -> Reading:
    return next(extract(Source("a.html", text.encode(), "text/html")))


def witnessed(text: str) -> list[Clue]:
    return [clue for clue in read(text).clues if clue.rule == "htmldate"]


def days(text: str) -> list[str]:
    return [str(clue.days.earliest) for clue in witnessed(text)]


@pytest.fixture(scope="module")
def installed() -> None:
    pytest.importorskip("htmldate", reason="the extra htmldate is not installed")


@pytest.mark.usefixtures("installed")
class TestInstalled:
    def test_it_speaks_where_a_page_states_no_day(self):
        (clue,) = witnessed(page(DAY))
        assert (clue.subject, clue.clock) == (DOCUMENT, Clock.PUBLISHED)
        assert clue.days.earliest == clue.days.latest
        assert str(clue.days.earliest) == clue.text == "2019-03-29"
        assert clue.span is not None
        assert page(DAY)[clue.span.start : clue.span.end] == "2019-03-29"

    @pytest.mark.parametrize(
        "statement",
        [
            "<p>Published: 12 May 2021</p>",
            "<p>12 May 2021</p>",
            '<meta name="date" content="2021-05-12">',
        ],
    )
    def test_a_page_that_states_its_day_never_asks_it(self, statement):
        text = page(statement + DAY)
        assert days(text) == []
        stated = [clue for clue in read(text).clues if clue_rule(clue.rule).statement]
        assert {str(clue.days.earliest) for clue in stated} == {"2021-05-12"}
        assert days(text.replace(statement, "")) == ["2019-03-29"]

    @pytest.mark.parametrize(
        "address",
        [
            '<link rel="canonical" href="https://a.example/2019/03/29/harbour">',
            '<meta name="og:url" content="https://a.example/2019/03/29/harbour">',
            '<a href="https://a.example/date/2019/03/29/">The harbour</a>',
        ],
    )
    def test_no_address_is_a_day(self, address):
        assert days(page(head=address)) == []

    @pytest.mark.parametrize(
        "vague",
        [
            '<div class="date">2019/03</div>',
            '<div class="date">2019-03-45</div>',
            '<div class="date">03/05/2019</div>',
            '<meta itemprop="copyrightYear" content="2019">',
        ],
    )
    def test_it_makes_no_day_of_less(self, vague):
        assert days(page(vague)) == []

    def test_the_last_change_is_no_publication(self):
        change = '<meta property="article:modified_time" content="2019-03-29T10:00:00">'
        assert days(page(head=change)) == []
        assert days(page(DAY, change)) == []
        assert days(page(DAY, change.replace("03-29", "04-02"))) == ["2019-03-29"]

    @pytest.mark.parametrize(
        "later",
        [
            "<p>The first ship had been seen in the old harbour on 2 April 2019, they said.</p>",
            '<p>The council voted <a href="https://b.example/2019/04/02/vote">for it</a> then.</p>',
        ],
    )
    def test_what_the_page_tells_or_cites_is_never_later(self, later):
        assert days(page(DAY + later)) == []
        assert days(page(DAY + later.replace("2019", "2018"))) == ["2019-03-29"]

    @pytest.mark.parametrize("around", ["<nav>{}</nav>", "<aside>{}</aside>"])
    def test_what_is_not_the_page_s_own_dates_it_as_little(self, around):
        other = "<div class=date>12.03.2015</div>"
        assert days(page(WORDS + around.format(other))) == []

    def test_a_day_to_come_is_left_to_those_who_have_a_clock(self):
        assert days(page(DAY.replace("2019", "2031"))) == ["2031-03-29"]

    @pytest.mark.parametrize("around", ["{}", "<noscript>{}</noscript>"])
    def test_a_tag_that_takes_long_is_not_handed_over(self, around):
        many, few = (" ".join(f"a{i}=1" for i in range(n)) for n in (3000, 300))
        assert days(page(around.format(f"<p title='>' {many}>x</p>") + DAY)) == []
        assert days(page(around.format(f"<p title='>' {few}>x</p>") + DAY)) == ["2019-03-29"]

    def test_an_address_alone_is_never_fetched(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.setblocking(False)
            text = f"http://127.0.0.1:{server.getsockname()[1]}/a"
            assert days(text) == []
            with pytest.raises(BlockingIOError):
                server.accept()

    def test_it_is_not_imported_before_it_is_needed(self):
        assert asked_elsewhere(page('<meta name="date" content="2021-05-12">')) == "0 False"
        assert asked_elsewhere(page(DAY)) == "1 True"


def test_without_it_nothing_is_said():
    assert asked_elsewhere(page(DAY), "sys.modules['htmldate'] = None") == "0 True"


def asked_elsewhere(text: str, first: str = "") -> str:
    """How many clues of htmldate another process finds, and whether it tried to import it."""
    program = f"""
import sys
{first}
from linkassay.extract import extract
from linkassay.model import Source
reading = next(extract(Source("a.html", sys.stdin.buffer.read(), "text/html")))
print(sum(clue.rule == "htmldate" for clue in reading.clues), "htmldate" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=text,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
        check=True,
    )
    return done.stdout.strip()
