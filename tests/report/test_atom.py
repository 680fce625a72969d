"""The feed, as a feed reader reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from linkassay.model import Finding, Level, Run, Standing
from linkassay.report.limits import ENTRIES
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

feedparser = pytest.importorskip("feedparser", reason="the outside judge of feeds is not installed")

SOME = next(brief_report("credit-without-link").findings())
WEB = next(brief_report("dead-link").findings())


def _some(message: str, **more: Any) -> Finding:
    return replace(SOME, message=message, fingerprint=message, **more)


def _feed(*findings: Finding, run: Run = RUN) -> Any:
    return _read(ListReport(run, all_findings=findings))


def _read(told: ListReport) -> Any:
    feed = feedparser.parse(written(told, "atom").encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id
    assert feed.feed.title
    assert feed.feed.updated_parsed
    assert feed.feed.author
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(entry.title and entry.updated_parsed for entry in feed.entries)
    return feed


def test_a_reader_takes_every_rule_and_standing() -> None:
    feed = _read(golden_report())
    told = {tag.term for entry in feed.entries for tag in entry.tags}
    assert {"new", "worse", "returned", "fixed"} <= told
    assert told & {"known", "carried", "retired", "gone", "accepted"} == set()


def test_only_news_and_what_is_fixed_is_told() -> None:
    feed = _feed(*(_some(f"{one}.", standing=one) for one in Standing))
    titles = [entry.title for entry in feed.entries]
    assert titles == ["warning: new.", "warning: worse.", "warning: returned.", "fixed: fixed."]


def test_one_problem_is_one_entry_that_names_its_places() -> None:
    feed = _feed(*(replace(WEB, document=f"{number}.txt") for number in range(9)))
    (entry,) = feed.entries
    assert "0.txt" in entry.content[0].value
    assert "4 more places" in entry.content[0].value


def test_the_feed_is_the_same_from_run_to_run_and_an_entry_is_of_one_run() -> None:
    later = replace(RUN, name="later", started=RUN.started + timedelta(7), finished=None)
    first, second, again = _feed(SOME), _feed(SOME, run=later), _feed(SOME)
    assert first.feed.id == second.feed.id
    assert first.entries[0].id == again.entries[0].id != second.entries[0].id
    assert second.feed.updated_parsed > first.feed.updated_parsed
    assert _feed(run=replace(RUN, arguments=("docs",))).feed.id != first.feed.id


def test_no_address_is_followed_but_of_the_web() -> None:
    feed = _feed(_some("a", url="javascript:alert(1)"), _some("b", url="https://a.example/"))
    links = [[link.href for link in entry.get("links", [])] for entry in feed.entries]
    assert links == [[], ["https://a.example/"]]


def test_markup_in_words_stays_words() -> None:
    (entry,) = _feed(replace(SOME, message="<script>a</script> & <b>", url=None)).entries
    assert "&lt;script&gt;a&lt;/script&gt; &amp; &lt;b&gt;" in entry.content[0].value
    assert "<script" not in entry.content[0].value


def test_above_the_limit_the_least_important_are_counted() -> None:
    findings = [_some(f"{number}.", level=Level.NOTE) for number in range(ENTRIES + 3)]
    feed = _feed(*findings, _some("Worst.", level=Level.ERROR))
    assert len(feed.entries) == ENTRIES
    assert feed.entries[0].title == "error: Worst."
    assert feed.feed.subtitle.endswith("4 more findings of these are not told here.")
