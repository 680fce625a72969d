"""Clues in the text: what it says of its own time, and the traps it sets."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.extract.clues import metadata_clues
from linkassay.model import (
    DOCUMENT,
    Clock,
    Clue,
    DaySet,
    Group,
    Interval,
    Meta,
    Source,
    link_subject,
)

TRUMP = DaySet.of(
    (Interval(date(2017, 1, 20), date(2021, 1, 20)), Interval(date(2025, 1, 20), None))
)
OBAMA = DaySet.between(date(2009, 1, 20), date(2017, 1, 20))


def clues(text: str, locator: str = "a.txt") -> list[Clue]:
    found = next(extract(Source(locator, f"A headline\n\n{text}\n".encode()))).clues
    return [clue for clue in found if clue.rule != "year-named"]


def of_group(text: str, group: Group) -> list[Clue]:
    return [clue for clue in clues(text) if clue.group is group]


def office(text: str) -> list[Clue]:
    return of_group(text, Group.OFFICE)


def holder(text: str) -> Clue:
    (clue,) = office(text)
    return clue


# -- office holders --


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("President Donald Trump spoke.", TRUMP),
        ("US President Donald Trump spoke.", TRUMP),
        ("U.S. President Donald J. Trump spoke.", TRUMP),
        ("It was President Barack Obama’s decision.", OBAMA),
        ("It was President Barack Obama's decision.", OBAMA),
        ("Then came President Obama, and all was well.", OBAMA),
        ("So said President Obama.", OBAMA),
        ("Under President Obama it grew.", OBAMA),
        (
            "Secretary of State Mike Pompeo came.",
            DaySet.between(date(2018, 4, 26), date(2021, 1, 20)),
        ),
        (
            "It was President Bashar al-Assad who spoke.",
            DaySet.between(date(2000, 7, 17), date(2024, 12, 8)),
        ),
        ("Vice President Joe Biden spoke.", OBAMA),
        ("The Obama administration denied it.", OBAMA),
        ("The Obama White House denied it.", OBAMA),
    ],
)
def test_who_holds_an_office_dates_the_text(text, days):
    clue = holder(text)
    assert clue.days == days
    assert (clue.subject, clue.clock) == (DOCUMENT, Clock.PUBLISHED)


def test_a_name_that_two_could_bear_allows_both_times():
    assert holder("President Bush spoke.").days == DaySet.of(
        (
            Interval(date(1989, 1, 20), date(1993, 1, 20)),
            Interval(date(2001, 1, 20), date(2009, 1, 20)),
        )
    )


@pytest.mark.parametrize(
    ("name", "years"),
    [("George W.", (2001, 2009)), ("George H.W.", (1989, 1993)), ("George H. W.", (1989, 1993))],
)
def test_exact_first_names_tell_namesakes_apart(name, years):
    days = holder(f"President {name} Bush’s men spoke.").days
    assert days == DaySet.between(date(years[0], 1, 20), date(years[1], 1, 20))


def test_a_full_name_and_a_bare_one_are_read_by_two_rules():
    assert holder("On Monday President Barack Obama spoke.").rule == "office-holder"
    assert holder("On Monday President Obama spoke.").rule == "office-family-name"
    assert holder("The Obama administration spoke.").rule == "office-family-name"


def test_remains_in_power_is_quoted():
    still = holder("President Bashar\nal-Assad, remains in power today.")
    assert still.text == "President Bashar al-Assad, remains in power"
    assert still.span is not None
    assert still.span.line == 3


def test_a_source_names_person_and_office_of_all_who_may_be_meant():
    assert holder("President George W. Bush spoke.").source == (
        "George W. Bush, President of the United States"
    )
    assert holder("President Bush spoke.").source == (
        "George H.W. Bush, President of the United States"
        " or George W. Bush, President of the United States"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("president Barack Obama spoke.", "Barack Obama"),
        ("“President Barack Obama spoke.”", "Barack Obama"),
        ("South Korean President Park Geun-hye spoke.", "Park Geun-hye"),
        ("Then they met: President Xi Jinping spoke.", "Xi Jinping"),
        ("Argentina’s President Cristina Fernández de Kirchner spoke.", "Cristina Kirchner"),
        ("UN Secretary-General Ban Ki-moon spoke.", "Ban Ki-moon"),
        ("Pope Benedict XVI spoke.", "Benedict XVI"),
        ("The President of the United States Barack Obama spoke.", "Barack Obama"),
        ("Irish Taoiseach Enda Kenny spoke.", "Enda Kenny"),
        ("Treasury Secretary Timothy Geithner spoke.", "Timothy Geithner"),
        ("Da sprach Bundeskanzlerin Angela Merkel.", "Angela Merkel"),
        ("Da sprach US-Präsident Barack Obama.", "Barack Obama"),
        ("Le président américain Barack Obama a parlé.", "Barack Obama"),
        ("Habló el presidente Nicolas Sarkozy.", "Nicolas Sarkozy"),
        ("Сказал президент США Барак Обама.", "Barack Obama"),
    ],
)
def test_titles_have_many_forms(text, who):
    clue = holder(text)
    assert clue.source.startswith(f"{who}, ")
    assert clue.rule == "office-holder"


def test_the_nation_tells_namesakes_apart():
    assert holder("President Kirchner spoke.").source.count("President of Argentina") == 2
    assert office("Kenyan President Obama spoke.") == []
    assert holder("Brazilian President Lula spoke.").days.earliest == date(2003, 1, 1)
    assert holder("President Aoun spoke.").source.count(" or ") == 1


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        ("In 2014 it was cold. So ", "office-holder"),
        ("He told of 2014. “So ", "office-holder"),
        ("It was cold. In 2014 ", "office-retold"),
        ("In 2014, after a cold winter of e.g. snow, ", "office-retold"),
        ("Room 20140 was cold, so ", "office-holder"),
    ],
)
def test_a_sentence_that_names_a_year_first_may_tell_of_the_past(before, rule):
    (clue,) = office(f"{before}President Barack Obama spoke on Monday.")
    assert (clue.rule, clue.days) == (rule, OBAMA)
    (bare,) = office(f"{before}President Obama spoke on Monday.")
    assert bare.rule == "office-family-name"


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("The former President Barack Obama spoke.", date(2017, 1, 20)),
        ("Former Secretary of State Colin Powell spoke.", date(2005, 1, 26)),
        ("So said former US President Barack Obama.", date(2017, 1, 20)),
        ("So said former Democratic President Barack Obama.", date(2017, 1, 20)),
        ("The ex-President Barack Obama spoke.", date(2017, 1, 20)),
        ("Ex-President Barack Obama spoke.", date(2017, 1, 20)),
        ("Der ehemalige US-Präsident Barack Obama sprach.", date(2017, 1, 20)),
        ("Former President Donald Trump spoke.", date(2021, 1, 20)),  # after the first term
        ("Former President Eduardo Frei spoke.", date(1994, 3, 11)),  # an end that is not known
        ("Then-President Barack Obama spoke.", date(2009, 1, 20)),
        ("The then President Barack Obama spoke.", date(2009, 1, 20)),
        ("The late President Hugo Chavez ruled long.", date(1999, 2, 2)),
        ("The ousted President Viktor Yanukovych fled.", date(2010, 2, 25)),
    ],
)
def test_who_held_the_office_once_bounds_from_below_only(text, since):
    clue = holder(text)
    assert clue.rule == "office-former"
    assert clue.days == DaySet.since(since)


@pytest.mark.parametrize(
    "text",
    [
        "President-elect Joe Biden spoke.",
        "Deputy Secretary of State Antony Blinken spoke.",
        "Assistant Secretary of State Antony Blinken spoke.",
        "Acting Secretary of State Mike Pompeo spoke.",
        "The incoming Secretary of State Marco Rubio spoke.",
        "Under Secretary of State Antony Blinken spoke.",
        "Former President Obama spoke.",
        "If elected President Donald Trump would have spoken.",
        "Would-be President Joe Biden spoke.",
        "Republican nominee President Donald Trump spoke.",
        "Shadow Foreign Secretary David Lammy spoke.",
        "The next President Joe Biden spoke.",
        "Pro-President Joe Biden groups spoke.",
    ],
)
def test_who_does_not_hold_the_office_dates_nothing(text):
    assert office(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "First Lady Michelle Obama spoke.",
        "President Hillary Clinton would have differed.",
        "President Andrew Johnson was tried.",
        "President Boris Johnson spoke.",
        "President Hassan Sheikh Mohamud spoke.",
        "President Park Won-soon spoke.",
        "The President spoke to Obama.",
        "Obama spoke.",
        "president obama",
        "Mr Pompeo was secretary of state.",
        "President Obamacare is no name.",
        "The Vice Presidents Biden and Pence met.",
    ],
)
def test_relatives_namesakes_and_others_are_not_the_holder(text):
    assert office(text) == []


def test_a_vice_president_is_never_a_president():
    biden = holder("Vice President Biden spoke.")
    assert biden.days == OBAMA
    assert "Vice President" in biden.source


# -- written dates --


def dates(text: str) -> list[Clue]:
    return of_group(text, Group.TEXT)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It happened on March 29, 2019.", date(2019, 3, 29)),
        ("The law passed in 2017.", date(2017, 1, 1)),
        ("In the summer of 2015 they met.", date(2015, 6, 1)),
        ("In May 2016 they met.", date(2016, 5, 1)),
        (
            "According to a report from last year, which said that it began in 2017, all is well.",
            date(2017, 1, 1),
        ),
    ],
)
def test_what_happened_was_published_no_earlier(text, first):
    found = dates(text)
    assert first in [clue.days.earliest for clue in found]
    assert all(clue.days.latest is None for clue in found)
    assert all(clue.clock is Clock.PUBLISHED for clue in found)


def test_a_report_of_last_year_moves_the_text_a_year_on():
    found = dates("A U.N. report from last year said that 1,000 people left in 2017.")
    assert date(2018, 1, 1) in [clue.days.earliest for clue in found]


@pytest.mark.parametrize(
    "text",
    [
        "It will end in 2030.",
        "They plan to finish by March 2030.",
        "The target is to halve it by the end of 2030.",
        "It is expected in 2030.",
        "Elections are due in May 2030.",
        "The contract expires in 2030.",
        "The upcoming summit of 2030 is far.",
    ],
)
def test_the_future_dates_nothing(text):
    assert dates(text) == []


def test_a_future_cue_in_the_sentence_before_does_not_count():
    assert dates("It will end. In 2017 it began.")


def test_what_is_ahead_of_the_cue_counts():
    assert [clue.days.earliest for clue in dates("In 2017 they said it will end.")] == [
        date(2017, 1, 1)
    ]


def test_old_names_and_disclaimers_never_bound_from_above():
    text = (
        "This opinion piece was first published by Bloomberg View.\n\n"
        "The views expressed here do not necessarily reflect the position of The Moscow Times."
    )
    (clue,) = clues(text)
    assert clue.group is Group.OUTLET
    assert clue.days == DaySet.since(date(2011, 5, 1))


def test_boilerplate_dates_nothing():
    text = "Related article: What President Barack Obama Said in 2014\n\nNothing else is here."
    assert clues(text) == []


@pytest.mark.parametrize(
    ("line", "rule", "clock"),
    [
        ("Published: 29 March 2019", "date-label", Clock.PUBLISHED),
        ("By Ana Bell | 29 March 2019", "byline-date", Clock.PUBLISHED),
        ("Last updated: 29 March 2019", "change-label", Clock.MODIFIED),
    ],
)
def test_a_date_label_bounds_both_ways(line, rule, clock):
    labels = [clue for clue in clues(line) if clue.rule == rule]
    assert [(clue.clock, clue.days) for clue in labels] == [(clock, DaySet.on(date(2019, 3, 29)))]


def test_a_link_s_path_dates_its_target_only():
    url = "https://example.org/2019/03/29/story"
    (clue,) = clues(f"See {url} and again {url} for it.")
    assert (clue.subject, clue.days) == (link_subject(url), DaySet.on(date(2019, 3, 29)))
    assert clue.group is Group.URL


def test_an_archive_stamp_is_the_day_of_the_copy():
    found = clues("See https://web.archive.org/web/20200102030405/https://example.org/a here.")
    assert [(clue.clock, clue.days) for clue in found] == [
        (Clock.CAPTURED, DaySet.on(date(2020, 1, 2)))
    ]


def test_metadata_of_a_page():
    page = (
        "<html><head><title>A headline</title>"
        '<meta property="article:published_time" content="2019-03-29T08:00:00Z">'
        '<meta property="article:modified_time" content="2019-04-02">'
        '<meta property="article:expiration_time" content="2030-01-01">'
        "</head><body><article><p>Text.</p></article></body></html>"
    )
    found = next(extract(Source("a.html", page.encode()))).clues
    assert {(clue.clock, clue.days) for clue in found} == {
        (Clock.PUBLISHED, DaySet.on(date(2019, 3, 29))),
        (Clock.MODIFIED, DaySet.on(date(2019, 4, 2))),
    }


def test_only_the_first_time_element_is_the_page_s_own():
    times = [Meta("time", "2019-03-29"), Meta("time", "2024-05-06"), Meta("time", "2024-05-07")]
    (clue,) = metadata_clues(times)
    assert clue.days == DaySet.on(date(2019, 3, 29))
    (later,) = metadata_clues([Meta("headline", "x"), times[1]])
    assert later.days == DaySet.on(date(2024, 5, 6))


def test_the_times_of_comments_do_not_date_a_page():
    page = (
        "<html><head><title>A headline</title></head><body><article><h1>A headline</h1>"
        '<p><time datetime="2019-03-29">29.3.</time> Text.</p>'
        '<div class="comments"><p><time datetime="2024-05-06">later</time> Nice.</p></div>'
        "</article></body></html>"
    )
    found = next(extract(Source("a.html", page.encode()))).clues
    assert [clue.days for clue in found] == [DaySet.on(date(2019, 3, 29))]


# -- spans --

SENTENCES = st.sampled_from(
    [
        "President Bashar al-Assad, remains in power.",
        "Former President Barack Obama spoke.",
        "The law passed in 2017 and not before.",
        "On March 29, 2019 they met President Donald Trump’s men.",
        "A report from last year said that many left in 2016.",
        "See https://example.org/2019/03/29/story for more.",
        "The Trump administration will end by 2030.",
    ]
)


@given(st.lists(SENTENCES, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]), st.data())
def test_a_clue_quotes_what_stands_at_its_span(sentences, line_end, data):
    words = " ".join(sentences).split(" ")
    glue = [data.draw(st.sampled_from([" ", line_end])) for _ in words]
    text = f"A headline{line_end}{line_end}" + "".join(
        word + end for word, end in zip(words, glue, strict=True)
    )
    for clue in next(extract(Source("a.txt", text.encode()))).clues:
        assert clue.span is not None
        assert clue.span.start is not None
        if clue.group is Group.URL:
            assert clue.text in text[clue.span.start : clue.span.end]
        else:
            assert text[clue.span.start : clue.span.end].split() == clue.text.split()


def test_an_address_in_code_gives_no_clue():
    dated = "https://example.org/2019/03/29/a"
    (reading,) = extract(Source("a.md", f"See `{dated}` there.\n".encode()))
    assert [item.code for item in reading.citations] == [True]
    assert reading.clues == ()
    (reading,) = extract(Source("a.md", f"See `{dated}` and {dated} there.\n".encode()))
    assert [clue.subject for clue in reading.clues] == [link_subject(dated)]


def test_the_latest_year_that_the_prose_names_is_one_clue():
    text = "A headline\n\nIn 2015 it began.\n\nThe 2018 report and 2017’s are of\nhttps://example.org/2021/a.\n"
    found = next(extract(Source("a.txt", text.encode()))).clues
    (clue,) = (clue for clue in found if clue.rule == "year-named")
    assert (clue.subject, clue.clock, clue.text) == (DOCUMENT, Clock.EVENT, "2018")
    assert clue.days == DaySet.until(date(2018, 12, 31))
    assert clue.span is not None
    assert clue.span.line == 5


@pytest.mark.parametrize(
    ("before", "rule"),
    [
        ("She worked for ", "office-retold"),
        ("He was an adviser to ", "office-retold"),
        ("It grew in the years of ", "office-retold"),
        ("She served under ", "office-retold"),
        ("He was appointed by ", "office-retold"),
        ("She spoke to ", "office-holder"),
        ("The office of ", "office-holder"),
        ("She worked for a paper. Later ", "office-holder"),
    ],
)
def test_a_career_under_a_holder_tells_of_the_past(before, rule):
    assert holder(f"{before}President George W. Bush and others.").rule == rule
