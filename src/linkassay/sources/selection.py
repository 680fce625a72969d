"""Which files below a folder are asked for: globs of the caller, and what git ignores.

Patterns are those of a `.gitignore` file (see `patterns`).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from linkassay.errors import UsageError
from linkassay.sources.patterns import Patterns, pattern_of

IGNORE_FILE = ".gitignore"
MOST_KEPT = 4_096
"""So many folders' patterns are remembered at a time."""


Levels = tuple[tuple[Path, Patterns], ...]
"""Folders with the patterns that are meant from there; each is asked for the last that matches."""


class Selection:
    """Says of paths below `root` whether they are wanted.

    A file is wanted if a pattern of `include` names it (or there is none), none of `exclude` does,
    and, with `gitignore`, git would not ignore it: by the `.gitignore` files of its folders up to
    the repository's, and its `.git/info/exclude`. Where there is no `root`, patterns are meant from
    `start`. Raises `UsageError` for a pattern of `include` or `exclude` that cannot be read.
    """

    def __init__(
        self,
        root: Path,
        *,
        include: Sequence[str] = (),
        exclude: Sequence[str] = (),
        gitignore: bool = True,
    ) -> None:
        self._root = root
        self._include = _checked("include", include) if include else None
        self._exclude = _checked("exclude", exclude)
        self._gitignore = gitignore
        self._known: dict[Path, Levels | None] = {}

    def wants_file(self, path: Path) -> bool:
        """Whether a file of a wanted folder is asked for."""
        name = self._name(path)
        if self._include is not None and not _named(self._include, name):
            return False
        return not self._exclude.said(name, folder=False) and not self._ignored(path, folder=False)

    def wants_folder(self, path: Path) -> bool:
        """Whether anything in a folder of a wanted folder may be asked for."""
        excluded = self._exclude.said(self._name(path), folder=True)
        return not excluded and not self._ignored(path, folder=True)

    def wants(self, path: Path) -> bool:
        """Whether a file is asked for by its own path: each of its folders below `root` is."""
        above = [path.parent, *path.parent.parents]
        inside = [one for one in above if one.is_relative_to(self._root) and one != self._root]
        return all(map(self.wants_folder, inside)) and self.wants_file(path)

    def _name(self, path: Path) -> str:
        if not path.is_relative_to(self._root):
            return path.as_posix().lstrip("/")
        return path.relative_to(self._root).as_posix()

    def _ignored(self, path: Path, *, folder: bool) -> bool:
        """The nearest file of patterns that says anything of a path decides."""
        if not self._gitignore:
            return False
        for above, patterns in self._levels(path.parent) or ():
            said = patterns.said(path.relative_to(above).as_posix(), folder=folder)
            if said is not None:
                return said
        return False

    def _levels(self, folder: Path) -> Levels | None:
        """The files of patterns that hold in a folder, the nearest first.

        `None` outside of any repository. What is known of the folders above is not looked up again:
        a deep folder would have no end.
        """
        unseen = []
        for one in (folder, *folder.parents):
            if one in self._known:
                found = self._known[one]
                break
            if os.path.lexists(one / ".git"):
                found = _level(one, one / ".git" / "info" / "exclude")
                found = self._keep(one, (*_level(one, one / IGNORE_FILE), *found))
                break
            unseen.append(one)
        else:
            found = None
        for one in reversed(unseen):
            inside = None if found is None else (*_level(one, one / IGNORE_FILE), *found)
            found = self._keep(one, inside)
        return found

    def _keep(self, folder: Path, levels: Levels | None) -> Levels | None:
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        self._known[folder] = levels
        return levels


def _level(folder: Path, file: Path) -> Levels:
    """The patterns of a file, meant from a folder; none where it cannot be read, as git has it."""
    try:
        lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    return ((folder, Patterns(lines)),)


def _checked(key: str, patterns: Sequence[str]) -> Patterns:
    wrong = next((one for one in patterns if pattern_of(one) is None), None)
    if wrong is not None:
        raise UsageError(
            f"'{wrong}' is not a valid pattern", where=key, advice="write it as in .gitignore"
        )
    return Patterns(patterns)


def _named(patterns: Patterns, name: str) -> bool:
    """Whether a path from the root, or any folder that it lies in, is named."""
    parts = name.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts)))
    folders = any(patterns.said(one, folder=True) for one in above)
    said = patterns.said(name, folder=False)
    return folders if said is None else said
