"""What the seed tests share: the texts, the two addresses, and the names of the findings.

The real seed is read from beside the checkout where it exists. The stand-in of the same structure
(`seeds/harbour-opinion.*`) is the project's own, so that every test of a text has one to run on.
"""

from __future__ import annotations

import pytest

from builders import SEED, SEEDS
from linkassay.model import Report

STEM = "https://www.themoscowtimes.com/2025/10/29/"
FIRST = (
    f"{STEM}russia-says-presence-of-russian-specialists-in-venezuela-is-governed-by-mutual-accord"
)
SECOND = f"{STEM}russias-deployment-of-military-planes-to-venezuela-sparks-us-backlash"
BLOCK = f"{FIRST}\n{FIRST}\n{SECOND}\n"
STAND_IN = "harbour-opinion"

LEAKED = (
    "boilerplate-link",
    "credit-without-link",
    "disclaimer-boilerplate",
    "duplicate-citation",
    "first-published-elsewhere",
    "missing-byline",
    "render-date-leak",
    "render-date-leak",
)
"""The findings of the seed example, sorted."""

CREDITS = (
    "credit-without-link",
    "disclaimer-boilerplate",
    "first-published-elsewhere",
    "missing-byline",
)
"""What its credit lines give by themselves."""

DATE_RULES = frozenset(
    {"render-date-leak", "url-date-after-document", "url-date-impossible", "boilerplate-link"}
)


def seed_text() -> str:
    """The seed example; skips the test where only the project itself was checked out."""
    if not SEED.is_file():
        pytest.skip("the seed example, shared/seeds/*.txt, is not beside this checkout")
    return SEED.read_text(encoding="utf-8")


TEXTS = ("seed", "stand-in") if SEED.is_file() else ("stand-in",)
"""The names of the texts of this structure that are here."""


def stand_in(ending: str = "txt") -> str:
    """The project's own text of the same structure."""
    return (SEEDS / f"{STAND_IN}.{ending}").read_text(encoding="utf-8")


def date_findings(report: Report) -> list[str]:
    """The slugs of the findings about dates."""
    return sorted(item.rule for item in report.findings if item.rule in DATE_RULES)
