"""Documents that are hard to read, by name (docs/design.md, Hostile input): each holds `KEPT`.

Sizes are such that reading all of them takes seconds; `bench.hostile` has those whose growth is
measured.
"""

from __future__ import annotations

from collections.abc import Mapping

from bench import hostile
from linkassay.model import Source

KEPT = "https://example.org/kept"
_LINK = f'<p>See <a href="{KEPT}">this page</a> for it.</p>'


def page(body: str, head: str = "") -> bytes:
    start = f"<!doctype html><html><head><title>A page</title>{head}</head><body>{_LINK}"
    return f"{start}{body}".encode()


def markdown(body: str) -> bytes:
    return f"# A text\n\nSee [this page]({KEPT}) for it.\n\n{body}".encode()


def text(body: str) -> bytes:
    return f"A text\n\nSee {KEPT} for it.\n\n{body}".encode()


def _json_ld(value: str) -> bytes:
    return page("<p>x</p>", f'<script type="application/ld+json">{value}</script>')


PAGES: Mapping[str, bytes] = {
    "nested div": page("<div>" * 15_000),
    "nested span": page("<span>" * 15_000),
    "nested blockquote": page("<blockquote>" * 10_000),
    "nested lists": page("<ul><li>" * 5_000),
    "nested tables": page("<table><tr><td>" * 4_000),
    "nested template": page("<template>" * 20_000),
    "nested svg": page("<svg><g>" * 10_000),
    "nested math": page("<math><mi>" * 10_000),
    "nested iframe": page("<iframe>" * 20_000),
    "nested anchors": page("<a href=https://example.org/a>" * 2_000),
    "misnested formatting": page("<a><b><i>" * 2_000),
    "formatting that is never closed": page("<b>" * 2_000 + "<p>" * 200),
    "options": page("<select>" + "<option>" * 8_000),
    "buttons": page("<button>" * 5_000),
    "forms": page("<form>" * 20_000),
    "frames in framesets": page("<frameset>" * 10_000),
    "closing tags alone": page("</p></div></b>" * 20_000),
    "attributes on one tag": page("<p " + " ".join(f"a{i}=1" for i in range(20_000)) + ">x"),
    "one attribute again and again": page("<p " + "class=x " * 20_000 + ">x"),
    "an attribute without an end": page('<p title="' + "x" * 500_000),
    "quotes that change": page("<a b=\"'" * 20_000),
    "tags without an end": page("<a " * 40_000),
    "angle brackets": page("<" * 100_000),
    "comments without an end": page("<!--" * 50_000),
    "dashes in a comment": page("<!--" + "-" * 300_000),
    "declarations": page("<!DOCTYPE html>" * 20_000),
    "processing instructions": page("<?xml version='1.0'?>" * 8_000),
    "sections of CDATA": page("<![CDATA[" * 30_000),
    "entities": page("&amp;" * 30_000),
    "entities without an end": page("&notin" * 20_000),
    "unknown entities": page("&xyzzyxyzzy;" * 10_000),
    "numbers of no character": page("&#x110000;&#xD800;&#0;" * 15_000),
    "a script without an end": page("<script>" + "var a = '<a href=x>';" * 20_000),
    "text in a text area": page("<textarea>" + "<p>" * 100_000),
    "links that are hidden": page("<p hidden><a href=/a>b</a></p>" * 4_000),
    "links that go nowhere": page("<a href>x</a><a href=#>y</a>" * 3_000),
    "data in addresses": page(f'<a href="data:text/html,{"x" * 200_000}">x</a>' * 3),
    "long addresses": page(f'<a href="https://example.org/{"a" * 100_000}">x</a>' * 3),
    "white space": page("<p>" + " \n" * 200_000 + "x"),
    "one long word": page("<p>" + "x" * 300_000),
    "headings": page("<h1>x</h1>" * 4_000),
    "metadata": page("<p>x", "<meta name=author content=x>" * 10_000),
    "a base for each link": page("<base href=https://example.org/><a href=a>b</a>" * 3_000),
    "nested statements": _json_ld('{"a":' * 20_000),
    "nested lists of statements": _json_ld("[" * 50_000),
    "a number without an end": _json_ld('{"datePublished":' + "9" * 200_000 + "}"),
    "credit lines": page("<p>By Ana Bell, The Harbour Courier</p>" * 800),
}

TEXTS: Mapping[str, bytes] = {
    "brackets of Markdown": markdown("[" * 40_000),
    "brackets in pairs": markdown("[](" * 20_000),
    "pictures in pictures": markdown("![" * 20_000),
    "stars": markdown("*a **b " * 10_000),
    "backticks": markdown("".join("`" * (i % 300) + "a" for i in range(2_000))),
    "quotes in quotes": markdown("> " * 5_000 + "x"),
    "lists in lists": markdown("".join("  " * i + "- x\n" for i in range(400))),
    "one list item again and again": markdown("- x\n" * 6_000),
    "rows of a table": markdown("|a|b|\n|-|-|\n" + "|x|y|\n" * 4_000),
    "lines under headings": markdown("a\n=\n" * 5_000),
    "HTML in Markdown": markdown("<div><a href=\n" * 10_000),
    "footnotes": markdown("".join(f"[^{i}]: x\n" for i in range(8_000))),
    "front matter of line ends": b"---\n" + b"\n" * 2_000 + b'"\n---\n' + markdown("x"),
    "front matter of blanks": b"---\na" + b" " * 30_000 + b'"\n---\n' + markdown("x"),
    "tables of blanks": (
        b'+++\nx = """\n ['
        + b" " * 20_000
        + b'"\nw'
        + b" " * 20_000
        + b'x\n"""\n+++\n'
        + markdown("x")
    ),
    "front matter in itself": b"---\na: " + b"[" * 20_000 + b"\n---\n" + markdown("x"),
    "references that refer to each other": (
        b"---\na: &a [x, x]\n"
        + b"".join(b"k%d: &k%d [*a, *a]\n" % (i, i) for i in range(500))
        + b"---\n"
        + markdown("x")
    ),
}

UNNAMED: Mapping[str, bytes] = {
    "front matter that nothing closes": b"---\r\n" + b"ww: a\r\n" * 60 + text("x"),
    "one side of front matter": b"+++\n" + b"a = 1\r\n" * 2_000 + text("x"),
}
"""Their kind is told from what they hold."""

PLAIN: Mapping[str, bytes] = {
    "schemes alone": text("http://" * 5_000),
    "schemes with dots": text("http://." * 5_000),
    "www again and again": text("www." * 40_000),
    "brackets in an address": text("http://a/" + "(" * 20_000),
    "commas in an address": text("http://a/" + ",." * 20_000),
    "ports": text("http://a:" + "9" * 50_000 + " http://b:99999/ " * 3_000),
    "hosts of many parts": text("http://" + "a." * 50_000 + "org/"),
    "credentials": text("http://" + "a:b@" * 20_000 + "x.org/"),
    "percent signs": text("http://x.org/" + "%" * 50_000),
    "line ends": text("\r\n\r" * 100_000),
    "tabs and blanks": text("\t " * 200_000),
    "marks that change direction": text("\u202e\u2066" * 50_000),
    "marks over marks": text("e" + "\u0301" * 100_000),
    "dates": text("On 12 March 2014 and in May 2015. " * 600),
    "years": text("2014 2015 1999-01-01 " * 1_500),
    "credits in a row": text(
        "This article was first published by The Harbour Courier.\n\n" * 2_000
    ),
    "titles in a row": text("Related article: A ship comes home\n\n" * 1_000),
    "capital letters": text("By A B C D E F G H " * 3_000),
    "one sentence without an end": text("and so on, " * 15_000),
    "NULs in places": text("a\x00b " * 2_000 + "plain words " * 20_000),
    "bytes that are no UTF-8": text("") + b"\xff\xfe\xfa words " * 10_000,
    "half a character at the end": text("x" * 100_000) + b"\xe2\x82",
    "UTF-16 with a mark": b"\xff\xfe" + text("words " * 20_000).decode().encode("utf-16-le"),
    "many encodings": text("") + b"caf\xe9 \xd0\xbf\xd1\x80 \x93x\x94 " * 8_000,
}

NOT_READ: Mapping[str, bytes] = {
    "a PDF": b"%PDF-1.7\n" + b"1 0 obj<</Length 9>>stream\n" * 10_000,
    "a zip archive": b"PK\x03\x04" + b"\x00" * 300_000,
    "a compressed file": b"\x1f\x8b\x08" + b"\x00" * 300_000,
    "noise": bytes(range(256)) * 1_000,
}


def _sources() -> dict[str, Source]:
    found = {}
    kinds = (
        (PAGES, ".html"), (TEXTS, ".md"), (PLAIN, ".txt"), (UNNAMED, ""), (NOT_READ, ".bin"),
    )  # fmt: skip
    for documents, ending in kinds:
        for name, data in documents.items():
            found[name] = Source(f"{name.replace(' ', '-')}{ending}", data)
    for name, (make, size) in hostile.DOCUMENTS.items():
        locator, data = make(size // 20)
        found[name] = Source(f"bench-{locator}", data)
    return found


DOCUMENTS: Mapping[str, Source] = _sources()

LARGE: Mapping[str, Source] = {
    name: Source(f"{name.replace(' ', '-')}{ending}", data)
    for name, ending, data in (
        ("links on one line", ".txt", hostile.links_on_a_line(80_000)[1]),
        ("nested anchors", ".html", page("<a href=https://example.org/a>" * 60_000)),
        ("malformed addresses", ".md", markdown("[x](https://:80/a) " * 20_000)),
        ("stars", ".md", markdown("*a **b " * 200_000)),
        ("schemes alone", ".txt", text("http://" * 400_000)),
        ("nested lists", ".html", page("<ul><li>" * 100_000)),
        ("one long word", ".html", page("<p>" + "x" * 10_000_000)),
        ("links of a page", ".html", page("<p><a href=https://example.org/a>b</a>" * 500_000)),
    )
}
"""Where limits strike, or where megabytes are read."""
