"""One pass over a page as it was sent: what it shows, and the elements that state something."""

from __future__ import annotations

from dataclasses import dataclass, field

from linkassay.extract.formats.html_tokens import TOKEN
from linkassay.extract.page_tags import attributes_of, plain
from linkassay.extract.page_text import TEMPLATE, ShownText, folded

_STATING = frozenset(("meta", "link", "html", "body", "input"))
"""Elements that state something by their attributes."""


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag that states something; `text` is what a script or a `noscript` holds.

    `in_head`: it stands before the body.
    """

    name: str
    attributes: dict[str, str]
    in_head: bool = True
    text: str = ""


@dataclass(slots=True)
class Scan:
    """What one pass found.

    `heading` is the first h1 with text; `text` all that is shown, white space as it was written.
    `elements` stand in the order of the page: scripts, `noscript`s and what states something by its
    attributes, none of a template.
    """

    title: str | None = None
    heading: str | None = None
    text: str = ""
    elements: list[Element] = field(default_factory=list)

    def named(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]


def scan(page: str) -> Scan:
    """Read a page. Never raises; time grows with its length, however deep it is nested."""
    found, shown, at, in_head = Scan(), ShownText(), 0, True
    for token in TOKEN.finditer(page):
        start, end = token.span()
        if start > at:
            shown.add(page[at:start])
        at = end
        match token.lastgroup:
            case "start":
                name_end = token.end("start")
                name, rest = page[start + 1 : name_end].lower(), page[name_end:end]
                shown.start_tag(name, rest)
                if name in _STATING and shown.hidden_in != TEMPLATE:
                    in_head = in_head and name != "body"
                    found.elements.append(Element(name, attributes_of(rest), in_head))
            case "end":
                shown.end_tag(page[start + 2 : end - 1].split(None, 1)[0].rstrip("/").lower())
            case "text":
                name, text = token["raw"].lower(), token["text"]
                if name == "title" and found.title is None and shown.hidden_in != "svg":
                    found.title = folded(plain(text))
                elif name in ("script", "noscript") and shown.hidden_in != TEMPLATE:
                    rest = page[token.end("named") : token.start("text")]
                    found.elements.append(Element(name, attributes_of(rest), in_head, text))
                elif name == "xmp":
                    shown.add(text.replace("&", "&amp;"))
    shown.add(page[at:])
    found.text, found.heading = shown.finish(), shown.heading
    return found
