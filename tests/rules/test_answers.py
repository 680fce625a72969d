"""What is said of how a link answers, and which looks it rests on, as a whole audit tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import audit, told, work
from fakes import NOW
from linkassay import pipeline, plan
from linkassay.ledger import open_ledger
from linkassay.model import Confidence, Finding, Level, Recheck, Settings, Source
from linkassay.urls import host_of

STORY = "https://example.org/news/the-ferry-returns-to-the-harbour"
TEXT = f"See {STORY} for more.\n"
FRONT = "<title>The Example</title><h1>The Example</h1><p>" + "News of the region. " * 40


def of_rule(found: list[Finding], rule: str) -> Finding:
    (finding,) = (item for item in found if item.rule == rule)
    return finding


def evidence(finding: Finding) -> list[str]:
    return [item.text for item in finding.evidence]


def beside(url: str) -> str:
    made = plan.sibling_of(url, NOW.date())
    assert made is not None
    return made


def test_a_second_look_is_told():
    found = audit(TEXT, {STORY: "404"}).findings
    assert evidence(of_rule(found, "dead-link")) == [
        f"{STORY} → 404",
        "asked twice: 404, then 404 when asked as a browser asks",
    ]


def test_what_may_pass_by_itself_tells_how_often_it_was_asked():
    answers = {STORY: "500", "https://example.com/": "200"}
    found = audit(f"{TEXT}And https://example.com/.\n", answers).findings
    assert evidence(of_rule(found, "server-error")) == [
        f"{STORY} → 500",
        "asked 3 times: 500, then 500, then 500",
    ]


def test_the_made_up_address_is_told_with_its_answer():
    pages = {STORY: FRONT, beside(STORY): FRONT}
    found = audit(TEXT, dict.fromkeys(pages, "200"), pages=pages).findings
    soft = of_rule(found, "soft-404")
    assert soft.message == (
        "The link shows what its server also shows for an address that cannot exist."
    )
    assert evidence(soft)[-1] == f"a made-up address beside it, {beside(STORY)} → 200"


def test_a_page_with_one_sign_against_it_is_a_note_and_with_two_a_warning():
    story = "<p>" + "All the news of the harbour and of the region. " * 60
    one, two = f"<title>Page not found</title>{story}", "<title>Page not found</title><p>Sorry."
    for page, level in ((one, Level.NOTE), (two, Level.WARNING)):
        found = audit(TEXT, {STORY: "200"}, pages={STORY: page}).findings
        assert of_rule(found, "soft-404").level is level


def test_the_made_up_address_tells_where_it_was_sent():
    news = "https://example.org/news/"
    answers = {STORY: f"302 {news}", beside(STORY): f"302 {news}", news: "200"}
    found = audit(TEXT, answers, pages={news: FRONT}).findings
    last = evidence(of_rule(found, "redirects-elsewhere"))[-1]
    assert last == f"a made-up address beside it, {beside(STORY)} → 200 at {news}"


def test_a_link_that_was_not_due_tells_when_it_was_seen(tmp_path: Path):
    answers = {STORY: "410", "https://example.com/": "200"}
    text = f"{TEXT}And https://example.com/.\n"
    with open_ledger(tmp_path / "a.db") as ledger:
        for day in ("2026-01-15", "2026-01-18", "2026-01-19"):
            due = Settings(recheck=Recheck.DUE)
            asked = work([Source("a.txt", text.encode())], answers, now=day, settings=due)
            last = told(pipeline.audit(asked, ledger))
    said = evidence(of_rule(last.findings, "dead-link"))
    assert said[0] == f"{STORY} → 410"
    assert "seen on 18 January 2026, and not due since" in said


MOVED = "https://example.org/stories/the-ferry-returns-to-the-harbour"
ELSEWHERE = ["https://example.org/stories/4711-b", "https://example.org/", "https://other.example/"]


def test_a_new_address_is_advised_where_the_page_was_recognised():
    found = audit(TEXT, {STORY: f"301 {MOVED}", MOVED: "200"}).findings
    moved = of_rule(found, "redirects-permanently")
    assert moved.confidence is Confidence.CERTAIN
    assert moved.advice == "Write the new address into the document."


@pytest.mark.parametrize("end", ELSEWHERE)
def test_no_new_address_is_advised_where_it_was_not(end):
    found = audit(TEXT, {STORY: f"301 {end}", end: "200"}, pages={end: FRONT}).findings
    assert not [item for item in found if item.advice.startswith("Write")]


def test_the_citation_whose_place_is_missing_is_pointed_at():
    page = "https://example.org/guide"
    text = f"See {page}#there first.\n\nThen see {page}#nowhere.\n"
    shown = "<title>Guide</title><h2 id='there'>There</h2>"
    missing = of_rule(audit(text, {page: "200"}, pages={page: shown}).findings, "missing-fragment")
    assert missing.line == 3


@pytest.mark.parametrize(
    ("paths", "said"),
    [("ab", "Both links"), ("abc", "All 3 links")],
)
def test_a_host_tells_how_many_of_its_links_fail(paths, said):
    urls = [f"https://down.example/{path}" for path in paths]
    text = f"See {' and '.join(urls)} and https://example.org/.\n"
    answers = dict.fromkeys(urls, "500") | {"https://example.org/": "200"}
    out = of_rule(audit(text, answers).findings, "dead-host")
    assert out.message.startswith(f"{said} to this host fail. ")
    assert host_of(out.url or urls[0]) == "down.example"


def test_what_was_not_asked_does_not_count_among_the_looks():
    found = audit(TEXT, {STORY: "robots"}).findings
    told = evidence(of_rule(found, "unverifiable-link"))
    assert told[0] == f"{STORY} → not asked"
    assert not any("asked twice" in one or "no answer" in one for one in told)


def test_a_circle_is_told_by_its_redirects():
    told = evidence(of_rule(audit(TEXT, {STORY: f"302 {STORY}"}).findings, "dead-link"))
    assert "asked twice: 302, then 302 when asked as a browser asks" in told
