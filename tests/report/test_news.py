"""What the report for people tells in full, what it folds, and what it only counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from linkassay.model import Evidence, EvidenceKind, Level, Span, Standing
from linkassay.report import Show
from linkassay.report.escape import line
from linkassay.report.words import STANDINGS, place
from report.as_text import FOUND, GOLDEN, flat, of, text
from report.golden import RUN
from report.listreport import ListReport

NEWS = Show.NEWS
KNOWN = replace(FOUND, standing=Standing.KNOWN)
NOTE = next(item for item in GOLDEN.findings() if item.level is Level.NOTE)
INSECURE = next(item for item in GOLDEN.findings() if item.rule == "insecure-http")
GONE = next(item for item in GOLDEN.findings() if item.rule == "dead-link")


def since(told: ListReport, days: int = 7) -> ListReport:
    return replace(told, before=replace(RUN, name="older", started=RUN.started - timedelta(days)))


def test_what_is_new_is_new_since_the_run_before() -> None:
    both = since(of(FOUND, replace(KNOWN, document="b.txt")))
    words = "1 warning new since 17 November 2026, 1 warning known in "
    assert flat(both).startswith(words)
    assert "Compared with run older: 1 new and 1 known." in flat(both)
    assert flat(since(of(KNOWN))).startswith("Nothing new since 17 November 2026, 1 warning known")
    assert flat(since(of(FOUND))).startswith("1 warning, new since 17 November 2026 in ")
    assert "since 24 November 2026, 08:00 UTC" in flat(since(both, 0))


def test_what_was_known_is_counted_by_rule_unless_it_is_asked_for() -> None:
    told = of(*(replace(KNOWN, document=f"{n}.txt") for n in range(2)))
    words = "Known before: 2 references looked up before their pages were published"
    assert f"{words} ({KNOWN.rule}); told by --show known, or all." in flat(told, show=NEWS)
    for show in (NEWS, Show.NOTES):
        assert KNOWN.message not in flat(told, show=show)
    for show in (Show.KNOWN, Show.ALL):
        assert flat(told, show=show).count(KNOWN.message) == 2
        assert "Known before" not in flat(told, show=show)


def test_what_was_known_of_one_host_is_one_problem_in_several_places() -> None:
    down = next(item for item in GOLDEN.findings() if item.rule == "dead-host")
    known = [replace(down, document=f"{n}.txt", standing=Standing.KNOWN) for n in range(3)]
    told = flat(of(*known), show=NEWS, width=100)
    assert "Known before: 1 host that does not answer (dead-host, in 3 places);" in told


def test_a_server_that_shows_the_same_everywhere_is_one_problem() -> None:
    soft = next(item for item in GOLDEN.findings() if item.rule == "soft-404")
    there = [replace(soft, document=f"{n}.txt", url=f"https://a.example/{n}") for n in range(3)]
    other = replace(soft, document="9.txt", url="https://b.example/9")
    told = flat(of(*there, other), show=Show.NOTES)
    assert told.count(line(soft.message)) == 2


@pytest.mark.parametrize("standing", [item for item in Standing if item.is_news])
def test_news_are_told_in_full(standing: Standing) -> None:
    told = flat(since(of(replace(FOUND, standing=standing))), show=NEWS)
    assert FOUND.message in told
    assert FOUND.advice in told
    assert STANDINGS[standing] in told


def test_a_link_that_became_dead_is_said_to_be_confirmed() -> None:
    worse = replace(GONE, level=Level.ERROR, standing=Standing.WORSE)
    assert "worse than before: confirmed dead" in flat(of(worse), show=NEWS)
    assert "confirmed" not in flat(of(replace(worse, standing=Standing.NEW)), show=NEWS)


def test_a_few_notes_of_a_rule_have_a_sentence_each() -> None:
    told = flat(of(NOTE), show=NEWS, width=400)
    words = f"note {place(NOTE)}: {line(NOTE.message)}"
    assert words in told
    assert f"{NOTE.advice} {NOTE.rule}, {NOTE.confidence.value}" in told
    assert "What to do" not in told
    assert "What to do" in flat(of(NOTE), show=Show.NOTES)


def test_many_notes_of_a_rule_are_one_entry() -> None:
    at = [
        (f"{name}.md", line) for name, lines in (("a", range(1, 10)), ("b", [4])) for line in lines
    ]
    at += [(f"{number}.md", 1) for number in range(13)]
    many = [
        replace(INSECURE, document=name, span=Span(number, 5), url=f"http://{name}/{number}")
        for name, number in at
    ]
    told = flat(of(*many), show=NEWS, width=100)
    assert (
        "notes: 23 addresses over http (insecure-http): a.md:1:5, lines 2, 3, 4, 5, 6 and more; "
        "b.md:4:5; 0.md:1:5; and 12 more documents each note in full: --show notes"
    ) in told
    assert flat(of(*many), show=Show.NOTES).count(line(INSECURE.message)) == len(many)


def test_one_link_in_many_documents_is_one_problem() -> None:
    spread = of(*(replace(GONE, document=f"{n}.txt") for n in range(30)))
    told = flat(spread, show=NEWS, width=100)
    assert told.count(line(GONE.message)) == 1
    assert "0.txt:1:" in told
    assert "also in 1.txt:1:" in told
    assert "20.txt:1:5 and 9 more places" in told
    assert flat(of(GONE, replace(GONE, url="https://b.example/")), show=NEWS).count(
        line(GONE.message)
    ) == 2  # fmt: skip


def test_one_host_in_many_documents_is_one_problem() -> None:
    down = next(item for item in GOLDEN.findings() if item.rule == "dead-host")
    other = replace(down, document="b.txt", url="https://gone.example/b", message="Both fail.")
    told = flat(of(down, other), show=NEWS, width=100)
    assert line(down.message) in told
    assert "Both fail." not in told
    elsewhere = replace(other, url="https://also-gone.example/")
    assert "Both fail." in flat(of(down, elsewhere), show=NEWS, width=100)


def test_two_addresses_of_one_mark_are_one_problem() -> None:
    leaks = [item for item in GOLDEN.findings() if item.rule == "render-date-leak"]
    told = flat(of(*leaks), show=NEWS, width=100)
    assert told.count("What to do") == 1
    assert f"warning lines {leaks[0].line} and {leaks[1].line}: " in told
    assert all(str(item.url) in told for item in leaks)


def test_evidence_that_was_told_is_not_told_again() -> None:
    proofs = [Evidence(EvidenceKind.CLUE, words, at) for words, at in (("one", 3), ("two", 5))]
    several = [
        replace(FOUND, message=message, evidence=(*proofs, Evidence(EvidenceKind.CLUE, message, 9)))
        for message in ("First.", "Second.")
    ]
    told = flat(of(*several), show=NEWS)
    assert told.count("line 3: one") == 1
    assert "line 9: Second. - and 2 things that are told above (lines 3 and 5)" in told
    apart = of(several[0], replace(several[1], document="b.txt"))
    assert flat(apart, show=NEWS).count("line 3: one") == 2


def test_after_a_few_of_one_rule_in_a_document_the_next_are_told_in_a_row() -> None:
    many = [replace(FOUND, message=f"Wrong {n}.", span=Span(n, 2)) for n in range(1, 6)]
    told = flat(since(of(*many)), show=NEWS, width=400)
    assert told.count("What to do:") == told.count(FOUND.advice) == 1
    assert told.count(f"{FOUND.rule}, {FOUND.confidence.value}, new, ") == 3
    row = f"warning {FOUND.document}:4:2: Wrong 4. {FOUND.rule}, {FOUND.confidence.value} warning "
    assert row in told
    assert flat(since(of(*many)), width=400).count(f"{FOUND.confidence.value}, new, ") == 5
    apart = [replace(item, document=f"{n}.txt") for n, item in enumerate(many)]
    told = flat(since(of(*apart)), show=NEWS, width=400)
    assert told.count(f"{FOUND.rule}, {FOUND.confidence.value}, new, ") == 5
    assert told.count("What to do:") == 3


def test_beyond_what_anybody_reads_problems_are_counted() -> None:
    many = [replace(FOUND, document=f"{n:03}.txt") for n in range(203)]
    told = flat(of(*many), show=NEWS, width=100)
    assert told.count(FOUND.message) == 200
    assert (
        f"And more: 3 references looked up before their pages were published ({FOUND.rule}); a "
        in told
    )
    assert flat(of(*many), width=100).count(FOUND.message) == 203


def test_what_is_grave_is_told_before_what_came_first() -> None:
    many = [replace(FOUND, document=f"{n:03}.txt") for n in range(203)]
    grave = replace(FOUND, document="last.txt", level=Level.ERROR, message="It is all wrong.")
    told = flat(of(*many, grave), show=NEWS, width=100)
    assert "It is all wrong." in told
    assert told.count(FOUND.message) == 199
    assert "And more: 4 references" in told


def test_one_document_is_headed_although_it_has_only_notes() -> None:
    (head, *_) = ((reading, when) for reading, when in GOLDEN.readings if reading.document.title)
    alone = replace(of(replace(NOTE, document=head[0].document.locator)), readings=(head,))
    assert f"\n{head[0].document.locator}\n“{head[0].document.title}”\n" in text(alone, show=NEWS)


@pytest.mark.parametrize("show", Show)
def test_no_open_finding_is_lost(show: Show) -> None:
    """Each rule that speaks is named, whatever is told of it."""
    told = flat(GOLDEN, show=show, width=100)
    rules = {item.rule for item in GOLDEN.findings() if item.standing is not Standing.ACCEPTED}
    assert [rule for rule in rules if rule not in told] == []


def test_the_verdict_has_the_colour_of_what_is_new() -> None:
    calm = replace(GOLDEN, all_not_checked=(), all_unread=())
    known = replace(calm, all_findings=(KNOWN,))
    assert text(known, colour=True).startswith("\x1b[1;33m")
    assert text(since(known), colour=True).startswith("\x1b[1;32m")
    assert text(since(replace(calm, all_findings=(FOUND,))), colour=True).startswith("\x1b[1;33m")
