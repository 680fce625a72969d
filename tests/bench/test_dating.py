"""What the bench of dating measures: all steps, on about 1,000 words that differ each time."""

from __future__ import annotations

from bench.dating import STEPS, _timed_steps, page, text
from linkassay.extract import extract, reading
from linkassay.model import CreditClass, Group, Source


def test_the_text_has_its_words_and_is_never_the_same_twice() -> None:
    assert 900 < len(text().split()) < 1100
    assert text(0) != text(1)


def test_each_step_is_timed_and_put_back() -> None:
    kept = [getattr(reading, name) for name in STEPS]
    with _timed_steps() as spent:
        (timed,) = extract(Source("a.html", page(text()).encode(), "text/html"))
    assert len(spent) == len(STEPS)
    assert [getattr(reading, name) for name in STEPS] == kept
    (plain,) = extract(Source("a.html", page(text()).encode(), "text/html"))
    assert timed == plain


def test_the_text_has_something_for_every_step() -> None:
    (read,) = extract(Source("a.html", page(text()).encode(), "text/html"))
    groups = {clue.group for clue in read.clues}
    assert groups >= {Group.METADATA, Group.TEXT, Group.OFFICE, Group.URL}
    credits_told = {item.credit for item in read.attributions}
    assert credits_told >= {CreditClass.BYLINE, CreditClass.ORIGIN, CreditClass.DISCLAIMER}
