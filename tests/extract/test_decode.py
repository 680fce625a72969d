import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.decode import NotTextError, codec_of, decode, decode_leniently


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
    assert decode(data).text == "é"
    assert decode(data, "koi8-r" if data[0] > 0xEE else None).text == "é"


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
    assert decode(text.encode(codec), charset).text == text


@pytest.mark.parametrize(
    "name", ["bz2_codec", "rot_13", "hex_codec", "idna", "undefined", "zlib", ""]
)
def test_no_other_codec_is_ever_reached(name: str) -> None:
    assert codec_of(name) is None
    assert decode(b"abc", name).text == "abc"
    assert decode_leniently(b"abc", name) == "abc"


def test_html_may_declare_its_charset() -> None:
    page = '<html><meta charset="windows-1251"><p>Ж</p>'.encode("cp1251")
    assert "Ж" in decode(page, html=True).text
    assert "Ж" in decode_leniently(page)


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n").text == "a\r\nb\rc\n"


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
    assert decode((text * 5).encode(codec)).text == text * 5


ARTICLE = "Two cargo planes landed near Caracas in March. " * 20
CHINESE = "两架货机于三月在加拉加斯附近降落，船上有士兵和技术人员。" * 20


@pytest.mark.parametrize(
    ("nuls", "note"),
    [(1, "1 NUL character was replaced"), (3, "3 NUL characters were replaced")],
)
def test_a_few_nuls_are_replaced_and_noted(nuls: int, note: str) -> None:
    decoded = decode(b"\x00" * nuls + ARTICLE.encode())
    assert decoded.text == "\ufffd" * nuls + ARTICLE
    assert decoded.notes == (note,)


@pytest.mark.parametrize("data", [b"One\x00two three\x00four five.", b"\x00" * 3 + b"a word " * 5])
def test_a_short_text_may_have_some_nuls(data: bytes) -> None:
    assert decode(data).text == data.decode().replace("\x00", "\ufffd")


@pytest.mark.parametrize("data", [b"a\x00b", b"caf\xe9, \x00" + b"d\xe9j\xe0 vu. " * 30])
def test_one_nul_is_forgiven_in_any_text(data: bytes) -> None:
    assert decode(data).text.count("\ufffd") == 1


def test_nuls_after_a_mark_are_replaced_too() -> None:
    decoded = decode(codecs.BOM_UTF8 + b"a\x00" + ARTICLE.encode())
    assert decoded.text.startswith("a\ufffdTwo")
    assert decoded.notes == ("1 NUL character was replaced",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARTICLE, "é" + ARTICLE, "Съешь ещё булок. " * 20])
def test_utf_16_without_a_mark_is_known_by_its_nuls(codec: str, text: str) -> None:
    assert decode(text.encode(codec)).text == text
    assert decode(text.encode(codec), "windows-1252").text == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_chinese_in_utf_16_needs_its_mark_and_is_text_then(codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    decoded = decode(mark + CHINESE.encode(codec))
    assert (decoded.text, decoded.notes) == (CHINESE, ())
    mixed = "一个见 https://example.org/2019/03/29 \n" * 20
    assert decode(mixed.encode(codec)).text == mixed


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
def test_a_text_that_is_cut_off_is_still_its_own_charset(codec: str) -> None:
    text = "Zażółć gęślą jaźń, " * 10 + "ż"
    decoded = decode(text.encode(codec)[:-1])
    assert decoded.text == text[:-1] + "\ufffd"
    assert decoded.notes == ("the last character is cut off",)


def test_an_accent_at_the_end_of_ascii_is_no_cut_off_utf_8() -> None:
    assert decode(b"Un caf\xe9").text == "Un café"


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-15", "iso-8859-2", "gb18030"])
def test_a_page_that_is_utf_8_is_so_whatever_its_head_declares(charset: str) -> None:
    page = f'<html><meta charset="{charset}"><p>La sanción — más años</p>'.encode()
    assert decode(page, html=True).text == page.decode()
    assert decode_leniently(page) == page.decode()


def test_a_header_is_believed_before_the_bytes() -> None:
    page = "<p>sanción</p>".encode()
    assert decode(page, "windows-1252", html=True).text == "<p>sanciÃ³n</p>"


def test_a_charset_of_ascii_bytes_is_not_taken_for_utf_8() -> None:
    page = '<html><meta charset="iso-2022-jp"><p>日本語</p>'
    assert decode(page.encode("iso2022_jp"), html=True).text == page


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01",
        bytes(range(256)) * 8,
        b"\x00" * 100,
        b"%PDF-1.7 x",
        b"PK\x03\x04word/x",
        b"\x7fELF\x02\x01\x01" + ARTICLE.encode(),
        b"".join(n.to_bytes(2, "little") for n in range(500)),
        b"abc\x00" * 100,
        b"name\x00\x00\x00\x04size\x00\x00\x01\x10" * 20,
    ],
)
def test_binary_is_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "gbk", "utf-16", "iso-2022-jp"]))
def test_any_bytes_may_be_asked(data: bytes, charset: str | None) -> None:
    decode_leniently(data, charset)
    with suppress(NotTextError):
        assert "\x00" not in decode(data, charset).text
