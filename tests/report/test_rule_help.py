"""What `linkassay explain` prints: one rule, and the list of all."""

from __future__ import annotations

import pytest

from linkassay import report
from linkassay.model import RuleEntry
from linkassay.report.escape import line
from linkassay.rules import catalogue

RULES = list(catalogue().values())


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.slug)
def test_a_rule_is_told_with_its_whole_story_and_every_example(entry: RuleEntry) -> None:
    told = " ".join(report.render_rule(entry, width=80, colour=False).split())
    rule, notes = entry.rule, entry.notes
    assert told.startswith(
        f"{rule.slug} level usually {rule.level.value}, "
        f"confidence usually {rule.confidence.value}, since {rule.since}"
    )
    for words in (notes.says, notes.matters, notes.do, notes.wrong):
        assert " ".join(words.split()) in told
    for example in (*rule.faulty, *rule.sound):
        assert example.why in told
        assert " ".join(line(row) for row in example.text.splitlines() if row.strip()) in told
        assert [url for url in example.answers if url not in told] == []
        shown = [" ".join(line(page).split()) for page in example.pages.values()]
        assert [page for page in shown if page not in told] == []
        earlier = [f"on day {day} all answered {one}" for day, one in enumerate(example.before, 1)]
        assert [one for one in earlier if one not in told] == []


def test_all_rules_are_listed_with_their_first_sentence() -> None:
    told = report.render_rule_list(catalogue(), width=80, colour=False)
    flat = " ".join(told.split())
    for entry in RULES:
        rule, says = entry.rule, entry.notes.says
        head = f"{rule.slug} {rule.level.value}, {rule.confidence.value} "
        assert head + says[: says.find(". ") + 1 or None] in flat
    assert told.endswith("All about one rule: linkassay explain RULE\n")


def test_no_row_of_a_rule_ends_in_blanks() -> None:
    for entry in RULES:
        told = report.render_rule(entry, width=80, colour=False)
        assert [row for row in told.split("\n") if row != row.rstrip()] == []
