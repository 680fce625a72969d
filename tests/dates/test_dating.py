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
    Interval,
    Link,
    Observation,
    PageFacts,
    Reading,
    Region,
    Span,
    link_subject,
)

NOW = date(2026, 1, 15)
HERE = Span(3, 1, 20, 30)
CLAIMED = date(2025, 10, 29)
ONE, TWO = "https://example.org/2025/10/29/one", "https://example.org/2025/10/29/two"
OLD_DAY = DaySet.until(date(2021, 1, 20))


def cite(url: str, place: Region = Region.PROSE, capture: Capture | None = None) -> Citation:
    host = url.partition("://")[2].partition("/")[0]
    link = Link(url, "https", host, 443, "/" + url.partition("://")[2].partition("/")[2], capture)
    return Citation(url, HERE, Form.BARE, place, link, url)


def claim(url: str, day: date = CLAIMED, weight: float = 0.97) -> Clue:
    return Clue(
        link_subject(url), Clock.PUBLISHED, DaySet.on(day), "dated path", "url-day", Group.URL,
        weight, HERE, "2025/10/29",
    )  # fmt: skip


def about(
    days: DaySet,
    clock: Clock = Clock.PUBLISHED,
    group: Group = Group.METADATA,
    weight: float = 0.95,
    source: str = "a field",
    last: float | None = None,
) -> Clue:
    return Clue(
        DOCUMENT, clock, days, source, "a-rule", group, weight, HERE, "words", last
    )  # fmt: skip


OLD = (
    about(OLD_DAY, group=Group.OFFICE, weight=0.75, source="a minister"),
    about(OLD_DAY, group=Group.METADATA, source="a field"),
)
"""Two independent clues: the text is of January 2021 or older."""


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


# -- whether there is a conflict --


def test_a_link_newer_than_the_text_is_a_true_conflict():
    conflict = only(dating([cite(ONE)], [*OLD, claim(ONE)]))
    assert conflict.latest_allowed == date(2021, 1, 20)
    assert conflict.gap_days == (CLAIMED - date(2021, 1, 20)).days == 1743
    assert conflict.decided
    assert holding(conflict) == (None, False)
    assert {clue.source for clue in conflict.against} == {"a minister", "a field"}
    assert conflict.claimed.subject == link_subject(ONE)


@pytest.mark.parametrize(("days_later", "conflicts"), [(0, 0), (1, 0), (2, 1)])
def test_one_day_is_tolerance_and_two_are_evidence(days_later, conflicts):
    last = date(2021, 1, 20)
    url = "https://example.org/2021/01/one"
    day = date.fromordinal(last.toordinal() + days_later)
    found = dating([cite(url)], [*OLD, claim(url, day)])
    assert len(found.conflicts) == conflicts
    if conflicts:
        assert only(found).gap_days == days_later
        assert link_subject(url) in {clue.subject for clue in found.dropped}
    else:
        assert not found.dropped


@given(st.integers(0, 5), st.integers(0, 8))
def test_the_tolerance_is_granted_once_and_exactly(tolerance, later):
    day = date.fromordinal(date(2021, 1, 20).toordinal() + later)
    found = dating([cite(ONE)], [*OLD, claim(ONE, day)], tolerance=tolerance)
    assert bool(found.conflicts) == (later > tolerance)


def test_a_link_of_the_text_s_own_time_is_none():
    found = dating([cite(ONE)], [*OLD, claim(ONE, date(2019, 3, 29))])
    assert not found.conflicts
    assert not found.dropped
    assert found.left[Clock.PUBLISHED] == DaySet.between(date(2019, 3, 29), date(2021, 1, 20))


def test_a_document_without_clues_accuses_nobody():
    found = dating([cite(ONE)], [claim(ONE)])
    assert not found.conflicts
    assert found.left[Clock.PUBLISHED] == DaySet.between(CLAIMED, NOW)


def test_one_weak_end_of_office_is_dropped_before_the_address():
    weak = about(OLD_DAY, group=Group.OFFICE, weight=0.97, last=0.75)
    found = dating([cite(ONE)], [weak, claim(ONE)])
    assert not found.conflicts
    assert found.dropped == (weak,)


def test_copies_of_one_fact_do_not_multiply():
    weak = about(OLD_DAY, group=Group.OFFICE, weight=0.75)
    assert not dating([cite(ONE)], [weak, weak, weak, claim(ONE)]).conflicts


def test_two_links_that_claim_one_day_count_once_against_the_text():
    other = replace(claim(TWO), source="dated path 2025-10-29")
    conflicts = dating([cite(ONE), cite(TWO)], [*OLD, claim(ONE), other]).conflicts
    assert [conflict.url for conflict in conflicts] == [ONE, TWO]


def test_a_second_term_allows_what_the_first_does_not():
    twice = DaySet.of(
        (Interval(date(2017, 1, 20), date(2021, 1, 20)), Interval(date(2025, 1, 20), None))
    )
    clues = [about(twice, group=Group.OFFICE, weight=0.97, last=0.75), claim(ONE)]
    found = dating([cite(ONE)], clues)
    assert not found.conflicts
    assert found.left[Clock.PUBLISHED] == DaySet.between(CLAIMED, NOW)


def test_equal_weights_are_undecided():
    even = about(OLD_DAY, weight=0.97)
    conflict = only(dating([cite(ONE)], [even, claim(ONE)]))
    assert not conflict.decided


@pytest.mark.parametrize(("group", "decided"), [(Group.OFFICE, False), (Group.OUTLET, True)])
def test_a_text_that_names_people_of_the_past_leaves_a_conflict_undecided(group, decided):
    own = [*OLD[1:], about(OLD_DAY, source="another field")]
    since = about(DaySet.since(date(2015, 1, 1)), group=Group.TEXT, source="a date")
    past = about(DaySet.until(date(2010, 1, 1)), group=group, weight=0.3, source="of the past")
    found = dating([cite(ONE)], [*own, since, past, claim(ONE)])
    assert past in found.dropped
    assert only(found).decided is decided


@pytest.mark.parametrize(("stated", "kept"), [(0.8, True), (0.7, False)])
def test_the_time_between_two_terms_weighs_what_the_weaker_end_does(stated, kept):
    terms = DaySet.of(Interval(date(year, 1, 1), date(year + 2, 1, 1)) for year in (2010, 2017))
    holder = about(terms, group=Group.OFFICE, weight=0.97, last=0.75)
    day = about(DaySet.on(date(2015, 5, 1)), weight=stated)
    found = dating([], [holder, day])
    assert (found.left[Clock.PUBLISHED] == day.days) is kept


def test_a_draw_elsewhere_does_not_unsettle_a_conflict_that_is_decided():
    draw = [
        about(DaySet.since(date(2020, 1, 1)), weight=0.5, source="one"),
        about(DaySet.until(date(2019, 1, 1)), weight=0.5, source="other"),
    ]
    conflict = only(dating([cite(ONE)], [*OLD, *draw, claim(ONE)]))
    assert conflict.decided
    assert conflict.gap_days == 1743


def test_a_text_that_was_last_changed_before_the_link_s_day_conflicts_too():
    changed = [
        about(OLD_DAY, Clock.MODIFIED, source="one field"),
        about(OLD_DAY, Clock.RENDERED, Group.OUTLET, source="the copy"),
    ]
    conflict = only(dating([cite(ONE)], [*changed, claim(ONE)]))
    assert conflict.decided
    assert {clue.source for clue in conflict.against} == {"one field", "the copy"}


def test_nothing_is_later_than_the_audit():
    future = about(DaySet.since(date(2031, 1, 1)))
    found = dating([], [future])
    assert found.dropped == (future,)
    assert found.left[Clock.CAPTURED].latest == NOW


def test_an_event_the_text_tells_of_is_not_later_than_the_text():
    event = about(DaySet.on(date(2018, 5, 1)), Clock.EVENT, Group.TEXT)
    found = dating([], [event, *OLD])
    assert found.left[Clock.PUBLISHED] == DaySet.between(date(2018, 5, 1), date(2021, 1, 20))


def test_an_unknown_later_edit_excuses_nothing():
    copied = about(DaySet.on(date(2026, 1, 2)), Clock.RENDERED)
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
    claims = [claim(ONE), claim(TWO), about(DaySet.on(CLAIMED), Clock.CAPTURED, Group.SERVER)]
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


def test_a_stated_day_outweighs_any_number_of_past_holders():
    leaders = [
        about(DaySet.until(date(1990 + at, 1, 1)), group=Group.OFFICE, weight=0.75, source=f"{at}")
        for at in range(5)
    ]
    day = about(DaySet.on(date(2024, 5, 1)))
    url = "https://example.org/2023/03/20/one"
    found = dating([cite(url)], [*leaders, day, claim(url, date(2023, 3, 20))])
    assert found.conflicts == ()
    assert found.left[Clock.PUBLISHED] == DaySet.on(date(2024, 5, 1))


def test_a_day_to_come_is_not_for_the_dating_to_judge():
    url = "https://example.org/2030/01/01/one"
    assert dating([cite(url)], [*OLD, claim(url, date(2030, 1, 1))]).conflicts == ()


def test_no_leak_where_the_id_is_there():
    url = "https://www.themoscowtimes.com/2025/10/29/one-a64987"
    conflict = only_of(url, [cite(url, BOILERPLATE)], [claim(url)])
    assert holding(conflict) == ("plain-boilerplate", False)


@pytest.mark.parametrize("clock", [Clock.RENDERED, Clock.CAPTURED])
@pytest.mark.parametrize("off", [-1, 0, 1])
def test_leak_proven_by_the_day_on_which_the_copy_was_made(clock, off):
    made = about(DaySet.on(date.fromordinal(CLAIMED.toordinal() + off)), clock, Group.SERVER)
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), made])
    assert leak(conflict) == ("render-date-leak", True, 2)


def test_leak_proven_by_the_fetch_of_that_day():
    fetched = capture_clue(CLAIMED)
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), fetched])
    assert leak(conflict) == ("render-date-leak", True, 2)


def test_a_copy_of_another_day_is_no_mark():
    made = about(DaySet.on(date(2025, 11, 8)), Clock.CAPTURED, Group.SERVER)
    conflict = only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE), made])
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
    later = about(DaySet.on(date(2025, 11, 1)), Clock.MODIFIED, source="article:modified_time")
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE), later]))[0] == "page-updated"
    earlier = about(DaySet.on(date(2021, 11, 1)), Clock.MODIFIED, source="article:modified_time")
    assert holding(only_of(ONE, [cite(ONE)], [claim(ONE), earlier]))[0] is None


def test_a_leak_is_tried_before_page_updated_and_plain_boilerplate():
    later = about(DaySet.on(date(2025, 11, 1)), Clock.MODIFIED)
    citations = [cite(ONE, BOILERPLATE), cite(TWO, BOILERPLATE)]
    conflict = only_of(ONE, citations, [claim(ONE), claim(TWO), later])
    assert [item.name for item in conflict.tried] == [
        "archive-stamp", "access-date", "render-date-leak",
    ]  # fmt: skip


def test_plain_boilerplate_only_where_every_citation_stands_there():
    assert holding(only_of(ONE, [cite(ONE, BOILERPLATE)], [claim(ONE)]))[0] == "plain-boilerplate"
    both = [cite(ONE, BOILERPLATE), cite(ONE)]
    assert holding(only_of(ONE, both, [claim(ONE)]))[0] is None


def test_a_weak_rule_is_doubted_before_the_text():
    year = Clue(
        link_subject(ONE), Clock.PUBLISHED, DaySet.between(date(2025, 1, 1), date(2025, 12, 31)),
        "dated path 2025", "url-year", Group.URL, 0.85, HERE, "2025",
    )  # fmt: skip
    conflict = only_of(ONE, [cite(ONE)], [year])
    assert holding(conflict)[0] == "weak-rule"
    assert conflict.gap_days == (date(2025, 1, 1) - date(2021, 1, 20)).days


def test_every_hypothesis_is_tried_before_a_conflict_is_true():
    conflict = only_of(ONE, [cite(ONE)], [claim(ONE)])
    assert [item.name for item in conflict.tried] == [
        "archive-stamp", "access-date", "render-date-leak", "re-issue", "page-updated",
        "plain-boilerplate", "weak-rule",
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
