"""The words that tell the tense: whole, and none that says two things."""

from __future__ import annotations

import pytest

from linkassay.tables.tenses import tense_words


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru"])
def test_a_row_is_whole(language):
    row = tense_words()[language]
    assert row.source
    for words in (row.common, row.past, row.ahead, row.limits, row.since, row.itself):
        assert words
        assert all(word == word.lower() for word in words)


@pytest.mark.parametrize("row", tense_words().values(), ids=lambda row: row.language)
def test_a_word_tells_one_tense(row):
    assert not row.past & row.ahead
    assert not row.past & row.present
    assert not row.past & row.not_past
    assert not row.limits & row.loose
