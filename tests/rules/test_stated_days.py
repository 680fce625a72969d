"""Rules about the days a document states of itself, and what keeps them from false accusations."""

from __future__ import annotations

import json

import pytest

from judged import judged
from linkassay.model import Finding, Level

PAGE = "https://example.org/a.html"


def page(*head: str, body: str = "<p>The ships came in.</p>") -> str:
    return "<title>A story</title>" + "".join(head) + body


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def published(day: str) -> str:
    return meta("article:published_time", day)


def modified(day: str) -> str:
    return meta("article:modified_time", day)


def article(**fields: object) -> str:
    item = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(item)}</script>'


def of(rule: str, text: str, locator: str = PAGE) -> list[Finding]:
    return [item for item in judged(text, locator=locator) if item.rule == rule]


# -- self-dates-disagree ---------------------------------------------------------------------------


def disagree(text: str, locator: str = PAGE) -> list[Level]:
    return [item.level for item in of("self-dates-disagree", text, locator)]


@pytest.mark.parametrize(
    ("other", "levels"),
    [
        ("2019-03-03", []),
        ("2019-03-04", []),
        ("2019-03-05", [Level.NOTE]),
        ("2019-03-10", [Level.NOTE]),
        ("2019-03-11", [Level.WARNING]),
        ("2018-03-03", [Level.WARNING]),
        ("2019-03", []),
        ("2019", []),
        ("2018", [Level.WARNING]),
    ],
)
def test_the_gap_between_two_statements_decides(other: str, levels: list[Level]) -> None:
    assert disagree(page(published("2019-03-03"), article(datePublished=other))) == levels
    assert disagree(page(published(other), article(datePublished="2019-03-03"))) == levels


def test_the_page_s_own_address_is_a_statement() -> None:
    text = page(published("2019-03-03"))
    assert disagree(text, "https://example.org/2019/05/20/a.html") == [Level.WARNING]
    assert disagree(text, "https://example.org/2019/03/04/a.html") == []
    assert disagree(text, "https://example.org/2019/05/a.html") == []
    assert disagree(text, "2019/05/20/a.html") == []
    stamped = "https://web.archive.org/web/20190520000000/https://example.org/a.html"
    assert disagree(text, stamped) == []


@pytest.mark.parametrize(
    "explained",
    [
        page(published("2019-05-20"), modified("2019-05-21"), article(datePublished="2019-03-03")),
        page(
            published("2019-05-20"),
            article(datePublished="2019-03-03"),
            body="<p>This article was republished on 20 May 2019.</p>",
        ),
    ],
)
def test_the_day_of_a_change_is_explained(explained: str) -> None:
    assert disagree(explained) == []


def test_a_change_does_not_explain_the_earlier_day() -> None:
    early = page(
        published("2019-03-03"), modified("2019-03-03"), article(datePublished="2019-05-20")
    )
    assert disagree(early) == [Level.WARNING]


@pytest.mark.parametrize(
    "field",
    ["citation_publication_date", "prism.coverDate", "DC.date.created", "DCTERMS.issued"],
)
def test_the_day_of_a_draft_or_an_issue_is_another_day(field: str) -> None:
    assert disagree(page(published("2019-03-03"), meta(field, "2019-05-20"))) == []
    assert disagree(page(published("2019-03-03"), meta("date", "2019-05-20"))) == [Level.WARNING]


def test_a_time_element_may_be_another_text_s() -> None:
    body = "<article><time datetime=2019-05-20>May</time><p>The ships came in.</p></article>"
    assert disagree(page(published("2019-03-03"), body=body)) == []


def test_a_date_with_slashes_may_be_read_the_other_way_round() -> None:
    def told(day: str) -> str:
        body = f"<p>Publié le {day}</p><p>Les bateaux sont arrivés dans le port.</p>"
        return f"<html lang=fr>{page(published('2019-11-01'), body=body)}"

    assert disagree(told("11/01/2019")) == []
    assert disagree(told("11/01/2018")) == [Level.WARNING]
    assert disagree(told("11 janvier 2019")) == [Level.WARNING]


def test_a_day_without_a_label_may_be_another_thing_s() -> None:
    text = "---\ndate: 2019-03-03\n---\n\n# A story\n\n{}\n\nThe ships came in.\n"
    assert disagree(text.format("Published: 20 May 2019"), "a.md") == [Level.WARNING]
    assert disagree(text.format("20 May 2019"), "a.md") == [Level.NOTE]


def test_of_a_list_of_works_the_first_line_counts() -> None:
    text = "A story\n\nPublished: 3 March 2019\n\nText.\n\nPublished: 20 May 2018\n"
    assert disagree(text, "a.txt") == []


# -- modified-before-published, published-in-future ------------------------------------------------


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ([published("2019-03-03"), modified("2019-03-01")], 1),
        ([published("2019-03-03"), modified("2019-03-02")], 0),
        ([published("2019-03-03"), modified("2019")], 0),
        ([published("2019-03-03"), modified("2019-03-01"), article(dateModified="2019-03-09")], 0),
        (
            [
                published("2019-03-03"),
                article(datePublished="2019-02-01", dateModified="2019-02-02"),
            ],
            0,
        ),
    ],
)
def test_changed_before_published(head: list[str], count: int) -> None:
    assert len(of("modified-before-published", page(*head))) == count


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ([published("2026-01-17")], 1),
        ([published("2026-01-16")], 0),
        ([published("2026")], 0),
        ([published("2026-02-01"), article(datePublished="2025-02-01")], 0),
        ([modified("2026-02-01")], 0),
    ],
)
def test_published_in_days_to_come(head: list[str], count: int) -> None:
    assert len(of("published-in-future", page(*head))) == count


# -- text-after-stated-date ------------------------------------------------------------------------


def later(*sentences: str, day: str = "3 March 2019") -> list[Level]:
    text = f"A story\n\nPublished: {day}\n\n" + "\n\n".join(sentences) + "\n"
    return [item.level for item in of("text-after-stated-date", text, "a.txt")]


BIDEN = "President Joe Biden came to the harbour."
OPENED = "The harbour was opened on 4 May 2022."


@pytest.mark.parametrize(
    ("sentences", "levels"),
    [
        ([BIDEN, OPENED], [Level.WARNING]),
        ([BIDEN], [Level.NOTE]),
        ([OPENED], [Level.NOTE]),
        ([OPENED, "It was closed on 5 May 2023."], [Level.NOTE]),
        (["The race is on 4 May 2022."], []),
        (["The harbour is to be opened on 4 May 2022."], []),
        (["The harbour was opened in May 2022, and closed in 2023."], []),
        (["President Biden came to the harbour."], []),
        (["The harbour was opened on 9 March 2019."], []),
    ],
)
def test_two_kinds_of_clues_warn_and_one_is_a_note(
    sentences: list[str], levels: list[Level]
) -> None:
    assert later(*sentences) == levels


def test_a_text_that_states_no_day_or_a_later_change_is_not_contradicted() -> None:
    assert of("text-after-stated-date", f"A story\n\n{BIDEN} {OPENED}\n", "a.txt") == []
    assert later("Updated: 5 May 2022", BIDEN, OPENED) == []
    assert later("Correction (5 May 2022): An earlier text misspelled a name.", OPENED) == []


def test_the_day_of_a_credit_line_is_for_the_credit_s_rules() -> None:
    assert later("This text was first published by Reuters on 20 May 2022.") == []
    assert later("Reuters came to the harbour on 20 May 2022, and published it.") == [Level.NOTE]


# -- credits with a day ----------------------------------------------------------------------------

ORIGIN = "This text was first published by Reuters on {day}."


def older(sentence: str, more: str = "", locator: str = "a.txt") -> list[Level]:
    text = f"A story\n\nBy Ana Bell\n\nPublished: 3 March 2019\n\n{more}{sentence}\n"
    return [item.level for item in of("copy-older-than-original", text, locator)]


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        ("2 March 2019", []),
        ("4 March 2019", []),
        ("5 March 2019", [Level.NOTE]),
        ("10 March 2019", [Level.NOTE]),
        ("11 March 2019", [Level.WARNING]),
        ("March 2020", []),
    ],
)
def test_the_gap_between_copy_and_original_decides(day: str, levels: list[Level]) -> None:
    assert older(ORIGIN.format(day=day)) == levels


def test_another_version_and_a_changed_copy_are_no_older_copy() -> None:
    version = "A longer version of this essay first appeared in Reuters on 20 March 2019."
    assert older(version) == []
    origin = ORIGIN.format(day="20 March 2019")
    assert older(origin) == [Level.WARNING]
    assert older(origin, "Updated: 21 March 2019\n\n") == []
    assert older(origin, locator="https://www.reuters.com/a.txt") == []


def test_each_name_that_is_too_new_is_told_once() -> None:
    line = "This text was first published by Bloomberg View."
    text = "A story\n\nPublished: {day}\n\n" + f"{line}\n\n{line}\n"
    assert len(of("brand-name-anachronism", text.format(day="3 March 2009"), "a.txt")) == 1
    assert of("brand-name-anachronism", text.format(day="25 April 2011"), "a.txt") == []
    assert of("brand-name-anachronism", text.format(day="2011"), "a.txt") == []
    assert of("brand-name-anachronism", f"A story\n\n{line}\n", "a.txt") == []
