"""Where words go: stdout, stderr or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from linkassay.errors import LinkassayError, UsageError
from linkassay.report.escape import escape, line

Out = Callable[[str], None]
"""Takes a piece of the output."""


class _NobodyReads(Exception):
    """The reader of a pipe went away (`| head`); that ends the output, not the command."""


@contextmanager
def to_stdout(encoding: str | None = None) -> Iterator[Out]:
    """Takes results, piece by piece; nothing of the pieces is changed, colour included.

    `encoding` replaces the terminal's own; letters that it lacks are written as backslash escapes.
    Raises `LinkassayError` where stdout is closed or takes nothing (a full disk).
    """
    stream = sys.stdout
    if stream is None:
        raise LinkassayError(_UNSAID, advice="it is closed; --output FILE writes into a file")
    _forgive(stream, encoding)

    def out(text: str) -> None:
        with _taken_by(stream):
            stream.write(text)

    try:
        yield out
        with _taken_by(stream):
            stream.flush()
    except _NobodyReads:
        return


def say(text: str) -> None:
    """One piece of output, to stdout."""
    with to_stdout() as out:
        out(text)


_UNSAID = "the report cannot be written to standard output"


@contextmanager
def _taken_by(stream: TextIO) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        abandon(stream)
        raise _NobodyReads from None
    except OSError as error:
        abandon(stream)
        raise LinkassayError(f"{_UNSAID}: {error.strerror or error}") from error


def abandon(stream: TextIO) -> None:
    """Let a stream lead nowhere: the interpreter flushes it once more on its way out."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def say_patch(change: bytes, *, escaped: bool) -> None:
    """A patch to stdout: byte for byte, or made safe for a terminal that somebody looks at."""
    if escaped:
        rows = change.decode("utf-8", "backslashreplace").split("\n")[:-1]
        say("".join(f"{escape(row)}\n" for row in rows))
        return
    with to_stdout(), _taken_by(sys.stdout):
        sys.stdout.flush()
        sys.stdout.buffer.write(change)


def note(text: str) -> None:
    """One line for whoever watches, to stderr; nobody may be there."""
    mutter(f"{escape(text)}\n")


def note_block(text: str) -> None:
    """Several lines to stderr, each made safe for a terminal."""
    for row in text.splitlines():
        note(row)


def complain(error: LinkassayError, heading: str = "error") -> None:
    """An error in the manner of cargo: what, where, what to do next."""
    note(f"{heading}: {line(error.what)}")
    if error.where:
        note(f"  --> {line(error.where)}")
    if error.advice:
        note(f"  = help: {line(error.advice)}")


def check_target(target: Path) -> None:
    """Raise `UsageError` now for a report file that could not be written after the audit."""
    try:
        is_folder, folder = target.is_dir(), target.resolve().parent
        is_there, is_straight = folder.is_dir(), _is_straight(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    if is_folder:
        raise UsageError("the report cannot replace a folder", where=str(target))
    if not is_there:
        raise UsageError(
            "the folder for the report does not exist",
            where=str(folder),
            advice="make the folder, or choose another --output",
        )
    if is_straight and os.access(target, os.W_OK):
        return
    if not os.access(folder, os.W_OK):
        raise UsageError("the report cannot be written into this folder", where=str(folder))


def is_same_file(target: Path, other: Path) -> bool:
    """Whether what is written to one replaces the other; never so of devices and pipes."""
    return not _is_straight(target) and target.resolve() == other.resolve()


@contextmanager
def to_file(target: Path) -> Iterator[Out]:
    """Takes a report, piece by piece; the file is there whole afterwards, or as it was before.

    A device or a pipe is written straight away. Raises `UsageError` where that fails.
    """
    try:
        with _straight(target) if _is_straight(target) else _whole(target.resolve()) as stream:
            yield _writer(stream)
    except BrokenPipeError:
        return
    except OSError as error:
        raise _unwritable(target, error) from error


def _writer(stream: TextIO) -> Out:
    def out(text: str) -> None:
        stream.write(text)

    return out


_DEVICES = Path("/dev")


def _is_straight(target: Path) -> bool:
    """Whether it is a device or a pipe, which is written into as it is.

    `/dev/stdout` is one even where it leads to a file: that holds what was said before.
    """
    return target.exists() and (_DEVICES in target.parents or not target.is_file())


def _straight(target: Path) -> TextIO:
    return target.open("a", encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def _whole(place: Path) -> Iterator[TextIO]:
    """A file that is there whole afterwards, or as it was before."""
    from linkassay.sources import replaced

    with replaced(place) as stream:
        text = TextIOWrapper(stream, "utf-8", "backslashreplace", newline="")
        try:
            yield text
        finally:
            text.detach()


def _unwritable(target: Path, error: OSError) -> UsageError:
    reason = error.strerror or str(error)
    return UsageError(f"the report cannot be written: {reason}", where=str(target))


def mutter(text: str) -> None:
    """To stderr at once. One that is closed or full takes nothing, and stops nothing."""
    if sys.stderr is None:
        return
    _forgive(sys.stderr)
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def _forgive(stream: object, encoding: str | None = None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=encoding, errors="backslashreplace")
