"""One pass over a page as it was sent: what it shows, and the elements that state something."""

from __future__ import annotations

from dataclasses import dataclass, field

from linkassay.extract.formats.html_tokens import TOKEN
from linkassay.extract.page_start_tag import TEMPLATE, Element, start_tag
from linkassay.extract.page_tags import attributes_of, end_tag_name, plain
from linkassay.extract.page_text import ShownText, folded


@dataclass(slots=True)
class Scan:
    """What one pass found.

    `heading` is the first h1 with text; `text` all that is shown, white space as it was written.
    `elements` stand in the order of the page: scripts, `noscript`s and what states something by its
    attributes, none of a template; so many of them `before_body`.
    """

    title: str | None = None
    heading: str | None = None
    text: str = ""
    elements: list[Element] = field(default_factory=list)
    before_body: int = 0

    def named(self, *names: str) -> list[Element]:
        return [element for element in self.elements if element.name in names]


def scan(page: str) -> Scan:
    """Read a page. Never raises; time grows with its length, however deep it is nested."""
    found, shown, at, begun = Scan(), ShownText(), 0, False
    for token in TOKEN.finditer(page):
        start, end = token.span()
        if start > at:
            shown.add(page[at:start])
        at = end
        match token.lastgroup:
            case "start":
                tag = start_tag(page[start + 1 : end])
                if tag.dull and not shown.hidden_in:
                    shown.add(" ")
                    continue
                if not tag.glued:
                    shown.start_tag(tag)
                if tag.element is not None and shown.hidden_in != TEMPLATE:
                    if not begun and tag.name == "body":
                        begun, found.before_body = True, len(found.elements)
                    found.elements.append(tag.element)
            case "end":
                shown.end_tag(end_tag_name(page[start + 2 : end - 1]))
            case "text":
                name, text = token["raw"].lower(), token["text"]
                if name == "title" and found.title is None and shown.hidden_in != "svg":
                    found.title = folded(plain(text))
                elif name in ("script", "noscript") and shown.hidden_in != TEMPLATE:
                    rest = page[token.end("named") : token.start("text")]
                    found.elements.append(Element(name, attributes_of(rest), text))
                elif name == "xmp":
                    shown.add(text.replace("&", "&amp;"))
    shown.add(page[at:])
    found.text, found.heading = shown.finish(), shown.heading
    if not begun:
        found.before_body = len(found.elements)
    return found
