"""Arithmetic on clues: reading dates, solving for the clocks, explaining what does not fit.

Takes: prose, metadata strings, clues, citations, credit lines, answers. Gives: mentions, clues, a
`Dating`, the days of publication. Never: searches a document itself, fetches, or says that
something is wrong.
"""

from linkassay.dates.answers import answer_clues, capture_clue
from linkassay.dates.dating import date_document
from linkassay.dates.mentions import Mention, Precision, find_mentions
from linkassay.dates.numeric_days import is_open, numeric_days, order_in
from linkassay.dates.published import published
from linkassay.dates.statement import read_statement

__all__ = [
    "Mention",
    "Precision",
    "answer_clues",
    "capture_clue",
    "date_document",
    "find_mentions",
    "is_open",
    "numeric_days",
    "order_in",
    "published",
    "read_statement",
]
