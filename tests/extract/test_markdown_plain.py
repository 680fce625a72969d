"""A block that is written as it is read is read at once, and says what the reader of all says."""

from __future__ import annotations

import pytest

from linkassay.extract.formats.markdown_blocks import MarkdownReader
from linkassay.extract.formats.markdown_events import MarkdownEvents
from linkassay.extract.formats.markdown_plain import PlainReader
from linkassay.model import Lines


class Thorough(MarkdownReader):
    """A reader to which no block is plain."""

    def _is_fresh(self) -> bool:
        return False


PLAIN = [
    "- the council took up [the report](http://a.example/2021/05/04/x) and sent it on.",
    "[a](http://a.example/1) [b](https://a.example/2?q=1#f)[c](ftp://a.example/3)",
    "# A [title](http://a.example/)",
    "Words [a ](http://a.example/x)alone",
    "| [a](http://a.example/1) | b |\n|---|---|\n| c | [d](http://a.example/2) |",
    r"An \*escape [b\]c](http://a.example/) behind",
    "Größe [Maß](http://a.example/ü) über",
    "Item\n\nLink\n\nParagraph",
]
OTHERS = [
    "blanks [ a ](http://a.example/x) inside",
    "two  blanks [b](http://a.example/)",
    "a line\nwrapped [b](http://a.example/)",
    "no\u00a0break [b](http://a.example/)",
    "soft\u00adhyphen [b](http://a.example/)",
    "R&amp;D [b](http://a.example/)",
    "bare https://b.example/x [b](http://a.example/)",
    "[https://b.example/x](http://a.example/)",
    "[http:x](http:x)",
    "[](http://a.example/)",
    "[ ](http://a.example/) words",
    "words[](http://a.example/)behind",
    "words[ ](http://a.example/)behind",
    "[b](<http://a.example/>)",
    '[b](http://a.example/ "title")',
    "[b]( http://a.example/ )",
    "[b](http://a.example/a_(b))",
    r"[b](http://a.example/a\_b)",
    "[b](http://a.example/?a=1&amp;b=2)",
    "[b](//a.example/)",
    "[b](other.md)",
    "[b](mailto:a@a.example)",
    "[b][r] words\n\n[r]: http://a.example/",
    "<http://a.example/>",
    "a *mark* [b](http://a.example/)",
    "a [b *c*](http://a.example/)",
    "a [![p](http://a.example/p.png)](http://a.example/)",
    "a`Link`b[c](http://a.example/)",
    "[b](http://a.example/a\\b)",
    "```\nwords",
    "a <b>c</b> [b](http://a.example/)",
    "words[^1]\n\n[^1]: a note [b](http://a.example/)",
    "- [ ] to do [b](http://a.example/)",
    "```\nItem\nhttp://a.example/\n```\n\nLink",
    "DOI 10.1000/182 [b](http://a.example/)",
]


def read(reader: MarkdownReader) -> object:
    return reader.read(), reader.anchors


@pytest.mark.parametrize("text", [*PLAIN, *OTHERS, "\n\n".join((*PLAIN, *OTHERS))])
def test_both_ways_say_the_same(text: str) -> None:
    assert read(MarkdownReader(text, 0)) == read(Thorough(text, 0))


@pytest.mark.parametrize("text", PLAIN[:4])
def test_a_plain_block_is_read_at_once(text: str) -> None:
    events = MarkdownEvents(text, 0)
    run = [event for event in events if event[0] == "Text" or "Link" in event[1]]
    block, *_ = MarkdownReader(text, 0).read()
    assert PlainReader(text, Lines(text)).read(run, block.block.kind) == block
