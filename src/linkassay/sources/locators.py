"""How documents are named: by their path from the corpus root, wherever in it one stands."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path

from linkassay.errors import UsageError

STDIN = "-"

_URL = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_FOREIGN = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(argument: str) -> bool:
    """Whether an argument names an article on the web and not a file."""
    return _URL.match(argument) is not None


def is_foreign(argument: str) -> bool:
    """Whether an argument is an address (RFC 3986) that names neither an article nor a file."""
    return _FOREIGN.match(argument) is not None


def corpus_root(start: Path, configured: Path | None, arguments: Sequence[str] = ()) -> Path | None:
    """The folder from which documents are named.

    The configuration's folder, else the repository that all file arguments lie in, else that of
    `start`, else `None`: then documents are named by their absolute paths.
    """
    if configured is not None:
        return configured
    files = [item for item in arguments if item != STDIN and not is_url(item)]
    around = {_repository(absolute(start, item)) for item in files}
    return around.pop() if len(around) == 1 else _repository(start)


def _repository(path: Path) -> Path | None:
    """The nearest folder at or above a path that holds a `.git`."""
    above = (path, *path.parents)
    return next((folder for folder in above if os.path.lexists(folder / ".git")), None)


def document_name(text: str) -> str:
    """The locator that `--stdin-name` gives to standard input: a path below the corpus root.

    Raises `UsageError` for an empty name, an absolute one, a URL, and one that leaves the root.
    """
    name = posixpath.normpath(text) if text.strip() else ""
    if is_url(text) or name in ("", ".", "..") or name.startswith(("/", "../")):
        raise UsageError(
            f"'{text}' is not a valid name for standard input",
            where="--stdin-name",
            advice="name a file below the corpus root, such as docs/article.md",
        )
    return name


def locator(path: Path, root: Path | None) -> str:
    """An absolute path as reports name it: from `root` where it lies inside, with slashes."""
    return printable((path if root is None else _from(path, root)).as_posix())


def locator_of(argument: str, start: Path, root: Path | None) -> str:
    """The locator of a file or folder that is named like an argument, from `start` on."""
    return locator(absolute(start, argument), root)


def absolute(start: Path, argument: str) -> Path:
    """The path of an argument without `.` and `..`.

    Where a link before a `..` leads elsewhere than the letters say, the real path.
    """
    path = os.path.join(start, argument)  # noqa: PTH118 - `Path` would take `.` and `//` away
    plain, real = os.path.normpath(path), os.path.realpath(path)
    return Path(plain if os.path.realpath(plain) == real else real)


def printable(name: str) -> str:
    """A name whose bytes are not UTF-8, made storable; other names as they are."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _from(path: Path, root: Path) -> Path:
    """`path` from `root` where it lies inside, by its letters or by its folder's real place."""
    if path.is_relative_to(root):
        return path.relative_to(root)
    here, top = Path(os.path.realpath(path.parent)), Path(os.path.realpath(root))
    return (here / path.name).relative_to(top) if here.is_relative_to(top) else path
