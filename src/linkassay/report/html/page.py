"""The page, streamed: its templates are filled while the report is read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from linkassay.model import Report
from linkassay.report.html.safe import Html, safe
from linkassay.report.pages.budget import Budget
from linkassay.report.pages.dates import dated_documents
from linkassay.report.pages.digest import Digest
from linkassay.report.pages.facts import run_facts
from linkassay.report.pages.hosts import host_rows
from linkassay.report.pages.parts import Part
from linkassay.report.pages.sections import Section
from linkassay.report.pages.tone import deltas, levels, tone_of
from linkassay.report.pages.unseen import doubts, unasked, unreached, unread
from linkassay.report.verdict import verdict
from linkassay.report.words import published

MOST_BYTES = 5_000_000
"""A page of this size is still sent by mail and opened at once."""

RESERVE = 1_500_000
"""Bytes that are kept for what follows the findings: it is bounded by numbers of rows."""

MOST_PROBLEMS = 800

_PACKAGE = "linkassay.report.html"


def write_page(report: Report, out: Callable[[str], object]) -> None:
    """Write the whole page piece by piece, at most about `MOST_BYTES` of it."""
    budget = Budget(out, MOST_BYTES)
    for piece in _environment().get_template("report.html").generate(_context(report, budget)):
        budget.write(piece)
    budget.write("\n")


def _context(report: Report, budget: Budget) -> Mapping[str, Any]:
    """What the template may name."""
    digest = Digest(report.findings(), MOST_PROBLEMS)
    style = _style()
    said = verdict(report)
    headline, _, rest = said.rstrip(".").partition("; ")
    return {
        "style": style,
        "policy": _policy(style),
        "run": report.run,
        "before": report.before,
        "counts": report.counts,
        "verdict": said,
        "headline": headline,
        "rest": f"{rest[:1].upper()}{rest[1:]}." if rest else "",
        "published": published,
        "tone": tone_of(report),
        "levels": levels(report),
        "deltas": deltas(report),
        "doubts": doubts(report),
        "sections": {part.value: Section(report, digest, part, budget, RESERVE) for part in Part},
        "dated": dated_documents(report, digest),
        "hosts": host_rows(report.links()),
        "unread": unread(report),
        "unreached": unreached(report),
        "unasked": unasked(report),
        "facts": run_facts(report),
    }


@cache
def _environment() -> Environment:
    """Every value goes through `safe`, and a name that is not there is an error."""
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        finalize=safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> Html:
    text = files(_PACKAGE).joinpath("templates/style.css").read_text(encoding="utf-8")
    return Html(text)


def _policy(style: str) -> str:
    """Nothing is loaded, run or sent; only this one style counts (CSP level 3, section 2.3)."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
