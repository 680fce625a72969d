"""Pages that are hard to read, and characters that are none.

They fill what is read of a page at most.
"""

import codecs

from hostile_servers.model import PAGE, hostile
from servers import answer

SIZE = 2_000_000


def _of(piece: bytes, start: bytes = b"", content_type: str = "text/html"):
    page = start + piece * (SIZE // len(piece))
    return hostile(answer(page, content_type=content_type), "200")


def _in(charset: str, page: bytes = PAGE):
    return hostile(answer(page, content_type=f"text/html; charset={charset}"), "200")


PAGES = {
    "deep-divs": _of(b"<div>"),
    "deep-links": _of(b"<a><b><i>"),
    "deep-tables": _of(b"<table><tr><td>"),
    "deep-svg": _of(b"<svg><g><foreignObject>"),
    "deep-forms": _of(b"<p><form><select><option>"),
    "less-than": _of(b"<"),
    "ampersands": _of(b"&"),
    "entities": _of(b"&NotEqualTilde;&#x1F600;&#99999999;"),
    "open-comment": _of(b"<!-- - -- ", b"<!--"),
    "open-comments": _of(b"<!--"),
    "open-tag": _of(b" a=b", b"<p"),
    "open-quote": _of(b"\"'=`", b'<p a="'),
    "attributes": _of(b" a%d=b", b"<p"),
    "open-title": _of(b"Words of a title ", b"<title>"),
    "open-script": _of(b"</scrip", b"<script>"),
    "open-style": _of(b"</ style", b"<style>"),
    "many-titles": _of(b"<title>A</title><h1>B</h1>"),
    "many-metas": _of(b'<meta property="article:published_time" content="2031-01-01">'),
    "many-ids": _of(b"<a id=x name=y></a>"),
    "many-passwords": _of(b"<input type=password>"),
    "open-json": _of(b'{"a":[', b'<script type="application/ld+json">'),
    "deep-json": _of(b"[", b'<script type="application/ld+json">'),
    "many-json": _of(b'<script type="application/ld+json">{}</script>'),
    "number-of-json": _of(b"9", b'<script type="application/ld+json">{"a":'),
    "refreshes": _of(b'<meta http-equiv=refresh content="9e9;url=\t">'),
    "one-word": _of(b"w", b"<p>"),
    "many-words": _of(b"w ", b"<p>"),
    "nuls": _of(b"\0"),
    "controls": _of(bytes(range(1, 32))),
    "lone-surrogates": _of(b"\xed\xa0\x80"),
    "cut-letters": _of(b"\xf0\x9f\x98"),
    "byte-order-marks": _of(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE),
    "utf-16-odd": _of(b"\0<", codecs.BOM_UTF16_BE + b"x"),
    "charset-of-bytes": _in("bz2_codec"),
    "charset-of-letters": _in("rot13"),
    "charset-idna": _in("idna", b"xn--" * 60_000),
    "charset-utf-7": _in("utf-7", b"+ADw-script+AD4-" * 9_000),
    "charset-escaping": _in("unicode_escape", b"\\N{" * 9_000),
    "charset-raw": _in("raw_unicode_escape", b"\\uD800" * 9_000),
    "charset-punycode": _in("punycode", b"a-" * 90_000),
    "charset-undefined": _in("undefined"),
    "charset-of-nothing": _in(""),
    "charset-of-a-path": _in("../../etc/passwd"),
    "charset-stateful": _in("iso-2022-jp", b"\x1b$B" * 90_000),
    "charset-hz": _in("hz", b"~{" * 90_000),
}
