"""Names and values of a TOML text, each with its place.

`tomllib` says what a value is and not where: its place is that of the line that names it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time

from linkassay.extract.yaml_statements import Statement

_TABLE = re.compile(r"[ \t]*+\[[ \t]*+(?P<name>[^\[\]\r\n]++)\][ \t]*+(?:#.*)?")
_ENTRY = re.compile(r"[ \t]*+(?P<name>[\w\"'][^=\r\n]*+)=[ \t]*+(?P<value>.*)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)+\"|'[^']+'")
_PLAIN = re.compile(r"[^\s#,\]}\"'\[{][^#,\]}\"']*")


def toml_statements(text: str) -> list[Statement]:
    """The strings, numbers and days of a TOML text in order, those of tables as `table.key`.

    Lists, what stands in them, and empty values are left out. A text that is no TOML says nothing.
    """
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError):
        return []
    places = _places(text)
    return list(_flat(found, text, places))


def _flat(
    found: dict[str, object], text: str, places: dict[str, tuple[int, int]]
) -> Iterator[Statement]:
    waiting: list[tuple[str, object]] = list(reversed(found.items()))
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}", inner) for key, inner in reversed(value.items())]
        elif not isinstance(value, list) and value != "":
            place = places.get(name)
            yield name, _as_text(value, text, place), place


def _as_text(value: object, text: str, place: tuple[int, int] | None) -> str:
    """A string as it is, anything else as it is written."""
    if isinstance(value, str):
        return value
    if place is not None:
        return text[place[0] : place[1]]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else str(value).lower()


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Where the value of each name stands, without its quotes."""
    table = ""
    found: dict[str, tuple[int, int]] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        if header := _TABLE.fullmatch(line.rstrip("\r\n")):
            table = f"{_bare(header['name'])}."
        elif entry := _ENTRY.match(line):
            value = _QUOTED.match(line, entry.start("value")) or _PLAIN.match(
                line, entry.start("value")
            )
            if value is not None:
                found.setdefault(table + _bare(entry["name"]), _inner(value, at))
        at += len(line)
    return found


def _bare(name: str) -> str:
    """A dotted name without quotes and blanks."""
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _inner(value: re.Match[str], at: int) -> tuple[int, int]:
    quotes = value[0][:1] in "\"'"
    end = value.start() + len(value[0].rstrip())
    return at + value.start() + quotes, at + end - quotes
