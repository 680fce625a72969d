"""The dating of a document: which links do not fit, by how much, and what explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.dates import answer_clues, capture_clue, date_document
from linkassay.model import (
    DOCUMENT,
    Attribution,
    Basis,
    Capture,
    Citation,
    Clock,
    Clue,
    Conflict,
    CreditClass,
    Dating,
    DaySet,
    Document,
    Form,
    Group,
    Hop,
    Link,
    Observation,
    PageFacts,
    Reading,
    Region,
    Span,
    link_subject,
)
from linkassay.tables.clues import clue_rule, clue_rules

NOW = date(2026, 1, 15)
HERE = Span(3, 1, 20, 30)
CLAIMED = date(2025, 10, 29)
ONE, TWO = "https://example.org/2025/10/29/one", "https://example.org/2025/10/29/two"
LAST = date(2021, 1, 20)


def cite(url: str, place: Region = Region.PROSE, capture: Capture | None = None) -> Citation:
    host = url.partition("://")[2].partition("/")[0]
    link = Link(url, "https", host, 443, "/" + url.partition("://")[2].partition("/")[2], capture)
    return Citation(url, HERE, Form.BARE, place, link, url)


def claim(url: str, day: date = CLAIMED) -> Clue:
    return clue_rule("url-day").clue(
        link_subject(url), DaySet.on(day), "dated path", span=HERE, text="2025/10/29"
    )


def says(rule: str, days: DaySet, source: str = "a source") -> Clue:
    """What a document's own words or fields give by a rule."""
    return clue_rule(rule).clue(DOCUMENT, days, source, span=HERE, text="words")


def made(clock: Clock, day: date, group: Group = Group.SERVER) -> Clue:
    """That a copy was made or fetched on a day."""
    return Clue(DOCUMENT, clock, DaySet.on(day), "the copy", "fetch-day", group, HERE, "words")


OLD = (
    says("date-label", DaySet.on(LAST), "published line"),
    says("metadata-published-time", DaySet.on(LAST), "article:published_time"),
)
"""The document states, in two voices, that it is of 20 January 2021."""


def reading(
    citations: Sequence[Citation], clues: Sequence[Clue], credited: Sequence[Attribution] = ()
) -> Reading:
    return Reading(
        Document("a.txt", "text/plain", "", ""), tuple(citations), tuple(credited), tuple(clues)
    )


def dating(
    citations: Sequence[Citation],
    clues: Sequence[Clue],
    credited: Sequence[Attribution] = (),
    answered: Sequence[Clue] = (),
    tolerance: int = 1,
) -> Dating:
    return date_document(reading(citations, clues, credited), {ONE: answered}, NOW, tolerance)


def only(found: Dating) -> Conflict:
    (conflict,) = found.conflicts
    return conflict


def holding(conflict: Conflict) -> tuple[str | None, bool]:
    said = conflict.explanation
    return (said.name, said.proof) if said else (None, False)


def credit(kind: CreditClass, day: date, links: tuple[str, ...] = ()) -> Attribution:
    return Attribution(kind, f"Line of {day}", HERE, day=day, links=links)


# -- what a document states outranks every link --


def pairs(found: Dating) -> list[tuple[date | None, date | None]]:
    assert found.published is not None
    return [(pair.earliest, pair.latest) for pair in found.published.days]


STATEMENTS = [rule for rule in clue_rules().values() if rule.statement is not None]


@pytest.mark.parametrize("rule", STATEMENTS, ids=lambda rule: rule.id)
def test_one_statement_is_never_moved_by_what_the_document_cites(rule):
    stated = says(rule.id, DaySet.on(LAST))
    found = dating([cite(ONE), cite(TWO)], [stated, claim(ONE), claim(TWO)])
    assert pairs(found) == [(LAST, LAST)]
    assert found.published is not None
    assert not found.published.open
    witness = found.published.days[0].latest_witness
    assert witness is not None
    assert (witness.basis, witness.rule) == (Basis.STATEMENT, rule.id)
    assert [(one.url, one.gap_days, one.decided) for one in found.conflicts] == [
        (ONE, 1743, True), (TWO, 1743, True),
    ]  # fmt: skip


def test_a_statement_outranks_what_the_text_tells():
    told = says("text-day", DaySet.since(date(2023, 5, 1)))
    found = dating([], [told, says("date-label", DaySet.on(LAST))])
    assert pairs(found) == [(LAST, LAST)]


def test_the_most_trusted_statement_comes_first():
    metadata = says("metadata-date", DaySet.on(date(2021, 1, 21)), "date")
    label = says("date-label", DaySet.on(LAST))
    assert dating([], [metadata, label]).statements == (label, metadata)
    assert pairs(dating([], [metadata, label])) == [(LAST, LAST)]


def test_of_two_fields_the_one_that_the_table_names_first_counts():
    field = says("metadata-date", DaySet.on(date(2022, 1, 1)), "parsely-pub-date")
    trusted = says("metadata-date", DaySet.on(LAST), "datePublished")
    found = dating([], [field, trusted])
    assert pairs(found) == [(LAST, LAST)]


@pytest.mark.parametrize(("days_apart", "shown"), [(0, 1), (1, 1), (2, 2), (400, 2)])
def test_two_voices_that_disagree_are_shown_as_two(days_apart, shown):
    later = date.fromordinal(LAST.toordinal() + days_apart)
    field = says("metadata-json-ld", DaySet.on(later), "json-ld:datePublished")
    found = dating([], [says("date-label", DaySet.on(LAST)), field])
    assert found.published is not None
    assert found.published.open is (shown == 2)
    assert pairs(found) == [(LAST, LAST), (later, later)][:shown]


@pytest.mark.parametrize(
    ("one", "other"),
    [("date-label", "date-label"), ("date-line", "dateline"), ("date-label", "byline-date")],
)
def test_two_statements_of_the_text_that_disagree_are_shown_as_two(one, other):
    later = date(2023, 5, 1)
    found = dating([], [says(one, DaySet.on(LAST)), says(other, DaySet.on(later))])
    assert pairs(found) == [(LAST, LAST), (later, later)]
    assert found.published is not None
    assert found.published.open


def test_of_many_stated_days_the_most_trusted_and_the_latest_are_told():
    lines = [says("date-line", DaySet.on(date(2021 + at, 5, 1))) for at in (0, 2, 1)]
    found = dating([], [*lines, says("date-label", DaySet.on(LAST))])
    assert pairs(found) == [(LAST, LAST), (date(2023, 5, 1), date(2023, 5, 1))]


def test_two_fields_of_the_metadata_are_one_voice():
    fields = [
        says("metadata-published-time", DaySet.on(LAST), "article:published_time"),
        says("metadata-json-ld", DaySet.on(date(2023, 5, 1)), "json-ld:datePublished"),
    ]
    assert pairs(dating([], fields)) == [(LAST, LAST)]


@pytest.mark.parametrize(
    ("rule", "changed", "is_open"),
    [
        ("date-line", date(2023, 5, 1), False),
        ("date-line", date(2023, 5, 2), False),
        ("date-line", date(2023, 5, 3), True),
        ("date-label", date(2023, 5, 1), True),
    ],
)
def test_a_day_without_a_label_that_is_the_last_change_s_is_no_second_one(rule, changed, is_open):
    field = says("metadata-json-ld", DaySet.on(LAST), "json-ld:datePublished")
    modified = says("metadata-modified", DaySet.on(changed), "json-ld:dateModified")
    found = dating([], [field, modified, says(rule, DaySet.on(date(2023, 5, 1)))])
    assert found.published is not None
    assert found.published.open is is_open
    assert (LAST, LAST) in pairs(found)


def test_the_only_stated_day_counts_though_it_is_the_last_change_s_too():
    line = says("date-line", DaySet.on(LAST))
    found = dating([], [line, says("metadata-modified", DaySet.on(LAST))])
    assert found.statements == (line,)


def test_a_statement_of_a_year_is_made_narrower_by_one_of_a_day():
    year = says("date-label", DaySet.between(date(2021, 1, 1), date(2021, 12, 31)))
    day = says("metadata-published-time", DaySet.on(LAST), "article:published_time")
    assert pairs(dating([], [year, day])) == [(LAST, LAST)]


def test_a_link_between_two_stated_days_is_undecided_and_a_later_one_is_not():
    label = says("date-label", DaySet.on(LAST))
    field = says("metadata-json-ld", DaySet.on(date(2023, 1, 1)), "json-ld:datePublished")
    between = "https://example.org/2022/05/05/one"
    found = dating(
        [cite(between), cite(ONE)], [label, field, claim(between, date(2022, 5, 5)), claim(ONE)]
    )
    assert [(one.decided, one.latest_allowed) for one in found.conflicts] == [
        (False, LAST), (True, date(2023, 1, 1)),
    ]  # fmt: skip


def test_a_day_to_come_is_no_day_of_publication():
    found = dating([], [says("date-label", DaySet.on(date(2031, 1, 1)))])
    assert found.statements == ()
    assert found.published is None


def test_the_first_day_of_the_calendar_is_read_like_any_other():
    ancient = says("date-label", DaySet.on(date.min))
    assert pairs(dating([], [ancient, says("metadata-date", DaySet.on(LAST), "date")])) == [
        (date.min, date.min), (LAST, LAST),
    ]  # fmt: skip


# -- without a statement its words bound it --


def test_the_latest_day_that_the_text_tells_of_bounds_it_from_below():
    told = [says("text-day", DaySet.since(date(year, 5, 1)), f"in {year}") for year in (2018, 2019)]
    found = dating([], told)
    assert pairs(found) == [(date(2019, 5, 1), None)]
    assert found.published is not None
    witness = found.published.days[0].earliest_witness
    assert witness is not None
    assert (witness.basis, witness.source, witness.line) == (Basis.OWN_WORDS, "in 2019", 3)


def test_a_day_to_come_that_the_text_tells_of_bounds_nothing():
    assert dating([], [says("text-year", DaySet.since(date(2031, 1, 1)))]).published is None


@pytest.mark.parametrize(("region", "bounds"), [(r, not r.is_boilerplate) for r in Region])
def test_a_page_cited_in_the_body_bounds_it_from_below(region, bounds):
    found = dating([cite(ONE, region)], [claim(ONE)])
    assert not found.conflicts
    if bounds:
        assert pairs(found) == [(CLAIMED, None)]
        assert found.published is not None
        witness = found.published.days[0].earliest_witness
        assert witness is not None
        assert witness.basis is Basis.CITATION
    else:
        assert found.published is None


def test_an_address_that_leads_to_an_older_page_bounds_by_the_older_day():
    seen = answers(observed(ONE, "https://example.org/2019/03/29/one-a64987"))
    assert pairs(dating([cite(ONE)], [claim(ONE)], answered=seen)) == [(date(2019, 3, 29), None)]


def test_a_year_alone_bounds_nothing():
    year = clue_rule("url-year").clue(
        link_subject(ONE), DaySet.between(date(2025, 1, 1), date(2025, 12, 31)), "dated path"
    )
    assert dating([cite(ONE)], [year]).published is None


def test_the_last_change_bounds_it_from_above():
    changed = says("metadata-modified", DaySet.on(LAST), "article:modified_time")
    found = dating([cite(ONE)], [changed, claim(ONE)])
    assert pairs(found) == [(None, LAST)]
    assert only(found).against == (changed,)


def test_what_the_text_tells_of_after_its_last_change_is_left_out():
    changed = says("metadata-modified", DaySet.on(LAST))
    told = [says("text-day", DaySet.since(date(year, 5, 1))) for year in (2018, 2024)]
    assert pairs(dating([], [changed, *told])) == [(date(2018, 5, 1), LAST)]


HOLDERS = (
    says("office-holder", DaySet.between(date(2018, 4, 26), LAST),
         "Mike Pompeo, US Secretary of State"),
    says("office-holder", DaySet.between(date(2017, 1, 20), LAST),
         "Donald Trump, President of the United States"),
)  # fmt: skip


def test_a_term_that_is_proven_bounds_it_from_above():
    found = dating([cite(ONE)], [*HOLDERS, claim(ONE)])
    assert pairs(found) == [(date(2018, 4, 26), LAST)]
    assert only(found).gap_days == 1743


def test_a_holder_by_family_name_or_of_the_past_is_no_evidence():
    doubtful = [
        says(rule, DaySet.between(date(2001, 1, 20), date(2009, 1, 20)), "Ana Bell, Mayor")
        for rule in ("office-family-name", "office-retold", "office-former")
    ]
    against = only(dating([cite(ONE)], [*HOLDERS, *doubtful, claim(ONE)])).against
    assert {clue.rule for clue in against} == {"office-holder"}


def test_a_term_that_ended_before_a_day_that_the_text_tells_of_bounds_nothing():
    later = says("text-day", DaySet.since(date(2021, 3, 1)))
    assert pairs(dating([], [*HOLDERS, later])) == [(date(2021, 3, 1), None)]


# -- whether there is a conflict --


def test_a_link_newer_than_the_document_is_a_true_conflict():
    conflict = only(dating([cite(ONE)], [*OLD, claim(ONE)]))
    assert conflict.latest_allowed == LAST
    assert conflict.gap_days == (CLAIMED - LAST).days == 1743
    assert conflict.decided
    assert holding(conflict) == (None, False)
    assert [clue.source for clue in conflict.against] == [
        "published line", "article:published_time",
    ]  # fmt: skip
    assert conflict.claimed.subject == link_subject(ONE)


@given(st.integers(0, 5), st.integers(0, 8))
def test_the_tolerance_is_granted_once_and_exactly(tolerance, later):
    day = date.fromordinal(LAST.toordinal() + later)
    found = dating([cite(ONE)], [*OLD, claim(ONE, day)], tolerance=tolerance)
    assert [one.gap_days for one in found.conflicts] == ([later] if later > tolerance else [])


def test_a_link_of_the_document_s_own_time_is_none():
    found = dating([cite(ONE)], [*OLD, claim(ONE, date(2019, 3, 29))])
    assert not found.conflicts
    assert pairs(found) == [(LAST, LAST)]


MONTH = "https://example.org/2021/02/one"


@pytest.mark.parametrize(("last", "conflicts"), [(date(2021, 1, 4), 0), (date(2021, 1, 3), 1)])
def test_a_month_conflicts_where_the_gap_is_longer_than_the_month(last, conflicts):
    days = DaySet.between(date(2021, 2, 1), date(2021, 2, 28))
    month = clue_rule("url-month").clue(link_subject(MONTH), days, "dated path 2021/02")
    found = dating([cite(MONTH)], [says("date-label", DaySet.on(last)), month])
    assert len(found.conflicts) == conflicts


def test_a_year_alone_never_conflicts():
    days = DaySet.between(date(2025, 1, 1), date(2025, 12, 31))
    year = clue_rule("url-year").clue(link_subject(ONE), days, "dated path 2025")
    assert dating([cite(ONE)], [*OLD, year]).conflicts == ()


def test_links_conflict_in_the_order_of_their_citations():
    conflicts = dating([cite(ONE), cite(TWO)], [*OLD, claim(TWO), claim(ONE)]).conflicts
    assert [conflict.url for conflict in conflicts] == [ONE, TWO]


def test_a_day_to_come_is_not_for_the_dating_to_judge():
    url = "https://example.org/2030/01/01/one"
    assert dating([cite(url)], [*OLD, claim(url, date(2030, 1, 1))]).conflicts == ()


def test_an_unknown_later_edit_excuses_nothing():
    copied = made(Clock.RENDERED, date(2026, 1, 2))
    conflict = only(dating([cite(ONE)], [*OLD, copied, claim(ONE)]))
    assert holding(conflict) == (None, False)


# -- what explains it --

BOILERPLATE = Region.RELATED
AS_ISSUED = "https://example.org/2019/02/01/before-12345678"


def leak(conflict: Conflict) -> tuple[str | None, bool, int]:
    said = conflict.explanation
    assert said is not None
    return said.name, said.proof, len(said.marks)


def test_leak_by_a_shared_day_and_boilerplate():
    conflict = only_of(
        ONE, [cite(ONE, BOILERPLATE), cite(TWO, BOILERPLATE)], [claim(ONE), claim(TWO)]
    )
    assert leak(conflict) == ("render-date-leak", False, 2)


def test_leak_by_a_shared_day_and_a_missing_id():
    citations = [cite(ONE), cite(TWO), cite(AS_ISSUED), cite(AS_ISSUED + "1")]
    conflict = only_of(ONE, citations, [claim(ONE), claim(TWO)])
    assert leak(conflict) == ("render-date-leak", False, 2)


def test_one_other_address_with_an_id_is_too_few_to_miss_it():
    conflict = only_of(ONE, [cite(ONE), cite(TWO), cite(AS_ISSUED)], [claim(ONE), claim(TWO)])
    assert holding(conflict) == (None, False)


def test_leak_by_boilerplate_and_an_id_that_the_outlet_s_addresses_carry():
    url = "https://www.themoscowtimes.com/2025/10/29/one"
    conflict = only_of(url, [cite(url, BOILERPLATE)], [claim(url)])
    assert leak(conflict) == ("render-date-leak", False, 2)


def test_a_sidebar_of_the_day_s_news_is_no_leak():
    citations = [cite(ONE, BOILERPLATE), cite(TWO, BOILERPLATE)]
    claims = [claim(ONE), claim(TWO), made(Clock.CAPTURED, CLAIMED)]
    assert holding(only_of(ONE, citations, claims, related=False)) == ("plain-boilerplate", False)


def test_leak_of_addresses_that_break_into_a_sentence():
    citations = [replace(cite(url, BOILERPLATE), interrupts=True) for url in (ONE, TWO)]
    found = only_of(ONE, citations, [claim(ONE), claim(TWO)], related=False)
    assert leak(found) == ("render-date-leak", False, 2)


@pytest.mark.parametrize("day", [28, 30])
def test_links_of_several_late_days_are_no_leak(day):
    other = f"https://example.org/2025/10/{day}/two"
    citations = [cite(ONE, BOILERPLATE), cite(TWO, BOILERPLATE), cite(other, BOILERPLATE)]
    claims = [claim(ONE), claim(TWO), claim(other, date(2025, 10, day))]
    assert holding(only_of(ONE, citations, claims)) == ("plain-boilerplate", False)


def test_no_leak_where_the_id_is_there():
    url = "https://www.themoscowtimes.com/2025/10/29/one-a64987"
    conflict = only_of(url, [cite(url, BOILERPLATE)], [claim(url)])
    assert holding(conflict) == ("plain-boilerplate", False)


@pytest.mark.parametrize("clock", [Clock.RENDERED, Clock.CAPTURED])
@pytest.mark.parametrize("off", [-1, 0, 1])
def test_leak_proven_by_the_day_on_which_the_copy_was_made(clock, off):
    copied = made(clock, date.fromordinal(CLAIMED.toordinal() + off))
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), copied])
    assert leak(conflict) == ("render-date-leak", True, 2)


def test_leak_proven_by_the_fetch_of_that_day():
    fetched = capture_clue(CLAIMED)
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), fetched])
    assert leak(conflict) == ("render-date-leak", True, 2)


def test_a_copy_of_another_day_is_no_mark():
    copied = made(Clock.CAPTURED, date(2025, 11, 8))
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), copied])
    assert holding(conflict) == ("plain-boilerplate", False)


def test_the_day_of_the_audit_is_no_proof():
    url = "https://example.org/2026/01/15/one"
    conflict = only_of(url, [cite(url, BOILERPLATE)], [claim(url, NOW)])
    assert holding(conflict) == ("plain-boilerplate", False)


def observed(*hops: str, status: int = 200, facts: PageFacts | None = None) -> Observation:
    chain = (*(Hop(url, 301) for url in hops[:-1]), Hop(hops[-1], status))
    return Observation(hops[0], datetime(2026, 1, 15, tzinfo=UTC), chain, status, facts=facts)


def answers(observation: Observation) -> list[Clue]:
    link = cite(observation.url).link
    assert link is not None
    return list(answer_clues(link, observation))


def test_leak_proven_by_a_redirect_to_an_older_date():
    seen = answers(observed(ONE, "https://example.org/2019/03/29/one-a64987"))
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE)], answered=seen)
    assert leak(conflict) == ("render-date-leak", True, 2)


def test_a_redirect_that_ends_nowhere_proves_nothing():
    seen = answers(observed(ONE, "https://example.org/2019/03/29/one", status=404))
    assert seen == []


def test_a_redirect_to_the_same_or_no_date_proves_nothing():
    assert answers(observed(ONE, "https://example.org/one")) == []
    seen = answers(observed(ONE, "https://www.example.org/2025/10/29/one"))
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE)], answered=seen)
    assert holding(conflict) == ("plain-boilerplate", False)


def test_what_the_target_says_of_itself_is_a_clue():
    facts = PageFacts(published="2019-03-29T08:00:00Z", published_source="article:published_time")
    (clue,) = answers(observed(ONE, facts=facts))
    assert (clue.subject, clue.days) == (link_subject(ONE), DaySet.on(date(2019, 3, 29)))
    assert answers(observed(ONE, facts=PageFacts(published="soon"))) == []


def test_a_page_that_is_as_it_was_says_of_itself_what_it_said():
    """Else a day that the page proved would be taken back once its server answers 304."""
    facts = PageFacts(published="2019-03-29T08:00:00Z", published_source="article:published_time")
    again = answers(observed(ONE, status=304, facts=facts))
    assert again == answers(observed(ONE, facts=facts)) != []
    assert answers(observed(ONE, status=304)) == []


def test_archive_stamp_comes_before_everything():
    capture = Capture("Wayback Machine", CLAIMED, "https://web.archive.org/web/20251029/x")
    conflict = only_of(
        ONE, [cite(ONE, BOILERPLATE, capture), cite(TWO, BOILERPLATE)], [claim(ONE), claim(TWO)]
    )
    assert holding(conflict) == ("archive-stamp", False)
    assert [item.name for item in conflict.tried] == ["archive-stamp"]


def test_access_date_of_the_reference_itself():
    mine = credit(CreditClass.ACCESSED, CLAIMED, (ONE,))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE)], [mine]))[0] == "access-date"


def test_an_access_date_of_another_reference_or_of_before_explains_nothing():
    others = credit(CreditClass.ACCESSED, CLAIMED, (TWO,))
    before = credit(CreditClass.ACCESSED, date(2020, 1, 1), (ONE,))
    updated = credit(CreditClass.UPDATED, CLAIMED, (ONE,))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE)], [others, before, updated]))[0] is None


def test_reissue_explains_what_had_come_by_then():
    again = credit(CreditClass.REISSUED, date(2025, 11, 20))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE)], [again]))[0] == "re-issue"
    too_early = credit(CreditClass.REISSUED, date(2024, 1, 1))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE)], [too_early]))[0] is None


def test_page_updated_by_its_own_later_date():
    later = says("metadata-modified", DaySet.on(date(2025, 11, 1)))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE), later]))[0] == "page-updated"
    earlier = says("metadata-modified", DaySet.on(date(2021, 11, 1)))
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE), earlier]))[0] is None


def test_a_leak_is_tried_before_page_updated_and_plain_boilerplate():
    later = says("metadata-modified", DaySet.on(date(2025, 11, 1)))
    citations = [cite(ONE, BOILERPLATE), cite(TWO, BOILERPLATE)]
    conflict = only_of(ONE, citations, [claim(ONE), claim(TWO), later])
    assert [item.name for item in conflict.tried] == [
        "archive-stamp", "access-date", "render-date-leak",
    ]  # fmt: skip


def test_plain_boilerplate_only_where_every_citation_stands_there():
    assert holding(only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE)]))[0] == "plain-boilerplate"
    both = [cite(ONE, BOILERPLATE), cite(ONE)]
    assert holding(only_of(ONE, both, [claim(ONE)]))[0] is None


AHEAD = "The results will be shown here: one."


@pytest.mark.parametrize(
    ("context", "name"),
    [
        (AHEAD, "announced"),
        ("Das Programm des kommenden Jahres: one.", "announced"),
        ("Le programme du colloque qui aura lieu à Lyon: one.", "announced"),
        ("El programa de la próxima feria: one.", "announced"),
        ("Программа форума, который состоится в Туле: one.", "announced"),
        ("The fair opens on 29 October 2025, as told here: one.", "announced"),
        ("Die Messe soll am 29. Oktober 2025 eröffnet werden: one.", "announced"),
        ("The fair opened on 29 October 2025, as told here: one.", None),
        ("The fair opens on 9 October 2019, as told here: one.", None),
        ("The results could be shown here: one.", None),
        ("It will rain. The results are shown here: one.", None),
        ("The results are shown here: one. It will rain.", None),
        ("", None),
    ],
)
def test_a_sentence_that_speaks_of_what_is_to_come_announces_its_page(context, name):
    citation = replace(cite(ONE), context=context, anchor="one")
    assert holding(only_of(ONE, [citation], [claim(ONE)]))[0] == name


def test_a_page_that_is_announced_once_and_cited_once_is_not_explained():
    announced = replace(cite(ONE), context=AHEAD, anchor="one")
    assert holding(only_of(ONE, [announced, cite(ONE)], [claim(ONE)]))[0] is None


def test_every_hypothesis_is_tried_before_a_conflict_is_true():
    conflict = only_of(ONE, [cite(ONE)], [claim(ONE)])
    assert [item.name for item in conflict.tried] == [
        "archive-stamp", "access-date", "render-date-leak", "re-issue", "page-updated",
        "plain-boilerplate", "announced",
    ]  # fmt: skip
    assert not any(item.holds for item in conflict.tried)


def only_of(
    url: str,
    citations: Sequence[Citation],
    clues: Sequence[Clue],
    credited: Sequence[Attribution] = (),
    answered: Sequence[Clue] = (),
    related: bool = True,
) -> Conflict:
    """The conflict of one link; what is cited in boilerplate belongs to a related title."""
    named = [
        Attribution(CreditClass.RELATED, "Related", HERE, links=(item.url,))
        for item in citations
        if item.region.is_boilerplate and related
    ]
    found = dating(citations, [*OLD, *clues], [*credited, *named], answered)
    conflict = found.conflict(url)
    assert conflict is not None
    return conflict


def test_of_two_neighbouring_days_the_one_that_a_reader_sees_counts():
    """Metadata are often stamped in universal time, which may be the next day already."""
    shown = says("date-line", DaySet.on(date(2021, 1, 19)))
    (pair,) = dating([], [OLD[1], shown]).published.days
    assert (pair.earliest, pair.latest) == (date(2021, 1, 19), date(2021, 1, 19))
    assert pair.earliest_witness.rule == "date-line"
