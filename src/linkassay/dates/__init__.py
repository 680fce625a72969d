"""Arithmetic on clues: reading dates, deciding a document's day, explaining what does not fit.

Takes: prose, metadata strings, clues, citations, credit lines, answers. Gives: mentions, clues, a
`Dating`. Never: searches a document itself, fetches, or says that
something is wrong.
"""

from linkassay.dates.answers import answer_clues, capture_clue
from linkassay.dates.dating import date_document
from linkassay.dates.mentions import Mention, Precision, find_mentions
from linkassay.dates.statement import read_statement
from linkassay.dates.terms import TermEnd, end_of_terms

__all__ = [
    "Mention",
    "Precision",
    "TermEnd",
    "answer_clues",
    "capture_clue",
    "date_document",
    "end_of_terms",
    "find_mentions",
    "read_statement",
]
