"""Pages that are hard to read: the steps grow with the page, and nothing raises."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from hostile.documents import PAGES
from linkassay.extract.page import page_facts

MOST_GROWTH = 2.2
"""Of the lines executed for a page of twice the size."""

PIECES = {
    "nested div": "<div>",
    "nested hidden": "<div hidden>",
    "nested template": "<template>",
    "paragraphs hidden": "<p hidden>",
    "headings": "<h1> <h2> ",
    "headings with text": "<h1>a</h1>",
    "scripts": "<script>location=a</script>",
    "script bounces": "<script>function go() { location.href='/' }</script>",
    "refreshes": "<meta http-equiv=refresh content=x>",
    "linked data": '<script type="application/ld+json">{"isAccessibleForFree":1}</script>',
    "metas": "<meta property=og:title content=x>",
    "links": "<link rel=canonical href=x>",
    "references": "&amp;&#9;&unknown",
    "ids": "<a id=a name=b></a>",
    "end tags": "</p></div x>",
    "comments": "<!--a--><!-->",
    "angle brackets": "< a",
    "roots": "<div id=root>",
    "words": "word другое 字 ",
}
FRAGMENTS = ("a", "gone", ":~:text=word,%E5%AD%97", "L1-L2")


def lines_of(page: str) -> int:
    """How many lines of Python reading a page executes."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    data = page.encode()
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        page_facts(data, "utf-8", FRAGMENTS)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("before", ["", "<script></script>"], ids=["plain", "scripted"])
def test_the_steps_grow_with_the_page(piece: str, before: str) -> None:
    lines_of(before + piece)  # loads the tables
    small, large = (lines_of(before + piece * count) for count in (100, 200))
    assert large <= MOST_GROWTH * small


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_is_read(page: bytes) -> None:
    assert page_facts(page, None, FRAGMENTS).title == "A page"
