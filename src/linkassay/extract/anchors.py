"""The names of the places in a Markdown text to which an address with a `#` may lead.

Which renderer shows a text is not known, so each heading has every name that one of them makes.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from linkassay.tables.anchors import Flavour, flavours
from linkassay.tables.local import template_marks

_ATTRIBUTES = re.compile(r"\{:?[^{}\n]{0,200}?#(?P<name>[^\s{}#]{1,200})[^{}\n]{0,200}\}")
"""`{#name}`, `{: .class #name }` (Python-Markdown attr_list, kramdown, pandoc, Docusaurus)."""
_LABEL = re.compile(r"^[ \t]*\((?P<name>[^()\n]{1,200})\)=[ \t]*$", re.MULTILINE)
"""A target of MyST: `(name)=` alone on a line."""
_BEFORE = " \t>*+-"
"""What may stand before a block in its line: indents, quotes, bullets."""
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
"""What makes a heading of the line before (CommonMark, Setext headings)."""
_VALUE = re.compile(r"\{\{-?[^<%>#]")
_TRAILING = re.compile(r"(?<![ \t])[ \t]*+\{[^{}]*\}$")
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 1000
"""Characters of a heading that are made a name of."""
_MOST = 20_000
"""A text with more headings is told to have places that are not known."""


def markdown_anchors(
    text: str,
    headings: Iterable[str],
    written: Iterable[str],
    code: Sequence[tuple[int, int]] = (),
) -> tuple[str, ...] | None:
    """All names of places in a text, once each; `written` are those that raw HTML gives.

    `None` where a generator may add headings to the text when its page is made; what stands in the
    ranges of `code`, in order, adds nothing.
    """
    words = list(headings)
    if len(words) > _MOST or _is_added_to(text, code):
        return None
    found = dict.fromkeys(written)
    found.update(dict.fromkeys(_explicit(text)))
    forms = [_forms(heading) for heading in words]
    for flavour in flavours():
        found.update(dict.fromkeys(_names(forms, flavour)))
    return tuple(found)


def _is_added_to(text: str, code: Sequence[tuple[int, int]]) -> bool:
    """Whether a template may add to the headings: what it puts into running text adds none.

    The first mark of a line that does not stand in code speaks for its line.
    """
    ended = 0
    for at in template_marks(text):
        if at < ended or _is_within(at, code):
            continue
        begun = text.rfind("\n", ended, at) + 1 or ended
        ended = text.find("\n", at) + 1 or len(text)
        if _adds(text[begun:at], text[at:ended].rstrip()) or _UNDERLINE.match(text, ended):
            return True
    return False


def _adds(before: str, line: str) -> bool:
    """Whether the mark that begins `line` stands in a heading or a tag, or where a block begins.

    A tag or an inclusion may add more than its line; a value (`{{ name }}`) that has words behind
    it is a part of their sentence.
    """
    before = before.lstrip(_BEFORE)
    if before:
        return before.startswith(("#", "<"))
    return not _VALUE.match(line) or line.endswith("}}") or "}}" not in line


def _explicit(text: str) -> Iterator[str]:
    for pattern, sign in ((_ATTRIBUTES, "#"), (_LABEL, ")=")):
        if sign in text:
            for mark in pattern.finditer(text):
                yield mark["name"].strip()


def _forms(heading: str) -> list[str]:
    """A heading as it is, without attributes at its end, and without tags, once each."""
    forms = (heading, _TRAILING.sub("", heading), _TAG.sub("", heading))
    return list(dict.fromkeys(form[:_LONGEST] for form in forms))


def _names(headings: Iterable[Sequence[str]], flavour: Flavour) -> Iterator[str]:
    """The names of headings in their order, each later one of a name numbered."""
    seen: dict[str, int] = {}
    made: set[str] = set()
    for forms in headings:
        for name in dict.fromkeys(slug(form, flavour) for form in forms):
            if not name:
                continue
            again = seen.get(name, -1) + 1
            seen[name] = again
            unique = f"{name}{flavour.again}{again}" if again else name
            yield unique
            if unique in made:  # some count on until a name is free, others do not look
                seen[unique] = further = seen.get(unique, 0) + 1
                yield f"{unique}{flavour.again}{further}"
                yield f"{name}{flavour.again}{again + further}"
            made.add(unique)


def _is_within(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(ranges, at, key=lambda item: item[0]) - 1
    return index >= 0 and at < ranges[index][1]


def slug(heading: str, flavour: Flavour) -> str:
    """The name that a renderer of this flavour makes of a heading's words."""
    words = heading.strip().lower()
    if flavour.ascii and not words.isascii():
        folded = unicodedata.normalize("NFKD", words)
        words = folded.encode("ascii", "ignore").decode()
    if words.isascii() and words.replace(" ", "").isalnum() and words[:1].isalpha():
        return "-".join(words.split())
    signs = words.translate(_signs(flavour.name))
    signs = signs.strip(flavour.trimmed) if flavour.trimmed else signs
    name = re.sub(r"[-\s]+", "-", signs) if flavour.joins else re.sub(r"\s", "-", signs)
    name = name.strip(flavour.trimmed) if flavour.trimmed else name
    if flavour.from_letter:
        first = next((at for at, one in enumerate(name) if one.isalpha()), len(name))
        name = name[first:]
    return name


@cache
def _signs(name: str) -> _Signs:
    return _Signs(next(item for item in flavours() if item.name == name))


class _Signs(dict[int, str]):
    """What becomes of each character in a flavour, worked out when it is first met."""

    def __init__(self, flavour: Flavour) -> None:
        super().__init__()
        self._flavour = flavour

    def __missing__(self, code: int) -> str:
        one = chr(code)
        is_plain = one.isspace() or one in self._flavour.also
        kept = is_plain or unicodedata.category(one).startswith(self._flavour.kept)
        self[code] = one if kept else self._flavour.other
        return self[code]
