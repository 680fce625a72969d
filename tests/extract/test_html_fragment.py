"""A stretch of HTML inside another text: places of the whole, words and links of the stretch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkassay.extract.formats.html_fragment import read_fragment
from linkassay.extract.parsed import RawLink
from linkassay.model import Form, Lines

TEXT = """# A heading

<a href="https://before.example/">no</a>
<td>See <a href="https://a.example/?x&amp;y">a</a>
https://b.example/z <img src=https://i.example/ alt=pic> <a href="../x">rel</a>
<a href="https://after.example/">no</a>
"""


def fragment_links(text: str, start: int, end: int) -> list[RawLink]:
    return read_fragment(text, start, end, Lines(text)).links


START, END = TEXT.index("<td>"), TEXT.index('<a href="https://after')


def test_links_stand_where_they_stand_in_the_whole_text() -> None:
    links = fragment_links(TEXT, START, END)
    assert [(link.address, link.form, link.anchor) for link in links] == [
        ("https://a.example/?x&y", Form.INLINE, "a"),
        ("https://b.example/z", Form.BARE, None),
        ("https://i.example/", Form.EMBED, "pic"),
        ("../x", Form.INLINE, "rel"),
    ]
    for link in links:
        assert TEXT[link.span.start : link.span.end] == link.written
    assert [(link.span.line, link.span.column) for link in links] == [
        (4, 18),
        (5, 1),
        (5, 30),
        (5, 67),
    ]


def test_words_stand_where_they_stand_in_the_whole_text() -> None:
    fragment = read_fragment(TEXT, START, END, Lines(TEXT))
    (parsed,) = fragment.blocks
    assert parsed.block.content.text == "See a https://b.example/z rel"
    for index, char in enumerate(parsed.block.content.text):
        assert TEXT[parsed.block.content.source_offset(index)] in (char, "\n")
    assert [link.written for link in fragment.links if link.relative] == ["../x"]


def test_a_lone_tag_is_a_fragment() -> None:
    text = "x <a href='https://a.example/'>"
    (link,) = fragment_links(text, 2, len(text))
    assert (link.written, link.anchor) == ("https://a.example/", None)


def test_a_tag_that_never_ends_is_none_as_in_a_browser() -> None:
    """What is cut off inside an address must not be asked as if it were whole."""
    text = "x <a href='https://a.example/'>"
    assert fragment_links(text, 2, len(text) - 1) == []


@given(
    st.text(max_size=8),
    st.lists(st.sampled_from(["<a href='https://a.example/'>", "</a>", "<p>", " word ", "&amp;",
        "https://b.example/", "<img src=https://c.example/>", "\r\n", "<", "é"]), max_size=10),
    st.text(max_size=8),
)  # fmt: skip
def test_what_stands_around_changes_nothing(before: str, pieces: list[str], after: str) -> None:
    inner = "".join(pieces)
    whole = f"{before}{inner}{after}"
    alone = fragment_links(inner, 0, len(inner))
    within = fragment_links(whole, len(before), len(before) + len(inner))
    assert [link.written for link in alone] == [link.written for link in within]
    for one, other in zip(alone, within, strict=True):
        assert one.span.start is not None
        assert other.span.start == one.span.start + len(before)
