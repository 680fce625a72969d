"""A look that taught nothing: the link is listed as not checked, and nothing counts as fixed."""

from __future__ import annotations

import pytest

from builders import audit, of_rule
from linkassay.conditions import nothing_learnt, silent
from linkassay.ledger import open_ledger
from linkassay.model import ConditionName, SkipReason, Standing

LINK = "https://example.org/page"
OTHER = "https://example.com/"
TEXT = f"See {LINK} and {OTHER} for more.\n"
UNLEARNT = ["dns-temporary", "no-route", "headers-too-large", "bug", "511"]


def test_what_taught_nothing_is_silent():
    assert nothing_learnt() < silent()
    assert {ConditionName.UNKNOWN, ConditionName.DNS_TEMPORARY} == nothing_learnt()


@pytest.mark.parametrize("answer", UNLEARNT)
def test_a_link_that_nothing_was_learnt_of_is_listed_as_not_checked(answer):
    report = audit(TEXT, {LINK: answer, OTHER: "200"})
    (item,) = report.not_checked
    assert (item.url, item.reason) == (LINK, SkipReason.OWN_TROUBLE)
    assert item.detail
    assert not report.findings


@pytest.mark.parametrize("answer", UNLEARNT)
@pytest.mark.parametrize("before", ["tls-expired", "403", "404", "301 https://example.com/"])
def test_a_look_that_taught_nothing_fixes_nothing(tmp_path, before, answer):
    with open_ledger(tmp_path / "a.db") as ledger:
        first = audit(TEXT, {LINK: before, OTHER: "200"}, now="2026-01-15", ledger=ledger)
        (finding,) = first.findings
        web = {LINK: answer, OTHER: "200"}
        second = audit(TEXT, web, now="2026-01-16", ledger=ledger)
        (carried,) = of_rule(second, finding.rule)
    assert carried.standing is Standing.CARRIED
