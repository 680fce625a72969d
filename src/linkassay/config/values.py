"""Written values in the types that their keys ask for, each checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linkassay.config.keys import TABLES, Key
from linkassay.errors import UsageError


def values(
    table: Mapping[str, Any], keys: Mapping[str, Key], file: Path, within: str = ""
) -> dict[str, Any]:
    """The values of a table by the names of their fields, lists as tuples.

    `within` names the table, where it is not the file itself. Raises `UsageError` for an unknown
    key, a wrong type or value, and a key that is missing.
    """
    for key, expected in keys.items():
        if expected.needed and key not in table:
            problem = f"'{within}' needs the key '{key}'"
            raise UsageError(problem, where=_place(file, within), advice=_example(key, expected))
    return {
        key.replace("-", "_"): _value(key, value, keys, file, within)
        for key, value in table.items()
    }


def _value(key: str, value: object, keys: Mapping[str, Key], file: Path, within: str) -> Any:
    if key not in keys:
        raise _unknown(key, keys, file, within)
    from linkassay.model.codec import convert

    expected, place = keys[key], _place(file, within, key)
    try:
        converted = convert(value, expected.type)
    except ValueError:
        said = "" if expected.secret else f", not {value!r}"
        problem = f"'{key}' must be {expected.words}{said}"
        raise UsageError(problem, where=place, advice=_example(key, expected)) from None
    try:
        return _checked(converted, expected)
    except ValueError as error:
        raise UsageError(f"'{key}': {error}", where=place) from error


def _checked(converted: Any, expected: Key) -> Any:
    value = tuple(converted) if isinstance(converted, list) else converted
    if expected.check is None:
        return value
    if isinstance(value, tuple) and not expected.whole:
        return tuple(expected.check(item) for item in value)
    return expected.check(value)


def _unknown(key: str, keys: Mapping[str, Key], file: Path, within: str) -> UsageError:
    import difflib

    known = [*keys, *(() if within else TABLES)]
    near = difflib.get_close_matches(key, known, n=1)
    advice = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
    where = f" of '{within}'" if within else " in the configuration"
    return UsageError(f"unknown key '{key}'{where}", where=_place(file, within), advice=advice)


def _place(file: Path, *names: str) -> str:
    named = ".".join(name for name in names if name)
    return f"{file}: {named}" if named else str(file)


def _example(key: str, expected: Key) -> str:
    return f"write it like {key} = {expected.example}"
