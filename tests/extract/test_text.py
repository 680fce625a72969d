import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.addresses import find_addresses
from linkassay.extract.formats.text import parse_text
from linkassay.extract.parsed import ParsedDocument, RawLink
from linkassay.model import Block, BlockKind, Form

SHARED = Path(__file__).parents[2] / ".." / "shared"
SEED = SHARED / "seeds" / "000_2da3a06a2c47f7e4.txt"


def written(text: str) -> list[str]:
    return [raw.written for raw in links(parse_text(text))]


def links(document: ParsedDocument) -> list[RawLink]:
    return [raw for parsed in document.blocks for raw in parsed.links]


def blocks(document: ParsedDocument) -> list[Block]:
    return [parsed.block for parsed in document.blocks]


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.content.text) for block in blocks(parse_text(text))]


def check_positions(document: ParsedDocument) -> None:
    for parsed in document.blocks:
        for raw in parsed.links:
            start, end = raw.span.start, raw.span.end
            assert start is not None
            assert end is not None
            assert re.sub(r"\s", "", document.text[start:end]) == raw.written
            assert raw.offset is not None
            assert parsed.block.content.source_offset(raw.offset) == start
    for block in blocks(document):
        text = block.content.text
        for index, char in enumerate(text):
            there = document.text[block.content.source_offset(index)]
            assert there == char or (char == " " and there.isspace())


# the seed example


@pytest.mark.skipif(not SEED.exists(), reason="the real seed is not here")
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_real_seed(line_end: str) -> None:
    document = parse_text(SEED.read_bytes().decode().replace("\n", line_end))
    check_positions(document)
    assert document.title == "Russia's Moves in Venezuela Aren't That Ominous"
    assert document.dek is not None
    assert document.dek.startswith("Two cargo planes")
    assert document.dek.endswith("survival.")
    assert [raw.span.line for raw in links(document)] == [64, 65, 66]
    assert [block.kind for block in blocks(document)].count(BlockKind.ADDRESSES) == 1
    assert any(
        block.content.text.endswith("Bashar al-Assad, remains in power.")
        for block in blocks(document)
    )
    assert any(
        block.content.text.startswith("For the past two months") for block in blocks(document)
    )
    assert any(block.content.text.endswith("coup in Venezuela.") for block in blocks(document))


# blocks


def test_blocks_end_at_empty_lines_and_at_indented_starts() -> None:
    assert [text for _, text in kinds("One\ntwo.\n Three\n four.\n \t\nFive")] == [
        "One two.",
        "Three four.",
        "Five",
    ]


def test_a_word_broken_at_its_hyphen_is_joined() -> None:
    assert (
        kinds("Bashar al-\n  Assad – non\u00adsense\n- 3 -\n4")[0][1]
        == "Bashar al-Assad – nonsense - 3 - 4"
    )


def test_title_and_dek() -> None:
    body = "A long paragraph. " * 10
    document = parse_text(
        f"A Title over\nTwo Lines\n\nA short sentence below the title.\n\n{body}\n"
    )
    assert (document.title, document.dek) == (
        "A Title over Two Lines",
        "A short sentence below the title.",
    )
    assert blocks(document)[0].kind is BlockKind.TITLE
    assert parse_text(f"A sentence.\n\n{body}").title is None
    assert parse_text("Words and no more").title is None
    assert parse_text(f"Title\n\n{body}\n\n{body}").dek is None


def test_a_block_of_addresses_is_told_apart() -> None:
    text = "policy:\n\n\nhttps://a.example/x\n<https://b.example/y>\n\nand so on"
    assert [kind for kind, _ in kinds(text)][1:] == [BlockKind.ADDRESSES, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see\nhttps://a.example/x\nand go", ["see", "https://a.example/x", "and go"]),
        (
            "see\nhttps://a.example/x\nhttps://b.example/y",
            ["see", "https://a.example/x https://b.example/y"],
        ),
        ("Source:\nhttps://a.example/x", ["Source: https://a.example/x"]),
        ("https://a.example/x\nis a page", ["https://a.example/x is a page"]),
        ("see https://a.example/2019/\nb-c-d", ["see https://a.example/2019/b-c-d"]),
    ],
)
def test_address_lines_that_touch_text_are_cut_out(text: str, expected: list[str]) -> None:
    document = parse_text(text)
    assert [block.content.text for block in blocks(document)] == expected
    assert document.title is None
    check_positions(document)


# addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "see https://a.example/2019/\n03/29/some-slug and",
            ["https://a.example/2019/03/29/some-slug"],
        ),
        ("see https://a.example/a-\nb (see note)", ["https://a.example/a-b"]),
        ("see https://a.example/x?\ny=1&\nz=2 and", ["https://a.example/x?y=1&z=2"]),
        ("see https://a.example/x.\nhtml and", ["https://a.example/x.html"]),
        ("<https://a.example/abc\n  def> and", ["https://a.example/abcdef"]),
        (
            "https://a.example/one-two\nthree-four-five\n",
            ["https://a.example/one-twothree-four-five"],
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_wrapped_addresses_are_joined(text: str, expected: list[str], line_end: str) -> None:
    document = parse_text(text.replace("\n", line_end))
    assert [raw.written for raw in links(document)] == expected
    assert all(expected[0].startswith(raw.candidates[0]) for raw in links(document))
    check_positions(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://a.example/\nfor details", ["https://a.example/"]),
        ("see https://a.example/x.\nThe next", ["https://a.example/x"]),
        ("see https://a.example/x?\nYes", ["https://a.example/x"]),
        ("see https://a.example/x\nsome-thing-else", ["https://a.example/x"]),
        ("https://a.example/2019/\n\n03/29/x", ["https://a.example/2019/"]),
        (
            "https://a.example/2019/\nhttps://b.example/x",
            ["https://a.example/2019/", "https://b.example/x"],
        ),
        ("<https://a.example/x\n\ny>", ["https://a.example/x"]),
        ("https://a.example/x\n[1] 1/2", ["https://a.example/x"]),
    ],
)
def test_what_does_not_go_on_is_left(text: str, expected: list[str]) -> None:
    assert written(text) == expected


def test_forms_and_hosts() -> None:
    document = parse_text(
        "<https://a.example/x>, www.example.org/y, example.org, d@example.org, //example.org/z"
    )
    assert [(raw.written, raw.form) for raw in links(document)] == [
        ("https://a.example/x", Form.AUTOLINK),
        ("www.example.org/y", Form.BARE),
    ]


def test_lines_and_columns() -> None:
    spans = [
        raw.span for raw in links(parse_text("a\r\n  https://a.example/\r\rx www.example.org"))
    ]
    assert [(span.line, span.column) for span in spans] == [(2, 3), (4, 3)]


def fixtures(name: str) -> list[str]:
    path = SHARED / "data" / "urls" / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    lines = path.read_text("utf-8").splitlines()
    return [re.sub(r"(^|\s+)(%|//\s).*$", "", line) for line in lines]


def test_every_address_of_the_linkify_fixtures_is_found() -> None:
    lines = fixtures("linkify-links.txt")
    scored = 0
    for at, line in enumerate(lines):
        if not line or (at and lines[at - 1]):
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        expected = following or line
        if re.match(r"(https?|ftp)://", expected, re.IGNORECASE):
            scored += 1
            assert [item.written for item in find_addresses(line)][:1] == [expected]
    assert scored >= 70


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert [
        find_addresses(line) for line in fixtures("linkify-not-links.txt") if find_addresses(line)
    ] == []


PIECE = st.sampled_from(
    [
        "https://a.example/x",
        "http://b.example/2019/",
        "www.example.org",
        "<https://d.example/y",
        ">",
        "03/29/z-1-2",
        "word",
        "Word.",
        "-",
        "/",
        "\n",
        "\r\n",
        "  ",
        " ",
        "(",
        ")",
        "\u00ad",
        "&",
        "é",
    ]
)
TEXT = st.lists(PIECE, max_size=14).map("".join)


@given(TEXT)
def test_spans_and_prose_always_point_into_the_text(text: str) -> None:
    check_positions(parse_text(text))


def test_an_address_goes_no_further_than_a_line_that_ends_otherwise():
    text = "See https://example.org/a-\nb/c-d.\nhtml is a language.\n"
    assert written(text) == ["https://example.org/a-b/c-d"]


@given(TEXT, TEXT)
def test_reading_a_whole_loses_nothing_that_its_halves_have(first: str, second: str) -> None:
    assert written(f"{first}\n\n{second}") == written(first) + written(second)


def test_reading_text_needs_no_other_parser() -> None:
    code = (
        "import sys, linkassay.extract.formats.text\n"
        "print([m for m in ('pyromark', 'justhtml', 'selectolax') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "2) ", "[1] ", "(1) ", "→ ", "<URL:"])
def test_marks_beside_an_address_are_no_words(mark):
    end = ">" if mark.startswith("<") else ""
    address = f"{mark}https://example.org/a{end}"
    document = parse_text(f"The sentence goes on:\n\n{address}\n{address}\n\nwith its end.\n")
    assert [block.kind for block in blocks(document)][1] is BlockKind.ADDRESSES
