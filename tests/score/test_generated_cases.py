"""The generated documents: the same at each run, and as large a set as the scores promise."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from linkassay.model import Source
from score import innocent_links, leak_blocks, moved_links, stated_days
from score.address_days import address_day
from score.audited import audit
from score.cases import Case, outcome

GENERATORS = {
    "stated": (stated_days.documents, 1260),
    "moved": (moved_links.documents, 1680),
    "leaks": (leak_blocks.documents, 700),
    "innocent": (innocent_links.documents, 3500),
}


@pytest.mark.parametrize("name", GENERATORS)
def test_a_generator_makes_the_same_cases_again(name: str) -> None:
    make, size = GENERATORS[name]
    cases = list(make())
    assert cases == list(make())
    assert len({case.name for case in cases}) == len(cases) == size


@pytest.mark.parametrize("name", GENERATORS)
def test_a_case_holds_its_addresses(name: str) -> None:
    make, _ = GENERATORS[name]
    for case in list(make())[::37]:
        assert all(url in case.source.data.decode() for url in case.urls)


@pytest.mark.parametrize("name", ["stated", "moved", "leaks"])
def test_a_moved_address_is_as_much_later_as_the_case_says(name: str) -> None:
    make, _ = GENERATORS[name]
    for case in list(make())[::17]:
        for url in case.urls:
            at = address_day(url)
            assert at is not None, url
            assert at.day - case.day == timedelta(days=case.gap)


def test_there_are_126_documents_of_each_kind() -> None:
    counted = Counter((case.language, case.kind) for case in stated_days.documents())
    assert set(counted.values()) == {126}


def test_each_innocent_kind_has_its_number() -> None:
    counted = Counter(case.kind for case in innocent_links.documents())
    assert counted == dict.fromkeys(innocent_links.ALL_KINDS, innocent_links.EACH)


def document(text: str, *urls: str) -> Case:
    source = Source("a.md", text.encode(), "text/markdown")
    found = address_day(urls[0])
    assert found is not None
    return Case("a", "kind", "form", "en", source, urls, found.day - timedelta(days=400), 400)


LATE = "https://example.org/2015/04/16/one"
STATED = (
    f"---\ndate: 2014-03-12\n---\n\n# A title\n\nThe council met, as [told here]({LATE}), again.\n"
)


def test_an_outcome_tells_a_warning_and_the_headline() -> None:
    seen = outcome(document(STATED, LATE))
    assert (seen.warned, seen.noted, seen.leak, seen.elsewhere) == (True, False, False, 0)
    assert seen.alarmed
    assert seen.says_day


def test_an_outcome_of_a_link_that_fits() -> None:
    early = LATE.replace("2015", "2013")
    seen = outcome(document(STATED.replace(LATE, early), early))
    assert (seen.warned, seen.noted, seen.elsewhere, seen.alarmed) == (False, False, 0, False)
    assert not seen.says_day, "the headline tells another day than the case states"


def test_a_warning_about_another_link_is_told_apart() -> None:
    fits = "https://example.org/2013/04/16/two"
    seen = outcome(document(STATED + f"\nIt was [announced]({fits}) before.\n", fits))
    assert (seen.warned, seen.elsewhere) == (False, 1)


def test_one_address_without_a_warning_is_not_found() -> None:
    fits = "https://example.org/2013/04/16/two"
    text = STATED + f"\nIt was [announced]({fits}) before.\n"
    assert not outcome(document(text, LATE, fits)).warned


def test_what_a_headline_says() -> None:
    audited = audit(Source("a.md", STATED.encode(), "text/markdown"))
    (pair,) = audited.said()
    assert [day.isoformat() for day in pair if day] == ["2014-03-12", "2014-03-12"]
    assert audited.explanation(LATE) == "none"
    assert audited.explanation("https://example.org/") is None
