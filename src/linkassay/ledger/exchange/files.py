"""The files of an export: their names, and how they come to be whole or not at all."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from linkassay.errors import LedgerError, UsageError
from linkassay.ledger.exchange.lines import (
    RESTORE,
    RUN_FORMAT,
    BrokenFileError,
    Line,
    Row,
    head_of,
    lines_of,
)

STATE, HOSTS, RUNS = "state.ndjson", "hosts.ndjson", "runs"
SEALED, UNSEALED = ".ndjson.gz", ".part.ndjson.gz"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,127}")
_LEVEL = 9


def is_name(text: object) -> bool:
    """Whether a run of this name can have a file; a name is never a path."""
    return isinstance(text, str) and bool(_NAME.fullmatch(text)) and not text.endswith(".part")


def file_of_run(folder: Path, name: str, *, sealed: bool) -> Path:
    """The file of a run. Raises `LedgerError` for a name that no file can have."""
    if not is_name(name):
        raise LedgerError(f"the run's name {name!r} cannot be that of a file")
    return folder / RUNS / f"{name}{SEALED if sealed else UNSEALED}"


def write_packed(path: Path, lines: Iterable[str]) -> bool:
    """Write a file of lines; the same lines give the same bytes. Whether it differs from before."""
    with _draft(path) as draft:
        with (
            draft.open("xb") as stream,
            gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0) as packed,
        ):
            for line in lines:
                packed.write(line.encode())
        return _put(draft, path)


def write_plain(path: Path, lines: Iterable[str]) -> bool:
    """The same, not packed."""
    with _draft(path) as draft:
        with draft.open("x", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        return _put(draft, path)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    draft = path.with_name(f".linkassay-{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
    except OSError as error:
        raise UsageError(
            f"the export cannot be written: {error.strerror or error}",
            where=str(path),
            advice="name a folder that can be written: `linkassay ledger export DIR`",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> bool:
    """Rename a draft into its place once it is on the disk; one that changes nothing goes."""
    if path.exists() and _same(draft, path):
        return False
    with draft.open("rb") as stream:
        os.fsync(stream.fileno())
    draft.replace(path)
    return True


def _same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while part := first.read(1 << 16):
            if part != second.read(1 << 16):
                return False
    return True


@contextmanager
def opened(path: Path) -> Iterator[Iterator[Line]]:
    """The lines of a file, packed or not. Raises `BrokenFileError`, and `UsageError` where it
    cannot be opened."""
    if not path.is_file():
        raise UsageError("this is no file", where=str(path), advice=_WANTED)
    try:
        stream = path.open("rb")
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
        raise UsageError(what, where=str(path)) from error
    with stream:
        size = path.stat().st_size
        packed = path.name.endswith(".gz")
        yield lines_of(gzip.GzipFile(fileobj=stream) if packed else stream, str(path), size)


_WANTED = "name the folder that `linkassay ledger export` wrote, or files in it"


def head_of_file(path: Path) -> Row:
    """What the first line of a run's file says. Raises `BrokenFileError`."""
    with opened(path) as lines:
        for line in lines:
            return head_of(line, RUN_FORMAT)
    raise BrokenFileError("the file is empty", where=str(path), advice=RESTORE)


def check_file(path: Path, root: bytes | None) -> None:
    """Raise `BrokenFileError` unless a run's file is whole and has this root."""
    found = head_of_file(path).get("root")
    if found != (None if root is None else root.hex()):
        raise BrokenFileError(
            "this file tells another run of the same name than the ledger holds",
            where=str(path),
            advice="it was left as it is; export into another folder, or rename the file",
        )
    with opened(path) as lines:
        last = checked(lines)
    if not last:
        raise BrokenFileError("the file ends too early", where=str(path), advice=RESTORE)


def checked(lines: Iterable[Line]) -> bool:
    """Read all lines; whether the last one says that they are all."""
    before = None
    for line in lines:
        before = line
    return before is not None and is_end(before)


def is_end(line: Line) -> bool:
    """Whether a line is the last of a file and counts those before it rightly."""
    return line.table == "end" and line.row.get("lines") == line.number - 1
