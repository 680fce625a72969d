"""From bytes to text, without ever trusting a name from outside as a codec.

A charset from a header is a key into the list below and nothing more: `bz2_codec` turned 402 bytes
into 512 MiB, and `idna` or `undefined` raise errors of their own (research: reliability 0.8).
"""

from __future__ import annotations

import codecs
import re

_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(
        ("windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1"), "cp1252"
    ),
    **dict.fromkeys(("us-ascii", "ascii", "ansi_x3.4-1968"), "cp1252"),
    **{f"windows-125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"cp125{n}": f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)},
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    **dict.fromkeys(("tis-620", "windows-874"), "cp874"),
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac_roman"),
    "x-mac-cyrillic": "mac_cyrillic",
    **dict.fromkeys(("ibm866", "cp866"), "cp866"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf_16_le"),
    "utf-16be": "utf_16_be",
}
"""Labels we take, as the WHATWG Encoding standard reads them, and the codec for each."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_META_WITHIN = 1024
"""Bytes in which HTML wants its charset declared (WHATWG HTML, 4.2.5.4)."""
_FALLBACK = "cp1252"
_GUESS_FROM = 64 * 1024
"""Bytes shown to the guesser; more changes its answer rarely and its cost always."""

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an older Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
)
_ZIPPED = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"application/epub+zip", "an EPUB book"),
    (b"opendocument", "an OpenDocument file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_MOST_CONTROLS = 0.02
"""Above this share of control characters a guess is no text."""


def codec_of(charset: str | None) -> str | None:
    """The Python codec for a charset label, `None` for an unknown (or unfit) one."""
    return _CODECS.get(charset.strip().lower()) if charset else None


def binary_kind(data: bytes) -> str | None:
    """What a binary file is, by its first bytes, in words that follow “is”; `None` if unknown."""
    start = data[:4096]
    if start.startswith(b"PK\x03\x04"):
        found = (name for mark, name in _ZIPPED if mark in start)
        return next(found, "a zip archive")
    return next((name for magic, name in _MAGIC if start.startswith(magic)), None)


def decode(data: bytes, charset: str | None = None, *, html: bool = False) -> str | None:
    """The text of a document, line ends kept and a byte order mark removed; `None` if binary.

    Order: byte order mark, declared charset, charset in the HTML, UTF-8, a guess.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    if binary_kind(data) is not None:
        return None
    declared = [codec_of(charset), _meta_codec(data) if html or _looks_html(data) else None]
    for candidate in [*declared, "utf-8"]:
        text = _strictly(data, candidate) if candidate else None
        if text is not None and "\x00" not in text:
            return text
    if b"\x00" in data:
        return None
    return _guessed(data, next((codec for codec in declared if codec), None))


def decode_leniently(data: bytes, charset: str | None = None) -> str:
    """The text of a page's first bytes: never raises, and marks what it cannot read."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    codec = codec_of(charset) or _meta_codec(data) or "utf-8"
    return data.decode(codec, "replace")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def _meta_codec(data: bytes) -> str | None:
    """The charset the HTML declares; a declared UTF-16 means UTF-8 (it was read as ASCII here)."""
    match = _META.search(data, 0, _META_WITHIN)
    codec = codec_of(match[1].decode("ascii")) if match else None
    return "utf-8" if codec in ("utf_16_le", "utf_16_be") else codec


def _looks_html(data: bytes) -> bool:
    return data[:512].lstrip()[:1] == b"<"


def _guessed(data: bytes, declared: str | None) -> str | None:
    """A declared charset read leniently, else the guess; `None` where the result is no text."""
    text = data.decode(declared or _guess(data[:_GUESS_FROM]), "replace")
    return text if len(_CONTROL.findall(text)) <= _MOST_CONTROLS * len(text) else None


def _guess(data: bytes) -> str:
    """What charset-normalizer thinks, held to our list.

    Western and Central European text often scores alike, and it names the alphabetically first;
    windows-1252, what browsers fall back on, wins a tie (measured on French, German and English).
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=sorted(set(_CODECS.values())))
    best = matches.best()
    if best is None:
        return _FALLBACK
    score = (best.chaos, best.coherence)
    equals = [match for match in matches if (match.chaos, match.coherence) == score]
    western = any(_FALLBACK in match.could_be_from_charset for match in equals)
    return _FALLBACK if western else str(best.encoding)
