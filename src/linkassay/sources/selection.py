"""Which files below a folder are asked for: globs of the caller, and what git ignores.

Patterns are those of a `.gitignore` file (gitignore(5)); pathspec reads them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from linkassay.errors import UsageError

IGNORE_FILE = ".gitignore"
MOST_KEPT = 4_096
"""So many folders' patterns are remembered at a time."""


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
        self._patterns = lru_cache(MOST_KEPT)(_patterns)
        self._above = lru_cache(MOST_KEPT)(_up_to_repository)

    def wants_file(self, path: Path) -> bool:
        """Whether a file of a wanted folder is asked for."""
        name = self._name(path)
        if self._include is not None and not self._include.match_file(name):
            return False
        return not self._exclude.match_file(name) and not self._ignored(path, folder=False)

    def wants_folder(self, path: Path) -> bool:
        """Whether anything in a folder of a wanted folder may be asked for."""
        name = f"{self._name(path)}/"
        return not self._exclude.match_file(name) and not self._ignored(path, folder=True)

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
        for above, patterns in self._levels(path.parent):
            if patterns is None:
                continue
            name = path.relative_to(above).as_posix() + ("/" if folder else "")
            said = patterns.check_file(name).include
            if said is not None:
                return said
        return False

    def _levels(self, folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec | None]]:
        """Each folder up to the repository's with its patterns, the nearest first."""
        above = self._above(folder)
        for one in above:
            yield one, self._patterns(one / IGNORE_FILE)
        if above:
            yield above[-1], self._patterns(above[-1] / ".git" / "info" / "exclude")


def _up_to_repository(folder: Path) -> tuple[Path, ...]:
    """A folder and those above it, up to the one that holds `.git`; none where there is none."""
    found: list[Path] = []
    for one in (folder, *folder.parents):
        found.append(one)
        if os.path.lexists(one / ".git"):
            return tuple(found)
    return ()


def _patterns(file: Path) -> GitIgnoreSpec | None:
    """The patterns of a file; `None` where it cannot be read, as git passes it over."""
    try:
        lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    return GitIgnoreSpec.from_lines(filter(_is_valid, lines))


def _checked(key: str, patterns: Sequence[str]) -> GitIgnoreSpec:
    wrong = next((one for one in patterns if not _is_valid(one)), None)
    if wrong is not None:
        raise UsageError(
            f"'{wrong}' is not a valid pattern", where=key, advice="write it as in .gitignore"
        )
    return GitIgnoreSpec.from_lines(patterns)


def _is_valid(pattern: str) -> bool:
    """Whether it can be read; git passes over a line of which it can make nothing."""
    try:
        GitIgnoreSpec.from_lines((pattern,))
    except ValueError:
        return False
    return True
