"""Arithmetic on clues: reading dates, deciding a document's day, explaining what does not fit.

Takes: prose, metadata strings, clues, citations, credit lines, answers, headers of answers. Gives:
mentions, clues, a `Dating`, moments and pauses. Never: searches a document itself, fetches, or says
that something is wrong.
"""

from linkassay.dates.answers import answer_clues, capture_clue, page_clue
from linkassay.dates.date_patterns import Precision
from linkassay.dates.dating import date_document
from linkassay.dates.http_dates import http_date, seconds_asked
from linkassay.dates.mentions import Mention, find_mentions, names_year
from linkassay.dates.numeric_days import (
    is_open,
    may_name_day,
    numeric_days,
    order_in,
)
from linkassay.dates.statement import read_statement
from linkassay.dates.tense import Tense, tense_of
from linkassay.dates.terms import TermEnd, end_of_terms
from linkassay.dates.weekdays import weekday_of_mention
from linkassay.dates.worded_days import worded_days
from linkassay.dates.years import YearNamed, latest_naming, latest_year_named

__all__ = [
    "Mention",
    "Precision",
    "Tense",
    "TermEnd",
    "YearNamed",
    "answer_clues",
    "capture_clue",
    "date_document",
    "end_of_terms",
    "find_mentions",
    "http_date",
    "is_open",
    "latest_naming",
    "latest_year_named",
    "may_name_day",
    "names_year",
    "numeric_days",
    "order_in",
    "page_clue",
    "read_statement",
    "seconds_asked",
    "tense_of",
    "weekday_of_mention",
    "worded_days",
]
