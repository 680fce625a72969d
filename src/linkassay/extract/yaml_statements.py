"""Names and values of a YAML mapping, each with its place.

The parser's events are read, not its values: scalars stay as they are written (`2019-03-29` is no
date yet), an alias is never followed, and no nesting is too deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

Statement = tuple[str, str, tuple[int, int] | None]
"""A name, a value, and the range (start, end) of the value in the text, where it is known."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_QUOTES = ("'", '"')
_NOTHING = frozenset(("~", "null", "Null", "NULL"))
"""How a plain scalar says that there is no value (YAML 1.2, section 10.3.2)."""


def yaml_statements(text: str) -> list[Statement]:
    """The scalars of a mapping in order, nested ones as `outer.inner`.

    Lists, what stands in them, and empty values are left out. A text that is no YAML says nothing.
    """
    try:
        return list(_walk(text))
    except yaml.YAMLError:
        return []


@dataclass(slots=True)
class _Level:
    """A collection that is open: `prefix` begins its names, `key` waits for its value.

    Without a prefix nothing in it has a name: a list, or a mapping inside one.
    """

    prefix: str | None
    key: str | None = None

    def name_of(self, event: yaml.NodeEvent) -> str | None:
        """The name of a value that begins; `None` for a key and where there is no name."""
        if self.prefix is None:
            return None
        if self.key is None:
            self.key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            return None
        name = f"{self.prefix}{self.key}" if self.key else None
        self.key = None
        return name


def _walk(text: str) -> Iterator[Statement]:
    levels = [_Level(None)]
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
        elif isinstance(event, yaml.NodeEvent):
            name = levels[-1].name_of(event)
            if isinstance(event, yaml.CollectionStartEvent):
                levels.append(_Level(_prefix(event, name, outermost=len(levels) == 1)))
            elif name is not None and isinstance(event, yaml.ScalarEvent):
                value, place = _scalar(event, text)
                if value and not (_is_plain(event) and value in _NOTHING):
                    yield name, value, place


def _is_plain(event: yaml.ScalarEvent) -> bool:
    return not event.style


def _prefix(event: yaml.Event, name: str | None, *, outermost: bool) -> str | None:
    """How names begin in a collection that stands under `name`."""
    if not isinstance(event, yaml.MappingStartEvent):
        return None
    if outermost:
        return ""
    return None if name is None else f"{name}."


def _scalar(event: yaml.ScalarEvent, text: str) -> tuple[str, tuple[int, int]]:
    """A scalar's value, and where it stands: without its quotes, a block with its mark."""
    start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
    if event.style in _QUOTES:
        return event.value, (start + 1, end - 1)
    return event.value.strip(), (start, start + len(text[start:end].rstrip()))
