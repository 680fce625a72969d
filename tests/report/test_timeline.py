"""A document's clues on one line of time: what is drawn where, at any width."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from linkassay.model import Group
from linkassay.report.timeline.axis import CUT_WIDTH, axis_of
from linkassay.report.timeline.glyphs import ASCII, UNICODE
from linkassay.report.timeline.rows import HEADINGS, LINKS, NAMED, STATEMENTS, rows_of
from linkassay.tables.clues import clue_rules
from report.harbour_clues import ARTICLE, LEAKED, clue, drawn

DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2100, 1, 1))
BARE = (clue("url-day", "2025-10-29", "dated path", link=LEAKED),)


def row(told: str, part: str) -> str:
    """The only line of a drawing that has these words."""
    (found,) = [line for line in told.splitlines() if part in line]
    return found


# -- rows --


def test_clues_of_each_kind_stand_under_their_heading_in_one_order():
    found = rows_of(ARTICLE, ())
    assert list(found) == [heading for heading in HEADINGS if heading in found]
    assert [item.words for item in found[LINKS]] == [
        "ferry.example, dated path 2016/03",
        "courier.example, dated path 2025/10/29",
    ]


@pytest.mark.parametrize("name", clue_rules())
def test_a_clue_of_any_rule_has_a_row(name):
    (heading,) = rows_of([clue(name, "2019-03-29", "a source")], ())
    assert heading in HEADINGS


def test_a_statement_of_its_own_day_is_no_other_metadata():
    said = [clue("metadata-published-time", "2019-03-29", "article:published_time")]
    assert list(rows_of(said, ())) == [STATEMENTS]


def test_a_year_that_is_only_named_bounds_nothing_and_stands_apart():
    assert list(rows_of([clue("year-named", "/2017-12-31", "2017")], ())) == [NAMED]


def test_copies_of_one_fact_are_one_row_with_all_their_lines():
    (item,) = rows_of(
        [clue("office-holder", "2018-04-26/", "Bo Carr", line=line) for line in (9, 7, 9)], ()
    )["Holders of an office"]
    assert item.label == "lines 7, 9: Bo Carr"


def test_what_bounds_nothing_is_not_drawn():
    assert rows_of([clue("office-holder", "/", "Bo Carr")], ()) == {}
    assert drawn([], []) == ""


def test_only_the_claim_of_its_address_makes_a_link_one_in_question():
    asked = {
        item.words: item.asked for rows in rows_of(ARTICLE, {LEAKED}).values() for item in rows
    }
    assert [words for words, is_asked in asked.items() if is_asked] == [
        "courier.example, dated path 2025/10/29"
    ]


# -- the axis --


def test_a_far_day_does_not_press_the_others_together():
    axis = axis_of([date(2018, 1, 1), date(2019, 6, 1), date(1953, 3, 5)], 58)
    assert axis.column(date(2019, 6, 1)) - axis.column(date(2018, 1, 1)) > 30
    (first, second) = axis.cuts()
    assert axis.column(date(1953, 3, 5)) < first < second < axis.column(date(2018, 1, 1))
    assert axis.column(date(1980, 1, 1)) == first


def test_a_decade_stays_whole_beside_a_day_seven_years_later():
    axis = axis_of([date(2010, 1, 1), date(2018, 1, 1), date(2025, 10, 29)], 58)
    assert axis.cuts() == ()
    assert axis.column(date(2018, 1, 1)) - axis.column(date(2010, 1, 1)) >= 25


@given(st.lists(DAYS, min_size=1, max_size=12), st.integers(min_value=38, max_value=98))
def test_days_keep_their_order_and_the_axis_its_width(days, width):
    axis = axis_of(days, width)
    columns = [axis.column(day) for day in sorted(days)]
    assert columns == sorted(columns)
    assert columns[0] >= 0
    assert columns[-1] < width
    last = axis.stretches[-1]
    assert last.column + last.width == width
    assert len(axis.cuts()) == CUT_WIDTH * (len(axis.stretches) - 1)


@given(st.lists(DAYS, min_size=1, max_size=12), st.integers(min_value=38, max_value=98))
def test_ticks_do_not_run_into_each_other_and_say_where_they_stand(days, width):
    axis = axis_of(days, width)
    end = -1
    for column, label in axis.ticks():
        assert column > end
        end = column + len(label)
        day = date.fromisoformat(f"{label}-01-01"[:10])
        assert axis.column(max(day, axis.first)) <= column
    assert end <= width


def test_the_ends_of_the_calendar_can_be_drawn():
    assert drawn([clue("text-year", "0001-01-01/9999-12-31", "all")], [])
    assert drawn([clue("url-day", "0001-01-01", "first"), clue("url-day", "9999-12-31", "last")])


# -- the drawing --


@given(st.integers(min_value=0, max_value=300), st.booleans())
def test_no_line_is_wider_than_the_terminal(width, unicode):
    told = drawn(width=width, unicode=unicode)
    assert max(map(cell_len, told.splitlines())) <= max(40, min(width, 100))


@pytest.mark.parametrize("width", [60, 100])
def test_what_is_allowed_and_what_is_claimed_stand_in_one_column_in_every_row(width):
    picture, _, _ = drawn(width=width).partition("\n\n")
    lines = picture.splitlines()
    asked = [line.index(UNICODE.question) for line in lines if UNICODE.question in line]
    assert len(asked) == 2
    assert len(set(asked)) == 1
    (band,) = [line for line in lines if UNICODE.allowed in line]
    bar = row(picture, f"{UNICODE.end} 2018-04-26 to 2021-01-20")
    assert band.index(UNICODE.allowed) == bar.index(UNICODE.start)
    assert band.rindex(UNICODE.allowed) == bar.index(UNICODE.end)


def test_the_gap_is_said_in_days():
    assert "┄ 1,743 days ┄" in drawn()
    near = drawn(BARE, ["2025-10-20"])
    assert "9 days" in near


def test_a_gap_without_room_is_said_below_the_band():
    told = drawn(BARE, ["2010-01-01/2025-10-26"])
    assert "3 days later\n" in told


def test_no_gap_is_told_where_the_day_in_question_is_allowed():
    assert "days later" not in drawn(BARE, ["2025-01-01/"])
    assert UNICODE.gap not in drawn(BARE, ["2025-01-01/"])


def test_statements_that_disagree_have_a_band_each():
    told = drawn(BARE, ["2019-03-29", "2021-05-01"]).splitlines()
    assert told[2] == "Published"
    assert "or" in told
    assert sum(UNICODE.allowed in line for line in told) == 3  # with the legend


def test_open_ends_have_arrows_and_their_days_are_told():
    terms = {
        "Ana Bell": "/2018-01-31",
        "Bo Carr": "2019-01-31/",
        "Cy Dunn": "2017-01-01/2020-01-01",
    }
    told = drawn([clue("office-holder", days, name) for name, days in terms.items()], [])
    until, since = row(told, "until 2018-01-31"), row(told, "from 2019-01-31")
    assert until.startswith(UNICODE.earlier)
    assert UNICODE.later not in until
    assert since.endswith(UNICODE.later)
    assert UNICODE.earlier not in since


def test_a_term_that_began_long_before_does_not_stretch_the_axis():
    told = drawn(
        [*BARE, clue("office-holder", "1960-01-01/2024-12-08", "Ana Bell")], ["2021-01-01"]
    )
    assert "1960" not in told.splitlines()[0]
    assert "1960-01-01 to 2024-12-08" in told
    assert UNICODE.earlier in told.splitlines()[told.splitlines().index("  Ana Bell") + 1]


def test_without_unicode_only_ascii_is_drawn():
    assert drawn(unicode=False).isascii()
    assert ASCII.question in drawn(unicode=False)


def test_the_signs_are_one_column_each_and_none_means_two_things():
    for glyphs in (UNICODE, ASCII):
        assert {cell_len(sign) for sign in glyphs.signs} == {1}
    assert not set(UNICODE.signs) & set(ASCII.signs)


@pytest.mark.parametrize("said", ["::error::x", "##[error]x", "\x1b[31mred", "a" * 200, "船" * 80])
def test_what_a_clue_says_is_data(said):
    for width in (60, 100):
        told = drawn([clue("outlet-name", "2011-05-01/", said)], width=width)
        assert "\x1b" not in told
        assert "##[" not in told
        assert not any(line.lstrip().startswith("::") for line in told.splitlines())
        assert max(map(cell_len, told.splitlines())) <= width


def test_a_group_of_clues_has_a_heading_whatever_it_is():
    assert {rule.group for rule in clue_rules().values()} <= set(Group)
