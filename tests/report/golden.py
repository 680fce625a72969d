"""One report in which every rule speaks, made from the rules' own faulty examples.

Each example is read, asked and judged as a document named after its rule. A new rule is here as
soon as it is in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePosixPath

from judged import example_in_full
from linkassay.extract import extract
from linkassay.model import (
    Example,
    Finding,
    Level,
    LinkResult,
    LinkState,
    NotChecked,
    NotReached,
    Outcome,
    Run,
    SkipReason,
    Source,
    Standing,
    Unreached,
    UnreadSource,
)
from linkassay.rules import catalogue
from report.listreport import ListReport

RUN = Run(
    name="2026-11-24T08:00:00Z-7f3a",
    started=datetime(2026, 11, 24, 8, tzinfo=UTC),
    settings_digest="5d41402abc4b2a76",
    rules=(),
    tool="linkassay 0.1.0",
    arguments=("seeds",),
    allowed_addresses=("127.0.0.0/8",),
    finished=datetime(2026, 11, 24, 8, 0, 41, 500000, tzinfo=UTC),
    outcome=Outcome.COMPLETE,
)
NOT_CHECKED = (
    NotChecked("ftp://files.example/list.txt", SkipReason.SCHEME),
    NotChecked("http://[broken", SkipReason.MALFORMED),
    NotChecked("http://10.0.0.8/internal", SkipReason.OWN_TROUBLE, "the address is not public"),
    NotChecked("https://a.example/?token=…", SkipReason.SECRET),
)
UNREAD = (
    UnreadSource(
        "seeds/scan.pdf",
        "is a PDF; this version reads plain text, Markdown and HTML",
        "Convert it to text and audit that.",
    ),
)
NOT_REACHED = (
    Unreached("https://a.example/?page=2", NotReached.TRAP),
    Unreached("https://a.example/private", NotReached.ROBOTS, "Disallow: /private"),
)
BESIDE = "standing/1.txt"
BESIDE_TEXT = "\ufeffA Text of Many Runs\n\nSee https://example.org/often\n"


@cache
def golden_report() -> ListReport:
    """Every faulty example of every rule, every standing, and every way to stay unseen."""
    return _report({slug: entry.rule.faulty for slug, entry in catalogue().items()})


@cache
def brief_report(*slugs: str) -> ListReport:
    """The same with the first faulty example of each of these rules, or of every rule."""
    rules = slugs or tuple(catalogue())
    return _report({slug: catalogue()[slug].rule.faulty[:1] for slug in rules})


def _report(examples: Mapping[str, tuple[Example, ...]]) -> ListReport:
    judged = [
        example_in_full(example, locator=_locator(slug, number, example))
        for slug, listed in examples.items()
        for number, example in enumerate(listed, 1)
    ]
    links = {check.link.url: check for item in judged for check in item.checks.values()}
    found = tuple(finding for item in judged for finding in sorted(item.findings, key=_worst_first))
    return ListReport(
        replace(RUN, rules=tuple(examples)),
        (
            *((item.reading, item.published) for item in judged),
            *((reading, None) for reading in extract(Source(BESIDE, BESIDE_TEXT.encode()))),
        ),
        (
            *(
                LinkResult(url, check.state, check.condition, check.observation)
                for url, check in links.items()
            ),
            LinkResult("ftp://files.example/list.txt", LinkState()),
        ),
        (*found, *_in_every_standing(found[0])),
        NOT_CHECKED,
        UNREAD,
        all_not_reached=NOT_REACHED,
    )


def _locator(slug: str, number: int, example: Example) -> str:
    """A file named after its rule; a page of the web keeps its address."""
    if "://" in example.locator:
        return example.locator
    return f"{slug}/{number}{PurePosixPath(example.locator).suffix}"


def _worst_first(finding: Finding) -> tuple[int, int, str]:
    return -list(Level).index(finding.level), finding.line or 0, finding.rule


def _in_every_standing(finding: Finding) -> Iterator[Finding]:
    """One finding in each standing; those that are no longer open come last, as in any report."""
    for standing in sorted(Standing, key=lambda item: not item.is_open):
        yield replace(
            finding,
            fingerprint=f"{standing:->12}",
            document=BESIDE if standing is not Standing.GONE else "standing/gone.txt",
            standing=standing,
        )
