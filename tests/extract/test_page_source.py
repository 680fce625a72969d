"""Literals in the source of a page."""

from __future__ import annotations

import pytest

from linkassay.extract.page_source import rows_in_source
from linkassay.tables.page_signs import SignPlace, page_signs

LITERALS = [
    (number, text)
    for number, row in enumerate(page_signs())
    for text in row.words
    if row.where is SignPlace.SOURCE
]


@pytest.mark.parametrize("around", ["x", "9", "_", " ", "\u00e9", "<"])
def test_a_literal_is_found_whatever_stands_around_it(around: str) -> None:
    for number, text in LITERALS:
        assert number in rows_in_source(f"a {around}{text}{around} b", 0), text


def test_a_literal_is_not_found_in_parts_or_in_another_case() -> None:
    for number, text in LITERALS:
        rest = [other for at, other in LITERALS if at == number and other != text]
        for changed in (text[:-1], text[1:], text.swapcase(), f"{text[:3]} {text[3:]}"):
            if text not in changed and not any(other in changed for other in rest):
                assert number not in rows_in_source(f"<p {changed}>", 0), changed


def test_a_page_that_shows_more_words_than_any_row_allows_has_none() -> None:
    most = max(page_signs()[number].limit or 0 for number, _ in LITERALS)
    page = " ".join(text for _, text in LITERALS)
    assert rows_in_source(page, most)
    assert rows_in_source(page, most + 1) == []
