"""Documents that are hard to read in time, by name: each grows with `n`.

A reader's work must grow in step with them: the time of 2n over the time of n stays below 2.3.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Document = tuple[str, bytes]
"""A locator, whose ending says what kind it is, and the bytes."""


def related_labels(n: int) -> Document:
    """Related titles without their links, and as many bare addresses at the end."""
    labels = "\n\n".join(f"Related article: Ship number {i} comes home" for i in range(n))
    links = "\n".join(f"https://example.org/ship-number-{i}-comes-home" for i in range(n))
    return _text("labels.txt", f"A headline\n\n{labels}\n\nA sentence.\n\n{links}\n")


def unused_definitions(n: int) -> Document:
    """Reference definitions in Markdown that no link uses."""
    return _text("definitions.md", "".join(f"[d{i}]: https://example.org/{i}\n" for i in range(n)))


def address_paragraphs(n: int) -> Document:
    """Bare addresses, each a paragraph of its own."""
    return _text("addresses.txt", "\n\n".join(f"https://example.org/{i}" for i in range(n)))


def interrupted_sentence(n: int) -> Document:
    """One sentence that addresses interrupt again and again."""
    return _text("broken.txt", "\n\n".join(f"and on\n\nhttps://example.org/{i}" for i in range(n)))


def links_in_a_paragraph(n: int) -> Document:
    """Addresses with words between them, a line each, in one paragraph."""
    return _text(
        "paragraph.txt", "\n".join(f"See https://example.org/page/{i} too," for i in range(n))
    )


def links_on_a_line(n: int) -> Document:
    """Addresses on one line, a blank between them."""
    return _text("line.txt", " ".join(f"https://example.org/{i}" for i in range(n)))


def links_without_a_blank(n: int) -> Document:
    """Addresses on one line with only brackets between them."""
    return _text("brackets.txt", "".join(f"<https://example.org/{i}>" for i in range(n)))


def broken_utf8(n: int) -> Document:
    """Addresses between bytes that are no UTF-8."""
    line = b" ".join(b"\xff\xe9 https://example.org/%d \xf0\x28" % i for i in range(n))
    return "broken-utf8.txt", line


def wrapped_addresses(n: int) -> Document:
    """Addresses that go on in the next line, each in a paragraph of its own."""
    parts = (f"See https://example.org/a/\npage-{i}.html for it." for i in range(n))
    return _text("wrapped.txt", "\n\n".join(parts))


def credit_lines(n: int) -> Document:
    """Credit lines and addresses in one paragraph."""
    one = "This article was first published by Bloomberg View. See https://example.org/{} for it. "
    return _text("credits.txt", "".join(one.format(i) for i in range(n)))


def office_holders(n: int) -> Document:
    """People called by their titles, and dates, in one passage."""
    return _text("offices.txt", "In March 2014, President Barack Obama said so, " * n)


def html_links_in_a_paragraph(n: int) -> Document:
    """Links with words between them in one paragraph of a page."""
    links = "".join(f'<a href="https://example.org/{i}">page {i}</a> and\n' for i in range(n))
    return _text("paragraph.html", f"<!doctype html><title>t</title><p>{links}</p>")


def markdown_links_in_a_paragraph(n: int) -> Document:
    """Links with words between them in one paragraph of Markdown."""
    links = "".join(f"[page {i}](https://example.org/{i}) and\n" for i in range(n))
    return _text("paragraph.md", links)


def unclosed_tags(n: int) -> Document:
    """Anchors that are never closed, in an HTML block of Markdown."""
    return _text("tags.md", "<div>\n" + "<a href=" * n)


def tags_in_markdown(n: int) -> Document:
    """Anchors and pictures as raw HTML in the paragraphs of Markdown."""
    one = '<a href="https://example.org/{0}">x</a> <img src="https://example.org/{0}.png">\n\n'
    return _text("inline.md", "".join(f"See {one.format(i)}" for i in range(n)))


def nested_elements(n: int) -> Document:
    """Elements one inside the other, among end tags of nothing."""
    return _text("nested.html", "<div></i>" * n)


def formatting_elements(n: int) -> Document:
    """Formatting elements that are never closed, which a parser opens again in each paragraph."""
    return _text("bold.html", "<p><b></p></i>" * n)


def attributes_of_a_tag(n: int) -> Document:
    """One tag with many attributes."""
    return _text("attributes.html", f"<p {' '.join(f'a{i}=1' for i in range(n))}>x")


def options_of_a_choice(n: int) -> Document:
    """A select with options that are never closed."""
    return _text("options.html", "<select>" + "<option>x" * n)


def _text(locator: str, text: str) -> Document:
    return locator, text.encode()


DOCUMENTS: Mapping[str, tuple[Callable[[int], Document], int]] = {
    "related labels": (related_labels, 1_000),
    "unused definitions": (unused_definitions, 10_000),
    "bare addresses as paragraphs": (address_paragraphs, 10_000),
    "one interrupted sentence": (interrupted_sentence, 5_000),
    "links in one paragraph": (links_in_a_paragraph, 40_000),
    "links on one line": (links_on_a_line, 80_000),
    "links without a blank": (links_without_a_blank, 20_000),
    "links in broken UTF-8": (broken_utf8, 25_000),
    "wrapped addresses": (wrapped_addresses, 10_000),
    "credit lines in one paragraph": (credit_lines, 2_000),
    "office holders in one passage": (office_holders, 2_000),
    "links in one paragraph of HTML": (html_links_in_a_paragraph, 10_000),
    "links in one paragraph of Markdown": (markdown_links_in_a_paragraph, 5_000),
    "unclosed tags in Markdown": (unclosed_tags, 20_000),
    "raw tags in Markdown": (tags_in_markdown, 5_000),
    "nested elements of HTML": (nested_elements, 20_000),
    "formatting elements of HTML": (formatting_elements, 10_000),
    "attributes of a tag of HTML": (attributes_of_a_tag, 40_000),
    "options of a select of HTML": (options_of_a_choice, 20_000),
}
"""Each document with the size at which it is measured: what was slow there took seconds."""
