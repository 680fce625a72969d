"""What keeps the rules about licences, notices, agencies and copies from a false accusation."""

from __future__ import annotations

import pytest

from judged import judged, said
from linkassay.model import Level

# -- licences and corrections ----------------------------------------------------------------------

CC = "This work is licensed under a Creative Commons licence."


@pytest.mark.parametrize(
    ("text", "locator", "said_of"),
    [
        (CC, "a.txt", ["licence-incomplete"]),
        (CC.replace("licence.", "Attribution 4.0 licence."), "a.txt", []),
        (f"{CC}\n\nSee https://creativecommons.org/licenses/by/4.0/ for it.", "a.txt", []),
        (
            f"<link rel=license href=//creativecommons.org/licenses/by/4.0/><p>{CC}</p>",
            "a.html",
            [],
        ),
        (f"<meta name=license content='CC BY 4.0'><p>{CC}</p>", "a.html", []),
        (f"<meta name=license content='CC BY'><p>{CC}</p>", "a.html", ["licence-incomplete"]),
        (CC.replace("a Creative Commons", "the MIT"), "a.txt", []),
        (CC.replace("licence.", "licence, CC BY 4.0."), "a.txt", []),
        (f"Republished from Reuters{CC.removeprefix('This work is licensed')}", "a.txt", []),
    ],
)
def test_a_licence_that_is_told_in_full_somewhere_is_complete(text, locator, said_of):
    assert [i for i in said(judged(text, locator=locator)) if "licence" in i] == said_of


@pytest.mark.parametrize("verb", ["was published", "appeared", "had been posted", "was presented"])
def test_an_earlier_print_is_no_correction(verb):
    text = f"A story\n\nA previous version of this article {verb} in 2018.\n"
    assert "correction-notice" not in said(judged(text))
    wrong = "A story\n\nA previous version of this article gave a wrong name.\n"
    assert "correction-notice" in said(judged(wrong))


# -- agencies --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signature", "locator", "count"),
    [
        ("By The Associated Press", "a.txt", 1),
        ("By Reuters", "a.txt", 0),
        ("By Ana Bell", "a.txt", 0),
        ("By Ana Bell and The Associated Press", "a.txt", 1),
        ("By The Associated Press", "https://www.apnews.com/a.txt", 0),
        ("By The Harbour Courier", "a.txt", 0),
    ],
)
def test_a_dateline_conflicts_with_another_known_outlet_alone(signature, locator, count):
    text = f"A story\n\n{signature}\n\nLONDON (Reuters) - The ships came in on Tuesday.\n"
    assert said(judged(text, locator=locator)).count("byline-wire-conflict") == count


def test_two_agencies_that_sign_together_do_not_conflict():
    text = "A story\n\nLONDON (Reuters) - The ships came in.\n\nSource: {}\n"
    assert said(judged(text.format("AFP"))).count("byline-wire-conflict") == 1
    for both in ("AFP / Reuters", "Reuters, AFP"):
        assert "byline-wire-conflict" not in said(judged(text.format(both)))


def test_names_on_one_host_are_one_outlet():
    text = "A story\n\nBy Bloomberg News\n\nLONDON (Bloomberg View) - The ships came in.\n"
    assert "byline-wire-conflict" not in said(judged(text))


# -- archived copies -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stamp", "path", "levels"),
    [
        ("20190328", "2019/03/29/a", []),
        ("20190327", "2019/03/29/a", [Level.NOTE]),
        ("20190322", "2019/03/29/a", [Level.NOTE]),
        ("20190321", "2019/03/29/a", [Level.WARNING]),
        ("2018", "2019/03/29/a", []),
        ("20180101", "2019/a", []),
        ("20180101", "n/20190329/", []),
    ],
)
def test_the_gap_between_a_copy_and_its_original_decides(stamp, path, levels):
    text = f"See https://web.archive.org/web/{stamp}/https://example.org/{path} for it.\n"
    found = judged(text)
    assert [f.level for f in found if f.rule == "archive-before-original"] == levels


# -- a credit and its link -------------------------------------------------------------------------

GUARDIAN, UNKNOWN = "https://www.theguardian.com/a", "https://example.org/a"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (
            f"This article was [first]({GUARDIAN}) published by Reuters.",
            "credit-link-host-mismatch",
        ),
        (f"This [article]({GUARDIAN}) was first published by Bell Weekly.", None),
        (f"This [article]({UNKNOWN}) was first published by Reuters.", "credit-without-link"),
        (
            f"This [article]({GUARDIAN}) was [first]({UNKNOWN}) published by Reuters.",
            "credit-without-link",
        ),
        (
            f"This [article]({GUARDIAN}) was first published by Reuters.\n\n"
            "See [the text](https://www.reuters.com/a).",
            None,
        ),
    ],
)
def test_one_rule_tells_of_a_credit_s_link(line, rule):
    found = judged(f"# A story\n\nBy Ana Bell\n\n{line}\n", locator="a.md")
    told = [item.rule for item in found if item.rule.startswith("credit-")]
    assert told == ([rule] if rule else [])
    (origin,) = [item for item in found if item.rule == "first-published-elsewhere"]
    assert origin.told_with == rule


def test_an_outlet_s_own_page_is_known_by_the_name_that_it_gives_itself():
    text = (
        "<meta property=og:site_name content='The Harbour Courier'><h1>Ships</h1><p>By Ana Bell</p>"
        "<p>This article first appeared in the print edition of The Harbour Courier.</p>"
    )
    own = said(judged(text, locator="https://thc.example/a.html"))
    assert "first-published-elsewhere" not in own
    assert "credit-without-link" not in own
    other = said(judged(text.replace("content='The Harbour", "content='The Inland"), locator=_PAGE))
    assert "first-published-elsewhere" in other


_PAGE = "https://thc.example/a.html"


@pytest.mark.parametrize(
    ("outlet", "url"),
    [
        ("Reuters", "https://uk.reuters.com/a"),
        ("harbourcourier.com", "https://m.harbourcourier.com/a"),
        ("The Harbour Courier", "https://www.harbour-courier.co.uk/a"),
        ("The Harbour Courier", "https://www.theharbourcourier.com/a"),
    ],
)
def test_a_link_anywhere_in_the_document_leads_to_the_outlet(outlet, url):
    text = f"A story\n\nBy Ana Bell\n\nThis article was first published by {outlet}.\n\nSee {{}}.\n"
    assert "credit-without-link" not in said(judged(text.format(url)))
    assert "credit-without-link" in said(judged(text.format("https://example.org/a")))


# -- who wrote -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Reporting by Ana Bell; Editing by Tom Reed", 0),
        ("Tom Reed contributed to this report.", 0),
        ("The Associated Press contributed to this report.", 1),
        ("Photo: Ana Bell", 1),
    ],
)
def test_who_reported_is_an_author(line, count):
    text = f"A story\n\nLONDON (Reuters) - The ships came in on Tuesday.\n\n{line}\n"
    assert said(judged(text)).count("missing-byline") == count


def test_a_correction_has_its_day_or_none():
    assert "correction-notice" not in said(judged("Ships\n\nCorrection factor: 1.5 metres\n"))
    for line in ("Correction: The bridge is long.", "Correction, May 4: The bridge is long."):
        assert "correction-notice" in said(judged(f"Ships\n\n{line}\n"))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("This story was produced in partnership with ProPublica.", 0),
        ("This story was published in partnership with ProPublica.", 1),
        ("Cet article a été réalisé en partenariat avec Le Monde.", 0),
        ("Cet article a été publié en partenariat avec Le Monde.", 1),
    ],
)
def test_a_text_made_together_was_not_published_first_by_the_other(line, count):
    text = f"# A story\n\nBy Ana Bell\n\nThe ships came in on Tuesday.\n\n{line}\n"
    assert said(judged(text, locator="a.md")).count("credit-without-link") == count
