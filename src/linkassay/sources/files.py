"""One file: whether it is there, what it holds, and how it is replaced."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from linkassay.errors import LinkassayError
from linkassay.model import Source, UnreadSource
from linkassay.sources.unread import missing, refused


class ChangedError(LinkassayError):
    """A file is not what it was when it was read."""


def exists(path: Path) -> bool:
    """Whether a path leads to something, a closed folder among them."""
    return os.access(path, os.F_OK)


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; not where a folder on the way is closed."""
    return os.path.isfile(path)  # noqa: PTH113 - `Path.is_file` raises below a closed folder


def differs(path: Path, sha256: str) -> bool:
    """Whether a file holds other bytes than those of this SHA-256; not where it is unreadable."""
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest() != sha256
    except OSError:
        return False


def times(path: Path) -> tuple[int, int, int] | None:
    """When a file was written, its size, and which file it is; `None` where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def read(path: Path, name: str, max_bytes: int, argument: str = "") -> Source | UnreadSource:
    """One file, at most `max_bytes` of it ever in memory; `name` is its locator.

    `argument` is what the caller named, for the advice where nothing is there.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            advice = "Name a text, Markdown or HTML file, or a folder."
            return UnreadSource(name, "is not a regular file", advice)
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        return missing(path, name, argument)
    except OSError as problem:
        return refused(problem, name)
    return bounded(Source(name, data), max_bytes)


def bounded(source: Source, max_bytes: int) -> Source | UnreadSource:
    """A source, unless it is larger than so many bytes."""
    if len(source.data) <= max_bytes:
        return source
    return UnreadSource(source.locator, f"is larger than {max_bytes:,} bytes", "Audit its parts.")


@contextmanager
def replaced(place: Path) -> Iterator[BinaryIO]:
    """Takes the new bytes of a file: it is there whole afterwards, or as it was before.

    They go to a draft in the same folder, renamed into its place when it is safely on the disk;
    the permissions stay. `place` is no link. Raises `OSError` where it cannot be written.
    """
    draft = place.with_name(f".linkassay-{os.getpid()}.part")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            shutil.copymode(place, draft)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def rewrite(path: Path, source: Source, data: bytes) -> None:
    """Replace a file that was read as `source`; a link is followed.

    Raises `ChangedError` where it is no longer what was read, `OSError` where it cannot be written.
    """
    place = Path(os.path.realpath(path))
    if place.read_bytes() != source.data:
        raise ChangedError("the file has changed since it was read", where=source.locator)
    with replaced(place) as stream:
        stream.write(data)
