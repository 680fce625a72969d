"""Each format read back by a parser that knows nothing of how it was written.

`Parsed.shape` is what is left of an output when all its texts are taken away: the same for whatever
is told. `Parsed.values` are the texts. A format without a parser fails `test_hostile_strings`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from linkassay.report.escape import folded, line, visible

BROKEN_COLON = "\\u{3a}"
FORMULAS = "=+-@＝＋－＠"


@dataclass(frozen=True)
class Parsed:
    """What an output is made of."""

    shape: Hashable
    values: tuple[str, ...]

    def says(self, text: str) -> bool:
        """Whether it is told, alone or among other words; a colon may be broken to be harmless."""
        told = text.replace(BROKEN_COLON, ":")
        return any(told in value.replace(BROKEN_COLON, ":") for value in self.values)


@dataclass(frozen=True)
class Parser:
    """`read` takes an output apart; `shown` is how a text stands in it for whoever reads it.

    `tells` are the parts of a finding that it tells.
    """

    read: Callable[[str], Parsed]
    shown: Callable[[str], str]
    tells: tuple[str, ...] = ("message", "advice", "evidence")


def same(text: str) -> str:
    """As it is; two halves of a pair that stand together are one letter to whoever reads JSON."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


# -- for people --


def squeezed(text: str) -> str:
    """Without blanks, as lines are wrapped."""
    return "".join(text.split())


def read_text(output: str) -> Parsed:
    return Parsed((), (squeezed(output),))


# -- JSON --


def read_json(output: str) -> Parsed:
    whole = json.loads(output)
    return Parsed(_json_shape(whole), tuple(_strings(whole)))


def read_ndjson(output: str) -> Parsed:
    rows = [json.loads(row) for row in output.splitlines()]
    return Parsed(_json_shape(rows), tuple(_strings(rows)))


def _json_shape(value: Any) -> Hashable:
    if isinstance(value, dict):
        return tuple((name, _json_shape(item)) for name, item in value.items())
    if isinstance(value, list):
        return tuple(map(_json_shape, value))
    return type(value).__name__


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list):
            yield from _strings(item)


def read_prov(output: str) -> Parsed:
    """Names of things hold words from the report: only what is said of them is compared."""
    whole = json.loads(output)
    return Parsed(tuple(whole), tuple(_strings(whole)))


def in_sarif(text: str) -> str:
    """On one line, and no link: `message.text` undone (SARIF 2.1.0, section 3.11.5)."""
    return line(text).replace("](", "] (")


def read_sarif(output: str) -> Parsed:
    parsed = read_json(output)
    plain = (one.replace("{{", "{").replace("}}", "}") for one in parsed.values)
    return Parsed(parsed.shape, tuple(plain))


# -- tables --


def read_csv(output: str) -> Parsed:
    rows = list(csv.reader(StringIO(output, newline=""), strict=True))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple(FORMULAS)]
    return Parsed(tuple(map(len, rows)), tuple(cell for row in rows for cell in row))


# -- XML --


def read_xml(output: str) -> Parsed:
    root = ElementTree.fromstring(output.encode())
    texts = [part.text or "" for part in root.iter()]
    attributes = [value for part in root.iter() for value in part.attrib.values()]
    return Parsed(_xml_shape(root), (*texts, *attributes))


def _xml_shape(part: ElementTree.Element) -> Hashable:
    return part.tag, tuple(part.attrib), tuple(map(_xml_shape, part))


# -- workflow commands --

_COMMAND = re.compile(r"::(?P<kind>error|warning|notice) (?P<properties>[^:]*)::(?P<data>.*)")
_PROPERTY = re.compile(r"(?P<name>file|line|endLine|col|title)=(?P<value>[^,:]*)")


def read_github(output: str) -> Parsed:
    """As the runner reads it: lines end at CR, too; what is no annotation must be no command."""
    shape, values = [], []
    for row in re.split(r"\r\n|\r|\n", output):
        if not row.lstrip().startswith("::"):
            values.append(row)
            shape.append("words")
            continue
        command = _COMMAND.fullmatch(row)
        assert command, row
        properties = [_PROPERTY.fullmatch(one) for one in command["properties"].split(",")]
        assert all(properties), row
        shape.append((command["kind"], tuple(one["name"] for one in properties if one)))
        values += [unquote(one["value"]) for one in properties if one]
        values.append(unquote(command["data"]))
    return Parsed(tuple(shape), tuple(values))


# -- pages --


def read_html(output: str) -> Parsed:
    """As a browser reads it; an address that can be clicked on counts as one that cannot."""
    page = LexborHTMLParser(output)
    assert page.root is not None
    assert page.body is not None
    return Parsed(_html_shape(page.root), (re.sub(r"\s+", " ", page.body.text()),))


def _html_shape(node: Any) -> Hashable:
    attributes = dict(node.attributes)
    if node.tag == "a" and "rel" in attributes:
        assert attributes["rel"] == "noreferrer noopener nofollow"
        assert attributes["href"].lower().startswith(("http://", "https://"))
        return "code", (), ()
    return node.tag, tuple(attributes), tuple(_html_shape(one) for one in node.iter())


_OURS = re.compile(r"<details><summary>[\w ,:.;]*</summary>\n?|</details>\n?|</?sub>")

_LIVE = re.compile(r"://|www\.|@\w|[#!]\d|\bGH-\d|\b[0-9a-f]{40}\b", re.IGNORECASE)


def read_markdown(output: str) -> Parsed:
    """As GFM; outside of code no word is left that GFM, GitHub or GitLab makes a link of."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shape, values = [], []
    for block in parser.parse(output):
        if block.type == "html_block":
            assert _OURS.fullmatch(block.content), block.content
        shape.append(block.type)
        for part in block.children or ():
            assert part.type not in ("link_open", "image"), part
            assert part.type != "text" or not _LIVE.search(part.content), part.content
            assert part.type != "html_inline" or _OURS.fullmatch(part.content), part.content
            if part.type not in ("text", "code_inline", "text_special"):
                shape.append(part.type)
        values.append(in_markdown("".join(one.content for one in block.children or ())))
    return Parsed(tuple(shape), tuple(values))


def in_markdown(text: str) -> str:
    """A colon or a hash that a runner would obey may be written by its number, or not."""
    return text.replace("\\u{3a}", ":").replace("\\u{23}", "#")


PARSERS: Mapping[str, Parser] = {
    "text": Parser(read_text, lambda text: squeezed(line(text))),
    "short": Parser(read_text, lambda text: squeezed(line(text)), ("message",)),
    "stats": Parser(read_text, lambda text: squeezed(line(text)), ()),
    "json": Parser(read_json, same),
    "ndjson": Parser(read_ndjson, same),
    "prov": Parser(read_prov, same, ("message",)),
    "html": Parser(read_html, lambda text: re.sub(r"\s+", " ", visible(folded(text)))),
    "markdown": Parser(read_markdown, lambda text: in_markdown(visible(folded(text)))),
    "issue": Parser(read_markdown, lambda text: in_markdown(visible(folded(text)))),
    "csv": Parser(read_csv, line),
    "sarif": Parser(read_sarif, in_sarif),
    "junit": Parser(read_xml, lambda text: _xml_words(line(text))),
    "github": Parser(read_github, line),
    "code-quality": Parser(read_json, line, ("message",)),
    "atom": Parser(read_xml, lambda text: _xml_words(line(text))),
    "badge": Parser(read_json, line, ()),
}


def _xml_words(text: str) -> str:
    """What XML has no character for."""
    return text.replace("\ufffe", "\\u{fffe}").replace("\uffff", "\\u{ffff}")
