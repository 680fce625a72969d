"""SQLite's complaints as `LedgerError`: what, where, and the next step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from linkassay.errors import LedgerError


class LockedError(LedgerError):
    """Another program reads or writes the ledger and did not let go of it in time."""


class FullError(LedgerError):
    """The disk takes no more of the ledger."""


@dataclass(frozen=True, slots=True)
class _Wording:
    signs: tuple[str, ...]
    what: str
    advice: str
    kind: type[LedgerError] = LedgerError


_WORDINGS = (
    _Wording(
        ("locked", "busy"),
        "the ledger is locked by another program",
        "wait until the program that reads or writes it is done, then run again",
        LockedError,
    ),
    _Wording(
        ("readonly", "read-only", "unable to open"),
        "the ledger cannot be written",
        "check the permissions of the file and its folder, or name another with --ledger FILE",
    ),
    _Wording(
        ("disk is full", "disk i/o"),
        "the disk would not take the ledger",
        "make room on the disk and run again; what was stored before is safe",
        FullError,
    ),
    _Wording(
        ("not a database",),
        "this file is not a linkassay ledger",
        "name another file with --ledger FILE; this one was left as it is",
    ),
    _Wording(
        ("malformed",),
        "the ledger is damaged",
        "restore an earlier copy; `sqlite3 FILE .recover` may save its rows",
    ),
)


def to_ledger_error(error: sqlite3.Error, where: str) -> LedgerError:
    """What SQLite said, for a person."""
    said = str(error)
    for wording in _WORDINGS:
        if any(sign in said.lower() for sign in wording.signs):
            return wording.kind(wording.what, where=where, advice=wording.advice)
    return LedgerError(
        f"the ledger refused: {said}",
        where=where,
        advice="nothing of this step was stored; run again or name another file with --ledger FILE",
    )


@contextmanager
def translate_sqlite_errors(where: str) -> Iterator[None]:
    """Turn any `sqlite3.Error` inside into a `LedgerError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise to_ledger_error(error, where) from error


class Located(Protocol):
    """Something that reads a ledger, and says where it lies."""

    @property
    def where(self) -> str: ...


Self = TypeVar("Self", bound=Located)
Arguments = ParamSpec("Arguments")
Given = TypeVar("Given")


def translated(
    method: Callable[Concatenate[Self, Arguments], Given],
) -> Callable[Concatenate[Self, Arguments], Given]:
    """A method in which any `sqlite3.Error` becomes a `LedgerError`: a damaged file shows late."""

    @wraps(method)
    def call(self: Self, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Given:
        with translate_sqlite_errors(self.where):
            return method(self, *arguments, **named)

    return call


def translated_each(
    method: Callable[Concatenate[Self, Arguments], Iterator[Given]],
) -> Callable[Concatenate[Self, Arguments], Iterator[Given]]:
    """The same for what gives one thing after the other."""

    @wraps(method)
    def call(
        self: Self, /, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Iterator[Given]:
        with translate_sqlite_errors(self.where):
            yield from method(self, *arguments, **named)

    return call
