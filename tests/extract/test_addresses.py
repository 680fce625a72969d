"""Addresses in running text, on `addresses.txt`, and by what stands around them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract import extract
from linkassay.extract.addresses import find_addresses
from linkassay.model import Citation, Source

LINES = (Path(__file__).parent / "addresses.txt").read_text("utf-8").splitlines()
ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|(\\)|(n))")


def unescaped(line: str) -> str:
    return ESCAPED.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else "\\" if match[2] else "\n", line
    )


CASES = [unescaped(line) for line in LINES if line and not line.startswith(("# ", "## "))]
HOLDING = [case for case in CASES if "⟦" in case]
EMPTY = [case for case in CASES if "⟦" not in case]


def found(text: str) -> list[str]:
    return [item.written for item in find_addresses(text, wrapped=False)]


def cited(text: str, media_type: str = "text/plain") -> list[Citation]:
    (reading,) = extract(Source("a", text.encode(), media_type))
    return list(reading.citations)


def test_there_are_enough_cases():
    assert len(HOLDING) >= 200
    assert len(EMPTY) >= 40
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("case", HOLDING)
def test_an_address_is_found_whole_and_nothing_beside_it(case):
    assert found(re.sub("[⟦⟧]", "", case)) == re.findall("⟦(.*?)⟧", case, re.DOTALL)


@pytest.mark.parametrize("text", EMPTY)
def test_what_is_no_address_is_left_alone(text):
    assert found(text) == []


@given(st.lists(st.sampled_from([*"/.,;:!?'\"()[]{}|*_~`&=-を日–a1 \\", "https://", "www.", "é"])))
def test_any_tail_is_found_within_its_bounds(pieces):
    text = f"https://example.org/{''.join(pieces)}"
    for item in find_addresses(text):
        assert text[item.start : item.end] == item.written
        assert not re.search(r"\s", item.written)


def test_a_bracket_that_is_closed_far_away_is_none_of_the_address():
    text = f"https://example.org/a({'b' * 600})"
    assert found(text) == ["https://example.org/a"]
    assert found(text.replace("b" * 600, "b" * 60)) == [f"https://example.org/a({'b' * 60})"]


# addresses that are meant otherwise than they are written


def test_the_backslashes_of_latex_are_no_part_of_an_address():
    (item,) = cited(r"\url{https://example.org/a\_b\%20c\#d}")
    assert item.written == r"https://example.org/a\_b\%20c\#d"
    assert item.parsed == "https://example.org/a_b%20c#d"


@pytest.mark.parametrize(
    "written",
    [
        "htps://www.example.org/a",
        "HTPPS://example.org/a",
        "http//example.org/a",
        "https:/example.org/a",
        "http:\\\\example.org",
        "http:://example.org/a",
        "https//:example.org/a",
        "http;//example.org/a",
        "http://https://example.org/a",
        "ttps://example.org/a",
        "http:///x",
        "https:///example.org/a",
        "https://example.org:80a/p",
        "https://example.org:80and",
    ],
)
def test_a_mistyped_scheme_is_cited_with_its_error(written):
    (item,) = cited(f"See {written}, if you can.")
    assert (item.written, item.link) == (written, None)
    assert item.error is not None


@pytest.mark.parametrize(
    "text",
    [
        "xhtps://example.org",
        "htps://localhost/a",
        "the http:/ prefix, and http:// too",
        "`htps://example.org/a`",
        "hxxps://example.org/a",
        "ttp://example.org/a",
        "ttps://example.org/a を見て",
        "xttps://example.org/a",
        "file:///etc and http:/// too",
        "path = 'http:/a/b'",
        r'"http:\/\/example.org\/a"',
        "http.server and http;",
    ],
)
def test_what_may_be_meant_so_is_no_mistake(text):
    assert cited(text) == []


def test_a_mistyped_scheme_in_code_accuses_nobody():
    assert cited("<p><code>htps://example.org/a</code></p>", "text/html") == []
    assert cited("Write `htps://example.org/a`.", "text/markdown") == []


@pytest.mark.parametrize("host", ["doi.org", "dx.doi.org", "DOI.org"])
def test_the_pages_in_an_address_of_the_doi_resolver_are_part_of_it(host):
    address = f"https://{host}/10.1002/(SICI)1097-4679(199311)49:8<693::AID-X>3.0.CO;2-1"
    assert found(f"See {address}.") == [address]


@pytest.mark.parametrize(
    "address", ["https://doi.org/10.1000/a<b>c", "https://example.org/49:8<693::A>3"]
)
def test_other_brackets_end_an_address(address):
    assert found(address) == [address.partition("<")[0]]


# in Markdown


@pytest.mark.parametrize(
    "case",
    [
        "See ⟦https://example.org/a*b*c⟧ and more.",
        "See ⟦https://example.org/a~~b~~c⟧.",
        "⟦https://web.archive.org/web/*/http://a.example/x⟧ and "
        "⟦https://web.archive.org/web/*/http://b.example/y⟧",
        "**⟦https://example.org/a⟧** and *⟦https://example.org/b⟧*",
        "*⟦https://example.org/a⟧*b",
        "**⟦https://example.org/a⟧**中文",
        "[words](https://exa mple.org/)",
        "[words](https://exa\tmple.org/a)",
    ],
)
def test_marks_of_markdown_beside_an_address(case):
    text = re.sub("[⟦⟧]", "", case)
    items = cited(text, "text/markdown")
    assert [item.written for item in items] == re.findall("⟦(.*?)⟧", case)
    for item in items:
        assert text[item.span.start : item.span.end] == item.written
