"""The rules: each is told whole, has both kinds of examples, and does on them what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders import audit
from judged import judged, judged_example, said
from linkassay.model import (
    Confidence,
    Example,
    Finding,
    Level,
    RuleEntry,
    Standing,
    SubjectKind,
)
from linkassay.rules import catalogue

RULES = list(catalogue().values())
FAULTY = [(entry, example) for entry in RULES for example in entry.rule.faulty]
SOUND = [(entry, example) for entry in RULES for example in entry.rule.sound]

LEVELS = {
    "dead-link": Level.WARNING,
    "dead-host": Level.WARNING,
    "render-date-leak": Level.WARNING,
    "url-date-after-document": Level.WARNING,
    "url-date-impossible": Level.WARNING,
    "credit-without-link": Level.WARNING,
    "duplicate-citation": Level.NOTE,
    "first-published-elsewhere": Level.NOTE,
    "disclaimer-boilerplate": Level.NOTE,
    "missing-byline": Level.NOTE,
    "redirects-permanently": Level.NOTE,
    "insecure-http": Level.NOTE,
    "boilerplate-link": Level.NOTE,
}
ASKED_FOR = {
    *LEVELS, "server-error", "timed-out", "tls-invalid", "redirects-to-home", "malformed-address",
    "unverifiable-link", "related-title-mismatch",
}  # fmt: skip
INTERNAL = re.compile(
    r"\b(?:None|nxdomain|strikes?|conditions?|observations?|violations?|dating|subject|probe|hull"
    r"|leaf|chain|span|regex|dns-\w+|ok-\w+|\w+_\w+)\b|[<>{}]|\w+Error\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.slug)
def test_what_a_rule_finds_can_be_counted(entry: RuleEntry) -> None:
    one, many = entry.rule.counted
    assert one != many
    assert all(words == words.strip(" .") and not words.startswith("the ") for words in (one, many))


def named(pair: tuple[RuleEntry, Example]) -> str:
    return f"{pair[0].rule.slug}: {pair[1].why}"


def of_rule(found: list[Finding], rule: str) -> list[Finding]:
    return [finding for finding in found if finding.rule == rule]


def test_every_rule_that_was_asked_for_is_there():
    assert set(catalogue()) >= ASKED_FOR


def test_the_catalogue_is_in_alphabetical_order():
    assert list(catalogue()) == sorted(catalogue())


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.slug)
def test_a_rule_has_examples_of_both_kinds_and_says_why(entry):
    assert entry.rule.sound
    assert entry.rule.faulty
    assert all(example.why for example in (*entry.rule.sound, *entry.rule.faulty))


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.slug)
def test_a_rule_s_story_is_whole(entry):
    notes = entry.notes
    for part in (notes.says, notes.matters, notes.do, notes.wrong):
        assert part
        assert part[0].isupper()
        assert part[-1] in ".?"


@pytest.mark.parametrize(("slug", "level"), LEVELS.items())
def test_levels_are_those_of_the_contract(slug, level):
    assert catalogue()[slug].rule.level is level


@pytest.mark.parametrize(
    "slug", ["render-date-leak", "url-date-after-document", "credit-without-link"]
)
def test_what_rests_on_text_alone_is_strong_but_no_proof(slug):
    assert catalogue()[slug].rule.confidence is Confidence.PROBABLE


@pytest.mark.parametrize("pair", FAULTY, ids=map(named, FAULTY))
def test_a_rule_speaks_on_its_faulty_examples(pair):
    entry, example = pair
    found = of_rule(judged_example(example), entry.rule.slug)
    assert found
    for finding in found:
        assert finding.standing is Standing.NEW
        assert finding.span is not None
        assert finding.line is not None
        lines = example.text.splitlines()
        assert 1 <= finding.line <= len(lines)
        assert finding.evidence
        if entry.rule.subject in (SubjectKind.LINK, SubjectKind.CITATION):
            assert finding.url


ALSO = {
    "brand-name-anachronism": {"first-published-elsewhere"},
    "credit-link-host-mismatch": {"first-published-elsewhere"},
    "copy-older-than-original": {"first-published-elsewhere"},
    "credit-without-link": {"first-published-elsewhere"},
    "render-date-leak": {"boilerplate-link"},
}
"""What a rule's own defect cannot be without."""


@pytest.mark.parametrize("pair", FAULTY, ids=map(named, FAULTY))
def test_a_faulty_example_shows_the_rule_s_own_defect_alone(pair):
    entry, example = pair
    slug = entry.rule.slug
    assert set(said(judged_example(example))) == {slug, *ALSO.get(slug, ())}
    assert len(example.text.splitlines()) <= 9


@pytest.mark.parametrize("pair", [*FAULTY, *SOUND], ids=map(named, [*FAULTY, *SOUND]))
def test_a_rule_needs_no_text_of_the_document(pair):
    """A document that is read back to be judged has no text, blocks or passages."""
    assert judged_example(pair[1]) == judged_example(pair[1], whole=True)


@pytest.mark.parametrize("pair", FAULTY, ids=map(named, FAULTY))
def test_a_whole_audit_says_of_an_example_what_its_rules_say(pair):
    """What is written down and read back on the way is all that the rules rest on."""
    example = pair[1]
    report = audit(
        example.text,
        example.answers,
        locator=example.locator,
        now=example.now,
        files=example.files,
        documents=example.documents,
        limited=example.limited,
        pages=example.pages,
        before=example.before,
    )
    findings = [
        replace(item, standing=Standing.NEW) if example.before else item
        for item in report.findings
        if item.document == example.locator
    ]
    assert sorted(map(repr, findings)) == sorted(map(repr, judged_example(example)))


@pytest.mark.parametrize("pair", SOUND, ids=map(named, SOUND))
def test_a_rule_is_silent_on_its_sound_examples(pair):
    entry, example = pair
    assert of_rule(judged_example(example), entry.rule.slug) == []


@pytest.mark.parametrize("pair", FAULTY, ids=map(named, FAULTY))
def test_what_is_said_is_a_sentence_in_plain_words(pair):
    for finding in judged_example(pair[1]):
        for words in (finding.message, finding.advice):
            assert not words[0].islower()
            assert words.endswith(".")
            plain = re.sub(r"\S+://\S+", "an address", words)
            assert not INTERNAL.search(plain), plain


@pytest.mark.parametrize("pair", [*FAULTY, *SOUND], ids=map(named, [*FAULTY, *SOUND]))
def test_a_finding_knows_the_rule_s_own_terms(pair):
    for finding in judged_example(pair[1]):
        assert finding.rule in catalogue()
        assert finding.document == pair[1].locator


@pytest.mark.parametrize("pair", FAULTY, ids=map(named, FAULTY))
def test_no_rule_accuses_an_address_in_code(pair):
    example = pair[1]
    urls = {item.url for item in judged_example(example) if item.url}
    code = "".join(f"`{url}` again `{url}`\n\n" for url in sorted(urls))
    text = f"# A headline\n\nPublished 3 March 2016\n\n{code}"
    found = judged(text, example.answers, locator="code.md", now=example.now)
    assert [item.rule for item in found if item.url] == []


# -- one look and many --

GONE = "https://example.org/page"
OTHER = "https://example.com/"
TEXT = f"See {GONE} and {OTHER} for more.\n"


def looks(answer: str, days: list[int]) -> list[Finding]:
    """What is found on the last of the given days of 2026, when each day's look was the same."""
    *earlier, now = ((date(2026, 1, 1) + timedelta(days=at)).isoformat() for at in days)
    return judged(TEXT, {GONE: answer, OTHER: "200"}, now=now, days=earlier)


@pytest.mark.parametrize(
    ("rule", "answer", "days", "level"),
    [
        ("dead-link", "404", [0], Level.WARNING),
        ("dead-link", "404", [0, 1, 2], Level.WARNING),
        ("dead-link", "404", [0, 3, 6], Level.ERROR),
        ("dead-link", "410", [0], Level.WARNING),
        ("dead-link", "410", [0, 2], Level.ERROR),
        ("dead-host", "dns-name", [0], Level.WARNING),
        ("dead-host", "dns-name", [0, 2], Level.ERROR),
        ("dead-host", "connect", [0], Level.NOTE),
        ("dead-host", "connect", [0, 1], Level.WARNING),
        ("dead-host", "connect", [0, 5, 9, 14], Level.ERROR),
        ("server-error", "500", [0], Level.NOTE),
        ("server-error", "500", [0, 1], Level.WARNING),
        ("dead-link", "500", [0, 5, 9, 14], Level.ERROR),
        ("timed-out", "read-timeout", [0], Level.NOTE),
        ("timed-out", "read-timeout", [0, 1], Level.WARNING),
        ("dead-link", "read-timeout", [0, 5, 9, 14], Level.ERROR),
        ("dead-link", "protocol", [0, 5, 9, 14], Level.ERROR),
        ("dead-link", "redirect-loop", [0, 3, 6], Level.ERROR),
    ],
)
def test_an_error_needs_more_than_one_bad_day(rule, answer, days, level):
    (finding,) = of_rule(looks(answer, days), rule)
    assert finding.level is level


def test_dead_says_for_how_long():
    (finding,) = of_rule(looks("404", [0, 3, 6]), "dead-link")
    assert "1 January 2026" in finding.message
    assert "dead" in finding.message


@pytest.mark.parametrize("answer", ["tls-expired", "403", "429", "999", "451", "401", "robots"])
def test_these_never_make_a_dead_link(answer):
    found = looks(answer, [0, 5, 10, 15, 20])
    assert not of_rule(found, "dead-link")
    assert not of_rule(found, "dead-host")


# -- the date rules together --

_HEAD = (
    "Two Ships\n\nLast week President Barack Obama and Secretary of State John Kerry fed "
    "everybody{end}\n\n"
)
_PAIR = "https://example.org/2025/10/29/one\nhttps://example.org/2025/10/29/two\n\n"
DATE_RULES = {
    "render-date-leak",
    "url-date-after-document",
    "url-date-impossible",
    "boilerplate-link",
}


def date_findings(found: list[Finding]) -> dict[str, tuple[Level, Confidence]]:
    return {f.rule: (f.level, f.confidence) for f in found if f.rule in DATE_RULES}


def test_a_leak_is_probable_from_text_and_certain_with_proof():
    text = _HEAD.format(end=" with") + _PAIR + "their work.\n"
    assert date_findings(judged(text)) == {
        "render-date-leak": (Level.WARNING, Confidence.PROBABLE),
        "boilerplate-link": (Level.NOTE, Confidence.PROBABLE),
    }
    older = {
        f"https://example.org/2025/10/29/{name}": f"301 https://example.org/2014/03/05/{name}"
        for name in ("one", "two")
    } | {f"https://example.org/2014/03/05/{name}": "200" for name in ("one", "two")}
    proven = judged(text, older)
    assert date_findings(proven)["render-date-leak"] == (Level.WARNING, Confidence.CERTAIN)
    assert len(of_rule(proven, "render-date-leak")) == 2
    assert "2014/03/05/one" in str(of_rule(proven, "render-date-leak")[0].evidence)


def test_newer_links_in_boilerplate_are_only_a_note():
    one = _PAIR.splitlines()[0]
    text = _HEAD.format(end=" with") + one + "\n\ntheir work.\n"
    assert date_findings(judged(text)) == {"boilerplate-link": (Level.NOTE, Confidence.PROBABLE)}


def test_a_true_conflict_tells_the_gap_and_the_clues():
    text = _HEAD.format(end=" (https://example.org/2025/10/29/one).")
    found = judged(text)
    assert date_findings(found) == {"url-date-after-document": (Level.WARNING, Confidence.PROBABLE)}
    (finding,) = of_rule(found, "url-date-after-document")
    gap = (date(2025, 10, 29) - date(2017, 1, 20)).days
    assert finding.gap_days == gap
    assert f"{gap:,} days" in finding.message
    assert finding.explanation == "true-conflict"
    evidence = " ".join(item.text for item in finding.evidence)
    assert "Barack Obama" in evidence
    assert "John Kerry" in evidence


def test_dates_that_agree_are_not_spoken_of():
    text = _HEAD.format(end=" (https://example.org/2014/03/05/one).")
    assert date_findings(judged(text)) == {}


# -- some rules' own edges --


@pytest.mark.parametrize("url", ["ftp://example.org/a", "mailto:a@example.org", "tel:+15550100"])
def test_other_schemes_are_neither_malformed_nor_insecure(url):
    found = judged(f"[one]({url})\n", locator="a.md")
    assert not of_rule(found, "malformed-address")
    assert not of_rule(found, "insecure-http")


def test_no_credit_is_missed_where_the_outlet_is_linked_elsewhere_in_the_text():
    text = (
        "A story, see https://www.reuters.com/world/a.\n\n"
        "This article was first published by Reuters.\n"
    )
    assert not of_rule(judged(text), "credit-without-link")


def test_a_page_fetched_from_the_outlet_itself_is_no_reprint():
    text = "A story.\n\nThis article was first published by Reuters.\n"
    found = judged(text, locator="https://www.reuters.com/a.txt")
    assert not of_rule(found, "first-published-elsewhere")
    assert not of_rule(found, "credit-without-link")


def test_a_wrapped_title_explains_the_duplicate():
    url = "https://example.org/two-ships-reach-the-harbour"
    text = f"A story.\n\nRelated article: Two Ships Reach\nthe Harbour\n\nEnd.\n\n{url}\n{url}\n"
    (finding,) = of_rule(judged(text), "duplicate-citation")
    assert finding.explanation == "wrapped-anchor"
    assert finding.line == 9
