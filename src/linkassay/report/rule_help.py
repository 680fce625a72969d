"""What there is to know about one rule, and the list of all rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from linkassay.model import Example, RuleEntry
from linkassay.report.layout import TextLayout


def render_rule(entry: RuleEntry, *, width: int, colour: bool) -> str:
    """Everything about one rule: its headings in the order of its docstring, then its examples."""
    parts: list[str] = []
    page = TextLayout(parts.append, width=width, colour=colour)
    rule, notes = entry.rule, entry.notes
    page.add((rule.slug, "bold"))
    usual = f"level usually {rule.level.value}, confidence usually {rule.confidence.value}"
    page.add((f"{usual}, since {rule.since}", "dim"), hang=0)
    for heading, words in (
        ("What it says", notes.says),
        ("Why it matters", notes.matters),
        ("What to do", notes.do),
        ("When it is wrong", notes.wrong),
    ):
        page.blank_line()
        page.add((heading, "bold"))
        for paragraph in words.split("\n\n"):
            page.add((paragraph, ""), indent=2, hang=0)
    _examples(page, "It speaks on", rule.faulty)
    _examples(page, "It is silent on", rule.sound)
    return "".join(parts)


def render_rule_list(entries: Mapping[str, RuleEntry], *, width: int, colour: bool) -> str:
    """All rules by name, each with its level, confidence and first sentence."""
    parts: list[str] = []
    page = TextLayout(parts.append, width=width, colour=colour)
    for slug in sorted(entries):
        rule = entries[slug].rule
        page.add((slug, "bold"), (f"{rule.level.value}, {rule.confidence.value}", "dim"))
        page.add((first_sentence(entries[slug].notes.says), ""), indent=4, hang=0)
    page.blank_line()
    page.add(("All about one rule:", "dim"), ("linkassay explain RULE", ""))
    return "".join(parts)


def first_sentence(words: str) -> str:
    """Its words up to the first full stop, on one line."""
    """The first sentence of a rule's story."""
    flat = " ".join(words.split())
    end = flat.find(". ")
    return flat if end < 0 else flat[: end + 1]


def _examples(page: TextLayout, heading: str, examples: Sequence[Example]) -> None:
    if not examples:
        return
    page.blank_line()
    page.add((heading, "bold"))
    for number, example in enumerate(examples):
        if number:
            page.blank_line()
        if example.why:
            page.add((f"{example.why}:", "dim"), indent=2, hang=0)
        _example(page, example)


def _example(page: TextLayout, example: Example) -> None:
    for row in example.text.strip("\n").splitlines():
        if row.strip():
            page.add((row, ""), indent=4)
        else:
            page.blank_line()
    if example.limited is not None:
        page.add((f"read under a limit: {example.limited}", ""), indent=6)
    for name, text in example.documents.items():
        page.add((f"audited with {name}:", "dim"), indent=6)
        for row in text.strip("\n").splitlines():
            page.add((row, ""), indent=8)
    for number, answer in enumerate(example.before, 1):
        page.add((f"on day {number} all answered {answer}", ""), indent=6)
    for url, answer in example.answers.items():
        page.add((url, "blue"), (f"answers {answer}", ""), indent=6)
        if url in example.pages:
            page.add(("and shows", "dim"), (example.pages[url], ""), indent=8)
