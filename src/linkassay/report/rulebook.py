"""One rule's story, and the shelf of all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import Example, RuleEntry
from linkassay.report.page import Page
from linkassay.report.words import CONFIDENCE_WORDS


def story(entry: RuleEntry, *, width: int, colour: bool) -> str:
    """Everything about one rule: its headings in the order of its docstring, then its examples."""
    page = Page(width=width, colour=colour)
    rule, notes = entry.rule, entry.notes
    page.say((rule.slug, "bold"))
    sure = f"usually {rule.confidence.value} ({CONFIDENCE_WORDS[rule.confidence]})"
    facts = f"level usually {rule.level.value}, confidence {sure}, since {rule.since}"
    page.say((facts, "dim"), hang=0)
    for heading, words in (
        ("What it says", notes.says),
        ("Why it matters", notes.matters),
        ("What to do", notes.do),
        ("When it is wrong", notes.wrong),
    ):
        page.gap()
        page.say((heading, "bold"))
        for paragraph in words.split("\n\n"):
            page.say((paragraph, ""), indent=2, hang=0)
    _examples(page, "It speaks on", rule.faulty)
    _examples(page, "It is silent on", rule.sound)
    return page.text()


def shelf(entries: Mapping[str, RuleEntry], *, width: int, colour: bool) -> str:
    """All rules by name, each with its level, confidence and first sentence."""
    page = Page(width=width, colour=colour)
    for slug in sorted(entries):
        entry = entries[slug]
        page.say(
            (slug, "bold"), (f"{entry.rule.level.value}, {entry.rule.confidence.value}", "dim")
        )
        page.say((_first_sentence(entry.notes.says), ""), indent=4, hang=0)
    page.gap()
    page.say(("The whole story of one:", "dim"), ("linkassay explain RULE", ""))
    return page.text()


def _first_sentence(words: str) -> str:
    flat = " ".join(words.split())
    end = flat.find(". ")
    return flat if end < 0 else flat[: end + 1]


def _examples(page: Page, heading: str, examples: Sequence[Example]) -> None:
    if not examples:
        return
    page.gap()
    page.say((heading, "bold"))
    for number, example in enumerate(examples):
        if number:
            page.gap()
        if example.why:
            page.say((f"{example.why}:", "dim"), indent=2, hang=0)
        for row in example.text.strip("\n").splitlines():
            page.say((row or " ", ""), indent=4)
        for url, answer in example.answers.items():
            page.say((url, "blue"), (f"answers {answer}", ""), indent=6)
