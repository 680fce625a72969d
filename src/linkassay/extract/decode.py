"""From bytes to text, without ever trusting a name from outside as a codec.

A charset from a header is a key into the list below and nothing more: Python's own names reach
`bz2_codec`, which makes 512 MiB of 402 bytes, and `idna` or `undefined`, which raise errors of
their own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
_MARKS = tuple(mark for mark, _ in _BOMS)
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
"""Above this share of control characters something is no text (our own choice): bytes without any
order have a tenth of them, a text with a few damaged places far less."""
_FEW_CONTROLS = 4
_MOST_OF_SHORT = 0.1
"""So many are forgiven in a text that is too short for that share, where they are no more than a
tenth of it (our own choice)."""

_UTF_16 = frozenset(("utf_16_le", "utf_16_be"))
_STATEFUL = frozenset(("iso2022_jp",))
"""Codecs whose bytes are all ASCII, so that strict UTF-8 would wrongly take them."""
_NULS_IN_LATIN = 0.8
_NULS_IN_OTHERS = 0.1
"""From this share of its code units with a NUL on one and the same side, bytes without a mark are
UTF-16 (our own choice). Where the other bytes are a text too, it is a Latin one, in which nearly
every unit has a NUL; a Russian or Chinese text has them in its blanks and digits."""
_FEWEST_NULS = 4


class NotTextError(ValueError):
    """Some bytes are no text; `found` says what they are, in words that follow “is”."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, what had to be repaired to get it, and by which codec it was read behind the mark."""

    text: str
    notes: tuple[str, ...] = ()
    codec: str = ""
    mark: bytes = b""

    def spelled(self, text: str) -> bytes:
        """Another text in the bytes of this one's source, byte order mark first.

        Raises `UnicodeEncodeError` where the charset does not have a character of it.
        """
        return self.mark + text.encode(self.codec)


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


def decode(data: bytes, charset: str | None = None, *, html: bool = False) -> Decoded:
    """The text of a document, line ends kept and a byte order mark removed.

    Order: byte order mark, declared charset, UTF-16 by where its NULs stand, UTF-8, charset in the
    HTML, a guess. `charset` is what a header said. Raises `NotTextError` for binary data: known by
    its first bytes, or with more control characters than `_MOST_CONTROLS`.
    """
    marked = _by_mark(data)
    if marked is not None:
        return _without_nuls(marked)
    known = binary_kind(data)
    if known is not None:
        raise NotTextError(known)
    declared = codec_of(charset)
    in_page = _meta_codec(data) if html or _looks_html(data) else None
    order = [declared, _utf_16_pattern(data), *_unmarked(in_page)]
    for codec in filter(None, order):
        decoded = _strictly(data, codec)
        if decoded is not None and not (b"\x00" in data and _is_garbled(decoded.text)):
            return _without_nuls(decoded)
    codec = declared or in_page or _guess(data[:_GUESS_FROM])
    lenient = Decoded(data.decode(codec, "replace"), codec=codec)
    if _is_garbled(lenient.text):
        raise NotTextError("binary data")
    return _without_nuls(lenient)


def decode_leniently(data: bytes, charset: str | None = None) -> str:
    """The text of a page's first bytes: never raises, and marks what it cannot read."""
    marked = _by_mark(data)
    if marked is not None:
        return marked.text
    declared = codec_of(charset)
    for codec in _to_try(data, declared):
        decoded = _strictly(data, codec)
        if decoded is not None:
            return decoded.text
    return data.decode(declared or _meta_codec(data) or "utf-8", "replace")


def _to_try(data: bytes, declared: str | None) -> Iterator[str]:
    """The codecs for a page without a mark; what it declares itself is looked for when needed."""
    if declared is not None:
        yield declared
    yield from filter(None, _unmarked(_meta_codec(data)))


def _by_mark(data: bytes) -> Decoded | None:
    """The text of bytes that begin with a byte order mark."""
    if not data.startswith(_MARKS):
        return None
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), codec=codec, mark=mark)
    return None


def _unmarked(in_page: str | None) -> list[str | None]:
    """UTF-8 and what the page declares, in the order to try.

    A page that is UTF-8 from end to end is UTF-8, whatever legacy charset its head still names: of
    593 real pages 6 were so, and no text in a legacy charset happens to be valid UTF-8 for long.
    """
    return [in_page, "utf-8"] if in_page in _STATEFUL else ["utf-8", in_page]


def _strictly(data: bytes, codec: str) -> Decoded | None:
    """The text if all bytes fit, but for a last character that was cut off.

    One odd byte at the end of an ASCII text is no UTF-8 that was cut off, but another charset.
    """
    if codec == "utf-8":
        try:
            return Decoded(data.decode(), codec=codec)
        except ValueError:
            pass  # its last character may be cut off
    decoder = codecs.getincrementaldecoder(codec)("strict")
    try:
        text = decoder.decode(data)
    except ValueError:
        return None
    if not decoder.getstate()[0]:
        return Decoded(text, codec=codec)
    if codec == "utf-8" and text.isascii():
        return None
    return Decoded(text + "\ufffd", ("the last character is cut off",), codec)


def _utf_16_pattern(data: bytes) -> str | None:
    """UTF-16 without a mark, by NULs that stand mostly at even or at odd places."""
    start = data[:_GUESS_FROM]
    even, odd = start[::2].count(0), start[1::2].count(0)
    most = max(even, odd)
    if most < _FEWEST_NULS:
        return None
    rest = _strictly(start.replace(b"\x00", b""), "utf-8")
    latin = rest is not None and not _is_garbled(rest.text)
    if most < (_NULS_IN_LATIN if latin else _NULS_IN_OTHERS) * len(start) / 2:
        return None
    return "utf_16_be" if even > odd else "utf_16_le"


def _is_garbled(text: str) -> bool:
    """Whether a text has control characters as only binary data or another codec leaves them.

    One is always forgiven, some are in a short text, and so are a few in many characters.
    """
    controls = len(_CONTROL.findall(text))
    few = _FEW_CONTROLS if controls <= _MOST_OF_SHORT * len(text) else 1
    return controls > max(few, _MOST_CONTROLS * len(text))


def _without_nuls(decoded: Decoded) -> Decoded:
    """NUL becomes U+FFFD, as in HTML and in CommonMark (section 2.3)."""
    count = decoded.text.count("\x00")
    if not count:
        return decoded
    said = "1 NUL character was" if count == 1 else f"{count} NUL characters were"
    text = decoded.text.replace("\x00", "\ufffd")
    return replace(decoded, text=text, notes=(*decoded.notes, f"{said} replaced"))


def _meta_codec(data: bytes) -> str | None:
    """The charset the HTML declares; a declared UTF-16 means UTF-8 (it was read as ASCII here)."""
    match = _META.search(data, 0, _META_WITHIN)
    codec = codec_of(match[1].decode("ascii")) if match else None
    return "utf-8" if codec in _UTF_16 else codec


def _looks_html(data: bytes) -> bool:
    return data[:512].lstrip()[:1] == b"<"


def _guess(data: bytes) -> str:
    """What charset-normalizer thinks, held to our list.

    Western and Central European text often scores alike, and it names the alphabetically first;
    windows-1252, what browsers fall back on, wins a tie (measured on French, German and English).
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=sorted(set(_CODECS.values()) - _UTF_16))
    best = matches.best()
    if best is None:
        return _FALLBACK
    score = (best.chaos, best.coherence)
    equals = [match for match in matches if (match.chaos, match.coherence) == score]
    western = any(_FALLBACK in match.could_be_from_charset for match in equals)
    return _FALLBACK if western else str(best.encoding)
