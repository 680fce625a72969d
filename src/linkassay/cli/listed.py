"""The names of documents that a file lists, as `git diff --name-only -z` does."""

from __future__ import annotations

import os
from collections.abc import Sequence

from linkassay.cli.environment import Environment
from linkassay.errors import UsageError

STDIN = "-"

MOST_BYTES = 64 * 1024 * 1024
"""A list of names is never longer than a document may be."""


def listed(environment: Environment, file: str, arguments: Sequence[str]) -> Sequence[str]:
    """The names in a list: one a line, or each ended by a NUL where there is one.

    Blank lines are left out. Raises `UsageError` for a list that cannot be read, and where standard
    input is to be the list and a document.
    """
    if file != STDIN:
        return _names(_read(environment, file))
    if STDIN in arguments:
        raise UsageError(
            "standard input cannot be the list and a document",
            where="--files-from -",
            advice="name the file that holds the list, or the document",
        )
    try:
        return _names(environment.stdin(MOST_BYTES))
    except OSError as error:
        raise _unreadable(STDIN, error) from error


def _read(environment: Environment, file: str) -> bytes:
    try:
        with (environment.folder / file).open("rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"the list of documents cannot be read: {reason}", where=file)


def _names(data: bytes) -> Sequence[str]:
    parts = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(part) for part in parts if part.strip()]
