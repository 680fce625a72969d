"""Addresses that go on in the next line: which reading comes first, and which ones follow."""

import pytest

from linkassay.extract import extract
from linkassay.model import Citation, Source
from score.wrapped import FOLLOWING, Case, cases_of, first_cited, not_wrapped

HOSTS = ("harbour-courier.example.org", "www.quay.example.com", "anabell.example.net")
PATHS = (
    "/2019/03/29/two-ships-reach-the-harbour-a65012",
    "/news/world/2021-11-04/the-quay-reopens.html",
    "/wiki/Harbour_(town)/history",
    "/reports/annual.report.2018.pdf",
    "/docs/guide/getting-started.md?version=2.1&lang=en",
    "/search/results?q=two+ships&page=12#item-3",
    "/node/48213/comments",
    "/archive/v1.2/data/ships.json",
    "/opinion/why-the-harbour-matters-to-us-all-12345678",
    "/a/b/c/tables/ships-2017-2020.csv",
    "/blog/2020/06/notes-on-quays.htm",
    "/files/maps/old-town-and-harbour.svg",
)
CASES = [case for host in HOSTS for path in PATHS for case in cases_of(f"https://{host}{path}")]


def read(text: str) -> Citation:
    (reading,) = extract(Source("case.txt", text.encode(), "text/plain"))
    return reading.citations[0]


def readings(text: str) -> tuple[str, ...]:
    item = read(text)
    return (item.written, *item.candidates)


def right(case: Case) -> bool:
    item = first_cited(case)
    return item is not None and item.written == case.address


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("after /, in prose", 0.9),
        ("after /, alone", 0.9),
        ("after -, in prose", 0.9),
        ("after -, alone", 0.9),
        ("after ., in prose", 0.9),
        ("after ., alone", 0.9),
        ("before /, alone", 0.6),
        ("inside a word, alone", 0.6),
    ],
)
def test_a_wrapped_address_is_read_whole(kind, least):
    those = [case for case in CASES if case.kind == kind]
    assert len(those) >= 12
    assert sum(map(right, those)) >= least * len(those)


def test_the_whole_address_is_among_the_readings_of_a_wrapped_one():
    missed = [case for case in CASES if case.broken and case.address not in readings(case.text)]
    assert len(missed) <= 0.01 * sum(case.broken for case in CASES)


def test_an_address_that_is_not_wrapped_is_left_as_it_is():
    wrong = [
        case
        for path in PATHS
        for kind in FOLLOWING
        for case in not_wrapped(kind, f"https://{HOSTS[0]}{path}")
        if not right(case)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/2019/\n03/29/x-y-z", ["https://example.org/2019/"]),
        (
            "https://example.org/a-\nb-c/\nd-e-f/g",
            ["https://example.org/a-b-c/", "https://example.org/a-"],
        ),
        ("See https://example.org/one\n/two here", ["https://example.org/one/two"]),
        ("See https://example.org/story\nbook and", ["https://example.org/storybook"]),
        ("See https://example.org/item\n48213 and", ["https://example.org/item48213"]),
        ("See https://example.org/docs/\nguide and", ["https://example.org/docs/guide"]),
        ("<https://example.org/a\n  b>", ["https://example.org/a"]),
        (
            "https://example.org/a-\nb-c-d\ne-f-g/h",
            ["https://example.org/a-b-c-de-f-g/h", "https://example.org/a-"],
        ),
    ],
)
def test_candidates_go_both_ways(text, expected):
    assert list(read(text).candidates)[: len(expected)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/a and\nmore of it",
        "See https://example.org/a\nfor details",
        "See https://example.org/a.\nThe next sentence",
        "See https://example.org/a, which\nis there",
        "(https://example.org/a)\nwords",
        "https://example.org/a\n\nwords",
        "https://example.org/a\nhttps://example.org/b",
        "https://example.org/a/\ngit+https://example.org/b.git",
        "https://example.org/a\n-----",
        "https://example.org/a\n`code`",
        "https://example.org/a\nana.bell@example.org",
        "https://example.org\nexample.com/b",
        "https://example.org/a\n2019-03-29",
        "https://example.org/a\nprint(b)",
        "https://example.org/a\n- b",
        "https://example.org/a\n2. b",
        "https://example.org/a/\n/b/c/d-e",
        "'<https://example.org/a/'\n'b-c>'",
        "Docs: https://example.org/docs/\nProject-URL: Home",
        ".. image:: https://example.org/a/\n   :target: b",
        "# see https://example.org/a/\n_install = b",
        "# see https://example.org/a/\nfirst_name(b)",
        "// see https://example.org/issues/12.\nraw_name[b]",
        "The list is at https://example.org/a/\nnew_names = b",
        "https://example.org/a.pdf\ndoi:10.1234/abc",
        "> https://example.org/a/\nb_c is his",
    ],
)
def test_most_addresses_have_no_candidate(text):
    assert read(text).candidates == ()


def test_readings_are_few_and_no_two_are_alike():
    text = "https://example.org/" + "a-\n" * 12 + "b"
    item = read(text)
    assert len(item.candidates) == 6
    assert len({item.written, *item.candidates}) == 7


@pytest.mark.parametrize("media_type", ["text/markdown", "text/html"])
def test_nothing_is_joined_where_lines_mean_nothing(media_type):
    (reading,) = extract(Source("a", b"https://example.org/a-\nb-c/d-e.html", media_type))
    (item,) = reading.citations
    assert item.written == "https://example.org/a-"
    assert item.candidates == ()


def test_preformatted_text_of_a_page_is_joined():
    (reading,) = extract(Source("a", b"<pre>https://example.org/a-\nb-c/d</pre>", "text/html"))
    (item,) = reading.citations
    assert item.written == "https://example.org/a-b-c/d"
    assert item.candidates == ("https://example.org/a-",)


# -- in a mail that is quoted


@pytest.mark.parametrize("marks", ["> ", ">", ">> ", "> > ", "  > "])
def test_marks_of_quotation_are_indentation(marks: str) -> None:
    text = f"{marks}see https://example.org/2019/02/\n{marks}council-28.html for\n"
    assert readings(text) == (
        "https://example.org/2019/02/council-28.html",
        "https://example.org/2019/02/",
    )


@pytest.mark.parametrize(("one", "other"), [("> ", ">> "), (">> ", "> "), ("", "> ")])
def test_another_depth_of_quotation_ends_the_address(one: str, other: str) -> None:
    text = f"{one}see https://example.org/2019/02/\n{other}council-28.html for\n"
    assert readings(text) == ("https://example.org/2019/02/",)


@pytest.mark.parametrize(
    "word",
    [
        "client-side",
        "read/write",
        "TCP/IP",
        "COVID-19",
        "3-day",
        "24/7",
        "14:30",
        "AT&T",
        "@anabell",
    ],
)
@pytest.mark.parametrize("end", ["/", "."])
def test_in_prose_what_sentences_have_too_joins_nothing(word, end):
    """As a second reading it may stand, since a server can tell."""
    lines = f"See https://example.org/notes{end}\n{word} is what follows here.\n"
    item = read(f"Some words.\n\n{lines}")
    assert item.written == f"https://example.org/notes{end}".removesuffix(".")
