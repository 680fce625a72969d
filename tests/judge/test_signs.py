"""A rule is asked about subjects that bear its sign, and finds what it would find of all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judged import Judged, example_in_full, in_full
from linkassay.judge import cases
from linkassay.judge.signs import Signs
from linkassay.model import Case, Dating, Document, Reading, Sign, SubjectKind
from linkassay.rules import catalogue

SIGNED = catalogue()
UNSIGNED = {
    slug: replace(entry, rule=replace(entry.rule, sign=None)) for slug, entry in SIGNED.items()
}
EXAMPLES = [
    (slug, example)
    for slug, entry in SIGNED.items()
    for example in (*entry.rule.sound, *entry.rule.faulty)
]
ADDRESSES = (
    "https://example.org/one",
    "https://example.org/2025/10/29/two",
    "https://example.org/2031/01/01/three",
    "http://example.com/four",
    "http://example.com/2023/02/29/five",
    "https://web.archive.org/web/20140102030405/https://example.net/2016/05/06/six",
    "https://example.net/seven#place",
    "https://example.net/seven",
    "https://user.example@example.edu/eight",
    "https://[broken",
)
OPENINGS = (
    "Two Ships\n\n",
    "Two Ships\n\nPublished: 14 May 2013\n\n",
    "Two Ships\n\nUnder President Barack Obama, Chancellor Angela Merkel and Prime Minister David "
    "Cameron the town fed everybody.\n\n",
)
ANSWERS = (
    "200",
    "404",
    "410",
    "403",
    "500",
    "read-timeout",
    "dns-name",
    "connect",
    "tls-expired",
    "301 https://example.org/moved/2012/03/04/one",
    "302 https://example.org/",
)
NOW = datetime(2026, 1, 15, tzinfo=UTC)
DAYS = ("2026-01-02", "2026-01-09", "2026-01-15")


def both(monkeypatch: pytest.MonkeyPatch, judge: Callable[[], Judged]) -> tuple[Judged, Judged]:
    """What is judged with the signs, and without."""
    signed = judge()
    with monkeypatch.context() as patch:
        patch.setattr(cases, "catalogue", lambda: UNSIGNED)
        return signed, judge()


@pytest.mark.parametrize(("slug", "example"), EXAMPLES)
def test_of_every_example_the_same_is_found(monkeypatch, slug, example):
    signed, unsigned = both(monkeypatch, lambda: example_in_full(example))
    assert signed.findings == unsigned.findings, slug


@settings(max_examples=60, deadline=None)
@given(
    opening=st.sampled_from(OPENINGS),
    cited=st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=12),
    answers=st.lists(st.sampled_from(ANSWERS), min_size=len(ADDRESSES), max_size=len(ADDRESSES)),
    before=st.lists(st.sampled_from(("200", "404", "500")), max_size=3),
    days=st.sampled_from(((), DAYS[:1], DAYS[:2])),
)
def test_of_generated_documents_the_same_is_found(opening, cited, answers, before, days):
    text = opening + "\n\n".join(f"See {url} (accessed 3 March 2011)." for url in cited) + "\n"
    web = dict(zip(ADDRESSES, answers, strict=True))
    web |= {"https://example.org/": "200", "https://example.net/2016/05/06/six": answers[0]}
    web |= {url.replace("http:", "https:"): "200" for url in ADDRESSES}
    web |= {"https://example.org/moved/2012/03/04/one": "200"}
    with pytest.MonkeyPatch.context() as monkeypatch:
        signed, unsigned = both(monkeypatch, lambda: in_full(text, web, before=before, days=days))
    assert signed.findings == unsigned.findings


def test_every_sign_is_that_of_a_rule_and_every_rule_is_asked_by_its_own():
    signs = Signs(Case(Reading(Document("a.txt", "text/plain", "", "")), Dating(), {}, NOW))
    of = {
        SubjectKind.LINK: signs.links,
        SubjectKind.CITATION: signs.citations,
        SubjectKind.HOST: signs.hosts,
    }
    rules = [entry.rule for entry in SIGNED.values()]
    assert {rule.sign for rule in rules} - {None} == set(Sign)
    for rule in rules:
        if rule.subject in of:
            assert list(of[rule.subject](rule)) == []
        else:
            assert rule.sign is None, rule.slug
