import html
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.formats.markdown import parse_markdown
from linkassay.extract.parsed import ParsedDocument, RawLink
from linkassay.model import BlockKind, Form, Span

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


def links_of(document: ParsedDocument) -> list[RawLink]:
    """The links that stand in no code."""
    return [link for block in document.blocks for link in block.links if not link.code]


def code_of(document: ParsedDocument) -> list[RawLink]:
    return [link for block in document.blocks for link in block.links if link.code]


def blocks_of(document: ParsedDocument) -> list[tuple[BlockKind, str]]:
    return [(item.block.kind, item.block.content.text) for item in document.blocks]


def at(document: ParsedDocument, span: Span) -> str:
    return document.text[span.start : span.end]


def check_positions(document: ParsedDocument) -> None:
    """Each link stands where it says, and each character of a block in the source."""
    assert document.loose == ()
    for item in document.blocks:
        content = item.block.content
        for link in item.links:
            assert at(document, link.definition or link.span) == link.written
            assert link.offset is None or 0 <= link.offset <= len(content.text)
        starts = [link.span.start or 0 for link in item.links]
        assert starts == sorted(starts)
        offsets = [content.source_offset(index) for index in range(len(content.text))]
        assert all(0 <= offset < len(document.text) for offset in offsets)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_way_to_write_an_address(line_end: str) -> None:
    document = parse_markdown(PAGE.replace("\n", line_end))
    check_positions(document)
    found = [(link.span.line, link.form, link.address, link.anchor) for link in links_of(document)]
    assert found == [
        (10, Form.INLINE, "https://a.example/x_(y)", "inline text"),
        (10, Form.BARE, "https://b.example/z", None),
        (11, Form.AUTOLINK, "https://c.example/q", None),
        (11, Form.REFERENCE, "https://ref.example/r", "ref text"),
        (11, Form.REFERENCE, "https://ref.example/r", "R"),
        (12, Form.EMBED, "https://d.example/i.png", "pic"),
        (12, Form.EMBED, "https://e.example/j.png", "alt"),
        (12, Form.INLINE, "https://f.example/", None),
        (13, Form.BARE, "https://g.example/2019/", None),
        (14, Form.INLINE, "https://h.example/?a=1&b=2", "https://h.example"),
        (16, Form.BARE, "https://i.example/a_b", None),
        (20, Form.BARE, "https://j.example/1", None),
        (21, Form.INLINE, "http://k.example/2", "two"),
        (25, Form.INLINE, "http://l.example/a", "x"),
        (25, Form.BARE, "http://m.example/b", None),
        (34, Form.INLINE, "https://n.example/", "https://n.example/"),
        (34, Form.BARE, "https://o.example/", None),
        (42, Form.REFERENCE, "http://p.example/", None),
    ]


def test_the_column_is_that_of_the_source() -> None:
    links = links_of(parse_markdown("# T\n\nA [b](https://a.example/) *c* https://d.example/x.\n"))
    assert [link.span.column for link in links] == [7, 31]
    assert [link.offset for link in links] == [2, 6]


def test_columns_count_characters_and_not_bytes() -> None:
    text = "Zażółć 🎈 [gęś](https://a.example/ß) 👋 https://b.example/ü é <https://c.example/>\n"
    document = parse_markdown(f"---\ntitle: Jaźń\n---\n{text}")
    check_positions(document)
    assert [(link.span.line, at(document, link.span)) for link in links_of(document)] == [
        (4, "https://a.example/ß"),
        (4, "https://b.example/ü"),
        (4, "https://c.example/"),
    ]


@pytest.mark.parametrize(
    ("use", "column", "width"),
    [("[a text][r]", 3, 11), ("[R]", 3, 3), ("[r][]", 3, 5), ("![alt][r]", 3, 9)],
)
def test_a_reference_stands_at_its_use_and_names_its_definition(
    use: str, column: int, width: int
) -> None:
    document = parse_markdown(f"x {use} y\n\n> [r]: <https://r.example/?a&amp;b>\n> 'title'\n")
    (link,) = links_of(document)
    assert (link.span.line, link.span.column) == (1, column)
    assert at(document, link.span) == use
    assert len(use) == width
    assert link.definition is not None
    assert link.definition.line == 3
    assert at(document, link.definition) == link.written == "https://r.example/?a&amp;b"
    assert link.address == "https://r.example/?a&b"


def test_a_picture_inside_a_link_and_both_by_reference() -> None:
    document = parse_markdown(
        "[![alt][i]][l]\n\n[i]: https://i.example/\n[l]:\n   https://l.example/\n"
    )
    assert [(link.written, link.form, at(document, link.span)) for link in links_of(document)] == [
        ("https://l.example/", Form.REFERENCE, "[![alt][i]][l]"),
        ("https://i.example/", Form.EMBED, "![alt][i]"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('> [a\n> b](https://a.example/x "t")', "https://a.example/x"),
        ("> [a](\n> https://a.example/x)", "https://a.example/x"),
        ("- x\n  - [a](<https://a.example/x y>)", "https://a.example/x y"),
        ("1. x\n\n   [a](  https://a.example/x  )", "https://a.example/x"),
        ("[a](https://a.example/x\\)y)", "https://a.example/x\\)y"),
        ("[](https://a.example/x)", "https://a.example/x"),
        ("[`](b`](https://a.example/x)", "https://a.example/x"),
        ("[a \\](b](https://a.example/x)", "https://a.example/x"),
        ("|a|\n|-|\n|[b](https://a.example/x\\|y)|", "https://a.example/x\\|y"),
        ("x[^1]\n\n[^1]: y [a](https://a.example/x)", "https://a.example/x"),
        ("# [a](https://a.example/x) #", "https://a.example/x"),
        ("[a](https://a.example/x)\n===", "https://a.example/x"),
        ("~~https://a.example/x~~", "https://a.example/x"),
        ("**see**https://a.example/x", "https://a.example/x"),
        ("- [ ] https://a.example/x", "https://a.example/x"),
        ("a https://a.example/x\\_y&amp;z b", "https://a.example/x\\_y&amp;z"),
        ("> <p>a\n> <a href='https://a.example/x'>b\n> c</a>", "https://a.example/x"),
        ("> <p><a\n> href='https://a.example/x'>b</a></p>", "https://a.example/x"),
        ("a https://a.example/x&#x41; b", "https://a.example/x&#x41;"),
        ("<pre>\nhttps://a.example/x</pre>", "https://a.example/x"),
        ("<pre>\r\n\r\n&amp; https://a.example/x</pre>", "https://a.example/x"),
        ("a <a\nhref=https://a.example/x >b</a>", "https://a.example/x"),
    ],
)
def test_the_span_is_the_address_as_written(text: str, written: str) -> None:
    document = parse_markdown(text)
    check_positions(document)
    (link,) = links_of(document)
    assert link.written == written
    assert at(document, link.span) == written


def test_a_link_in_the_description_of_a_picture_is_none() -> None:
    document = parse_markdown("![a [b](https://b.example/) ![c](d.png)](https://a.example/)")
    check_positions(document)
    assert [(link.form, link.address, link.anchor) for link in links_of(document)] == [
        (Form.EMBED, "https://a.example/", "a b c")
    ]


def test_marks_of_quotations_are_no_part_of_raw_html() -> None:
    document = parse_markdown("> <p>a <a\n> href='https://a.example/x'>b\n> c</a></p>\n")
    (link,) = links_of(document)
    assert (link.form, link.anchor, link.span.line) == (Form.INLINE, "b c", 2)
    assert blocks_of(document) == [(BlockKind.PARAGRAPH, "a b c")]


def test_entities_and_backslashes_are_read_in_addresses() -> None:
    document = parse_markdown(
        "https://a.example/x\\_y&amp;z [b](https://b.example/&#x41;\\*c) [d](https://d.example/\\e)"
    )
    assert [link.address for link in links_of(document)] == [
        "https://a.example/x_y&z",
        "https://b.example/A*c",
        "https://d.example/%5Ce",
    ]


def test_an_address_never_goes_on_in_the_next_line() -> None:
    document = parse_markdown("https://a.example/\nexample.org/more\nhttps://b.example/a-\nb\n")
    assert [link.address for link in links_of(document)] == [
        "https://a.example/",
        "https://b.example/a-",
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_addresses_in_code_are_marked_and_stand_where_they_are_said_to(line_end: str) -> None:
    text = "`https://a.example/` `` ` https://b.example/ ``\n\n~~~\nhttps://c.example/\n~~~\n"
    document = parse_markdown(
        f"{text}\n    https://d.example/\n\n- x\n\n      https://e.example/\n".replace(
            "\n", line_end
        )
    )
    check_positions(document)
    assert links_of(document) == []
    assert [(link.span.line, link.address) for link in code_of(document)] == [
        (1, "https://a.example/"),
        (1, "https://b.example/"),
        (4, "https://c.example/"),
        (7, "https://d.example/"),
        (11, "https://e.example/"),
    ]
    assert blocks_of(document)[0] == (
        BlockKind.PARAGRAPH,
        "https://a.example/ ` https://b.example/",
    )


# definitions


@pytest.mark.parametrize(
    "comment",
    [
        "[//]: # (a comment)",
        "[//]: # 'a comment'",
        "[comment]: <> (a comment)",
        "[comment]: # (https://a.example/ is not cited)",
        "[u]: ../x.md",
        "[u]: #part",
        "[u]: mailto:a@b.example",
        "[u]: ../x.md\n[u]: ../y.md",
    ],
)
def test_comments_and_unused_relative_definitions_are_no_citations(comment: str) -> None:
    document = parse_markdown(f"words\n\n{comment}\n\nmore words\n")
    assert links_of(document) == []
    assert [text for _, text in blocks_of(document)] == ["words", "more words"]


def test_a_definition_that_nothing_uses_is_a_citation() -> None:
    document = parse_markdown(
        "[w]\n\n> [u]: <https://a.example/>\n\n[v]: https://b.example/\n"
        "[U]: https://c.example/ (again)\n- [w]: https://d.example/\n\n  [W]: https://e.example/\n"
    )
    check_positions(document)
    assert [(link.span.line, link.span.column, link.address) for link in links_of(document)] == [
        (1, 1, "https://d.example/"),
        (3, 9, "https://a.example/"),
        (5, 6, "https://b.example/"),
        (6, 6, "https://c.example/"),
        (9, 8, "https://e.example/"),
    ]
    assert blocks_of(document)[1] == (BlockKind.ADDRESSES, "[u]: <https://a.example/>")


def test_what_looks_like_a_definition_inside_text_is_none() -> None:
    document = parse_markdown(
        "[a]: https://a.example/\n\nwords\n[b]: [c](https://c.example/)\n\n`[d]: https://d.example/`\n"
        "\n~~~\n[e]: https://e.example/\n~~~\n\n<!--\n[f]: https://f.example/\n-->\n"
    )
    assert [link.address for link in links_of(document)] == [
        "https://c.example/",
        "https://a.example/",
    ]


# relative addresses


def test_relative_addresses_are_links_that_need_a_base() -> None:
    document = parse_markdown(
        "[a](b.md) [c](/d#e) [e](//f.example/g) [h][i] ![j](k.png) [s](#t)\n\n[i]: ../l.md\n\n"
        "<p><a href='m.md'>n</a></p>\n\nx <a href=o.md>p</a>\n"
    )
    check_positions(document)
    assert [(link.address, link.relative, link.form) for link in links_of(document)] == [
        ("b.md", True, Form.INLINE),
        ("/d#e", True, Form.INLINE),
        ("https://f.example/g", False, Form.INLINE),
        ("../l.md", True, Form.REFERENCE),
        ("k.png", True, Form.EMBED),
        ("#t", True, Form.INLINE),
        ("m.md", True, Form.INLINE),
        ("o.md", True, Form.INLINE),
    ]


def test_of_a_relative_reference_link_both_places_are_kept() -> None:
    document = parse_markdown("See [the guide][g] and [g].\n\n[g]: docs/guide.md\n")
    places = [
        (at(document, link.span), link.definition and at(document, link.definition))
        for link in links_of(document)
    ]
    assert places == [("[the guide][g]", "docs/guide.md"), ("[g]", "docs/guide.md")]


@pytest.mark.parametrize(
    "text",
    [
        "[a](#)",
        "[a]()",
        "<mailto:g@h.example> <g@h.example>",
        "[a](mailto:g@h.example)",
        "[a](tel:+123)",
        "[a](javascript:b)",
        "<a href='#'>c</a>",
        "`[a](b.md)`",
        "    [a](b.md)",
        "[a](C:\\\\b.md)",
    ],
)
def test_what_leads_to_no_file_is_no_link(text: str) -> None:
    assert links_of(parse_markdown(text)) == []


# blocks


def test_blocks_hold_what_a_reader_reads() -> None:
    blocks = blocks_of(parse_markdown(PAGE))
    assert blocks[0] == (BlockKind.TITLE, "Head line")
    assert blocks[1][1].startswith(
        "Para with inline text and https://b.example/z, https://c.example/q & ref"
    )
    assert (BlockKind.PARAGRAPH, "quote https://i.example/a_b more al-Assad") in blocks
    assert (BlockKind.ADDRESSES, "https://j.example/1") in blocks
    assert (BlockKind.PARAGRAPH, "item two") in blocks
    assert (BlockKind.HEADING, "Second") in blocks
    words = [text for kind, text in blocks if kind is not BlockKind.CODE]
    assert not any("fence" in text or "comment" in text for text in words)


def test_each_word_keeps_its_line() -> None:
    document = parse_markdown(PAGE)
    for word in ("quote", "item", "Second", "Text"):
        content = next(
            item.block.content for item in document.blocks if word in item.block.content.text
        )
        offset = content.source_offset(content.text.index(word))
        assert document.text.startswith(word, offset)


def test_marks_of_lists_notes_and_alerts_are_no_words() -> None:
    document = parse_markdown("> [!NOTE]\n> one[^1]\n\n- [x] two\n- ~~three~~\n\n[^1]: four\n")
    assert [text for _, text in blocks_of(document)] == ["one", "two", "three", "four"]


def test_only_the_first_heading_of_the_first_level_is_the_title() -> None:
    document = parse_markdown("## Before\n\n# The *title*\n\n# Another\n")
    assert document.title == "The title"
    assert [kind for kind, _ in blocks_of(document)] == [
        BlockKind.HEADING,
        BlockKind.TITLE,
        BlockKind.HEADING,
    ]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("https://a.example/x\nhttps://b.example/y", BlockKind.ADDRESSES),
        ("<https://a.example/x>, <https://b.example/y>.", BlockKind.ADDRESSES),
        ("[https://a.example/x](https://a.example/x)", BlockKind.ADDRESSES),
        ("[words](https://a.example/x) https://b.example/y", BlockKind.PARAGRAPH),
        ("https://a.example/x and", BlockKind.PARAGRAPH),
        ("`code` https://a.example/x", BlockKind.PARAGRAPH),
        ("[words](b.md) https://a.example/x", BlockKind.PARAGRAPH),
        ("![picture](https://a.example/x)", BlockKind.PARAGRAPH),
    ],
)
def test_a_paragraph_of_nothing_but_addresses_is_told(paragraph: str, kind: BlockKind) -> None:
    document = parse_markdown(f"policy:\n\n{paragraph}\n\nand so on")
    assert document.blocks[1].block.kind is kind


def test_the_front_matter_says_title_and_language_and_is_no_text() -> None:
    document = parse_markdown(
        "+++\r\ntitle = 'T'\r\nlang = 'de'\r\n+++\r\n\r\nhttps://a.example/\r\n"
    )
    assert (document.title, document.language) == ("T", "de")
    assert [link.span.line for link in links_of(document)] == [6]
    page = parse_markdown(PAGE)
    assert page.title == "Head line"
    assert [(item.name, item.value) for item in page.metadata] == [
        ("title", "Front title"),
        ("date", "2019-03-29"),
        ("author", "Jane Doe"),
    ]


EXAMPLE = re.compile(
    r"^`{32} example[^\n]*\n(?P<md>.*?)^\.\n(?P<html>.*?)^`{32}$|^#+ (?P<head>.*?)$", re.M | re.S
)
DEPARTURES = {
    # a round bracket too many ends an address for us, for GFM only at the address's end
    "http://www.google.com/search?q=(business))+ok",
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
        links = links_of(parse_markdown(match["md"].replace("→", "\t")))
        found = [re.sub(r"^www\.", "http://www.", unquote(link.address)) for link in links]
        total += len(expected)
        missed += [item for item in expected if unquote(html.unescape(item)) not in found]
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
    check_positions(parse_markdown(text))


@pytest.mark.parametrize("piece", ["[", "<!--", "`", "![", "<a ", "https://", "[a](", "<a href='"])
def test_many_openings_do_no_harm(piece: str) -> None:
    check_positions(parse_markdown(piece * 3000))


# links that a test writes are found again where it wrote them

ADDRESS = st.from_regex(r"https://[a-z]{1,5}\.example/[a-zé0-9]{0,5}(_[a-z]{1,3})?", fullmatch=True)
WORDS = st.sampled_from(
    ["", "word", "two words", "*stressed*", "ü 🎈", "`code`", "a &amp; b", "a\\]b"]
)
SHAPE = st.sampled_from(
    [
        "[{words}]({address})",
        "![{words}]({address})",
        "[{words}](<{address}> 'title')",
        "[![{words}](b.png)]({address})",
        "<{address}>",
        "{words} {address}",
        "**{address}**",
        "<a href='{address}'>{words}</a>",
        "<img alt=x src={address}>",
    ]
)
FRAME = st.sampled_from(
    [
        "{link}",
        "> {link}",
        "- x\n- {link}",
        "# {link}",
        "> 1. é {link}",
        "|a|\n|-|\n|{link}|",
        "x\n{link}\n",
    ]
)


@given(st.lists(st.tuples(FRAME, SHAPE, WORDS, ADDRESS), min_size=1, max_size=6))
def test_every_link_written_is_found_where_it_was_written(
    written: list[tuple[str, str, str, str]],
) -> None:
    text = "\n\n".join(
        frame.format(link=shape.format(words=words, address=address))
        for frame, shape, words, address in written
    )
    document = parse_markdown(text)
    links = [link for link in links_of(document) if link.written != "b.png"]
    assert [link.written for link in links] == [address for *_, address in written]
    assert [at(document, link.span) for link in links] == [link.written for link in links]
