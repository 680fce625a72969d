import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkassay.extract.markdown import read_markdown
from linkassay.extract.sheet import Sheet

from linkassay.model import BlockKind, Form

SPEC = Path(__file__).parents[2] / ".." / "shared" / "data" / "urls" / "gfm-spec.txt"

PAGE = """\
---
title: "Front title"
date: 2019-03-29
tags: [a, b]
author: Jane Doe
---

# Head *line*

Para with [inline *text*](https://a.example/x_(y) "T") and **https://b.example/z**,
<https://c.example/q> & [ref text][R] then [R], `https://code.example/`; A &amp; B
![pic](https://d.example/i.png) [![alt](https://e.example/j.png)](https://f.example/)
https://g.example/2019/
03/29/some-slug <a href="https://h.example/?a=1&amp;b=2">https://h.example</a>

> quote https://i.example/a\\_b
> more al-
> Assad

- https://j.example/1
- item [two](http://k.example/2)

| a | b |
|---|---|
| [x](http://l.example/a) | http://m.example/b |

    https://indented.example/

```
https://fence.example/
```

<div class="x">
<p>Text <a href='https://n.example/'>https://n.example/</a> and https://o.example/</p>
<!-- https://comment.example/ -->
</div>

## Second

[R]: <https://ref.example/r>
  'title'
[unused]: http://p.example/
"""


def check_positions(sheet: Sheet) -> None:
    for raw in sheet.raws:
        start, end = raw.span.start, raw.span.end
        assert start is not None
        assert end is not None
        if raw.form is not Form.REFERENCE:
            assert re.sub(r"\s", "", sheet.text[start:end]) == re.sub(r"\s", "", raw.written)
        assert 0 <= raw.block < len(sheet.blocks)
        if raw.start_in_prose is not None:
            assert 0 <= raw.start_in_prose <= len(sheet.blocks[raw.block].content.text)
    for block in sheet.blocks:
        for index in range(len(block.content.text)):
            assert 0 <= block.content.source_offset(index) <= len(sheet.text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_way_to_write_an_address(line_end: str) -> None:
    sheet = read_markdown(PAGE.replace("\n", line_end))
    check_positions(sheet)
    found = [(raw.span.line, raw.form, raw.address, raw.anchor) for raw in sheet.raws]
    assert found == [
        (10, Form.INLINE, "https://a.example/x_(y)", "inline text"),
        (10, Form.BARE, "https://b.example/z", None),
        (11, Form.AUTOLINK, "https://c.example/q", None),
        (11, Form.REFERENCE, "https://ref.example/r", "ref text"),
        (11, Form.REFERENCE, "https://ref.example/r", "R"),
        (12, Form.EMBED, "https://d.example/i.png", "pic"),
        (12, Form.EMBED, "https://e.example/j.png", "alt"),
        (12, Form.INLINE, "https://f.example/", None),
        (13, Form.BARE, "https://g.example/2019/03/29/some-slug", None),
        (14, Form.INLINE, "https://h.example/?a=1&b=2", None),
        (16, Form.BARE, "https://i.example/a_b", None),
        (20, Form.BARE, "https://j.example/1", None),
        (21, Form.INLINE, "http://k.example/2", "two"),
        (25, Form.INLINE, "http://l.example/a", "x"),
        (25, Form.BARE, "http://m.example/b", None),
        (34, Form.INLINE, "https://n.example/", None),
        (34, Form.BARE, "https://o.example/", None),
        (42, Form.REFERENCE, "http://p.example/", None),
    ]


def test_the_column_is_that_of_the_source() -> None:
    text = "# T\n\nA [b](https://a.example/) *c* https://d.example/x.\n"
    raws = read_markdown(text).raws
    assert [raw.span.column for raw in raws] == [7, 31]
    assert [raw.start_in_prose for raw in raws] == [2, 6]


def test_blocks_hold_what_a_reader_reads() -> None:
    sheet = read_markdown(PAGE)
    blocks = [(block.kind, block.content.text) for block in sheet.blocks]
    assert blocks[0] == (BlockKind.TITLE, "Head line")
    assert blocks[1][1].startswith(
        "Para with inline text and https://b.example/z, https://c.example/q & ref"
    )
    assert (BlockKind.PARAGRAPH, "quote https://i.example/a_b more al-Assad") in blocks
    assert (BlockKind.ADDRESSES, "https://j.example/1") in blocks
    assert (BlockKind.PARAGRAPH, "item two") in blocks
    assert (BlockKind.HEADING, "Second") in blocks
    assert not any("fence" in text or "comment" in text for _, text in blocks)


def test_each_word_keeps_its_line() -> None:
    sheet = read_markdown(PAGE)
    for word in ("quote", "item", "Second", "Text"):
        block = next(block for block in sheet.blocks if word in block.content.text)
        offset = block.content.source_offset(block.content.text.index(word))
        assert sheet.text.startswith(word, offset)


def test_front_matter_is_metadata() -> None:
    sheet = read_markdown(PAGE)
    assert [(item.name, item.value) for item in sheet.metadata] == [
        ("title", "Front title"),
        ("date", "2019-03-29"),
        ("author", "Jane Doe"),
    ]
    span = sheet.metadata[1].span
    assert span is not None
    assert (span.line, sheet.text[span.start : span.end]) == (3, "2019-03-29")
    assert sheet.title == "Head line"
    toml = read_markdown("+++\r\ntitle = 'T'\r\n+++\r\n\r\nBody https://a.example/\r\n")
    assert (toml.title, toml.raws[0].span.line) == ("T", 5)
    assert read_markdown("---\n\nno end https://a.example/").metadata == ()


def test_a_paragraph_of_addresses() -> None:
    sheet = read_markdown("policy:\n\nhttps://a.example/x\nhttps://b.example/y\n\nand so on")
    assert [block.kind for block in sheet.blocks][1] is BlockKind.ADDRESSES


def test_relative_addresses_are_no_citations() -> None:
    assert read_markdown("[a](b.md) ![c](d.png) [e](#f) <mailto:g@h.example>").raws == ()


EXAMPLE = re.compile(
    r"^`{32} example[^\n]*\n(?P<md>.*?)^\.\n(?P<html>.*?)^`{32}$|^#+ (?P<head>.*?)$", re.M | re.S
)
DEPARTURES = {
    # linkify-it ends an address at a round bracket too many, GFM only at the address's end
    "http://www.google.com/search?q=(business))+ok",
    # GFM takes an unknown entity's shape at the end off the address
    "http://www.google.com/search?q=commonmark",
}


def test_addresses_of_the_gfm_specification() -> None:
    """The absolute addresses in the expected HTML of the sections on links and autolinks."""
    if not SPEC.exists():
        pytest.skip("gfm-spec.txt is not here")
    wanted = ("Links", "Images", "Autolinks", "Link reference definitions", "Raw HTML")
    section, missed, total = "", [], 0
    for match in EXAMPLE.finditer(SPEC.read_text("utf-8")):
        section = match["head"] or section
        if match["head"] or not section.startswith(wanted):
            continue
        expected = re.findall(r'(?:href|src)="((?:https?|ftp)://[^"]*)"', match["html"])
        raws = read_markdown(match["md"].replace("→", "\t")).raws
        found = [re.sub(r"^www\.", "http://www.", raw.address) for raw in raws]
        total += len(expected)
        for address in expected:
            seen = address.replace("&amp;", "&").replace("%20", " ")
            if not any(item in (seen, address) for item in found):
                missed.append(address)
    assert total > 15
    assert [address for address in missed if address not in DEPARTURES] == []


PIECE = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "!",
        "`",
        "*",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "# ",
        "| ",
        "\\",
        "&amp;",
        "https://a.example/x",
        "<a href='http://b.example/'>",
        "[r]: http://c.example\n",
        "word ",
        "---\n",
        "\r\n",
    ]
)


@given(st.lists(PIECE, max_size=16).map("".join))
def test_any_text_is_read(text: str) -> None:
    check_positions(read_markdown(text))


@pytest.mark.parametrize("piece", ["[", "<!--", "`", "![", "<a ", "https://", "[a](", "<a href='"])
def test_many_openings_do_no_harm(piece: str) -> None:
    check_positions(read_markdown(piece * 3000))
