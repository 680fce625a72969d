import csv
import io
import sys
import types
from collections.abc import Iterator
from pkgutil import resolve_name

import pytest

from linkassay.errors import Exit, UnreadableSourceError
from linkassay.extract.decode import decode
from linkassay.extract.kinds import KINDS, Kind, parse, readable
from linkassay.extract.parsed import ParsedBlock, ParsedDocument, RawLink
from linkassay.model import Block, Form, Lines, MappedText, Source

# A kind is one file with a reader, and one row. This is the file:


def read_table(source: Source, declared_charset: str | None) -> Iterator[ParsedDocument]:
    """One document for each row of a table: its first cell names it, its second is an address."""
    text = decode(source.data, declared_charset).text
    lines = Lines(text)
    for name, address in csv.reader(io.StringIO(text)):
        start = text.index(address)
        link = RawLink(address, lines.span(start, start + len(address)), Form.BARE, offset=0)
        block = ParsedBlock(Block(MappedText(address, ((0, start),))), (link,))
        yield ParsedDocument("text/csv", text, title=name, blocks=(block,), part=name)


# and this is the row:

TABLES = Kind("tables", ("text/csv",), (".csv",), "kind_of_a_test:read_table", magic=(b"name,",))


@pytest.fixture
def _file(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("kind_of_a_test")
    module.__dict__["read_table"] = read_table
    monkeypatch.setitem(sys.modules, "kind_of_a_test", module)


@pytest.mark.usefixtures("_file")
@pytest.mark.parametrize(
    "source",
    [
        Source("links.csv", b"a,https://a.example/\nb,https://b.example/\n"),
        Source("-", b"a,https://a.example/\nb,https://b.example/\n", "text/csv; charset=utf-8"),
    ],
)
def test_a_kind_is_one_row_and_one_file(source: Source) -> None:
    documents = list(parse(source, kinds=(*KINDS, TABLES)))
    assert [(item.part, item.title) for item in documents] == [("a", "a"), ("b", "b")]
    links = [link for item in documents for block in item.blocks for link in block.links]
    assert [(link.written, link.span.line) for link in links] == [
        ("https://a.example/", 1),
        ("https://b.example/", 2),
    ]


@pytest.mark.usefixtures("_file")
def test_the_first_bytes_tell_a_kind_that_has_no_name() -> None:
    (document,) = parse(Source("-", b"name,https://a.example/\n"), kinds=(*KINDS, TABLES))
    assert document.media_type == "text/csv"


def test_what_is_read_is_told_from_the_table() -> None:
    assert readable((KINDS[0], TABLES)) == f"{KINDS[0].name} and tables"
    assert readable((*KINDS[:2], TABLES)) == f"{KINDS[0].name}, {KINDS[1].name} and tables"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_row_has_its_reader(kind: Kind) -> None:
    assert callable(resolve_name(kind.reader))
    (document,) = resolve_name(kind.reader)(Source("x", b"words"), None)
    assert document.media_type == kind.media_types[0]
    assert document.part is None


def test_no_name_means_two_kinds() -> None:
    for names in ([name for kind in KINDS for name in kind.endings],
                  [name for kind in KINDS for name in kind.media_types]):  # fmt: skip
        assert len(set(names)) == len(names)
        assert names == [name.lower() for name in names]


def test_a_missing_optional_part_is_named() -> None:
    books = Kind("books", ("application/x-book",), (".book",), "no_such_part:read", extra="books")
    with pytest.raises(UnreadableSourceError) as caught:
        list(parse(Source("a.book", b"x"), kinds=(*KINDS, books)))
    assert caught.value.where == "a.book"
    assert 'pip install "linkassay[books]"' in caught.value.advice


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (Source("a.pdf", b"%PDF-1.7"), "PDF"),
        (Source("a", b"", "application/pdf"), "PDF"),
        (Source("a.docx", b"PK\x03\x04....word/document.xml"), "Word"),
        (Source("a.txt", b"\x00\x01", "text/plain"), "binary"),
        (Source("a.md", b"\x00\x01"), "binary"),
        (Source("a.html", b"\x00\x01"), "binary"),
        (Source("a.json", b"{}", "application/json"), "JSON"),
        (Source("a.css", b"a{}", "text/css"), "style sheet"),
        (Source("a.bin", b"\x7fELF\x00"), "program"),
        (Source("a", b"x", "application/x-unheard-of"), "application/x-unheard-of"),
    ],
)
def test_what_cannot_be_read_is_named(source: Source, word: str) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        list(parse(source))
    assert word in caught.value.what
    assert readable() in caught.value.what
    assert caught.value.where == source.locator
    assert caught.value.exit is Exit.USAGE


@pytest.mark.parametrize(
    ("source", "media_type"),
    [
        (Source("a.md", b"# x"), "text/markdown"),
        (Source("https://a.example/x.md?y", b"# x"), "text/markdown"),
        (Source("A.HTM", b"x"), "text/html"),
        (Source("-", b"<!DOCTYPE html><p>x"), "text/html"),
        (Source("-", b"x"), "text/plain"),
        (Source("a", b"x", "text/html; charset=utf-8"), "text/html"),
        (Source("a.md", b"x", "text/plain"), "text/plain"),
        (Source("a", b"x", "text/x-rst"), "text/plain"),
    ],
)
def test_the_kind_is_chosen(source: Source, media_type: str) -> None:
    (document,) = parse(source)
    assert document.media_type == media_type


@pytest.mark.parametrize(
    ("locator", "media_type"),
    [
        ("notes/a.MD", "text/markdown"),
        ("a.text", "text/plain"),
        ("a.xhtml", "text/html"),
        ("a.pdf", None),
        ("README", None),
        (".md", None),
    ],
)
def test_an_ending_stands_for_a_media_type(locator: str, media_type: str | None) -> None:
    """Without one of ours the content decides."""
    (document,) = parse(Source(locator, b"Some words of a text.\n"))
    assert document.media_type == (media_type or "text/plain")


def test_a_charset_inside_the_media_type_counts() -> None:
    source = Source("a", "Ж".encode("cp1251"), "text/plain; charset=windows-1251")
    (document,) = parse(source)
    assert document.text == "Ж"


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown", "text/html"])
def test_what_decoding_repaired_is_noted_in_every_kind(media_type: str) -> None:
    (document,) = parse(Source("a", b"some \x00 words", media_type))
    assert document.notes == ("1 NUL character was replaced",)


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("# T\n\nSee [b](https://example.org/b).\n", "text/markdown"),
        ("See [b][1].\n\n[1]: https://example.org/b\n", "text/markdown"),
        ("---\ntitle: A title\n---\nText.\n", "text/markdown"),
        ("# A heading\n\nand text.\n", "text/plain"),
        ("See https://example.org/a (here).\n", "text/plain"),
        ("<html><p>See [b](https://example.org/b).", "text/html"),
    ],
)
def test_a_text_without_a_name_is_told_by_its_content(text: str, media_type: str) -> None:
    (document,) = parse(Source("-", text.encode()))
    assert document.media_type == media_type
