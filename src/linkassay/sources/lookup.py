"""Whether a file of a locator is there, spelled exactly so, on every system."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linkassay.model import LocalFile, Presence
from linkassay.sources.locators import printable

MOST_NAMES = 100_000
"""So many names of folders' entries are remembered at a time."""


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder as it is: how its locator is spelled, whether that is how it was asked for.

    `folded` are the names by what makes them alike.
    """

    path: Path
    spelled: str
    exact: bool
    names: frozenset[str]
    folded: Mapping[str, str]

    def named(self, step: str) -> str | None:
        """The entry that is meant by a step of a path: itself, else one that differs in case."""
        return step if step in self.names else self.folded.get(_folded(step))


class Lookup:
    """Looks for files below `root`, or anywhere where there is none.

    The entries of each folder are listed and compared, since some file systems take one spelling
    for another. Names that differ in Unicode normalisation alone are one.
    """

    def __init__(self, root: Path | None) -> None:
        self._root = Path() if root is None else root
        self._known: dict[str, _Folder | LocalFile] = {}
        self._names = 0

    def find(self, locator: str) -> LocalFile:
        """Whether there is a file or folder of a locator; else one that differs in case alone.

        Unknown where a folder on the way cannot be listed, and where it is empty: a submodule that
        was not checked out is.
        """
        plain = posixpath.normpath(locator)
        if plain in (".", "/"):
            return LocalFile(Presence.PRESENT)
        folder, step = posixpath.split(plain)
        inside = self._folder(folder)
        if isinstance(inside, LocalFile):
            return inside
        name = inside.named(step)
        if name is None:
            return LocalFile(Presence.MISSING)
        if inside.exact and _is_same(name, step):
            return LocalFile(Presence.PRESENT)
        return LocalFile(Presence.MISSING, near=posixpath.join(inside.spelled, name))

    def _folder(self, locator: str) -> _Folder | LocalFile:
        """A folder by its locator; where it is not there, what is known of all that is in it."""
        above, unseen = locator, []
        while above not in self._known and above not in ("", "/"):
            unseen.append(above)
            above = posixpath.dirname(above)
        here = self._known.get(above) or self._keep(above, self._top(above))
        for folder in reversed(unseen):
            here = self._keep(folder, _inside(here, posixpath.basename(folder)))
        return here

    def _top(self, locator: str) -> _Folder | LocalFile:
        return _opened(Path("/") if locator else self._root, locator, exact=True)

    def _keep(self, locator: str, found: _Folder | LocalFile) -> _Folder | LocalFile:
        self._names += 1 + (len(found.names) if isinstance(found, _Folder) else 0)
        if self._names > MOST_NAMES:
            self._known.clear()
            self._names = 0
        self._known[locator] = found
        return found


def _inside(here: _Folder | LocalFile, step: str) -> _Folder | LocalFile:
    if isinstance(here, LocalFile):
        return here
    name = here.named(step)
    if name is None:
        return LocalFile(Presence.MISSING)
    exact = here.exact and _is_same(name, step)
    return _opened(here.path / name, posixpath.join(here.spelled, name), exact=exact)


def _opened(path: Path, spelled: str, *, exact: bool) -> _Folder | LocalFile:
    names = _listing(path)
    if names is None:
        return LocalFile(Presence.UNKNOWN)
    folded = {_folded(name): name for name in sorted(names, reverse=True)}
    return _Folder(path, spelled, exact, names, folded)


def _listing(folder: Path) -> frozenset[str] | None:
    try:
        names = frozenset(printable(name) for name in os.listdir(folder))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError:
        return None
    return names or None


def _is_same(name: str, step: str) -> bool:
    return unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", step)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
