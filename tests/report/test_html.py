"""The page that can be forwarded: what it says, what it never does, and how it looks."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from linkassay.model import (
    NotChecked,
    NotReached,
    Outcome,
    SkipReason,
    Standing,
    Unreached,
    UnreadSource,
)
from linkassay.report.html.page import MOST_BYTES
from linkassay.report.html.safe import safe
from linkassay.report.words import NOT_REACHED, REASONS
from report import browser
from report.big import PER_SORT, big_report
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

seen = pytest.mark.skipif(browser.CHROMIUM is None, reason="chromium is not installed")
judged = pytest.mark.skipif(not browser.AXE, reason="AXE_CORE names no axe.min.js")


def page_of(report) -> LexborHTMLParser:
    return LexborHTMLParser(written(report, "html"))


def words(report) -> str:
    return " ".join(page_of(report).body.text().split())


def headings(report) -> list[str]:
    return [" ".join(one.text().split()) for one in page_of(report).css("h2")]


# -- what it never does --


def test_nothing_is_loaded_run_or_sent():
    page = page_of(golden_report())
    tags = {node.tag for node in page.css("*")}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "use"}
    names = {name for node in page.css("*") for name in node.attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"style", "src"}


def test_the_policy_lets_its_own_style_pass_and_nothing_else():
    text = written(golden_report(), "html")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    meta = LexborHTMLParser(text).css_first("meta[http-equiv]")
    assert meta.attributes["http-equiv"] == "Content-Security-Policy"
    assert meta.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


def test_no_value_begins_like_a_command_of_a_runner():
    """Wherever a template puts it."""
    assert str(safe("  ::error::x")) == "&#58;:error::x"
    assert str(safe("a ##[group]b")) == "a &#35;#[group]b"


def test_only_addresses_of_the_web_can_be_clicked_on():
    told = brief_report("dead-link")
    some = next(told.findings())
    urls = (
        "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//b.example/", "#top",
        "http://", "https://:80/a", "HTTPS://c.example/", "http://d.example/" + "x" * 3000,
    )  # fmt: skip
    found = tuple(replace(some, url=url, message=f"M {number}.") for number, url in enumerate(urls))
    page = page_of(replace(told, all_findings=found))
    links = [one.attributes for one in page.css("main a")]
    assert [one["href"] for one in links] == ["HTTPS://c.example/"]
    assert links[0]["rel"] == "noreferrer noopener nofollow"


def test_a_dead_link_is_marked_in_words():
    address = page_of(brief_report("dead-link")).css_first("article .address")
    assert address.css_first("a").attributes["class"] == "broken"
    assert address.css_first(".chip").text() == "broken"


# -- what it says --


def test_each_finding_has_its_context_evidence_and_advice():
    told = brief_report("dead-link", "redirects-permanently")
    page = page_of(told)
    dead, moved = page.css_first("article.warning"), page.css_first("article.note .hops").parent
    assert "See https://example.org/page for more." in " ".join(dead.text().split())
    assert dead.css_first("mark").text() == "https://example.org/page"
    hops = [" ".join(one.text().split()) for one in moved.css(".hops li")]
    assert hops == [
        "https://example.org/old/harbour-plan 301, to https://example.org/new/harbour-plan",
        "https://example.org/new/harbour-plan 200",
    ]
    assert "What to do:" in dead.text()


def test_a_day_in_question_stands_on_the_line_of_time():
    page = page_of(brief_report("url-date-after-document"))
    assert page.css(".timeline rect.allowed")
    assert page.css(".timeline rect.asked")
    for shape in page.css("rect"):
        start, width = (float(shape.attributes[name].rstrip("%")) for name in ("x", "width"))
        assert 0 <= start < start + width <= 101


def test_what_stands_in_every_run_is_there():
    assert headings(golden_report()) == [
        "What to look at", "Notes", "Known before", "From earlier answers", "No longer open",
        "Days on one line", "Hosts", "What was not checked", "This run",
    ]  # fmt: skip
    assert page_of(golden_report()).css("table caption")


def test_hosts_count_their_links():
    rows = page_of(brief_report("dead-link", "dead-host")).css(".hosts tbody tr")
    told = [[cell.text() for cell in row.iter()] for row in rows]
    assert ["gone.example", "1", "0", "1", "0", "0", "0"] in told


@pytest.mark.parametrize(
    ("run", "says"),
    [
        ({"offline": True}, "Offline: nothing was asked of the web."),
        ({"outcome": Outcome.NETWORK_DOWN}, "the network is taken to be down"),
        ({"outcome": Outcome.SUSPECT}, "the fault is more likely on this side"),
        ({"outcome": Outcome.UNFINISHED, "finished": None}, "what stands here is not all"),
        ({"remembers": False}, "The text credits Reuters"),
    ],
)
@pytest.mark.parametrize("name", ["html", "markdown", "issue"])
def test_how_a_run_went_is_said(name, run, says):
    told = brief_report("credit-without-link")
    assert says in written(replace(told, run=replace(told.run, **run)), name)


@pytest.mark.parametrize("name", ["html", "markdown", "issue"])
def test_every_reason_for_not_seeing_something_is_told(name):
    pages = tuple(Unreached("https://a.example/", reason) for reason in NotReached)
    links = tuple(NotChecked("https://b.example/", reason) for reason in SkipReason)
    told = replace(brief_report("dead-link"), all_not_reached=pages, all_not_checked=links)
    text = " ".join(written(told, name).replace("<details>", "").split())
    for reason in NotReached:
        assert f"1 page: {shown(name, NOT_REACHED[reason])}" in text
    for reason in SkipReason:
        assert shown(name, REASONS[reason]) in text


def shown(name: str, words: str) -> str:
    return words.replace("'", "&#x27;") if name == "html" else words


@pytest.mark.parametrize("name", ["html", "markdown", "issue"])
def test_each_standing_is_counted_and_what_somebody_settled_is_told_no_more(name):
    told = brief_report("dead-link")
    some = next(told.findings())
    found = tuple(replace(some, message=f"It is {one.value}.", standing=one) for one in Standing)
    text = written(replace(told, all_findings=found, before=RUN), name)
    for word in ("new", "worse", "found again", "fixed", "accepted", "suppressed"):
        assert re.search(rf"<strong>1</strong> {word}|\*\*1\*\* {word}", text), word
    assert "It is new." in text
    assert "It is fixed." in text
    assert "It is accepted." not in text
    assert "It is suppressed." not in text


def test_what_was_named_and_not_read_goes_before_what_was_met():
    met = tuple(UnreadSource(f"{number}.bin", "is met", named=False) for number in range(30))
    named = UnreadSource("named.pdf", "is named")
    items = page_of(replace(golden_report(), all_unread=(*met, named))).css("#unseen ~ ul li")
    assert items[0].css_first("code").text() == "named.pdf"
    assert items[20].text() == "and 11 more"


def test_a_run_without_documents_does_not_look_well():
    told = words(ListReport(RUN))
    assert "not the whole truth" in told
    assert "No document was read, so there is nothing to tell." in told
    assert headings(ListReport(RUN)) == ["What to look at", "This run"]


def test_a_run_without_findings_looks_well():
    told = replace(brief_report("dead-link"), all_findings=(), all_unread=(), all_not_checked=())
    assert "all well" in words(told)
    assert "No error and no warning." in words(told)


# -- how big it gets --


@pytest.mark.parametrize("size", [2, 200])
def test_a_page_stays_small_and_what_is_left_out_is_counted(size):
    text = written(big_report(size), "html")
    assert len(text.encode()) <= MOST_BYTES
    assert size == 2 or len(text.encode()) > MOST_BYTES / 2
    page = LexborHTMLParser(text)
    shown = re.findall(r"The finding (\S+)-\d{3}\.", text)
    assert shown[:1] == ["new-error"]
    assert shown.count("new-error") == PER_SORT
    assert "fixed-error" not in shown or size == 2
    left = sum(
        int(number.replace(",", ""))
        for one in page.css(".left")
        for number in re.findall(r"([\d,]+) credits?", one.text())
    )
    assert len(shown) + left == 6 * PER_SORT


# -- how it looks --


def test_the_picture_of_it_in_the_docs_is_small():
    """Drawn by `make picture`; two browsers never draw the same pixels."""
    picture = (Path(__file__).parents[2] / "docs/report.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= 200_000


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "report.html"
    file.write_text(written(brief_report(), "html"), encoding="utf-8")
    return file


@seen
def test_a_browser_shows_it_without_complaint(page, tmp_path):
    told, complaints = browser.shown(page, tmp_path)
    assert complaints == []
    assert 'id="hosts"' in told


@pytest.mark.slow
@seen
@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_sticks_out_at_any_width(page, tmp_path, width):
    wide, room = browser.widths(page, tmp_path, width)
    assert wide <= room


LOOKS = {
    "light": ("--window-size=1280,900",),
    "dark": ("--window-size=1280,900", "--blink-settings=preferredColorScheme=0"),
    "telephone": ("--window-size=500,900",),
}


@pytest.mark.slow
@seen
@judged
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_wrong(page, tmp_path, look):
    assert browser.violations(page, tmp_path, *LOOKS[look]) == []


@pytest.mark.slow
@seen
def test_it_can_be_printed_and_unfolds_for_that(page, tmp_path):
    target = tmp_path / "report.pdf"
    browser.shown(page, tmp_path, f"--print-to-pdf={target}")
    assert target.read_bytes().startswith(b"%PDF")
