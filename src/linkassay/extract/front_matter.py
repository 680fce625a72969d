"""The statements a Markdown file makes about itself before its text begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linkassay.extract.toml_statements import toml_statements
from linkassay.extract.yaml_statements import Statement, yaml_statements
from linkassay.model import Lines, Meta

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_YAML_END = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)")
_TOML_END = re.compile(r"(?<![^\r\n])\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)")
_KEY = re.compile(
    r"(?:[^\S\r\n]*+(?:#[^\r\n]*+)?[\r\n])*+[ \t]*+[\"']?\w[\w .-]*+[\"']?[ \t]*+(?::(?!\S)|=)"
)
_LONGEST = 64 * 1024
"""Characters up to which front matter is believed to be such (our own choice)."""


def front_matter(text: str) -> tuple[tuple[Meta, ...], int]:
    """What stands between two lines `---` (YAML) or `+++` (TOML), and where that ends.

    Nested tables give `table.key`; lists and empty values are left out. Front matter that cannot be
    parsed says nothing and still is no text. The end is 0 where there is no front matter: where
    nothing closes it, or what stands there does not begin with a key (a text between two rules).
    """
    opening = _OPEN.match(text)
    if opening is None:
        return (), 0
    in_yaml = opening[1] == "---"
    start = opening.end()
    closing = (_YAML_END if in_yaml else _TOML_END).search(text, start, start + _LONGEST)
    if closing is None:
        return (), 0
    body = text[start : closing.start()]
    if body.strip() and not _KEY.match(body):
        return (), 0
    statements = yaml_statements(body) if in_yaml else toml_statements(body)
    return tuple(_placed(text, start, statements)), closing.end()


def _placed(text: str, start: int, statements: Iterable[Statement]) -> Iterator[Meta]:
    """The statements with their places in the whole text."""
    lines = Lines(text[: start + _LONGEST])
    for name, value, place in statements:
        span = None if place is None else lines.span(start + place[0], start + place[1])
        yield Meta(name, value, span)
