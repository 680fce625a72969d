import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.errors import Exit, UnreadableSourceError
from linkassay.extract.decode import codec_of, decode, decode_leniently
from linkassay.extract.kinds import read_sheet
from linkassay.model import Source


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + "é".encode(),
        codecs.BOM_UTF16_LE + "é".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "é".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "é".encode("utf-32-le"),
        "é".encode(),
    ],
)
def test_a_mark_or_utf8_is_enough(data: bytes) -> None:
    assert decode(data) == "é"
    assert decode(data, "koi8-r" if data[0] > 0xEE else None) == "é"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),
        ("Shift_JIS", "cp932"),
        ("UTF-16LE", "utf-16-le"),
    ],
)
def test_a_declared_charset_is_used(charset: str, codec: str) -> None:
    text = "plain" if codec == "cp932" else "Ж" if codec == "cp1251" else "é"
    assert decode(text.encode(codec), charset) == text


@pytest.mark.parametrize(
    "name", ["bz2_codec", "rot_13", "hex_codec", "idna", "undefined", "zlib", ""]
)
def test_no_other_codec_is_ever_reached(name: str) -> None:
    assert codec_of(name) is None
    assert decode(b"abc", name) == "abc"
    assert decode_leniently(b"abc", name) == "abc"


def test_html_may_declare_its_charset() -> None:
    page = '<html><meta charset="windows-1251"><p>Ж</p>'.encode("cp1251")
    assert "Ж" in str(decode(page, html=True))
    assert "Ж" in decode_leniently(page)


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (
            "Les élèves ont été reçus à l’école, où l’été fut très agréable cette année-là. ",
            "cp1252",
        ),
        ("Die Größe der Straße über München hinaus ist schön. ", "cp1252"),
        ("The president’s speech — “all options” are on the table. ", "cp1252"),
        ("Zażółć gęślą jaźń, proszę państwa, w Szczebrzeszynie chrząszcz brzmi. ", "cp1250"),
        ("Съешь же ещё этих мягких французских булок, да выпей чаю. ", "cp1251"),
    ],
)
def test_an_undeclared_charset_is_guessed(text: str, codec: str) -> None:
    assert decode((text * 5).encode(codec)) == text * 5


@pytest.mark.parametrize(
    "data", [b"a\x00b", b"%PDF-1.7 x", b"PK\x03\x04word/x", bytes(range(256)) * 8]
)
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gbk", "utf-16", "iso-2022-jp"]))
def test_any_bytes_may_be_asked(data: bytes, charset: str | None) -> None:
    decode(data, charset)
    decode_leniently(data, charset)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (Source("a.pdf", b"%PDF-1.7"), "PDF"),
        (Source("a", b"", "application/pdf"), "PDF"),
        (Source("a.docx", b"PK\x03\x04....word/document.xml"), "Word"),
        (Source("a.txt", b"\x00\x01", "text/plain"), "binary"),
        (Source("a.json", b"{}", "application/json"), "JSON"),
        (Source("a.css", b"a{}", "text/css"), "style sheet"),
        (Source("a.bin", b"\x7fELF\x00"), "program"),
    ],
)
def test_what_cannot_be_read_is_named(source: Source, word: str) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        read_sheet(source)
    assert word in caught.value.what
    assert "plain text, Markdown and HTML" in caught.value.what
    assert caught.value.where == source.locator
    assert caught.value.exit is Exit.USAGE


@pytest.mark.parametrize(
    ("source", "media_type"),
    [
        (Source("a.md", b"# x"), "text/markdown"),
        (Source("https://a.example/x.md?y", b"# x"), "text/markdown"),
        (Source("-", b"<!DOCTYPE html><p>x"), "text/html"),
        (Source("-", b"x"), "text/plain"),
        (Source("a", b"x", "text/html; charset=utf-8"), "text/html"),
        (Source("a.md", b"x", "text/plain"), "text/plain"),
        (Source("a", b"x", "text/x-rst"), "text/plain"),
    ],
)
def test_the_kind_is_chosen(source: Source, media_type: str) -> None:
    assert read_sheet(source).media_type == media_type


def test_a_charset_inside_the_media_type_counts() -> None:
    sheet = read_sheet(Source("a", "Ж".encode("cp1251"), "text/plain; charset=windows-1251"))
    assert sheet.text == "Ж"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# T\n\nSee [b](https://example.org/b).\n", "text/markdown"),
        ("See [b][1].\n\n[1]: https://example.org/b\n", "text/markdown"),
        ("---\ntitle: A title\n---\nText.\n", "text/markdown"),
        ("# A heading\n\nand text.\n", "text/plain"),
        ("See https://example.org/a (here).\n", "text/plain"),
    ],
)
def test_an_unnamed_text_is_told_by_its_look(text, kind):
    assert read_sheet(Source("-", text.encode())).media_type == kind
