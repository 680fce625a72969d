"""A walk through one folder: which of its files may be documents."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from linkassay.sources.selection import Selection
from linkassay.tables.endings import passed_over

_PASSED_FOLDERS = frozenset(
    ("node_modules", "__pycache__", "venv", "env", "site-packages", "CVS", "target", "_build")
)
_PASSED_NAMES = frozenset(("Makefile", "Dockerfile", "LICENSE", "NOTICE", "CODEOWNERS"))


@dataclass
class Walk:
    """The documents below a folder, and what became of the rest.

    What the `selection` does not want is passed over. A symbolic link that leads out of all
    `bounds` (real paths) is not followed. What is reached
    through a link comes after everything that is there by its own name.
    """

    folder: Path
    bounds: Sequence[str]
    selection: Selection
    closed: list[tuple[OSError, Path]] = field(default_factory=list)
    named: int = 0
    _passed: int = 0
    _entered: set[str] = field(default_factory=set)
    _waiting: list[tuple[Path, str]] = field(default_factory=list)
    _links: list[Path] = field(default_factory=list)

    def documents(self) -> Iterator[tuple[Path, str]]:
        """Each path with its real path, sorted; each real folder once, so that loops end."""
        self._waiting = [(self.folder, os.path.realpath(self.folder))]
        while self._waiting or self._links:
            found = self._enter(*self._waiting.pop()) if self._waiting else self._follow()
            for pair in found:
                self.named += 1
                yield pair

    def why_nothing(self) -> str:
        """Why no document was found, as a sentence without its end."""
        if self.closed:
            return "it cannot be read to its end"
        if not self._passed:
            return "the folder is empty"
        entries = "1 entry was" if self._passed == 1 else f"{self._passed:,} entries were"
        why = "hidden, ignored or excluded, not a text by name, or a link out of the corpus"
        return f"{entries} passed over ({why})"

    def _enter(self, here: Path, real: str) -> Iterator[tuple[Path, str]]:
        if real in self._entered:
            return
        self._entered.add(real)
        folders = []
        for entry in self._entries(here):
            path, itself = here / entry.name, f"{real.rstrip(os.sep)}{os.sep}{entry.name}"
            if entry.is_symlink():
                self._note_link(path)
            elif _is_folder(entry):
                folders += [(path, itself)] if self._wants(self._is_corpus(path)) else []
            elif self._wants(self._may_be_document(path) and not _is_special(entry)):
                yield path, itself
        self._waiting.extend(reversed(folders))

    def _entries(self, here: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(here) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as problem:
            self.closed.append((problem, here))
            return []

    def _follow(self) -> Iterator[tuple[Path, str]]:
        links, self._links = sorted(self._links), []
        for path in links:
            if _leads_to_folder(path):
                self._waiting.insert(0, (path, os.path.realpath(path)))
            else:
                yield path, os.path.realpath(path)

    def _note_link(self, path: Path) -> None:
        leads_on = _leads_to_folder(path)
        wanted = self._is_corpus(path) if leads_on else self._may_be_document(path)
        real = os.path.realpath(path)
        if self._wants(wanted and any(_is_within(real, bound) for bound in self.bounds)):
            self._links.append(path)

    def _is_corpus(self, folder: Path) -> bool:
        return _is_corpus(folder) and self.selection.wants_folder(folder)

    def _may_be_document(self, path: Path) -> bool:
        return _may_be_document(path) and self.selection.wants_file(path)

    def _wants(self, wanted: bool) -> bool:
        self._passed += not wanted
        return wanted


def _is_within(real: str, bound: str) -> bool:
    return real == bound or real.startswith(f"{bound.rstrip(os.sep)}{os.sep}")


def _leads_to_folder(path: Path) -> bool:
    """`Path.is_dir` raises below a folder that is closed to us (Python 3.11 to 3.13)."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_special(entry: os.DirEntry[str]) -> bool:
    """Whether it is a pipe, a socket or a device; what cannot be looked at is opened to see."""
    try:
        return not entry.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_corpus(folder: Path) -> bool:
    passed = folder.name.startswith(".") or folder.name in _PASSED_FOLDERS
    return not passed and not os.access(folder / "pyvenv.cfg", os.F_OK)


def _may_be_document(path: Path) -> bool:
    if path.name.startswith(".") or path.name in _PASSED_NAMES:
        return False
    return path.suffix.lower() not in passed_over()
