"""A document states its own day: each way gives the right clue, and what looks alike gives none."""

from __future__ import annotations

from datetime import date

import pytest

from linkassay.extract import extract
from linkassay.model import DOCUMENT, Clock, Clue, CreditClass, DaySet, Reading, Source
from linkassay.tables.clues import clue_rule

DAY = date(2015, 3, 12)
LATER = date(2015, 3, 14)
BODY = (
    "\n\nThe harbour will be rebuilt at last, the council said on Monday after a long debate.\n\n"
    "More follows in the text, which goes on for a while and says nothing of any other day.\n"
)


def read(text: str, locator: str = "a.md") -> Reading:
    return next(extract(Source(locator, text.encode())))


def stated(text: str, locator: str = "a.md") -> list[tuple[str, date | None]]:
    """The rules and days by which a document states when it was published."""
    return [
        (clue.rule, clue.days.earliest)
        for clue in read(text, locator).clues
        if clue.subject == DOCUMENT and clue_rule(clue.rule).statement is not None
    ]


def changed(text: str, locator: str = "a.md") -> list[date | None]:
    clues: list[Clue] = [clue for clue in read(text, locator).clues if clue.clock is Clock.MODIFIED]
    return [clue.days.earliest for clue in clues]


def under_title(line: str) -> str:
    return f"# The harbour budget\n\n{line}{BODY}"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("By Ann Lee, 12 March 2015", "byline-date"),
        ("Published: 12 March 2015", "date-label"),
        ("LONDON, March 12, 2015 (AP) — The harbour is shut.", "dateline"),
        ("March 12, 2015", "date-line"),
        ("Published: 12 March 2015. Updated: 12 March 2015", "date-label"),
    ],
)
@pytest.mark.parametrize("locator", ["a.md", "a.txt"])
def test_each_way_to_state_a_day_has_its_rule(line, rule, locator):
    text = under_title(line) if locator == "a.md" else under_title(line).removeprefix("# ")
    assert stated(text, locator) == [(rule, DAY)]


def test_front_matter_states_a_day():
    text = f"---\ntitle: The harbour budget\ndate: 2015-03-12\n---\n\n# The harbour budget{BODY}"
    assert stated(text) == [("metadata-date", DAY)]


def test_front_matter_and_a_byline_state_a_day_each():
    text = "---\ndate: 2015-03-12\n---\n\n" + under_title("By Ann Lee, 12 March 2015")
    assert stated(text) == [("metadata-date", DAY), ("byline-date", DAY)]


@pytest.mark.parametrize(
    "line",
    [
        "Published: 12 March 2015. Updated: 14 March 2015",
        "Published: 12 March 2015\nUpdated: 14 March 2015",
        "Published 12 March 2015 | Last updated 14 March 2015, 10:15 GMT",
        "First published on Thursday, 12 March 2015 at 10:00. Last modified on 14 March 2015.",
        "Updated: 14 March 2015\n\nPublished: 12 March 2015",
        "Veröffentlicht am 12. März 2015, zuletzt aktualisiert am 14. März 2015 um 10:15 Uhr",
        "am 12. März 2015 veröffentlicht, am 14. März 2015 aktualisiert",
        "Publié le 12 mars 2015 à 10h15 - Mis à jour le 14 mars 2015 à 09h02",
        "Publicado el 12 de marzo de 2015. Actualizado el 14 de marzo de 2015",
        "Опубликовано: 12 марта 2015 г. Обновлено: 14 марта 2015 г.",
    ],
)
@pytest.mark.parametrize("locator", ["a.md", "a.txt"])
def test_a_change_moves_its_own_clock_alone(line, locator):
    text = under_title(line) if locator == "a.md" else under_title(line).removeprefix("# ")
    assert stated(text, locator) == [("date-label", DAY)]
    assert changed(text, locator) == [LATER]


def test_two_labels_are_two_credit_lines():
    reading = read(under_title("Published: 12 March 2015. Updated: 14 March 2015"))
    assert [(item.credit, item.text, item.day) for item in reading.attributions] == [
        (CreditClass.PUBLISHED, "Published: 12 March 2015", DAY),
        (CreditClass.UPDATED, "Updated: 14 March 2015", LATER),
    ]
    first, second = reading.attributions
    assert first.span.end is not None
    assert second.span.start is not None
    assert first.span.end < second.span.start


@pytest.mark.parametrize(
    "line",
    [
        "Published 2015-03-12T10:15:00Z",
        "Posted on March 12th, 2015 by Ann Lee",
        "Date: 12 March 2015",
        "Veröffentlicht: 12.03.2015",
        "Erschienen am Donnerstag, 12. März 2015, 10:15 Uhr",
        "Publié le 12/03/2015",
        "Mis en ligne le jeudi 12 mars 2015",
        "Fecha de publicación: 12/03/2015",
        "Publicado: 12 de marzo de 2015, 10:15",
        "Дата публикации: 12.03.2015",
        "Опубликовано 12 марта 2015 года, 10:15",
        "Published\n\n12 March 2015",
    ],
)
def test_a_label_speaks_in_its_language(line):
    assert stated(under_title(line)) == [("date-label", DAY)]


@pytest.mark.parametrize(
    "line",
    [
        "Stand: 14.03.2015",
        "Letzte Aktualisierung: 14. März 2015",
        "Diese Seite wurde zuletzt am 14. März 2015 um 13:22 Uhr bearbeitet.",
        "Dernière mise à jour : 14/03/2015",
        "Última actualización: 14/03/2015",
        "Дата обновления: 14 марта 2015",
        "This page was last edited on 14 March 2015, at 13:22.",
    ],
)
def test_the_day_of_a_change_is_no_day_of_publication(line):
    assert stated(under_title(line)) == []
    assert changed(under_title(line)) == [LATER]


@pytest.mark.parametrize(
    "line",
    [
        "12 March 2015",
        "Thursday, 12 March 2015",
        "12.03.2015, 10:15 Uhr",
        "2015-03-12",
        "2015年3月12日",
        "12 марта 2015, 13:43",
        "March 12, 2015 | 5 min read",
        "12 March 2015 • 3 comments",
        "Harbour | 12 March 2015",
        "Berlin, 12. März 2015",
    ],
)
def test_a_day_alone_below_the_title(line):
    assert stated(under_title(line)) == [("date-line", DAY)]


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Lee, 12 March 2015",
        "By Ann Lee\nMarch 12, 2015",
        "Ann Lee | 12 March 2015",
        "12. März 2015 Ann Lee",
        "von Ann Lee · 12. März 2015",
        "Par Ann Lee le 12 mars 2015",
        "Por Ann Lee, 12 de marzo de 2015",
    ],
)
def test_a_day_beside_a_byline(line):
    assert stated(under_title(line)) == [("byline-date", DAY)]


@pytest.mark.parametrize(
    "line",
    [
        "LONDON, March 12, 2015 (AP) — The harbour is shut.",
        "London, 12 March 2015 (Reuters) - The harbour is shut.",
        "FRANKFURT, Germany, March 12, 2015 /PRNewswire/ -- The harbour is shut.",
        "Berlin (dpa), 12.03.2015 – Der Hafen ist zu.",
        "PARIS, le 12 mars 2015 – Le port est fermé.",
        "MADRID, 12 marzo 2015 (EFE).- El puerto está cerrado.",
        "МОСКВА, 12 марта 2015 (ТАСС) — Порт закрыт.",
        "(12.03.2015) Der Hafen ist zu.",
    ],
)
def test_a_dateline_opens_the_text(line):
    assert stated(under_title(line)) == [("dateline", DAY)]


def test_a_day_before_the_title_is_the_first_line():
    text = f"12 March 2015\n\nThe harbour budget{BODY}"
    assert stated(text, "a.txt") == [("first-line", DAY)]


def test_a_label_before_the_title_is_read_and_is_no_title():
    text = f"Published: 12 March 2015\n\nThe harbour budget{BODY}"
    assert read(text, "a.txt").document.title == "The harbour budget"
    assert stated(text, "a.txt") == [("date-label", DAY)]


def test_a_title_takes_in_neither_byline_nor_day():
    text = f"The harbour budget\nBy Ann Lee\nMarch 12, 2015{BODY}"
    reading = read(text, "a.txt")
    assert reading.document.title == "The harbour budget"
    assert [item.person for item in reading.attributions] == ["Ann Lee"]
    assert stated(text, "a.txt") == [("date-line", DAY)]


def test_a_word_parted_from_the_day_is_a_section_and_no_label():
    assert stated(under_title("Publication | 12 March 2015")) == [("date-line", DAY)]


def test_a_title_over_two_lines_stays_whole():
    assert read(f"The harbour\nbudget of 2015{BODY}", "a.txt").document.title == (
        "The harbour budget of 2015"
    )


@pytest.mark.parametrize("line", ["Berlin, 12. März 2015", "12 March 2015"])
def test_a_day_that_is_the_last_line_signs_the_text(line):
    assert stated(f"# The harbour budget{BODY}\n{line}\n") == [("date-line", DAY)]


@pytest.mark.parametrize(
    "line",
    [
        "When: 12 March 2015",
        "Wann: 12. März 2015",
        "Date: 12 March 2015 Time: 19:00 Venue: Town Hall",
        "Date: 12 March 2015\n\nVenue: Town Hall",
        "12 March 2015\n\nLocation: Town Hall",
        "12 March 2015, 19:00–21:00",
        "12–15 March 2015",
        "12 March 2015 – 15 March 2015",
        "10 March 2015, 12 March 2015",
        "until 12 March 2015",
        "Deadline: 12 March 2015",
        "Start date: 12 March 2015",
        "Effective date: 12 March 2015",
        "Accessed 12 March 2015",
        "On 12 March 2015 the harbour was shut",
        "March 12, 2015 was a cold day",
        "Paris, 12 March 2015 — a day that nobody here forgets.",
        "12 March 2015 — a day that nobody here forgets.",
        "Published 03/12/2015",
        "Published in 2015",
        "Pier 12.03.2015.4",
    ],
)
def test_what_only_looks_like_a_day_of_publication(line):
    assert stated(under_title(line)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"# The harbour budget{BODY}\n12 March 2015\n{BODY}",
        f"# A diary\n\n12 March 2015{BODY}\n13 March 2015{BODY}",
        f"# A chronicle\n\n## 12 March 2015{BODY}",
        f"# The harbour budget{BODY}\n## Related\n\n- 12 March 2015\n- The old pier\n",
    ],
    ids=["in the text", "diary", "heading", "in a list"],
)
def test_a_day_in_the_text_is_no_statement(text):
    assert stated(text) == []


def test_a_list_of_labelled_days_is_of_other_things():
    rows = "\n\n".join(f"A paper\n\nPublished: {day} March 2014" for day in (1, 2, 3, 4, 5))
    assert stated(f"{under_title('Published: 12 March 2015')}\n{rows}\n") == [("date-label", DAY)]


@pytest.mark.parametrize(
    ("page", "line", "day"),
    [
        ("en-GB", "03/12/2015", date(2015, 12, 3)),
        ("en-US", "03/12/2015", date(2015, 3, 12)),
        ("fr", "03/12/2015", date(2015, 12, 3)),
        ("en", "03/12/2015", None),
        ("en", "03/13/2015", date(2015, 3, 13)),
        ("en", "13/03/2015", date(2015, 3, 13)),
        ("en", "03/03/2015", date(2015, 3, 3)),
    ],
)
def test_the_order_of_figures_is_never_guessed(page, line, day):
    text = f"---\nlang: {page}\n---\n\n" + under_title(f"Published: {line}")
    assert stated(text) == ([] if day is None else [("date-label", day)])


def test_another_day_in_figures_settles_the_order():
    text = under_title("Published: 03/12/2015") + "\nThe pier was shut on 03/28/2014.\n"
    assert stated(text) == [("date-label", DAY)]


def test_days_that_contradict_each_other_settle_no_order():
    text = under_title("Published: 03/12/2015") + "\nShut on 03/28/2014 and 28/03/2014.\n"
    assert stated(text) == []


def test_a_stated_day_is_no_tale_of_the_text():
    clues = read(under_title("March 12, 2015")).clues
    assert [clue.rule for clue in clues if clue.rule.startswith("text-")] == []


def test_a_clue_stands_where_the_day_does():
    text = under_title("Posted by Ann Lee. Published: 12 March 2015")
    (clue,) = [clue for clue in read(text).clues if clue.rule == "date-label"]
    assert text[clue.span.start : clue.span.end] == clue.text == "Published: 12 March 2015"
    assert clue.days == DaySet.on(DAY)
