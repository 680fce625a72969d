"""Where words go: stdout, stderr or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from linkassay.errors import LinkassayError, UsageError
from linkassay.report.escape import escape, line


def say(text: str) -> None:
    """Results, to stdout. A reader that went away (`| head`) ends the output, not the audit.

    Letters that the terminal's encoding lacks are written as backslash escapes. Raises
    `LinkassayError` where stdout is closed or takes nothing (a full disk).
    """
    if sys.stdout is None:
        raise LinkassayError(_UNSAID, advice="it is closed; --output FILE writes into a file")
    _forgive(sys.stdout)
    try:
        click.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        abandon(sys.stdout)
    except OSError as error:
        abandon(sys.stdout)
        raise LinkassayError(f"{_UNSAID}: {error.strerror or error}") from error


_UNSAID = "the report cannot be written to standard output"


def abandon(stream: TextIO) -> None:
    """Let a stream lead nowhere: the interpreter flushes it once more on its way out."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def note(text: str) -> None:
    """One line for whoever watches, to stderr."""
    _forgive(sys.stderr)
    click.echo(escape(text), err=True)


def note_block(text: str) -> None:
    """Several lines to stderr, each made safe for a terminal."""
    for row in text.splitlines():
        note(row)


def complain(error: LinkassayError) -> None:
    """An error in the manner of cargo: what, where, what to do next."""
    note(f"error: {line(error.what)}")
    if error.where:
        note(f"  --> {line(error.where)}")
    if error.advice:
        note(f"  = help: {line(error.advice)}")


def check_target(target: Path) -> None:
    """Raise `UsageError` now for a report file that could not be written after the audit."""
    try:
        is_folder, folder = target.is_dir(), target.resolve().parent
        has_place = folder.is_dir()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"the report cannot be written: {reason}", where=str(target)) from error
    if is_folder:
        raise UsageError("the report cannot replace a folder", where=str(target))
    if not has_place:
        raise UsageError(
            "the folder for the report does not exist",
            where=str(folder),
            advice="make the folder, or choose another --output",
        )
    if not os.access(folder, os.W_OK):
        raise UsageError("the report cannot be written into this folder", where=str(folder))


def write(target: Path, text: str) -> None:
    """Write a report whole or not at all: beside its place first, then renamed into it.

    A device or a pipe is written straight away. Raises `UsageError` where that fails.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        place = target.resolve()
        draft = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            draft.write_bytes(data)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"the report cannot be written: {reason}", where=str(target)) from error


@contextmanager
def counter(*, watched: bool) -> Iterator[Callable[[int, int], None]]:
    """Shows `12 of 40 links asked` on one line of stderr while somebody watches; wipes it after."""

    def show(done: int, total: int) -> None:
        if watched:
            click.echo(f"\r{done:,} of {total:,} links asked", err=True, nl=False)

    try:
        yield show
    finally:
        if watched:
            click.echo(f"\r{' ' * 40}\r", err=True, nl=False)


def _forgive(stream: object) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
