"""The one door for files.

Takes: arguments of the command line (files, directories, `-`) and a root. Gives: each document as a
`Source`, each failure as an `UnreadSource`. Never: understands what a file says, or fetches a URL.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from linkassay.model import Source, UnreadSource
from linkassay.tables.endings import passed_over

STDIN = "-"

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".mdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}
"""File endings that tell a kind we read; any other file is looked at."""

_PASSED_FOLDERS = frozenset(
    ("node_modules", "__pycache__", "venv", "env", "site-packages", "CVS", "target", "_build")
)
_PASSED_NAMES = frozenset(("Makefile", "Dockerfile", "LICENSE", "NOTICE", "CODEOWNERS"))
_URL = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def is_url(argument: str) -> bool:
    """Whether an argument names an article on the web and not a file."""
    return _URL.match(argument) is not None


def exists(path: Path) -> bool:
    """Whether a path leads to something, a closed folder among them."""
    return os.access(path, os.F_OK)


def collect(
    arguments: Sequence[str],
    *,
    root: Path,
    stdin: Callable[[], bytes],
    max_bytes: int,
    start: Path | None = None,
) -> Iterator[Source | UnreadSource]:
    """Open what the arguments name, in their order, a file that is named twice once.

    Directories are walked in sorted order without hidden files. Relative arguments start at `start`
    (else at `root`); a locator is relative to `root` where the file lies inside. Nothing is raised
    for a file that cannot be read: it comes as an `UnreadSource`.
    """
    seen: set[Path] = set()
    for argument in arguments:
        if argument == STDIN:
            yield _bounded(Source(STDIN, stdin()), max_bytes)
            continue
        named = (start or root) / argument
        if _is_folder(named):
            yield from _directory(argument, named, root, seen, max_bytes)
        elif _first_time(named, seen):
            yield _file(named, _locator(named, root, argument), max_bytes)


def _directory(
    argument: str, folder: Path, root: Path, seen: set[Path], max_bytes: int
) -> Iterator[Source | UnreadSource]:
    refused: list[UnreadSource] = []

    def refuse(problem: OSError) -> None:
        path = Path(os.fsdecode(problem.filename)) if problem.filename else folder
        refused.append(_refused(problem, _locator(path, root, argument)))

    for path in _walk(folder, refuse):
        if _first_time(path, seen):
            typed = f"{argument.rstrip('/')}/{path.relative_to(folder).as_posix()}"
            yield _file(path, _locator(path, root, typed), max_bytes)
    yield from refused


def _walk(folder: Path, refuse: Callable[[OSError], None]) -> Iterator[Path]:
    """The documents below a folder, sorted; each real folder once, so that loops end."""
    entered: set[Path] = set()
    for here, folders, files in os.walk(folder, onerror=refuse, followlinks=True):
        place = Path(here)
        if _real(place) in entered:
            folders.clear()
            continue
        entered.add(_real(place))
        folders[:] = sorted(name for name in folders if _is_corpus(place / name))
        for name in sorted(files):
            path = place / name
            if _may_be_document(path):
                yield path


def _is_corpus(folder: Path) -> bool:
    passed = folder.name.startswith(".") or folder.name in _PASSED_FOLDERS
    return not passed and not os.access(folder / "pyvenv.cfg", os.F_OK)


def _is_folder(path: Path) -> bool:
    """`Path.is_dir` raises below a folder that is closed to us (Python 3.11 to 3.13)."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _may_be_document(path: Path) -> bool:
    if path.name.startswith(".") or path.name in _PASSED_NAMES:
        return False
    return path.suffix.lower() not in passed_over()


def _file(path: Path, locator: str, max_bytes: int) -> Source | UnreadSource:
    """One file, at most `max_bytes` of it ever in memory."""
    try:
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return _missing(path, locator)
        if not stat.S_ISREG(mode):
            return UnreadSource(locator, "is no regular file", "Name a file or a directory.")
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    except OSError as problem:
        return _refused(problem, locator)
    return _bounded(Source(locator, data, MEDIA_TYPES.get(path.suffix.lower())), max_bytes)


def _bounded(source: Source, max_bytes: int) -> Source | UnreadSource:
    if len(source.data) <= max_bytes:
        return source
    return UnreadSource(
        source.locator,
        f"is larger than {max_bytes:,} bytes",
        "Audit its parts.",
    )


def _missing(path: Path, locator: str) -> UnreadSource:
    if path.is_symlink():
        return UnreadSource(
            locator, "is a link to a file that does not exist", "Mend or remove the link."
        )
    near = difflib.get_close_matches(path.name, _neighbours(path.parent), n=3, cutoff=0.6)
    if near:
        return UnreadSource(locator, "does not exist", f"Did you mean {' or '.join(near)}?")
    return UnreadSource(locator, "does not exist", "Check the path.")


def _neighbours(folder: Path) -> list[str]:
    try:
        names = [_printable(path.name) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted(name for name in names if not name.startswith("."))


def _refused(problem: OSError, locator: str) -> UnreadSource:
    reason = (problem.strerror or "unknown reason").lower()
    return UnreadSource(locator, f"cannot be read ({reason})", "Check its permissions.")


def _first_time(path: Path, seen: set[Path]) -> bool:
    real = _real(path)
    if real in seen:
        return False
    seen.add(real)
    return True


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _locator(path: Path, root: Path, typed: str) -> str:
    """The path as reports name it: with slashes, relative to the root where it lies inside."""
    here, top = Path(os.path.normpath(path)), Path(os.path.normpath(root))
    inside = here.is_relative_to(top)
    return _printable(here.relative_to(top).as_posix() if inside else typed)


def _printable(name: str) -> str:
    """A name whose bytes are no UTF-8, made storable; other names as they are."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
