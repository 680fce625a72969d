"""Markdown for job summaries and issues: what comes first, what unfolds, and how long it gets."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from linkassay.model import NotChecked, SkipReason, Standing
from linkassay.report import Show, Telling, write
from linkassay.report.limits import ISSUE_BYTES, SUMMARY_BYTES
from linkassay.report.markdown.inline import code, words
from report.big import PER_SORT, big_report
from report.golden import RUN, brief_report, golden_report
from report.listreport import ListReport
from report.snapshots import written

MOST = {"markdown": SUMMARY_BYTES, "issue": ISSUE_BYTES}


def told(report, show: Show = Show.NEWS) -> str:
    parts: list[str] = []
    write(report, "markdown", parts.append, Telling(show=show))
    return "".join(parts)


def read(text: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)


def test_the_first_screen_is_the_verdict_and_what_changed():
    text = told(replace(golden_report(), before=replace(RUN, name="the-one-before")))
    first, deltas, *_ = text.split("\n\n")
    assert first.startswith("## ")
    assert "warning" in first
    assert "**1** fixed" in deltas
    assert "compared with run `the-one-before`" in deltas
    assert not text.startswith("```")


def test_a_problem_says_where_it_is_what_to_do_and_unfolds_its_evidence():
    text = told(brief_report("dead-link"))
    shown = read(text)
    assert "<code>dead-link/1.txt:1:5</code>" in shown
    assert "<strong>What to do:</strong>" in shown
    body = text.partition("<details><summary>Evidence")[2].partition("</details>")[0]
    assert "asked twice: 404" in body
    assert "See `https://example.org/page` for more." in body


def test_what_was_known_is_counted_by_rule_and_told_when_asked_for():
    report = replace(brief_report("dead-link"), before=RUN)
    known = tuple(replace(one, standing=Standing.KNOWN) for one in report.findings())
    report = replace(report, all_findings=known)
    assert re.search(r"\*\*Known before:\*\* .*\(`dead-link`\)", told(report))
    assert "answers 404" not in told(report)
    assert "No new error or warning." in told(report)
    assert "answers 404" in told(report, Show.KNOWN)


def test_notes_are_folded():
    text = told(brief_report("duplicate-citation"))
    notes = text[text.index("that only need a look") :]
    assert "(`duplicate-citation`):" in notes
    assert text.count("<details>") == text.count("</details>")


def test_what_has_no_room_in_full_is_told_in_a_line():
    text = written(big_report(200), "issue")
    assert "<details><summary>Evidence" in text
    assert "- **error**: `many/0.md:5:1` The finding new-error-003.\n" in text


def test_a_run_of_nothing_is_short():
    text = told(ListReport(RUN))
    assert text.startswith("## No document was read.\n")
    assert "no warning" not in text


@pytest.mark.parametrize("name", MOST)
@pytest.mark.parametrize("size", [2, 200])
def test_it_stays_short_enough_and_counts_what_it_leaves_out(name, size):
    text = written(big_report(size), name)
    assert len(text.encode()) <= MOST[name]
    shown = re.findall(r"The finding (\S+)-\d{3}\.", text)
    assert set(shown[:9]) == {"new-error"}
    if name == "markdown" and size == 2:
        assert shown.count("new-error") == PER_SORT
    counted = re.findall(r"^(?:Not shown|\*\*).*?([\d,]+) credits? .*", text, re.MULTILINE)
    assert len(shown) + sum(int(one.replace(",", "")) for one in counted) == 6 * PER_SORT
    assert text.count("<details>") == text.count("</details>")
    assert text.endswith("</details>\n")


def test_addresses_that_were_not_checked_never_fill_it():
    long = tuple(
        NotChecked(f"https://a.example/{'x' * 1_900}{number}", reason)
        for reason in SkipReason
        for number in range(20)
    )
    text = written(replace(big_report(2), all_not_checked=long), "issue")
    assert len(text.encode()) <= ISSUE_BYTES
    assert text.count("links: ") > 5
    assert text.endswith("</details>\n")


# -- one value --


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("``a`", "``` ``a` ```"),
        ("", "` `"),
        ("a\n\nb", "`a b`"),
        ("\x1b", "`\\u{1b}`"),
    ],
)
def test_a_code_span_ends_where_its_text_does(text, span):
    assert code(text) == span


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a_b *c*", "a\\_b \\*c\\*"),
        ("<img src=x>", "\\<img src=x\\>"),
        ("ask @user now", "ask `@user` now"),
        ("see #12", "see `#12`"),
        ("owner/name#12", "`owner/name#12`"),
        ("at https://a.example/b.", "at `https://a.example/b`."),
        ("(https://a.example/b_(c))", "(`https://a.example/b_(c)`)"),
        ("no place “#sec-9”.", "no place “`#sec-9`”."),
        ("www.a.example", "`www.a.example`"),
        ("me@a.example", "`me@a.example`"),
        ("GH-1 and !2", "`GH-1` and `!2`"),
        ("in 0123456789abcdef0123", "in `0123456789abcdef0123`"),
        ("# h", "\\# h"),
        ("1. n", "1\\. n"),
        ("- l", "\\- l"),
        ("a | b", "a \\| b"),
        ("at 16:09:01 :tada:", "at 16:09:01 `:tada:`"),
        ("20 January 2021, 1,743 days", "20 January 2021, 1,743 days"),
    ],
)
def test_prose_stays_prose(text, safe):
    assert words(text) == safe
