"""Whatever a document, a server or a file name says: a report stays what it is, and says it.

Each output is read back by a parser of its own (`report.parsers`). It must hold the text, and be
built like the one that tells something harmless.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkassay.model import Evidence, EvidenceKind, Finding
from linkassay.report import FORMATS
from report.golden import brief_report
from report.listreport import ListReport
from report.parsers import PARSERS, Parsed
from report.snapshots import written

FRAGMENTS = (
    "::error::x", "::set-env name=A::b", "::stop-commands::t", "##[error]", "##vso[x]y",
    "##teamcity[z]", "%0A", "%25", "\r\n::add-mask::s\n", "\n::warning::w", "=1+1",
    "=cmd|'/C x'!A0", "@SUM(A1)", "-2+3", "+4", "\t=5", "＝6", "'", '"', '""', ",", ";", "<", ">",
    "&", "&amp;", "]]>", "<![CDATA[", "<!--", "-->", "</p>", "</testcase>", "</entry>",
    "<script>alert(1)</script>", "<img src=x onerror=y>", "javascript:z", "{0}", "{{", "}}", "}",
    "[a](b)", "[a](http://b.example)", "![c](d)", "`", "```", "~~~", "|", "\\", "\\n", "\\u0000",
    "$(id)", "${{ github.token }}", "@user", "#1", "# h", "- l", "1. n", "> q", "***", "__",
    "http://e.example/?a=b&c=d", "www.f.example", "\x00", "\x07", "\x1b[31m",
    "\x1b]8;;http://g.example\x07", "\x7f", "\x85", "\x9b", "\xa0", "\xad", "\u200b", "\u200e",
    "\u202e", "\u2028", "\u2029", "\u2066", "\ufeff", "\ufffe", "\uffff", "\ufffd", "\U000e0041",
    "\U0010ffff", "\ud800", "\udfff", "é", "e\u0301", "漢字", "🙂", " ", "\t", "\n", "\r", "\v",
    "\f", "a" * 60,
)  # fmt: skip
"""What means something to one sink or another."""

_ANYTHING = st.text(st.characters(exclude_categories=()), max_size=8)
HOSTILE = st.lists(st.sampled_from(FRAGMENTS) | _ANYTHING, min_size=1, max_size=4).map("".join)
"""Short enough that no sink cuts it."""


def report_of(text: str) -> ListReport:
    """One finding, all of whose words are the text, each with an end of its own."""
    told = brief_report("credit-without-link")
    return replace(told, all_findings=(finding_of(text),), all_not_checked=(), all_unread=())


def finding_of(text: str) -> Finding:
    return replace(
        next(brief_report("credit-without-link").findings()),
        message=f"{text} (message)",
        advice=f"{text} (advice)",
        evidence=(Evidence(EvidenceKind.TEXT, f"{text} (evidence)", 3),),
    )


@cache
def of_harmless(name: str) -> Parsed:
    return PARSERS[name].read(written(report_of("harmless words"), name))


def test_each_format_is_read_back() -> None:
    assert set(PARSERS) == set(FORMATS)


def stands(name: str, text: str) -> None:
    """Assert that a text is told, and changes nothing else."""
    parsed = PARSERS[name].read(written(report_of(text), name))
    assert parsed.shape == of_harmless(name).shape
    parser = PARSERS[name]
    for part in parser.tells:
        assert parsed.says(parser.shown(f"{text} ({part})"))


@pytest.mark.parametrize("text", FRAGMENTS, ids=ascii)
def test_what_commands_a_sink_is_told_and_obeyed_by_none(text: str) -> None:
    for name in FORMATS:
        stands(name, text)


@pytest.mark.parametrize("name", FORMATS)
@given(text=HOSTILE)
def test_any_text_is_told_and_obeyed_by_none(name: str, text: str) -> None:
    stands(name, text)


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=2_000)
@given(text=HOSTILE)
def test_two_thousand_texts_are_told_and_obeyed_by_none(name: str, text: str) -> None:
    stands(name, text)


@pytest.mark.parametrize("name", FORMATS)
@given(text=HOSTILE)
def test_any_name_of_a_file_and_any_address_are_told_and_obeyed_by_none(
    name: str, text: str
) -> None:
    web = text.startswith(("http://", "https://"))
    harmless = "https://harmless.example/" if web else "harmless"
    assert named(name, text).shape == named(name, harmless).shape


def named(name: str, text: str) -> Parsed:
    """A finding in a document, on an address and by a rule that are all called so."""
    told = brief_report("credit-without-link")
    reading, published = told.readings[0]
    document = replace(reading.document, locator=f"seeds/{text.replace('/', '-')}/1.txt")
    finding = replace(
        finding_of("a"), document=document.locator, url=f"{text}x", rule=f"{text}-rule"
    )
    readings = ((replace(reading, document=document), published),)
    told = replace(told, readings=readings, all_findings=(finding,), all_unread=())
    return PARSERS[name].read(written(told, name))
