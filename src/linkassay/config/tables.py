"""The tables that may stand several times: `[[host]]`, `[[control]]` and `[[suppress]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from linkassay.config.keys import CONTROL_KEYS, HOST_KEYS, SUPPRESS_KEYS, Key
from linkassay.config.values import values
from linkassay.errors import UsageError
from linkassay.model import ControlPage, HostSettings, Suppression

_SUPPRESS = re.compile(r"[ \t]*\[\[[ \t]*(?:tool\.linkassay\.)?suppress[ \t]*\]\]")


def hosts(written: object, file: Path) -> tuple[HostSettings, ...]:
    """What is said of hosts; raises `UsageError`."""
    found: list[HostSettings] = []
    for place, named in _tables("host", written, HOST_KEYS, file):
        settings = HostSettings(**named)
        if settings.host in {item.host for item in found}:
            raise UsageError(f"the host {settings.host} has two tables", where=f"{file}: {place}")
        if settings.accept and not settings.reason.strip():
            raise UsageError(
                f"'accept' of {settings.host} needs a 'reason'",
                where=f"{file}: {place}",
                advice='write it like reason = "checked by hand on 2026-11-28"',
            )
        found.append(settings)
    return tuple(found)


def controls(written: object, file: Path) -> tuple[ControlPage, ...]:
    """Pages whose answer is known; raises `UsageError`."""
    tables = _tables("control", written, CONTROL_KEYS, file)
    return tuple(ControlPage(**named) for _, named in tables)


def suppressions(written: object, file: Path) -> tuple[Suppression, ...]:
    """What is suppressed, each with the line on which its table begins; raises `UsageError`."""
    begins = _beginnings(file)
    return tuple(
        Suppression(**named, place=file.name, line=begins[number] if number < len(begins) else None)
        for number, (_, named) in enumerate(_tables("suppress", written, SUPPRESS_KEYS, file))
    )


def _beginnings(file: Path) -> list[int]:
    """The lines on which tables of suppressions begin, as far as they are written so."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if _SUPPRESS.match(line)]


def _tables(
    name: str, written: object, keys: Mapping[str, Key], file: Path
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each table with what it is called in messages (`host[2]`)."""
    if not (isinstance(written, list) and all(isinstance(item, dict) for item in written)):
        key, needed = next((key, item) for key, item in keys.items() if item.needed)
        raise UsageError(
            f"'{name}' must be a list of tables",
            where=f"{file}: {name}",
            advice=f"write it like\n[[{name}]]\n{key} = {needed.example}",
        )
    for number, table in enumerate(written, 1):
        place = f"{name}[{number}]"
        yield place, values(table, keys, file, place)
