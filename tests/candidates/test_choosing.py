"""Which of a wrapped address and its candidates is the link, in one run."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from builders import audit, told, work
from candidates.audits import LONG, OTHER, SHORT, SOUND, WELL, WRAPPED, Desk, document, found, links
from fakes import FakeFetcher
from linkassay import pipeline, plan, report
from linkassay.conditions import classify_observation, is_certain_ok, speaking_against
from linkassay.ledger import open_private
from linkassay.model import Candidates, ConditionName, Outcome, SkipReason, Source, State, Wrapped
from linkassay.pipeline.candidates import Way, way_of
from linkassay.rules._dates import OLD_TEXT
from linkassay.tables.conditions import conditions


@pytest.fixture
def desk() -> Iterator[Desk]:
    with open_private() as ledger:
        yield Desk(ledger)


def cited(*candidates: str, url: str = LONG) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((url, candidates), (SOUND, ()))


# -- read from a text


def test_a_join_that_is_wrong_is_no_dead_link():
    report = audit(WRAPPED, {**WELL, SHORT: "200"})
    assert report.findings == ()
    citation = report.citations[0]
    assert citation.link is not None
    assert citation.first_read is not None
    assert (citation.link.url, citation.first_read.url) == (SHORT, LONG)
    assert {link.url: link.state.state for link in report.links} == {
        SHORT: State.ALIVE,
        SOUND: State.ALIVE,
    }
    (document,) = report.documents
    assert document.notes == (f"line 3: {LONG} failed, so it is read as {SHORT}",)


def test_a_document_s_notes_name_five_wrapped_addresses_and_count_the_others():
    root = "https://example.org/dl/"
    names = [f"ship-{number}-" for number in range(7)]
    text = "".join(f"See {root}{name}\nreach-the-harbour.html there.\n\n" for name in names)
    answers = {**WELL, **{f"{root}{name}": "200" for name in names}}
    report = audit(f"A headline\n\n{text}See {SOUND} there.\n", answers)
    *first, last = report.documents[0].notes
    assert first == [
        f"line {3 + 3 * at}: …/dl/{name}reach-the-harbour.html failed, so it is read as …/dl/{name}"
        for at, name in enumerate(names[:5])
    ]
    assert last == "2 more wrapped ones are read otherwise, since the first reading failed"


def test_a_join_that_answers_is_the_link_and_nothing_more_is_asked():
    web = FakeFetcher({**WELL, LONG: "200", SHORT: "200"})
    given = work([Source("a.txt", WRAPPED.encode())], fetcher=web)
    with open_private() as ledger:
        report = told(pipeline.audit(given, ledger))
    assert sorted(web.asked) == sorted([LONG, SOUND])
    assert links(report) == [LONG]
    assert report.citations[0].first_read is None
    assert report.documents[0].notes == ()


def test_when_all_fail_there_is_one_finding_that_names_what_was_tried():
    (finding,) = audit(WRAPPED, {**WELL, LONG: "404", SHORT: "410"}).findings
    assert (finding.rule, finding.url) == ("dead-link", LONG)
    assert [item.text for item in finding.evidence] == [
        f"{LONG} → 404",
        "asked twice: 404, then 404 when asked as a browser asks",
        f"also tried: {SHORT} answers 410 Gone",
    ]


def test_the_report_for_programs_tells_both():
    with open_private() as ledger:
        given = work([Source("a.txt", WRAPPED.encode())], {**WELL, SHORT: "200"})
        written: list[str] = []
        report.write(
            pipeline.audit(given, ledger),
            "json",
            written.append,
            report.Telling(),
        )
    citation = json.loads("".join(written))["documents"][0]["citations"][0]
    assert (citation["url"], citation["first_read"]) == (SHORT, LONG)
    assert (citation["written"], citation["candidates"]) == (LONG, [SHORT])


# -- with any candidates


def test_what_was_not_joined_goes_on_in_the_next_line(desk):
    report = desk.audit(document(*cited(LONG, url=SHORT)), {SHORT: "404", LONG: "200"})
    assert (links(report), found(report)) == ([LONG], [])
    assert desk.asked[-1] == LONG


def test_candidates_are_asked_in_their_order_until_one_answers(desk):
    third = "https://example.org/third"
    web = {SHORT: "404", OTHER: "404", LONG: "200", third: "200"}
    report = desk.audit(document(*cited(OTHER, LONG, third, url=SHORT)), web)
    assert links(report) == [LONG]
    assert desk.asked == [SHORT, SOUND, OTHER, LONG]


def test_each_round_asks_one_candidate_of_every_address(desk):
    more = "https://example.net/"
    two = ((f"{more}a", (f"{more}b", f"{more}c")), (SHORT, (OTHER, LONG)))
    desk.audit(document(*two, (SOUND, ())), {LONG: "200", SHORT: "404", OTHER: "404"})
    assert [set(desk.asked[at : at + 2]) for at in (3, 5)] == [
        {f"{more}b", OTHER},
        {f"{more}c", LONG},
    ]


def test_of_one_address_with_different_candidates_each_is_taken_by_itself(desk):
    report = desk.audit(
        document((SHORT, (OTHER,)), (SHORT, (LONG,)), (SHORT, ()), (SOUND, ())),
        {SHORT: "404", LONG: "200", OTHER: "404"},
    )
    assert links(report) == [SHORT, LONG, SHORT]
    (finding,) = [item for item in report.findings if item.rule == "dead-link"]
    assert finding.span is not None
    assert finding.span.line == 3
    tried = [item.text for item in finding.evidence if item.text.startswith("also tried")]
    assert tried == [f"also tried: {OTHER} answers 404 Not Found"]


def test_who_cites_the_first_reading_plainly_keeps_its_finding(desk):
    report = desk.audit(
        (document(*cited(LONG, url=SHORT)), document((SHORT, ()), locator="b.txt")),
        {SHORT: "404", LONG: "200"},
    )
    assert (links(report), links(report, "b.txt")) == ([LONG], [SHORT])
    assert found(report) == [("b.txt", "dead-link", SHORT)]
    assert {link.url: link.state.state for link in report.links}[SHORT] is State.FAILING


def test_what_is_whole_elsewhere_was_joined_rightly(desk):
    """Nothing shorter is asked for it, and both documents are told that it is dead."""
    report = desk.audit(
        (document(*cited(SHORT)), document((LONG, ()), locator="b.txt")),
        {LONG: "404", SHORT: "200"},
    )
    assert SHORT not in desk.asked
    assert found(report) == [("a.txt", "dead-link", LONG), ("b.txt", "dead-link", LONG)]


def test_a_candidate_that_is_cited_too_is_asked_once_and_keeps_what_it_is(desk):
    report = desk.audit(
        (document(*cited(SHORT, OTHER)), document((SHORT, ()), locator="b.txt")),
        {LONG: "404", SHORT: "404", OTHER: "200"},
    )
    assert sorted(desk.asked) == sorted([LONG, SHORT, SOUND, OTHER])
    assert (links(report), links(report, "b.txt")) == ([OTHER], [SHORT])
    assert found(report) == [("b.txt", "dead-link", SHORT)]


# -- when


AGAINST = {
    "404": True, "410": True, "dns-name": True, "302 https://example.org/": True, "400": True,
    "redirect-loop": True, "connect": True, "read-timeout": True, "tls-expired": True,
    "500": True, "disconnected": True,
    "200": False, "201": False, "204": False, "301 https://example.com/sound": False,
    "302 https://example.com/sound": False, "401": False, "403": False, "429": False, "451": False,
    "no-route": False, "bug": False, "dns-temporary": False, "address-refused": False,
}  # fmt: skip


@pytest.mark.parametrize(("answer", "asks"), AGAINST.items())
def test_candidates_are_asked_where_the_answer_speaks_against_the_address(desk, answer, asks):
    """A wall, a limit, a redirect or a trouble of ours does not say that the address is wrong."""
    web = {SHORT: answer, LONG: "200", "https://example.org/": "200"}
    report = desk.audit(document(*cited(LONG, url=SHORT)), web)
    assert (LONG in desk.asked) is asks
    assert links(report) == [LONG if asks else SHORT]


def test_where_one_look_of_several_answers_no_candidate_is_wanted():
    """A look that fails and is made again: the last word is that of all of them."""
    well = classify_observation(FakeFetcher({SHORT: "200"}).observe(SHORT))
    assert way_of(Wrapped(SHORT, (LONG,)), well, lambda url: None) == Way()


def test_every_condition_that_accuses_asks_candidates_first():
    """What makes a link fail, and what a rule takes for a lost page."""
    for row in conditions().values():
        if row.initial_state is State.FAILING:
            assert row.candidates is not None, row.name
        if row.proves_life or row.initial_state is State.UNKNOWN:
            assert row.candidates is None, row.name
    assert speaking_against()[ConditionName.GONE] is Candidates.FOR_GOOD
    assert speaking_against()[ConditionName.TIMEOUT] is Candidates.FOR_NOW


@pytest.mark.parametrize("answer", ["201", "403", "301 https://example.com/sound", "no-route"])
def test_where_none_is_certain_one_that_did_not_fail_spares_the_address(desk, answer):
    report = desk.audit(document(*cited(OTHER, LONG, url=SHORT)), {SHORT: "404", LONG: answer})
    assert links(report) == [LONG]
    assert "dead-link" not in {item.rule for item in report.findings}


@pytest.mark.parametrize("answer", ["201", "301 https://example.com/sound"])
def test_a_later_candidate_that_is_certain_goes_first(desk, answer):
    web = {SHORT: "404", OTHER: answer, LONG: "200"}
    assert links(desk.audit(document(*cited(OTHER, LONG, url=SHORT)), web)) == [LONG]


@pytest.mark.parametrize(("answer", "certain"), [("200", True), ("201", False), ("404", False)])
def test_only_a_certain_answer_proves_that_an_address_was_meant(answer, certain):
    seen = FakeFetcher({LONG: answer}).observe(LONG)
    assert is_certain_ok(classify_observation(seen)) is certain


def test_offline_nothing_is_asked(desk):
    report = desk.audit(document(*cited(SHORT)), {LONG: "404", SHORT: "200"}, offline=True)
    assert desk.asked == []
    assert links(report) == [LONG]


def test_without_a_network_no_candidate_is_asked_and_nobody_accused(desk):
    web = {SOUND: "dns-name", LONG: "dns-name"}
    report = desk.audit(document(*cited(SHORT)), web)
    assert report.run.outcome is Outcome.NETWORK_DOWN
    assert sorted(desk.asked) == sorted([LONG, SOUND])
    assert report.findings == ()
    assert [(item.url, item.reason) for item in report.not_checked] == [
        (LONG, SkipReason.NETWORK_DOWN),
        (SOUND, SkipReason.NETWORK_DOWN),
    ]


# -- which of them


def test_what_cannot_be_asked_is_passed_over():
    item = Wrapped(
        SHORT,
        (
            "https://:80/x", "ftp://example.org/f", "mailto:a@example.org", SHORT, SHORT + "#part",
            "https://example.org/x?token=REDACTED", "https://example.org/x?token=REDACTED-0123456789",
            "www.example.org/y", LONG, LONG,
        ),
    )  # fmt: skip
    assert plan.candidates(item) == ("http://www.example.org/y", LONG)


def test_so_many_are_asked_and_no_more(desk):
    many = tuple(f"https://example.org/{number}" for number in range(20))
    report = desk.audit(document(*cited(*many)), dict.fromkeys((LONG, *many), "404"))
    assert desk.asked[2:] == list(many[: plan.MOST_CANDIDATES])
    (finding,) = [item for item in report.findings if item.rule == "dead-link"]
    tried = [item for item in finding.evidence if item.text.startswith("also tried")]
    assert len(tried) == plan.MOST_CANDIDATES


def test_a_candidate_that_lost_a_secret_is_not_asked():
    text = (
        f"A headline\n\nSee https://example.org/a?token=q1w2e3\nr4t5y6-u7 there.\n\nSee {SOUND}.\n"
    )
    web = FakeFetcher(WELL)
    given = work([Source("a.txt", text.encode())], fetcher=web)
    with open_private() as ledger:
        report = told(pipeline.audit(given, ledger))
    assert not [url for url in web.asked if "REDACTED" in url]
    assert not [item for item in report.citations if item.first_read]


# -- what rests on it


DATED = "https://example.org/2025/10/29/"
"""Years after the time of `OLD_TEXT`."""


@pytest.mark.parametrize(("first", "second"), [(DATED, SHORT), (SHORT, DATED)])
def test_dates_are_those_of_the_link_that_was_chosen(desk, first, second):
    for answer in ("404", "200"):
        meant = second if answer == "404" else first
        with open_private() as ledger:
            one = document(*cited(second, url=first), more=OLD_TEXT + ".\n\n")
            report = Desk(ledger).audit(one, {first: answer, second: "200"})
        subjects = {clue.subject for clue in report.readings[0].clues}
        assert (f"link:{DATED}" in subjects) is (meant == DATED)
        late = [item.url for item in report.findings if item.rule == "url-date-after-document"]
        assert late == ([DATED] if meant == DATED else [])


def test_a_credit_line_follows_its_link():
    text = (
        "A headline\n\nBy Ana Bell\n\nThis article was first published by Reuters"
        f" ({SHORT}\nreach-the-harbour).\n\nSee {SOUND} there.\n"
    )
    report = audit(text, {**WELL, SHORT: "200"})
    assert report.citations[0].url == SHORT
    credited = [item.links for item in report.reading.attributions if item.links]
    assert credited == [(SHORT,)]
