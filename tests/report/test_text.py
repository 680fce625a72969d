"""The report for people."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkassay.model import (
    Basis,
    Citation,
    Confidence,
    Evidence,
    EvidenceKind,
    Finding,
    Form,
    Level,
    NotChecked,
    Outcome,
    Published,
    PublishedBetween,
    SkipReason,
    Span,
    Standing,
    Witness,
)
from linkassay.report import Show
from linkassay.report.escape import escape, line, unseen
from linkassay.report.words import REASONS, STANDINGS, UNLISTED, count, listed, place, published
from report.as_text import FOUND, GOLDEN, flat, of, text
from report.golden import NOT_CHECKED, RUN

ADDRESS = "https://records.example/" + "minutes-of-the-harbour-board/" * 5 + "?folio=212v"
CALM = replace(GOLDEN, all_findings=(), all_not_checked=(), all_unread=(), all_not_reached=())


SILENCED = (Standing.ACCEPTED, Standing.SUPPRESSED)
PROBLEMS = [
    item for item in GOLDEN.all_findings if item.told_with is None and item.standing not in SILENCED
]


@pytest.mark.parametrize("finding", PROBLEMS, ids=lambda item: item.fingerprint)
def test_every_finding_is_told(finding: Finding) -> None:
    told = flat(replace(of(finding), before=RUN), width=400)
    assert finding.rule in told
    if finding.standing is Standing.CARRIED:
        return
    assert finding.document in told
    assert line(finding.message) in told
    assert place(finding) in told
    assert STANDINGS[finding.standing] in told
    if finding.standing.is_open:
        assert [item.text for item in finding.evidence if item.text not in told] == []
        assert finding.advice in told
        assert f"{finding.rule}, {finding.confidence.value}, " in told


def test_each_document_is_headed_once_by_its_locator_its_title_and_its_date() -> None:
    told = text(GOLDEN, width=100).splitlines()
    for item in GOLDEN.documents():
        at = told.index(item.locator)
        assert told.count(item.locator) == 1
        head = " ".join(map(str.strip, told[at + 1 : at + 8]))
        assert (f"“{item.title}”" in head) == bool(item.title)
        assert published(item.published) in head
        assert all(note in head for note in item.notes)


def test_a_document_that_the_run_does_not_have_is_headed_by_its_locator() -> None:
    told = text(of(replace(FOUND, document="elsewhere.txt"), *GOLDEN.findings()), width=100)
    assert "\n\nelsewhere.txt\n" in told
    title = next(GOLDEN.documents()).title
    assert f"\n\n{FOUND.document}\n“{title}”\n" in told


# -- the summary --


def test_the_summary_comes_first_and_is_counted() -> None:
    levels, known = (
        of(*PROBLEMS).counts.levels,
        [one for one in PROBLEMS if one.standing == "known"],
    )
    news = {level: levels[level] - [one.level for one in known].count(level) for level in levels}
    amounts = [count(news[level], level.value) for level in reversed(Level) if level in levels]
    documents, links, local = GOLDEN.counts.documents, GOLDEN.counts.links, GOLDEN.counts.local
    assert flat(GOLDEN).startswith(
        f"{listed(amounts)} new, worse or returned, {count(len(known), known[0].level)} known "
        f"in {documents} documents with {links} links "
        f"and {local} relative addresses; "
        "1 known finding rests on earlier answers; 1 accepted by the configuration; 1 suppressed; "
        "2 links not checked; "
        "2 addresses cannot be asked; 1 source not read. Confidence: "
    )


def test_confidence_and_standing_are_counted() -> None:
    two = replace(FOUND, confidence=Confidence.CERTAIN, standing=Standing.RETURNED)
    told = of(replace(FOUND, confidence=Confidence.PROBABLE), two, replace(two, document="b.txt"))
    assert (
        "Confidence: 2 certain and 1 probable. Compared with the last run: 1 new and 2 found again."
    ) in flat(told)


def test_where_all_is_new_there_is_nothing_to_compare() -> None:
    assert "Compared" not in text(of(FOUND))
    assert "Compared with the last run: 1 new and 1 fixed." in flat(
        of(FOUND, replace(FOUND, standing=Standing.FIXED))
    )


def test_what_was_fixed_is_compared_where_nothing_else_was_found() -> None:
    fixed = of(replace(FOUND, standing=Standing.FIXED))
    assert "source not read. Compared with the last run: 1 fixed." in flat(fixed)
    change = replace(fixed, run=replace(fixed.run, base="main (1a2b3c4d5e6f)"))
    assert "Compared with main (1a2b3c4d5e6f): 1 fixed." in flat(change)


def test_nothing_found_is_one_sentence() -> None:
    count_of = CALM.counts
    assert text(CALM) == (
        f"Nothing to report in {count_of.documents} documents with {count_of.links} links "
        f"and {count_of.local} relative addresses.\n\n"
        "Not public, but allowed to be asked: 127.0.0.0/8\n"
    )


def test_no_link_and_no_document_are_said() -> None:
    unlinked = tuple((replace(reading, citations=()), when) for reading, when in CALM.readings)
    bare = replace(CALM, all_links=(), readings=unlinked)
    assert text(bare).startswith(f"No link was found in {bare.counts.documents} documents.")
    assert text(replace(bare, readings=())).startswith("No document was read.")


def test_relative_addresses_are_counted_beside_links() -> None:
    (reading, when), *_ = CALM.readings
    to_file = Citation("b.md", Span(1, 1), Form.INLINE, target="b.md")
    both = replace(CALM, readings=((replace(reading, citations=(to_file, to_file)), when),))
    links = both.counts.links
    assert f"in 1 document with {links} links and 2 relative addresses." in flat(both)
    alone = replace(both, all_links=())
    assert "Nothing to report in 1 document with 2 relative addresses." in flat(alone)


def test_a_malformed_address_is_not_counted_as_a_link() -> None:
    skipped = (
        NotChecked("http://[x/", SkipReason.MALFORMED),
        NotChecked("ftp://a.example/", SkipReason.SCHEME),
    )
    told = flat(replace(CALM, all_not_checked=skipped))
    assert "; 2 addresses cannot be asked." in told
    assert "1 address: not a valid address http://[x/" in told


def test_what_another_finding_tells_is_one_problem_with_it() -> None:
    double = replace(FOUND, rule="first-published-elsewhere", told_with=FOUND.rule)
    told, one = of(FOUND, double), of(FOUND)
    assert text(told) == text(one)
    alone = of(FOUND, replace(double, told_with=None))
    assert "first-published-elsewhere" in text(alone)
    assert text(alone).startswith(f"2 {FOUND.level}s in ")


# -- standings --


def test_of_a_first_run_nothing_is_said_to_be_new() -> None:
    facts = f"{FOUND.rule}, {FOUND.confidence.value}"
    assert f"{facts}, {place(FOUND)}" in flat(of(FOUND))
    assert f"{facts}, new, {place(FOUND)}" in flat(replace(of(FOUND), before=RUN))


def test_without_a_ledger_nothing_is_new() -> None:
    told = text(replace(of(FOUND), run=replace(RUN, remembers=False)), width=100)
    where = place(FOUND)
    assert f"{FOUND.rule}, {FOUND.confidence.value}, {where}\n" in told
    assert where == f"{FOUND.document}:{FOUND.line}:{FOUND.span.column}"


def test_what_is_no_longer_open_says_why() -> None:
    closed = [item for item in Standing if not item.is_open and item not in SILENCED]
    told = flat(of(*(replace(FOUND, standing=item) for item in closed)), width=400)
    assert "No longer open since the last run fixed: " in told
    assert [item for item in closed if f"{STANDINGS[item]}: {FOUND.document}" not in told] == []
    assert "What to do" not in told


def test_what_the_configuration_accepts_is_only_counted() -> None:
    told = flat(of(replace(FOUND, standing=Standing.ACCEPTED)), width=400)
    assert "1 accepted by the configuration" in told
    assert FOUND.message not in told
    assert "No longer open" not in told


@pytest.mark.parametrize("outcome", [Outcome.COMPLETE, Outcome.NETWORK_DOWN])
def test_findings_that_rest_on_earlier_answers_are_named(outcome: Outcome) -> None:
    dead = replace(
        FOUND,
        rule="dead-link",
        standing=Standing.CARRIED,
        message="It is gone.",
        url="https://a.example/gone",
    )
    down = replace(dead, rule="server-error")
    told = replace(
        of(dead, down, replace(dead, document="b.txt")),
        run=replace(RUN, offline=outcome is Outcome.COMPLETE, outcome=outcome),
    )
    words = flat(told)
    assert "; 3 known findings rest on earlier answers; 2 links not checked" in words
    assert f"Open from earlier answers {FOUND.document}" in words
    assert "b.txt" in words.partition("Open from earlier answers")[2]
    assert words.count(f"It is gone. {dead.url} (dead-link)") == 2
    assert words.count(f"It is gone. {dead.url} (server-error)") == 1
    many = of(*(replace(dead, document=f"{n}.txt") for n in range(22)))
    more = "And more: 1 address where nothing is (dead-link, in 2 places); a line each: --format"
    assert more in flat(many)
    places = "1 address where nothing is (dead-link, in 22 places)"
    assert f"Open from earlier answers: {places}; a line each" in flat(many, show=Show.NEWS)
    assert "It is gone" not in flat(many, show=Show.NEWS)
    assert words.startswith("Nothing new in ")


# -- what was not read and not checked --


def test_offline_is_one_sentence() -> None:
    two = tuple(NotChecked(f"https://a.example/{n}", SkipReason.OFFLINE) for n in range(2))
    told = replace(CALM, run=replace(RUN, offline=True), all_not_checked=two)
    assert "; 2 links not checked (offline)." in flat(told)
    assert "https://a.example/" not in text(told)
    scheme = replace(told, all_not_checked=(*two, NOT_CHECKED[0]))
    assert NOT_CHECKED[0].url in text(scheme)


def test_a_network_that_is_down_is_one_sentence() -> None:
    down = replace(CALM, run=replace(RUN, outcome=Outcome.NETWORK_DOWN))
    words = "No public host answered, so the network is taken to be down"
    assert f"\n{words}.\n" in text(down)
    skipped = (NotChecked(ADDRESS, SkipReason.NETWORK_DOWN),)
    told = replace(down, all_not_checked=skipped)
    assert f"{words}: 1 link stays unknown." in flat(told)
    assert "; 1 link not checked (no network)." in flat(told)
    assert ADDRESS not in text(told)


def test_a_suspect_run_says_why_and_lists_what_does_not_count() -> None:
    failed = NotChecked(ADDRESS, SkipReason.OWN_TROUBLE, "failed together with many other hosts")
    suspect = replace(RUN, outcome=Outcome.SUSPECT)
    told = flat(replace(CALM, run=suspect, all_not_checked=(failed,)), width=200)
    assert "; 1 link not checked (suspect network)." in told
    assert "the fault is more likely on this side: what failed does not count." in told
    assert f"1 link: {REASONS[SkipReason.OWN_TROUBLE]} {ADDRESS} ({failed.detail})" in told


def test_links_that_were_not_due_are_only_counted() -> None:
    later = tuple(NotChecked(f"https://a.example/{n}", SkipReason.NOT_DUE) for n in range(2))
    told = flat(replace(CALM, all_not_checked=later))
    assert f"2 links: {REASONS[SkipReason.NOT_DUE]}" in told
    assert "not checked" not in told.partition(".")[0]
    assert "https://a.example/" not in told


def test_many_unchecked_links_are_counted() -> None:
    many = tuple(NotChecked(f"https://a.example/{n}", SkipReason.INTERRUPTED) for n in range(30))
    told = flat(replace(CALM, all_not_checked=many))
    assert f"30 links: {REASONS[SkipReason.INTERRUPTED]}" in told
    assert "https://a.example/19 and 10 more, all of them in --format json" in told


def test_every_reason_and_every_standing_has_its_words() -> None:
    assert set(REASONS) == set(SkipReason)
    assert set(STANDINGS) == set(Standing)
    assert len(set(REASONS.values())) == len(REASONS)
    assert len(set(STANDINGS.values())) == len(STANDINGS)


@pytest.mark.parametrize("reason", SkipReason)
def test_every_reason_is_told(reason: SkipReason) -> None:
    told = flat(replace(CALM, all_not_checked=(NotChecked(ADDRESS, reason, "more on that"),)))
    listed = "" if reason in UNLISTED else f" {ADDRESS} (more on that)"
    assert f"{REASONS[reason]}{listed}" in told
    assert (ADDRESS in told) is bool(listed)


def test_links_in_code_are_told_in_one_quiet_line() -> None:
    many = tuple(NotChecked(f"https://a.example/{n}", SkipReason.CODE) for n in range(30))
    told = flat(replace(CALM, all_not_checked=many))
    assert "30 links: in code, so not asked" in told
    assert "not checked" not in told
    assert "a.example" not in told


# -- an unfinished run --


def test_an_unfinished_run_says_so() -> None:
    run = replace(RUN, outcome=Outcome.UNFINISHED, finished=None)
    told = flat(replace(CALM, run=run))
    assert told.startswith("Unfinished: Nothing found so far in ")
    assert f"The run {RUN.name} is unfinished: what stands here is not all." in told


# -- the date of publication --


def witness(basis: Basis, line: int | None = 3) -> Witness:
    return Witness(basis, "a-rule", "a-field", "words", line)


FIRST, LAST = date(2018, 4, 26), date(2021, 1, 20)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (Basis.OWN_WORDS, Basis.OWN_WORDS, "by its own words"),
        (Basis.CITATION, Basis.OWN_WORDS, "by its words and what it cites"),
        (Basis.STATEMENT, Basis.STATEMENT, "as it states (line 3)"),
    ],
)
def test_whose_words_bound_a_date_is_said(start: Basis, end: Basis, said: str) -> None:
    pair = PublishedBetween(FIRST, LAST, witness(start), witness(end))
    assert published(Published((pair,))) == (
        f"Published between 26 April 2018 and 20 January 2021, {said}."
    )


def test_one_end_alone_is_said() -> None:
    cited = PublishedBetween(earliest=FIRST, earliest_witness=witness(Basis.CITATION))
    assert (
        published(Published((cited,))) == "Published on or after 26 April 2018, by what it cites."
    )


def test_two_statements_that_disagree_are_both_said() -> None:
    pairs = tuple(
        PublishedBetween(day, day, *(2 * [witness(Basis.STATEMENT, line)]))
        for day, line in ((FIRST, 3), (LAST, None))
    )
    assert published(Published(pairs, open=True)) == (
        "Published on 26 April 2018 (line 3) or on 20 January 2021 (a-field): "
        "what it states of itself disagrees."
    )


def test_a_date_that_nothing_bounds_is_not_said() -> None:
    assert published(None) == ""


def test_the_line_of_time_is_offered_where_a_day_does_not_fit() -> None:
    dated = replace(FOUND, gap_days=9, document="my notes.txt")
    told = flat(of(replace(FOUND, gap_days=None), dated), width=100)
    assert f"Dates on one line: linkassay explain 'my notes.txt'#{dated.rule}" in told
    assert "Dates on" not in flat(of(replace(FOUND, gap_days=None)))


@pytest.mark.parametrize("document", ["-", "https://courier.example/a"])
def test_the_line_of_time_of_what_cannot_be_read_again_is_not_offered(document: str) -> None:
    kept = of(replace(FOUND, gap_days=9, document=document))
    assert "Dates on" in flat(kept)
    assert "Dates on" not in flat(replace(kept, run=replace(RUN, remembers=False)))


# -- layout --


@pytest.mark.parametrize("width", [40, 60, 160])
@pytest.mark.parametrize("colour", [False, True])
def test_only_addresses_and_places_are_wider_than_the_page(width: int, colour: bool) -> None:
    places = {place(finding) for finding in GOLDEN.findings()}
    places |= {f"{finding.document}#{finding.rule}" for finding in GOLDEN.findings()}
    for row in plain(text(GOLDEN, width=width, colour=colour)).splitlines():
        assert cell_len(row) <= width or "://" in row or row.strip() in places


def test_addresses_stay_whole_so_that_they_can_be_copied() -> None:
    told = text(of(replace(FOUND, url=ADDRESS)), width=40).splitlines()
    assert f"    {ADDRESS}" in told


def test_colour_changes_no_word_and_comes_only_where_asked() -> None:
    coloured = text(GOLDEN, colour=True)
    assert "\x1b" not in text(GOLDEN)
    assert "\x1b[" in coloured
    assert plain(coloured) == text(GOLDEN)


def test_words_of_one_colour_are_one_run() -> None:
    assert "Compared with the last run" in text(GOLDEN, width=100, colour=True)


def test_data_is_no_markup_and_moves_no_cursor() -> None:
    odd = replace(FOUND, message="The title [bold red]names[/] \x1b[31m\u202edoes")
    told = flat(of(odd), width=100)
    assert "[bold red]names[/] \\u{1b}[31m\\u{202e}does" in told


def test_a_long_address_stands_after_its_bullet() -> None:
    proof = replace(FOUND, evidence=(Evidence(EvidenceKind.ANSWER, ADDRESS),))
    rows = text(of(proof), width=40).splitlines()
    assert f"    - {ADDRESS}" in rows
    assert "-" not in {row.strip() for row in rows}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "café.md", "ИСТОЧНИКИ.md"])
def test_a_path_stays_whole_in_its_quotes(name: str) -> None:
    path = f"a-folder/that-has/a-long-name/and-others/in-it/{name}"
    told = text(of(replace(FOUND, message=f"There is no file “{path}”.")), width=40)
    assert f"    “{path}”." in told.splitlines()


def test_chinese_is_folded_by_columns() -> None:
    told = text(of(replace(FOUND, message="長" * 100)), width=60)
    assert all(cell_len(row) <= 60 or "://" in row for row in told.splitlines())
    assert told.count("長") == 100


def test_an_empty_advice_leaves_no_empty_line() -> None:
    unread = (replace(GOLDEN.all_unread[0], advice=""),)
    assert [
        row for row in text(replace(CALM, all_unread=unread)).split("\n") if row.isspace()
    ] == []


@given(st.text())
def test_escaped_text_shows_all_it_holds(any_text: str) -> None:
    assert not any(unseen(one) for one in escape(any_text))
    assert not any(unseen(one) for one in line(any_text))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_escaping_leaves_visible_text_alone(any_text: str) -> None:
    shown = any_text.replace("##", "# ").replace("::", ": ")
    assert escape(shown) == shown


@pytest.mark.parametrize("blanks", ["", " ", "\u00a0", "\u3000 "])
def test_a_whole_line_that_starts_as_a_command_is_broken(blanks: str) -> None:
    assert escape(f"{blanks}::error::x") == f"{blanks}\\u{{3a}}:error::x"


def test_what_nobody_would_obey_stays_as_it_is() -> None:
    for harmless in ("std::vector", "a ## [b", "# heading", "see ::1", "C#[0]", "## Heading [1]"):
        assert escape(harmless) == harmless


@given(st.text(), st.integers(1, 200))
def test_any_message_can_be_told(message: str, width: int) -> None:
    odd = replace(FOUND, message=message, document=message, url=message, advice=message)
    told = text(of(odd), width=width)
    assert not any(unseen(one) for one in told if one != "\n")


def plain(coloured: str) -> str:
    """A text without the codes of its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", coloured)
