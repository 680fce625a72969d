"""What workers tell: it comes back as it was, and nothing else comes back as a reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import stripped
from linkassay.extract import extract
from linkassay.model import Limit, Reading, Source, codec
from linkassay.rules import catalogue
from linkassay.workers.transcript import heard, told

EXAMPLES = [
    example for entry in catalogue().values() for example in (*entry.rule.faulty, *entry.rule.sound)
]
READINGS = [
    stripped(reading)
    for example in EXAMPLES
    for reading in extract(Source(example.locator, example.text.encode()))
]
LINES = told(READINGS, 10_000_000)


def test_readings_come_back_as_they_were():
    assert heard(LINES) == tuple(READINGS)
    assert any(reading.clues for reading in READINGS)
    assert any(reading.attributions for reading in READINGS)


def test_text_that_is_no_unicode_comes_back():
    odd = replace(READINGS[0], notes=("\ud800 \x00 \u2028\n",))
    assert heard(told([odd], 10_000)) == (odd,)


def test_the_text_of_the_document_is_not_told():
    (whole,) = extract(Source("a.txt", b"A title\n\nSecret words of the text.\n"))
    assert b"Secret words" not in told([whole], 10_000)


def test_a_reading_that_is_too_large_keeps_citations_and_nothing_that_may_accuse():
    text = "By Ana Bell\n\n" + "On 3 May 2014 see https://example.org/{} now.\n\n" * 200
    (whole,) = extract(Source("a.txt", text.format(*range(200)).encode()))
    (kept,) = heard(told([whole], 50_000))
    assert kept.limited is Limit.SIZE
    assert 20 < len(kept.citations) < 200
    assert kept.citations == whole.citations[: len(kept.citations)]
    assert (kept.clues, kept.attributions, kept.document.title) == ((), (), None)


def test_one_citation_that_is_too_large_does_not_cost_the_others():
    text = f"https://example.org/{'a' * 60_000}\n\nhttps://example.org/b\n" + "May 2014.\n" * 200
    (kept,) = heard(told(extract(Source("a.txt", text.encode())), 30_000))
    assert [item.url for item in kept.citations] == ["https://example.org/b"]


@given(st.integers(0, len(LINES) - 1), st.binary(min_size=0, max_size=3))
def test_what_was_tampered_with_is_a_reading_or_refused(place, bytes_):
    try:
        found = heard(LINES[:place] + bytes_ + LINES[place + 2 :])
    except ValueError:
        return
    assert all(type(reading) is Reading for reading in found)


@pytest.mark.parametrize(
    "line",
    [
        b"x[]", b"r", b"r[]", b"rnull", b"r{}", b"c[1]", b'r["a"]', b"r" + b"[" * 100_000,
        b'c["a",["1",1,null,null,null,null,null],"bare","prose",null,null,null,null,"",[],null,'
        b"false,false]",
    ],
)  # fmt: skip
def test_what_has_another_form_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        heard(line)


def test_types_are_kept_to():
    assert codec.load(b'[["a","b"]]', tuple[tuple[str, str], ...]) == (("a", "b"),)
    for wrong in (b'[["a"]]', b'[["a",1]]', b'{"a":"b"}', b'"ab"', b'[["a","b","c"]]'):
        with pytest.raises(ValueError, match=r"."):
            codec.load(wrong, tuple[tuple[str, str], ...])


def test_what_a_reading_cites_follows_from_its_citations_alone():
    head = codec.dump(Reading(READINGS[0].document))
    said = head.replace(b'"_known":null', b'"_known":{"links":{},"files":{},"hosts":["x.example"]}')
    assert said != head
    assert codec.load(said, Reading).hosts() == ()
