"""Markdown beside another parser: the same addresses, each at its place.

The documents are put together by chance out of what Markdown has (the seed of each is its number).
The other parser is markdown-it-py with tables and strikethrough; bare addresses, which it leaves
alone, and raw HTML, which it does not read, are not compared.
"""

import random
from collections import Counter
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from linkassay.extract.formats.markdown import parse_markdown
from linkassay.model import Form

DOCUMENTS = 400

WORDS = ["bay", "*tide*", "**quay**", "a_b_c", "`code`", "5 < 6", "&amp;", "\\*", "日本", "~~é~~"]
PATHS = ["a", "a_(b)", "x?y=1&z=2", "ü", "a%20b", "~u/", "#top", "a;b,c", "q?a=[1]", "a*b"]


class _Writer:
    """Writes one document; each address in it occurs once."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        self.definitions = []

    def address(self):
        self.count += 1
        scheme = self.random.choice(["https", "http"])
        return f"{scheme}://host{self.count}.example/{self.random.choice(PATHS)}"

    def words(self):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 4)))

    def link(self):
        address, words = self.address(), self.words()
        label = f"ref {self.count}"
        form = self.random.randrange(9)
        if form in (5, 6, 7):
            ending = self.random.choice([f" {address}", f" <{address}> 'T'", f"\n  {address}"])
            self.definitions.append(f"[{label}]:{ending}")
        return [
            f"[{words}]({address})",
            f'[{words}](<{address}> "A (title)")',
            f"[{words}]({address} 'title')",
            f"<{address}>",
            f"![{words}]({address})",
            f"[{words}][{label}]",
            f"[{label}][]",
            f"[{label.upper()}]",
            f"[![{words}]({address})]({self.address()})",
        ][form]

    def line(self):
        parts = [self.words()]
        for _ in range(self.random.randint(0, 2)):
            parts += [self.link(), self.words()]
        return " ".join(parts)

    def block(self):
        lines = [self.line() for _ in range(self.random.randint(1, 3))]
        marks = [f"| {self.link()} | {self.words()} |" for _ in range(2)]
        return self.random.choice(
            [
                "\n".join(lines),
                "# " + lines[0],
                "\n".join("> " + line for line in lines),
                "\n".join("- " + line for line in lines),
                "1. " + lines[0] + "\n\n   " + lines[-1],
                "- a\n  - " + lines[0] + "\n    > " + lines[-1],
                "\n".join(["| a | b |", "|---|---|", *marks]),
                "```\n" + lines[0] + "\n```",
                "    " + lines[0],
                lines[0] + "\n---",
            ]
        )

    def document(self):
        blocks = [self.block() for _ in range(self.random.randint(1, 8))]
        text = "\n\n".join([*blocks, *self.definitions]) + "\n"
        return text if self.random.random() < 0.8 else text.replace("\n", "\r\n")


def _others(text):
    """What the other parser finds, without the definitions that nothing uses."""
    found = Counter()
    waiting = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    while waiting:
        token = waiting.pop()
        waiting.extend(token.children or ())
        if token.type in ("link_open", "image"):
            found[unquote(str(token.attrGet("href") or token.attrGet("src")))] += 1
    return found


@pytest.mark.parametrize("seed", range(0, DOCUMENTS, 20))
def test_the_addresses_are_those_of_another_parser_and_stand_where_they_are_said_to(seed):
    for number in range(seed, seed + 20):
        text = _Writer(number).document()
        parsed = parse_markdown(text)
        links = [link for block in parsed.blocks for link in block.links]
        links = [link for link in links if link.form is not Form.BARE and not link.code]
        used = Counter(unquote(link.address) for link in links if _is_used(link, text))
        assert used == _others(text), text
        for link in links:
            place = link.definition or link.span
            assert text[place.start : place.end] == link.written, text


def _is_used(link, text):
    """A definition that no link goes by is cited at its own place, and has no second one."""
    return link.form is not Form.REFERENCE or link.definition is not None
