"""Configuration: `linkassay.toml` or `[tool.linkassay]`, looked for upward.

Takes: the folder to start from, and the file it finds there. Gives: `Settings` and its folder.
Never: reads the environment or a flag (the command line lays those over), or guesses a key.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from linkassay.errors import UsageError
from linkassay.model import FailOn, Settings

OWN_FILE: Final = "linkassay.toml"
SHARED_FILE: Final = "pyproject.toml"

KEYS: Final[Mapping[str, tuple[type | Any, str]]] = {
    "corpus": (list[str], "a list of paths"),
    "site-root": (str, "a path"),
    "ledger": (str, "a path"),
    "offline": (bool, "true or false"),
    "fail-on": (FailOn, "one of error, warning, note, never"),
    "gap": (float, "a number of seconds, 0 or more"),
    "jobs": (int, "a whole number, 1 or more"),
    "allow-address": (list[str], "a list of address ranges"),
    "resolve": (list[str], "a list of HOST:PORT:ADDRESS"),
    "ca-file": (str, "a path"),
    "contact": (str, "a mail address or a URL"),
    "resume-days": (float, "a number of days, 0 or more"),
}
"""Every key that may be written, its type, and how to say that type to a person."""


def load(start: Path) -> tuple[Settings, Path | None]:
    """The settings of the nearest configuration at or above `start`, and its folder.

    Where there is none: the defaults, and `None`. Paths in the file are meant from its folder; in
    the settings they are relative to `start`. Raises `UsageError` for a file that cannot be read,
    an unknown key, or a value that is not valid, with the file and the key as its place.
    """
    for folder in (start, *start.parents):
        written = _written(folder)
        if written is not None:
            file, table = written
            return _settings(table, file, start), folder
    return Settings(), None


def address_range(text: str) -> str:
    """`text` if it is an address or a CIDR range; raises `ValueError` with a sentence if not."""
    from linkassay.urls.ip import parse_range

    parse_range(text)
    return text.strip()


def host_override(text: str) -> str:
    """`text` if it reads HOST:PORT:ADDRESS as in curl; raises `ValueError` with a sentence if not.

    Several addresses may follow each other with commas; IPv6 may stand in square brackets.
    """
    from linkassay.urls.ip import parse_override

    parse_override(text)
    return text.strip()


def seconds(number: float) -> float:
    """`number` if it is a finite time of 0 or more; raises `ValueError` with a sentence if not."""
    return _quantity(number, "seconds")


def days(number: float) -> float:
    """`number` if it is a finite time of 0 or more; raises `ValueError` with a sentence if not."""
    return _quantity(number, "days")


def processes(number: int) -> int:
    """`number` if so many processes can be; raises `ValueError` with a sentence if not."""
    if number < 1:
        raise ValueError(f"{number} is not a valid number of processes: it must be 1 or more")
    return number


def _quantity(number: float, unit: str) -> float:
    if not (math.isfinite(number) and number >= 0):
        raise ValueError(f"{number:g} is not a valid number of {unit}: it must be 0 or more")
    return number


def path(text: str) -> str:
    """`text` if a path may read so; raises `ValueError` with a sentence if not."""
    if not text or "\0" in text:
        raise ValueError(f"{text!r} is not a valid path")
    return text


def contact(text: str) -> str:
    """`text` if it may stand in a header; raises `ValueError` with a sentence if not."""
    if not (text.isascii() and text.isprintable() and not set(text) & set("()\\")):
        raise ValueError(
            "a contact must be plain ASCII without brackets, since it is sent in a header"
        )
    return text


def _written(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The file of `folder` that configures us and what it says, or `None`."""
    own = folder / OWN_FILE
    if _is_file(own):
        return own, _parsed(own)
    shared = folder / SHARED_FILE
    if _is_file(shared):
        tool = _parsed(shared).get("tool", {})
        table = tool.get("linkassay") if isinstance(tool, dict) else None
        if table is not None:
            if not isinstance(table, dict):
                raise UsageError("'tool.linkassay' must be a table", where=str(shared))
            return shared, table
    return None


def _is_file(path: Path) -> bool:
    """A folder above that is closed to us configures nothing."""
    try:
        return path.is_file()
    except OSError:
        return False


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "the configuration cannot be read",
            where=str(file),
            advice=error.strerror or "",
        ) from error
    except ValueError as error:
        raise UsageError(f"this is not TOML: {error}", where=str(file)) from error


def _settings(table: Mapping[str, Any], file: Path, start: Path) -> Settings:
    values = {key: _value(key, value, file) for key, value in table.items()}
    named = {key.replace("-", "_"): value for key, value in values.items()}
    for key, check in _CHECKS.items():
        if key in values:
            named[key.replace("-", "_")] = _checked(key, values[key], check, file)
    settings = replace(Settings(), **named)
    return replace(
        settings,
        corpus=tuple(_seen_from(start, file.parent, item) for item in settings.corpus),
        site_root=_path(start, file.parent, settings.site_root),
        ledger=_path(start, file.parent, settings.ledger),
        ca_file=_path(start, file.parent, settings.ca_file),
    )


def _value(key: str, value: object, file: Path) -> Any:
    """The value in the type its key asks for, lists as tuples."""
    if key not in KEYS:
        import difflib

        near = difflib.get_close_matches(key, KEYS, n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(KEYS)}"
        raise UsageError(
            f"unknown key '{key}' in the configuration", where=str(file), advice=advice
        )
    import msgspec

    expected, words = KEYS[key]
    try:
        converted = msgspec.convert(value, expected, strict=True)
    except msgspec.ValidationError as error:
        problem = f"'{key}' must be {words}, not {value!r}"
        raise UsageError(problem, where=_place(file, key), advice=_example(key)) from error
    return tuple(converted) if isinstance(converted, list) else converted


def _checked(key: str, value: Any, check: Callable[[Any], Any], file: Path) -> Any:
    try:
        if isinstance(value, tuple):
            return tuple(check(item) for item in value)
        return check(value)
    except ValueError as error:
        raise UsageError(f"'{key}': {error}", where=_place(file, key)) from error


def _place(file: Path, key: str) -> str:
    return f"{file}: {key}"


def _example(key: str) -> str:
    return f"write it like {key} = {_EXAMPLES[key]}"


_EXAMPLES: Final[Mapping[str, str]] = {
    "corpus": '["docs", "drafts"]',
    "site-root": '"docs"',
    "ledger": '"audits/audit.db"',
    "offline": "true",
    "fail-on": '"warning"',
    "gap": "2",
    "jobs": "4",
    "allow-address": '["192.0.2.0/24"]',
    "resolve": '["www.example.org:443:192.0.2.1"]',
    "ca-file": '"certificates.pem"',
    "contact": '"desk@paper.example"',
    "resume-days": "8",
}

_CHECKS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "corpus": path,
    "site-root": path,
    "ledger": path,
    "gap": seconds,
    "jobs": processes,
    "allow-address": address_range,
    "resolve": host_override,
    "ca-file": path,
    "contact": contact,
    "resume-days": days,
}


def _path(start: Path, folder: Path, written: str | None) -> str | None:
    return None if written is None else _seen_from(start, folder, written)


def _seen_from(start: Path, folder: Path, written: str) -> str:
    """A path written in `folder`'s file, as it reads from `start`; absolute ones and URLs stay."""
    if start == folder or Path(written).is_absolute() or "://" in written:
        return written
    return os.path.relpath(folder / written, start)
