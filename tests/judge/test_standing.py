"""A document beside the runs before: what is new, worse or returned, and what is closed and how."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import of_rule, told
from ledger.book import A, B, Book, citing, of, standings
from linkassay import judge, pipeline
from linkassay.extract import extract
from linkassay.ledger import open_ledger
from linkassay.model import (
    Condition,
    ConditionName,
    Confidence,
    Document,
    Finding,
    History,
    Level,
    Limit,
    Link,
    LinkCheck,
    LinkState,
    Reading,
    Requires,
    Source,
    Span,
    Standing,
    State,
    Tally,
    UnreadSource,
)
from linkassay.rules import catalogue
from linkassay.sources import Corpus
from linkassay.tables.conditions import conditions

WEB = {
    "https://example.org/gone": "404",
    "https://example.org/moved": "301 https://example.org/new/moved",
    "https://example.org/new": "200",
    "https://example.org/new/moved": "200",
    "http://example.com/": "301 https://example.com/",
    "https://example.com/": "200",
    "https://reuters.com/a": "200",
}
TEXT = """Two Ships

Under President Barack Obama and Secretary of State John Kerry the town fed everybody with

https://example.org/2025/10/29/one
https://example.org/2025/10/29/two
https://example.org/2025/10/29/two

their work. See https://example.org/gone, https://example.org/moved and http://example.com/ too.

Related article: What the Bakers of the Town Had to Say

This article was first published by Reuters. The views expressed here do not necessarily reflect the
position of The Guardian.
"""
BROKEN = {A: "404", B: "200"}
FAULTY = [example for entry in catalogue().values() for example in entry.rule.faulty]
D1, D2, D3, D4, D5 = "2026-01-01", "2026-01-04", "2026-01-07", "2026-01-14", "2026-01-21"


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "audit.db")


def with_standing(report, standing):
    return sorted(finding.rule for finding in report.findings if finding.standing is standing)


def broken_now(book):
    return [link for (link,) in book.rows("select link from broken_now")]


def test_the_first_run_knows_nothing(book):
    report = book.audit(D1, {"a.txt": TEXT}, WEB)
    assert len(report.findings) > 8
    assert {finding.standing for finding in report.findings} == {Standing.NEW}


# -- edits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    ["An added line\n", "An added line.\n\n", "\n\n\n", "See https://example.com/ first.\n\n"],
)
def test_a_line_on_top_changes_nothing(book, above):
    before = book.audit(D1, {"a.txt": TEXT}, WEB)
    after = book.audit(D1, {"a.txt": above + TEXT}, WEB, name="again")
    assert {finding.standing for finding in after.findings} == {Standing.KNOWN}
    assert len(after.findings) == len(before.findings)


def test_what_a_limited_reading_does_not_say_is_not_fixed(book):
    documents = {"a.txt": TEXT}
    before = book.audit("2026-01-01", documents, WEB)
    assert {"render-date-leak", "missing-byline", "dead-link"} <= {
        finding.rule for finding in before.findings
    }
    limited = book.audit("2026-01-08", documents, WEB, limited=Limit.TIME)
    assert with_standing(limited, Standing.FIXED) == []
    assert ("missing-byline", "carried") in standings(limited)
    assert ("parse-limited", "new") in standings(limited)
    after = book.audit("2026-01-15", documents, WEB)
    assert [finding.rule for finding in after.findings if not finding.standing.is_open] == [
        "parse-limited"
    ]
    assert of(after, "parse-limited").standing is Standing.FIXED


@pytest.mark.parametrize("example", FAULTY, ids=lambda example: example.why)
def test_every_rule_s_finding_is_known_again(book, example):
    documents = {**example.documents, example.locator: example.text}
    if example.before:
        pytest.skip("what it needs on the days before is told in tests/rules")
    more = {"files": example.files, "limited": example.limited, "pages": example.pages}
    first = book.audit(example.now, documents, example.answers, **more)
    assert first.findings
    second = book.audit(example.now, documents, example.answers, name="again", **more)
    assert {finding.standing for finding in second.findings} <= {Standing.KNOWN, Standing.WORSE}
    assert len(second.findings) == len(first.findings)


@pytest.mark.parametrize(
    ("wrong", "right", "rule"),
    [
        ("https://example.org/gone", "https://example.org/new", "dead-link"),
        ("https://example.org/moved", "https://example.org/new/moved", "redirects-permanently"),
        ("http://example.com/", "https://example.com/", "insecure-http"),
        ("29/two\nhttps://example.org/2025/10/29/two", "29/two", "duplicate-citation"),
        ("Two Ships\n", "Two Ships\n\nBy Ana Bell\n", "missing-byline"),
        ("by Reuters.", "by [Reuters](https://reuters.com/a).", "credit-without-link"),
        (
            " The views expressed here do not necessarily reflect the\nposition of The Guardian.",
            "",
            "disclaimer-boilerplate",
        ),
    ],
)
def test_one_corrected_is_exactly_one_fixed_and_is_told_once(book, wrong, right, rule):
    assert wrong in TEXT
    web = WEB | {"http://example.com/": "302 https://example.com/"}
    corrected = TEXT.replace(wrong, right)
    book.audit(D1, {"a.txt": TEXT}, web)
    report = book.audit(D2, {"a.txt": corrected}, web)
    assert with_standing(report, Standing.FIXED) == [rule]
    assert with_standing(report, Standing.NEW) == []
    third = book.audit(D3, {"a.txt": corrected}, web)
    assert with_standing(third, Standing.FIXED) == []


def test_a_citation_that_is_removed_is_fixed_and_no_longer_broken_now(book):
    book.audit(D1, {"a.txt": citing(A, B)}, BROKEN)
    assert broken_now(book) == [A]
    report = book.audit(D2, {"a.txt": citing(B)}, BROKEN)
    assert standings(report) == [("dead-link", "fixed")]
    assert broken_now(book) == []
    assert book.open() == []


# -- answers ---------------------------------------------------------------------------------------


def test_a_confirmed_death_is_news(book):
    seen = [book.audit(day, {"a.txt": citing(A, B)}, BROKEN) for day in (D1, D2, D3, D4)]
    told = [(of(one, "dead-link").level, of(one, "dead-link").standing) for one in seen]
    assert told == [
        (Level.WARNING, Standing.NEW),
        (Level.WARNING, Standing.KNOWN),
        (Level.ERROR, Standing.WORSE),
        (Level.ERROR, Standing.KNOWN),
    ]
    assert [sum(one.counts.news.values()) for one in seen] == [1, 0, 1, 0]


def test_a_link_that_comes_and_goes_is_new_once_and_then_returned(book):
    answers = ("404", "200", "404", "200", "404")
    days = (D1, D2, D3, D4, D5)
    told = [
        standings(book.audit(day, {"a.txt": citing(A, B)}, {A: answer, B: "200"}))
        for day, answer in zip(days, answers, strict=True)
    ]
    assert told == [
        [("dead-link", "new")],
        [("dead-link", "fixed")],
        [("flapping-link", "returned")],
        [("flapping-link", "known")],
        [("flapping-link", "known")],
    ]
    assert book.open() == [("a.txt", "flapping-link", D1, 2)]


def test_a_failure_of_another_kind_does_not_fix_the_first_and_life_closes_all(book):
    for day, answer in ((D1, "404"), (D2, "403"), (D3, "dns-name")):
        report = book.audit(day, {"a.txt": citing(A, B)}, {A: answer, B: "200"})
        assert "dead-link" not in with_standing(report, Standing.FIXED)
    last = book.audit(D4, {"a.txt": citing(A, B)})
    assert {finding.standing for finding in last.findings} == {Standing.FIXED}
    assert book.open() == []


@pytest.mark.parametrize(
    ("web", "offline"),
    [({}, True), ({A: "dns-temporary", B: "dns-temporary"}, False), ({}, False)],
    ids=["offline", "no network", "no name"],
)
def test_a_run_that_heard_nothing_carries_what_was_open(book, web, offline):
    book.audit(D1, {"a.txt": citing(A, B)}, BROKEN)
    report = book.audit(D2, {"a.txt": citing(A, B)}, web, offline=offline)
    assert standings(report) == [("dead-link", "carried")]
    assert report.counts.found() == 0
    assert book.open() == [("a.txt", "dead-link", D1, 1)]
    assert standings(book.audit(D3, {"a.txt": citing(A, B)}, BROKEN)) == [("dead-link", "known")]


def test_a_link_that_is_no_longer_cited_is_fixed_even_offline(book):
    book.audit(D1, {"a.txt": citing(A, B)}, BROKEN)
    report = book.audit(D2, {"a.txt": citing(B)}, offline=True)
    assert standings(report) == [("dead-link", "fixed")]


def test_a_proof_that_needs_the_web_is_not_fixed_by_not_asking(book):
    """One address in boilerplate is a leak only because its redirect leads to an older date."""
    text = (
        "Two Ships\n\nUnder President Barack Obama and Secretary of State John Kerry the town fed "
        "everybody with\n\nhttps://example.org/2025/10/29/one\n\ntheir work.\n"
    )
    web = {
        "https://example.org/2025/10/29/one": "301 https://example.org/2014/03/05/one",
        "https://example.org/2014/03/05/one": "200",
    }
    assert of_rule(book.audit(D1, {"a.txt": text}, web), "render-date-leak")
    offline = book.audit(D2, {"a.txt": text}, offline=True)
    assert "render-date-leak" in with_standing(offline, Standing.CARRIED)


# -- documents -------------------------------------------------------------------------------------


def test_what_was_open_on_a_document_that_left_is_gone_and_told_once(book):
    book.audit(D1, {"docs/a.txt": citing(A), "docs/b.txt": citing(B)}, BROKEN, walked=["docs/"])
    report = book.audit(D2, {"docs/b.txt": citing(B)}, BROKEN, walked=["docs/"])
    assert standings(report) == [("dead-link", "gone")]
    assert report.counts.found() == 0
    assert book.open() == []
    assert broken_now(book) == []
    again = book.audit(D3, {"docs/b.txt": citing(B)}, BROKEN, walked=["docs/"])
    assert standings(again) == []


def test_a_document_that_comes_back_has_its_findings_returned(book):
    both = {"docs/a.txt": citing(A), "docs/b.txt": citing(B)}
    book.audit(D1, both, BROKEN, walked=["docs/"])
    book.audit(D2, {"docs/b.txt": citing(B)}, BROKEN, walked=["docs/"])
    report = book.audit(D3, both, BROKEN, walked=["docs/"])
    assert standings(report) == [("dead-link", "returned")]
    assert book.open() == [("docs/a.txt", "dead-link", D1, 2)]


@pytest.mark.parametrize(
    ("walked", "exists", "unread"),
    [
        ([], [], []),
        (["other/"], [], []),
        (["docs"], ["docs/a.json"], []),
        (["docs/"], ["docs/a.json"], []),
        (["docs/"], [], [UnreadSource("docs/a.json", "cannot be read", "Check it.")]),
    ],
    ids=["not walked", "walked elsewhere", "prefix", "passed over by its ending", "unread"],
)
def test_a_document_that_was_not_read_keeps_its_findings(book, walked, exists, unread):
    book.audit(D1, {"docs/a.json": citing(A), "docs/b.txt": citing(B)}, BROKEN)
    report = book.audit(
        D2, {"docs/b.txt": citing(B)}, BROKEN, walked=walked, exists=exists, unread=unread
    )
    assert standings(report) == []
    assert book.open() == [("docs/a.json", "dead-link", D1, 1)]
    assert broken_now(book) == [A]


def test_a_file_that_only_its_name_brought_in_stays_as_long_as_it_is_there(tmp_path):
    """A walk passes JSON over; named by itself it was read."""
    book = Book(tmp_path / "audit.db")
    (tmp_path / "docs").mkdir()
    named = tmp_path / "docs" / "data.json"
    named.write_text(citing(A))
    (tmp_path / "docs" / "b.txt").write_text(citing(B))

    def audit(day, argument):
        corpus = Corpus([argument], start=tmp_path, root=tmp_path, stdin=bytes, max_bytes=10**6)
        given = replace(book.work(day, {}, BROKEN), sources=corpus, exists=corpus.exists)
        with open_ledger(book.path) as ledger:
            return told(pipeline.audit(given, ledger))

    assert standings(audit(D1, "docs/data.json")) == [("dead-link", "new")]
    assert standings(audit(D2, "docs")) == []
    assert book.open() == [("docs/data.json", "dead-link", D1, 1)]
    named.unlink()
    assert standings(audit(D3, "docs")) == [("dead-link", "gone")]


@pytest.mark.parametrize("edit", ["", "An added line.\n\n"], ids=["alone", "and an edit elsewhere"])
def test_a_renamed_document_keeps_its_findings(book, edit):
    book.audit(D1, {"a.txt": citing(A), "c.txt": citing(B)}, BROKEN, walked=[""])
    renamed = {"b.txt": citing(A), "c.txt": edit + citing(B)}
    report = book.audit(D2, renamed, BROKEN, walked=[""])
    assert standings(report) == [("dead-link", "known")]
    assert of(report, "dead-link").document == "b.txt"
    assert book.open() == [("b.txt", "dead-link", D1, 1)]
    edited = book.audit(D3, {"b.txt": "More.\n\n" + citing(A)}, BROKEN, walked=[""])
    assert ("dead-link", "worse") in standings(edited)


def test_a_document_that_is_renamed_while_nobody_answers_takes_its_findings_along(book):
    book.audit(D1, {"a.txt": citing(A)}, BROKEN, walked=[""])
    report = book.audit(D2, {"b.txt": citing(A)}, walked=[""], offline=True)
    assert standings(report) == [("dead-link", "carried")]
    assert of(report, "dead-link").document == "b.txt"
    assert book.open() == [("b.txt", "dead-link", D1, 1)]


def test_a_copy_is_a_document_of_its_own(book):
    book.audit(D1, {"a.txt": citing(A)}, BROKEN, walked=[""])
    report = book.audit(D2, {"a.txt": citing(A), "b.txt": citing(A)}, BROKEN, walked=[""])
    assert standings(report) == [("dead-link", "known"), ("dead-link", "new")]


def test_a_new_text_under_the_name_that_a_renamed_one_had_is_another_document(book):
    text, other = citing(A), citing(A, title="Another text")
    book.audit(D1, {"a.txt": text}, BROKEN, walked=[""])
    book.audit(D2, {"b.txt": text}, BROKEN, walked=[""])
    for day in (D3, D4):
        both = book.audit(day, {"a.txt": other, "b.txt": text}, BROKEN, walked=[""])
        assert len({finding.fingerprint for finding in both.findings}) == 2
    assert [row[0] for row in book.open()] == ["a.txt", "b.txt"]
    assert {finding.standing for finding in both.findings} == {Standing.KNOWN}


def test_a_document_that_is_renamed_and_renamed_back_keeps_its_findings(book):
    for day, locator in ((D1, "a.txt"), (D2, "b.txt"), (D3, "a.txt"), (D4, "a.txt")):
        report = book.audit(day, {locator: citing(A)}, BROKEN, walked=[""])
        assert of(report, "dead-link").standing is not Standing.RETURNED
        assert len(report.findings) == 1
    assert book.open() == [("a.txt", "dead-link", D1, 1)]


def test_two_texts_from_standard_input_fix_each_other_only_under_one_name(book):
    book.audit(D1, {"one": citing(A)}, BROKEN)
    assert standings(book.audit(D2, {"two": citing(B)}, BROKEN)) == []
    assert standings(book.audit(D3, {"one": citing(B)}, BROKEN)) == [("dead-link", "fixed")]


# -- rules -----------------------------------------------------------------------------------------

EMPTY = Reading(Document("a.txt", "text/plain", "", ""))


def finding(**changes):
    base = Finding(
        "abc", "missing-byline", Level.NOTE, Confidence.PROBABLE, "a.txt", None, None, "So it is."
    )
    return replace(base, **changes)


def test_a_finding_of_a_rule_that_no_longer_runs_is_retired(book):
    old = finding(rule="no-such-rule")
    (found,) = judge.compare([], History((old,)), EMPTY, {})
    assert found.standing is Standing.RETIRED
    assert not found.standing.is_open
    assert not found.standing.is_news


def test_a_rule_that_is_gone_and_comes_back_has_its_findings_retired_and_returned(book):
    """The rule's name in the ledger is changed to one that nothing runs, and back."""
    book.audit(D1, {"a.txt": citing(A)}, BROKEN)
    rename(book, "dead-link", "old-rule")
    report = book.audit(D2, {"a.txt": citing(B)}, BROKEN)
    assert standings(report) == [("old-rule", "retired")]
    assert report.counts.found() == 0
    assert book.open() == []
    rename(book, "old-rule", "dead-link")
    assert standings(book.audit(D3, {"a.txt": citing(A)}, BROKEN)) == [("dead-link", "returned")]


def rename(book, before, after):
    with book.tampering() as connection:
        for table in ("findings", "open_findings"):
            connection.execute(f"update {table} set rule = ? where rule = ?", (after, before))


def test_of_two_findings_with_one_fingerprint_the_first_is_kept():
    two = [finding(), finding(message="And so.")]
    assert [one.message for one in judge.compare(two, History(), EMPTY, {})] == ["So it is."]


@pytest.mark.parametrize("before", Level)
@pytest.mark.parametrize("now", Level)
def test_only_a_level_that_rose_is_worse(before, now):
    (found,) = judge.compare([finding(level=now)], History((finding(level=before),)), EMPTY, {})
    order = list(Level)
    rose = order.index(now) > order.index(before)
    assert found.standing is (Standing.WORSE if rose else Standing.KNOWN)


def test_what_was_closed_once_is_returned():
    (found,) = judge.compare([finding()], History(closed=frozenset({"abc"})), EMPTY, {})
    assert found.standing is Standing.RETURNED


LINK = Link(A, "https", "example.org", 443, "/a")
RULES = sorted(catalogue().values(), key=lambda entry: entry.rule.slug)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", ConditionName)
@pytest.mark.parametrize("requires", Requires)
def test_a_finding_that_is_not_found_again_is_fixed_only_where_it_could_have_been(
    requires, name, state
):
    rule = next(entry.rule.slug for entry in RULES if entry.rule.requires is requires)
    reading = cited()
    check = LinkCheck(LINK, None, Condition(name, Confidence.CERTAIN, ""), LinkState(state))
    (found,) = judge.compare([], History((finding(rule=rule, url=A),)), reading, {A: check})
    learnt = conditions()[name].initial_state is not State.UNKNOWN
    recovered = state not in (State.FAILING, State.FLAPPING, State.DEAD)
    fixed = {
        Requires.READING: True,
        Requires.COPIES: True,
        Requires.FILES: True,
        Requires.ANSWER: learnt,
        Requires.RECOVERY: learnt and recovered,
    }[requires]
    assert found.standing is (Standing.FIXED if fixed else Standing.CARRIED)


def cited():
    (reading,) = extract(Source("a.txt", citing(A).encode()))
    assert reading.citing(A)
    return reading


def test_a_finding_on_a_link_that_was_not_looked_at_is_carried():
    rule = next(entry.rule.slug for entry in RULES if entry.rule.requires is Requires.ANSWER)
    unasked = LinkCheck(LINK, None, None, LinkState())
    for checks in ({}, {A: unasked}):
        (found,) = judge.compare([], History((finding(rule=rule, url=A),)), cited(), checks)
        assert found.standing is Standing.CARRIED


@pytest.mark.parametrize("was_read", [True, False])
def test_a_finding_on_another_document_is_carried_where_that_was_not_read(was_read):
    rule = next(entry.rule.slug for entry in RULES if entry.rule.requires is Requires.COPIES)
    before = History((finding(rule=rule, url="b.txt"),))
    (found,) = judge.compare([], before, cited(), {}, was_read=lambda _: was_read)
    assert found.standing is (Standing.FIXED if was_read else Standing.CARRIED)


def test_gone_changes_the_standing_alone():
    assert judge.gone([finding()]) == (finding(standing=Standing.GONE),)


# -- order -----------------------------------------------------------------------------------------


@st.composite
def findings(draw):
    line = draw(st.none() | st.integers(1, 5))
    return finding(
        fingerprint=draw(st.text("abc", min_size=3, max_size=3)),
        rule=draw(st.sampled_from(["missing-byline", "duplicate-citation", "no-such-rule"])),
        level=draw(st.sampled_from(Level)),
        span=Span(line, 1) if line else None,
    )


@given(st.lists(findings(), max_size=8), st.lists(findings(), max_size=8))
def test_open_before_closed_and_the_worst_first(found, before):
    ordered = judge.compare(found, History(tuple(before)), EMPTY, {})
    known = {one.fingerprint for one in (*found, *before)}
    assert sorted(one.fingerprint for one in ordered) == sorted(known)
    worst = [Level.ERROR, Level.WARNING, Level.NOTE]
    for one, two in pairwise(ordered):
        assert one.standing.is_open >= two.standing.is_open
        if one.standing.is_open is two.standing.is_open:
            assert worst.index(one.level) <= worst.index(two.level)
            if one.level is two.level:
                assert (one.line or 0) <= (two.line or 0)


def test_what_was_found_comes_before_what_is_carried():
    rule = next(entry.rule.slug for entry in RULES if entry.rule.requires is Requires.ANSWER)
    carried = finding(fingerprint="old", rule=rule, url=A, level=Level.ERROR)
    found = judge.compare([finding()], History((carried,)), cited(), {})
    assert [one.standing for one in found] == [Standing.NEW, Standing.CARRIED]


def test_what_a_finding_tells_with_another_is_counted_apart_until_it_is_open_no_more(book):
    credit = "A story\n\nBy Ana Bell\n\nThis article was first published by Reuters.{}\n"
    both = book.audit("2026-01-01", {"a.txt": credit.format("")}).counts
    assert both.levels == {Level.WARNING: 1, Level.NOTE: 1}
    doubles = both.told_with
    assert (doubles.levels, doubles.standings) == ({Level.NOTE: 1}, {Standing.NEW: 1})
    assert doubles.confidences == {Confidence.PROBABLE: 1}
    linked = credit.format(" https://reuters.com/a")
    assert book.audit("2026-01-08", {"a.txt": linked}).counts.told_with == Tally()
