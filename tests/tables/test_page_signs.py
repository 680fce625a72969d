"""The tables of page signs."""

import re
from collections import Counter

import pytest

from linkassay.tables.page_signs import (
    MOST_WORDS_OF_SOURCE,
    MOST_WORDS_OF_TEXT,
    PageSign,
    SignKind,
    SignPlace,
    kind_of_sign,
    page_signs,
)

LANGUAGE = re.compile(r"[a-z]{2}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.mark.parametrize("row", page_signs(), ids=lambda row: row.sign)
def test_a_row_is_whole(row: PageSign) -> None:
    assert SLUG.fullmatch(row.sign)
    assert row.words
    assert all(word.strip() == word and word for word in row.words)
    assert len(set(row.words)) == len(row.words)
    assert row.source
    assert row.language is None or LANGUAGE.fullmatch(row.language)
    assert not row.whole or row.where in (SignPlace.TITLE, SignPlace.HEADING)
    assert kind_of_sign(row.sign) is row.kind


def test_each_name_stands_once() -> None:
    assert {name for name, n in Counter(row.sign for row in page_signs()).items() if n > 1} == set()


def test_an_unknown_name_has_no_kind() -> None:
    assert kind_of_sign("there-is-no-such-sign") is None


def test_text_and_source_have_a_limit_by_themselves() -> None:
    def row(where: SignPlace, most_words: int | None = None) -> PageSign:
        return PageSign("a", SignKind.WALL, where, ("b",), "c", most_words=most_words)

    assert row(SignPlace.TEXT).limit == MOST_WORDS_OF_TEXT
    assert row(SignPlace.TEXT, 50).limit == 50
    assert row(SignPlace.SOURCE).limit == MOST_WORDS_OF_SOURCE
    assert row(SignPlace.TITLE).limit is None
    assert row(SignPlace.SOURCE, 50).limit == 50
